"""The axis of a chart in the reader's words: 万亿 and 亿, or billion and million."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from jiqun.words import label, scales

_UNDRAWN = frozenset({"rank", "calendar_year", "ratio"})  # a place in an order, a date and 1:3 have no length


@dataclass(frozen=True, slots=True)
class Scale:
    """What values are divided by, and the words for one unit of the axis."""

    size: float
    title: str


def scale_of(values: Iterable[float], unit: str, lang: str) -> Scale:
    """The scale on which the largest value has few digits.

    >>> scale_of([2.1e12, 3e11], "CNY", "en"), scale_of([6.5e10, 3e9], "CNY", "zh")
    (Scale(size=1000000000.0, title='billion CNY'), Scale(size=100000000.0, title='亿元人民币'))
    >>> scale_of([35], "percent", "zh"), scale_of([68000, 12], "person", "en")
    (Scale(size=1.0, title='%'), Scale(size=1.0, title='persons'))
    """
    most = max((abs(value) for value in values), default=0.0)
    word, size = next(((w, s) for w, s in scales(lang) if most >= s * (10 if s >= 1e12 else 1)), ("", 1.0))
    if unit == "percent":
        return Scale(1.0, "%")
    name = "" if unit == "count" else label(f"unit.{unit}", lang)
    if lang == "en":
        return Scale(size, f"{word} {name}".strip())
    return Scale(size, f"{word}{name}")


def is_drawn(unit: str) -> bool:
    """Whether values of a unit have a length that an axis can show."""
    return unit not in _UNDRAWN
