"""What the review pages show: a claim with its sentence and fields, and the text to select words of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from jiqun.atlas.judged_words import field_name, mark
from jiqun.atlas.queue import Queue
from jiqun.atlas.wording import summary
from jiqun.judging import ADDABLE, correctable
from jiqun.model import Document, Record
from jiqun.words import Lang, codes, label, visible


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form: its name, its words, its value now, and the values it may take when they are few."""

    name: str
    words: str
    value: str
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """A claim as a reviewer sees it."""

    record: Record
    what: str
    mark: str
    cluster: str | None
    before: str
    quote: str
    after: str
    document: str
    gain: float


_CODED = {
    "status": "status",
    "comparator": "comparator",
    "type": "type",
    "relation": "relation",
    "position": "position",
}


def card(queue: Queue, record: Record, lang: Lang) -> Card:
    """The claim with its sentence in three parts."""
    before, quote, after = queue.sentence(record)
    return Card(
        record=record,
        what=summary(record.claim, lang),
        mark=mark(record, lang),
        cluster=queue.clusters[record.cluster].name if record.cluster else None,
        before=before,
        quote=quote,
        after=after,
        document=queue.sources[record.source].document.name,
        gain=queue.gain(record),
    )


def fields_of(kind: str, claim: Any, lang: Lang) -> list[Field]:
    """The fields of a kind of claim that a person may set, with what they are now; ``claim`` may be None."""
    return [
        Field(name, field_name(name, lang), _written(getattr(claim, name, None)), _options(name, lang))
        for name in correctable(kind)
    ]


def addable(lang: Lang) -> list[tuple[str, str, list[Field]]]:
    """The kinds of claims that may be added, each with its words and fields."""
    return [(kind, label(f"kind.{kind}", lang), fields_of(kind, None, lang)) for kind in ADDABLE]


def _options(name: str, lang: Lang) -> tuple[tuple[str, str], ...]:
    group = _CODED.get(name)
    return tuple((code, label(f"{group}.{code}", lang)) for code in codes(group)) if group else ()


def _written(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:.15g}" if isinstance(value, float) else str(value)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a block's text that begins at an offset; ``hidden`` is one character written out by its number."""

    start: int
    text: str
    hidden: bool = False


def runs(document: Document) -> list[tuple[str, list[Run]]]:
    """The blocks that claims may stand in, each with its kind and its text in runs, whose offsets a script can count.

    >>> from jiqun.model import Block
    >>> [(run.start, run.text) for _, found in runs(Document("a\\u200bb", (Block(0, 3),))) for run in found]
    [(0, 'a'), (1, '⟨U+200B⟩'), (2, 'b')]
    """
    return [
        (block.kind, _cut(document.text, block.start, block.end)) for block in document.blocks if not block.excluded
    ]


def _cut(text: str, start: int, end: int) -> list[Run]:
    found: list[Run] = []
    first = start
    for at in range(start, end):
        shown = visible(text[at])
        if shown != text[at]:
            if first < at:
                found.append(Run(first, text[first:at]))
            found.append(Run(at, shown, hidden=True))
            first = at + 1
    return [*found, Run(first, text[first:end])] if first < end else found
