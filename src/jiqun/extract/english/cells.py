"""English tables: a cell's number with the heads of its row and column as indicator, subject, period and unit."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from jiqun.extract.english import quantity
from jiqun.extract.english.heads import Head, read_head
from jiqun.extract.english.words import is_measure, is_person
from jiqun.extract.quantity import Quantity
from jiqun.model import Block, Figure

_ANCHOR = re.compile(r"^(?P<table>.*?)r(?P<row>\d+)c(?P<column>\d+)$")
_VALUE_HEAD = re.compile(r"^(?:value|amount|figure|number|total|data|level)?$", re.IGNORECASE)
_TARGET = re.compile(r"\b(?:target|plan(?:ned)?|forecast|goal|projected|expected)\b", re.IGNORECASE)
_CHANGE = re.compile(
    r"(?:%\s*)?(?:change|growth|increase|variation|var\.?|chg\.?|y[- ]?o[- ]?y|year[- ]on[- ]year|\+/-)(?:\s*%)?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[-–−+(]?\s?(?:[A-Z]{0,3}[$€£¥]\s?|[A-Z]{3}\s)?\d[\d,.]*")
_BRACKETED = re.compile(r"\(\s?\d[\d,. ]*%?\s?\)%?")
_MINUS = re.compile(r"[-–−]\s?(?=[\d.$€£¥])")
_ASIDE = re.compile(r"\s*\((?P<words>[^()]{2,30})\)\s*(?:\[\d+\])*$")
_COUNTED = re.compile(
    r"\b(?:number|employees|personnel|headcount|staff|workforce|patents|units|firms|companies)\b", re.I
)
_OF_WHICH = re.compile(r"(?:of which|thereof|incl(?:uding|\.)?)\s+", re.IGNORECASE)


@dataclass(frozen=True)
class _Table:
    """The cells of one table by row and column, and what stands in its corner."""

    view: str
    date: str | None
    cells: dict[tuple[int, int], Block] = field(default_factory=dict)

    @cached_property
    def top(self) -> int:
        """The first row."""
        return min(row for row, _ in self.cells)

    @cached_property
    def first(self) -> int:
        """The first column."""
        return min(column for _, column in self.cells)

    @cached_property
    def headless(self) -> bool:
        """Whether the first row holds numbers already: names and values without column heads."""
        row = [self.words(at) for at in self.cells if at[0] == self.top and at[1] != self.first]
        numbers = [bool(_NUMBER.match(words)) and self.head_of(words).iso is None for words in row]
        return any(numbers) or not row

    @cached_property
    def corner(self) -> Head:
        """The head of the heads, which may say the unit of all (MEUR)."""
        block = None if self.headless else self.cells.get((self.top, self.first))
        words = self.view[block.start : block.end] if block else ""
        return read_head(words, self.date, bare=True)

    def words(self, at: tuple[int, int]) -> str:
        """The words of a cell."""
        return self.view[self.cells[at].start : self.cells[at].end]

    def head_of(self, words: str) -> Head:
        """A cell's words read as a head."""
        return read_head(words, self.date)

    def side(self, row: int, column: int) -> tuple[int, int] | None:
        """The cell that names a row: its first one, in a table without heads the nearest to the left with words."""
        if not self.headless:
            return (row, self.first) if (row, self.first) in self.cells and column != self.first else None
        left = ((row, at) for at in range(column - 1, self.first - 1, -1) if (row, at) in self.cells)
        return next((at for at in left if not _NUMBER.match(self.words(at))), None)

    def main_row(self, row: int) -> str:
        """The last row before that is no part of another: what *of which services* is a part of."""
        above = ((at, self.first) for at in range(row - 1, self.top, -1) if (at, self.first) in self.cells)
        return next((self.head_of(self.words(at)).words for at in above if not _OF_WHICH.match(self.words(at))), "")

    def first_period(self) -> Head | None:
        """The first column head with a time: what a column of changes tells of."""
        heads = (self.head_of(self.words(at)) for at in sorted(self.cells) if at[0] == self.top)
        return next((head for head in heads if head.iso), None)


def table_figures(
    text: str, view: str, blocks: list[Block], main: str | None, cluster: str | None, date: str | None
) -> list[Figure]:
    """One figure for each body cell that holds a number; years in heads are its period, brackets its unit.

    A unit in the corner (MEUR) holds for every row that counts nothing and is no rate; a bracket or a minus makes a
    number negative; a column of changes tells the growth of its row. Tables without heads list names and values.
    """
    tables: dict[str, _Table] = {}
    for block in blocks:
        match = _ANCHOR.match(block.anchor or "") if block.kind == "cell" else None
        if match:
            table = tables.setdefault(match["table"], _Table(view, date))
            table.cells[int(match["row"]), int(match["column"])] = block
    found: list[Figure] = []
    for table in tables.values():
        if not table.headless and len(table.cells) < 4:
            continue
        for at in table.cells:
            side = table.side(*at)
            above = None if table.headless else (table.top, at[1])
            if side is None or at == above or (above is not None and above not in table.cells):
                continue
            figure = _figure(text, table, at, side, above, main, cluster)
            found += [figure] if figure else []
    return found


def _figure(
    text: str,
    table: _Table,
    at: tuple[int, int],
    side_at: tuple[int, int],
    above_at: tuple[int, int] | None,
    main: str | None,
    cluster: str | None,
) -> Figure | None:
    cell = table.cells[at]
    read = _number(text, table.view, cell)
    if read is None:
        return None
    q, negative, aside = read
    side = table.head_of(table.words(side_at))
    above = table.head_of(table.words(above_at)) if above_at else Head("", None, None, None, 1.0)
    changes = _CHANGE.fullmatch(above.words) is not None
    indicator, subject = _roles(side, above, main, changes)
    if indicator is None:
        return None
    if part := _OF_WHICH.match(indicator):
        indicator = f"{indicator[part.end() :]} {table.main_row(at[0]).lower()}"
    indicator += " growth" if changes else ""
    unit, factor = _unit(q, side, above, table.corner, indicator, changes)
    value = float(Fraction(str(q.value)) * Fraction(factor))
    own = table.head_of(aside) if aside else None
    dated = next((head for head in (own, above, side) if head and head.iso), None)
    dated = dated or (table.first_period() if changes else None)
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
    bracketed = _BRACKETED.fullmatch(words) is not None
    aside = None if bracketed else _ASIDE.search(words)
    stop = aside.start() if aside else len(words)
    found = quantity.scan(text[cell.start : cell.start + stop], words[:stop])
    if len(found) != 1 or stop - (found[0].end - found[0].start) > 2:
        return None
    before = words[: found[0].number_start]
    return found[0], bracketed or _MINUS.search(before + "0") is not None, aside["words"] if aside else ""


def _unit(q: Quantity, side: Head, above: Head, corner: Head, indicator: str, changes: bool) -> tuple[str, float]:
    """The unit of a cell and the factor to it: its own, its row's, its column's, or the corner's."""
    if q.unit not in (None, "count"):
        return q.unit or "count", 1.0
    for head in (side, above):
        if head.unit or head.factor > 1:
            return head.unit or _counted(indicator), head.factor
    if changes:
        return "percent", 1.0
    if _COUNTED.search(indicator) or is_person(indicator.split()[-1]):
        return _counted(indicator), 1.0
    return (corner.unit or "count", corner.factor) if corner.unit or corner.factor > 1 else ("count", 1.0)


def _counted(indicator: str) -> str:
    return "person" if is_person(indicator.split()[-1]) else "count"


def _roles(side: Head, above: Head, main: str | None, changes: bool) -> tuple[str | None, str | None]:
    """Which head is the indicator and which the subject: a head that is only a time, or *Value*, is neither."""
    if changes:
        return (side.words or None), main
    plain_above = _VALUE_HEAD.match(above.words) is not None or _TARGET.fullmatch(above.words) is not None
    if plain_above:
        return (side.words or None), main
    if not side.words:
        return above.words, main
    if _measures(side.words) and not _measures(above.words):
        return side.words, above.words
    return above.words, side.words


def _measures(words: str) -> bool:
    return is_measure(words.split()[-1]) or is_measure(words.split()[0])
