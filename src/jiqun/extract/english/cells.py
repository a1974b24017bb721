"""English tables: a cell's number with the heads of its row and column as indicator, subject, period and unit."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from jiqun.extract.english import quantity
from jiqun.extract.english.grids import PART, Grid, measures
from jiqun.extract.english.table_heads import Head, read_head
from jiqun.extract.english.words import is_person
from jiqun.extract.quantity import Quantity
from jiqun.model import Block, Figure

_ANCHOR = re.compile(r"^(?P<table>.*?)r(?P<row>\d+)c(?P<column>\d+)$")
_VALUE_HEAD = re.compile(r"^(?:value|amount|figure|number|total|data|level)?$", re.IGNORECASE)
_TARGET = re.compile(r"\b(?:target|plan(?:ned)?|forecast|goal|projected|expected)\b", re.IGNORECASE)
_CHANGE = re.compile(
    r"(?:%\s*)?(?:change|growth|increase|variation|var(?:iance)?\.?|chg\.?|diff(?:erence)?|y[- ]?o[- ]?y"
    r"|year[- ]on[- ]year|\+/-|%)(?:,?\s*%)?",
    re.IGNORECASE,
)
_UNITLESS = re.compile(
    r"%|\b(?:personnel|employees|staff|headcount|workforce|number|margin|rate|ratio|share|per|people|fte|return|days"
    r"|patents|units|firms|companies)\b",
    re.IGNORECASE,
)
"""Rows that have no money in a table of money."""
_BRACKETED = re.compile(r"\(\s?(?:[A-Z]{0,3}[$€£¥]\s?)?\d[\d,. ]*(?:%|[a-z]{1,8})?\s?\)%?")
_MINUS = re.compile(r"[-–−]\s?(?=[\d.$€£¥])")
_ASIDE = re.compile(r"\s*\((?P<words>[^()]{2,30})\)\s*(?:\[\d+\])*$")
_NOTHING = Head("", None, None, None, 1.0)


def table_figures(
    text: str, view: str, blocks: list[Block], main: str | None, cluster: str | None, date: str | None
) -> list[Figure]:
    """One figure for each body cell that holds a number; years in heads are its period, brackets its unit.

    A unit in the corner (MEUR) or the caption holds for every row that counts nothing and is no rate; a bracket or a
    minus makes a number negative; a column of changes tells the change of its row. Tables without heads list names and
    values; ``main`` is the subject where no head names one.
    """
    grids: dict[str, Grid] = {}
    for block in blocks:
        match = _ANCHOR.match(block.anchor or "") if block.kind == "cell" else None
        if match:
            grid = grids.setdefault(match["table"], Grid(view, date))
            grid.cells[int(match["row"]), int(match["column"])] = block
    found: list[Figure] = []
    for grid in grids.values():
        if not grid.headless and len(grid.cells) < 4:
            continue
        for at in grid.cells:
            side = grid.side(*at)
            above = None if grid.headless else (grid.top, at[1])
            if side is None or at == above or (above is not None and above not in grid.cells):
                continue
            figure = _figure(text, grid, at, grid.head(side), grid.head(above) if above else _NOTHING, main, cluster)
            found += [figure] if figure else []
    return found


def _figure(
    text: str, grid: Grid, at: tuple[int, int], side: Head, above: Head, main: str | None, cluster: str | None
) -> Figure | None:
    cell = grid.cells[at]
    read = _number(text, grid.view, cell)
    if read is None:
        return None
    q, negative, aside = read
    changes = grid.timed and grid.measured and _CHANGE.fullmatch(above.words) is not None
    indicator, subject = _roles(grid, side, above, main, changes)
    if indicator is None:
        return None
    if part := PART.match(indicator):
        indicator = f"{indicator[part.end() :]} {grid.main_row(at[0]).lower()}"
    indicator += " change" if changes else ""
    unit, factor = _unit(q, side, above, grid.whole, indicator, changes)
    value = float(Fraction(str(q.value)) * Fraction(factor))
    own = read_head(aside, grid.date) if aside else None
    timed = grid.changed_from(at[1]) if changes else above
    dated = next((head for head in (own, timed, side) if head and head.iso), None)
    dated = dated.at_end() if dated and side.as_of else dated
    start, end = cell.start + q.start, cell.start + q.end
    return Figure(
        quote=text[start:end],
        start=start,
        end=end,
        rule="english.table",
        cluster=cluster,
        value=-value if negative else value,
        value_max=None if q.value_max is None else float(Fraction(str(q.value_max)) * Fraction(factor)),
        unit=unit,
        unit_text=q.unit_text,
        comparator=q.comparator,
        value_text=text[start:end],
        value_start=start,
        value_end=end,
        subject=subject,
        subject_text=subject,
        indicator=indicator,
        period=dated.iso if dated else None,
        period_text=dated.period_text if dated else None,
        status="target" if _TARGET.search(f"{side.words} {above.words}") else "actual",
    )


def _number(text: str, view: str, cell: Block) -> tuple[Quantity, bool, str] | None:
    """The one number of a cell, whether it is negative, and the words in brackets behind it; None with other words."""
    words = view[cell.start : cell.end]
    aside = _ASIDE.search(words) if not _BRACKETED.fullmatch(words) else None
    stop = aside.start() if aside else len(words)
    bracketed = _BRACKETED.fullmatch(words, 0, stop) is not None
    found = quantity.scan(text[cell.start : cell.start + stop], words[:stop])
    if len(found) != 1 or stop - (found[0].end - found[0].start) > 2 + bracketed:
        return None
    q = found[0]
    if q.value < 0:
        return replace(q, value=-q.value), True, aside["words"] if aside else ""
    before = words[: q.number_start]
    return q, bracketed or _MINUS.search(before + "0") is not None, aside["words"] if aside else ""


def _unit(
    q: Quantity, side: Head, above: Head, whole: tuple[str | None, float], indicator: str, changes: bool
) -> tuple[str, float]:
    """The unit of a cell and the factor to it: its own, its row's, its column's, or the whole table's."""
    if q.unit not in (None, "count"):
        return q.unit or "count", 1.0
    head = re.split(r",| at | by ", indicator)[0].split()
    counted = "person" if head and is_person(head[-1]) else "count"
    if changes:
        return "percent", 1.0
    for head in (side, above):
        if head.unit or head.factor > 1:
            return head.unit or counted, head.factor
    if counted == "person" or _UNITLESS.search(indicator):
        return counted, 1.0
    return whole[0] or counted, whole[1]


def _roles(grid: Grid, side: Head, above: Head, main: str | None, changes: bool) -> tuple[str | None, str | None]:
    """Which head is the indicator and which the subject: a head that is only a time, or *Value*, is neither."""
    owned = grid.timed and grid.told and side.words and not measures(side.words) and not _UNITLESS.search(side.words)
    if owned:
        return grid.told, side.words  # Sales by region: the rows are the regions
    plain_above = _VALUE_HEAD.match(above.words) is not None or _TARGET.fullmatch(above.words) is not None
    if changes or plain_above:
        return (side.words or None), main
    if not side.words:
        return above.words, main
    if measures(side.words) and not measures(above.words):
        named = re.match(r"[A-Z][a-z]+", above.words) and not above.iso
        return side.words, above.words if named else main
    return above.words, side.words
