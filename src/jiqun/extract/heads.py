"""What the heads of a table's rows and columns say: unit, times, measure, place; read once for all their cells."""

from __future__ import annotations

import re
from functools import lru_cache

from jiqun.extract import period as times
from jiqun.extract import quantity as numbers
from jiqun.extract.period import Period
from jiqun.vocab.indicators import Indicator, find_indicators
from jiqun.vocab.places import find_places

_UNIT = re.compile(r"[((](?:单位[::])?([^()()\d]{1,8})[))]|单位[::]\s*(\S{1,8})")
_UNITS_IN_BRACKETS = re.compile(r"[((][^()()]*[人%元家个][^()()]*[))]$")  # 就业人口(人,占15岁以上人口%)


# A sheet of a million cells has some thousand heads: what a head says is read once for all cells below or beside it.
@lru_cache(maxsize=4096)
def unit_in(head: str) -> str | None:
    """The unit that a head says in brackets or behind 单位."""
    match = _UNIT.search(head)
    return match and (match[1] or match[2])


@lru_cache(maxsize=4096)
def unit_of(written: str) -> tuple[str, float] | None:
    """The unit that a written one stands for, and its factor."""
    scaled = numbers.scan("1" + written, "1" + written)
    if not scaled or scaled[0].unit is None or scaled[0].end != len(written) + 1:
        return None
    return scaled[0].unit, scaled[0].value


@lru_cache(maxsize=4096)
def times_in(text: str, view: str) -> tuple[Period, ...]:
    """The times that a head says."""
    return tuple(times.scan(text, view))


@lru_cache(maxsize=4096)
def without_unit(head: str) -> str:
    """A head without the units in its brackets."""
    return _UNITS_IN_BRACKETS.sub("", _UNIT.sub("", head)).strip()


@lru_cache(maxsize=4096)
def measure_in(head: str) -> str:
    """A head without its unit and its times."""
    above = without_unit(head)
    for found in times.scan(above, above):
        above = above.replace(found.text, "").strip()
    return above


@lru_cache(maxsize=4096)
def names_place(head: str) -> bool:
    """Whether a head names a place."""
    return bool(find_places(head))


@lru_cache(maxsize=4096)
def indicator_in(words: str) -> Indicator | None:
    """The last indicator of the dictionary that a head names, or None."""
    known = find_indicators(words, 0, len(words))
    return known[-1][2] if known else None
