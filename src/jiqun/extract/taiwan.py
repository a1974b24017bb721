"""What changes in a document from Taiwan: 元 is the New Taiwan dollar, and 111年 is a year of the Republic."""

from __future__ import annotations

import re
from dataclasses import replace

from jiqun.extract.period import Period
from jiqun.extract.quantity import Quantity

_TAIWAN = re.compile(r"新台币|台币|民国\s?\d{2,3}年|经济部|国科会|立法院|行政院|工研院")
_MAINLAND = re.compile(r"人民币|省委|市委|国务院|发改委|工信部")
_YEAR = re.compile(
    r"(?<![\d.])(?<!\d,)(?P<year>[5-9]\d|1[0-3]\d)年(?:度|(?P<month>1[0-2]|0?[1-9])月(?:(?P<day>[12]\d|3[01]|0?[1-9])日)?|底|初)?"
    r"(?![\d多余来间内期代级以之])"
)


def is_taiwan(view: str) -> bool:
    """Whether a folded text speaks from Taiwan: its own currency, calendar or ministries, and none of the mainland's.

    >>> is_taiwan("园区营业额达新台币56亿元"), is_taiwan("台商投资10亿元人民币")
    (True, False)
    """
    return _TAIWAN.search(view) is not None and _MAINLAND.search(view) is None


def in_new_dollars(quantities: list[Quantity]) -> list[Quantity]:
    """Plain 元 read as TWD."""
    return [
        replace(q, unit=q.unit.replace("CNY", "TWD")) if q.unit and q.unit.startswith("CNY") else q for q in quantities
    ]


def republic_years(text: str, view: str, periods: list[Period]) -> list[Period]:
    """The periods with the bare years of the Republic added (111年 = 2022), in order, where nothing else was read."""
    found = list(periods)
    for match in _YEAR.finditer(view):
        if any(p.start < match.end() and match.start() < p.end for p in periods):
            continue
        iso = str(1911 + int(match["year"]))
        iso += f"-{int(match['month']):02d}" if match["month"] else ""
        iso += f"-{int(match['day']):02d}" if match["day"] else ""
        found.append(Period(match.start(), match.end(), text[match.start() : match.end()], iso))
    return sorted(found, key=lambda p: p.start)
