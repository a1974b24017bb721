"""All numbers, times and ranks of a document, found once and looked up by sentence."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from operator import attrgetter
from typing import TypeVar

from jiqun.extract import period, quantity, taiwan
from jiqun.extract.period import Period
from jiqun.extract.quantity import Quantity
from jiqun.extract.rank import Rank, ranks
from jiqun.extract.reading import Reading
from jiqun.extract.report_year import report_year

_start = attrgetter("start")
T = TypeVar("T", Quantity, Period, Rank)


@dataclass(frozen=True, slots=True)
class Lattice:
    """Quantities, periods and ranks, each in the order of the text; ``currency`` is what plain 元 means.

    ``told`` says that the document reports on a year that is over.
    """

    quantities: list[Quantity]
    periods: list[Period]
    ranks: list[Rank]
    currency: str = "CNY"
    told: bool = False

    def within(self, start: int, end: int) -> tuple[list[Quantity], list[Period], list[Rank]]:
        """What starts in ``[start, end)``."""
        return (
            _slice(self.quantities, start, end),
            _slice(self.periods, start, end),
            _slice(self.ranks, start, end),
        )


def lattice(reading: Reading) -> Lattice:
    """Scan a document; relative times are dated by the document's date, when it is known."""
    view = _prose(reading)
    quantities = quantity.scan(reading.text, view)
    told = report_year(reading.view, reading.document)
    periods = period.scan(reading.text, view, reading.document.date, told)
    currency = taiwan.currency(reading.view)
    if currency != "CNY":
        quantities = taiwan.in_currency(quantities, currency)
    if currency == "TWD":
        periods = taiwan.republic_years(reading.text, reading.view, periods)
    return Lattice(quantities, periods, ranks(view), currency, told is not None)


def _prose(reading: Reading) -> str:
    """The view with its cells blanked out: tables are read cell by cell, and a sheet has a million of them."""
    pieces: list[str] = []
    at = 0
    for block in reading.document.blocks:
        if block.kind == "cell":
            pieces += (reading.view[at : block.start], " " * (block.end - block.start))
            at = block.end
    return "".join([*pieces, reading.view[at:]])


def _slice(items: list[T], start: int, end: int) -> list[T]:
    low = bisect_left(items, start, key=_start)
    return items[low : bisect_left(items, end, lo=low, key=_start)]
