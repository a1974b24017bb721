"""The rows of the ledger about documents: their text and blocks, their origins, and how they were read.

The functions that write run inside the caller's transaction.
"""

from __future__ import annotations

import sqlite3
from dataclasses import asdict, dataclass, fields
from operator import attrgetter

from jiqun.model import Block, Document, Origin

_READING = attrgetter("media_type", "encoding", "text", "title", "date")
_ORIGIN = tuple(field.name for field in fields(Origin))


@dataclass(frozen=True, slots=True)
class Entry:
    """A document in the ledger: its text and blocks, its origin, its stored copy, and how it was read."""

    document: Document
    origin: Origin
    suffix: str
    date_given: str | None
    reader: str
    added: str


def insert(connection: sqlite3.Connection, document: Document, stored: tuple[str, str | None, str, str]) -> None:
    """Enter a document with its blocks and an empty origin; ``stored`` is suffix, date given, reader, and time."""
    connection.execute(
        "INSERT INTO document"
        " (sha256, name, media_type, encoding, text, title, date, suffix, date_given, reader, added, ordinal)"
        " SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, coalesce(max(ordinal), 0) + 1 FROM document",
        (document.sha256, document.name, *_READING(document), *stored),
    )
    connection.execute("INSERT INTO origin (document) VALUES (?)", (document.sha256,))
    _put_blocks(connection, document)


def replace_reading(connection: sqlite3.Connection, document: Document, reader: str) -> None:
    """Put another reading of the same bytes in place of the one before."""
    connection.execute("DELETE FROM block WHERE document = ?", (document.sha256,))
    connection.execute(
        "UPDATE document SET media_type = ?, encoding = ?, text = ?, title = ?, date = ?, reader = ? WHERE sha256 = ?",
        (*_READING(document), reader, document.sha256),
    )
    _put_blocks(connection, document)


def _put_blocks(connection: sqlite3.Connection, document: Document) -> None:
    connection.executemany(
        "INSERT INTO block VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (document.sha256, n, b.start, b.end, b.kind, b.level, b.excluded, b.anchor)
            for n, b in enumerate(document.blocks)
        ),
    )


def set_origin(connection: sqlite3.Connection, sha256: str, origin: Origin) -> bool:
    """Set the fields of an origin that are known, and keep the others; True when anything changed."""
    known = connection.execute("SELECT * FROM origin WHERE document = ?", (sha256,)).fetchone()
    new = [now if now is not None else old for now, old in zip(asdict(origin).values(), known[1:], strict=True)]
    if new == list(known[1:]):
        return False
    values = ", ".join("?" for _ in _ORIGIN)
    connection.execute(f"REPLACE INTO origin VALUES (?, {values})", (sha256, *new))  # noqa: S608  question marks only
    return True


def set_date(connection: sqlite3.Connection, sha256: str, date: str | None) -> bool:
    """Set the date of a document when one is given; True when it is another than before."""
    sql = "UPDATE document SET date = ?1, date_given = ?1 WHERE sha256 = ?2 AND ?1 IS NOT NULL AND date IS NOT ?1"
    return connection.execute(sql, (date, sha256)).rowcount > 0


def one(connection: sqlite3.Connection, sha256: str) -> Document:
    """The text and blocks of one document, which is in the ledger; its other fields are left at their defaults."""
    row = connection.execute("SELECT text FROM document WHERE sha256 = ?", (sha256,)).fetchone()
    blocks = connection.execute(
        "SELECT start, stop, kind, level, excluded, anchor FROM block WHERE document = ? ORDER BY ordinal",
        (sha256,),
    )
    return Document(row[0], tuple(Block(*values) for values in blocks), sha256=sha256)


def entries(connection: sqlite3.Connection) -> list[Entry]:
    """All documents, in the order of adding."""
    blocks: dict[str, list[Block]] = {}
    for sha256, *values in connection.execute(
        "SELECT document, start, stop, kind, level, excluded, anchor FROM block ORDER BY document, ordinal"
    ):
        blocks.setdefault(sha256, []).append(Block(*values))
    rows = connection.execute(
        "SELECT d.sha256, d.name, d.suffix, d.media_type, d.encoding, d.text, d.title, d.date, d.date_given,"
        " d.reader, d.added, o.* FROM document d JOIN origin o ON o.document = d.sha256 ORDER BY d.ordinal"
    ).fetchall()
    return [
        Entry(
            document=Document(text, tuple(blocks.get(sha256, ())), title, date, sha256, name, media_type, encoding),
            origin=Origin(*origin),
            suffix=suffix,
            date_given=date_given,
            reader=reader,
            added=added,
        )
        for (
            sha256, name, suffix, media_type, encoding, text, title, date, date_given, reader, added, _, *origin
        ) in rows
    ]  # fmt: skip
