"""Units, measure words and currencies: what stands behind a number, and the marks that stand before one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from jiqun.vocab.fold import fold
from jiqun.vocab.tables import rows


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit or measure word as written, the unit it stands for and the factor to the base unit."""

    surface: str
    unit: str
    factor: float
    kind: str
    unless: tuple[str, ...] = ()


_PER = re.compile(r"\s?(?:/|每)\s?(年|a\b|日|天|d\b|月|小时|h\b)(?!均)")
_LETTER = re.compile("[A-Za-z0-9]")
_PER_UNIT = {"年": "a", "a": "a", "日": "d", "天": "d", "d": "d", "月": "month", "小时": "h", "h": "h"}
_PARTS = re.compile(
    r"(?:(?:又|零)?(?P<tenths>[一二三四五六七八九两\d])[角毛]钱?)?(?:(?:又|零)?(?P<cents>[一二三四五六七八九\d])(?:分(?![钟之])|[美欧]分)钱?)?"
)
_DIGIT = dict(zip("一二三四五六七八九两", (1, 2, 3, 4, 5, 6, 7, 8, 9, 2), strict=True))


@cache
def _units() -> dict[str, tuple[Unit, ...]]:
    """By first character, longest surface first: 平方公里 before 平方."""
    found: dict[str, list[Unit]] = {}
    for row in rows("units.csv"):
        unless = tuple(fold(word) for word in (row["unless"] or "").split("|") if word)
        unit = Unit(fold(row["surface"]), row["unit"], float(row["factor"]), row["kind"], unless)
        found.setdefault(unit.surface[0], []).append(unit)
    for row in rows("currencies.csv"):
        for name in filter(None, (*row["names"].split("|"), row["code"])):
            found.setdefault(fold(name)[0], []).append(Unit(fold(name), row["code"], 1.0, "money"))
    return {first: tuple(sorted(units, key=lambda u: -len(u.surface))) for first, units in found.items()}


@cache
def _marks() -> dict[str, str]:
    return {fold(mark): row["code"] for row in rows("currencies.csv") for mark in row["marks"].split("|") if mark}


def unit_at(view: str, at: int) -> Unit | None:
    """The longest unit or measure word that starts at ``at`` (up to two blanks before it), or None.

    >>> unit_at("5平方公里", 1).unit, unit_at("3个性", 1)
    ('km2', None)
    """
    found = unit_end(view, at)
    return found[0] if found else None


def unit_end(view: str, at: int) -> tuple[Unit, int] | None:
    """The unit at ``at`` and where it ends."""
    if view[at : at + 1] == " ":
        at += 2 if view[at + 1 : at + 2] == " " else 1
    for unit in _units().get(view[at : at + 1], ()):
        if not view.startswith(unit.surface, at):
            continue
        end = at + len(unit.surface)
        last, following = unit.surface[-1], view[end : end + 1]
        if last.isascii() and last.isalpha() and following.isascii() and following.isalnum():
            continue
        if unit.unless and view.startswith(unit.unless, at):
            continue
        return unit, end
    return None


def per(view: str, end: int, unit: str, kind: str) -> tuple[int, str]:
    """万吨/年 and the like: the unit for a time, and where it ends."""
    found = _PER.match(view, end) if view[end : end + 1] in ("/", "每", " ") else None
    if found and kind in ("physical", "money", "count", "person"):
        yearly = unit == "person" and _PER_UNIT[found[1]] == "a"
        return found.end(), "person/year" if yearly else f"{unit}/{_PER_UNIT[found[1]]}"
    return end, unit


def mark_before(view: str, start: int, floor: int) -> tuple[int, str] | None:
    """The currency mark right before ``start`` (US$, ￥, 人民币): where it begins and its code."""
    end = start - 1 if view[start - 1 : start] == " " else start
    for length in range(min(4, end - floor), 0, -1):
        mark = view[end - length : end]
        code = _marks().get(mark)
        glued = _LETTER.match(mark) and end > length and _LETTER.match(view, end - length - 1)
        if code and not glued:
            return end - length, code
    return None


def coins(view: str, end: int) -> tuple[int, float]:
    """What follows 元 in coins (五元三毛, 三块五): where it ends and its worth."""
    parts = _PARTS.match(view, end)
    if parts is None or parts.end() == end:
        return end, 0.0
    tenths, cents = (_coin(parts["tenths"]), _coin(parts["cents"]))
    return parts.end(), tenths / 10 + cents / 100


def _coin(digit: str | None) -> float:
    return 0.0 if digit is None else float(digit) if digit.isdecimal() else float(_DIGIT[digit])


def base(value: float, unit: str) -> tuple[float, str]:
    """Loads of a megawatt and more are told in MW, smaller ones in kW as written.

    >>> base(500_000, "kW"), base(300, "kW")
    ((500.0, 'MW'), (300, 'kW'))
    """
    return (value / 1000, "MW") if unit == "kW" and abs(value) >= 1000 else (value, unit)


_SHARED = {
    "人": "person", "户": "household", "亩": "mu", "公顷": "ha", "平方公里": "km2", "平方米": "m2", "吨": "t",
    "千瓦时": "kWh", "度": "kWh", "公里": "km", "台": "unit", "辆": "unit", "套": "unit", "万人": "10000_persons",
    "万户": "10000_households", "股": "share", "月": "month", "天": "d", "年": "a",
}  # fmt: skip
_EACH = re.compile(f"[/每](?P<what>{'|'.join(sorted(_SHARED, key=len, reverse=True))})")


def each(view: str, end: int, unit: str | None, kind: str) -> tuple[int, str | None]:
    """Where a quantity ends behind /人, /亩 and the like, and its unit then: money is per person, a count stays one.

    >>> each("50万元/人", 4, "CNY", "money")
    (6, 'CNY/person')
    """
    match = _EACH.match(view, end) if kind in ("money", "count", "person") and unit and "/" not in unit else None
    if match is None:
        return end, unit
    return match.end(), f"{unit}/{_SHARED[match['what']]}" if kind == "money" else unit
