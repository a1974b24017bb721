"""All relations of a section: members that a list gathers, what words state, what names and the chain imply."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from jiqun.extract.links.apply import Link, links
from jiqun.extract.links.chain import chain_relations
from jiqun.extract.links.implied import from_names
from jiqun.extract.links.members import members
from jiqun.extract.links.ranked import ranked
from jiqun.extract.links.spots import Spot, read_spots
from jiqun.extract.links.topics import Topics
from jiqun.extract.lists import NameList
from jiqun.extract.reading import Reading
from jiqun.extract.sections import Section
from jiqun.model import Entity, Relation, Segment
from jiqun.vocab.fold import fold
from jiqun.vocab.guarded import guarded

_CLUSTER = guarded(r"(?:该|本|整个)?集群(?=[与和同内企成先共现拥举获的,]|通过|围绕|聚焦|形成)")

_STOP = re.compile("[。!?!?\n]")
_OWN_CLUSTER = re.compile(r"[^,。;:、的与和“”《》]{2,12}?集群(?=[^式化企]|企业)")


def relations(
    reading: Reading,
    section: Section,
    lists: list[NameList],
    entities: Sequence[Entity],
    segments: Sequence[Segment],
) -> list[Relation]:
    """The relations of a section, each once; ``entities`` are all that it names.

    ``explicit`` is False where only a name or an order says so. Ends that the sentence does not name have no span.
    """
    found = members(reading, section, lists, entities)
    spots = read_spots(reading.view, entities, _clusters(reading, section))
    own = Spot(-1, -1, section.cluster, "cluster") if section.cluster is not None else None
    topics = Topics(reading.view, spots, own, section.heading is not None and own is not None)
    for link in links(reading, section, spots, topics):
        found.append(_relation(reading, section, link, "relation.word"))
    found += [_relation(reading, section, link, "relation.ranked") for link in ranked(reading.view, lists, spots)]
    found += [
        _relation(reading, section, link, "relation.name", explicit=False)
        for link in from_names(reading.view, entities)
    ]
    found += chain_relations(reading, section, segments)
    return _distinct(_without_makers(found))


def _without_makers(found: list[Relation]) -> list[Relation]:
    """A product that carries its maker's name is the maker's, not the cluster's or the park's that lists it."""
    made = {one.tail: one.head for one in found if one.relation == "produces" and not one.explicit}
    return [one for one in found if one.relation != "produces" or made.get(one.tail, one.head) == one.head]


@lru_cache(maxsize=64)
def _folded(name: str) -> str:
    return fold(name)


def _clusters(reading: Reading, section: Section) -> Iterator[tuple[int, int, str]]:
    """Where the section's cluster is named, or meant by 集群."""
    if section.cluster is None:
        return
    name = _folded(section.cluster)
    at = reading.view.find(name, section.start, section.end)
    while at >= 0:
        yield at, at + len(name), section.cluster
        at = reading.view.find(name, at + len(name), section.end)
    for match in _CLUSTER.finditer(reading.view, section.start, section.end):
        yield *match.span(), section.cluster
    place = _folded(section.place or "")
    at = reading.view.find(place, section.start, section.end) if place else -1
    while at >= 0:
        longer = _OWN_CLUSTER.match(reading.view, at + len(place), section.end)
        if longer:
            yield at, longer.end(), section.cluster
        at = reading.view.find(place, at + len(place), section.end)


def _relation(reading: Reading, section: Section, link: Link, rule: str, explicit: bool = True) -> Relation:
    """A relation with the shortest span that shows its ends and the words that link them."""
    head = link.head if _inside(reading.view, link.head, link.start) else None
    tail = link.tail if _inside(reading.view, link.tail, link.start) else None
    start, end = link.start, link.end
    for spot in (head, tail):
        if spot is not None:
            start, end = min(start, spot.start), max(end, spot.end)
    start, end = _marks(reading.view, start, end)
    return Relation(
        quote=reading.text[start:end],
        start=start,
        end=end,
        rule=rule,
        cluster=section.cluster,
        head=link.head.name,
        relation=link.relation,
        tail=link.tail.name,
        explicit=explicit,
        head_start=head.start if head else None,
        head_end=head.end if head else None,
        tail_start=tail.start if tail else None,
        tail_end=tail.end if tail else None,
    )


def _inside(view: str, spot: Spot, at: int) -> bool:
    """Whether an end stands in the sentence of the words that link it."""
    if spot.start < 0 or abs(spot.start - at) > 400:
        return False
    return _STOP.search(view, min(spot.start, at), max(spot.start, at)) is None


def _marks(view: str, start: int, end: int) -> tuple[int, int]:
    """Both quotation marks of a name at an edge, or neither."""
    if view[start - 1 : start] in ("“", "《") and start and view[start:end].count("”") + view[start:end].count("》"):
        start -= 1
    if view[end : end + 1] in ("”", "》"):
        end += 1
        if view[start - 1 : start] in ("“", "《") and start:
            start -= 1
    return start, end


def _distinct(found: list[Relation]) -> list[Relation]:
    """Each relation once, the stated before the implied."""
    first: dict[tuple[str, str, str], Relation] = {}
    for one in sorted(found, key=lambda relation: not relation.explicit):
        first.setdefault((one.head, one.relation, one.tail), one)
    return list(first.values())
