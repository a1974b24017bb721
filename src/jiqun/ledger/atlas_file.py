"""The file of a built atlas: written whole beside its place, checked, then renamed into it; opened read-only."""

from __future__ import annotations

import json
import os
import sqlite3
import threading
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, field
from importlib.resources import files
from operator import attrgetter
from pathlib import Path
from typing import Any

from jiqun.errors import StoreError, WorkspaceError
from jiqun.ledger.database import connect_read_only, told_in_one_line
from jiqun.model import (
    Block,
    BoardCell,
    BoardItem,
    Cluster,
    Document,
    Origin,
    Passage,
    Record,
    Source,
    claim_from_dict,
)

FORMAT = 1
_HEAD = attrgetter("sha256", "name", "media_type", "encoding", "title", "date")
TEMPORARY_PREFIX = ".building-"


@dataclass(frozen=True, slots=True)
class IndexedPassage:
    """A passage for the search index: its words as pairs and single characters, separated by blanks."""

    source: str
    start: int
    end: int
    cluster: str | None
    pairs: str
    singles: str


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything that goes into an atlas."""

    meta: dict[str, str]
    sources: Sequence[Source]
    clusters: Sequence[Cluster]
    records: Sequence[Record]
    headlines: frozenset[str]
    items: Sequence[BoardItem]
    cells: Sequence[BoardCell]
    passages: Iterable[IndexedPassage] = field(default_factory=tuple)
    names: Sequence[tuple[str, str, str | None]] = ()  # folded name, record id, cluster id


def write_atlas(path: Path, contents: Contents) -> None:
    """Write the atlas beside ``path``, sync it, check it, make it read-only, and rename it into place.

    Readers see the old file or the new one, never a part. Leftovers of builds that were killed are removed; callers
    hold the build lock.
    """
    remove_leftovers(path.parent)
    temporary = path.parent / f"{TEMPORARY_PREFIX}{os.getpid()}.sqlite"
    try:
        with told_in_one_line(path):
            with closing(sqlite3.connect(temporary, isolation_level=None)) as connection:
                _fill(connection, contents)
            _check(temporary, path)
        with temporary.open("rb") as file:
            os.fsync(file.fileno())
        temporary.chmod(0o444)
        temporary.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        raise StoreError(f"cannot write the atlas: {path}: {error.strerror or error}") from error
    finally:
        temporary.unlink(missing_ok=True)
        temporary.with_name(temporary.name + "-journal").unlink(missing_ok=True)


def remove_leftovers(folder: Path) -> None:
    """Remove what killed builds left in the folder of the atlas."""
    for leftover in folder.glob(f"{TEMPORARY_PREFIX}*"):
        leftover.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":  # other systems cannot open a folder
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _fill(connection: sqlite3.Connection, contents: Contents) -> None:
    connection.execute("PRAGMA journal_mode = MEMORY")  # the file has no readers yet, and a kill only loses a temporary
    connection.execute("PRAGMA synchronous = OFF")  # synced once, at the end
    connection.execute("PRAGMA foreign_keys = ON")
    connection.executescript(files("jiqun.ledger").joinpath("atlas.sql").read_text(encoding="utf-8"))
    connection.execute("BEGIN")
    put = connection.executemany
    put("INSERT INTO meta VALUES (?, ?)", sorted(contents.meta.items()))
    for ordinal, source in enumerate(contents.sources):
        document = source.document
        origin = json.dumps(asdict(source.origin), ensure_ascii=False)
        connection.execute(
            "INSERT INTO source VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (source.id, ordinal, *_HEAD(document), origin, document.text),
        )
        put("INSERT INTO block VALUES (?, ?, ?, ?, ?, ?, ?, ?)", _block_rows(source))
    put(
        "INSERT INTO cluster VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (c.id, n, c.name, json.dumps(c.names, ensure_ascii=False), c.field, c.place, c.longitude, c.latitude)
            for n, c in enumerate(contents.clusters)
        ),
    )
    put(
        "INSERT INTO record VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (n, r.id, r.source, r.cluster, r.claim.kind, r.id in contents.headlines, _body(r))
            for n, r in enumerate(contents.records)
        ),
    )
    put("INSERT INTO board_item VALUES (?, ?, ?, ?)", ((i.id, n, i.zh, i.en) for n, i in enumerate(contents.items)))
    put("INSERT INTO board_cell VALUES (?, ?, ?)", ((c.item, c.cluster, c.state) for c in contents.cells))
    put(
        "INSERT INTO board_passage VALUES (?, ?, ?, ?, ?, ?)",
        ((c.item, c.cluster, n, p.source, p.start, p.end) for c in contents.cells for n, p in enumerate(c.passages)),
    )
    for number, passage in enumerate(contents.passages):
        place = (number, passage.source, passage.start, passage.end, passage.cluster)
        connection.execute("INSERT INTO passage VALUES (?, ?, ?, ?, ?)", place)
        connection.execute(
            "INSERT INTO passage_index (rowid, pairs, singles) VALUES (?, ?, ?)",
            (number, passage.pairs, passage.singles),
        )
    put("INSERT INTO name VALUES (?, ?, ?, ?)", ((n, *name) for n, name in enumerate(contents.names)))
    connection.execute(f"PRAGMA user_version = {FORMAT:d}")
    connection.execute("COMMIT")


def _block_rows(source: Source) -> Iterable[tuple[Any, ...]]:
    for n, b in enumerate(source.document.blocks):
        yield source.id, n, b.start, b.end, b.kind, b.level, b.excluded, b.anchor


def _body(record: Record) -> str:
    return json.dumps(record.claim.to_dict(), ensure_ascii=False)


def _check(temporary: Path, path: Path) -> None:
    with closing(connect_read_only(temporary)) as connection:
        (verdict,) = connection.execute("PRAGMA integrity_check").fetchone()
    if verdict != "ok":
        raise StoreError(f"the new atlas is damaged ({verdict}): {path}: check the disk, then build again")


class AtlasFile:
    """A read-only view of one built atlas; it keeps reading the same build when a newer one takes its place."""

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise WorkspaceError(f"no atlas yet: {path}: run `jiqun build` first")
        self.path = path
        self._lock = threading.Lock()
        with told_in_one_line(path):
            self._connection = connect_read_only(path)
            (version,) = self._connection.execute("PRAGMA user_version").fetchone()
        if version > FORMAT:
            self.close()
            newer = f"written by a newer version of jiqun (atlas format {version}, this one knows {FORMAT})"
            raise WorkspaceError(f"{newer}: {path}: update jiqun")
        self.meta: dict[str, str] = dict(self._rows("SELECT name, value FROM meta"))

    def close(self) -> None:
        """Let the file go."""
        self._connection.close()

    def _rows(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        with self._lock, told_in_one_line(self.path):
            return self._connection.execute(sql, values).fetchall()

    def sources(self) -> list[Source]:
        """All documents with their blocks and origins, in the order of adding."""
        blocks: dict[str, list[Block]] = {}
        for source, *values in self._rows(
            "SELECT source, start, stop, kind, level, excluded, anchor FROM block ORDER BY source, ordinal"
        ):
            blocks.setdefault(source, []).append(Block(*values))
        return [
            Source(
                id=id_,
                document=Document(text, tuple(blocks.get(id_, ())), title, date, sha256, name, media_type, encoding),
                origin=Origin(**json.loads(origin)),
            )
            for id_, sha256, name, media_type, encoding, title, date, origin, text in self._rows(
                "SELECT id, sha256, name, media_type, encoding, title, date, origin, text FROM source ORDER BY ordinal"
            )
        ]

    def clusters(self) -> list[Cluster]:
        """All clusters, in the order in which the documents name them."""
        return [
            Cluster(id_, name, tuple(json.loads(names)), *rest)
            for id_, name, names, *rest in self._rows(
                "SELECT id, name, names, field, place, longitude, latitude FROM cluster ORDER BY ordinal"
            )
        ]

    def records(
        self,
        cluster: str | None = None,
        kind: str | None = None,
        source: str | None = None,
        *,
        id: str | None = None,
        headline: bool | None = None,
    ) -> list[Record]:
        """The records that fit all given values, in document order."""
        given = {"cluster": cluster, "kind": kind, "source": source, "id": id, "headline": headline}
        chosen = {name: value for name, value in given.items() if value is not None}
        where = " AND ".join(f"{name} = ?" for name in chosen) or "1"
        sql = f"SELECT id, source, cluster, body FROM record WHERE {where} ORDER BY ordinal"  # noqa: S608  column names only
        rows = self._rows(sql, list(chosen.values()))
        return [Record(id_, src, clu, claim_from_dict(json.loads(body))) for id_, src, clu, body in rows]

    def counts(self) -> dict[str, int]:
        """How many records there are of each kind."""
        return dict(self._rows("SELECT kind, count(*) FROM record GROUP BY kind ORDER BY kind"))

    def board(self) -> tuple[list[BoardItem], list[tuple[str, str, str]], list[tuple[str, str, str, int, int]]]:
        """The board's items, cells (item, cluster, state), and their passages (item, cluster, source, start, end)."""
        items = [BoardItem(*row) for row in self._rows("SELECT id, zh, en FROM board_item ORDER BY ordinal")]
        cells = self._rows("SELECT item, cluster, state FROM board_cell")
        passages = self._rows(
            "SELECT item, cluster, source, start, stop FROM board_passage ORDER BY item, cluster, ordinal"
        )
        return items, cells, passages

    def match(self, expression: str, limit: int) -> list[tuple[str, int, int, str | None]]:
        """Passages (source, start, end, cluster) that an FTS5 expression matches, best first."""
        return self._rows(
            "SELECT source, start, stop, cluster FROM passage_index JOIN passage ON passage.id = passage_index.rowid"
            " WHERE passage_index MATCH ? ORDER BY bm25(passage_index), passage.id LIMIT ?",
            (expression, limit),
        )

    def named(self, part: str, limit: int) -> list[tuple[str, str | None]]:
        """Records (id, cluster) of organisations whose folded name contains ``part``, whole names first."""
        return self._rows(
            "SELECT record, cluster FROM name WHERE instr(key, ?) ORDER BY length(key), ordinal LIMIT ?", (part, limit)
        )


def passage(text: str, source: str, start: int, end: int) -> Passage:
    """The passage with its quote sliced from the document's text."""
    return Passage(source, start, end, text[start:end])
