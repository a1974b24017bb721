"""What would be counted twice in a sum: one subject twice, a part with its whole, the stages of one chain."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations

from jiqun.compare import tables
from jiqun.compare.slots import both, finding, named
from jiqun.compare.stated import Stated
from jiqun.compare.verdict import Finding
from jiqun.model import Record, Relation, Segment
from jiqun.vocab.fold import key

Links = Mapping[frozenset[str], str]  # two folded subjects → chain, inside

_POSITION = re.compile("上游|中游|下游|upstream|midstream|downstream")


@cache
def _link_words() -> dict[str, str]:
    return {row["word"]: row["link"] for row in tables.rows("chain.csv")}


def links_of(things: Iterable[object]) -> Links:
    """What relations and chain segments say of two subjects; other things say nothing."""
    found: dict[frozenset[str], str] = {}
    positions: dict[str, list[tuple[str, str]]] = {}
    for thing in things:
        claim = thing.claim if isinstance(thing, Record) else thing
        if isinstance(claim, Relation) and claim.relation in _link_words():
            found[frozenset((key(claim.head), key(claim.tail)))] = _link_words()[claim.relation]
        elif isinstance(claim, Segment):
            positions.setdefault(claim.cluster or "", []).append((key(claim.segment), claim.position))
    for listed in positions.values():
        for (segment, position), (other, elsewhere) in combinations(listed, 2):
            if position != elsewhere and segment != other:
                found.setdefault(frozenset((segment, other)), "chain")
    return found


def overlaps(known: Sequence[Stated], links: Links) -> Iterator[Finding]:
    """What two of the figures have in common, one finding for each kind of overlap and subject."""
    by_subject: dict[str, Stated] = {}
    for figure in known:
        first = by_subject.setdefault(key(figure.subject or figure.name), figure)
        if first is not figure:
            yield finding("sum", "same_subject", named(first, figure))
    for subject, figure in by_subject.items():
        whole = by_subject.get(key(figure.name))
        if whole is not None and whole is not figure and key(figure.name) != subject:
            yield finding("sum", "inside", named(whole, figure))
    yield from _linked(by_subject, links)
    yield from _at_two_positions(by_subject)
    yield from _parts(known)


def _linked(by_subject: Mapping[str, Stated], links: Links) -> Iterator[Finding]:
    for ends, link in links.items():
        there = [by_subject[end] for end in sorted(ends) if end in by_subject]
        if len(there) == 2:
            yield from _stages(*there) if link == "chain" else iter((finding("sum", "inside", named(*there)),))


def _stages(one: Stated, other: Stated) -> Iterator[Finding]:
    """Two stages of one chain: what each adds may be summed, what each sells may not."""
    adds = tables.document("definitions.yaml")["added_at_each_stage"]
    if one.quantity == "money" and one.kind not in adds:
        yield finding("sum", "chain", named(one, other), x=both(one.label))


def _at_two_positions(by_subject: Mapping[str, Stated]) -> Iterator[Finding]:
    """Subjects that name different positions: 上游材料产业, 下游应用产业."""
    positions: dict[str, Stated] = {}
    for subject, figure in by_subject.items():
        if found := _POSITION.search(subject):
            positions.setdefault(found[0], figure)
    for one, other in combinations(positions.values(), 2):
        yield from _stages(one, other)


def _parts(known: Sequence[Stated]) -> Iterator[Finding]:
    """Industries whose names hold each other: one may be a part."""
    by_industry = {figure.industry: figure for figure in known if figure.industry}
    for one, other in combinations(sorted(by_industry, key=lambda name: (len(name), name)), 2):
        if one in other:
            figures = by_industry[one], by_industry[other]
            yield finding("industry", "part", named(*figures), x=both(one), y=both(other))
