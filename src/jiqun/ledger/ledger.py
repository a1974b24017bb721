"""The ledger: documents, their origins, and the claims extracted from them, in one SQLite file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, astuple, dataclass, fields
from datetime import UTC, datetime
from operator import attrgetter
from pathlib import Path
from typing import Any

from jiqun.ledger.database import connect, migrate, told_in_one_line, transaction
from jiqun.ledger.verify import spans, verify
from jiqun.model import Block, Claim, Document, Origin, claim_from_dict, claim_id

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


class Ledger:
    """An open ledger. Every change is one transaction; SQLite's errors come as StoreError in one line."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with told_in_one_line(path):
            self._connection = connect(path)
            try:
                migrate(self._connection, path)
            except BaseException:
                self._connection.close()
                raise

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let the file go."""
        self._connection.close()

    def has(self, sha256: str) -> bool:
        """Whether a document with these bytes is in the ledger."""
        with told_in_one_line(self.path):
            return bool(self._connection.execute("SELECT 1 FROM document WHERE sha256 = ?", (sha256,)).fetchone())

    def add(
        self, document: Document, origin: Origin, *, suffix: str, date_given: str | None = None, reader: str
    ) -> bool:
        """Enter a document with its origin; True when anything changed.

        The same bytes again change nothing, except that origin fields and a date given now replace those known.
        """
        with told_in_one_line(self.path), transaction(self._connection):
            if self.has(document.sha256):
                return self._set_origin(document.sha256, origin) | self._set_date(document.sha256, date_given)
            self._connection.execute(
                "INSERT INTO document"
                " (sha256, name, media_type, encoding, text, title, date, suffix, date_given, reader, added, ordinal)"
                " SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, coalesce(max(ordinal), 0) + 1 FROM document",
                (document.sha256, document.name, *_READING(document), suffix, date_given, reader, _now()),
            )
            self._connection.execute("INSERT INTO origin (document) VALUES (?)", (document.sha256,))
            self._set_origin(document.sha256, origin)
            self._put_blocks(document)
        return True

    def _set_origin(self, sha256: str, origin: Origin) -> bool:
        known = self._connection.execute("SELECT * FROM origin WHERE document = ?", (sha256,)).fetchone()
        new = [now if now is not None else old for now, old in zip(asdict(origin).values(), known[1:], strict=True)]
        if new == list(known[1:]):
            return False
        values = ", ".join("?" for _ in _ORIGIN)
        self._connection.execute(f"REPLACE INTO origin VALUES (?, {values})", (sha256, *new))  # noqa: S608  question marks only
        return True

    def _set_date(self, sha256: str, date: str | None) -> bool:
        sql = "UPDATE document SET date = ?1, date_given = ?1 WHERE sha256 = ?2 AND ?1 IS NOT NULL AND date IS NOT ?1"
        return self._connection.execute(sql, (date, sha256)).rowcount > 0

    def _put_blocks(self, document: Document) -> None:
        self._connection.executemany(
            "INSERT INTO block VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (document.sha256, n, b.start, b.end, b.kind, b.level, b.excluded, b.anchor)
                for n, b in enumerate(document.blocks)
            ),
        )

    def put_reading(self, document: Document, *, reader: str) -> None:
        """Replace text and blocks after the same bytes were read by another version; claims on the old text go."""
        with told_in_one_line(self.path), transaction(self._connection):
            self._connection.execute("DELETE FROM extraction WHERE document = ?", (document.sha256,))
            self._connection.execute("DELETE FROM block WHERE document = ?", (document.sha256,))
            self._connection.execute(
                "UPDATE document SET media_type = ?, encoding = ?, text = ?, title = ?, date = ?, reader = ?"
                " WHERE sha256 = ?",
                (*_READING(document), reader, document.sha256),
            )
            self._put_blocks(document)

    def entries(self) -> list[Entry]:
        """All documents, in the order of adding."""
        with told_in_one_line(self.path):
            blocks: dict[str, list[Block]] = {}
            for sha256, *values in self._connection.execute(
                "SELECT document, start, stop, kind, level, excluded, anchor FROM block ORDER BY document, ordinal"
            ):
                blocks.setdefault(sha256, []).append(Block(*values))
            rows = self._connection.execute(
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

    def inputs(self) -> dict[str, str]:
        """For each document with an extraction, the checksum of what went into it."""
        with told_in_one_line(self.path):
            return dict(self._connection.execute("SELECT document, inputs FROM extraction"))

    def put_extraction(self, document: Document, claims: Iterable[Claim], *, rules: str) -> None:
        """Replace a document's claims by new ones, all of them or none.

        Every span is checked first: StoreError, naming the rule, when one is not exact.
        """
        with told_in_one_line(self.path), transaction(self._connection):
            self._connection.execute("DELETE FROM extraction WHERE document = ?", (document.sha256,))
            identified = identify(document, claims, self._has_claim)
            self._connection.execute(
                "INSERT INTO extraction VALUES (?, ?, ?, ?)",
                (document.sha256, rules, extraction_inputs(document, rules), _now()),
            )
            self._connection.executemany(
                "INSERT INTO claim VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    (id_, document.sha256, n, claim.kind, _json(claim), claim.start, claim.end, claim.quote)
                    for n, (id_, claim) in enumerate(identified)
                ),
            )
            self._connection.executemany(
                "INSERT OR IGNORE INTO evidence VALUES (?, ?, ?, ?, ?)",
                (
                    (id_, span.role, span.start, span.stop, document.sha256)
                    for id_, claim in identified
                    for span in spans(claim)
                ),
            )

    def _has_claim(self, id_: str) -> bool:
        return bool(self._connection.execute("SELECT 1 FROM claim WHERE id = ?", (id_,)).fetchone())

    def claims(self, sha256: str) -> list[tuple[str, Claim]]:
        """The claims of one document with their ids, in document order."""
        with told_in_one_line(self.path):
            rows = self._connection.execute("SELECT id, body FROM claim WHERE document = ? ORDER BY ordinal", (sha256,))
            return [(id_, claim_from_dict(json.loads(body))) for id_, body in rows]

    def check(self) -> list[str]:
        """What is wrong with the file, one line each; nothing when all is well."""
        with told_in_one_line(self.path):
            verdicts: list[tuple[Any, ...]] = self._connection.execute("PRAGMA integrity_check").fetchall()
            broken = self._connection.execute("PRAGMA foreign_key_check").fetchall()
        damaged = [f"the ledger is damaged: {self.path}: {verdict}" for (verdict,) in verdicts if verdict != "ok"]
        return damaged + [f"the ledger has a row without its parent: {self.path}: table {row[0]}" for row in broken]


def identify(
    document: Document, claims: Iterable[Claim], taken: Callable[[str], bool] = lambda id_: False
) -> list[tuple[str, Claim]]:
    """Claims in document order with their ids, every span checked; a claim given twice is kept once.

    Two different claims with one identity (two indicators of one number), and a claim whose id another document has
    ``taken``, get a number behind the id.
    """
    found: dict[str, Claim] = {}
    for claim in sorted(claims, key=lambda claim: (claim.start, claim.end)):
        verify(document.text, claim, document.name or document.sha256[:12])
        first = claim_id(document.sha256, claim)
        id_, number = first, 1
        while taken(id_) or (id_ in found and found[id_] != claim):
            number += 1
            id_ = f"{first}-{number}"
        found[id_] = claim
    return list(found.items())


def extraction_inputs(document: Document, rules: str) -> str:
    """A checksum of all that an extraction depends on: text, blocks, title, date, and the rules' version."""
    parts: Sequence[Any] = (rules, document.text, document.title, document.date, [astuple(b) for b in document.blocks])
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _json(claim: Claim) -> str:
    return json.dumps(claim.to_dict(), ensure_ascii=False)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
