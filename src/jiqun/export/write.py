"""Writing one table of an atlas in one format."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from jiqun.errors import NotFoundError
from jiqun.export.formats import FORMATS
from jiqun.export.tables import TABLES

if TYPE_CHECKING:
    from jiqun.atlas.atlas import Atlas


def write_table(atlas: Atlas, table: str, suffix: str, stream: IO[bytes]) -> None:
    """Write a table. NotFoundError, naming those there are, for an unknown table or format."""
    for what, given, known in (("table", table, TABLES), ("format", suffix, FORMATS)):
        if given not in known:
            raise NotFoundError(f"no such {what}: {given}: there are {', '.join(known)}")
    about = {"title": atlas.title, "fingerprint": atlas.meta.get("fingerprint", "")}
    found = TABLES[table]
    FORMATS[suffix].write(stream, found.name, found.columns, found.rows(atlas), about)
