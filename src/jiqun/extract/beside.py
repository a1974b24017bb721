"""Names that nothing marks but their list: between 、 with a name on a side."""

from __future__ import annotations

import re

from jiqun.extract.edges import breaks
from jiqun.extract.name_words import GENERIC_START
from jiqun.extract.reading import Reading
from jiqun.extract.tagged_names import is_organisation, kind_of, trimmed
from jiqun.extract.tagger import Span
from jiqun.extract.tagger.words import common
from jiqun.extract.tags import Tags
from jiqun.vocab.organisations import company_tails, kinds_of_things, tail_pattern, type_of

Candidate = tuple[int, int, str]

_CLAUSE = re.compile(r"[^,。;:!?\n()《》“”]+")
# Between 、 and between 和 that stands between words: the 和 of 天和某某 joins nothing.
_CELL = re.compile(r"(?:[^、和与及]|(?<![^、,。;:!?()“”\s]{2})[和与及]|[和与及](?![^、,。;:!?()“”\s]{2}))+")
_LETTERS = re.compile(r"[A-Za-z][A-Za-z&.-]+")


def listed_beside(reading: Reading, start: int, end: int, tags: Tags, sure: set[str]) -> list[Candidate]:
    """Items of a list of firms that nothing marks but the list: between 、 with a name on a side."""
    view = reading.view
    found: list[Candidate] = []
    for run in _runs(view, start, end, tags):
        names = [view[low:high] in sure for low, high in run]
        for number in (*range(len(run)), *reversed(range(len(run)))):  # a name speaks for both neighbours
            low, high = run[number][0], trimmed(view, *run[number])
            beside = names[max(0, number - 1) : number + 2]
            if names[number] or not any(beside) or not _item_like(view, low, high, tags):
                continue
            if any(view[at:high] in sure for at in range(low + 1, high - 1)):
                continue  # 争取 + 某某银行
            if is_organisation(reading, low, high):
                found.append((low, high, kind_of(view[low:high])))
                names[number] = True
    return found


def _runs(view: str, start: int, end: int, tags: Tags) -> list[list[tuple[int, int]]]:
    """Enumerations: what stands between 、/和/与/及, cut at the words that stand outside names."""
    found: list[list[tuple[int, int]]] = []
    for clause in _CLAUSE.finditer(view, start, end):
        cells = [match.span() for match in _CELL.finditer(view, *clause.span())]
        if len(cells) < 2:
            continue
        run: list[tuple[int, int]] = []
        for number, (low, high) in enumerate(cells):
            ends = [
                span for span in tags.within(low, high) if low + (number > 0) <= span.start and _outside(view, span)
            ]
            if not ends:
                run.append((low, high))
                continue
            if number and ends[0].start > low:  # the run ends in this cell, and another may begin at its end
                run.append((low, ends[0].start))
            found.append(run)
            run = [(ends[-1].end, high)] if ends[-1].end < high else []
        found.append(run)
    return [[cell for cell in run if cell[1] - cell[0] >= 2] for run in found if len(run) > 1]


def _outside(view: str, span: Span) -> bool:
    return breaks(view, span) or (span.tag in ("LOC", "vn") and span.end - span.start < 2)


def _item_like(view: str, low: int, high: int, tags: Tags) -> bool:
    """Whether a whole item looks like a proper name: one tagged name, letters, or pieces that make no common words."""
    if high - low > 8 or re.search(r"\d", view[low:high]):
        return False
    if _LETTERS.fullmatch(view[low:high]):
        return True
    spans = tags.within(low, high)
    if not spans or spans[0].start != low or spans[-1].end != high:
        return False
    if len(spans) == 1:
        return spans[0].tag in ("nz", "PER", "ORG", "nw") or (high - low <= 4 and not common(view[low:high]))
    if any(span.tag in ("p", "u", "r", "m", "q", "w") for span in spans):
        return False
    size = next((n for n in (4, 3, 2) if view[high - n : high] in company_tails() and high - n - low >= 2), 0)
    last, head = view[high - size : high], view[low : high - size]
    if size:
        telling = spans[0].tag in ("LOC", "PER", "nz", "ORG") or (
            tail_pattern().fullmatch(last) is not None and not common(head)
        )
        return telling or (len(head) == 2 and head not in company_tails() and head not in kinds_of_things())
    return high - low >= 6 and type_of(view[low:high]) is not None and not GENERIC_START.match(view[low:high])
