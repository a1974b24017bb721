"""The period of a figure by the strict rule: its own clause, else its sentence, never across 。 and never backwards."""

from __future__ import annotations

import re
from collections.abc import Sequence

from jiqun.extract import moments
from jiqun.extract.period import Period
from jiqun.extract.quantity import Quantity
from jiqun.extract.reading import Sentence

_YEAR_ON_YEAR = re.compile(r"同比|比上年|较上年|比去年|较去年|上年同期|去年同期")
_MULTIPLIED = re.compile(r"(?:时期|期间|[末底])?的?\s?(?:近|约)?\d[\d.]*\s?倍")
_LEAD = re.compile(r"[\s仅截至止到在于至年度]")
_ORIGIN = re.compile(
    r"(诞生|成立|设立|创立|创建|创办|始建|兴建|组建|建立|建成|投产|上市|源于|源起|起源|始于|起步|有效期)(?:于|至)?$"
)
_ORIGIN_NOUN = {
    "始建": "始建",
    "创建": "创建",
    "创办": "创办",
    "创立": "创立",
    "设立": "设立",
    "组建": "组建",
    "建立": "建立",
    "兴建": "兴建",
    "源于": "产业起源",
    "源起": "产业起源",
    "起源": "产业起源",
    "始于": "产业起源",
    "起步": "产业起步",
    "建成": "建成",
    "投产": "投产",
    "上市": "上市",
    "有效期": "有效期截止",
}
_FOUNDING = (
    "成立",
    "设立",
    "始建",
    "创建",
    "创办",
    "创立",
    "组建",
    "建立",
    "兴建",
    "晋升",
    "产业起源",
    "升级为",
    "升格",
    "获批",
    "入选",
    "启动",
    "更名",
    "建成",
)


def period_of(view: str, sentence: Sentence, periods: list[Period], at: int) -> tuple[Period | None, bool]:
    """The period of the figure at ``at`` and whether it is inherited from an earlier clause.

    The nearest before it in its clause (or alone before its comma: 2018年,…), or in brackets right after it;
    else the nearest before it in the sentence, flagged. 目前 dates nothing but hides an earlier year; the year of a
    founding (2009年成立) does not date what is told after it.
    """
    clause = sentence.clauses[sentence.clause_at(at)]
    held = [p for p in periods if clause.start <= p.start < at]
    dated = [p for p in held if p.kind != "recurrent"]
    if dated:
        return dated[-1], False
    beside = [p for p in periods if at <= p.start < at + 24 and p.end < clause.end and view[p.start - 1] == "("]
    if beside:
        return beside[0], False
    if held:
        return held[-1], False
    earlier = [
        p
        for p in periods
        if p.start < clause.start and p.kind != "recurrent" and not _founds(view, sentence, p) and not _is_day(p)
    ]
    if not earlier:
        return None, False
    number = sentence.clause_at(at)
    before = sentence.clauses[number - 1]
    opens = earlier[-1].start >= before.start and not _LEAD.sub("", view[before.start : earlier[-1].start])
    return earlier[-1], not (opens and earlier[-1].end == before.end)


def bound_elsewhere(view: str, period: Period, quantities: Sequence[Quantity], at: int) -> bool:
    """Whether a time does not date the number: the year of 比2020年, or of 由2019年的35% for the 62% that follow."""
    if view[period.start - 1 : period.start] in ("比", "较") or period.text == "年均":
        return True
    if view[period.start - 2 : period.start] in ("超过", "高于", "低于", "相比", "接近", "不及"):
        return True  # 已超过2020年全年水平
    if period.start >= 1 and view[period.start - 1] in "是为" and _MULTIPLIED.match(view, period.end):
        return True  # 是2010年的2.2倍
    if view[period.start - 1 : period.start] not in ("从", "由", "自") or period.kind == "span":
        return False
    return any(period.end <= q.start < at for q in quantities)


def base_of(view: str, start: int, at: int, periods: list[Period]) -> str | None:
    """What a growth rate compares with: the year after 比 or 较, else the year before for 同比; None when not said."""
    for period in periods:
        if start <= period.start < at and view[period.start - 1 : period.start] in ("比", "较"):
            return period.iso or "previous_year"
    return "previous_year" if _YEAR_ON_YEAR.search(view, start, at) else None


def origin(view: str, period: Period, start: int) -> tuple[str, int, int] | None:
    """The event whose verb stands before its date (诞生于1994年, 发展源于上世纪50年代): indicator and span."""
    match = _ORIGIN.search(view, start, period.start)
    if match is None:
        return None
    return f"{_ORIGIN_NOUN.get(match[1], '成立')}时间", match.start(), period.end


def _is_day(period: Period) -> bool:
    """11月7日宣布,将投资…: the day of a piece of news does not date what it tells; 截至 a day does."""
    return period.iso is not None and len(period.iso) == 10 and period.kind != "as_of"


def _founds(view: str, sentence: Sentence, period: Period) -> bool:
    clause = sentence.clauses[sentence.clause_at(period.start)]
    found = moments.event(view, period.end, clause.end) or origin(view, period, clause.start)
    return found is not None and found[0].startswith(_FOUNDING)
