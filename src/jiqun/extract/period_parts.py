"""The pieces of a time: years, parts of a year, decades, centuries and plans, each read at one place."""

from __future__ import annotations

import re
from functools import cache

from jiqun.extract.numbers import chinese
from jiqun.extract.record import record
from jiqun.vocab.fold import fold
from jiqun.vocab.guarded import guarded
from jiqun.vocab.tables import rows

CN = "[零〇○一二三四五六七八九]"
MONTH = "(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九元正])"
DAY = "(?:[12]\\d|3[01]|0?[1-9]|[二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|初?[一二三四五六七八九]|初十)"
DASH = r"\s?(?:-|—{1,2}|–|―|~|〜|∼|至|到|与(?=[^,。;]{2,9}间))\s?"
PLANS = {
    "一五": 1953,
    "二五": 1958,
    "三五": 1966,
    "四五": 1971,
    "五五": 1976,
    "六五": 1981,
    "七五": 1986,
    "八五": 1991,
    "九五": 1996,
    "十五": 2001,
    "十一五": 2006,
    "十二五": 2011,
    "十三五": 2016,
    "十四五": 2021,
    "十五五": 2026,
    "十六五": 2031,
}
_QUARTER = {**dict(zip("一二三四", (1, 2, 3, 4), strict=True)), **dict(zip("1234", (1, 2, 3, 4), strict=True))}


@record
class Part:
    """A part of a year: from one month to another, or one day of a month; ``end`` is where its words end."""

    end: int
    first: int
    last: int
    day: int | None = None

    def iso(self, year: int) -> str:
        """The part in a year: ``2019-03``, ``2019-03-25`` or ``2019-01/2019-06``."""
        if self.first != self.last:
            return f"{year:04d}-{self.first:02d}/{year:04d}-{self.last:02d}"
        return f"{year:04d}-{self.first:02d}" + (f"-{self.day:02d}" if self.day else "")


_PART = guarded(
    rf"""\s?(?:
      (?P<m1>{MONTH})月?(?:份)?{DASH}(?P<m2>{MONTH})月(?:份)?(?!\s?{DAY}[日号])
    | (?:农历)?(?P<month>{MONTH})\s?月(?:份)?
        (?:\s?(?P<day>{DAY})\s?[日号]|(?P<bare>初[一二三四五六七八九十]|[二三]?十[一二三四五六七八九]?(?![一二三四五六七八九十百千万亿家个年余多]))
          |(?:上旬|中旬|下旬|底|初(?![步期级中创心始])|末(?![端尾])|中(?=[,。;、)\s]|$)))?
    | 第?(?P<q1>[一二三四1-4])(?:季度)?{DASH}第?(?P<q2>[一二三四1-4])季度
    | 第?(?P<q>[一二三四1-4])季(?:度(?:末|初|底)?|(?=[,。;的]))
    | (?:前|头)\s?(?P<firstq>[一二两三123])\s?(?:个)?季度
    | (?:前|头)\s?(?P<firstm>1[01]|[1-9]|十一?|[一两二三四五六七八九])\s?(?:个)?月(?!内)
    | (?P<half>[上下])半年
    | [Qq](?P<latin>[1-4])(?!\d) | [Hh](?P<latinhalf>[12])(?!\d)
    )""",
    re.VERBOSE,
)
_YEAR = guarded(
    rf"""(?:公元|西元)?(?:
      (?P<y4>(?:1[0-9]|20)\d\d)\s?(?:年(?!代)度?|财年|会计年度|(?=\s?[QqHh][1-4](?!\d)|(?:[、和及与]\s?(?:19|20)\d\d){{1,3}}\s?年))
    | (?P<spaced>(?:1\s9|2\s0)\s\d\s\d)\s?年(?!代)
    | (?<=[公西]元)(?P<y3>\d{{1,3}})\s?年(?![代来间])
    | (?P<cn3>[一二三四五六七八九]{CN}{{2}})\s?年(?={MONTH}月)
    | (?P<digits>[一二]{CN}{{3}})\s?年度?
    | (?P<words>[一两二]千(?:零?{CN}{{1,2}}|零?十{CN}?|零?{CN}十{CN}?)?|[一二]千{CN}百{CN}?十?{CN}?)\s?年
    | (?P<zero>[0零〇]{CN}|0\d)\s?年(?=\S)
    | (?P<short>[0-4]\d)\s?年(?=\s?{MONTH}月)
    )""".replace("{CN}", CN),
    re.VERBOSE,
)
_LONG_AGO = re.compile(r"的?(?:历史|来|间|以上|左右|前|历程|文化|文明)")


@cache
def _eras() -> tuple[re.Pattern[str], dict[str, int]]:
    first = {fold(row["era"]): int(row["before_first"]) for row in rows("eras.csv")}
    number = r"元|\d{1,3}|[一二三四五六七八九十百零〇]{1,5}"
    return re.compile(rf"(?:中华)?(?P<era>{'|'.join(first)})\s?(?P<count>{number})\s?年度?"), first


_SHORT_ERA = re.compile(r"(\d{2,3})\s?年度?(?!来|间|的历史|以上|前|后|内|期)")


def year_at(view: str, at: int, republic: bool = False) -> tuple[int, int, bool] | None:
    """The year at ``at``: where its words end, the year, and whether it is counted from 1911; None without one.

    ``republic`` says that the text counts in years of the Republic: 102年 is 2013 then.

    >>> year_at("民国101年", 0), year_at("二〇一八年底", 0), year_at("1998元", 0)
    ((6, 2012, True), (5, 2018, False), None)
    """
    found = _YEAR.match(view, at)
    if found is not None:
        value = _year_value(found)
        remote = value is not None and 1000 <= value < 1800 and _LONG_AGO.match(view, found.end())
        return None if value is None or remote else (found.end(), value, False)
    pattern, first = _eras()
    era = pattern.match(view, at) if view[at] in "中民令平昭大明宣光同咸道嘉乾雍康顺崇天万正弘成永洪" else None
    if era is not None:
        count = (
            1 if era["count"] == "元" else chinese(era["count"]) or float(era["count"] if era["count"].isdigit() else 0)
        )
        return (era.end(), first[era["era"]] + int(count), era["era"] == "民国") if count else None
    short = _SHORT_ERA.match(view, at) if republic and view[at].isdigit() else None
    if short is not None and 60 <= int(short[1]) <= 139:
        return short.end(), 1911 + int(short[1]), True
    return None


def _year_value(found: re.Match[str]) -> int | None:
    if found["y4"] or found["y3"]:
        return int(found["y4"] or found["y3"])
    if found["spaced"]:
        return int("".join(found["spaced"].split()))
    short = found["zero"] or found["short"]
    if short:
        digits = chinese(short) if not short[-1].isascii() or not short[0].isascii() else float(short)
        return None if digits is None else 2000 + int(digits)
    if found["cn3"]:
        return int(chinese(found["cn3"]) or 0) or None
    value = chinese(found["digits"] or found["words"])
    return None if value is None or not 1000 <= value < 2100 else int(value)


def part_at(view: str, at: int) -> Part | None:
    """The part of a year at ``at``: months, a day, quarters or a half; None without one.

    >>> part_at("前三季度", 0).iso(2019), part_at("3月25日", 0).iso(2019)
    ('2019-01/2019-09', '2019-03-25')
    """
    found = _PART.match(view, at)
    if found is None:
        return None
    end = found.end()
    if found["m1"]:
        first, last = _month(found["m1"]), _month(found["m2"])
        if first < last:
            return Part(end, first, last)
        named = found.end("m1") + (view[found.end("m1")] == "月")  # 十二月至一月 goes into the next year
        return Part(named, first, first) if view[named - 1] == "月" else None
    if found["month"]:
        day = _day(found["day"] or found["bare"])
        month = _month(found["month"])
        return None if day is not None and not 0 < day <= 31 else Part(end, month, month, day)
    if found["q1"]:
        first, last = _QUARTER[found["q1"]], _QUARTER[found["q2"]]
        return Part(end, 3 * first - 2, 3 * last) if first < last else None
    quarter = found["q"] or found["latin"]
    if quarter:
        return Part(end, 3 * _QUARTER[quarter] - 2, 3 * _QUARTER[quarter])
    if found["firstq"]:
        return Part(end, 1, 3 * (2 if found["firstq"] == "两" else _QUARTER[found["firstq"]]))
    if found["firstm"]:
        return Part(end, 1, _month(found["firstm"].replace("两", "二")))
    upper = found["half"] == "上" or found["latinhalf"] == "1"
    return Part(end, 1, 6) if upper else Part(end, 7, 12)


def day_at(view: str, at: int) -> tuple[int, int] | None:
    """A day without its month (the second one of 3月1日至5日): where it ends and its number."""
    found = re.compile(rf"({DAY})\s?[日号]").match(view, at)
    day = _day(found[1]) if found else None
    return (found.end(), day) if found and day else None


def _month(words: str) -> int:
    return 1 if words in ("元", "正") else int(float(words) if words.isdigit() else chinese(words) or 0)


def _day(words: str | None) -> int | None:
    if words is None:
        return None
    plain = words.removeprefix("初")
    return int(float(plain) if plain.isdigit() else chinese(plain) or 0)


_DECADE = guarded(
    r"""(?P<century>上个?世纪|本世纪|新世纪|(?P<cn>1[5-9]|2[01])世纪|(?P<czh>十[五六七八九]|二十一?)世纪)?
    (?:(?P<d1>[1-9]0(?=\s?[-—–~至到、])|[二三四五六七八九]十?)\s?(?:-|—|–|~|至|到|、)?\s?)?
    (?P<d2>(?:(?:19|20)\d0)|[1-9]0|[一二三四五六七八九]十)年代
    (?P<part>初期|早期|初|中后期|中期|末期|末|后期)?
    | (?P<alone>上个?世纪|本世纪|新世纪|(?:1[5-9]|2[01])世纪|(?:十[五六七八九]|二十一?)世纪)
      (?P<edge>初期|初|末期|末|以来)?(?!中叶|之交)""",
    re.VERBOSE,
)
_SPANS = {
    "初期": (0, 3),
    "早期": (0, 3),
    "初": (0, 3),
    "中期": (4, 6),
    "中后期": (5, 9),
    "末期": (7, 9),
    "末": (7, 9),
    "后期": (6, 9),
}


def decade_at(view: str, at: int) -> tuple[int, str] | None:
    """A decade or a century at ``at``: where its words end and its years; None without one.

    Without a century a decade is of the twentieth, since 20年代 alone is of this one; 初期 is four years.

    >>> decade_at("上世纪八九十年代", 0)
    (8, '1980/1999')
    """
    found = _DECADE.match(view, at)
    if found is None:
        return None
    if found["alone"]:
        return _century(found)
    last = found["d2"]
    if len(last) == 4 and last.isdigit():
        first = last_year = int(last)
    else:
        tens = _tens(last)
        start = (_century_of(found["century"], found["cn"] or found["czh"], tens) - 1) * 100
        last_year = start + tens
        first = start + _tens(found["d1"]) if found["d1"] else last_year
        if found["d1"] and not first < last_year:
            return None
    low, high = _SPANS.get(found["part"] or "", (0, 9))
    return found.end(), f"{first + low}/{last_year + high}"


def _tens(words: str) -> int:
    value = int(words) if words.isdigit() else int(chinese(words) or 0)
    return value * 10 if value < 10 else value


def _century_of(word: str | None, number: str | None, tens: int) -> int:
    if number:
        return int(number) if number.isdigit() else int(chinese(number) or 20)
    if word in ("本世纪", "新世纪") or (word is None and tens < 30):
        return 21
    return 20


def _century(found: re.Match[str]) -> tuple[int, str]:
    word, edge = found["alone"], found["edge"] or ""
    number = word.removesuffix("世纪")
    given = number if number not in ("上", "上个", "本", "新") else None
    first = (_century_of(word, given, 50) - 1) * 100 + 1
    if edge == "以来":
        return found.end(), f"{first}/.."
    if edge:
        low, high = (0, 9) if edge.startswith("初") else (90, 99)
        return found.end(), f"{first + low}/{first + high}"
    return found.end(), f"{first}/{first + 99}"


_PLAN = re.compile(
    rf"“?(?P<plan>{'|'.join(sorted(PLANS, key=len, reverse=True))})(?P<close>”?)"
    r"(?P<word>规划(?:期间|时期|期末|期)|期间|时期|以来|期末|末期|末|初期|收官之年|收官|开局之年|开局|计划时期|计划期间)?"
)
_TITLE = re.compile(r"”?[^,。;“”]{0,14}(?:规划|计划|纲要|方案)|[规计纲国]")


def plan_at(view: str, at: int) -> tuple[int, str] | None:
    """A plan period at ``at`` (“十四五”期间): where its words end and its years; None in the name of a plan.

    >>> plan_at("十四五末", 0), plan_at("十三五规划", 0)
    ((4, '2025'), None)
    """
    found = _PLAN.match(view, at)
    if found is None:
        return None
    name, word = found["plan"], found["word"] or ""
    first = PLANS[name]
    if not word:
        bare = (found["close"] == "”") == (view[at] == "“") and (len(name) == 3 or found["close"])
        counted = view[found.end() : found.end() + 1] in ("家", "个", "名", "位", "岁", "年", "级", "届")
        opened = view.rfind("《", max(0, at - 40), at) > view.rfind("》", max(0, at - 40), at)
        if not bare or counted or opened or _TITLE.match(view, found.end()):
            return None
    if word == "以来":
        return found.end(), f"{first}/.."
    if word in ("末", "期末", "末期", "规划期末", "收官之年", "收官"):
        return found.end(), f"{first + 4}"
    if word in ("开局之年", "开局"):
        return found.end(), f"{first}"
    return found.end(), f"{first}/{first + 4}"
