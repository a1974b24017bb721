"""Columns and tables: the white that runs down through rows, and whether it parts prose or cells."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from jiqun.read.parsed import joined
from jiqun.read.pdf.segments import Segment

_LEAST_GAP = 0.4
"""In em: the narrowest white between columns of a table or of text."""
_ROWS = 3
_LOOK = 50
"""Rows above that are asked whether white parts them."""
_NUMERIC = re.compile(r"[-+−–—<>≤≥≈约超近\s]*[\d.,,]+\s*(?:[%‰%]|[^\W\d]{1,6})?|[-–—/…]+", re.I)
_LEADER = re.compile(r"(?:[.…·]\s?){4,}$")

Row = list[Segment]
Interval = tuple[float, float]


@dataclass(slots=True)
class Table:
    """A table: its rows, each the words by column (from 1)."""

    rows: list[dict[int, str]]


@dataclass(slots=True)
class Prose:
    """Rows of running text of one column."""

    rows: list[Row]


def regions(rows: Sequence[Row]) -> list[Table | Prose]:
    """The rows of a page in reading order: columns one after the other, tables as cells."""
    found: list[Table | Prose] = []
    for band, gaps in _bands(rows):
        first, last = _multi(band, gaps)
        table = _table(band[first:last], gaps) if gaps and last - first >= _ROWS else None
        if table is not None:
            _extend(found, band[:first])
            found.append(table)
            _extend(found, band[last:])
        elif gaps and _is_columns(band, gaps):
            _close(found)
            for column in _split(band, gaps):
                found += regions(column)
                _close(found)
        else:
            _extend(found, band)
    return [region for region in found if not isinstance(region, Prose) or region.rows]


def _extend(found: list[Table | Prose], rows: Sequence[Row]) -> None:
    if not rows:
        return
    if found and isinstance(found[-1], Prose) and found[-1].rows:
        found[-1].rows += rows
    else:
        found.append(Prose(list(rows)))


def _close(found: list[Table | Prose]) -> None:
    """An empty region keeps what follows out of the column before it."""
    found.append(Prose([]))


def _bands(rows: Sequence[Row]) -> list[tuple[list[Row], list[Interval]]]:
    """Runs of rows with white running down through all of them (gaps), and runs without."""
    found: list[tuple[list[Row], list[Interval]]] = []
    at = 0
    while at < len(rows):
        band, gaps = _band(rows, at)
        if len(gaps) == 0:
            if found and not found[-1][1]:
                found[-1][0].extend(band)
            else:
                found.append((band, []))
        else:
            found.append((band, gaps))
        at += len(band)
    return found


def _band(rows: Sequence[Row], at: int) -> tuple[list[Row], list[Interval]]:
    """The longest run of rows from ``at`` with common white, and that white where words stand on both sides of it."""
    free = _common([(-1e6, 1e6)], rows[at])
    end = at + 1
    while end < len(rows):
        narrowed = [gap for gap in _common(free, rows[end]) if (gap[0] > -1e5 and gap[1] < 1e5) or len(rows[end]) < 2]
        if not any(gap[0] > -1e5 or gap[1] < 1e5 for gap in narrowed) or _far(rows[end - 1], rows[end]):
            break
        if len(rows[end]) == 1 and _closes(rows[max(at, end - _LOOK) : end], free, rows[end][0]):
            break
        free, end = narrowed, end + 1
    band = list(rows[at:end])
    least = _LEAST_GAP * median(segment.size for row in band for segment in row)
    gaps = [gap for gap in free if gap[1] - gap[0] >= least and _parts(band, gap)]
    return band, gaps


def _closes(band: Sequence[Row], free: Sequence[Interval], segment: Segment) -> bool:
    """Whether a line runs across white that parts columns above it: a paragraph below a table."""
    crossed = [gap for gap in free if segment.x0 < gap[0] + 0.1 and segment.x1 > gap[1] - 0.1]
    return any(gap[1] - gap[0] >= _LEAST_GAP * segment.size and _parts(band, gap) for gap in crossed)


def _parts(band: Sequence[Row], gap: Interval) -> bool:
    """Whether words stand on both sides of the white in several rows."""
    left = sum(any(segment.x1 <= gap[0] + 0.1 for segment in row) for row in band)
    right = sum(any(segment.x0 >= gap[1] - 0.1 for segment in row) for row in band)
    return left >= 2 and right >= 2


def _far(above: Row, below: Row) -> bool:
    """More white than four lines between two rows: another table or another part of the page."""
    return min(s.top for s in below) - max(s.bottom for s in above) > 4 * max(s.height for s in above)


def _common(free: list[Interval], row: Row) -> list[Interval]:
    """What of the white stays white in a further row."""
    left = [gap for gap in free if gap[1] > gap[0]]
    for segment in row:
        cut: list[Interval] = []
        for low, high in left:
            if segment.x1 <= low or segment.x0 >= high:
                cut.append((low, high))
                continue
            if segment.x0 - low > 0.3 * segment.size:
                cut.append((low, segment.x0))
            if high - segment.x1 > 0.3 * segment.size:
                cut.append((segment.x1, high))
        left = cut
    return left


def _multi(band: Sequence[Row], gaps: Sequence[Interval]) -> tuple[int, int]:
    """From the first to the last row that has words in more than one column; what stands around them is no table."""
    many = [i for i, row in enumerate(band) if len({_column(segment, gaps) for segment in row}) > 1]
    return (many[0], many[-1] + 1) if many else (0, 0)


def _column(segment: Segment, gaps: Sequence[Interval]) -> int:
    middle = (segment.x0 + segment.x1) / 2
    return 1 + sum(middle > (low + high) / 2 for low, high in gaps)


def _split(band: Sequence[Row], gaps: Sequence[Interval]) -> list[list[Row]]:
    """The rows of each column."""
    columns: list[list[Row]] = [[] for _ in range(len(gaps) + 1)]
    for row in band:
        parts: dict[int, Row] = {}
        for segment in row:
            parts.setdefault(_column(segment, gaps), []).append(segment)
        for column, part in parts.items():
            columns[column - 1].append(part)
    return [column for column in columns if column]


def _is_columns(band: Sequence[Row], gaps: Sequence[Interval]) -> bool:
    """Columns of text: at least three lines in each, and wide enough for words; bullets and numbers are no column."""
    columns = _split(band, gaps)
    return len(columns) > 1 and all(
        len(column) >= _ROWS and median((row[-1].x1 - row[0].x0) / max(row[0].size, 0.1) for row in column) > 7
        for column in columns
    )


def _table(band: Sequence[Row], gaps: Sequence[Interval]) -> Table | None:
    """The band as a table, or None when its columns are prose or its rows too few."""
    grid: list[dict[int, str]] = []
    pitches = [b[0].top - a[0].top for a, b in itertools.pairwise(band)]
    usual = median(pitches) if pitches else 0.0
    for index, row in enumerate(band):
        cells: dict[int, str] = {}
        for segment in row:
            column = _column(segment, gaps)
            cells[column] = joined(cells.get(column, ""), segment.text)
        tight = index > 0 and pitches[index - 1] < 0.8 * usual
        if grid and len(cells) < len(grid[-1]) and ((1 not in cells and tight) or _spills(band[index - 1], row, band)):
            for column, words in cells.items():  # the second line of cells above
                grid[-1][column] = joined(grid[-1].get(column, ""), words)
        else:
            grid.append(cells)
    if sum(len(row) > 1 for row in grid) < _ROWS or not _is_tabular(grid, band, gaps):
        return None
    return Table(grid)


def _spills(above: Row, row: Row, band: Sequence[Row]) -> bool:
    """Whether a row's one cell is the rest of the head above it, which filled its column."""
    widest = max(line[0].x1 for line in band if len(line) > 1)
    head = above[0]
    alone = len(row) == 1 and len(above) > 1 and abs(row[0].x0 - head.x0) < head.size
    return alone and head.x1 > widest - head.size and row[0].x1 < head.x1


def _is_tabular(grid: Sequence[dict[int, str]], band: Sequence[Row], gaps: Sequence[Interval]) -> bool:
    """Numbers below heads, or short words that leave their columns half empty; lines of prose fill theirs."""
    values = [words for row in grid[1:] for column, words in row.items() if column > 1]
    if sum(_LEADER.search(words) is not None for row in grid for words in row.values()) > 0.3 * len(grid):
        return False  # a table of contents
    numeric = sum(_NUMERIC.fullmatch(words.strip()) is not None for words in values)
    if values and numeric >= 0.5 * len(values):
        return True
    lengths: dict[int, list[float]] = {}
    for row in band:
        for segment in row:
            lengths.setdefault(_column(segment, gaps), []).append(segment.x1 - segment.x0)
    fills = [length / max(column) for column in lengths.values() for length in column if max(column) > 0]
    short = median(len(words) for row in grid for words in row.values())
    if len(gaps) >= 2:
        return short <= 12 and median(fills) < 0.9
    return short <= 10 and median(fills) < 0.8
