"""Tables: a cell's number with the heads of its row and column as indicator, subject, period and unit."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from jiqun.extract import period as times
from jiqun.extract import quantity as numbers
from jiqun.extract.anchors import place
from jiqun.extract.period import Period
from jiqun.extract.quantity import Quantity
from jiqun.extract.reading import Reading
from jiqun.extract.sections import Section
from jiqun.model import Block, Figure
from jiqun.vocab.indicators import Indicator, find_indicators
from jiqun.vocab.places import find_places

_VALUE_HEAD = re.compile(r"^(?:数值|数据|指标值|数量|金额|数额|值|内容|实绩|完成情况|规模)?$")
_NAME_HEAD = re.compile(r"指标|项目|名称|类别|内容|区域|地区|城市|集群|企业|单位|园区")
_PERIOD_HEAD = re.compile(r"时期|时间|年份|年度|期间|截止|截至|日期")
_UNIT = re.compile(r"[((](?:单位[::])?([^()()\d]{1,8})[))]|单位[::]\s*(\S{1,8})")
_UNIT_HEAD = re.compile(r"^(?:计量)?单位$")
_GROWTH_HEAD = re.compile(r"^(?:同比|环比|比上年|较上年)?(?:增长|增速|增幅|增长率|增减)(?:率|幅度)?$")
_CAPTION = re.compile(
    r"^[*\s]*(?:附?[表图]\s*[\d一二三四五六七八九十]*[::、.\s-]*)?|(?:主要|相关)?(?:指标|数据|情况|一览表?|统计表?|汇总表?|表)+[*\s]*$|[*]|(?:19|20)\d\d年度?|各"
)
_PLAIN = re.compile(r"(?!(?:1\d|20)\d\d\b)(?:0(?=\.)|[1-9]\d{0,8})(?:\.\d{1,17})?")  # no year, code or phone number
_TARGET = re.compile(r"目标|规划(?!面积|用地)|预计|计划")
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

    def heads(self, row: int, column: int) -> tuple[Block | None, Block | None]:
        """The head of a cell's row (its first cell) and of its column (the first row)."""
        top, first = self._corner
        side = self.cells.get((row, first)) if column != first else None
        return side, self.cells.get((top, column)) if row != top else None


def table_figures(reading: Reading, section: Section) -> list[Figure]:
    """One figure for each body cell that holds just a number; heads that give no indicator give no figure.

    The unit stands in the cell, in a head's brackets (产值(亿元)) or is a bare count of what the head names; the period
    in a head or in the row's own cell under 时期 or 年份. Without one the period is None.
    """
    found: list[Figure] = []
    for grid in _grids(section.blocks):
        for (row, column), cell in grid.cells.items():
            side, top = grid.heads(row, column)
            if side is None or top is None or _PERIOD_HEAD.search(_view(reading, top)):
                continue
            value = _number(reading, cell, _units(reading, grid, row, [top, side]))
            if value is not None:
                figure = _figure(reading, section, grid, (row, column), value, side, top)
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
    return [_Grid(cells, captions[name]) for name, cells in tables.items() if len(cells) >= 4]


def _units(reading: Reading, grid: _Grid, row: int, heads: list[Block]) -> list[str]:
    """The units written for a row: in brackets in its heads, in its cell under 单位, or in the caption."""
    named = [_unit_in(_view(reading, block)) for block in [*heads, *([grid.caption] if grid.caption else [])]]
    cells = [_view(reading, cell) for cell in grid.under(reading, row, _UNIT_HEAD)]
    return [*cells, *(unit for unit in named if unit)]


# A sheet of a million cells has some thousand heads: what a head says is read once for all cells below or beside it.
@lru_cache(maxsize=4096)
def _unit_in(head: str) -> str | None:
    match = _UNIT.search(head)
    return match and (match[1] or match[2])


@lru_cache(maxsize=4096)
def _unit_of(written: str) -> tuple[str, float] | None:
    """The unit that a written one stands for, and its factor."""
    scaled = numbers.scan("1" + written, "1" + written)
    if not scaled or scaled[0].unit is None or scaled[0].end != len(written) + 1:
        return None
    return scaled[0].unit, scaled[0].value


@lru_cache(maxsize=4096)
def _times_in(text: str, view: str) -> tuple[Period, ...]:
    return tuple(times.scan(text, view))


@lru_cache(maxsize=4096)
def _without_unit(head: str) -> str:
    return _UNIT.sub("", head).strip()


@lru_cache(maxsize=4096)
def _measure_in(head: str) -> str:
    """A head without its unit and its times."""
    above = _without_unit(head)
    for found in times.scan(above, above):
        above = above.replace(found.text, "").strip()
    return above


@lru_cache(maxsize=4096)
def _names_place(head: str) -> bool:
    return bool(find_places(head))


@lru_cache(maxsize=4096)
def _indicator_in(words: str) -> Indicator | None:
    known = find_indicators(words, 0, len(words))
    return known[-1][2] if known else None


def _view(reading: Reading, block: Block) -> str:
    return reading.view[block.start : block.end]


def _number(reading: Reading, cell: Block, units: list[str]) -> tuple[Quantity, str, float] | None:
    """The one number of a cell with its unit and the factor that a written unit brings; None when it holds more."""
    text, view = reading.text[cell.start : cell.end], _view(reading, cell)
    found = [_plain(view)] if _PLAIN.fullmatch(view) else numbers.scan(text, view)
    if len(found) != 1 or len(view) - (found[0].end - found[0].start) > 2 or times.scan(text, view):
        return None
    q = found[0]
    if q.unit is not None:
        return q, q.unit, 1.0
    for written in units:
        scaled = _unit_of(written)
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
) -> Figure | None:
    quantity, unit, factor = value
    indicator_head, subject = _roles(reading, side, top)
    words = _without_unit(_view(reading, indicator_head))
    if _GROWTH_HEAD.match(words) and (left := grid.left_head(at[1])):
        words = _without_unit(_view(reading, left)) + "增长"
    period = _period(reading, grid, at, [top, side])
    if period is not None:
        words = words.replace(_view(reading, Block(period.start, period.end)), "").strip()
    if not words or _VALUE_HEAD.match(words):
        return None
    entry = _indicator_in(words)
    cell = grid.cells[at]
    start, end = cell.start + quantity.start, cell.start + quantity.end
    counted = unit in ("count", "person") and not words.endswith(("数", "量"))
    name = reading.text[subject.start : subject.end] if subject else _about(reading, section, grid)
    return Figure(
        quote=reading.text[cell.start : cell.end],
        start=cell.start,
        end=cell.end,
        rule="figure.table",
        cluster=section.cluster,
        value=quantity.value * factor,
        value_max=None if quantity.value_max is None else quantity.value_max * factor,
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


def _about(reading: Reading, section: Section, grid: _Grid) -> str | None:
    """What a table without subjects in its heads is about: what its caption names, else the cluster or its place."""
    if grid.caption is not None:
        view = _view(reading, grid.caption)
        inner = _CAPTION.sub("", view).strip()
        if len(inner) >= 2 and inner in view:
            start = grid.caption.start + view.index(inner)
            return reading.text[start : start + len(inner)]
    return section.place or section.cluster


def _roles(reading: Reading, side: Block, top: Block) -> tuple[Block, Block | None]:
    """Which head names the indicator and which the subject: places, clusters and firms are subjects."""
    left, above = _view(reading, side), _measure_in(_view(reading, top))
    if _VALUE_HEAD.match(above) or _TARGET.fullmatch(above):
        return side, None
    if _times_in(left, left):
        return top, None
    if _names_place(left) or _BODY.search(left) or _indicator_in(left) is None:
        return top, side
    return side, top if _names_place(above) or _NAME_HEAD.search(above) else None


def _period(reading: Reading, grid: _Grid, at: tuple[int, int], heads: list[Block]) -> Period | None:
    """The period of a cell: from its heads, else from the row's cell under a head such as 时期."""
    row, _ = at
    beside = grid.under(reading, row, _PERIOD_HEAD)
    for block in [*heads, *beside, *([grid.caption] if grid.caption else [])]:
        for found in _times_in(reading.text[block.start : block.end], _view(reading, block)):
            return Period(block.start + found.start, block.start + found.end, found.text, found.iso, found.kind)
    return None
