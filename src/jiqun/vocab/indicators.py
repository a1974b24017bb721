"""The indicator dictionary: ids, names, surface forms, units and bases."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from jiqun.vocab.lexicon import Lexicon
from jiqun.vocab.tables import rows


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is counted or measured. ``headline`` marks the figures of size in money that stand first on a sheet.

    ``bearer`` is ``place`` for what only a territory has (its gross product, its population), else None.
    """

    id: str
    zh: str
    en: str
    surfaces: tuple[str, ...]
    unit: str
    basis: str | None
    headline: bool
    period_type: str
    definition: str
    bearer: str | None = None


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
            row["bearer"] or None,
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
    return [
        (low, high, by_surface()[view[low:high]])
        for low, high in _lexicon().find_within(view, start, end)
        if view[high - 1] != "数" or view[high : high + 1] not in ("字", "据")  # 企业数字化
    ]


@cache
def _lexicon() -> Lexicon:
    return Lexicon(by_surface())
