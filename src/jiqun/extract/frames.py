"""Choose the frame of a number by its kind, and the frames of counted things."""

from __future__ import annotations

import re

from jiqun.extract import nouns
from jiqun.extract.amounts import bare, money, physical
from jiqun.extract.frame import Frame, Site
from jiqun.extract.quantity import Quantity
from jiqun.extract.shares import ratio, share

_SUFFIX = {"person_time": "人次", "person/year": "年数"}
_STRUCTURE = re.compile(
    r"(?:机制|方向|方式|模式|体系|格局|领域|途径|要素|环节|阶段|层级|理念|原则|板块|任务|工程|行动|维度|路径|目标)$"
)
_TOTAL = re.compile(r"(?:总量|总数|总计|数量|规模|累计|总计|合计)(?:已经|已|突破|达到?|共|约|超过)*$")


def frame(q: Quantity, at: Site) -> Frame | None:
    """The frame of a quantity at its site; None when it counts nothing that can be named."""
    if q.kind == "money":
        return money(q, at)
    if q.kind in ("share", "multiple"):
        return share(q, at)
    if q.kind == "ratio":
        return ratio(q, at)
    if q.kind == "physical":
        return physical(q, at)
    if q.kind == "bare":
        return bare(q, at)
    return _count(q, at) if q.kind in ("count", "person") else None


def _count(q: Quantity, at: Site) -> Frame | None:
    view, suffix = at.view, _SUFFIX.get(q.unit or "", "数")
    total = _TOTAL.search(view, at.start, q.start)
    if total and total.start() - at.start <= 4 and at.start > at.sentence:
        made = _total(at, suffix)
        if made is not None:
            return made
    kinds = re.search(r"[大中小]类$", view[q.number_end : q.end])
    if kinds:
        who = view[at.own.start : at.own.end] if at.own else ""
        return Frame(f"{who}{kinds.group()}数", rule="figure.kinds")
    after = nouns.after(view, q.end, at.limit)
    if after and q.unit != "person_time":
        words = nouns.shorten(view[slice(*after)])
        predicate = re.sub(r"[“”]", "", nouns.predicate_after(view, after[1], at.end))
        words = f"{words}入围" if predicate.startswith("入围") else predicate + words
        tier = "structural" if q.chinese and _STRUCTURE.search(words) else "measure"
        words = words if words.endswith("数") else words + suffix
        return Frame(words, at.entry(after), noun=after, tier=tier, rule="figure.count_of")
    start = at.start if at.own is not None and at.own.end >= q.start - 4 else at.floor
    span = nouns.before(view, start, q.start)
    if span is None:
        return None
    words = nouns.shorten(view[slice(*span)])
    words = words if words.endswith(("数", "量")) else words + suffix
    return Frame(words, at.entry(span), noun=span, rule="figure.count")


def _total(at: Site, suffix: str) -> Frame | None:
    """总量已经超过80个: what the clause before names or counts."""
    start = max(at.view.rfind(mark, 0, at.start - 1) for mark in ",。;:\n") + 1
    if at.last and at.last.noun and at.last.noun[0] >= start:
        return Frame(at.last.indicator, at.last.entry, noun=at.last.noun, rule="figure.total")
    span = nouns.before(at.view, start, at.start - 1)
    if span is None:
        return None
    words = nouns.shorten(at.view[slice(*span)])
    return Frame(words + suffix, None, span, span, rule="figure.total")
