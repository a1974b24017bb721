"""The outline: which lines are headings, on which level, and which one is the title.

Numbering styles are a table (``data/outline.csv``). A numbered line is a heading only when it is short, holds no
sentence, fits its series (1 comes before 2) and is no item of a list. Levels follow the order in which the styles
first appear, so 第一章 > 第一节 > 一、 nests as well as 一、 > 1、 > (1).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jiqun.read.lines import SENTENCE_END, Line, width

STYLES_FILE = Path(__file__).parent / "data" / "outline.csv"
LONGEST = 45
"""Characters (Latin letters count 0.4); headings of practices have 11 to 31 in the source document."""
_TABLE_OF_CONTENTS = re.compile(r".*(?:[.…·]{3,}|\t)\s*\d{1,4}")
_AMOUNT = re.compile(r"\d[\d.,]*\s*(?:[万亿%元家个倍人]|million|billion)")
_HAN = {
    **{char: value for value, char in enumerate("零一二三四五六七八九")},
    **{char: value for value, char in enumerate("〇壹贰叁肆伍陆柒捌玖")},
}
_ROMAN = {"I": 1, "V": 5, "X": 10}


@dataclass(frozen=True, slots=True)
class Style:
    """A numbering style; ``always`` says that its lines need no series to be headings (第一章, Chapter 1)."""

    name: str
    always: bool
    pattern: re.Pattern[str]
    example: str
    counterexample: str


@dataclass(slots=True)
class _Candidate:
    """A line that begins with a number in some style; ``place`` counts the content lines before it.

    Headings that the format marks are among them: `<h2>一、…</h2>` makes a plain 二、… the next of its series.
    """

    line: Line
    style: Style
    number: int
    place: int
    short: bool
    item: bool = False


@cache
def styles() -> tuple[Style, ...]:
    """The table of numbering styles."""
    with STYLES_FILE.open(encoding="utf-8", newline="") as file:
        return tuple(
            Style(
                name=row["name"],
                always=row["accepted"] == "always",
                pattern=re.compile(row["pattern"]),
                example=row["example"],
                counterexample=row["counterexample"],
            )
            for row in csv.DictReader(file)
        )


def style_of(view: str) -> tuple[Style, int] | None:
    """The numbering style that a folded line begins with and its number, or None.

    >>> style_of("十二、先进材料")[0].name, style_of("十二、先进材料")[1]
    ('han', 12)
    >>> style_of("1.5亿元基金") is style_of("2018.5") is None
    True
    """
    for style in styles():
        found = style.pattern.match(view)
        if found:
            return style, number_of(found["n"])
    return None


def number_of(numeral: str) -> int:
    """The value of a heading's numeral: digits, Chinese numerals to 999, or Roman ones to 39.

    >>> number_of("12"), number_of("廿三"), number_of("十"), number_of("一百零五"), number_of("XIV")
    (12, 23, 10, 105, 14)
    """
    if numeral.isdecimal():
        return int(numeral)
    if numeral[0] in _ROMAN:
        values = [_ROMAN[char] for char in numeral]
        return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))
    total, digit = 0, 0
    for char in numeral:
        if char in "十拾百":
            total += (digit or 1) * (100 if char == "百" else 10)
            digit = 0
        elif char in "廿卅":
            total += 20 if char == "廿" else 30
        else:
            digit = _HAN[char]
    return total + digit


def mark(lines: Sequence[Line]) -> None:
    """Set kind and level of headings, list items and the title on the lines that are content."""
    content = [line for line in lines if line.excluded is None]
    series: dict[str, list[_Candidate]] = {}
    for candidate in _candidates(content):
        series.setdefault(candidate.style.name, []).append(candidate)
    headings: list[_Candidate] = []
    for candidates in series.values():
        _mark_items(candidates)
        headings += _headings(candidates)
    headings.sort(key=lambda candidate: candidate.place)
    _levels(content, headings)
    _title(content)


def _candidates(content: Sequence[Line]) -> Iterator[_Candidate]:
    for place, line in enumerate(content):
        found = style_of(line.view) if line.kind == "paragraph" or line.depth else None
        if found:
            yield _Candidate(line, found[0], found[1], place, _is_short(line.view))


def _is_short(view: str) -> bool:
    body = re.sub(r"^[IVX\d.]+\s?", "", view)  # the dot after a number ends no sentence
    return (
        width(view) <= LONGEST
        and SENTENCE_END.search(body) is None
        and view[-1] not in ",、"
        and _TABLE_OF_CONTENTS.fullmatch(view) is None
    )


def _mark_items(series: Sequence[_Candidate]) -> None:
    """Find the lines that are items of a list: in a run of numbered lines of one style with nothing between them.

    Two in a row may be headings with an empty section; three are a list. One sentence among them makes any run a
    list. 第一章 and 一、 head sections even where a bare outline sets them line under line.
    """
    run: list[_Candidate] = []
    for candidate in [*series, None]:
        if candidate is not None and candidate.line.depth:
            candidate = None
        if candidate is not None and run and candidate.place == run[-1].place + 1:
            run.append(candidate)
            continue
        sentences = not all(member.short for member in run)
        if len(run) > 1 and not run[0].style.always and (sentences or (len(run) > 2 and run[0].style.name != "han")):
            for member in run:
                member.item = True
                member.line.kind = "list_item"
        run = [candidate] if candidate is not None else []


def _headings(series: Sequence[_Candidate]) -> list[_Candidate]:
    """The lines of one style that are headings: short, no items, and 1 or next to a neighbour in the series."""
    accepted = []
    for index, candidate in enumerate(series):
        before = series[index - 1].number if index else 0
        after = series[index + 1].number if index + 1 < len(series) else 0
        fits = candidate.style.always or candidate.number in (1, before + 1, after - 1)
        if candidate.short and fits and not candidate.item and not candidate.line.depth:
            candidate.line.kind = "heading"
            accepted.append(candidate)
    return accepted


def _levels(content: Sequence[Line], headings: Sequence[_Candidate]) -> None:
    """Headings marked by the format come first, by depth; numbering styles follow in order of first appearance.

    A style that also numbers marked headings (`<h2>一、…</h2>`) takes their level.
    """
    marked = [line for line in content if line.kind == "heading" and line.depth]
    ranks = {depth: rank for rank, depth in enumerate(sorted({line.depth for line in marked}), start=1)}
    bound: dict[str, int] = {}
    for line in marked:
        line.level = ranks[line.depth]
        found = style_of(line.view)
        if found:
            bound.setdefault(found[0].name, line.level)
    for candidate in headings:
        name = candidate.style.name
        if name not in bound:
            bound[name] = max([len(ranks), *bound.values()]) + 1
        candidate.line.level = bound[name]


def _title(content: Sequence[Line]) -> None:
    """The first content line, when it is short, no sentence, no amount, and something follows that it can head."""
    if any(line.kind == "title" for line in content) or len(content) < 2:
        return
    first, second = content[0], content[1]
    if first.kind != "paragraph" or style_of(first.view) or not _is_short(first.view) or first.view[-1] in ":":
        return
    if _AMOUNT.search(first.view):
        return
    if second.kind == "heading" or second.is_sentence() or any(line.kind == "heading" for line in content[1:6]):
        first.kind = "title"
