"""One name of one thing in one document: what the rules of identity look at."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from jiqun.extract.aliases import declared
from jiqun.model import Entity, Mention, Record
from jiqun.resolve.codes import Code, codes_in, place_code
from jiqun.resolve.tables import name_forms
from jiqun.vocab.fold import fold, key
from jiqun.vocab.organisations import ORGANISATIONS, known_organisations
from jiqun.vocab.places import find_places

_LEGAL = re.compile(
    r"(?:有限责任|有限|股份|总|集团)公司$|\b(?:co ltd|coltd|inc|ltd|llc|plc|corp|corporation|gmbh|ag|limited)$"
)
_RELATIVE = re.compile(r"[省市县区州盟旗本该我各]|(?:国家级?|全国|国内|国际)?(?:高新区|经开区|开发区|管委会|政府)$")
_SCOPED = re.compile(r"中国|国家|国务院|全国|中科院|中共")
_LIST_MARK = re.compile(
    r"[”\"》]?(?:[(][^()]{0,12}[)])?[”\"》]?(?:[、,;/]|和|与|及|以及|[、,]?\s*and|\bor\b|&)\s*[“\"《]?", re.I
)
_REACH = 60  # characters between a name and the code that is said of it


@dataclass(frozen=True, slots=True)
class Naming:
    """A name of one thing, as one document uses it in one cluster (or beside all of them: None).

    A record of an entity with several written names gives several namings. ``mentions`` is how often it is named so;
    ``declared`` says that the text itself calls the record so (以下简称, 又称, 原名).
    ``lists`` are the lists of the text that it stands in: what stands in one list are different things.
    """

    id: str
    record: str
    source: str
    cluster: str | None
    name: str
    type: str
    first: bool = True
    declared: bool = False
    mentions: int = 1
    codes: tuple[Code, ...] = ()
    lists: frozenset[str] = frozenset()

    @property
    def key(self) -> str:
        """The folded name."""
        return name_key(self.name)

    @property
    def is_organisation(self) -> bool:
        """Whether it is a body that acts: a firm, a university, a government, …"""
        return self.type in ORGANISATIONS

    @property
    def is_full(self) -> bool:
        """Whether the name means the same thing in every document."""
        return is_full(self.name, self.type)


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """The key of a name: script, width, case, brackets and marks folded, words of kinds in their short form.

    The legal form stays part of the name: 股份有限公司 and 有限公司 are two names.

    >>> name_key("啟明半導體（蘇州）有限公司") == name_key("启明半导体(苏州)有限公司")
    True
    >>> name_key("南河高新技术产业开发区"), name_key("海河股份有限公司") == name_key("海河有限公司")
    ('南河高新区', False)
    """
    folded = key(name)
    for long, short in name_forms():
        folded = folded.replace(long, short)
    return folded


@lru_cache(maxsize=65536)
def is_registered(name: str) -> bool:
    """Whether a name has a legal form at its end, as a firm's registered name has.

    >>> is_registered("江岸重工集團股份有限公司"), is_registered("江岸重工")
    (True, False)
    """
    return _LEGAL.search(fold(name).casefold().replace(".", "").replace(",", "").strip(" )")) is not None


def is_relative(name: str) -> bool:
    """Whether a name means what stands around it: 省政府, 高新区.

    >>> is_relative("省政府"), is_relative("高新區"), is_relative("海东高新区")
    (True, True, False)
    """
    return _RELATIVE.match(name_key(name)) is not None


@lru_cache(maxsize=65536)
def is_full(name: str, type: str) -> bool:
    """Whether a name means the same thing in every document; short names of firms do not, but for the best known.

    >>> is_full("海河材料股份有限公司", "company"), is_full("海河材料", "company"), is_full("清华大学", "university")
    (True, False, True)
    >>> is_full("安全评价中心", "platform"), is_full("苏州市安全评价中心", "platform")
    (False, True)
    """
    folded = name_key(name)
    if is_registered(name):
        return True
    known = known_organisations().get(fold(name))
    if known is not None and not known.listed:
        return True
    if type == "company" or is_relative(name):
        return False
    if type == "place":
        return place_code(name) is not None
    if type == "university":
        return len(folded) >= 4
    places = find_places(folded)
    begins = bool(places) and places[0][0] == 0 and places[0][1] + 2 <= len(folded)
    return (begins or _SCOPED.match(folded) is not None) and len(folded) >= 3


def namings(records: Iterable[Record], texts: Mapping[str, str]) -> list[Naming]:
    """The names of the things that the records of entities are about; ``texts`` are the documents', by source id.

    A code counts as said of the nearest organisation named before it on its line.
    """
    by_source: dict[str, list[tuple[Record, Entity]]] = {}
    for record in records:
        claim = record.claim
        if isinstance(claim, Entity) and claim.named and name_key(claim.name):
            by_source.setdefault(record.source, []).append((record, claim))
    found: list[Naming] = []
    for source, entities in by_source.items():
        text = texts.get(source, "")
        view = fold(text)
        named = [one for record, entity in entities for one in _named(record, entity, text, view)]
        places = _places_of(named)
        codes, lists = _codes(text, places), _lists(view, places)
        for one in named:
            own = codes.get(one.naming.id, [])
            if one.naming.type == "place" and (code := place_code(one.naming.name)) is not None:
                own = [*own, code]
            standing = frozenset(f"{source}:{number}" for number in lists.get(one.naming.id, ()))
            found.append(replace(one.naming, codes=tuple(sorted(set(own), key=str)), lists=standing))
    return found


@dataclass(frozen=True, slots=True)
class _Named:
    naming: Naming
    places: tuple[Mention, ...]


def _named(record: Record, entity: Entity, text: str, view: str) -> Iterator[_Named]:
    """One naming for each folded name that a record is written by, its own name first."""
    said = {declared(view, mention.end) for mention in entity.mentions}
    places: dict[str, list[Mention]] = {name_key(entity.name): []}
    written = {name_key(entity.name): entity.name}
    for mention in entity.mentions:
        surface = text[mention.start : mention.end] or entity.name
        folded = name_key(surface)
        if folded:
            written.setdefault(folded, surface)
            places.setdefault(folded, []).append(mention)
    for number, (folded, own) in enumerate(places.items()):
        naming = Naming(
            id=f"{record.id}#{folded}",
            record=record.id,
            source=record.source,
            cluster=record.cluster,
            name=written[folded],
            type=entity.type,
            first=number == 0,
            declared=number > 0 and any((mention.start, mention.end) in said for mention in own),
            mentions=len(own),
        )
        yield _Named(naming, tuple(own))


def _places_of(named: Sequence[_Named]) -> list[tuple[int, int, str]]:
    """Where organisations are named, in order: start, end, id; what lies in a longer name is left out."""
    spans = sorted(
        (mention.start, -mention.end, one.naming.id)
        for one in named
        if one.naming.is_organisation
        for mention in one.places
    )
    outer: list[tuple[int, int, str]] = []
    for start, minus_end, id_ in spans:
        if not outer or start >= outer[-1][1]:
            outer.append((start, -minus_end, id_))
    return outer


def _codes(text: str, places: Sequence[tuple[int, int, str]]) -> dict[str, list[Code]]:
    found: dict[str, list[Code]] = {}
    if not places:
        return found
    for start, _, code in codes_in(text):
        at = bisect_left(places, (start, 0, "")) - 1
        if at < 0:
            continue
        between = text[places[at][1] : start]
        if len(between) <= _REACH and not re.search(r"[\n\r。!！?？]", between):
            found.setdefault(places[at][2], []).append(code)
    return found


def _lists(view: str, places: Sequence[tuple[int, int, str]]) -> dict[str, set[int]]:
    """The lists that each naming stands in, by number."""
    found: dict[str, set[int]] = {}
    for number, run in enumerate(_runs(view, places)):
        for id_ in run:
            found.setdefault(id_, set()).add(number)
    return found


def _runs(view: str, places: Sequence[tuple[int, int, str]]) -> Iterator[list[str]]:
    """The lists of names with nothing but list marks between them."""
    run: list[str] = []
    last = -1
    for start, end, id_ in places:
        if run and _LIST_MARK.fullmatch(view, last, start):
            run.append(id_)
        else:
            if len(run) > 1:
                yield run
            run = [id_]
        last = end
    if len(run) > 1:
        yield run
