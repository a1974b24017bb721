"""Figures: walk the paragraphs of a section, with what its headings and earlier sentences tell about time and plans."""

from __future__ import annotations

import re

from jiqun.extract.lattice import Lattice
from jiqun.extract.period import Period
from jiqun.extract.reading import Reading
from jiqun.extract.sections import Section
from jiqun.extract.status import horizon, planned_headings, planned_opening
from jiqun.extract.subject_words import ITEM
from jiqun.extract.subjects import Subjects
from jiqun.extract.walk import BINDS, Background, Walk
from jiqun.model import Block, Figure

_SKIPPED = ("heading", "cell", "code")
_SUBSET = re.compile(r"\s*其中")
_TITLE_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?年")


def figures(reading: Reading, section: Section, subjects: Subjects, lattice: Lattice) -> list[Figure]:
    """The figures of a section's paragraphs, in order."""
    found: list[Figure] = []
    trail: list[Block] = []
    ahead = False
    before: Period | None = None
    titled = _TITLE_YEAR.search(reading.view, 0, 80) if reading.document.title else None
    for block in section.blocks:
        if block.kind == "heading":
            trail = [*(head for head in trail if head.level < block.level), block]
        if block.kind in _SKIPPED:
            continue
        subjects.new_paragraph(block.start)
        opening = planned_opening(reading.view, block)
        planned = planned_headings(reading.view, trail) if opening is None else opening
        ahead = ahead and ITEM.match(reading.view, block.start, block.end) is not None
        context = _heading_year(reading, trail) or (titled[1] if titled else None)
        before = before if _SUBSET.match(reading.view, block.start, block.end) else None
        for sentence in reading.sentences(block):
            quantities, periods, ranks = lattice.within(sentence.start, sentence.end)
            walk = Walk(
                reading,
                section,
                subjects,
                sentence,
                Background(planned or ahead, context, before, lattice.currency, lattice.told),
            )
            found += walk.figures(quantities, periods, ranks)
            ahead = horizon(reading.view, sentence.start, sentence.end, ahead, reading.document.date)
            latest = _latest(reading.view, periods)
            context = latest.iso if latest else context
            bound = BINDS.match(reading.view, sentence.start) is not None
            before = latest or (before if bound else None)  # 其中 binds to the sentence right before it
    return found


def _heading_year(reading: Reading, trail: list[Block]) -> str | None:
    """The year that the nearest heading names (二、2022年工作回顾)."""
    for block in reversed(trail):
        match = _TITLE_YEAR.search(reading.view, block.start, block.end)
        if match:
            return match[1]
    return None


def _latest(view: str, periods: list[Period]) -> Period | None:
    """The last dated time of a sentence: what a reader carries into the next."""
    dated = [p for p in periods if p.iso and p.kind in ("date", "as_of", "span", "relative")]
    open_ = [p for p in dated if view[p.start - 1 : p.start] != "("]  # not the base in 较去年同期(…)
    return (open_ or dated)[-1] if dated else None
