"""All numbers, times and ranks of a document, found once and looked up by sentence."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from jiqun.extract import period, quantity, taiwan
from jiqun.extract.period import Period
from jiqun.extract.quantity import Quantity
from jiqun.extract.rank import Rank, ranks
from jiqun.extract.reading import Reading
from jiqun.extract.report_year import report_year


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
    _starts: tuple[list[int], list[int], list[int]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        starts = [q.start for q in self.quantities], [p.start for p in self.periods], [r.start for r in self.ranks]
        object.__setattr__(self, "_starts", starts)

    def within(self, start: int, end: int) -> tuple[list[Quantity], list[Period], list[Rank]]:
        """What starts in ``[start, end)``."""
        quantities, periods, ranks = self._starts
        return (
            self.quantities[bisect_left(quantities, start) : bisect_left(quantities, end)],
            self.periods[bisect_left(periods, start) : bisect_left(periods, end)],
            self.ranks[bisect_left(ranks, start) : bisect_left(ranks, end)],
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
