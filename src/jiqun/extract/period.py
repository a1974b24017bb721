"""Periods: the dates, years, spans, plan periods and words for *now* that a text names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jiqun.extract.numbers import chinese
from jiqun.vocab.fold import fold

_N = "[零〇一二三四五六七八九十]"
_PLANS = {"九五": 1996, "十五": 2001, "十一五": 2006, "十二五": 2011, "十三五": 2016, "十四五": 2021, "十五五": 2026}
_ERAS = {"民国": 1911, "令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867}
_QUARTERS = {
    "一": (1, 3),
    "二": (4, 6),
    "三": (7, 9),
    "四": (10, 12),
    "1": (1, 3),
    "2": (4, 6),
    "3": (7, 9),
    "4": (10, 12),
}


@dataclass(frozen=True, slots=True)
class Period:
    """A time named in a text. ``iso`` is ``2018``, ``2018-03``, ``2018-03-25``, ``2018/2020``, ``2017/..`` or None.

    None is a time that the text alone does not date: 目前, 每年, or 去年 when the document's date is unknown.
    ``kind`` is ``date``, ``as_of``, ``since``, ``span``, ``decade``, ``plan``, ``relative``, ``now`` or ``recurrent``.
    """

    start: int
    end: int
    text: str
    iso: str | None
    kind: str = "date"


_YEAR = (
    r"(?P<year>(?:19|20)\d\d)\s?年度?|(?P<era>民国|令和|平成|昭和|大正|明治)(?P<eyear>\d{1,3}|元|[一二三四五六七八九十百零〇]+)年"
    r"|(?P<zyear>[一二][九〇零][零〇一二三四五六七八九]{2})年"
)
_PERIOD = re.compile(
    rf"""
    (?P<asof>截至|截止到?)?
    (?:
      (?P<y1>(?:19|20)\d\d)\s?年?\s?(?:-|—|–|―|~|～|至|到)+\s?(?P<y2>(?:19|20)\d\d)\s?(?:年|(?=期间|间))
    | (?P<ymd>(?P<yy>(?:19|20)\d\d)[-./](?P<mm>0?[1-9]|1[0-2])(?:[-./](?P<dd>0?[1-9]|[12]\d|3[01]))?(?![\d.%万亿]))
    | (?:{_YEAR})
      (?:
        \s?(?P<m1>\d{{1,2}})\s?月?\s?(?:-|—|–|~|～|至|到)+\s?(?P<m2>\d{{1,2}})\s?月(?:份)?
      | \s?(?P<month>1[0-2]|0?[1-9])\s?月(?:份)?(?:\s?(?P<day>[12]\d|3[01]|0?[1-9])\s?[日号])?
        (?P<mend>底|初|末|中旬|上旬|下旬)?
      | (?P<quarter>第?[一二三四1-4]季度)
      | (?P<q13>前三季度|前3季度)
      | (?P<half>上半年|下半年)
      )?
      (?P<tail>年初|年底|年末|初|底|末|中期)?(?P<since>以来|至今|起(?!步|源|来|到|初|草|诉|重)|后)?
    | (?P<century>上世纪|本世纪|(?P<cn>1[89]|2[01])世纪|(?P<czh>十九|二十|二十一)世纪)?
        (?P<decade>[1-9]0|[二三四五六七八九]十)年代(?P<part>初期|初|中期|中后期|末期|末|后期)?
    | “?(?P<plan>{"|".join(sorted(_PLANS, key=len, reverse=True))})”?(?:规划)?
        (?P<planword>期间|时期|以来|末期?|初期|收官)
    | (?P<rel>今年|本年度?|去年|上年(?!同|度?末)|上年度|前年|上个?月|本月|当月|明年)
        (?P<relpart>上半年|下半年|前三季度|第?[一二三四1-4]季度|1[0-2]月|[1-9]月(?:\d{{1,2}}日)?
        |底|末|初|同期)?
    )
  | (?P<same>同年|该年|当年(?!的))(?P<smonth>1[0-2]月|[1-9]月)?
  | (?P<bare>(?<![\d年.])(?:1[0-2]|[1-9])月(?:(?:[12]\d|3[01]|[1-9])[日号]|底|初|末|份)?(?!球|光|亮|饼)
        |上半年|下半年|前三季度|第?[一二三四]季度)
  | (?P<now>截至目前|截止目前|到目前为止|目前|当前|如今|现今|现阶段|时下|最新数据(?:显示)?
        |现(?=已|有|拥有|集聚|聚集|共|存|汇|辖|设))
  | (?P<recurrent>连续多年|(?<![\d十百千余几])多年来?|常年|历年|每年|年均|近年来?|近些年)
    """,
    re.VERBOSE,
)


def periods(text: str, lang: str = "zh", date: str | None = None) -> list[Period]:
    """Every time named in ``text``, left to right; relative ones are dated by ``date`` (ISO), else ``iso`` is None.

    >>> [(p.text, p.iso) for p in periods("截至2019年1月,上世纪50年代,2017年以来,目前")]
    [('截至2019年1月', '2019-01'), ('上世纪50年代', '1950/1959'), ('2017年以来', '2017/..'), ('目前', None)]
    >>> [p.iso for p in periods("去年前三季度", date="2020-03-01")]
    ['2019-01/2019-09']
    """
    return scan(text, fold(text), date)


def scan(text: str, view: str, date: str | None = None) -> list[Period]:
    """`periods` for a text whose folded view is at hand."""
    found: list[Period] = []
    year: str | None = None
    for match in _PERIOD.finditer(view):
        iso, kind = _read(match, date, year)
        found.append(Period(match.start(), match.end(), text[match.start() : match.end()], iso, kind))
        if iso and kind != "relative":
            year = iso[:4]
    return found


def _read(m: re.Match[str], date: str | None, last_year: str | None) -> tuple[str | None, str]:
    if m["now"]:
        return None, "now"
    if m["recurrent"]:
        return None, "recurrent"
    if m["same"]:
        return (_with_part(last_year, m["smonth"]) if last_year else None), "date"
    if m["bare"]:
        near = last_year or (date[:4] if date else None)
        return (_with_part(near, m["bare"]) if near else None), "relative"
    if m["rel"]:
        return _relative(m["rel"], m["relpart"], date), "relative"
    if m["y1"]:
        return f"{m['y1']}/{m['y2']}", "span"
    if m["ymd"]:
        day = f"-{int(m['dd']):02d}" if m["dd"] else ""
        return f"{m['yy']}-{int(m['mm']):02d}{day}", "as_of" if m["asof"] else "date"
    if m["decade"]:
        return _decade(m), "decade"
    if m["plan"]:
        first = _PLANS[m["plan"]]
        return (f"{first}/.." if m["planword"] == "以来" else f"{first}/{first + 4}"), "plan"
    return _dated(m)


def _dated(m: re.Match[str]) -> tuple[str | None, str]:
    """A year with an optional month, quarter or half, and its tail."""
    year = _year(m)
    if year is None:
        return None, "date"
    if m["m1"]:
        return f"{year}-{int(m['m1']):02d}/{year}-{int(m['m2']):02d}", "span"
    if m["month"]:
        iso = f"{year}-{int(m['month']):02d}" + (f"-{int(m['day']):02d}" if m["day"] else "")
    elif m["quarter"] or m["q13"] or m["half"]:
        iso = _with_part(year, m["quarter"] or m["q13"] or m["half"])
    else:
        iso = year
    if m["since"] in ("以来", "至今", "起"):
        return f"{iso.split('/')[0]}/..", "since"
    return iso, "as_of" if m["asof"] in ("截至", "截止", "截止到") else "date"


def _year(m: re.Match[str]) -> str | None:
    if m["year"]:
        return m["year"]
    if m["era"]:
        count = 1 if m["eyear"] == "元" else int(m["eyear"]) if m["eyear"].isdigit() else chinese(m["eyear"])
        return None if count is None else str(int(_ERAS[m["era"]] + count))
    value = chinese(m["zyear"])
    return None if value is None else str(int(value))


def _decade(m: re.Match[str]) -> str:
    """Decades; without a century the twentieth, since 20年代 alone is of this one. 初期: four years."""
    digits = m["decade"]
    tens = int(digits) if digits.isdigit() else int(chinese(digits) or 0)
    century = int(m["cn"]) if m["cn"] else {"十九": 19, "二十": 20, "二十一": 21}.get(m["czh"] or "", 20)
    if m["century"] == "本世纪" or (m["century"] is None and tens < 30):
        century = 21
    first = (century - 1) * 100 + tens
    low, high = {
        "初期": (0, 3),
        "初": (0, 3),
        "中期": (4, 6),
        "中后期": (5, 9),
        "末期": (7, 9),
        "末": (7, 9),
        "后期": (6, 9),
    }.get(m["part"] or "", (0, 9))
    return f"{first + low}/{first + high}"


def _relative(word: str, part: str | None, date: str | None) -> str | None:
    if date is None:
        return None
    year, month = int(date[:4]), int(date[5:7]) if len(date) >= 7 else None
    if word in ("上月", "上个月", "本月", "当月"):
        if month is None:
            return None
        back = year * 12 + month - 1 - (1 if word.startswith("上") else 0)
        return f"{back // 12}-{back % 12 + 1:02d}"
    shift = {"今年": 0, "本年": 0, "本年度": 0, "去年": -1, "上年": -1, "上年度": -1, "前年": -2, "明年": 1}[word]
    return _with_part(str(year + shift), None if part in ("同期", "底", "末", "初") else part)


def _with_part(year: str, part: str | None) -> str:
    """A year narrowed to a month, quarter or half of it."""
    if part is None:
        return year
    if part == "上半年":
        return f"{year}-01/{year}-06"
    if part == "下半年":
        return f"{year}-07/{year}-12"
    if part in ("前三季度", "前3季度"):
        return f"{year}-01/{year}-09"
    if part.endswith("季度"):
        first, last = _QUARTERS[part.removesuffix("季度").removeprefix("第")]
        return f"{year}-{first:02d}/{year}-{last:02d}"
    numbers = re.findall(r"\d+", part)
    return f"{year}-{int(numbers[0]):02d}" + (f"-{int(numbers[1]):02d}" if len(numbers) > 1 else "")
