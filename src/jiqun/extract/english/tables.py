"""The tables of English words that the rules apply, compiled."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from jiqun.vocab.guarded import guarded
from jiqun.vocab.tables import rows


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as written: what it stands for, the factor to the base unit, and its kind."""

    unit: str
    factor: float
    kind: str


def alternatives(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first, with ends that do not cut through a word."""
    longest = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word) + (r"(?!\w)" if word[-1].isalnum() else "") for word in longest)


@cache
def units() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, Unit], dict[str, Unit]]:
    """Patterns for units that keep their case and for those that do not, and what both stand for."""
    exact: dict[str, Unit] = {}
    free: dict[str, Unit] = {}
    for row in rows("units_en.csv"):
        unit = Unit(row["unit"], float(row["factor"]), row["kind"])
        if row["case"] == "exact":
            exact[row["surface"]] = unit
        else:
            free[row["surface"].lower()] = unit
    for word in [word for word in free if " " in word]:
        free.setdefault(word.replace(" ", "-"), free[word])  # a 10,000-square-metre hall
    return (
        re.compile(rf"[ -]?(?:{alternatives(exact)})"),
        re.compile(rf"[ -]?(?:{alternatives(free)})", re.IGNORECASE),
        exact,
        free,
    )


def _lead(word: str) -> str:
    """What may not stand before a currency; broken text glues small letters to it (againstRs. 5)."""
    if not word[0].isalnum():
        return r"(?<![A-Za-z])"
    return r"(?<![A-Z\d_$])" if word[0].isupper() and len(word) > 1 else r"(?<![\w$])"


@cache
def currencies() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, str]]:
    """Patterns for a currency right before and right after a number, and the codes by surface."""
    table = rows("currencies_en.csv")
    codes = {row["surface"].lower(): row["code"] for row in table}
    before = [row["surface"] for row in table if row["side"] in ("before", "both")]
    after = [row["surface"] for row in table if row["side"] in ("after", "both")]
    longest = sorted(set(before), key=lambda word: (-len(word), word))
    ahead = "|".join(_lead(word) + re.escape(word) for word in longest)
    return guarded(rf"(?:{ahead})\s?$"), re.compile(rf"[ -]?(?:{alternatives(after)})", re.IGNORECASE), codes


@cache
def comparators(side: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """The pattern of the words that compare on one side of a number, and what they mean."""
    table = {row["marker"]: row["comparator"] for row in rows("comparators_en.csv") if row["side"] == side}
    words, marks = ([word for word in table if word[0].isalpha() == letters] for letters in (True, False))
    any_word = rf"(?<!\w)(?:{alternatives(words)})|{alternatives(marks)}"
    if side == "before":
        return guarded(rf"(?P<word>{any_word})\s*(?:an? (?=(?:further|total)|$)|the )?$", re.IGNORECASE), table
    return re.compile(rf"\s?(?P<word>{any_word})(?!\w)", re.IGNORECASE), table


@cache
def masks() -> tuple[re.Pattern[str], ...]:
    """The patterns of names and references whose numerals are no figures."""
    return tuple(_mask(row["pattern"], re.IGNORECASE if row["case"] == "any" else 0) for row in rows("masks_en.csv"))


def _mask(pattern: str, flags: int) -> re.Pattern[str]:
    """A mask, guarded by its first characters where they are few."""
    try:
        return guarded(pattern, flags)
    except ValueError:
        return re.compile(pattern, flags)
