"""What changes in a document from Taiwan or Hong Kong: 元 is their dollar, and in Taiwan 111年 is a Republican year."""

from __future__ import annotations

import re
from dataclasses import replace

from jiqun.extract.period import Period
from jiqun.extract.quantity import Quantity

_TAIWAN = re.compile(r"新台币|台币|民国\s?\d{2,3}年|经济部|国科会|立法院|行政院|工研院")
_MAINLAND = re.compile(r"人民币|省委|市委|国务院|发改委|工信部")
_HONG_KONG = re.compile(r"特首|港府|施政报告|香港特别行政区政府|特区政府|财政司|立法会|港交所|数码港|科学园公司")
_PLAIN = re.compile(r"^(?!.*(?:人民币|[¥￥])).*$", re.DOTALL)
_REPUBLIC = r"(?<![\d.])(?P<year>[5-9]\d|1[0-3]\d)年度?"
_SPAN = re.compile(  # 91年至92年底, 107年1到2月
    rf"{_REPUBLIC}(?:[初底]?(?:至|到|-|~)(?P<until>[5-9]\d|1[0-3]\d)年[底末]?"
    r"|(?P<month>1[0-2]|0?[1-9])月?(?:至|到|-|~)(?P<through>1[0-2]|0?[1-9])月)"
)
_PRESENT = re.compile(  # 今(93)年9月底
    r"[今本去][(](?P<year>[5-9]\d|1[0-3]\d)[)]年"
    r"(?:(?P<month>1[0-2]|0?[1-9])月(?:(?P<day>[12]\d|3[01]|0?[1-9])日)?)?[底末初]?"
)
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


def is_hong_kong(view: str) -> bool:
    """Whether a folded text speaks from Hong Kong: its government or its dollar, and none of the mainland's bodies.

    >>> is_hong_kong("特首在施政报告中宣布,数码港获2亿元"), is_hong_kong("香港投资者在东莞投资3亿元人民币")
    (True, False)
    """
    return _HONG_KONG.search(view) is not None and _MAINLAND.search(view) is None


def currency(view: str) -> str:
    """The currency that plain 元 means in a document: CNY, TWD or HKD."""
    return "TWD" if is_taiwan(view) else "HKD" if is_hong_kong(view) else "CNY"


def in_currency(quantities: list[Quantity], code: str) -> list[Quantity]:
    """Plain 元 read as the currency of the place."""
    return [
        replace(q, unit=code + q.unit[3:]) if q.unit and q.unit.startswith("CNY") and _PLAIN.search(q.text) else q
        for q in quantities
    ]


def _iso(match: re.Match[str]) -> tuple[str, str]:
    """The ISO time and the kind of a span of Republican years or months, or of 今(93)年9月."""
    said = match.groupdict()
    first = 1911 + int(said["year"])
    if said.get("until"):
        return f"{first}/{1911 + int(said['until'])}", "span"
    if said.get("through"):
        return f"{first}-{int(said['month']):02d}/{first}-{int(said['through']):02d}", "span"
    month = f"-{int(said['month']):02d}" if said["month"] else ""
    return f"{first}{month}" + (f"-{int(said['day']):02d}" if said.get("day") else ""), "date"


def republic_years(text: str, view: str, periods: list[Period]) -> list[Period]:
    """The periods with the bare years of the Republic added (111年 = 2022), in order, where nothing else was read."""
    found = list(periods)
    for pattern in (_SPAN, _PRESENT):
        for match in pattern.finditer(view):
            found = [p for p in found if p.end <= match.start() or match.end() <= p.start]
            found.append(Period(match.start(), match.end(), text[match.start() : match.end()], *_iso(match)))
    periods = list(found)
    for match in _YEAR.finditer(view):
        if any(p.start < match.end() and match.start() < p.end for p in periods):
            continue
        iso = str(1911 + int(match["year"]))
        iso += f"-{int(match['month']):02d}" if match["month"] else ""
        iso += f"-{int(match['day']):02d}" if match["day"] else ""
        found.append(Period(match.start(), match.end(), text[match.start() : match.end()], iso))
    return sorted(found, key=lambda p: p.start)
