"""The rows of judgements: read with what took them back, written one by one or all at once, never changed."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import Any

from jiqun.errors import NotFoundError, UsageError
from jiqun.judging import VERDICTS, Applied, Text, anchor, apply, corrections, differing, in_force, undone
from jiqun.judging.matching import identity
from jiqun.ledger.verify import verify
from jiqun.model import Anchor, Claim, Document, Excluded, Figure, Judgement, claim_from_dict, claim_id

IDENTITY = ("same", "different", "unsure")
CLUSTER = ("succeeds", "part_of", "named", "designated", "covers")
_STATED_FIELDS = ("from", "to", "as", "area")
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_COLUMNS = (
    "id", "about", "verdict", "judge", "made", "why", "document", "claim", "original", "fields", "anchor",
    "one", "other", "undoes", "first", "bulk",
)  # fmt: skip
_LONGEST = {"by": 120, "why": 2000}


def read(connection: sqlite3.Connection, where: str = "1", values: Sequence[Any] = ()) -> list[Judgement]:
    """The judgements that fit, in the order of judging, each with the one that took it back."""
    links = connection.execute(
        "SELECT id, undoes FROM judgement WHERE undoes IS NOT NULL OR id IN (SELECT undoes FROM judgement)"
    )
    taken_back = undone(dict(links.fetchall()))
    sql = f"SELECT {', '.join(_COLUMNS)} FROM judgement WHERE {where} ORDER BY id"  # noqa: S608  constants
    return [_judgement(row, taken_back) for row in connection.execute(sql, values)]


def _judgement(row: Sequence[Any], taken_back: Mapping[int, int]) -> Judgement:
    body = dict(zip(_COLUMNS, row, strict=True))
    body["by"], body["when"] = body.pop("judge"), body.pop("made")
    body["original"] = claim_from_dict(json.loads(body["original"])) if body["original"] else None
    body["anchor"] = Anchor(**json.loads(body["anchor"])) if body["anchor"] else None
    body["fields"] = json.loads(body["fields"])
    return Judgement(**body, undone_by=taken_back.get(body["id"]))


def write(connection: sqlite3.Connection, judgements: Sequence[Judgement]) -> list[Judgement]:
    """Add rows, inside the caller's transaction; those of a bulk name its first. They come back with their ids."""
    (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM judgement").fetchone()
    bulk = last + 1 if len(judgements) > 1 else None
    made = [replace(judgement, id=last + n, bulk=bulk) for n, judgement in enumerate(judgements, 1)]
    for judgement in made:
        _write(connection, judgement)
    return made


def _write(connection: sqlite3.Connection, judgement: Judgement) -> None:
    row = {
        **{name: getattr(judgement, name) for name in _COLUMNS if name not in ("judge", "made")},
        "judge": judgement.by,
        "made": judgement.when,
        "original": _json(judgement.original.to_dict()) if judgement.original else None,
        "fields": _json(judgement.fields),
        "anchor": _json(asdict(judgement.anchor)) if judgement.anchor else None,
    }
    names, marks = ", ".join(row), ", ".join("?" for _ in row)
    connection.execute(f"INSERT INTO judgement ({names}) VALUES ({marks})", list(row.values()))  # noqa: S608  constants


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def signed(by: str, why: str | None) -> dict[str, Any]:
    """Who, when and why, checked. UsageError when nobody is named."""
    by = " ".join(by.split()) if isinstance(by, str) else ""
    why = (why or "").strip() or None
    if not by:
        raise UsageError("a judgement needs a name: give --by (initials or a role will do)")
    for name, words in (("by", by), ("why", why or "")):
        if len(words) > _LONGEST[name] or not words.replace("\n", " ").isprintable():
            raise UsageError(f"{name} is too long or holds control characters: at most {_LONGEST[name]} characters")
    return {"by": by, "when": datetime.now(UTC).isoformat(timespec="seconds"), "why": why}


def verdict_on(verdict: str, given: Mapping[str, Any]) -> None:
    """UsageError unless it is a verdict on a claim, with fields where and only where it corrects."""
    if verdict not in VERDICTS:
        raise UsageError(f"unknown verdict: {verdict}: known are {', '.join(VERDICTS)}")
    if (verdict == "correct") != bool(given):
        raise UsageError("fields go with the verdict correct, and correct needs at least one: --set FIELD=VALUE")


def pair(one: str, other: str, verdict: str) -> tuple[str, str]:
    """Two names in the order of their characters. UsageError on an unknown verdict, or one name given twice."""
    if verdict not in IDENTITY:
        raise UsageError(f"unknown verdict: {verdict}: known are {', '.join(IDENTITY)}")
    first, second = sorted((one.strip(), other.strip()))
    if not first or first == second:
        raise UsageError(f"two names are needed to say whether they mean the same: {one!r}, {other!r}")
    return first, second


def stated(one: str, relation: str, other: str, fields: Mapping[str, Any]) -> Judgement:
    """What a person states of a cluster, not signed yet. UsageError when it cannot be stated so."""
    if relation not in CLUSTER:
        raise UsageError(f"unknown relation of a cluster: {relation}: known are {', '.join(CLUSTER)}")
    one, other = one.strip(), other.strip()
    if not one or not other or one == other:
        raise UsageError(f"a cluster and something else are needed to state that it {relation} it: {one!r}, {other!r}")
    known = {name: value for name, value in fields.items() if value is not None}
    for name, value in known.items():
        if name not in _STATED_FIELDS:
            raise UsageError(f"unknown field of a statement: {name}: known are {', '.join(_STATED_FIELDS)}")
        if name in ("from", "to") and not _DAY.fullmatch(str(value)):
            raise UsageError(f"not a date: {value}: write it as YYYY, YYYY-MM or YYYY-MM-DD")
    if str(known.get("from", "")) > str(known.get("to", "9999")):
        raise UsageError(f"it ends before it begins: {known['from']}, {known['to']}: exchange the two")
    return Judgement(id=0, about="cluster", verdict=relation, by="", when="", one=one, other=other, fields=known)


def undoing(connection: sqlite3.Connection, ids: Sequence[int], signature: Mapping[str, Any]) -> list[Judgement]:
    """The rows that take judgements back. An error when one is not there, or was taken back already."""
    known = {judgement.id: judgement for judgement in read(connection)}
    made = []
    for id_ in dict.fromkeys(ids):
        target = known.get(id_)
        if target is None:
            raise NotFoundError(f"no judgement with this number: {id_}: `jiqun review --log` lists them")
        if target.undone_by is not None:
            raise UsageError(
                f"taken back already: judgement {id_}, by judgement {target.undone_by}: take that one back"
            )
        made.append(
            Judgement(id=0, about="judgement", verdict="undo", undoes=id_, document=target.document, **signature)
        )
    if not made:
        raise UsageError("nothing to take back: name the number of a judgement")
    return made


def holding(judgements: Sequence[Judgement]) -> list[Judgement]:
    """Those that hold: not taken back, and the last on their claim or pair; in the order of judging."""
    newest: dict[tuple[str | None, ...], Judgement] = {}
    for judgement in judgements:
        if judgement.about == "identity" and judgement.undone_by is None:
            newest[judgement.one, judgement.other] = judgement
        elif judgement.about == "cluster" and judgement.undone_by is None:
            newest[judgement.one, judgement.other, judgement.verdict, _json(judgement.fields)] = judgement
    return sorted([*in_force(judgements), *newest.values()], key=lambda judgement: judgement.id)


class Desk:
    """One document on the desk of a judge: its claims as they hold now."""

    def __init__(
        self, document: Document, claims: Sequence[tuple[str, Claim]], judgements: Sequence[Judgement]
    ) -> None:
        self._document = document
        self._text = Text.of(document.text)
        self._earlier = {j.claim: j for j in reversed(judgements) if j.about == "claim"}
        self._claims = apply(document, claims, judgements).claims
        self._starts = Counter(a.claim.value_start for a in self._claims if isinstance(a.claim, Figure))

    def claim(self, id: str) -> Applied:
        """The claim with this id, or that was judged under it."""
        named = [a for a in self._claims if a.id == id] or [
            a for a in self._claims if a.judgement is not None and a.judgement.claim == id
        ]
        if not named:
            raise NotFoundError(f"no claim with this id any more: {id}: run `jiqun build`, then look at it again")
        return named[0]

    def added(self, claim: Claim, taken: Callable[[str], bool], signature: Mapping[str, Any]) -> Judgement:
        """The judgement that brings in a claim of a person's own. UsageError when the claim is there already."""
        verify(self._document.text, claim, self._document.name)
        about = identity(claim, 0)
        for applied in self._claims:
            if identity(applied.claim, 0) == about and applied.verdict != "reject":
                raise UsageError(f"there already: claim {applied.id}: accept or correct that one")
        first = id_ = claim_id(self._document.sha256, claim)
        number = 1
        while taken(id_) or any(applied.id == id_ for applied in self._claims):
            number += 1
            id_ = f"{first}-{number}"
        before = self._earlier.get(id_)
        return Judgement(
            id=0,
            about="claim",
            verdict="accept",
            document=self._document.sha256,
            claim=id_,
            original=claim,
            anchor=anchor(self._text, claim.start, claim.end),
            first=(before.first or before.id) if before else None,
            **signature,
        )

    def judged(
        self, applied: Applied, verdict: str, given: Mapping[str, Any], signature: Mapping[str, Any]
    ) -> Judgement:
        """A judgement on a claim as it holds now.

        What stands is judged: an earlier correction that still holds goes on holding unless it is corrected again.
        """
        claim = applied.claim
        if isinstance(claim, Excluded):
            raise UsageError(f"an excluded line is not judged: {applied.id}: judge the claims of its document")
        checked = corrections(claim, given)
        if given and all(getattr(claim, name) == value for name, value in checked.items()):
            raise UsageError(f"nothing to correct: {applied.id}: it says so already")
        read_now = applied.reading or applied.original or claim
        stated = differing(claim, read_now) | checked
        before = applied.judgement or self._earlier.get(applied.id)
        rivals = self._starts[claim.value_start] - 1 if isinstance(claim, Figure) else 0
        return Judgement(
            id=0,
            about="claim",
            verdict=verdict,
            document=self._document.sha256,
            claim=applied.id,
            original=read_now,
            fields={name: value for name, value in stated.items() if getattr(read_now, name) != value},
            anchor=anchor(self._text, claim.start, claim.end, rivals),
            first=(before.first or before.id) if before else None,
            **signature,
        )
