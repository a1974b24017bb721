"""Choose the frame of a number by its kind, and the frames of counted things."""

from __future__ import annotations

import re
from dataclasses import replace

from jiqun.extract import nouns
from jiqun.extract.amounts import bare, money, physical
from jiqun.extract.frame import Frame, Site
from jiqun.extract.quantity import Quantity
from jiqun.extract.shares import part, ratio, share
from jiqun.vocab.places import find_places

_SUFFIX = {"person_time": "人次", "person/year": "年数"}
_TERM = re.compile(
    r"(?P<noun>[^,。;、]{0,8}(?:期限|周期|工期|期|时限|时长|时间|用时|寿命|年限|历时))"
    r"(?:为|达到?|约|不超过|压缩|缩短|控制|限|至|到|在|由)*$"
)
_ARRIVES = re.compile(
    r"(?:车程|左右|以内|内|即|就|便|可)*(?:到达|抵达|直达|通达|可达|达到|到)(?P<where>[^,。;、(\d]{2,10})"
)
_ADVERB = re.compile(r"(?:目前|现在?|其|截至目前|已)*")
_STRUCTURE = re.compile(
    r"(?:机制|方向|方式|模式|体系|格局|领域|途径|要素|环节|阶段|层级|理念|原则|板块|任务|工程|行动|维度|路径|目标)$"
)
_TO = re.compile(
    r"(?:增长|增加|提高|提升|上升|下降|降低|减少|发展|扩大|攀升|跃升|壮大|增|升|降)(?:到了?|至)(?:(?:19|20)\d\d年的?)?$"
)
_LIST_MARK = re.compile(r"\s*(?:[、和及与,]|以及)\s*")
_GROWN = re.compile(r"(?:比|较)[^,。;]{1,8}?(?P<verb>净?增加|净增|增长|减少|多|少)了?$")
_KINDS = re.compile(r"[大中小]类$")
_PRODUCED = re.compile(r"生产$")
_BARE_VERB = re.compile(r"^(?:新开工|新增|新建|竣工|投产|完工|开工|落地|签约|在建|新引进|新签约)$")
_TIMES_HELD = re.compile(
    r"(?P<who>[^,。;:、\d]{2,24}?)(?:已|累计|连续|成功|先后|共|每年)*(?P<verb>举办|召开|举行)了?$"
)  # 某某博览会已连续举办七届
_NEW = re.compile(r"^(?:净增|新增|新认定|新引进|新培育|新登记)")
_TOTAL = re.compile(r"(?:总量|总数|总计|数量|规模|累计|总计|合计)(?:已经|已|突破|达到?|共|约|超过)*$")


def frame(q: Quantity, at: Site) -> Frame | None:
    """The frame of a quantity at its site; None when it counts nothing that can be named."""
    made = _framed(q, at)
    if made is not None or q.kind not in ("count", "person", "money", "physical"):
        return made
    if at.last and at.kind == q.kind and at.after is not None and not re.search("[;。]", at.view[at.after : q.start]):
        return at.last  # 上海为389亿块、浙江为306亿块: the noun was said once
    near = at.dictionary(at.sentence, q.start)
    if near is None or (q.kind == "money") != (near[2].unit == "CNY"):
        return None
    noun = nouns.before(at.view, at.sentence, near[1])
    words = nouns.shorten(at.view[slice(*noun)]) if noun else near[2].zh
    return Frame(words, near[2], noun=noun or near[:2], rule="figure.said_before")


def _framed(q: Quantity, at: Site) -> Frame | None:
    risen = _TO.search(at.view, at.start, q.start) if at.last and q.kind != "ratio" else None
    if at.last and risen and nouns.before(at.view, max(at.floor, at.after or 0), risen.start()) is None:
        return replace(at.last, subject=None, rule="figure.risen_to", negative=False, base=False)
    if at.last and _continues(q, at):
        return at.last
    if at.last and q.kind in ("count", "person", "physical") and (grown := _GROWN.search(at.view, at.start, q.start)):
        words = re.sub(r"数$", "", at.last.indicator) + grown["verb"].replace("多", "增加").replace("少", "减少") + "数"
        return Frame(words, None, noun=at.last.noun, rule="figure.grown", base=True)
    if q.kind == "money":
        return money(q, at)
    if q.kind == "part":
        return part(q, at)
    if q.kind in ("share", "multiple"):
        return share(q, at)
    if q.kind == "ratio":
        return ratio(q, at)
    if q.kind == "physical":
        return physical(q, at)
    if q.kind == "bare":
        return bare(q, at)
    if q.kind == "duration":
        return _term(q, at)
    return _count(q, at) if q.kind in ("count", "person") else None


def _continues(q: Quantity, at: Site) -> bool:
    """毛利率分别为34.2%、29.7%和41.5%: a number of the same kind behind a list mark, without a noun of its own."""
    if at.after is None or q.kind != at.kind or not _LIST_MARK.fullmatch(at.view, at.after, q.start):
        return False
    return nouns.after(at.view, q.end, at.limit) is None


def _count(q: Quantity, at: Site) -> Frame | None:
    view, suffix = at.view, _SUFFIX.get(q.unit or "", "数")
    total = _TOTAL.search(view, at.start, q.start)
    if total and at.start > at.sentence and _ADVERB.fullmatch(view, at.start, total.start()):
        made = _total(at, suffix)
        if made is not None:
            return made
    kinds = _KINDS.search(view, q.number_end, q.end)
    if kinds:
        who = view[at.own.start : at.own.end] if at.own else ""
        return Frame(f"{who}{kinds.group()}数", rule="figure.kinds")
    after = nouns.after(view, q.end, at.limit)
    if after and q.unit != "person_time":
        words = nouns.shorten(view[slice(*after)])
        predicate = nouns.predicate_after(view, after[1], at.end).replace("“", "").replace("”", "")
        words = f"{words}入围" if predicate.startswith("入围") else predicate + words
        tier = "structural" if q.chinese and _STRUCTURE.search(words) else "measure"
        words = words if words.endswith(("数", "产量", "销量", "总量", "存量")) else words + suffix
        return Frame(words, at.entry(after), noun=after, tier=tier, rule="figure.count_of")
    times = _TIMES_HELD.search(view, at.start, q.start) if view[q.end - 1] in "届次场" else None
    if times:
        return Frame(
            f"{times['verb']}{view[q.end - 1]}数", None, times.span("who"), times.span("who"), rule="figure.times"
        )
    start = at.start if at.own is not None and at.own.end >= q.start - 4 else at.floor
    span = nouns.before(view, start, q.start)
    if span is None:
        return None
    words = nouns.shorten(view[slice(*span)])
    own = at.own
    placed = own is not None and find_places(view[own.start : own.end])
    if own and placed and at.last and own.found == "clause" and own.start <= span[0] and span[1] <= own.end:
        return replace(at.last, subject=None, rule="figure.count_last")  # 全国有600家,某县就有319家
    if at.last and _BARE_VERB.match(words):
        return replace(at.last, indicator=words + at.last.indicator, rule="figure.count_last")
    if _PRODUCED.search(view, at.start, span[0]):
        suffix = "产量"  # 全年生产汽车48.6万辆
    words = words if words.endswith(("数", "量", "产能", "能力")) else words + suffix
    return Frame(words, at.entry(span), noun=span, rule="figure.count")


def _term(q: Quantity, at: Site) -> Frame | None:
    """A stated term (建设周期18个月, 审批时限压缩至7个工作日以内); other durations tell nothing by themselves."""
    arrives = _ARRIVES.match(at.view, q.end, at.end) if q.unit in ("min", "h") else None
    if arrives:
        return Frame(f"到达{arrives['where']}时间", None, noun=arrives.span("where"), rule="figure.travel")
    match = _TERM.search(at.view, at.start, q.start)
    if match is None:
        return None
    words = nouns.shorten(match["noun"])
    return Frame(words, None, noun=match.span("noun"), tier="time", rule="figure.term")


def _total(at: Site, suffix: str) -> Frame | None:
    """总量已经超过80个: what the clause before names or counts."""
    start = max(at.view.rfind(mark, 0, at.start - 1) for mark in ",。;:\n") + 1
    if at.last and at.last.noun and at.last.noun[0] >= start:
        words = _NEW.sub("", at.last.indicator)  # 净增企业5家,总数突破60家
        return Frame(words, at.last.entry, noun=at.last.noun, rule="figure.total")
    span = nouns.before(at.view, start, at.start - 1)
    if span is None:
        return None
    words = nouns.shorten(at.view[slice(*span)])
    return Frame(words + suffix, None, span, span, rule="figure.total")
