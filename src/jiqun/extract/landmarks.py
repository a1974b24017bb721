"""Where the names of a section stand: organisations, places, 集群, and the quarter that a cluster is known by."""

from __future__ import annotations

import re

from jiqun.extract.reading import Reading
from jiqun.extract.sections import Section
from jiqun.extract.subject_words import BRAND, CLUSTER_WORD
from jiqun.model import Entity
from jiqun.vocab.guarded import guarded
from jiqun.vocab.indicators import by_surface
from jiqun.vocab.places import find_places, places_within

# Regions of China that are no units of administration; none of them begins a firm's name where 、 or a verb follows.
_REGIONS = guarded(
    r"长三角(?:地区)?|珠三角(?:地区)?|京津冀(?:地区)?|环渤海(?:地区)?|粤港澳大湾区|成渝(?:地区|双城经济圈)?|长江经济带|长江中游|中西部(?:地区)?"
    r"|东南沿海|[东中西]部地区|东北地区|华[东南北中]地区|西[南北]地区|台湾地区"
)
# A town or township that no gazetteer knows, right behind its city.
_TOWN = re.compile(r"(?P<name>(?![的在和与及市县区一各多重全])[一-龥]{2,3}(?:镇|乡|街道))(?![长村政级企域])")

_LONE_TOWN = re.compile(
    r"(?:^|(?<=[,。;:\n在]))(?P<name>(?![城乡小全各本该新集重多市古]|[^,。;]{0,2}[的了在和与成])[一-龥]{1,2}[一-龥](?<![城乡])(?:街道|镇))(?![化区长政村级企办])",
    re.MULTILINE,
)


def landmarks(reading: Reading, section: Section, entities: list[Entity]) -> dict[int, int]:
    """Where each name begins and ends; a name that is a word of the indicator dictionary is none."""
    found = {m.start: m.end for entity in entities for m in entity.mentions}
    view = reading.view[section.start : section.end]
    names = {reading.view[entity.start : entity.end] for entity in entities}
    for short in {name[2:] for name in names if BRAND.fullmatch(name)}:  # 中国某谷 is also called 某谷
        for match in re.finditer(re.escape(short), view):
            found.setdefault(section.start + match.start(), section.start + match.end())
    for start, end, _ in places_within(reading.view, section.start, section.end):
        town = _TOWN.match(reading.view, end, section.end)
        found.setdefault(start, town.end() if town else end)
        if town:
            _learn(found, view, section.start, town["name"])
    for match in _LONE_TOWN.finditer(reading.view, section.start, section.end):
        found.setdefault(*match.span("name"))
    for match in _REGIONS.finditer(reading.view, section.start, section.end):
        found.setdefault(match.start(), match.end())
    for match in CLUSTER_WORD.finditer(reading.view, section.start, section.end):
        found.setdefault(match.start(), match.end())
    return {start: end for start, end in found.items() if reading.view[start:end] not in by_surface()}


def _learn(found: dict[int, int], view: str, offset: int, town: str) -> None:
    """The further places of a town once named after its city: 某某镇, and 某某 where it begins a clause."""
    short = re.escape(town[:-1])
    for match in re.finditer(rf"{re.escape(town)}|(?<=[,。;:\n]){short}(?=[是有的现已,])", view):
        found.setdefault(offset + match.start(), offset + match.end())


def locality(reading: Reading, section: Section) -> str | None:
    """The quarter that a cluster is known by: 某江 in 某市某江…集群, when the text goes on to use it alone."""
    if not section.cluster or not section.heading:
        return None
    places = find_places(reading.view[section.heading.start : section.heading.end])
    if not places:
        return None
    after = section.heading.start + places[-1][1]
    word = reading.view[after : after + 2]
    starts = re.findall(rf"[,。\n年月]{re.escape(word)}(?![电产业])", reading.view[section.start : section.end])
    return word if len(word) == 2 and len(starts) >= 2 else None
