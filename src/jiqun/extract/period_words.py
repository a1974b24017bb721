"""Words for a time that the document's date or the time before them dates: 去年, 上月, 同年, 近三年, 目前."""

from __future__ import annotations

import re
from datetime import date as Date
from datetime import timedelta

from jiqun.extract.numbers import chinese
from jiqun.extract.period_parts import Part, part_at

_COUNT = r"(?:\d{1,2}|[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])"
_YEARS = {
    "大前年": -3,
    "前年": -2,
    "去年": -1,
    "上年": -1,
    "上一年": -1,
    "上年度": -1,
    "上一年度": -1,
    "今年": 0,
    "本年": 0,
    "本年度": 0,
    "今年度": 0,
    "这一年": 0,
    "明年": 1,
    "来年": 1,
    "下年": 1,
    "下年度": 1,
    "下一年度": 1,
    "后年": 2,
}
YEAR_WORD = re.compile(
    r"(?P<year>大前年|前年|去年|上一?年度|上一?年(?!级|龄|轻|代|来)|今年度?|本年度|本年(?!产)|这一年|明年|来年|下一?年度|下年|后年(?![度产均营收销处加可新]))"
    r"(?P<edge>年?[底末初中尾](?![步期级创心国])|同期|同月|以来|全年|[春夏秋冬][季天]?(?=[,。,;]|$))?"
)
_MONTH_WORD = re.compile(
    r"(?P<back>上上个?|上个?|上一个|下个?|下下个?|本|当|这个?|今个)月(?!饼|亮|光|球|台)(?P<edge>底|末|初|中旬|上旬|下旬|同期|以来)?"
    r"(?P<day>(?:[12]\d|3[01]|0?[1-9]|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])[日号])?"
)
_QUARTER_WORD = re.compile(r"(?P<back>上一?个?|下一?个?|本|当|这个?)季度(?:末|初)?")
_WEEK_WORD = re.compile(
    r"(?P<back>上上个?|上个?|下下个?|下个?|本|这个?|今个?)(?:周|星期|礼拜)(?P<day>[一二三四五六日天]|末)?(?![边围年期岁报])"
)
_DAY_WORD = re.compile(r"大前天|大后天|前[天日](?!性)|昨[天日]|今[天日]|明[天日](?!之星)|后[天日]")
_DAYS = {"大前": -3, "前": -2, "昨": -1, "今": 0, "明": 1, "后": 2, "大后": 3}
_LAST = re.compile(
    rf"(?:近|最近|过去|以往|此前|上|前(?!\S{{1,2}}个?月))(?:的)?\s?(?P<n>{_COUNT})\s?(?P<unit>年|个?月|周|个?星期|天)(?!多|余|级|度|[底末初产均报]|前|内|后|间隔)(?:多?来|间|里|以来|时间)?"
)
_NEXT = re.compile(
    rf"(?:未来|今后|此后|往后|接下来|后|下)(?:的)?\s?(?P<n>{_COUNT})(?!\d)(?:(?:到|至|-)(?P<m>{_COUNT}))?\s?(?P<unit>年|个?月|周|个?星期|天)(?!级|度|[底末初产均报]|前|后)(?:间|内|里|时间)?"
)
_SINCE = re.compile(rf"(?P<n>{_COUNT})(?P<unit>年)(?:以来|来(?!自|源|看|临|说|到)|间(?!隔|距))")
_AGO = re.compile(rf"(?P<n>{_COUNT})年[之以]?(?P<side>[前后])(?![后沿瞻景来续])")
_BEFORE_COUNT = "0123456789第十百千万亿近多几数余每上下前后"
_SAME = re.compile(
    r"(?:同年|该年|当年(?!的)|同一年)|(?P<next>次年|翌年|隔年)|(?P<month>同月|当月)|(?P<same>(?<![年月度上去])同期(?=[,。;、]))"
)
_OPEN = re.compile(
    r"改革开放(?:\d+多?年)?以来|(?:新中国成立|建国)(?:\d+多?年)?以来|(?:党的)?(?P<c>十[八九]|二十)大以来"
)
_BARE = re.compile(
    r"(?P<edge>年[底末](?!考)|年内|年初(?!步)|岁末)|(?P<part>上半年|下半年)|(?P<other>今明两年|近期|近日|日前)"
)
_NOW = re.compile(
    r"截[至止]目前|到目前为止|迄今为止|截至发稿|目前(?!为止)|当前|如今|现今|现阶段|时下|眼下|现在|此刻|此时(?!期)|最新数据(?:显示)?|当下"
    r"|现(?=已|有|拥有|集聚|聚集|共|存|汇|辖|设)"
)
_RECURRENT = re.compile(
    r"连续(?:多|数|几|\d+|[一二两三四五六七八九十]+)个?(?:年|月|季度)|(?<![\d十百千余几])多年来?|常年|历年|每年|每月|每季度?|逐年"
    r"|年均(?!线)|近年来?|近些年来?|近[几多数]年来?|这些年来?|往年|月均|日均"
)
_CONGRESS = {"十八": 2012, "十九": 2017, "二十": 2022}


def fixed_at(view: str, at: int) -> tuple[int, str | None, str] | None:
    """Words that need no date: 目前, 每年, 改革开放以来: where they end, their years and their kind."""
    for pattern, kind in ((_NOW, "now"), (_RECURRENT, "recurrent")):
        found = pattern.match(view, at)
        if found:
            return found.end(), None, kind
    opened = _OPEN.match(view, at)
    if opened:
        return opened.end(), (f"{_CONGRESS[opened['c']]}/.." if opened["c"] else None), "since"
    return None


def relative_at(view: str, at: int, date: str | None) -> tuple[int, str | None, str] | None:
    """A time told from the document's date (去年, 上月, 近三年): its end, its dates where that is known, its kind."""
    word = YEAR_WORD.match(view, at)
    if word:
        return _year_word(view, word, date)
    for pattern, reader in ((_MONTH_WORD, _month_word), (_QUARTER_WORD, _quarter_word), (_WEEK_WORD, _week_word)):
        found = pattern.match(view, at)
        if found:
            return found.end(), reader(found, date), "relative"
    day = _DAY_WORD.match(view, at)
    if day:
        today = _full(date)
        moved = today + timedelta(days=_DAYS[day.group()[:-1]]) if today else None
        return day.end(), moved.isoformat() if moved else None, "relative"
    return _stretch(view, at, date)


def _year_word(view: str, word: re.Match[str], date: str | None) -> tuple[int, str | None, str]:
    year = int(date[:4]) + _YEARS[word["year"]] if date else None
    edge = word["edge"] or ""
    if edge == "以来" and word["year"] not in ("今年", "本年"):  # 今年以来 is this year so far
        return word.end(), f"{year}/.." if year else None, "relative"
    part = None if edge else part_at(view, word.end())
    if part is None:
        return word.end(), str(year) if year else None, "relative"
    return part.end, part.iso(year) if year else None, "relative"


def _steps(back: str) -> int:
    """上 is one back, 上上 two, 下 one on, 本 and 当 none."""
    return back.count("下") - back.count("上")


def _month_word(found: re.Match[str], date: str | None) -> str | None:
    if date is None or len(date) < 7:
        return None
    months = int(date[:4]) * 12 + int(date[5:7]) - 1 + _steps(found["back"])
    digits = (found["day"] or "")[:-1]
    day = int(digits) if digits.isdigit() else int(chinese(digits) or 0) if digits else 0
    iso = f"{months // 12}-{months % 12 + 1:02d}" + (f"-{day:02d}" if 0 < day <= 31 else "")
    return f"{iso}/.." if found["edge"] == "以来" else iso


def _quarter_word(found: re.Match[str], date: str | None) -> str | None:
    if date is None or len(date) < 7:
        return None
    quarters = int(date[:4]) * 4 + (int(date[5:7]) - 1) // 3 + _steps(found["back"])
    first = quarters % 4 * 3 + 1
    return Part(0, first, first + 2).iso(quarters // 4)


def _week_word(found: re.Match[str], date: str | None) -> str | None:
    today = _full(date)
    if today is None:
        return None
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=_steps(found["back"]))
    if found["day"] == "末":
        return f"{(monday + timedelta(days=5)).isoformat()}/{(monday + timedelta(days=6)).isoformat()}"
    if found["day"]:
        return (monday + timedelta(days=min("一二三四五六日天".index(found["day"]), 6))).isoformat()
    return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"


def _full(date: str | None) -> Date | None:
    return Date.fromisoformat(date[:10]) if date and len(date) >= 10 else None


def _stretch(view: str, at: int, date: str | None) -> tuple[int, str | None, str] | None:
    """近三年, 未来五年, 五年来: from the date's year so many back or on; long ones (30年来) only name an age."""
    last, coming = _LAST.match(view, at), _NEXT.match(view, at)
    found = last or coming or _SINCE.match(view, at)
    if found is None and (ago := _AGO.match(view, at)) and not (at and view[at - 1] in _BEFORE_COUNT):
        year = int(date[:4]) + (1 if ago["side"] == "后" else -1) * _count(ago["n"]) if date else None
        return ago.end(), str(year) if year else None, "relative"
    if found is None or (at and view[at - 1] in "最之以提目先上下向落随然前面" and view[at] in "前后上下"):
        return None
    if view[at] in "近上前后下" and view[at - 1 : at] in ("将", "接", "历", "经", "约", "过", "了", "附", "靠"):
        return None
    if found.re is _SINCE and at and view[at - 1] in _BEFORE_COUNT:
        return None
    count = _count(found["n"])
    on = _count(found["m"]) if coming and found is coming and found["m"] else count
    kind = "relative" if count <= 10 else "recurrent"
    if date is None or found["unit"] in ("周", "星期", "个星期", "天"):
        return found.end(), None, kind
    if found["unit"] == "年":
        return found.end(), _whole_years(date, count, on if found is coming else 0), kind
    if len(date) < 7:
        return found.end(), None, kind
    now = int(date[:4]) * 12 + int(date[5:7]) - 1
    ends = (now, now + on) if found is coming else (now - count, now)
    return found.end(), "/".join(f"{month // 12}-{month % 12 + 1:02d}" for month in ends), kind


def _whole_years(date: str, count: int, on: int) -> str:
    """Whole years back or on: early in a year the last full one is the year before, later it is the year itself."""
    year, late = int(date[:4]), len(date) >= 7 and int(date[5:7]) > 6
    first, last = (year + late, year + on - 1 + late) if on else (year - count + late, year - 1 + late)
    return f"{first}/{last}" if first < last else f"{first}"


def _count(words: str) -> int:
    return int(words) if words.isdigit() else int(chinese(words) or 0)


_WHOLE = re.compile(r"全年(?!度?的?(?:目标|任务|计划|工作|无休|候|龄)|级)")


def whole_at(view: str, at: int, year: str | None) -> tuple[int, str | None, str] | None:
    """全年: the year that the sentence names or the report is about; without one it is a time that nothing dates."""
    found = _WHOLE.match(view, at)
    return (found.end(), year, "relative") if found else None


def bound_at(view: str, at: int, last: str | None) -> tuple[int, str | None, str] | None:
    """同年, 次年, 同期: dated by the time named before."""
    found = _SAME.match(view, at)
    if found is None:
        return None
    if found["same"]:
        return found.end(), last, "date"
    if found["month"]:
        return found.end(), last[:7] if last and len(last) >= 7 and last[4] == "-" else None, "date"
    year = int(last[:4]) + (1 if found["next"] else 0) if last else None
    part = part_at(view, found.end())
    if part is None:
        edge = 1 if view[found.end() : found.end() + 1] in ("底", "末") else 0
        return found.end() + edge, str(year) if year else None, "date"
    return part.end, part.iso(year) if year else None, "date"


_DAY = re.compile(r"(?P<day>[12]\d|3[01]|0?[1-9])日(?![内以元本均产处常照报用游间后前元圆语系式])")


def bare_day(view: str, at: int, last: str | None, date: str | None) -> tuple[int, str | None, str] | None:
    """A day alone (25日): in the month named before, else in the document's month."""
    found = _DAY.match(view, at)
    if found is None or (at and view[at - 1] in "0123456789月近每第.-~—至到满"):
        return None
    month = (
        last[:7] if last and len(last) in (7, 10) and "/" not in last else date[:7] if date and len(date) >= 7 else None
    )
    return found.end(), f"{month}-{int(found['day']):02d}" if month else None, "relative"


def bare_at(view: str, at: int, near: str | None, within: str | None = None) -> tuple[int, str | None, str] | None:
    """A part of a year without its year (一季度, 3月25日, 年底): in the year ``near``; 年末 only in ``within``."""
    if at and view[at - 1] in "0123456789一二三四五六七八九十两几多个近年半.第-":
        return None
    word = _BARE.match(view, at)
    if word:
        if word["other"]:
            return word.end(), None, "recurrent"
        part = part_at(view, at) if word["part"] else None
        if part is None and word["edge"] in ("年末", "年初", "岁末"):
            return word.end(), within, "relative"  # of the year that is told, which need not be the document's own
        return word.end(), (part.iso(int(near)) if part else near) if near else None, "relative"
    part = part_at(view, at)
    if (
        part is None
        or view[at] in "QqHh元正 "
        or view[part.end : part.end + 1] in ("球", "光", "亮", "饼", "票", "大", "度", "内", "薪")
    ):
        return None
    return part.end, part.iso(int(near)) if near else None, "relative"
