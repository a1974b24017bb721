"""Statements that stand in several documents: in the same words, or about the same thing with the same figure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from jiqun.model import Figure, Record, Source
from jiqun.reposts.chain import Chain, Link, in_order
from jiqun.reposts.dates import known_date
from jiqun.reposts.shape import Shape
from jiqun.reposts.statement import Statement, numbers, shared_wording, statement

_LOOKED_AT = 32  # chains that share a key with a statement
_WORDING = 12  # characters around a value, the same in both texts
_PHRASE = 8  # the same, for two figures with one subject and one indicator
_LONG = 24  # wording that needs no subject
_VERY_LONG = 40
_NUMBERS, _MANY_NUMBERS = 2, 3  # of two digits or more, in that wording: so many agree by copying only
_DIGITS = 3  # a value with so many is hardly the same by chance


def claim_chains(
    sources: Sequence[Source], shapes: Mapping[str, Shape], records: Sequence[Record], documents: Sequence[Chain]
) -> list[Chain]:
    """The chains of figures, standing claims and practices that several documents state.

    Statements are taken by the date of their documents, so that each joins the earliest that it repeats.
    """
    ordinals = {source.id: n for n, source in enumerate(sources)}
    dates = {source.id: known_date(source) for source in sources}
    found: list[list[tuple[Statement, int]]] = []
    index: dict[tuple[object, ...], list[int]] = {}
    for one in _dated(sources, shapes, records):
        keys = list(one.keys())
        near = dict.fromkeys(number for key in keys for number in index.get(key, ()))
        best, likeness = None, 0
        for number in near:
            alike = max((likeness_of(other, one) for other, _ in found[number][:2]), default=0)
            if alike > likeness:
                best, likeness = number, alike
        if best is None:
            best = len(found)
            found.append([])
        found[best].append((one, likeness))
        for key in keys:
            known = index.setdefault(key, [])
            if best not in known and len(known) < _LOOKED_AT:
                known.append(best)
    chains = []
    for statements in found:
        if len({one.record.source for one, _ in statements}) > 1:
            links = [
                Link(one.record.source, dates[one.record.source], one.record.id, likeness or None)
                for one, likeness in statements
            ]
            chain = Chain("claim", in_order(links, ordinals))
            chains.append(Chain("claim", chain.links, _within(chain, documents)))
    return chains


def _dated(sources: Sequence[Source], shapes: Mapping[str, Shape], records: Sequence[Record]) -> Iterator[Statement]:
    """The statements of all documents, by their dates; those of undated documents last."""
    of: dict[str, list[Record]] = {}
    for record in records:
        of.setdefault(record.source, []).append(record)
    dates = {source.id: known_date(source) for source in sources}
    for source in sorted(sources, key=lambda source: (dates[source.id] is None, dates[source.id] or "")):
        for record in of.get(source.id, ()):
            made = statement(record, shapes[source.id], source.document.title or source.origin.title or "")
            if made is not None:
                yield made


def _within(chain: Chain, documents: Sequence[Chain]) -> str | None:
    own = set(chain.sources)
    return next((found.id for found in documents if own <= set(found.sources)), None)


def likeness_of(one: Statement, other: Statement) -> int:
    """How many characters around their values two statements share, where they state the same; else 0."""
    if one.record.source == other.record.source or one.amount != other.amount:
        return 0
    if one.record.claim.kind != other.record.claim.kind or _apart(one.named, other.named):
        return 0
    claim, again = one.record.claim, other.record.claim
    if not isinstance(claim, Figure) or not isinstance(again, Figure):
        same = one.value == other.value and not _apart(one.around, other.around)
        return len(one.value) if same else 0
    wording = shared_wording(one, other)
    return max(1, len(wording)) if _repeats(one, other, claim, again, wording) else 0


def _repeats(one: Statement, other: Statement, claim: Figure, again: Figure, wording: str) -> bool:
    long = len(wording) >= _WORDING
    count = numbers(wording) if long else 0
    if long and (count >= _MANY_NUMBERS or (count >= _NUMBERS and len(wording) >= _VERY_LONG)):
        return True  # copied, whatever the text around is about and whatever year it gives (to come or past)
    if claim.status != again.status or (claim.period and again.period and claim.period != again.period):
        return False
    if _apart(one.around, other.around):
        return False
    same_subject = bool(one.subject) and one.subject == other.subject
    if long and (count >= _NUMBERS or (count and len(wording) >= _LONG) or same_subject or one.around & other.around):
        return True
    if not (same_subject and one.indicator and one.indicator == other.indicator):
        return False
    if len(wording) >= _PHRASE or (claim.period and claim.period == again.period):
        return True
    is_plain = claim.unit != "percent" and claim.base_period is None
    return is_plain and len(re.sub(r"\D", "", claim.value_text).strip("0")) >= _DIGITS


def _apart(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether both name places, and none that is the same."""
    return bool(one) and bool(other) and not one & other
