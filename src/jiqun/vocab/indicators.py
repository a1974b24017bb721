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
    words = view[start:end]
    return [
        (start + low, start + high, by_surface()[words[low:high]])
        for low, high in _lexicon().find(words)
        if words[high - 1 : high] != "数" or view[start + high : start + high + 1] not in ("字", "据")  # 企业数字化
    ]


@cache
def _lexicon() -> Lexicon:
    return Lexicon(by_surface())
