"""Shares, growth rates, multiples and ratios."""

from __future__ import annotations

import re

from jiqun.extract import nouns
from jiqun.extract.frame import Frame, Site
from jiqun.extract.quantity import Quantity

_SHARE = re.compile(
    r"(?P<part>[^,。;、和及]{2,20}?)(?:的)?(?:均|共|约|已|分别|合计)*占(?:到|据|比)?(?P<whole>[^,。;\d]{0,16}?)"
    r"(?:的|比重|比例|为|达到?|总量的)*$"
)
_SHARE_OF = re.compile(
    r"(?:以上|左右)?(?:的)?(?P<whole>[^,。;是在来\d]{2,10})(?P<link>是|在|来源于|来自|集中在|由|为)(?P<part>[^,。;]{2,12})"
)
_SHARE_HAS = re.compile(r"(?:全[市省区国])?(?P<whole>[^,。;有\d]{2,12})(?:中)?有$")
_SHARE_HELD = re.compile(r"(?:以上|左右)?(?:的)?(?:是|在|由|设在|来自|来源于|为|集中在|分布在)(?P<part>[^,。;]{2,12})")
_GROWTH = re.compile(
    r"(?:同比|环比|比上年|较上年|比上年同期|较上年同期|年均|年均复合|比去年|较去年|名义|实际|分别|增速|增幅|增长率)*(?:达到?|为)?"
    r"(?P<verb>增长|上升|提高|提升|增加|上涨|下降|减少|降低|回落|下滑|下跌|负增长|增速|增幅|增长率)(?:了|为|达到?|约|速度)*$"
)
_DOWN = {"下降", "减少", "降低", "回落", "下滑", "下跌", "负增长"}
_RATE_WORD = {"增速", "增幅", "增长率", "上涨"}
_TO = re.compile(r"(?:增长|增加|提高|提升|上升|下降|降低|减少|发展|扩大|攀升|跃升|增|升|降)(?:到|至)$")
_TIMES = re.compile(r"(?:是|为|达到?|相当于|约为)?(?P<base>[^,。;\d]{0,10}?)的$")
_SHARE_ONLY = re.compile(r"^占(?:比|总量|全[国省市]|比重|比例)")


def share(q: Quantity, at: Site) -> Frame | None:
    """A percentage, a multiple or points: growth of the indicator before it, a share of a whole, or a rate."""
    view = at.view
    if at.last and _TO.search(view, at.start, q.start):
        return Frame(at.last.indicator, at.last.entry, noun=at.last.noun, rule="figure.risen_to")
    grown = _GROWTH.search(view, at.start, q.start)
    if grown:
        return _growth(q, at, grown)
    if q.unit == "times":
        return _multiple(q, at)
    part_of = _SHARE.search(view, at.floor, q.start) or _SHARE.search(view, at.start, q.start)
    if part_of:
        part = re.sub(r"^(?:的|其中)|(?:连续多年|每年|常年|其|目前|现|均)+$", "", part_of["part"])
        noun = part_of.span("part")
        return Frame(f"{part}占{part_of['whole']}比重", at.entry(noun), noun=noun, rule="figure.share")
    has = _SHARE_HAS.search(view, at.start, q.start)
    if has and (held := _SHARE_HELD.match(view, q.end, at.end)):
        whole = has.span("whole")
        return Frame(f"{held['part']}占{has['whole']}比重", None, whole, whole, rule="figure.share_has")
    of = _SHARE_OF.match(view, q.end, at.end)
    if of:
        return Frame(f"{of['part']}占{of['whole']}比重", None, of.span("whole"), of.span(), rule="figure.share_of")
    return _rate(q, at)


def _growth(q: Quantity, at: Site, grown: re.Match[str]) -> Frame:
    """Growth: of the noun in its clause, or of what the figure before it measures (产值10亿元,同比增长5%)."""
    near = nouns.before(at.view, at.floor, grown.start())
    verb = grown["verb"]
    negative = verb in _DOWN and q.value > 0
    tail = "增长" if verb in _DOWN or verb in _RATE_WORD else verb
    if near:
        words = nouns.shorten(at.view[slice(*near)])
    elif at.last:
        words, near = re.sub(r"(?:增长|提高|上升)$", "", at.last.indicator), at.last.noun
    else:
        words = ""
    return Frame(words + tail, None, noun=near, negative=negative, rule="figure.growth")


def _multiple(q: Quantity, at: Site) -> Frame | None:
    """是上年的2.3倍: a multiple of what stands before it."""
    compared = _TIMES.search(at.view, at.floor, q.start)
    near = nouns.before(at.view, at.floor, compared.start() if compared else q.start)
    words = nouns.shorten(at.view[slice(*near)]) if near else at.last.indicator if at.last else ""
    return Frame(words + "倍数", None, noun=near, rule="figure.multiple") if words else None


def _rate(q: Quantity, at: Site) -> Frame | None:
    """A rate by its own name (本地配套率62%); 占比 alone is the share of what the figure before it measures."""
    before = nouns.before(at.view, at.floor, q.start)
    if before is None:
        near = at.dictionary(at.sentence, q.start) if q.start - at.start < 4 else None
        return Frame(near[2].zh, near[2], noun=near[:2], rule="figure.rate") if near else None
    words = nouns.shorten(at.view[slice(*before)])
    if _SHARE_ONLY.match(words) and at.last:
        return Frame(re.sub(r"数$", "", at.last.indicator) + "占比", None, noun=at.last.noun, rule="figure.share_last")
    return Frame(words, at.entry(before), noun=before, rule="figure.rate")


def ratio(q: Quantity, at: Site) -> Frame:
    """1:3的投入理念, 投入之比为1:3: the noun on either side."""
    noun = nouns.after(at.view, q.end, at.limit) or nouns.before(at.view, at.floor, q.start)
    words = nouns.shorten(at.view[slice(*noun)]) if noun else ""
    return Frame(
        re.sub(r"(?:之比|理念|原则|比例|比)$", "", words) + "比", noun=noun, rule="figure.ratio", status="ratio"
    )
