"""Judgements applied to the claims of one document: accepted and corrected ones hold whatever newer rules read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from jiqun.judging.anchors import Text, place
from jiqun.judging.matching import Claims, Identified, identity
from jiqun.judging.statements import corrected, differing, moved
from jiqun.model import Claim, Document, Judgement


@dataclass(frozen=True, slots=True)
class Applied:
    """A claim as it holds now, with what `model.Record` keeps beside it."""

    id: str
    claim: Claim
    judgement: Judgement | None = None
    original: Claim | None = None
    reading: Claim | None = None
    kept: bool = False

    @property
    def verdict(self) -> str | None:
        """The verdict in force, or None."""
        return self.judgement.verdict if self.judgement else None


@dataclass(frozen=True, slots=True)
class Applying:
    """The claims of a document, and the judgements whose quotes stand nowhere, or at several places, in its text."""

    claims: list[Applied]
    unplaced: list[Judgement]


def in_force(judgements: Iterable[Judgement]) -> list[Judgement]:
    """The judgements on claims that hold: for each claim the last that was not taken back, the newest first."""
    newest: dict[int, Judgement] = {}
    for judgement in judgements:
        if judgement.about == "claim" and judgement.undone_by is None:
            root = judgement.first or judgement.id
            if root not in newest or newest[root].id < judgement.id:
                newest[root] = judgement
    return sorted(newest.values(), key=lambda judgement: -judgement.id)


def undone(rows: Mapping[int, int | None]) -> dict[int, int]:
    """For rows (id → the row it undoes, or None), those that do not hold and the row that took each back.

    >>> undone({1: None, 2: 1}), undone({1: None, 2: 1, 3: 2})
    ({1: 2}, {2: 3})
    """
    found: dict[int, int] = {}
    for id_ in sorted(rows, reverse=True):
        target = rows[id_]
        if target is not None and id_ not in found:
            found.setdefault(target, id_)
    return found


def apply(document: Document, claims: Sequence[Identified], judgements: Collection[Judgement]) -> Applying:
    """The claims in document order as judged; claims that only a judgement keeps among them."""
    if not judgements:
        return Applying([Applied(*identified) for identified in claims], [])
    found, kept, unplaced = _placed(document, claims, in_force(judgements))
    whole = [_judged(*identified, found.get(identified[0])) for identified in claims]
    whole += _kept(kept, {id_ for id_, _ in claims}, document)
    return Applying(sorted(whole, key=lambda applied: (applied.claim.start, applied.claim.end)), unplaced)


def _placed(
    document: Document, claims: Sequence[Identified], judgements: Sequence[Judgement]
) -> tuple[dict[str, Judgement], list[tuple[Judgement, int]], list[Judgement]]:
    """Judgements by the claim that they are about, those without a claim with their place, those without a place.

    What is read as it was judged is matched first, so that a claim that changed takes no other's place.
    """
    text, claims_now = Text.of(document.text), Claims(claims)
    found: dict[str, Judgement] = {}
    waiting: list[tuple[Judgement, int]] = []
    unplaced: list[Judgement] = []
    for judgement in judgements:
        if judgement.original is None or judgement.anchor is None:
            continue
        start = place(text, judgement.original.quote, judgement.original.start, judgement.anchor)
        if start is None:
            unplaced.append(judgement)
        else:
            waiting.append((judgement, start))
    for exactly in (True, False):
        left = []
        for judgement, start in waiting:
            id_ = claims_now.match(judgement, start, exactly=exactly)
            if id_ is None or (id_ in found and not exactly):
                left.append((judgement, start))
            else:
                found.setdefault(id_, judgement)  # judged twice by different ways: the newer one holds
        waiting = left
    return found, waiting, unplaced


def _judged(id_: str, claim: Claim, judgement: Judgement | None) -> Applied:
    """What a person vouched for holds, whatever is read now; what was doubted or rejected is shown as it is read."""
    if judgement is None or judgement.original is None:
        return Applied(id_, claim)
    now = differing(judgement.original, claim)
    reread = bool({name for name in now if judgement.fields.get(name, now[name]) != getattr(claim, name)})
    held = replace(claim, **now) if judgement.verdict in ("accept", "correct") else claim
    shown = corrected(held, judgement.fields)
    original = held if judgement.fields else None
    return Applied(id_, shown, judgement, original, claim if reread else None)


def _kept(waiting: Iterable[tuple[Judgement, int]], taken: set[str], document: Document) -> Iterator[Applied]:
    """Judged claims that the rules no longer give, once each, under the id that they were judged by."""
    told: set[tuple[object, ...]] = set()
    for judgement, start in waiting:
        if judgement.original is None or judgement.claim is None:
            continue
        about = identity(judgement.original, start - judgement.original.start)
        if about in told:
            continue
        told.add(about)
        id_, number = judgement.claim, 1
        while id_ in taken:
            number += 1
            id_ = f"{judgement.claim}-k{number}"
        taken.add(id_)
        base = moved(judgement.original, start, document)
        shown = corrected(base, judgement.fields)
        yield Applied(id_, shown, judgement, base if judgement.fields else None, kept=True)
