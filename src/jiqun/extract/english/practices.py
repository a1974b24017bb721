"""English practices: the paragraphs that a text announces as what a cluster does."""

from __future__ import annotations

import re
from functools import cache

from jiqun.extract.english.sections import Paragraph
from jiqun.model import Practice
from jiqun.vocab.guarded import guarded
from jiqun.vocab.tables import rows

_ANNOUNCED = guarded(
    r"(?:(?:typical|main|key|good|best|successful) (?:practices?|measures)|what the (?:cluster|park|region"
    r"|corridor|zone) does"
    r"|how the (?:cluster|park|region) works|lessons learn(?:ed|t)|success factors)\s*:?\.?$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"^(?:\(?\d{1,2}[.)]|[-•*]|(?:First|Second|Third|Fourth|Fifth|Finally)(?:ly)?,)\s+")
_HEADING_END = re.compile(r"[.:](?=\s|$)")


@cache
def _categories() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row["category"], re.compile(row["words"], re.IGNORECASE)) for row in rows("practices_en.csv"))


def classify(heading: str, body: str) -> tuple[str | None, tuple[str, ...]]:
    """The category of a practice and the others that its text touches; the heading's words count before the body's.

    >>> classify("Training.", "The academy trains 600 students; a venture fund helps.")
    ('talent', ('capital',))
    >>> classify("Miscellaneous.", "It rains.")
    (None, ())
    """
    first = [name for name, words in _categories() if words.search(heading)]
    later = [name for name, words in _categories() if words.search(body) and name not in first]
    found = [*first, *later]
    return (found[0], tuple(found[1:4])) if found else (None, ())


def practices(text: str, view: str, parts: list[Paragraph], cluster: str | None) -> list[Practice]:
    """Each paragraph behind the heading that announces them, up to the next heading of its kind.

    The heading of a practice runs to its first full stop or colon; where practices have headings of their own, the
    paragraphs below belong to them.
    """
    found: list[Practice] = []
    announced: Paragraph | None = None
    own: Paragraph | None = None
    for n, part in enumerate(parts):
        words = view[part.start : part.end]
        if _ANNOUNCED.search(words) and (part.heading or words.rstrip().endswith(":")):
            announced, own = part, None
        elif announced is None:
            continue
        elif part.heading and announced.block.level and part.block.level and part.block.level <= announced.block.level:
            announced = None
        elif part.heading:
            own = part
            below = [other for other in parts[n + 1 : n + 2] if not other.heading]
            if below:
                found.append(_practice(text, view, part, part.end, below[-1].end, cluster))
        elif own is None:
            stop = _HEADING_END.search(view, part.start, part.end)
            if stop and stop.start() - part.start <= 90 and stop.end() < part.end:
                found.append(_practice(text, view, part, stop.start(), part.end, cluster))
    return found


def _practice(text: str, view: str, part: Paragraph, heading_end: int, end: int, cluster: str | None) -> Practice:
    number = _NUMBER.match(view[part.start : heading_end])
    start = part.start + (number.end() if number else 0)
    category, others = classify(view[start:heading_end], view[heading_end:end])
    return Practice(
        quote=text[start:heading_end],
        start=start,
        end=heading_end,
        rule="english.practice",
        cluster=cluster,
        heading=text[start:heading_end],
        category=category,
        other_categories=others,
        paragraph_start=part.start,
        paragraph_end=end,
    )
