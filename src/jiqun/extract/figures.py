"""Figures: walk the paragraphs of a section, with what its headings and earlier sentences tell about time and plans."""

from __future__ import annotations

import re

from jiqun.extract.lattice import Lattice
from jiqun.extract.period import Period
from jiqun.extract.reading import Reading
from jiqun.extract.sections import Section
from jiqun.extract.status import planned_headings, planned_opening
from jiqun.extract.subjects import Subjects
from jiqun.extract.walk import Background, Walk
from jiqun.model import Block, Figure

_SKIPPED = ("heading", "title", "cell", "code")
_TITLE_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?年")


def figures(reading: Reading, section: Section, subjects: Subjects, lattice: Lattice) -> list[Figure]:
    """The figures of a section's paragraphs, in order."""
    found: list[Figure] = []
    trail: list[Block] = []
    titled = _TITLE_YEAR.search(reading.view, 0, 80) if reading.document.title else None
    for block in section.blocks:
        if block.kind == "heading":
            trail = [*(head for head in trail if head.level < block.level), block]
        if block.kind in _SKIPPED:
            continue
        subjects.new_paragraph()
        opening = planned_opening(reading.view, block)
        planned = planned_headings(reading.view, trail) if opening is None else opening
        context = _heading_year(reading, trail) or (titled[1] if titled else None)
        before = None
        for sentence in reading.sentences(block):
            quantities, periods, ranks = lattice.within(sentence.start, sentence.end)
            walk = Walk(reading, section, subjects, sentence, Background(planned, context, before))
            found += walk.figures(quantities, periods, ranks)
            latest = _latest(periods)
            context, before = (latest.iso, latest) if latest else (context, before)
    return found


def _heading_year(reading: Reading, trail: list[Block]) -> str | None:
    """The year that the nearest heading names (二、2022年工作回顾)."""
    for block in reversed(trail):
        match = _TITLE_YEAR.search(reading.view, block.start, block.end)
        if match:
            return match[1]
    return None


def _latest(periods: list[Period]) -> Period | None:
    """The last dated time of a sentence: what a reader carries into the next."""
    dated = [p for p in periods if p.iso and p.kind in ("date", "as_of", "span")]
    return dated[-1] if dated else None
