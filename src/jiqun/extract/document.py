"""Run all rules over one document."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain

from jiqun.extract.confidence import rated
from jiqun.extract.figures import figures
from jiqun.extract.lattice import lattice
from jiqun.extract.links import relations
from jiqun.extract.links.members import cluster_place
from jiqun.extract.organisations import listed_names, organisations
from jiqun.extract.practices import practices
from jiqun.extract.reading import Reading, prepare
from jiqun.extract.sections import sections
from jiqun.extract.segments import segments
from jiqun.extract.standings import standings
from jiqun.extract.subjects import Subjects
from jiqun.extract.tables import table_figures
from jiqun.extract.tags import read_tags
from jiqun.extract.things import other_names, products
from jiqun.model import Block, Claim, Document, Excluded
from jiqun.version import digest_of

RULES_VERSION = digest_of("extract", "vocab")
_ENGLISH = re.compile(r"[A-Za-z]{2},? [A-Za-z]{2}")


def extract(document: Document, tagger: bool = True) -> list[Claim]:
    """Everything the rules find in a document, in the order of the text.

    ``tagger=False`` leaves out the organisations that only the statistical tagger finds, which costs two thirds of the
    time: the rules alone.

    Excluded blocks give `Excluded` claims and nothing else. For every claim ``document.text[start:end] == quote``.
    """
    reading = prepare(document)
    english, foreign = _english(reading)
    others = set(english)
    chinese = tuple(block for block in document.blocks if block not in others)
    reading = replace(reading, document=replace(document, blocks=chinese))
    parts, clusters = sections(reading)
    claims: list[Claim] = [*foreign, *clusters, *chain.from_iterable(map(cluster_place, clusters)), *_excluded(reading)]
    tags = read_tags(reading, parts) if tagger else None
    lists = [listed_names(reading, section, tags) for section in parts]
    known = frozenset(
        reading.view[item.start : item.end]
        for names in chain.from_iterable(lists)
        if names.kind != "project"
        for item in names.items
    )
    found = lattice(reading)
    for section, listed in zip(parts, lists, strict=True):
        names = organisations(reading, section, listed, known, tags)
        claims += names.entities
        things = [*names.entities, *other_names(reading, section, names.entities)]
        chain_of = segments(reading, section)
        things += products(reading, section, chain_of, things)
        claims += things[len(names.entities) :]
        claims += relations(reading, section, listed, things, chain_of)
        claims += practices(reading, section)
        subjects = Subjects(reading, section, list(names.entities), found.within(section.start, section.end)[1])
        claims += figures(reading, section, subjects, found)
        claims += table_figures(reading, section, subjects.text_of(None))
        if section.cluster is not None:
            claims += standings(reading, section, subjects)
            claims += chain_of
    return sorted(rated(reading.view, claims), key=lambda claim: (claim.start, claim.end, claim.kind))


def _english(reading: Reading) -> tuple[list[Block], list[Claim]]:
    """The English blocks and what they claim; the English rules load when there are two English words in a row."""
    if _ENGLISH.search(reading.view) is None:
        return [], []
    from jiqun.extract.english import english_blocks, extract_english

    blocks = english_blocks(reading)
    return blocks, extract_english(reading, blocks) if blocks else []


def _excluded(reading: Reading) -> list[Excluded]:
    return [
        Excluded(
            quote=reading.text[block.start : block.end],
            start=block.start,
            end=block.end,
            rule=f"chrome.{block.excluded}",
            reason=block.excluded,
        )
        for block in reading.document.blocks
        if block.excluded is not None
    ]
