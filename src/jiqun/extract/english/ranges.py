"""Ranges of English numbers (5–10, between 3 and 5 million, EUR 2.4 billion to 2.6 billion) and their units."""

from __future__ import annotations

import re
from dataclasses import replace

from jiqun.extract.english.money import Money, money_after, money_before
from jiqun.extract.english.numbers import Numeral, numeral
from jiqun.extract.english.tables import Unit, units

_JOINT = re.compile(r" ?(?P<dash>[-–—~]) ?| (?P<to>to|through|and|or) |(?P<pm> ?(?:±|\+/-) ?)", re.IGNORECASE)
_CHANGE = re.compile(
    r"\b(?:gr[eo]w|grown|r[io]s(?:e|es|ing|en)|increas\w+|fell|fall\w*|declin\w+|dropp?\w*|climb\w*|jump\w*"
    r"|decreas\w+|went"
    r"|go(?:es)? up|up|down|rais\w+|reduc\w+|cut|expand\w*|improv\w+|doubl\w+|shr[aiu]nk|lift\w*|surg\w+|soar\w*)\b",
    re.IGNORECASE,
)


_COUNTED = re.compile(
    r" (?:[a-z]+ )?(?:people|persons|jobs|workers|visitors|tourists|passengers|customers|households|users"
    r"|units|vehicles|cars|tonnes|tons|barrels|subscribers|inhabitants|residents|students|farmers|shares"
    r"|sq\.? ?(?:ft|m)|square|euros?|dollars"
    r"|pounds|yuan|yen|zlotys?|złoty(?:ch)?|kronor|kroner|rand|baht|ringgit|pesos|rupees|lira|dirhams|riyals|birr)\b"
)
"""What makes a small m behind digits a million: 3m people, 1.2m sq ft."""


_NUMBER_OF = re.compile(
    r"\b(?:users|subscribers|customers|people|passengers|visitors|inhabitants|population|jobs)\s+(?:from\s+)?(?:\d[\d.,]*m\s+to\s+)?$"
)


def lettered(view: str, first: Numeral, code: str | None) -> Numeral:
    """2m is two million beside a currency; 5M attached is five million; 5 m is five metres."""
    letter = first.letter
    if letter is None:
        return first
    joined = not letter.startswith(" ")
    scale = {"m": 1e6, "b": 1e9, "t": 1e12}.get(letter.strip().lower())
    if scale is None:  # the sign of Kelvin is no k
        return replace(first, letter=None)
    counted = scale == 1e6 and (
        _COUNTED.match(view, first.end + len(letter)) is not None
        or _NUMBER_OF.search(view, max(0, first.start - 70), first.start) is not None
    )
    if (
        code is not None
        or counted
        or (joined and letter in ("M", "B") and re.match(r" [a-z]{3,}", view[first.end + 1 :]))
    ):
        return replace(
            first, value=float(round(first.value * scale, 6)), end=first.end + len(letter), scale=scale, letter=None
        )
    return first


def second_end(view: str, first: Numeral, code: str | None, money: Money) -> tuple[Numeral, str, str | None] | None:
    """The second numeral of a range, how it is joined, and its own currency; None when there is none."""
    end = first.end
    unit = unit_at(view, end)
    after = money_after(view, end, first, money)
    stops = [end, *([end + len(unit[0])] if unit else []), *([after[0]] if after else [])]
    for n, stop in enumerate(stops):
        m = _JOINT.match(view, stop)
        if m is None:
            continue
        at = m.end()
        second_code: str | None = None
        for shift in (0, 1, 2, 3, 4, 5):
            second = numeral(view, at + shift) if view[at + shift : at + shift + 1].isalnum() else None
            if second is not None and (shift == 0 or money_before(view, at, at + shift, money)):
                prefix = money_before(view, at, at + shift, money) if shift else None
                second_code = prefix[1] if prefix else None
                second = lettered(view, second, second_code or code)
                joint = (m["dash"] and "dash") or (m["pm"] and "pm") or m["to"].lower()
                same = n == 0 or _same_unit(view, second, unit, second_code, money)
                moved = n > 0 and joint == "to" and unit is not None and _from_to(view, first, unit[0])
                if same and not moved and _joins(view, first, second, joint):
                    return second, joint, second_code
                break
    return None


def _same_unit(view: str, second: Numeral, unit: tuple[str, Unit] | None, code: str | None, money: Money) -> bool:
    """Whether the second end of a range has the unit of the first (7.5 percent to EUR 148 million are two figures)."""
    if unit is None:
        return code is not None or money_after(view, second.end, second, money) is not None
    other = unit_at(view, second.end)
    return code is None and other is not None and other[1] == unit[1]


def _from_to(view: str, first: Numeral, unit: str) -> bool:
    """Whether a rate moves (from 36 per cent to 44 per cent), and does not range so."""
    before = view[max(0, first.start - 40) : first.start]
    rate = "%" in unit or "cent" in unit.lower()
    return rate and before.endswith("from ") and re.search(r"\b(?:rang|var[iy]|anywhere)", before) is None


def _joins(view: str, first: Numeral, second: Numeral, joint: str) -> bool:
    """Whether two numerals are the ends of one range, and not two figures."""
    if "fraction" in (first.form, second.form) and first.form != second.form:
        return False
    before = view[max(0, first.start - 90) : first.start]
    before = re.split(r"[;]|\. |, (?:while|and)\b", before)[-1].lower()
    high = second.value if second.scale > 1 or first.scale == 1 else second.value * first.scale
    low = first.value * (second.scale if first.scale == 1 and second.scale > 1 else 1.0)
    if joint == "pm":
        return True
    if low >= high:
        return False
    if joint == "and":
        return bool(re.search(r"\bbetween\s+(?:[A-Z]{2,3}\s?|[^\w\s]{1,3}|US\$ ?)?$", before, re.IGNORECASE))
    if joint == "or":
        return second.form == "words" and second.value - first.value == 1
    if joint in ("to", "through"):
        return _CHANGE.search(before) is None or bool(re.search(r"\bby (?:from )?\S{0,4}$", before))
    return not (first.form == "digits" and re.match(r"[-–]\d", view[second.end : second.end + 2]) is not None)


def bounds(
    view: str, first: Numeral, ranged: tuple[Numeral, str, str | None], code: str | None, start: int
) -> tuple[float, float, Numeral, str | None, int]:
    """The low and high end of a range, its second numeral, its currency, and where it starts (at between or from).

    A scale written once holds for both ends (3 to 5 million), and ± gives the middle less and plus the deviation.
    """
    second, joint, second_code = ranged
    if joint == "pm":
        scale = second.scale if first.scale == 1 else 1.0
        middle = first.value * scale
        deviation = second.value * (first.scale if second.scale == 1 else 1.0)
        return round(middle - deviation, 12), round(middle + deviation, 12), second, code or second_code, start
    low = first.value * (second.scale if first.scale == 1 and second.scale > 1 and first.value < second.value else 1.0)
    high = second.value * (first.scale if second.scale == 1 and second.value < first.value else 1.0)
    lead = re.search(r"\b(?:between|from)\s+$", view[max(0, start - 9) : start], re.IGNORECASE)
    start -= len(lead.group()) if lead else 0
    return low, high, second, code or second_code, start


def unit_at(view: str, at: int) -> tuple[str, Unit] | None:
    """The unit at ``at`` as written (a blank or hyphen before it included), or None."""
    exact, free, exact_table, free_table = units()
    m = exact.match(view, at)
    f = free.match(view, at)
    if m and (f is None or len(m.group()) >= len(f.group())):
        surface = m.group()
        name = surface if surface in exact_table else surface[1:]
        if name in ("m", "t", "h") and surface.startswith("-"):
            return None
        return surface, exact_table[name]
    if f is None:
        return None
    name = f.group().lower()
    return f.group(), free_table[name if name in free_table else name[1:]]
