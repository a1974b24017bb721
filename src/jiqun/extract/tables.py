"""Tables: a cell's number with the heads of its row and column as indicator, subject, period and unit."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from jiqun.extract import period as times
from jiqun.extract import quantity as numbers
from jiqun.extract.anchors import place
from jiqun.extract.heads import indicator_in, measure_in, names_place, times_in, unit_in, unit_of, without_unit
from jiqun.extract.period import Period
from jiqun.extract.quantity import Quantity
from jiqun.extract.reading import Reading
from jiqun.extract.sections import Section
from jiqun.model import Block, Figure

_VALUE_HEAD = re.compile(r"^(?:数值|数据|指标值|数量|金额|数额|值|内容|实绩|完成情况|规模)?$")
_NAME_HEAD = re.compile(r"指标|项目|名称|类别|内容|区域|地区|城市|集群|企业|单位|园区")
_PERIOD_HEAD = re.compile(r"时期|时间|年份|年度|期间|截止|截至|日期")
_UNIT_HEAD = re.compile(r"^(?:计量)?单位$")
_GROWTH_HEAD = re.compile(r"^(?:同比|环比|比上年|较上年)?(?:增长|增速|增幅|增长率|增减)(?:率|幅度)?$")
_CAPTION = re.compile(
    r"^[*\s]*(?:附?[表图]\s*[\d一二三四五六七八九十]*[::、.\s-]*)?|(?:主要|相关)?(?:指标|数据|情况|一览表?|统计表?|汇总表?|表|概况|概览|简介|基本情况)+[*\s]*$|[*]|(?:19|20)\d\d年度?|各"
)
_PLAIN = re.compile(r"(?!(?:1\d|20)\d\d\b)(?:0(?=\.)|[1-9]\d{0,8})(?:\.\d{1,17})?")  # no year, code or phone number
_TARGET = re.compile(r"目标|规划(?!面积|用地)|预计|计划")
_ASIDE = re.compile(r"\s*[(][^()]{1,30}[)]\s*$")
_YEAR = re.compile(r"\d{2,4}年")
_BETWEEN = re.compile(r"[\s,、;/]+")
_STARTS_WITH_NUMBER = re.compile(r"[约近超逾≥>]?\s*[-−(]?[$¥€£]?\d[\d,.]*")
_PERIOD_CELL = re.compile(r"(?:19|20)\d\d(?:[年度./-]|$)|\d{1,2}月")
_BODY = re.compile(r"集群|公司|集团|园区|开发区$|产业园|新城|软件园")


@dataclass(frozen=True)  # no slots: a sheet of a million cells needs its rows and corner found once
class _Grid:
    """The cells of one table by row and column."""

    cells: dict[tuple[int, int], Block]
    caption: Block | None = None
    _columns: dict[re.Pattern[str], list[int]] = field(default_factory=dict)

    @cached_property
    def _corner(self) -> tuple[int, int]:
        return min(r for r, _ in self.cells), min(c for _, c in self.cells)

    def left_head(self, column: int) -> Block | None:
        """The head of the column before."""
        return self.cells.get((self._corner[0], column - 1))

    def under(self, reading: Reading, row: int, pattern: re.Pattern[str]) -> list[Block]:
        """The cells of a row whose columns have a head that matches, in the order of the text."""
        top, _ = self._corner
        if pattern not in self._columns:
            heads = [(column, block) for (row_, column), block in self.cells.items() if row_ == top]
            self._columns[pattern] = [column for column, head in heads if pattern.search(_view(reading, head))]
        named = (self.cells.get((row, column)) for column in self._columns[pattern] if row != top)
        return [cell for cell in named if cell is not None]

    def headless(self, reading: Reading) -> bool:
        """Whether the first row holds numbers: such a table lists names and values, and no column has a head."""
        top, first = self._corner
        row = [_view(reading, cell) for (r, c), cell in self.cells.items() if r == top and c != first]
        numbers = [_STARTS_WITH_NUMBER.match(words) and not _PERIOD_CELL.match(words) for words in row]
        return any(numbers) or not row

    def name_before(self, reading: Reading, row: int, column: int) -> Block | None:
        """The nearest cell to the left that is no number."""
        left = (self.cells.get((row, c)) for c in range(column - 1, 0, -1))
        return next((cell for cell in left if cell and not _STARTS_WITH_NUMBER.match(_view(reading, cell))), None)

    def heads(self, row: int, column: int) -> tuple[Block | None, Block | None]:
        """The head of a cell's row (its first cell) and of its column (the first row)."""
        top, first = self._corner
        side = self.cells.get((row, first)) if column != first else None
        return side, self.cells.get((top, column)) if row != top else None


def table_figures(reading: Reading, section: Section, about: str | None = None) -> list[Figure]:
    """One figure for each body cell that holds just a number; heads that give no indicator give no figure.

    The unit stands in the cell, in a head's brackets (产值(亿元)) or is a bare count of what the head names; the period
    in a head or in the row's own cell under 时期 or 年份. Without one the period is None. ``about`` is the subject
    where neither heads nor caption name one.
    """
    found: list[Figure] = []
    for grid in _grids(section.blocks):
        headless = grid.headless(reading)
        if not headless and len(grid.cells) < 4:
            continue
        for (row, column), cell in grid.cells.items():
            side, top = (grid.name_before(reading, row, column), None) if headless else grid.heads(row, column)
            if side is None or (top is None and not headless) or (top and _PERIOD_HEAD.search(_view(reading, top))):
                continue
            for value in _numbers(reading, cell, _units(reading, grid, row, [*([top] if top else []), side])):
                figure = _figure(reading, section, grid, (row, column), value, side, top or side, about)
                found += [figure] if figure else []
    return found


def _grids(blocks: tuple[Block, ...]) -> list[_Grid]:
    """The tables of a section; the paragraph or heading right before one is its caption."""
    tables: dict[str, dict[tuple[int, int], Block]] = {}
    captions: dict[str, Block | None] = {}
    before: Block | None = None
    sheet, name, last = "", "", 0
    for block in blocks:
        cell = place(block.anchor) if block.kind == "cell" else None
        if cell:
            table, row, column = cell
            if not table.endswith("!"):
                name = table
            elif table != sheet or row > last + 1:  # an empty row parts two tables of one sheet
                sheet, name = table, f"{table}{row}"
            last = row
            captions.setdefault(name, before)
            tables.setdefault(name, {})[row, column] = block
        elif block.end - block.start <= 60:
            before = block
        else:
            before = None
    return [_Grid(cells, captions[name]) for name, cells in tables.items() if len(cells) >= 2]


def _units(reading: Reading, grid: _Grid, row: int, heads: list[Block]) -> list[str]:
    """The units written for a row: in brackets in its heads, in its cell under 单位, or in the caption."""
    named = [unit_in(_view(reading, block)) for block in [*heads, *([grid.caption] if grid.caption else [])]]
    cells = [_view(reading, cell) for cell in grid.under(reading, row, _UNIT_HEAD)]
    rate = [unit for unit in named[:1] if unit and unit in "%‰"]  # 增长(%) beside a column 单位
    return [*rate, *cells, *(unit for unit in named if unit)]


def _view(reading: Reading, block: Block) -> str:
    return reading.view[block.start : block.end]


def _numbers(reading: Reading, cell: Block, units: list[str]) -> list[tuple[Quantity, str, float]]:
    """The numbers of a cell with their units and the factor that a written unit brings; none when it holds words too.

    A time in brackets behind them (3.8%(2021年下半年)) dates them and is no word.
    """
    text, view = reading.text[cell.start : cell.end], _view(reading, cell)
    if _PLAIN.fullmatch(view):
        found, rest = [_plain(view)], ""
    else:
        aside = _ASIDE.search(view)
        timed = aside and (times.scan(text, view) or _YEAR.search(aside.group()))
        stop = aside.start() if aside and aside.start() and timed else len(view)
        found = numbers.scan(text[:stop], view[:stop])
        rest = _BETWEEN.sub("", view[:stop])
    if not found or len(rest) - sum(len(_BETWEEN.sub("", q.text)) for q in found) > 2 or _dated(text, view, found):
        return []
    return [made for q in found if (made := _measured(q, units)) is not None]


def _dated(text: str, view: str, found: list[Quantity]) -> bool:
    """Whether the numbers of a cell are a time."""
    return any(time.start < found[-1].end for time in times.scan(text, view)) or found[0].unit == "calendar_year"


def _measured(q: Quantity, units: list[str]) -> tuple[Quantity, str, float] | None:
    if q.unit is not None:
        return q, q.unit, 1.0
    for written in units:
        scaled = unit_of(written)
        if scaled is not None:
            return q, *scaled
    return (q, "count", 1.0) if not q.chinese else None


def _plain(view: str) -> Quantity:
    """A cell of digits alone, as the lattice reads it."""
    return Quantity(0, len(view), view, float(view), None, None, None, "eq", 0, len(view))


def _figure(
    reading: Reading,
    section: Section,
    grid: _Grid,
    at: tuple[int, int],
    value: tuple[Quantity, str, float],
    side: Block,
    top: Block,
    about: str | None,
) -> Figure | None:
    quantity, unit, factor = value
    indicator_head, subject = _roles(reading, side, top)
    words = without_unit(_view(reading, indicator_head))
    above = without_unit(_view(reading, top))
    if _GROWTH_HEAD.match(words) and (left := grid.left_head(at[1])):
        words = without_unit(_view(reading, left)) + "增长"
    elif indicator_head is side and _GROWTH_HEAD.match(above):
        words += "增长"
    period = _period(reading, grid, at, [top, side])
    if period is not None:
        words = words.replace(_view(reading, Block(period.start, period.end)), "").strip()
    if not words or _VALUE_HEAD.match(words):
        return None
    entry = indicator_in(words)
    cell = grid.cells[at]
    start, end = cell.start + quantity.start, cell.start + quantity.end
    counted = unit in ("count", "person") and not words.endswith(("数", "量"))
    name = reading.text[subject.start : subject.end] if subject else _about(reading, section, grid, about)
    return Figure(
        quote=reading.text[cell.start : cell.end],
        start=cell.start,
        end=cell.end,
        rule="figure.table",
        cluster=section.cluster,
        value=_scaled(quantity.value, factor),
        value_max=None if quantity.value_max is None else _scaled(quantity.value_max, factor),
        unit=unit,
        unit_text=quantity.unit_text,
        comparator=quantity.comparator,
        value_text=reading.text[start:end],
        value_start=start,
        value_end=end,
        subject=name if subject else section.cluster or name,
        subject_text=name,
        indicator=words + ("数" if counted else ""),
        indicator_id=entry.id if entry else None,
        basis=entry.basis if entry else None,
        period=period.iso if period else None,
        period_text=period.text if period else None,
        period_inherited=period is not None and not cell.start <= period.start < cell.end,
        status="target" if _TARGET.search(_view(reading, top) + _view(reading, side)) else "actual",
    )


def _scaled(value: float, factor: float) -> float:
    """`value × factor` without binary dust."""
    return float(Fraction(str(value)) * Fraction(factor))


def _about(reading: Reading, section: Section, grid: _Grid, otherwise: str | None) -> str | None:
    """What a table without subjects in its heads is about: what its caption names, else what its section is about."""
    if grid.caption is not None:
        view = _view(reading, grid.caption)
        inner = _CAPTION.sub("", view).strip()
        if len(inner) >= 2 and inner in view:
            start = grid.caption.start + view.index(inner)
            return reading.text[start : start + len(inner)]
    return section.place or section.cluster or otherwise


def _roles(reading: Reading, side: Block, top: Block) -> tuple[Block, Block | None]:
    """Which head names the indicator and which the subject: places, clusters and firms are subjects."""
    if side is top:
        return side, None  # a table of names and values
    left, above = _view(reading, side), measure_in(_view(reading, top))
    if _VALUE_HEAD.match(above) or _TARGET.fullmatch(above):
        return side, None
    if times_in(left, left):
        return top, None
    if names_place(left) or _BODY.search(left) or indicator_in(left) is None:
        return top, side
    return side, top if names_place(above) or _NAME_HEAD.search(above) else None


def _period(reading: Reading, grid: _Grid, at: tuple[int, int], heads: list[Block]) -> Period | None:
    """The period of a cell: its own, from its heads, else from the row's cell under a head such as 时期."""
    row, _ = at
    beside = grid.under(reading, row, _PERIOD_HEAD)
    for block in [grid.cells[at], *heads, *beside, *([grid.caption] if grid.caption else [])]:
        for found in times_in(reading.text[block.start : block.end], _view(reading, block)):
            return Period(block.start + found.start, block.start + found.end, found.text, found.iso, found.kind)
    return None
