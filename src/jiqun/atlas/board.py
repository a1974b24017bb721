"""The board: for each deliverable and each cluster, the passages that show it, that only name it, or none."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from jiqun.atlas.passages import clauses, content_sentences, sections
from jiqun.atlas.template import Item, Rule, Template
from jiqun.model import BoardCell, Claim, Cluster, Entity, Passage, Practice, Source
from jiqun.resolve import ClusterNames
from jiqun.vocab.fold import fold

_READABLE = 60  # a sentence up to this length is quoted whole, of a longer one the clause
_LIST_MARK = re.compile(r"[、,;:。“”‘’\"]")

Span = tuple[int, int]
Found = tuple[str, str, Span]  # item id, state, span to quote


@dataclass(frozen=True, slots=True)
class _Reading:
    """One document made ready for the rules: its folded text, named things, and practices."""

    view: str
    entities: Sequence[tuple[int, int, str]]
    practices: Sequence[Practice]

    def categories(self, start: int) -> frozenset[str]:
        """The categories of the practice whose paragraph holds this offset."""
        return frozenset(
            category
            for practice in self.practices
            if practice.paragraph_start <= start < practice.paragraph_end
            for category in (practice.category, *practice.other_categories)
            if category
        )

    def is_heading(self, start: int) -> bool:
        """Whether a practice's heading holds this offset: it announces, its paragraph shows."""
        return any(practice.start <= start < practice.end for practice in self.practices)


def fill_board(
    template: Template, sources: Sequence[Source], claims: Mapping[str, Sequence[Claim]], names: ClusterNames
) -> list[BoardCell]:
    """One cell for each item and cluster, items first. A cell with evidence lists its evidence only."""
    found: dict[tuple[str, str, str], dict[Passage, None]] = {}  # in order, each passage once
    for source in sources:
        text = source.document.text
        for cluster, (item, state, (start, end)) in _read(template, source, claims[source.id], names):
            found.setdefault((item, cluster, state), {})[Passage(source.id, start, end, text[start:end])] = None
    return [_cell(item, cluster, found) for item in template.items for cluster in names.clusters]


def _cell(item: Item, cluster: Cluster, found: Mapping[tuple[str, str, str], Mapping[Passage, None]]) -> BoardCell:
    for state in ("evidence", "named"):
        if passages := found.get((item.item.id, cluster.id, state)):
            return BoardCell(item.item.id, cluster.id, state, tuple(passages))
    return BoardCell(item.item.id, cluster.id, "not_stated")


def _read(
    template: Template, source: Source, claims: Sequence[Claim], names: ClusterNames
) -> Iterator[tuple[str, Found]]:
    """(cluster, what was found) for every sentence of one document that stands in a cluster's section."""
    document = source.document
    entities = [
        (mention.start, mention.end, claim.type)
        for claim in claims
        if isinstance(claim, Entity) and claim.named
        for mention in claim.mentions
    ]
    reading = _Reading(fold(document.text), sorted(entities), [c for c in claims if isinstance(c, Practice)])
    places = sections(document, claims)
    for block, start, end in content_sentences(document):
        cluster = names.id_of(places.get(block.start))
        if cluster is not None:
            in_heading = block.kind in ("heading", "title") or reading.is_heading(start)
            for found in _in_sentence(template, reading, (start, end), in_heading):
                yield cluster, found


def _in_sentence(template: Template, reading: _Reading, sentence: Span, in_heading: bool) -> Iterator[Found]:
    listed = _listed(template, reading.view, sentence)
    for item, span in listed:
        yield item.item.id, "named", _piece(reading.view, sentence, span)
    hull = (min(s for _, (s, _) in listed), max(e for _, (_, e) in listed)) if listed else (0, 0)
    for clause in clauses(reading.view, *sentence):
        quote = sentence if sentence[1] - sentence[0] <= _READABLE else clause
        for item in template.items:
            state = _state(template, item, reading, clause, hull)
            if state:
                yield item.item.id, "named" if in_heading else state, quote


def _listed(template: Template, view: str, sentence: Span) -> list[tuple[Item, Span]]:
    """The deliverables that a sentence lists by name; empty when it names fewer than make a list."""
    spots = [(item, item.named.search(view, *sentence)) for item in template.items]
    named = [(item, spot.span()) for item, spot in spots if spot]
    return named if len(named) >= template.list_of else []


def _piece(view: str, sentence: Span, span: Span) -> Span:
    """The member of the list that a word stands in, from mark to mark."""
    before = [mark.end() for mark in _LIST_MARK.finditer(view, sentence[0], span[0])]
    after = _LIST_MARK.search(view, span[1], sentence[1])
    return (before[-1] if before else sentence[0]), (after.start() if after else sentence[1])


def _state(template: Template, item: Item, reading: _Reading, clause: Span, hull: Span) -> str | None:
    """What one clause does for an item, apart from what stands inside a list of deliverables."""
    outside = [spot for rule in item.evidence for spot in _spots(rule, reading, clause) if not _overlap(spot, hull)]
    if any(not _not_yet(template, reading.view, clause, spot) for spot in outside):
        return "evidence"
    named = any(not _overlap(spot.span(), hull) for spot in item.named.finditer(reading.view, *clause))
    return "named" if outside or named else None


def _spots(rule: Rule, reading: _Reading, clause: Span) -> Iterator[Span]:
    """Where a clause meets a rule."""
    if rule.unless and rule.unless.search(reading.view, *clause):
        return
    if rule.practices and not rule.practices & reading.categories(clause[0]):
        return
    if not rule.entities and rule.words:
        yield from (spot.span() for spot in rule.words.finditer(reading.view, *clause))
    if not rule.entities:
        return
    first, last = (bisect_left(reading.entities, (at,)) for at in clause)
    for start, end, type_ in reading.entities[first:last]:
        if (
            type_ in rule.entities
            and end <= clause[1]
            and (rule.words is None or rule.words.search(reading.view, start, end))
        ):
            yield start, end


def _not_yet(template: Template, view: str, clause: Span, spot: Span) -> bool:
    """Whether the clause says that what the word means is planned or missing."""
    return bool(
        (template.not_yet and template.not_yet.search(view, *clause))
        or (template.planned and template.planned.search(view, clause[0], spot[0]))
    )


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
