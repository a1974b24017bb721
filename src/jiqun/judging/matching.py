"""Which of the claims that are read now is the one that was judged: by its place and by what it is about."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from jiqun.judging.statements import differing
from jiqun.model import Claim, Entity, Figure, Judgement, Practice

# What a claim is about, by kind: two claims at one place that differ in it are two claims.
_ABOUT = {
    "entity": ("name",),
    "relation": ("head", "relation", "tail"),
    "cluster": ("name",),
    "segment": ("segment",),
    "excluded": ("reason",),
}

Identified = tuple[str, Claim]


class Claims:
    """The claims of a document, those near a place found without looking at all of them."""

    def __init__(self, claims: Sequence[Identified]) -> None:
        self._by_kind: dict[str, list[Identified]] = {}
        self._by_name: dict[str, list[Identified]] = {}
        for identified in sorted(claims, key=lambda pair: pair[1].start):
            claim = identified[1]
            self._by_kind.setdefault(claim.kind, []).append(identified)
            if isinstance(claim, Entity):
                self._by_name.setdefault(claim.name, []).append(identified)
        self._longest = {kind: max(c.end - c.start for _, c in found) for kind, found in self._by_kind.items()}

    def match(self, judgement: Judgement, start: int, *, exactly: bool) -> str | None:
        """The id of the claim that was judged, its quote standing at ``start`` now; None when it is not given any more.

        ``exactly`` asks for one that states the same. Otherwise a figure is told by its number; what it is said to be
        about may have changed under new rules, unless other figures rest on the same number.
        """
        judged, anchor = judgement.original, judgement.anchor
        if judged is None or anchor is None:
            return None
        by = start - judged.start
        there = [
            (_distance(judgement, judged, by, identified), identified[0])
            for identified in self._near(judgement, judged, by)
            if _same_place(judged, by, identified[1]) and _same_thing(judgement, judged, identified[1])
        ]
        if not there:
            return None
        (other, differs, *_), id_ = min(there)
        if exactly:
            return None if differs else id_
        return id_ if not other or (anchor.rivals == 0 and len(there) == 1) else None

    def _near(self, judgement: Judgement, judged: Claim, by: int) -> list[Identified]:
        if isinstance(judged, Entity):
            names = {judged.name, judgement.fields.get("name", judged.name)}
            return [identified for name in names for identified in self._by_name.get(name, ())]
        claims = self._by_kind.get(judged.kind, [])
        first = bisect_left(claims, judged.start + by - self._longest.get(judged.kind, 0), key=_start)
        return claims[first : bisect_left(claims, judged.end + by, key=_start)]


def _start(identified: Identified) -> int:
    return identified[1].start


def identity(claim: Claim, by: int) -> tuple[object, ...]:
    """What tells a claim from others of its document, once its quote is moved ``by`` so many characters."""
    names = [getattr(claim, name) for name in _ABOUT.get(claim.kind, ())]
    if isinstance(claim, Figure):
        return claim.kind, claim.value_start + by, claim.value_end + by, claim.indicator, claim.indicator_id
    return claim.kind, claim.start + by, *names


def _same_place(judged: Claim, by: int, claim: Claim) -> bool:
    if claim.kind != judged.kind:
        return False
    if isinstance(judged, Figure) and isinstance(claim, Figure):
        return claim.value_start < judged.value_end + by and judged.value_start + by < claim.value_end
    if isinstance(claim, Entity):
        start, end = judged.start + by, judged.end + by
        places = ((claim.start, claim.end), *((m.start, m.end) for m in claim.mentions))
        return any(first < end and start < last for first, last in places)
    return claim.start < judged.end + by and judged.start + by < claim.end


def _same_thing(judgement: Judgement, judged: Claim, claim: Claim) -> bool:
    """Whether it is about what was read then, or about what a person put in its place."""
    names = _ABOUT.get(claim.kind, ())
    return all(getattr(claim, n) in (getattr(judged, n), judgement.fields.get(n, getattr(judged, n))) for n in names)


def _distance(judgement: Judgement, judged: Claim, by: int, identified: Identified) -> tuple[bool, int, bool, bool]:
    """How far a claim is from the judged one: its indicator, other statements, its span, its id."""
    id_, claim = identified
    differs = [name for name in differing(claim, judged) if judgement.fields.get(name) != getattr(claim, name)]
    other = "indicator" in differs and "indicator_id" in differs
    if isinstance(claim, Figure) and isinstance(judged, Figure):
        other = other or "value" in differs or "unit" in differs
    if isinstance(claim, Practice):
        other = "heading" in differs
    return other, len(differs), (claim.start, claim.end) != (judged.start + by, judged.end + by), id_ != judgement.claim
