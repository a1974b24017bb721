"""Organisations: from lists with a head noun, organisation words, quotation marks, and a statistical tagger.

Full and short form of one organisation (某某科技股份有限公司, 某某科技; names joined by 以下简称, 又称, 原…) are one
`Entity`: it carries the full name and the mentions of both, so no relation between the two is needed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from jiqun.extract.aliases import abbreviates, declared, short_forms
from jiqun.extract.beside import listed_beside
from jiqun.extract.bodies import bodies
from jiqun.extract.descriptions import bare
from jiqun.extract.edges import leading_verb
from jiqun.extract.foreign_names import foreign_firms, lettered_firms
from jiqun.extract.labels import is_label
from jiqun.extract.lists import NameList, name_lists
from jiqun.extract.name_words import Candidate, brand_parks, names_by_words
from jiqun.extract.reading import Reading
from jiqun.extract.sections import Section
from jiqun.extract.short_names import short_names
from jiqun.extract.tagged_names import tagged_names
from jiqun.extract.tags import Tags
from jiqun.model import Entity, Mention
from jiqun.vocab.lexicon import Lexicon
from jiqun.vocab.organisations import suffix_pattern, suffixes
from jiqun.vocab.places import by_name

_SITE = re.compile(r"[(]([一-龥]{2,3})[)]")  # 某某大学高等研究院(苏州)
_LONG = 1_000_000  # characters to search for all names together
_BEFORE = "今奉原现前"
_SITED = frozenset(["university", "research_institute", "platform"])


@dataclass(frozen=True, slots=True)
class Names:
    """The organisations of one section and the lists they came from."""

    entities: tuple[Entity, ...]
    lists: tuple[NameList, ...]


@dataclass(slots=True)
class _Found:
    """The names of a section by their folded letters: type, first span and rule; and which are short for which."""

    names: dict[str, tuple[str, int, int, str]] = field(default_factory=dict)
    full_name: dict[str, str] = field(default_factory=dict)
    floor: int = 0

    def add(self, view: str, candidates: list[Candidate], rule: str) -> None:
        for start, end, kind in candidates:
            low, before = start, -1
            while low != before:  # 上市公司 + 包括 + 某某
                before = low
                low += leading_verb(view[low:end], kind)
                low += bare(view[low:end]) if kind in ("company", "bank") else 0
            if view[low] in _BEFORE and not view[low - 1 : low].isalnum() and kind == "government":
                low += 1  # (今 + 经济部…), 奉 + 行政院
            bare_word = suffixes().get(view[low:end])
            if bare_word is not None and bare_word.type == "company" and bare_word.cue != "self":
                continue  # 某人旗下 + 公司
            site = _SITE.match(view, end) if kind in _SITED else None
            end = site.end() if site and site[1] in by_name() else end
            if end - low > 1 and not is_label(view, self.floor, low, end, kind):
                self.names.setdefault(view[low:end], (kind, low, end, rule))


def listed_names(reading: Reading, section: Section, tags: Tags | None = None) -> list[NameList]:
    """The lists of names in a section."""
    return [
        names
        for block in section.blocks
        if block.kind != "heading"
        for sentence in reading.sentences(block)
        for names in name_lists(reading.view, sentence.start, sentence.end, tags)
    ]


def organisations(
    reading: Reading, section: Section, lists: list[NameList], elsewhere: frozenset[str], tags: Tags | None = None
) -> Names:
    """The organisations that a section names, each with all its mentions there.

    A name is taken from a list (聚集了A、B等企业), from an organisation word with something proper before it, from
    quotation marks, or from the tagger; then every further place of the section with the same letters is a mention,
    longest names first. ``lists`` are the section's lists, ``elsewhere`` the names that lists of the whole document
    give. Without ``tags`` only the rules speak.
    """
    found = _Found(floor=section.start)
    view = reading.view
    for names in lists:
        items = [
            (item.start, item.end, item.type)
            for item in names.items
            if names.kind != "project" or view[item.start : item.end] in elsewhere or item in names.firms
        ]
        found.add(view, items, "organisation.list")
    for block in section.blocks:
        found.add(view, brand_parks(reading, block.start, block.end, tags), "organisation.word")
    known = set(found.names)
    for block in section.blocks:
        words = list(suffix_pattern().finditer(view, block.start, block.end))
        found.add(view, bodies(reading, block.start, block.end, words, tags), "organisation.body")
        found.add(view, names_by_words(reading, block.start, words, known, tags), "organisation.word")
    if tags is not None:
        _add_tagged(reading, section, tags, found)
    _link(reading, section, tags, found)
    return Names(tuple(_mentions(reading, section, found)), tuple(lists))


def _add_tagged(reading: Reading, section: Section, tags: Tags, found: _Found) -> None:
    """The tagger's names, then the short names that other marks give, then what stands in lists with any of them."""
    view = reading.view
    listed = {
        at: (start, end)
        for _, start, end, rule in found.names.values()
        if rule == "organisation.list"
        for at in range(start, end)
    }
    tagged = [
        (start, end, kind)
        for start, end, kind in tagged_names(reading, section, tags, set(found.names))
        if all(start <= low and high <= end for low, high in (listed.get(at, (at, at)) for at in (start, end - 1)))
    ]
    found.add(view, tagged, "organisation.tagger")
    for block in section.blocks:
        found.add(view, foreign_firms(reading, block.start, block.end, tags), "organisation.foreign")
        found.add(view, lettered_firms(reading, block.start, block.end), "organisation.foreign")
    for block in section.blocks:
        found.add(view, short_names(reading, block.start, block.end, tags, set(found.names)), "organisation.short")
    for block in section.blocks:
        found.add(view, listed_beside(reading, block.start, block.end, tags, set(found.names)), "organisation.beside")


def _link(reading: Reading, section: Section, tags: Tags | None, found: _Found) -> None:
    """Join short names to the full names before them."""
    view = reading.view
    for name in sorted(found.names, key=lambda one: (-len(one), one)):
        kind, start, _, _ = found.names[name]
        at = view.find(name, start, section.end)
        other = declared(view, at + len(name)) if at >= 0 else None
        if other is not None:
            alias = view[slice(*other)]
            found.names.setdefault(alias, (kind, *other, "organisation.alias"))
            if alias != name:
                found.full_name.setdefault(alias, name)
        for short in short_forms(name):
            at = view.find(short, start + len(name), section.end)
            if at >= 0 and short not in found.full_name:
                found.names.setdefault(short, (kind, at, at + len(short), "organisation.alias"))
                found.full_name[short] = name
    fulls = [name for name in found.names if len(name) >= 5]
    for short in [name for name in found.names if len(name) <= 5 and name not in found.full_name]:
        matching = [
            full
            for full in fulls
            if found.names[full][1] < found.names[short][1] and full not in found.full_name and abbreviates(short, full)
        ]
        if len(matching) == 1:
            found.full_name[short] = matching[0]


def _mentions(reading: Reading, section: Section, found: _Found) -> list[Entity]:
    """Every place of the section where a found name stands, the longest name first, each character once."""
    view = reading.view
    places: dict[str, list[Mention]] = {}
    for start, end in _places(view, section, found):
        name = full = view[start:end]
        while found.full_name.get(full, name) != name:
            full = found.full_name[full]
        places.setdefault(full, []).append(Mention(start, end))
    entities: list[Entity] = []
    for name, mentions in places.items():
        kind, start, end, rule = found.names[name]
        first = mentions[0]
        entities.append(
            Entity(
                quote=reading.text[first.start : first.end],
                start=first.start,
                end=first.end,
                rule=rule,
                cluster=section.cluster,
                type=kind,
                name=reading.text[start:end],
                mentions=tuple(mentions),
            )
        )
    return sorted(entities, key=lambda entity: entity.start)


def _places(view: str, section: Section, found: _Found) -> list[tuple[int, int]]:
    """Where the names stand, without overlaps, the longest first."""
    spans = _spans(view[section.start : section.end], found.names)
    taken = bytearray(section.end - section.start)
    kept: list[tuple[int, int]] = []
    for low, high in sorted(spans, key=lambda span: (span[0] - span[1], span)):
        start, end = section.start + low, section.start + high
        if not any(taken[low:high]) and not _inside_word(view, start, end):
            taken[low:high] = b"\x01" * (high - low)
            kept.append((start, end))
    return sorted(kept)


def _spans(text: str, names: Collection[str]) -> Iterable[tuple[int, int]]:
    """Where names stand in a text, overlaps included: a lexicon is worth its making for many names in a long text."""
    if len(names) * len(text) > _LONG:
        return Lexicon(names).find_all(text)
    found: list[tuple[int, int]] = []
    for name in names:
        at = text.find(name)
        while at >= 0:
            found.append((at, at + len(name)))
            at = text.find(name, at + 1)
    return found


def _inside_word(view: str, start: int, end: int) -> bool:
    """Whether a name of letters stands inside a longer run of letters (IP in TIPS)."""
    name = view[start:end]
    if (
        name[0].isascii()
        and name[0].isalpha()
        and view[start - 1 : start].isascii()
        and view[start - 1 : start].isalnum()
    ):
        return True
    return bool(
        name[-1].isascii() and name[-1].isalpha() and view[end : end + 1].isascii() and view[end : end + 1].isalnum()
    )
