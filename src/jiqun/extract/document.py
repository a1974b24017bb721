"""Run all rules over one document."""

from __future__ import annotations

from itertools import chain

from jiqun.extract import period, quantity
from jiqun.extract.figures import Lattice, figures
from jiqun.extract.names import other_names
from jiqun.extract.organisations import listed_names, organisations
from jiqun.extract.practices import practices
from jiqun.extract.rank import ranks
from jiqun.extract.reading import Reading, prepare
from jiqun.extract.relations import cluster_place, relations
from jiqun.extract.sections import sections
from jiqun.extract.segments import segments
from jiqun.extract.standings import standings
from jiqun.extract.subjects import Subjects
from jiqun.extract.tables import table_figures
from jiqun.model import Claim, Document, Excluded
from jiqun.version import digest_of

RULES_VERSION = digest_of("extract", "vocab")


def extract(document: Document) -> list[Claim]:
    """Everything the rules find in a document, in the order of the text.

    Excluded blocks give `Excluded` claims and nothing else. For every claim ``document.text[start:end] == quote``.
    """
    reading = prepare(document)
    parts, clusters = sections(reading)
    claims: list[Claim] = [*clusters, *chain.from_iterable(map(cluster_place, clusters)), *_excluded(reading)]
    lists = [listed_names(reading, section) for section in parts]
    known = frozenset(
        reading.view[item.start : item.end]
        for names in chain.from_iterable(lists)
        if names.kind != "project"
        for item in names.items
    )
    lattice = Lattice(
        quantity.scan(reading.text, reading.view),
        period.scan(reading.text, reading.view, document.date),
        ranks(reading.view),
    )
    for section, listed in zip(parts, lists, strict=True):
        names = organisations(reading, section, listed, known)
        claims += names.entities
        claims += other_names(reading, section)
        claims += relations(reading, section, listed, list(names.entities))
        claims += practices(reading, section)
        subjects = Subjects(reading, section, list(names.entities), lattice.within(section.start, section.end)[1])
        claims += figures(reading, section, subjects, lattice)
        claims += table_figures(reading, section)
        if section.cluster is not None:
            claims += standings(reading, section, subjects)
            claims += segments(reading, section)
    return sorted(claims, key=lambda claim: (claim.start, claim.end, claim.kind))


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
