"""Tables: a cell's number with the heads of its row and column as indicator, subject, period and unit."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jiqun.extract import period as times
from jiqun.extract import quantity as numbers
from jiqun.extract.period import Period
from jiqun.extract.quantity import Quantity
from jiqun.extract.reading import Reading
from jiqun.extract.sections import Section
from jiqun.model import Block, Figure
from jiqun.vocab.indicators import Indicator, find_indicators
from jiqun.vocab.places import find_places

_ANCHOR = re.compile(r"^(?P<table>.*?)r(?P<row>\d+)c(?P<column>\d+)$")
_VALUE_HEAD = re.compile(r"^(?:数值|数据|指标值|数量|金额|数额|值|内容|实绩|完成情况|规模)?$")
_NAME_HEAD = re.compile(r"指标|项目|名称|类别|内容|区域|地区|城市|集群|企业|单位|园区")
_PERIOD_HEAD = re.compile(r"时期|时间|年份|年度|期间|截止|截至|日期")
_UNIT = re.compile(r"[((](?:单位[::])?([^()()\d]{1,8})[))]|单位[::]\s*(\S{1,8})")
_TARGET = re.compile(r"目标|规划|预计|计划")


@dataclass(frozen=True, slots=True)
class _Grid:
    """The cells of one table by row and column."""

    cells: dict[tuple[int, int], Block]

    def heads(self, row: int, column: int) -> tuple[Block | None, Block | None]:
        """The head of a cell's row (its first cell) and of its column (the first row)."""
        first = min(c for _, c in self.cells)
        top = min(r for r, _ in self.cells)
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
            value = _number(reading, cell, [top, side])
            if value is not None:
                figure = _figure(reading, section, grid, (row, column), value, side, top)
                found += [figure] if figure else []
    return found


def _grids(blocks: tuple[Block, ...]) -> list[_Grid]:
    tables: dict[str, dict[tuple[int, int], Block]] = {}
    for block in blocks:
        match = _ANCHOR.match(block.anchor or "") if block.kind == "cell" else None
        if match:
            tables.setdefault(match["table"], {})[int(match["row"]), int(match["column"])] = block
    return [_Grid(cells) for cells in tables.values() if len(cells) >= 4]


def _view(reading: Reading, block: Block) -> str:
    return reading.view[block.start : block.end]


def _number(reading: Reading, cell: Block, heads: list[Block]) -> tuple[Quantity, str, float] | None:
    """The one number of a cell with its unit and the factor that a head's unit brings; None when it holds more."""
    text, view = reading.text[cell.start : cell.end], _view(reading, cell)
    found = numbers.scan(text, view)
    if len(found) != 1 or len(view) - (found[0].end - found[0].start) > 2 or times.scan(text, view):
        return None
    q = found[0]
    if q.unit is not None:
        return q, q.unit, 1.0
    for head in heads:
        match = _UNIT.search(_view(reading, head))
        if match is None:
            continue
        written = match[1] or match[2]
        scaled = numbers.scan("1" + written, "1" + written)
        if scaled and scaled[0].unit is not None and scaled[0].end == len(written) + 1:
            return q, scaled[0].unit, scaled[0].value
    return (q, "count", 1.0) if not q.chinese else None


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
    words = _UNIT.sub("", _view(reading, indicator_head)).strip()
    period = _period(reading, grid, at, [top, side])
    if period is not None:
        words = words.replace(_view(reading, Block(period.start, period.end)), "").strip()
    if not words or _VALUE_HEAD.match(words):
        return None
    known: list[tuple[int, int, Indicator]] = find_indicators(words, 0, len(words))
    entry = known[-1][2] if known else None
    cell = grid.cells[at]
    start, end = cell.start + quantity.start, cell.start + quantity.end
    counted = unit in ("count", "person") and not words.endswith(("数", "量"))
    name = reading.text[subject.start : subject.end] if subject else section.place or section.cluster
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
        subject=name if subject else section.cluster,
        subject_text=name,
        indicator=words + ("数" if counted else ""),
        indicator_id=entry.id if entry else None,
        basis=entry.basis if entry else None,
        period=period.iso if period else None,
        period_text=period.text if period else None,
        period_inherited=period is not None and not cell.start <= period.start < cell.end,
        status="target" if _TARGET.search(_view(reading, top) + _view(reading, side)) else "actual",
    )


def _roles(reading: Reading, side: Block, top: Block) -> tuple[Block, Block | None]:
    """Which head names the indicator and which the subject: places, clusters and firms are subjects."""
    left, above = _view(reading, side), _view(reading, top)
    if _VALUE_HEAD.match(_UNIT.sub("", above)) or times.scan(above, above):
        return side, None
    if times.scan(left, left):
        return top, None
    if find_places(left) or re.search(r"集群|公司|集团|园区|开发区$", left) or not find_indicators(left, 0, len(left)):
        return top, side
    return side, top if find_places(above) or _NAME_HEAD.search(above) else None


def _period(reading: Reading, grid: _Grid, at: tuple[int, int], heads: list[Block]) -> Period | None:
    """The period of a cell: from its heads, else from the row's cell under a head such as 时期."""
    row, _ = at
    beside = [
        cell
        for (r, c), cell in grid.cells.items()
        if r == row and (head := grid.heads(row, c)[1]) is not None and _PERIOD_HEAD.search(_view(reading, head))
    ]
    for block in [*heads, *beside]:
        for found in times.scan(reading.text[block.start : block.end], _view(reading, block)):
            return Period(block.start + found.start, block.start + found.end, found.text, found.iso, found.kind)
    return None
