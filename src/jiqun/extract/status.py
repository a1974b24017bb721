"""Whether a figure tells what is, what was, or what is planned."""

from __future__ import annotations

import re

from jiqun.extract.period import Period
from jiqun.model import Block
from jiqun.vocab.guarded import guarded

_TARGET = guarded(
    r"将(?:会|要|力争|努力|再|新|带动|实现)?(?:达|超|突破|实现|形成|建成|新增|增|提高|提升|培育|打造|突|集聚|引进|完成|投|拉动|创造|就业|吸纳)"
    r"|将(?=[^,。;]{1,12}(?:投资|投入|建设|建成|实现|达到|新增|培养|生产))|力争|争创|争取(?!到|[^,。;\d]{0,16}(?:项目|资金|专项|补助|债券|贷款|支持))|预计|预估|可望|上看|计划(?=到|于|在|建|投|新|实|引|达|总|完|用|\d)|规划(?:建设(?!面积|用地)|到|期末)|拟(?!人|合|定位)|目标(?:是|为|值)?|确保"
    r"|有望|预期|(?<![升长高降展大加增少])到\s?20[2-9]\d\s?年|到[“”]?十[四五]五|未来[一二三四五六七八九十\d]+年|达产后|建成后|投产后|全部建成|全面建成后"
)
_ESTIMATE = frozenset(["预计", "预期", "有望"])
_DONE = re.compile(
    r"目前|截至|截止|已(?:经|有|建|完|实|达|形|累|集|引|成)|现有|累计完成|上年|去年|同比|建成了|实现了|完成了"
)
_FROM = re.compile(r"[从由自][^,。;]{0,12}$")
_FORMER = re.compile(
    r"(?:稳步|快速|迅速|大幅)?(?:增长|增加|提高|提升|上升|发展|扩大|攀升|跃升|增至|升至|下降|降低|减少|降至)"
)
_PLAN_HEADING = re.compile(
    r"目标|愿景|展望|(?:主要|重点)(?:任务|工程|举措)|保障措施|工作(?:安排|打算|计划|重点)|发展计划|预期|规划指标"
)
_OPENING = re.compile(r"\s*(?:[(]?[一二三四五六七八九十\d]{1,3}[)、..]\s*)?(?P<words>[^,。;:]{2,12})[。:]")
_REVIEW_HEADING = re.compile(r"回顾|完成情况|现状|成效|基础|成绩|概况|背景")


def planned_headings(view: str, trail: list[Block]) -> bool:
    """Whether the headings over a paragraph announce plans (二、2023年主要目标)."""
    for block in reversed(trail):
        words = view[block.start : block.end]
        if _REVIEW_HEADING.search(words):
            return False
        if _PLAN_HEADING.search(words):
            return True
    return False


def by_horizon(told: str, period: Period, date: str | None) -> str:
    """The status corrected by the document's date: a year to come is a target, a year gone by is none.

    >>> by_horizon("actual", Period(0, 5, "2035年", "2035"), "2021-06")
    'target'
    """
    if date is None or period.iso is None or told not in ("actual", "target"):
        return told
    last = period.iso.split("/")[-1][:4]
    if not last.isdigit():
        return told
    if int(last) > int(date[:4]):
        return "target"
    return "actual" if int(last) < int(date[:4]) else told


def planned_opening(view: str, block: Block) -> bool | None:
    """What the words before the first 。 of a paragraph announce (三、重点任务。); None when they are no heading."""
    opening = _OPENING.match(view, block.start, block.end)
    if opening is None:
        return None
    words = opening["words"]
    return True if _PLAN_HEADING.search(words) else False if _REVIEW_HEADING.search(words) else None


_HORIZON = guarded(r"(?<![升长高降展大加增少])到\s?[“”]?(?:(?P<year>20[2-9]\d)\s?年|十[四五]五)")
_GONE = guarded(r"目前|截至|截止|去年|上年|同比|已(?:经|有|建|完|实|达|形|累|集|引|成)|(?<!到)20[01]\d年")


def horizon(view: str, start: int, end: int, ahead: bool, date: str | None) -> bool:
    """Whether the sentences after this one still tell of a year to come: 到2027年,… holds until the text looks back.

    It holds for the rest of the paragraph, and for the items of a list (——…, 一是…) under it. A year that was over
    when the document was written starts nothing.
    """
    told = _HORIZON.search(view, start, end)
    if told and not (told["year"] and date and told["year"] <= date[:4]):
        return True
    return ahead and _GONE.search(view, start, end) is None


def status(view: str, clause: int, sentence: int, at: int, end: int, planned: bool, told: bool = False) -> str:
    """``target``, ``historical`` (the first of 从…增长到…) or ``actual`` for the number in ``view[at:end]``.

    A word of planning holds for the rest of its sentence until a word of completion (已, 目前, 同比) takes it back;
    under a heading of plans everything is a target unless its clause says otherwise. In a report on the year that is
    over (``told``) what is 预计 is an estimate of it, and no target.
    """
    if _FORMER.match(view, end) and _FROM.search(view, clause, at):
        return "historical"
    estimates = told and not planned
    plans = [m.end() for m in _TARGET.finditer(view, sentence, at) if not (estimates and m.group() in _ESTIMATE)]
    if plans:
        return "actual" if _DONE.search(view, plans[-1], at) else "target"
    return "target" if planned and not _DONE.search(view, sentence, at) else "actual"
