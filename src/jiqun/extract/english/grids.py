"""An English table as a grid: cells by row and column, heads, and what its corner and its caption say of all."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from jiqun.extract.english.table_heads import Head, read_head, read_unit
from jiqun.extract.english.tables import currencies
from jiqun.extract.english.words import is_measure
from jiqun.model import Block

NUMBER = re.compile(r"[-–−+(]?\s?(?:[A-Z]{0,3}[$€£¥]\s?|[A-Z]{3}\s)?\d[\d,.]*")
PART = re.compile(r"(?:of which|thereof|incl(?:uding|\.)?)\s+", re.IGNORECASE)
"""What opens the row of a part of the row before."""
_MARKS = " |:*#\t"


@dataclass(frozen=True)
class Grid:
    """The cells of one table by row and column; ``date`` is the document's."""

    view: str
    date: str | None
    cells: dict[tuple[int, int], Block] = field(default_factory=dict)

    def words(self, at: tuple[int, int]) -> str:
        """The words of a cell."""
        return self.view[self.cells[at].start : self.cells[at].end]

    def head(self, at: tuple[int, int]) -> Head:
        """A cell's words read as a head."""
        return read_head(self.words(at), self.date)

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
        row = [at for at in self.cells if at[0] == self.top and at[1] != self.first]
        numbers = [bool(NUMBER.match(self.words(at))) and self.head(at).iso is None for at in row]
        return any(numbers) or not row or self._lists

    @cached_property
    def _lists(self) -> bool:
        """Whether a table of two columns lists names and values of all kinds, words among them."""
        right = [self.words(at) for at in self.cells if at[1] != self.first and at[0] != self.top]
        two = len({column for _, column in self.cells}) == 2
        return two and len(right) > 1 and any(not any(char.isdigit() for char in words) for words in right)

    @cached_property
    def timed(self) -> bool:
        """Whether most columns are times."""
        heads = [self.head(at) for at in self.cells if at[0] == self.top and at[1] != self.first]
        return not self.headless and 2 * sum(head.iso is not None for head in heads) >= len(heads)

    @cached_property
    def measured(self) -> bool:
        """Whether the rows are measures: by their names, or because the caption names the measure of all."""
        labels = [self.words(at) for at in self.cells if at[1] == self.first and at[0] != self.top]
        return self.told is not None or 2 * sum(map(measures, labels)) >= len(labels)

    @cached_property
    def whole(self) -> tuple[str | None, float]:
        """The unit of the whole table: of its corner (MEUR), else of the lines above it (Key figures, MEUR)."""
        if self.headless:
            return None, 1.0
        corner = (self.top, self.first)
        head = read_head(self.words(corner), self.date, bare=True) if corner in self.cells else None
        if head and (head.unit or head.factor > 1):
            return head.unit, head.factor
        for line in self._lines_above(240)[-2:][::-1]:
            if len(line) > 100 or line.endswith("."):
                break
            hints = [*re.findall(r"\(([^()]{1,40})\)", line), line.rpartition(",")[2], line.rpartition(" in ")[2]]
            for unit, factor in (read_unit(hint.strip()) for hint in hints):
                if unit in currencies()[2].values() or (unit and factor > 1):
                    return unit, factor
        return None, 1.0

    @cached_property
    def told(self) -> str | None:
        """The measure that the line right above a table, or its corner, names: Sales by region."""
        corner = [self.words((self.top, self.first))] if (self.top, self.first) in self.cells else []
        for line in [*self._lines_above(160)[-1:], *corner]:
            words = re.split(r"\s*[(,]|\sby\s|\sin\s", line)[0].strip()
            if 0 < len(words) <= 60 and not line.endswith(".") and measures(words):
                return words
        return None

    def _lines_above(self, reach: int) -> list[str]:
        """The lines above the table that hold words, within a number of characters."""
        start = min(cell.start for cell in self.cells.values())
        stop = self.view.rfind("\n", 0, start) + 1
        lines = (line.strip(_MARKS) for line in self.view[max(0, start - reach) : stop].split("\n"))
        return [line for line in lines if line]

    def side(self, row: int, column: int) -> tuple[int, int] | None:
        """The cell that names a row: its first one, in a table without heads the nearest to the left with words."""
        if not self.headless:
            return (row, self.first) if (row, self.first) in self.cells and column != self.first else None
        left = ((row, at) for at in range(column - 1, self.first - 1, -1) if (row, at) in self.cells)
        return next((at for at in left if not NUMBER.match(self.words(at))), None)

    def changed_from(self, column: int) -> Head | None:
        """The time that a column of changes tells of: the first of the times right before it."""
        found: Head | None = None
        for at in range(column - 1, self.first, -1):
            head = self.head((self.top, at)) if (self.top, at) in self.cells else None
            if head is None or head.iso is None:
                break
            found = head
        return found

    def main_row(self, row: int) -> str:
        """The last row before that is no part of another: what *of which services* is a part of."""
        above = ((at, self.first) for at in range(row - 1, self.top, -1) if (at, self.first) in self.cells)
        return next((self.head(at).words for at in above if not PART.match(self.words(at))), "")


def measures(words: str) -> bool:
    """Whether a head names a measure."""
    return any(is_measure(word) for word in re.findall(r"[A-Za-z]+", words))
