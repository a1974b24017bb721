"""Which fields of a claim a person may correct, and which values they may take; all else is one clear error."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from jiqun import words
from jiqun.compare.tables import value_label, value_of
from jiqun.errors import UsageError
from jiqun.model import Claim, Figure
from jiqun.vocab.indicators import INDICATORS
from jiqun.vocab.practices import categories
from jiqun.vocab.tables import rows

VERDICTS = ("accept", "correct", "reject", "unsure")
_SIZES = {"": 1.0, "万": 1e4, "萬": 1e4, "亿": 1e8, "億": 1e8, "万亿": 1e12, "萬億": 1e12}
_NUMBER = re.compile(r"([+-]?(?:\d[\d,]*)?\.?\d*(?:[eE][+-]?\d+)?)\s*(萬億|万亿|[万萬亿億]?)")
_POINT = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_PER = re.compile(r"(.+)/(?:a|d|month|h)")
_LONGEST = 300


@cache
def _table(kind: str) -> dict[str, dict[str, str]]:
    found = rows("fields.csv", Path(__file__).parent / "data")
    return {row["field"]: row for row in found if row["kind"] == kind}


def correctable(kind: str) -> tuple[str, ...]:
    """The fields of a kind of claim that a person may correct.

    >>> correctable("entity"), correctable("excluded")
    (('name', 'type'), ())
    """
    return tuple(_table(kind))


def corrections(claim: Claim, given: Mapping[str, Any]) -> dict[str, Any]:
    """The given fields, their values checked and written as they are stored. UsageError on anything wrong.

    Text is taken as the command line gives it: ``"300亿"`` is a value, ``""`` and ``None`` empty a field. A new
    indicator brings its basis along, unless a basis is given.

    >>> from jiqun.model import Entity
    >>> corrections(Entity(quote="东岭", start=0, end=2, type="place", name="东岭"), {"type": "company"})
    {'type': 'company'}
    """
    table = _table(claim.kind)
    made: dict[str, Any] = {}
    for name, value in given.items():
        if name not in table:
            known = ", ".join(table) or "none"
            raise UsageError(f"a {claim.kind} has no field to correct called {name!r}: known are {known}")
        made[name] = _checked(table[name], value)
    if "indicator_id" in made and "basis" not in made and made["indicator_id"]:
        made["basis"] = INDICATORS[made["indicator_id"]].basis
    if isinstance(claim, Figure):
        _agree(claim, made)
    return made


def _checked(row: Mapping[str, str], value: Any) -> Any:
    name, (rule, _, group) = row["field"], row["values"].partition(" ")
    if isinstance(value, str):
        value = value.strip()
    if value is None or value == "":
        if row["empty"] == "yes":
            return None
        raise UsageError(f"{name} cannot be empty: give a value, like {row['example']}")
    if rule == "number":
        return _number(name, value)
    if not isinstance(value, str):
        raise UsageError(f"{name} is text, not {value!r}: give a value, like {row['example']}")
    if not value.isprintable() or len(value) > _LONGEST:
        raise UsageError(f"{name} is too long or holds control characters: at most {_LONGEST} printable characters")
    return _RULES[rule](name, value, group)


def _number(name: str, value: Any) -> float:
    if isinstance(value, str):
        match = _NUMBER.fullmatch(value)
        try:
            value = float(match[1].replace(",", "")) * _SIZES[match[2]] if match else math.nan
        except ValueError:
            value = math.nan
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise UsageError(f"{name} is no number: {value!r}: write it in base units or with 万 or 亿, like 3e10 or 300亿")
    return float(value)


def _text(name: str, value: str, group: str) -> str:
    return value


def _closed(known: Callable[[], Iterable[str]]) -> Callable[[str, str, str], str]:
    def check(name: str, value: str, group: str) -> str:
        allowed = list(known())
        if value not in allowed:
            near = get_close_matches(value, allowed, 5, 0.4) or sorted(allowed)[:30]
            more = f"nearest of {len(allowed)}" if len(allowed) > len(near) else "known"
            raise UsageError(f"unknown {name}: {value}: {more} are {', '.join(near)}")
        return value

    return check


def _worded(name: str, value: str, group: str) -> str:
    """A code that has words in the table of words (``status.target``)."""
    return _closed(lambda: words.codes(group))(name, value, group)


def _side(name: str, value: str, group: str) -> str:
    """A value of a side of figures, or a word for it (规上); a territory may also be the name of one."""
    found = value_of(group, value)
    if group != "territory" and value_label(group, found, "zh") == found:
        known = sorted({row["value"] for row in rows("facets.csv") if row["facet"] == group})
        raise UsageError(f"unknown {name}: {value}: known are {', '.join(known)}")
    return found


def _unit(name: str, value: str, group: str) -> str:
    stem = match[1] if (match := _PER.fullmatch(value)) else value
    if value in units() or stem in units():
        return value
    listed = "CNY, USD, EUR, count, percent, percentage_point, times, ratio, rank, person, year, calendar_year, t, MW"
    raise UsageError(f"unknown unit: {value}: use an ISO 4217 code or a unit of the tables ({listed}, t/a, …)")


@cache
def units() -> frozenset[str]:
    """All units of the vocabulary: money, physical units, counts, shares, ranks."""
    tables = ("units.csv", "units_en.csv")
    named = {row["unit"] for table in tables for row in rows(table)} | set(words.codes("unit"))
    return frozenset(named | {row["code"] for row in rows("currencies.csv")} | {"index", "ratio", "rank"})


def _period(name: str, value: str, group: str) -> str:
    start, slash, end = value.partition("/")
    first = None if slash and start == ".." else _day(start, last=False)
    last = None if slash and end == ".." else _day(end if slash else start, last=True)
    if (first is None and start != "..") or (last is None and end != "..") or not (first or last):
        raise UsageError(f"no period: {value}: write it as 2018, 2018-06, 2018-06-30, 2018/2020 or 2017/..")
    if first and last and first > last:
        raise UsageError(f"no period: {value}: it ends before it starts")
    return value


def _day(text: str, *, last: bool) -> date | None:
    match = _POINT.fullmatch(text)
    try:
        return date(int(match[1]), int(match[2] or (12 if last else 1)), int(match[3] or 1)) if match else None
    except ValueError:
        return None


def _bases() -> set[str]:
    return {indicator.basis for indicator in INDICATORS.values() if indicator.basis}


_RULES: dict[str, Callable[[str, str, str], str]] = {
    "text": _text,
    "words": _worded,
    "side": _side,
    "unit": _unit,
    "period": _period,
    "indicator": _closed(lambda: INDICATORS),
    "basis": _closed(_bases),
    "category": _closed(categories),
}


def _agree(figure: Figure, made: Mapping[str, Any]) -> None:
    """A range has two ends in order, and nothing else has."""
    if not {"value", "value_max", "comparator"} & made.keys():
        return
    value, value_max = made.get("value", figure.value), made.get("value_max", figure.value_max)
    comparator = made.get("comparator", figure.comparator)
    if (comparator == "range") != (value_max is not None):
        raise UsageError("a range, and nothing else, has a value_max: set comparator=range and value_max together")
    if value_max is not None and value_max < value:
        raise UsageError(f"the range ends before it starts: {value:g} to {value_max:g}")
