"""Plain text and Markdown: the file decoded, unchanged, and its lines as blocks."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from itertools import pairwise

from jiqun.model import Block
from jiqun.read.blocks import finish
from jiqun.read.limits import most
from jiqun.read.lines import Line, strip_span
from jiqun.read.wrapped import unwrap

_END = re.compile(r"\r\n|\r|\n")
_LINE = re.compile(r"[^\r\n]+")  # lines end at \n, \r\n or \r only: \x0b, \x85 and U+2028 are characters like any other
_HASHES = re.compile(r"(#{1,6})(?:[ \t\u3000]+|(?=[^\s#!\x00-\x7f]))")  # `#集群` without the blank is common in Chinese
_BULLET = re.compile(r"[-*+•][ \t]+(?:\[[ xX]\][ \t]+)?|\d{1,3}[.)][ \t]+")
_RULE = re.compile(r"(?:[-*_=~]\s*){3,}|\|?[\s:|-]*-{2,}[\s:|-]*\|?|```.*|~~~.*|>+")
_TAB = re.compile(r"\t+")
_WIDEST_CELL = 60  # characters: cells between tabs are shorter on average, indented prose is longer
_BAR = re.compile(r"(?<!\\)\|")
_RULED_HEAD = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")
_LONGEST_CELL = 45
_TOLD = re.compile(r"[。!?;,，；]|[a-z)]\.(?:\s|$)")
_FENCE = re.compile(r"```|~~~")
_FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n(.*?)(?:\r\n|\n)---[ \t]*(?=\r?\n|$)", re.S)
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})")
_PUBLISHED = re.compile(r"[\[【(]?(?:发布|发表|发稿|发文)?(?:时间|日期)\s*:")

Parsed = tuple[str, tuple[Block, ...], str | None, str | None]


def iso_date(words: str) -> str | None:
    """The first full date in a text as ISO 8601, or None.

    >>> iso_date("发布时间:2019年6月1日 10:20"), iso_date("2019-13-01")
    ('2019-06-01', None)
    """
    found = _DATE.search(words)
    if found is None:
        return None
    try:
        return datetime.date(int(found[1]), int(found[2]), int(found[3])).isoformat()
    except ValueError:
        return None


def read_text(text: str) -> Parsed:
    """Text, blocks, title and stated date of a plain-text document; rows of a table between bars or tabs give cells."""
    spans, lines, table, last = list(_spans(text)), [], 0, 0
    tables, bordered = dict(_table_runs(text, spans)), False
    for index, span in enumerate(spans):
        if index >= last:
            last, row = tables.get(index, 0), 0
            bordered = all(text[start] == "|" for start, _ in spans[index:last])
            table += last > index
        if index >= last:
            lines.append(Line(*span))
        elif not (span[1] - span[0] <= most("line_marks") and _RULE.fullmatch(text, *span)):
            row += 1
            mark = _BAR if _BAR.search(text, *span) else _TAB
            lines += _cells(text, *span, f"t{table}r{row}", mark, bordered)
    return _parsed(text, lines, None, None)


def _table_runs(text: str, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The runs of two or more adjoining lines with bars, or with the same number of tabs, as ranges of indexes."""
    marks = [_row_marks(text, span) for span in spans]
    start = 0
    for index in range(1, len(spans) + 1):
        goes_on = (
            index < len(spans)
            and marks[index] is not None
            and (marks[index] == marks[index - 1])
            and len(_END.findall(text, spans[index - 1][1], spans[index][0])) == 1
        )
        if not goes_on:
            if index - start >= 2 and marks[start] is not None:
                yield start, index
            start = index


def _row_marks(text: str, span: tuple[int, int]) -> int | None:
    """What makes a line a row of a table: 0 for bars, the number of its tabs, or None."""
    words = text[span[0] : span[1]]
    bars = len(_BAR.findall(words))
    if bars >= 2 or (bars == 1 and (words[-1] == "|" or " | " in words)):
        return 0
    tabs = len(_TAB.findall(words))
    return tabs if tabs and len(words) <= _WIDEST_CELL * (tabs + 1) else None


def _spans(text: str, start: int = 0) -> Iterator[tuple[int, int]]:
    for found in _LINE.finditer(text, start):
        span = strip_span(text, found.start(), found.end())
        if span[0] < span[1]:
            yield span


def read_markdown(text: str) -> Parsed:
    """Text, blocks, title and stated date of a Markdown document; spans leave out the marks (``#``, ``-``, ``|``).

    Front matter (``---`` … ``---``) is excluded as ``front_matter``; its title and date are the document's.
    """
    front = _FRONT.match(text)
    lines = _front_lines(text, front.end()) if front else []
    fields = dict(re.findall(r"^(title|date)[ \t]*:[ \t]*([^\r\n]*)", front[1], re.M)) if front else {}
    lines += _body_lines(text, list(_spans(text, front.end() if front else 0)))
    lines = [line for line in lines if line.start < line.end]
    _top_heading(lines)
    title = fields.get("title", "").strip(" \t\"'“”") or None
    return _parsed(text, lines, title, iso_date(fields.get("date", "")))


def _body_lines(text: str, spans: list[tuple[int, int]]) -> Iterator[Line]:
    """The lines below the front matter: code between fences, cells of pipe tables, everything else."""
    fenced, barred = False, False
    table = row = last = 0
    for index, (start, end) in enumerate(spans):
        words = text[start:end]
        if len(_END.findall(text, last, start)) > 1:  # a blank line ends a table
            barred, row = False, 0
        last = end
        if _FENCE.match(words):
            fenced, row = not fenced, 0
            continue
        if fenced:
            yield Line(start, end, kind="code")
            continue
        barred = "|" in words and (barred or _heads_table(text, spans[index + 1 : index + 2]))
        ruled = end - start <= most("line_marks") and _RULE.fullmatch(words) is not None
        if barred or (words.startswith("|") and words.count("|") > 1):
            table, row = (table, row) if row else (table + 1, row)
            if not ruled:
                row += 1
                yield from _cells(text, start, end, f"t{table}r{row}")
            continue
        row = 0
        if not ruled:
            yield _marked_line(text, start, end)


def _heads_table(text: str, following: list[tuple[int, int]]) -> bool:
    """Whether the next line rules off a table head (``--- | ---``): its lines need no bars at their ends."""
    return any(
        end - start <= most("line_marks") and _RULED_HEAD.fullmatch(text, start, end) for start, end in following
    )


def _front_lines(text: str, end: int) -> list[Line]:
    spans = (span for span in _spans(text[:end]) if not _RULE.fullmatch(text[slice(*span)]))
    return [Line(*span, excluded="front_matter") for span in spans]


def _marked_line(text: str, start: int, end: int) -> Line:
    while text[start] == ">" and start + 1 < end:  # a quotation is text like any other
        start, end = strip_span(text, start + 1, end)
        if start == end:
            return Line(start, end)
    hashes = _HASHES.match(text, start, end)
    if hashes:
        bare = text[hashes.end() : end].rstrip("#")  # closing hashes are marks when a blank stands before them
        if bare[-1:] in (" ", "\t"):
            end = hashes.end() + len(bare)
        start, end = strip_span(text, hashes.end(), end)
        return Line(start, end, kind="heading", depth=len(hashes[1]))
    bullet = _BULLET.match(text, start, end)
    if bullet and not bullet[0][0].isdigit():
        start, end = strip_span(text, bullet.end(), end)
        return Line(*_link_text(text, start, end), kind="list_item")
    return Line(*_link_text(text, start, end))


def _link_text(text: str, start: int, end: int) -> tuple[int, int]:
    """The words of a line that is nothing but a link or a picture: its address is no text."""
    link = _LINK.fullmatch(text, start, end) if end - start <= most("line_marks") else None
    return strip_span(text, *link.span(1)) if link else (start, end)


def _cells(
    text: str, start: int, end: int, anchor: str, mark: re.Pattern[str] = _BAR, bordered: bool = True
) -> list[Line]:
    """The cells of a row; one that holds sentences is a paragraph like any other.

    Only in a ``bordered`` table is a bar at the head of a row its border; else an empty cell stands before it.
    """
    cells = []
    inner = end - 1 if text[end - 1] == "|" else end
    lead = (start, start + 1) if text[start] == "|" and bordered else (start, start)
    borders = [lead, *(bar.span() for bar in mark.finditer(text, lead[1], inner)), (inner, inner)]
    for column, ((_, left), (right, _)) in enumerate(pairwise(borders), start=1):
        span = strip_span(text, left, right)
        if span[0] == span[1]:
            continue
        told = span[1] - span[0] > _LONGEST_CELL and _TOLD.search(text, *span) is not None
        cells.append(Line(*span) if told else Line(*span, kind="cell", anchor=f"{anchor}c{column}"))
    return cells


def _top_heading(lines: list[Line]) -> None:
    """A single heading of depth 1 before all others is the document's title."""
    headings = [line for line in lines if line.depth]
    if headings and headings[0].depth == 1 and sum(line.depth == 1 for line in headings) == 1:
        headings[0].kind, headings[0].depth = "title", 0


def stated_date(lines: list[Line]) -> str | None:
    """The date of publication that a line of its own states; `finish` has marked the lines before."""
    for line in lines:
        if line.excluded in ("byline", "source_notice") and _PUBLISHED.match(line.view):
            date = iso_date(line.view)
            if date is not None:
                return date
    return None


def _parsed(text: str, lines: list[Line], title: str | None, date: str | None) -> Parsed:
    blocks = finish(text, lines)
    date = date or stated_date(lines)
    heading = next((text[block.start : block.end] for block in blocks if block.kind == "title"), None)
    return text, unwrap(text, blocks), title or heading, date
