"""Frames: what one number says in its clause: indicator, subject words, tier, and how far its quote runs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jiqun.extract import nouns
from jiqun.extract.quantity import Quantity
from jiqun.extract.subjects import Subject
from jiqun.vocab.indicators import Indicator, find_indicators

_SUFFIX = {"person_time": "人次", "person/year": "年数"}
_STRUCTURE = re.compile(
    r"(?:机制|方向|方式|模式|体系|格局|领域|途径|要素|环节|阶段|层级|理念|原则|板块|任务|工程|行动|维度|路径|目标)$"
)
_SHARE = re.compile(
    r"(?P<part>[^,。;、和及]{2,20}?)(?:的)?(?:均|共|约|已|分别|合计)*占(?:到|据|比)?(?P<whole>[^,。;\d]{0,16}?)(?:的|比重|比例|为|达到?|总量的)*$"
)
_SHARE_OF = re.compile(
    r"(?:以上|左右)?(?:的)?(?P<whole>[^,。;是在来\d]{2,10})(?P<link>是|在|来源于|来自|集中在|由|为)(?P<part>[^,。;]{2,12})"
)
_SHARE_HAS = re.compile(r"(?:全[市省区国])?(?P<whole>[^,。;有\d]{2,12})(?:中)?有$")
_SHARE_HELD = re.compile(r"(?:以上|左右)?(?:的)?(?:是|在|由|设在|来自|来源于|为|集中在|分布在)(?P<part>[^,。;]{2,12})")
_FUND = re.compile(r"(?:元)?(?:的)?[“《]?(?P<fund>[^,。;、“”《》]{2,24}?基金)")
_CAPACITY = re.compile(r"[^,。;]*?(?:的)?(?P<per>年)?(?:生产能力|加工能力|产能)")
_QUANTITY_NOUN = re.compile(r"(?:总量|总数|数量|规模|累计|总计|合计)(?:已经|已|达到?|共|约)*$")
_BASE = re.compile(r"每[^,。;\d]{0,6}(?:1|一)元")  # 每花1元…就要投入3元: one ratio, not two sums
_GROWTH = re.compile(
    r"(?:同比|环比|比上年|较上年|年均|比去年|较去年|增速|增幅|增长率)?(?P<verb>增长|上升|提高|提升|增加|下降|减少|降低|回落|下滑|增速|增幅)(?:了|为|达到?|约)*$"
)
_DOWN = {"下降", "减少", "降低", "回落", "下滑"}


@dataclass(frozen=True, slots=True)
class Frame:
    """One reading of a number in its clause; ``noun`` spans what is counted, ``subject`` overrides the topic."""

    indicator: str
    entry: Indicator | None = None
    subject: tuple[int, int] | None = None
    noun: tuple[int, int] | None = None
    unit: str | None = None
    tier: str = "measure"
    negative: bool = False
    rule: str = "figure"
    status: str | None = None


def frame(
    view: str, q: Quantity, clause: tuple[int, int], own: Subject | None, limit: int, sentence: int
) -> Frame | None:
    """The frame of a quantity; None when it counts nothing that can be named.

    ``own`` is the subject that heads the clause, ``limit`` the start of the next number (or the clause's end),
    ``sentence`` where the sentence begins.
    """
    floor = own.end if own and clause[0] <= own.start < q.start and own.end <= q.start else clause[0]
    if q.kind == "money":
        return _money(view, q, clause, floor, sentence)
    if q.kind in ("share", "multiple"):
        return _share(view, q, clause, floor, sentence)
    if q.kind == "ratio":
        return _ratio(view, q, floor, limit)
    if q.kind == "physical":
        return _physical(view, q, clause, floor, limit)
    if q.kind == "bare":
        return _bare(view, q, clause, floor, limit)
    if q.kind in ("count", "person"):
        return _count(view, q, clause, floor, limit, own)
    return None


def _dictionary(view: str, start: int, end: int) -> tuple[int, int, Indicator] | None:
    """The dictionary's word nearest before ``end``."""
    found = find_indicators(view, start, end)
    return found[-1] if found else None


def _ratio(view: str, q: Quantity, floor: int, limit: int) -> Frame:
    after = nouns.after(view, q.end, limit)
    noun = after or nouns.before(view, floor, q.start)
    words = re.sub(r"(?:之比|理念|原则|比例|比)$", "", nouns.shorten(view[slice(*noun)]) if noun else "")
    return Frame(words + "比", noun=noun, rule="figure.ratio", status="ratio")


def _money(view: str, q: Quantity, clause: tuple[int, int], floor: int, sentence: int) -> Frame | None:
    fund = _FUND.match(view, q.end, clause[1])
    if fund:
        return Frame("基金规模", None, fund.span("fund"), fund.span("fund"), rule="figure.fund")
    if _BASE.search(view, sentence, q.start):
        return Frame("投入比", unit="ratio", rule="figure.ratio_each", status="ratio")
    growth = _GROWTH.search(view, floor, q.start)
    near = _dictionary(view, floor, growth.start() if growth else q.start)
    if near and not growth:
        return Frame(_modified(view, floor, near), near[2], noun=near[:2], rule="figure.money")
    before = nouns.before(view, floor, q.start)
    after = nouns.after(view, q.end, clause[1])
    if after and view[q.end : q.end + 1] == "的" and (before is None or after[1] - after[0] >= 2):
        words = nouns.shorten(view[slice(*after)])
        entry = _dictionary(view, *after)
        return Frame(
            words if entry else words + "金额", entry[2] if entry else None, noun=after, rule="figure.money_of"
        )
    if before:
        words = nouns.shorten(view[slice(*before)])
        return Frame(words + ("增长" if growth else ""), None, noun=before, rule="figure.money_noun")
    if near is None:
        near = _dictionary(view, clause[0], q.start)
    if near:
        return Frame(near[2].zh, near[2], noun=near[:2], rule="figure.money")
    return Frame(
        nouns.shorten(view[slice(*after)]) + "金额" if after else "金额", None, noun=after, rule="figure.money_bare"
    )


def _modified(view: str, floor: int, near: tuple[int, int, Indicator]) -> str:
    """The dictionary's word with what directly modifies it (规上工业总产值), short."""
    prefix = re.compile(r"(?:规模以上|规上|全口径|累计|主导产业|技工贸|工业|(?<!\d)年|总)+$").search(
        view, floor, near[0]
    )
    return view[prefix.start() if prefix else near[0] : near[1]]


def _share(view: str, q: Quantity, clause: tuple[int, int], floor: int, sentence: int) -> Frame | None:
    growth = _GROWTH.search(view, clause[0], q.start)
    if growth:
        near = nouns.before(view, floor, growth.start()) or _last_noun(view, sentence, growth.start())
        words = nouns.shorten(view[slice(*near)]) if near else ""
        verb = "增长" if growth["verb"] in _DOWN or growth["verb"] in ("增速", "增幅") else growth["verb"]
        return Frame(words + verb, None, noun=near, negative=growth["verb"] in _DOWN, rule="figure.growth")
    share = _SHARE.search(view, floor, q.start) or _SHARE.search(view, clause[0], q.start)
    if share:
        part = re.sub(r"^的|(?:连续多年|每年|常年|其|目前|现|均)+$", "", share["part"])
        return Frame(f"{part}占{share['whole']}比重", None, noun=share.span("part"), rule="figure.share")
    has = _SHARE_HAS.search(view, clause[0], q.start)
    if has and (held := _SHARE_HELD.match(view, q.end, clause[1])):
        return Frame(
            f"{held['part']}占{has['whole']}比重", None, has.span("whole"), has.span("whole"), rule="figure.share_has"
        )
    of = _SHARE_OF.match(view, q.end, clause[1])
    if of:
        part = re.sub(r"企业$", "企业", of["part"])
        return Frame(f"{part}占{of['whole']}比重", None, of.span("whole"), of.span(), rule="figure.share_of")
    before = nouns.before(view, floor, q.start)
    if before is None:
        before = _last_noun(view, sentence, q.start) if q.start - clause[0] < 4 else None
    if before is None:
        return None
    known = find_indicators(view, *before)
    entry = known[-1][2] if known else None
    return Frame(nouns.shorten(view[slice(*before)]), entry, noun=before, rule="figure.rate")


def _last_noun(view: str, start: int, end: int) -> tuple[int, int] | None:
    """The dictionary's word nearest before ``end`` in the sentence."""
    near = _dictionary(view, start, end)
    return near[:2] if near else None


def _physical(view: str, q: Quantity, clause: tuple[int, int], floor: int, limit: int) -> Frame | None:
    unit = q.unit or ""
    capacity = _CAPACITY.match(view, q.end, clause[1])
    after = nouns.after(view, q.end, limit)
    if capacity and "/" not in unit and unit in ("t", "count", "m3", "kg"):
        product = nouns.shorten(view[slice(*after)]) if after else ""
        product = re.sub(r"(?:的)?年?(?:生产能力|加工能力|产能)$", "", product)
        per = f"{unit}/a" if capacity["per"] or "年" in view[q.end : capacity.end()] else unit
        return Frame(f"{product}年生产能力", None, after, (q.end, capacity.end()), per, rule="figure.capacity")
    before = nouns.before(view, floor, q.start)
    if before:
        near = find_indicators(view, *before)
        return Frame(
            nouns.shorten(view[slice(*before)]),
            near[-1][2] if near else None,
            noun=before,
            unit=unit,
            rule="figure.physical",
        )
    if after:
        return Frame(nouns.shorten(view[slice(*after)]), None, noun=after, unit=unit, rule="figure.physical_of")
    near_one = _dictionary(view, clause[0], q.start)
    return (
        Frame(near_one[2].zh, near_one[2], noun=near_one[:2], unit=unit, rule="figure.physical") if near_one else None
    )


def _bare(view: str, q: Quantity, clause: tuple[int, int], floor: int, limit: int) -> Frame | None:
    """A number without a unit counts only with a scale word: money before a fund, else what its noun is."""
    if not re.search("[万亿]", view[q.number_start : q.number_end]):
        return None
    fund = _FUND.match(view, q.end, clause[1])
    if fund:
        return Frame("基金规模", None, fund.span("fund"), fund.span("fund"), "CNY", rule="figure.fund")
    near = _dictionary(view, floor, q.start)
    if near and near[2].unit == "CNY":
        return Frame(_modified(view, floor, near), near[2], noun=near[:2], unit="CNY", rule="figure.money")
    after = nouns.after(view, q.end, limit)
    if after:
        words = nouns.shorten(view[slice(*after)])
        person = re.search(r"(?:生|人才|专家|员工|职工|游客|人员|居民|工人|学者|人口)$", words) is not None
        yearly = view[q.start : q.start + 2] in ("每年", "年均")
        unit = ("person/year" if yearly else "person") if person else "count"
        return Frame(words + "数", None, noun=after, unit=unit, rule="figure.bare_of")
    before = nouns.before(view, floor, q.start)
    if before:
        words = nouns.shorten(view[slice(*before)])
        return Frame(
            words if words.endswith(("数", "量")) else words + "数", None, noun=before, unit="count", rule="figure.bare"
        )
    return None


def _count(
    view: str, q: Quantity, clause: tuple[int, int], floor: int, limit: int, own: Subject | None
) -> Frame | None:
    suffix = _SUFFIX.get(q.unit or "", "数")
    total = _QUANTITY_NOUN.search(view, clause[0], q.start)
    if total and total.start() - clause[0] <= 4 and clause[0] > 0:
        start = max(view.rfind(mark, 0, clause[0] - 1) for mark in ",。;:\n") + 1
        span = nouns.before(view, start, clause[0] - 1)
        if span:
            words = nouns.shorten(view[slice(*span)])
            return Frame(words + suffix, None, span, span, rule="figure.total")
    kinds = re.search(r"[大中小]类$", view[q.number_end : q.end])
    if kinds:
        return Frame(f"{view[own.start : own.end] if own else ''}{kinds.group()}数", rule="figure.kinds")
    after = nouns.after(view, q.end, limit)
    if after and q.unit not in ("person_time",):
        words = nouns.shorten(view[slice(*after)])
        predicate = nouns.predicate_after(view, after[1], clause[1])
        words = f"{words}入围" if predicate.startswith("入围") else re.sub(r"[“”]", "", predicate) + words
        tier = "structural" if q.chinese and _STRUCTURE.search(words) else "measure"
        return Frame(
            words if words.endswith("数") else words + suffix, None, noun=after, tier=tier, rule="figure.count_of"
        )
    start = clause[0] if own is not None and own.end >= q.start - 4 else floor
    span = nouns.before(view, start, q.start)
    if span is None:
        return None
    words = nouns.shorten(view[slice(*span)])
    return Frame(words if words.endswith(("数", "量")) else words + suffix, None, noun=span, rule="figure.count")
