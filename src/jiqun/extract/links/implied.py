"""Relations that a name or an order implies: where a park lies, whose a platform or a project is, what comes first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from jiqun.extract.aliases import abbreviates
from jiqun.extract.links.apply import Link
from jiqun.extract.links.spots import Spot
from jiqun.model import Entity
from jiqun.vocab.fold import fold

_SITED = ("park", "platform", "infrastructure")
_OWNED = {"platform": "operates", "project": "invests_in", "product": "produces", "policy": "issued"}
_NAMED = frozenset({*_SITED, *_OWNED, "research_institute"})
_WHOLE = re.compile(r"(?:中科院|中国科学院|[一-龥]{2,12}(?:大学|学院|集团|公司)|[一-龥]{2}大)[一-龥]{0,6}$")
_OWNERS = ("company", "university", "research_institute")
_ENDINGS = {"大": "大学", "院": "院"}
_SHORT = 2


def from_names(view: str, entities: Sequence[Entity]) -> Iterator[Link]:
    """A place or an organisation at the head of a name: 某市某园 lies in 某市, 甲公司某某平台 is run by 甲公司."""
    owners = _Owners(view, (one for one in entities if one.type in _OWNERS))
    issuers = _Owners(view, (one for one in entities if one.type == "government"))
    places = {m.start: m.end for one in entities if one.type == "place" for m in one.mentions}
    for entity in entities:
        if entity.type not in _NAMED:
            continue
        spot = Spot(entity.start, entity.end, entity.name, entity.type)
        if entity.type in _SITED and places.get(spot.start, spot.end) < spot.end:
            yield _link("located_in", spot, _head(spot, places[spot.start] - spot.start, "place"))
        relation = _OWNED.get(entity.type)
        if relation is not None:
            name = view[spot.start : spot.end]
            owner = (issuers if relation == "issued" else owners).of(name)
            if owner is not None and (relation != "issued" or name.startswith("关于", len(owner.name))):
                yield _link(relation, _head(spot, len(owner.name), owner.type)._replace(name=owner.name), spot)
        if entity.type == "research_institute":
            yield from _institute(view, spot, places, owners)


def _institute(view: str, spot: Spot, places: dict[int, int], owners: _Owners) -> Iterator[Link]:
    """An institute lies where its name says behind its body's (某某大学苏州研究院), and is part of that body."""
    branch = [at for at in range(spot.start + _SHORT, spot.end) if at in places and _WHOLE.match(view, spot.start, at)]
    for at in branch[-1:]:
        yield _link("located_in", spot, Spot(at, places[at], view[at : places[at]], "place"))
    whole = owners.of(view[spot.start : spot.end])
    if whole is not None and whole.type == "university":
        size = len(whole.name) if view.startswith(fold(whole.name), spot.start) else 3
        yield _link("part_of", spot, _head(spot, size, whole.type)._replace(name=whole.name))


class _Owners:
    """Organisations by their first letters."""

    def __init__(self, view: str, entities: Iterable[Entity]) -> None:
        self._by_head: dict[str, list[tuple[str, Entity]]] = {}
        for entity in entities:
            whole = entity.end - entity.start == len(entity.name)
            name = view[entity.start : entity.end] if whole else fold(entity.name)
            self._by_head.setdefault(name[:1], []).append((name, entity))

    def of(self, name: str) -> Entity | None:
        """The organisation that a name opens with, the longest first; or by its short form (合工大某某研究院)."""
        near = self._by_head.get(name[:1], [])[:200]
        fitting = [(len(full), one) for full, one in near if name.startswith(full) and len(name) - len(full) >= _SHORT]
        if fitting:
            return max(fitting, key=lambda pair: pair[0])[1]
        ending = _ENDINGS.get(name[2:3])
        long = [one for full, one in near if ending and full.endswith(ending) and abbreviates(name[:3], full)]
        return long[0] if len(long) == 1 else None


def _head(spot: Spot, size: int, kind: str) -> Spot:
    """The first characters of a name as a thing of their own."""
    return Spot(spot.start, spot.start + size, spot.name[:size], kind)


def _link(relation: str, head: Spot, tail: Spot) -> Link:
    return Link(relation, head, tail, min(head.start, tail.start), max(head.end, tail.end))
