"""The ledger: documents, their origins, the claims extracted from them, and what people decided, in one SQLite file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import astuple, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from jiqun.errors import NotFoundError
from jiqun.judging import added
from jiqun.ledger import documents
from jiqun.ledger import judgements as rows
from jiqun.ledger import origins as cards
from jiqun.ledger.audit import audit_claims, audit_rows
from jiqun.ledger.database import connect, migrate, told_in_one_line, transaction
from jiqun.ledger.documents import Entry
from jiqun.ledger.verify import spans, verify
from jiqun.model import Claim, Document, Judgement, Origin, claim_from_dict, claim_id

__all__ = ["Entry", "Ledger", "extraction_inputs", "identify"]


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
                changed = documents.set_origin(self._connection, document.sha256, origin)
                return documents.set_date(self._connection, document.sha256, date_given) or changed
            documents.insert(self._connection, document, (suffix, date_given, reader, _now()))
            documents.set_origin(self._connection, document.sha256, origin)
        return True

    def origins(self) -> list[cards.Card]:
        """The origin cards of all documents, in the order of adding."""
        with told_in_one_line(self.path):
            return cards.read(self._connection)

    def find(self, document: str) -> cards.Card:
        """The card of a document by its id, SHA-256 or file name. NotFoundError when none fits, or several do."""
        return cards.find(self.origins(), document)

    def edit_origin(self, document: str, given: Mapping[str, str | None]) -> cards.Card:
        """Set fields of a document's origin, or clear them by None; the card as it is then."""
        with told_in_one_line(self.path), transaction(self._connection):
            card = cards.edited(cards.find(cards.read(self._connection), document), given)
            cards.write(self._connection, card)
        return card

    def put_reading(self, document: Document, *, reader: str) -> None:
        """Replace text and blocks after the same bytes were read by another version; claims on the old text go."""
        with told_in_one_line(self.path), transaction(self._connection):
            self._connection.execute("DELETE FROM extraction WHERE document = ?", (document.sha256,))
            documents.replace_reading(self._connection, document, reader)

    def entries(self) -> list[Entry]:
        """All documents, in the order of adding."""
        with told_in_one_line(self.path):
            return documents.entries(self._connection)

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

    def judge(
        self,
        claims: Sequence[str],
        verdict: str,
        *,
        by: str,
        why: str | None = None,
        fields: Mapping[str, Any] | None = None,
    ) -> list[Judgement]:
        """Judge claims, all of them or none: ``accept``, ``correct`` (with ``fields``), ``reject`` or ``unsure``.

        UsageError on an unknown verdict, field or value, NotFoundError when a claim is not in the ledger (any more).
        """
        given, signature = dict(fields or {}), rows.signed(by, why)
        rows.verdict_on(verdict, given)
        with told_in_one_line(self.path), transaction(self._connection):
            desks: dict[str, rows.Desk] = {}
            made: list[Judgement] = []
            for id_ in dict.fromkeys(claims):
                sha256 = self._document_of(id_)
                if sha256 not in desks:
                    desks[sha256] = self._desk(sha256)
                desk = desks[sha256]
                made.append(desk.judged(desk.claim(id_), verdict, given, signature))
            return rows.write(self._connection, made)

    def add_claim(
        self,
        sha256: str,
        kind: str,
        start: int,
        end: int,
        *,
        by: str,
        why: str | None = None,
        fields: Mapping[str, Any],
    ) -> Judgement:
        """Bring in a claim of a person's own, as a judgement that can be taken back like any other.

        UsageError on words, kind or fields that cannot be, and when the claim is there already.
        """
        signature = rows.signed(by, why)
        with told_in_one_line(self.path), transaction(self._connection):
            claim = added(documents.one(self._connection, sha256), kind, start, end, fields)
            return rows.write(self._connection, [self._desk(sha256).added(claim, self._has_claim, signature)])[0]

    def _document_of(self, claim: str) -> str:
        found = self._connection.execute(
            "SELECT document FROM claim WHERE id = ?1 UNION ALL SELECT document FROM judgement WHERE claim = ?1",
            (claim,),
        ).fetchone()
        if found is None:
            raise NotFoundError(f"no claim with this id in the ledger: {claim}: `jiqun show CLUSTER` lists the ids")
        return str(found[0])

    def _desk(self, sha256: str) -> rows.Desk:
        document = documents.one(self._connection, sha256)
        return rows.Desk(document, self.claims(sha256), self.judgements(document=sha256))

    def decide(self, one: str, other: str, verdict: str, *, by: str, why: str | None = None) -> Judgement:
        """Judge whether two names (or ids of entities) mean the same: ``same``, ``different`` or ``unsure``."""
        signature = rows.signed(by, why)
        pair = rows.pair(one, other, verdict)
        with told_in_one_line(self.path), transaction(self._connection):
            judgement = Judgement(id=0, about="identity", verdict=verdict, one=pair[0], other=pair[1], **signature)
            return rows.write(self._connection, [judgement])[0]

    def state(
        self, cluster: str, relation: str, other: str, *, by: str, why: str | None = None, **fields: str | None
    ) -> Judgement:
        """State that a cluster ``succeeds`` or is ``part_of`` another, is ``named``, ``designated``, ``covers``."""
        stated = replace(rows.stated(cluster, relation, other, fields), **rows.signed(by, why))
        with told_in_one_line(self.path), transaction(self._connection):
            return rows.write(self._connection, [stated])[0]

    def undo(self, *ids: int, by: str, why: str | None = None) -> list[Judgement]:
        """Take judgements back, all of them or none; one that took another back can be taken back itself.

        NotFoundError when there is no such judgement, UsageError when it was taken back already.
        """
        signature = rows.signed(by, why)
        with told_in_one_line(self.path), transaction(self._connection):
            return rows.write(self._connection, rows.undoing(self._connection, ids, signature))

    def judgements(
        self,
        claim: str | None = None,
        *,
        document: str | None = None,
        about: str | None = None,
        in_force: bool = False,
        after: int = 0,
    ) -> list[Judgement]:
        """The judgements in the order of judging: of a claim (by the id it was judged under), of a document, or all.

        ``after`` leaves out those up to a number. With ``in_force`` only those that hold: not taken back, and the last
        on their claim or pair.
        """
        given = {"claim": claim, "document": document, "about": about}
        chosen = {name: value for name, value in given.items() if value is not None}
        with told_in_one_line(self.path):
            where = " AND ".join([*(f"{name} = ?" for name in chosen), "id > ?"])
            found = rows.read(self._connection, where, [*chosen.values(), after])
        return rows.holding(found) if in_force else found

    def stamp(self) -> tuple[int, str]:
        """What changes with every extraction and judgement: the last judgement's number, and when the last was made."""
        with told_in_one_line(self.path):
            (judged,) = self._connection.execute("SELECT coalesce(max(id), 0) FROM judgement").fetchone()
            found = self._connection.execute("SELECT count(*) || ' ' || coalesce(max(made), '') FROM extraction")
            return judged, str(found.fetchone()[0])

    def extractions(self) -> dict[str, tuple[str, str]]:
        """For each document with an extraction, the version of its rules and the checksum of what went into it."""
        with told_in_one_line(self.path):
            found = self._connection.execute("SELECT document, rules, inputs FROM extraction")
            return {document: (rules, inputs) for document, rules, inputs in found}

    def stored_names(self) -> list[str]:
        """The names of the stored copies of all documents, in the order of adding."""
        with told_in_one_line(self.path):
            found = self._connection.execute("SELECT sha256 || suffix FROM document ORDER BY ordinal")
            return [name for (name,) in found]

    def check(self, *, quick: bool = False) -> list[str]:
        """What is wrong with the file, one line each; nothing when all is well. ``quick`` looks at parents only."""
        with told_in_one_line(self.path):
            problems = audit_rows(self._connection, "ledger", self.path, quick=quick)
            return problems if quick else problems + list(audit_claims(self._connection, self.path))


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
