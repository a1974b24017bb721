"""Numerals: where they stand in a folded text and what they are worth.

Arabic numerals with Western or Chinese grouping, Chinese numerals (廿, 卅 and 两 too), and both mixed with scale words
(`2.1万亿`, `1兆2498亿`, `20多万`, `一千二百`).
"""

from __future__ import annotations

import re

SCALES = {
    "十": 10.0,
    "百": 100.0,
    "千": 1e3,
    "万": 1e4,
    "十万": 1e5,
    "百万": 1e6,
    "千万": 1e7,
    "亿": 1e8,
    "十亿": 1e9,
    "百亿": 1e10,
    "千亿": 1e11,
    "万亿": 1e12,
    "兆": 1e12,
}
_DIGITS = dict(zip("零〇一二三四五六七八九两", (0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 2), strict=True))
_TENS = {"廿": 20, "卅": 30}
_SMALL = {"十": 10, "百": 100, "千": 1000}

ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?![\d])|\d{1,4}(?:,\d{4})+(?!\d)|\d+)(?:\.\d+)?"
SCALE = r"(?:万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|兆|千(?!瓦|克|米|帕|伏|安|升|卡|字节)|百(?!帕|强))"
CHINESE = "[零〇一二三四五六七八九十百千万亿两廿卅]"


def arabic(text: str) -> float:
    """The value of an Arabic numeral with or without group commas.

    >>> arabic("1,234.5")
    1234.5
    """
    return float(text.replace(",", ""))


def chinese(text: str) -> float | None:
    """The value of a Chinese numeral, or None when the characters form no number.

    >>> [chinese(t) for t in ("二十", "一百零五", "两万三千", "十二", "一九九四", "廿三", "三亿五千万")]
    [20.0, 105.0, 23000.0, 12.0, 1994.0, 23.0, 350000000.0]
    >>> chinese("万千") is None
    True
    """
    if len(text) > 1 and all(char in _DIGITS for char in text):
        if "两" in text:
            return None
        return float("".join(str(_DIGITS[char]) for char in text))
    total, section, digit = 0.0, 0.0, None
    for char in text:
        if char in _DIGITS:
            if digit not in (None, 0):
                return None
            digit = _DIGITS[char]
        elif char in _TENS:
            if digit is not None:
                return None
            section += _TENS[char]
        elif char in _SMALL:
            if digit is None and char != "十":
                return None
            section += (1 if digit is None else digit) * _SMALL[char]
            digit = None
        else:  # 万 or 亿 closes a section
            section += digit or 0
            if section == 0 and total == 0:
                return None
            total = (total + section) * SCALES[char] if char == "亿" else total + section * SCALES[char]
            section, digit = 0.0, None
    return total + section + (digit or 0)


_PART = re.compile(rf"({ARABIC})([多余])?({SCALE}(?:亿)?)?")


def mixed(text: str) -> float | None:
    """The value of Arabic numerals with scale words, added up part by part; None for an unknown scale.

    >>> [mixed(t) for t in ("2.1万亿", "1兆2498亿", "20多万", "3亿5000万", "1,300")]
    [2100000000000.0, 1249800000000.0, 200000.0, 350000000.0, 1300.0]
    """
    total = 0.0
    for number, _, scale in _PART.findall(text):
        if scale and scale not in SCALES:
            return None
        total += _exact(number, SCALES.get(scale, 1.0))
    return total


def _exact(number: str, scale: float) -> float:
    """`number × scale` without binary dust: 1.2345 × 10^8 is 123,450,000 and not 123,449,999.99999999."""
    whole, _, decimals = number.replace(",", "").partition(".")
    scaled = int(whole + decimals) * int(scale)
    return scaled / 10 ** len(decimals) if decimals else float(scaled)
