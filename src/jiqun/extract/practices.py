"""Practices (典型做法): the paragraphs that a text announces as what a cluster does."""

from __future__ import annotations

import re

from jiqun.extract.reading import Reading
from jiqun.extract.sections import Section
from jiqun.model import Block, Practice
from jiqun.vocab.guarded import guarded
from jiqun.vocab.practices import classify

_ANNOUNCED = guarded(
    r"(?:典型|主要|具体|特色|有益|先进|成功)(?:做法|经验|举措)|经验做法|做法(?:包括|如下|有|主要)|(?:主要|重点)举措"
)
_NUMBER = re.compile(
    r"^(?:[一二三四五六七八九十]+[、..]|[(][一二三四五六七八九十\d]{1,3}[)]|\d{1,2}[、..)]|[一二三四五六七八九十]是|第[一二三四五六七八九十][,、]|[①-⑩])\s*"
)


def practices(reading: Reading, section: Section) -> list[Practice]:
    """The practices of a cluster's section: each paragraph behind the line that announces them.

    The heading runs from the paragraph's first character to before its first 。; where the practices have headings of
    their own, those are taken and the paragraphs below belong to them.
    """
    announced: Block | None = None
    headed = False  # by a heading behind the announcement
    found: list[Practice] = []
    body = [block for block in section.blocks if block is not section.heading]
    for n, block in enumerate(body):
        view = reading.view[block.start : block.end]
        if announced is None:
            last = view[-45:] if block.kind == "paragraph" else view
            if _ANNOUNCED.search(last) and (view.endswith((":", "。")) or block.kind == "heading"):
                announced, headed = block, False
            continue
        if block.kind == "heading":
            headed = True
        if block.kind == "heading" and block.level <= announced.level:
            announced = None
        elif block.kind == "heading":
            below = _until_heading(body, n + 1)
            found.append(_practice(reading, section, block, block.end, below[-1].end if below else block.end))
        elif block.kind in ("paragraph", "list_item") and not headed:  # else it belongs to that practice
            stop = reading.view.find("。", block.start, block.end)
            if stop > 0 and stop - block.start <= 60:
                found.append(_practice(reading, section, block, stop, block.end))
    return found


def _until_heading(blocks: list[Block], first: int) -> list[Block]:
    """The blocks from ``first`` up to the next heading."""
    stop = next((n for n in range(first, len(blocks)) if blocks[n].kind == "heading"), len(blocks))
    return blocks[first:stop]


def _practice(reading: Reading, section: Section, block: Block, heading_end: int, end: int) -> Practice:
    number = _NUMBER.match(reading.view[block.start : heading_end])
    start = block.start + (number.end() if number else 0)
    heading = reading.text[start:heading_end]
    category, others = classify(reading.view[start:heading_end], reading.view[heading_end:end])
    return Practice(
        quote=heading,
        start=start,
        end=heading_end,
        rule="practice.announced",
        cluster=section.cluster,
        heading=heading,
        category=category,
        other_categories=others,
        paragraph_start=block.start,
        paragraph_end=end,
    )
