"""The numbers and times of an English document, found once and looked up by sentence."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TypeVar

from jiqun.extract.period import Period
from jiqun.extract.quantity import Quantity

T = TypeVar("T", Quantity, Period)


@dataclass(frozen=True, slots=True)
class Marks:
    """The numbers, times and masked zones of a document, in order."""

    quantities: list[Quantity]
    periods: list[Period]
    masks: list[tuple[int, int]]

    def within(self, start: int, end: int) -> tuple[list[Quantity], list[Period]]:
        """Numbers that count (no dates, no parts of names) and times of a stretch."""
        times = _cut(self.periods, start, end)
        found = [
            q
            for q in _cut(self.quantities, start, end)
            if not any(p.start < q.number_end and q.number_start < p.end for p in times)
            and not any(a < q.number_end and q.number_start < b for a, b in self.masks_near(q.start))
        ]
        return found, times

    def masks_near(self, at: int) -> list[tuple[int, int]]:
        """The masked zones around an offset."""
        n = bisect_left(self.masks, (at, at))
        return self.masks[max(0, n - 3) : n + 3]


def _cut(items: list[T], start: int, end: int) -> list[T]:
    low = bisect_left(items, start, key=lambda item: item.start)
    return items[low : bisect_left(items, end, lo=low, key=lambda item: item.start)]
