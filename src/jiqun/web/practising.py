"""Practices as the pages show them: by category, and with the instruments that their paragraphs name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jiqun.model import Entity, Practice, Record
from jiqun.vocab.practices import categories
from jiqun.web.memo import once
from jiqun.web.view import Named, by_name

if TYPE_CHECKING:
    from jiqun.atlas.atlas import Atlas

# What a practice is done with: things that an office sets up, issues or holds.
INSTRUMENTS = (
    "policy", "fund", "platform", "alliance", "park", "program", "project", "event", "award", "infrastructure",
)  # fmt: skip
NONE = "none"  # in addresses: no category of the list
_SENTENCE = 220  # characters of a paragraph that a list shows


@dataclass(frozen=True, slots=True)
class Practised:
    """One practice with the beginning of its paragraph and the instruments named in it, by type."""

    record: Record
    text: str
    is_cut: bool
    instruments: tuple[tuple[str, tuple[Named, ...]], ...]


def by_category(atlas: Atlas) -> dict[str, list[Record]]:
    """The practices of an atlas under each category of the closed list, and under ``none`` what fits no category."""
    return once(atlas, "practices", lambda: _by_category(atlas))


def _by_category(atlas: Atlas) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = {category: [] for category in [*categories(), NONE]}
    for record in atlas.records(kind="practice"):
        if isinstance(record.claim, Practice):
            found.setdefault(record.claim.category or NONE, []).append(record)
    return found


def practised(atlas: Atlas, records: Sequence[Record]) -> list[Practised]:
    """The practices with their paragraphs and instruments."""
    entities: dict[str, list[Record]] = {}
    for source in dict.fromkeys(record.source for record in records):
        entities[source] = atlas.records(source=source, kind="entity")
    return [_one(atlas, record, entities[record.source]) for record in records]


def _one(atlas: Atlas, record: Record, entities: Iterable[Record]) -> Practised:
    claim = record.claim
    assert isinstance(claim, Practice)
    start, end = (claim.paragraph_start, claim.paragraph_end) if claim.paragraph_end else (claim.start, claim.end)
    text = atlas.source(record.source).document.text[start:end].strip()
    inside = [
        (entity.claim.type, entity.claim.name, entity)
        for entity in entities
        if isinstance(entity.claim, Entity)
        and entity.claim.type in INSTRUMENTS
        and any(start <= mention.start < end for mention in entity.claim.mentions or (entity.claim,))
    ]
    instruments = tuple(
        (kind, tuple(by_name((name, found) for own, name, found in inside if own == kind)))
        for kind in INSTRUMENTS
        if any(own == kind for own, _, _ in inside)
    )
    return Practised(record, text[:_SENTENCE], len(text) > _SENTENCE, instruments)
