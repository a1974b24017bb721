"""How exact a written number is: half of the last digit that it shows, in base units."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jiqun.vocab.fold import fold

_DIGITS = re.compile(r"\d[\d,]*(?:\.(\d+))?")


def half_unit(value_text: str, value: float) -> float:
    """Half of the last decimal place written, times the scale of the number's own words.

    >>> half_unit("7.8亿元", 780000000.0), half_unit("16.5%", 16.5), half_unit("120家", 120.0)
    (5000000.0, 0.05, 0.5)
    """
    match = _DIGITS.search(fold(value_text))
    if match is None:
        return abs(value) * 1e-9
    written = float(match.group().replace(",", "")) or 1.0
    scale = abs(value) / written if value else 1.0
    return 0.5 * 10.0 ** -len(match[1] or "") * scale


@dataclass(frozen=True, slots=True)
class Amount:
    """A written number with its place, its value in base units, and half of its last digit."""

    start: int
    end: int
    value: float
    half: float

    @property
    def low(self) -> float:
        """The least that is written as this number."""
        return self.value - self.half

    @property
    def high(self) -> float:
        """The most that is written as this number."""
        return self.value + self.half


def adds_up(total: Amount, parts: list[Amount]) -> bool:
    """Whether parts may be the whole, each written as rounded.

    >>> adds_up(Amount(0, 1, 100.0, 0.05), [Amount(0, 1, 33.3, 0.05)] * 3)
    True
    """
    return sum(p.low for p in parts) <= total.high and total.low <= sum(p.high for p in parts)


def clauses(view: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    """The stretches between commas and semicolons of ``view[low:high]``; commas inside numbers do not cut."""
    at = low
    for match in re.finditer(r",(?!\d{3}(?!\d))|[;。!?\n]", view[low:high]):
        yield at, low + match.start()
        at = low + match.end()
    yield at, high
