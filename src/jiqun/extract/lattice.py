"""All numbers, times and ranks of a document, found once and looked up by sentence."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TypeVar

from jiqun.extract import period, quantity, taiwan
from jiqun.extract.period import Period
from jiqun.extract.quantity import Quantity
from jiqun.extract.rank import Rank, ranks
from jiqun.extract.reading import Reading

T = TypeVar("T", Quantity, Period, Rank)


@dataclass(frozen=True, slots=True)
class Lattice:
    """Quantities, periods and ranks, each in the order of the text."""

    quantities: list[Quantity]
    periods: list[Period]
    ranks: list[Rank]

    def within(self, start: int, end: int) -> tuple[list[Quantity], list[Period], list[Rank]]:
        """What starts in ``[start, end)``."""
        return (
            _slice(self.quantities, start, end),
            _slice(self.periods, start, end),
            _slice(self.ranks, start, end),
        )


def lattice(reading: Reading) -> Lattice:
    """Scan a document; relative times are dated by the document's date, when it is known."""
    quantities = quantity.scan(reading.text, reading.view)
    periods = period.scan(reading.text, reading.view, reading.document.date)
    if taiwan.is_taiwan(reading.view):
        quantities = taiwan.in_new_dollars(quantities)
        periods = taiwan.republic_years(reading.text, reading.view, periods)
    return Lattice(quantities, periods, ranks(reading.view))


def _slice(items: list[T], start: int, end: int) -> list[T]:
    low = bisect_left(items, start, key=lambda item: item.start)
    return items[low : bisect_left(items, end, lo=low, key=lambda item: item.start)]
