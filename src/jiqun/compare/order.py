"""What is sure about the order of two values: bounds, ranges and rounded numbers are intervals, never points."""

from __future__ import annotations

import math
from dataclasses import dataclass

from jiqun.compare import tables
from jiqun.compare.stated import Stated


@dataclass(frozen=True, slots=True)
class Interval:
    """Where a value may lie; an open end does not belong to it."""

    low: float
    high: float
    low_open: bool = False
    high_open: bool = False

    def before(self, other: Interval) -> bool:
        """Whether every value here is below every value there."""
        return self.high < other.low or (self.high == other.low and (self.high_open or other.low_open))

    def meets(self, other: Interval) -> bool:
        """Whether some value lies in both."""
        return not (self.before(other) or other.before(self))


def interval(figure: Stated, *, rounding: bool = True) -> Interval:
    """Where the value of a figure may lie, in the first unit of its family; rounding counts unless told otherwise.

    >>> from jiqun.compare.stated import stated
    >>> interval(stated({"value": 5000, "comparator": "ge"}))
    Interval(low=5000.0, high=inf, low_open=False, high_open=True)
    """
    below, above, below_open, above_open = tables.exactness().get(figure.comparator, (math.inf, math.inf, True, True))
    low = figure.value
    high = figure.value if figure.value_max is None else figure.value_max
    low, high = min(low, high), max(low, high)
    if rounding and figure.comparator == "eq" and figure.value_max is None and figure.step:
        half = figure.step / 2
        low, high, above_open = low - half, high + half, True
    reach = abs(figure.value)
    low -= math.inf if math.isinf(below) else below * reach
    high += math.inf if math.isinf(above) else above * reach
    factor = figure.unit_factor
    if low == high:  # just under nothing is nothing
        return Interval(low * factor, high * factor)
    return Interval(low * factor, high * factor, below_open, above_open)


def is_exact(figure: Stated) -> bool:
    """Whether the figure is one number and no bound, range or about."""
    return figure.comparator == "eq" and figure.value_max is None


def order(a: Stated, b: Stated) -> str | None:
    """What is sure about the order of two figures in one unit: ``>``, ``>=``, ``=``, ``<=``, ``<``, or None.

    >>> from jiqun.compare.stated import stated
    >>> at_least = stated({"value": 5000, "comparator": "ge"})
    >>> order(at_least, stated({"value": 3000})), order(at_least, stated({"value": 6000}))
    ('>', None)
    """
    if is_exact(a) and is_exact(b) and math.isclose(a.value * a.unit_factor, b.value * b.unit_factor, rel_tol=1e-12):
        return "="
    one, other = interval(a), interval(b)
    if one.before(other):
        return "<"
    if other.before(one):
        return ">"
    at_most, at_least = one.high == other.low, other.high == one.low
    if at_most or at_least:
        return "=" if at_most and at_least else "<=" if at_most else ">="
    return None
