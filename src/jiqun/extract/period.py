"""Periods: the dates, years, spans, plan periods and words for *now* that a text names."""

from __future__ import annotations

import re

from jiqun.extract import period_words as words
from jiqun.extract.period_lists import in_a_row
from jiqun.extract.period_parts import DASH, day_at, decade_at, part_at, plan_at, year_at
from jiqun.extract.record import record
from jiqun.vocab.fold import fold


@record
class Period:
    """A time named in a text. ``iso`` is ``2018``, ``2018-03``, ``2018-03-25``, ``2018/2020``, ``2017/..`` or None.

    None is a time that the text alone does not date: 目前, 每年, or 去年 when the document's date is unknown.
    ``kind`` is ``date``, ``as_of``, ``since``, ``span``, ``decade``, ``plan``, ``relative``, ``now`` or ``recurrent``;
    ``base`` is the time that a growth is measured against (比上年).
    """

    start: int
    end: int
    text: str
    iso: str | None
    kind: str = "date"


@record
class _Found:
    end: int
    iso: str | None
    kind: str


_START = re.compile(
    "[0-9一二三四五六七八九两十零〇“年去今上下本同该当次翌隔前后近最过以未此往接大明来中民令平昭宣光咸道嘉乾雍康顺崇天万正弘成永洪公西改新建党截到迄目如现时眼连多常历每逐头这日月岁昨全FfQ]"
)
_NUMERALS = frozenset("0123456789零〇○一二三四五六七八九十两")
_TIMELY = re.compile(
    r"[0-9零〇○一二三四五六七八九十两千百]{1,9}\s?(?:[年月季世日号大财会QqHh]|[-—–―~〜∼至到、和与/.])|[一二三四五六七八九十]{2,3}(?<=五)"
    r"|[12](?:\s\d){3}\s?年"
)
_DATED = _NUMERALS | frozenset("FQ公西中民令平昭大明宣光同咸道嘉乾雍康顺崇天万正弘成永洪")
_DECADES = frozenset("上本新十一二三四五六七八九123456789")
_PLANNED = frozenset("“一二三四五六七八九十")
_FIXED = frozenset("截到迄目当如现时眼此最连多常历每逐年近这往月日改新建党十")
_BOUND = frozenset("同该当次翌隔")
_RELATIVE = frozenset("大前去上今本这明来下后近最过以此未往接昨当0123456789一二三四五六七八九十两")
_BARE = frozenset("上下年岁今近日前头第一二三四五六七八九十0123456789")
_AS_OF = re.compile(r"截至|截止到?")
_SPAN_OF_YEARS = re.compile(
    rf"(?<![\d.\-/])(?P<y1>(?:1[89]|20)\d\d)\s?年?(?:{DASH})+(?P<y2>(?:1[89]|20)\d\d)(?:\s?(?:年度?|(?=期间|间|财年))|(?![\d.\-/%‰万亿千百家个人名项件元吨号]))"
)
_FISCAL = re.compile(
    r"(?<![\d.\-/])(?P<y1>(?:19|20)\d\d)[/-](?P<y2>(?:19|20)?\d\d)(?:\s?(?:财政?年度?|会计年度|年度|学年|年))"
)
_LATIN_FISCAL = re.compile(r"FY\s?'?(?P<year>(?:20)?\d\d)(?!\d)|Q(?P<q>[1-4])\s(?P<qy>20\d\d)(?!\d)")
_ISO = re.compile(
    r"(?<![\d\-/.])(?P<y>(?:1[789]|20)\d\d)(?:(?P<s>[-/.])(?P<m>0?[1-9]|1[0-2])(?:(?P=s)(?P<d>0?[1-9]|[12]\d|3[01]))?)(?![\d\-/]|\.\d|\s?[%‰万亿元家个人吨])"
)
_DAY_FIRST = re.compile(
    r"(?<![\d\-/.])(?P<a>0?[1-9]|[12]\d|3[01])(?P<s>[-/.])(?P<b>0?[1-9]|[12]\d|3[01])(?P=s)(?P<y>(?:19|20)\d\d)(?![\d\-/])"
)
_TAIL = re.compile(
    r"(?:年[初底末中尾](?!考)|[初](?![步期级中创心始])|底(?![部层盘线])|末(?![端尾])|中期|中(?=[,。;)]|$)|上旬|中旬|下旬|[春夏秋冬](?:[季天]|(?=[,。]|$))|全年)?"
    r"(?P<since>以来|来(?![自源看到临说了])|至今|迄今|起(?![步源来到初草诉重点飞])|开始(?!的)|后(?![来续期勤发备端台方疫]))?"
)
_PAST_YEAR = ("一年来", "过去一年", "过去的一年")
_BASE = re.compile(r"(?:比|较|与|跟|和|对比|相比|超过|(?:是|为|相当于))\s?$")
_DASH = re.compile(DASH)
_END_OF_SPAN = re.compile(r"(?:之间|间|期间)?")
_SENTENCE = re.compile(r"[。!?;\n]")


def periods(text: str, lang: str = "zh", date: str | None = None) -> list[Period]:
    """Every time named in ``text``, left to right; relative ones are dated by ``date`` (ISO), else ``iso`` is None.

    A time after 比 or 较 (比上年增长) has the kind ``base``: it is what a growth starts from.

    >>> [(p.text, p.iso) for p in periods("截至2019年1月,上世纪50年代,2017年以来,目前")]
    [('截至2019年1月', '2019-01'), ('上世纪50年代', '1950/1959'), ('2017年以来', '2017/..'), ('目前', None)]
    >>> [p.iso for p in periods("去年前三季度", date="2020-03-01")]
    ['2019-01/2019-09']
    """
    return _scan(text, fold(text), date)


def scan(text: str, view: str, date: str | None = None, told: str | None = None) -> list[Period]:
    """The periods that can date a figure, for a text whose folded view is at hand: all but the bases of growth.

    ``told`` is the year that a report tells about: what 全年 and 年末 mean in it.
    """
    return [period for period in _scan(text, view, date, told) if period.kind != "base"]


class _Memory:
    """What the text has dated so far: the last time, where it ended, and whether years count from 1911.

    ``told`` is the year that the whole text is about, where it is a report of one.
    """

    def __init__(self, view: str, date: str | None, told: str | None) -> None:
        self._view, self.date, self.told = view, date, told
        self.last: str | None = None
        self.end = 0
        self.republic = False
        self.said: tuple[str | None, int] = (None, 0)
        self._mark = -1

    def within(self, at: int) -> str | None:
        """The last year that the sentence at ``at`` names."""
        return self.last[:4] if self.last and not self._ended(at) else None

    def recent(self, at: int) -> str | None:
        """The last year that the sentence at ``at`` speaks of, by its number or as 今年."""
        year, end = self.said
        return year if year and not _SENTENCE.search(self._view, end, at) else None

    def near(self, at: int) -> str | None:
        """The year of a time without one: the last year of the sentence, else the document's, else the last one."""
        if self.last and not (self.date and self._ended(at)):
            return self.last[:4]
        return self.date[:4] if self.date else self.last[:4] if self.last else None

    def _ended(self, at: int) -> bool:
        """Whether a sentence ends between the last time and ``at``; a mark once found is kept until it is passed."""
        if self._mark < self.end:
            found = _SENTENCE.search(self._view, self.end)
            self._mark = found.start() if found else len(self._view)
        return self._mark < at


def _scan(text: str, view: str, date: str | None, told: str | None = None) -> list[Period]:
    found: list[Period] = []
    memory = _Memory(view, date, told)
    at = 0
    while start := _START.search(view, at):
        first = start.start()
        made = _at(view, first, memory)
        if made is None:
            at = first + 1
            if view[first].isdigit():
                while at < len(view) and view[at].isdigit():
                    at += 1
            continue
        based = made.kind == "relative" and made.end - first < 8 and _BASE.search(view, max(0, first - 3), first)
        kind = "base" if based and _is_year_back(view, first) else made.kind
        found.append(Period(first, made.end, text[first : made.end], made.iso, kind))
        if made.iso and kind != "base":
            memory.said = (made.iso[:4], made.end)
        if made.iso and made.kind not in ("relative", "recurrent"):
            memory.last, memory.end = made.iso, made.end
        at = made.end
    return found


def _is_year_back(view: str, at: int) -> bool:
    return view.startswith(("上", "去", "前", "年初", "年末", "年底"), at)


def _at(view: str, at: int, memory: _Memory) -> _Found | None:
    """The time whose words begin at ``at``, or None."""
    char = view[at]
    if char == "截":
        as_of = _AS_OF.match(view, at)
        if as_of and as_of.end() < len(view) and (made := _dated(view, as_of.end(), memory)):
            return _Found(made.end, made.iso, "as_of" if made.kind == "date" else made.kind)
        if as_of and (told := words.relative_at(view, as_of.end(), memory.date)):
            return _Found(*told)
        if as_of and (told := words.bare_at(view, as_of.end(), memory.near(at))):
            return _Found(told[0], told[1], "as_of")
        fixed = words.fixed_at(view, at)
        return _Found(*fixed) if fixed else None
    if char in _NUMERALS and not _TIMELY.match(view, at):
        return None
    made = _dated(view, at, memory) if char in _DATED else None
    if made is not None:
        return made
    return _period(view, at, char) or _told(view, at, char, memory)


def _period(view: str, at: int, char: str) -> _Found | None:
    """A decade, a century or a plan period."""
    decade = decade_at(view, at) if char in _DECADES else None
    if decade and not (char.isdigit() and view[at - 1 : at].isdigit()):
        return _Found(*decade, "since" if decade[1].endswith("..") else "decade")
    plan = plan_at(view, at) if char in _PLANNED else None
    return _Found(*plan, "plan") if plan and view[at - 1 : at] not in ("第", "百", "二", "三") else None


def _told(view: str, at: int, char: str, memory: _Memory) -> _Found | None:
    """A time told by words alone, or a part of a year without the year."""
    if char == "全":
        whole = words.whole_at(view, at, memory.recent(at) or memory.told)
        return _Found(*whole) if whole else None
    told = words.fixed_at(view, at) if char in _FIXED else None
    if told is None and char in _BOUND:
        told = words.bound_at(view, at, memory.last)
    if told is None and char in _RELATIVE:
        told = words.relative_at(view, at, memory.date)
        if told and memory.told and view.startswith(_PAST_YEAR, at):
            told = told[0], memory.told, told[2]  # what a report on 2022 calls 一年来
    if told is not None:
        return _Found(*told)
    bare = words.bare_at(view, at, memory.near(at), memory.within(at) or memory.told) if char in _BARE else None
    if bare is None and char.isdigit():
        bare = words.bare_day(view, at, memory.last, memory.date)
    return _spanned(view, _Found(*bare), memory) if bare else None


def _dated(view: str, at: int, memory: _Memory) -> _Found | None:
    """A date that says its year."""
    if view[at] in "FQ":
        return _fiscal_year(view, at)
    if view[at].isdigit():
        if view[at - 1 : at].isdigit():
            return None
        numeric = _numeric(view, at)
        if numeric:
            return _spanned(view, numeric, memory)
    found = year_at(view, at, memory.republic)
    if found is None:
        return None
    end, year, memory.republic = found[0], found[1], memory.republic or found[2]
    part = part_at(view, end)
    iso = f"{year:04d}" if part is None else part.iso(year)
    end = part.end if part else end
    tail = _TAIL.match(view, end)
    since = tail["since"] if tail else None
    end = tail.end() if tail else end
    if since in ("以来", "来", "至今", "迄今", "起", "开始"):
        return _Found(end, f"{iso.split('/')[0]}/..", "since")
    kind = "span" if part and part.first != part.last and "月" in view[found[0] : part.end] else "date"
    return _spanned(view, _Found(end, iso, kind), memory)


def _numeric(view: str, at: int) -> _Found | None:
    """2018-2020年, 2019/20财年, 2019-03-25, 25.3.2019."""
    years = _SPAN_OF_YEARS.match(view, at)
    if years and years["y1"] < years["y2"]:
        return _Found(years.end(), f"{years['y1']}/{years['y2']}", "span")
    fiscal = _FISCAL.match(view, at)
    if fiscal:
        last = fiscal["y2"] if len(fiscal["y2"]) == 4 else fiscal["y1"][:2] + fiscal["y2"]
        if int(fiscal["y1"]) < int(last):
            return _Found(fiscal.end(), f"{fiscal['y1']}/{last}", "span")
    date = _ISO.match(view, at)
    if date and (date["d"] or date["s"] != "." or len(date["m"]) == 2):
        day = f"-{int(date['d']):02d}" if date["d"] else ""
        return _Found(date.end(), f"{date['y']}-{int(date['m']):02d}{day}", "date")
    reverse = _DAY_FIRST.match(view, at)
    if reverse:
        month, day_of = (
            (int(reverse["b"]), int(reverse["a"])) if reverse["s"] != "/" else (int(reverse["a"]), int(reverse["b"]))
        )
        month, day_of = (day_of, month) if month > 12 else (month, day_of)
        return _Found(reverse.end(), f"{reverse['y']}-{month:02d}-{day_of:02d}", "date") if month <= 12 else None
    return None


def _fiscal_year(view: str, at: int) -> _Found | None:
    found = _LATIN_FISCAL.match(view, at)
    if found is None or view[at - 1 : at].isalpha():
        return None
    if found["q"]:
        first = 3 * int(found["q"]) - 2
        return _Found(found.end(), f"{found['qy']}-{first:02d}/{found['qy']}-{first + 2:02d}", "date")
    year = found["year"] if len(found["year"]) == 4 else "20" + found["year"]
    return _Found(found.end(), year, "date")


def _spanned(view: str, first: _Found, memory: _Memory) -> _Found:
    """2019年3月至2020年5月, 3月1日至5日, 2011年至今: two times with a dash or 至 between them are one span."""
    listed = in_a_row(view, first.end, first.iso) if first.kind == "date" and first.iso else None
    if listed is not None:
        return _Found(*listed, "span")
    dash = _DASH.match(view, first.end)
    if dash is None or first.iso is None or first.kind not in ("date", "relative") or dash.end() >= len(view):
        return first
    start, at = first.iso.split("/")[0], dash.end()
    if view.startswith(("今", "现在", "目前"), at) and view[at : at + 2] not in ("今年", "今后", "今天", "今日"):
        return _Found(at + (1 if view[at] == "今" else 2), f"{start}/..", "since")
    end = _second(view, at, first.iso, memory)
    if end is None or end.iso is None or end.iso.split("/")[-1] <= first.iso.split("/")[-1]:
        return first
    stop = _END_OF_SPAN.match(view, end.end)
    return _Found(stop.end() if stop else end.end, f"{start}/{end.iso.split('/')[-1]}", "span")


def _second(view: str, at: int, first: str, memory: _Memory) -> _Found | None:
    """The second time of a span, with the year and the month of the first where it has none."""
    numeric = _numeric(view, at) if view[at].isdigit() else None
    if numeric:
        return numeric if numeric.kind == "date" else None
    found = year_at(view, at, memory.republic)
    year, end = (found[1], found[0]) if found else (int(first[:4]), at)
    part = part_at(view, end)
    if part:
        iso = part.iso(year)
        if not found and iso.split("/")[-1] < first.split("/")[-1][: len(iso)]:
            iso = part.iso(year + 1)
        return _Found(part.end, iso, "date")
    if found:
        tail = _TAIL.match(view, end)
        plain = tail is not None and tail["since"] is None
        return _Found(tail.end() if tail and plain else end, f"{year:04d}", "date")
    day = day_at(view, at)
    return _Found(day[0], f"{first[:8]}{day[1]:02d}", "date") if day and len(first) == 10 else None
