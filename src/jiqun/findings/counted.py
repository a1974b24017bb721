"""Stated counts that a list beside them can be held against: 四家, 12家, 五大, 三种, 四部委."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from jiqun.findings.tables import rows

MOST = 60  # a longer list is nowhere written out
_TENS = re.compile(r"([二三四五六七八九])?十([一二三四五六七八九])?")
_ONES = {char: value for value, char in enumerate("一二三四五六七八九", 1)} | {"两": 2}
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=两|三|四|五)")  # 2018、2019两年
_NOT_BEFORE = "第每近约超逾过前后首头另余数几百千万亿兆十零一二三四五六七八九两点比.-/~～—第∶:"


@dataclass(frozen=True, slots=True)
class Counted:
    """A numeral with its measure word: ``view[start:end]``, worth ``value``; ``form`` is the class of its word."""

    start: int
    end: int
    value: int
    word: str
    form: str


def small_number(text: str) -> int | None:
    """The value of a numeral up to 99, in digits or in Chinese; None for anything else.

    >>> [small_number(t) for t in ("四", "十二", "二十", "两", "12", "三四", "第")]
    [4, 12, 20, 2, 12, None, None]
    """
    if text.isascii() and text.isdigit():
        return int(text)
    if len(text) == 1 and text in _ONES:
        return _ONES[text]
    tens = _TENS.fullmatch(text)
    return None if tens is None else 10 * _ONES.get(tens[1] or "一", 1) + _ONES.get(tens[2] or "", 0)


@cache
def _forms() -> dict[str, str]:
    return {row["word"]: row["class"] for row in rows("list_counts.csv")}


@cache
def _pattern() -> re.Pattern[str]:
    measures = "|".join(sorted(map(re.escape, _forms()), key=len, reverse=True))
    return re.compile(rf"(?P<number>[二三四五六七八九两十]{{1,3}}|\d{{1,2}}) ?(?P<word>{measures})")


def counted(view: str, start: int, end: int) -> Iterator[Counted]:
    """The stated counts of ``view[start:end]`` that are exact: not 第三, 近百家, 三四家, 十余家.

    >>> view = "聚焦六大方向,引进12家单位,第三类、近5家、十余家"
    >>> [(c.value, c.word, c.form) for c in counted(view, 0, len(view))]
    [(6, '大', 'set'), (12, '家', 'unit')]
    """
    for match in _pattern().finditer(view, start, end):
        before = view[max(start, match.start() - 1) : match.start()]
        value = small_number(match["number"])
        if value is None or not 2 <= value <= MOST:
            continue
        if before and (before in _NOT_BEFORE or (before.isdigit() and not _YEAR.match(view, match.start() - 4))):
            continue
        if before.isascii() and before.isalpha() and match["number"].isascii():
            continue  # A12, but not “VC和Quality四者”
        yield Counted(match.start(), match.end(), value, match["word"], _forms()[match["word"]])
