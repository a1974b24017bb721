"""The indicator dictionary: ids, names, surface forms, units and bases."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from jiqun.vocab.tables import rows


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is counted or measured. ``headline`` marks the figures of size in money that stand first on a sheet."""

    id: str
    zh: str
    en: str
    surfaces: tuple[str, ...]
    unit: str
    basis: str | None
    headline: bool
    period_type: str
    definition: str


def _load() -> dict[str, Indicator]:
    return {
        row["id"]: Indicator(
            row["id"],
            row["zh"],
            row["en"],
            tuple(row["surfaces"].split("|")),
            row["unit"],
            row["basis"] or None,
            row["headline"] == "yes",
            row["period_type"],
            row["definition"],
        )
        for row in rows("indicators.csv")
    }


INDICATORS = _load()


@cache
def by_surface() -> dict[str, Indicator]:
    """Surface forms to indicators."""
    return {surface: indicator for indicator in INDICATORS.values() for surface in indicator.surfaces}


def find_indicators(view: str, start: int, end: int) -> list[tuple[int, int, Indicator]]:
    """The dictionary's words in ``view[start:end]``, longest first at each place, left to right.

    >>> [(s, e, i.id) for s, e, i in find_indicators("完成工业总产值100亿元", 0, 12)]
    [(2, 7, 'gross_industrial_output')]
    """
    return [(m.start(), m.end(), by_surface()[m.group()]) for m in _pattern().finditer(view, start, end)]


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in sorted(by_surface(), key=len, reverse=True)))
