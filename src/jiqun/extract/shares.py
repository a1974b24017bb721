"""Shares, growth rates, multiples and ratios."""

from __future__ import annotations

import re
from dataclasses import replace

from jiqun.extract import nouns
from jiqun.extract.frame import Frame, Site
from jiqun.extract.quantity import Quantity
from jiqun.vocab.guarded import guarded

_SHARE = re.compile(
    r"(?P<part>[^,。;、和及]{2,20}?)(?:的)?(?:均|共|约|已|分别|合计)*占(?:到|据)?(?P<whole>(?!比(?!重|例))[^,。;\d]{0,16}?)"
    r"(?:的|比重|比例|为|达到?了?|总量的|之)*$"
)
_SHARE_RATE = re.compile(
    r"(?P<part>[^,。;、\d]{2,20}?)(?:的)?占比(?:重)?(?:均|都|各|分别|在|也)*(?:[从由自](?:[^,。;\d]{0,8}|(?:19|20)\d\d年)的?)?(?:达到?|为|约|超|近|了)*$"
)
_SHARE_OF_LAST = re.compile(r"(?:约|均|共|已)*占(?P<whole>[^,。;\d]{0,16}?)(?:的|之|比重|比例|为|达到?了?)*$")
_SHARE_OF = re.compile(
    r"(?:以上|左右)?(?:的)?(?P<whole>[^,。;是在来\d]{2,10})(?P<link>是|在|来源于|来自|集中在|由|为)(?P<part>[^,。;]{2,12})"
)
_SHARE_HAS = re.compile(r"(?:全[市省区国])?(?P<whole>[^,。;有\d]{2,12})(?:中)?有$")
_SHARE_HELD = re.compile(r"(?:以上|左右)?(?:的)?(?:是|在|由|设在|来自|来源于|为|集中在|分布在)(?P<part>[^,。;]{2,12})")
_GROWTH = guarded(
    r"(?:同比|环比|(?:比|较|相比)(?:上一?年度?|前一年度?|上一?财年|去年|年初|上月|上季度|同期|(?:19|20)?\d\d\d?年)(?:末|底|初|同期)?|年均|年均复合|[两三四五六七八九十\d]+年平均|平均|名义|实际|分别"
    r"|增速|增幅|增长率|高达|大幅|快速|稳步|显著|较快|明显|逆势|再|又|仅|约)*(?:达到?|为)?"
    r"(?P<verb>[年月季][增减]|[大猛激劲暴骤倍]增|增长|上升|提高|提升|增加|上涨|成长|下降|减少|降低|回落|下滑|下跌|衰退|负增长|增速|增幅|增长率|涨幅|降幅|升幅|跌幅)(?:了|为|达到?|约|速度|幅度|率)*$"
)
_RISE = re.compile(r"(?:增长|提高|上升)$")
_DOWN = {"年减", "月减", "季减", "降幅", "跌幅", "下降", "减少", "降低", "回落", "下滑", "下跌", "衰退", "负增长"}
_RATE_WORD = {
    "大增",
    "猛增",
    "激增",
    "劲增",
    "暴增",
    "骤增",
    "倍增",
    "年增",
    "月增",
    "季增",
    "增速",
    "增幅",
    "增长率",
    "上涨",
    "成长",
    "涨幅",
    "升幅",
}
_COMPARED = re.compile(
    r"(?:比(?P<than>[^,。;\d]{2,14})(?P<verb>高出?|低|多|快)|(?P<over>高于|低于|高出|快于|领先)(?P<base>[^,。;\d]{2,14}))$"
)
_TIMES = re.compile(
    r"(?:(?:是|为|达到?|相当于|约为)(?:\d{4}年|“?十[二三四五]五”?(?:时期|期间)?)?)?"
    r"(?P<base>[^,。;\d]{0,10}?)的$|(?:比(?:上年|“?十[二三四五]五”?|\d{4}年)[末底]?|同比|环比)$"
)
_PART_HELD = re.compile(
    r"(?P<lead>其中[,:]?|(?:^|(?<=[,、;和及与月年]))\s?(?:以|其次|次为|再次)|(?:^|(?<=[,、;和及与])))\s*(?P<who>(?!其中)[^,。;:、\d占]{2,14}?)\s*(?:就|约|共|则)?占比?(?:为|约|达到?|近|超过?|[\s$])*$"
)
_PART_IS = re.compile(r"(?:以上|左右)?(?:为|是|属于?|来自于?)(?P<part>[^,。;、]{2,12})")
_AMONG_THEM = re.compile(r"\s*其中,?(?:有|约|近|超过?|超)*\s*")
_ANOTHER_WHOLE = re.compile(r"[、,](?:占)?(?P<whole>全[国省市区县球]|世界|国内|我国)的?(?:近|约|超过?)*$")
_NAMED_RATE = re.compile(r"(?:年均|平均)(?:复合)?(?:增长速度|增长率|增速|增幅)")
_STRUCTURE = re.compile(
    r"(?P<noun>[^,。;:\d]{0,12}(?:产业结构|结构|比例|构成))"
    r"(?:比例?|由[\d.:∶]+|进一步|不断|持续|已|调整|优化|演变|变)*(?:之比)?[为到至达是][\d.:∶\s]*$"
)
_SUPPLIES = re.compile(
    r"(?:生产|占据|占有|占领|垄断|承包|承接|供应|供给|贡献|包揽|拥有|提供|销售|制造|产出|出口|聚集|集聚|汇聚|吸引|消耗|消费)(?:着|了|出)?"
    r"(?P<whole>(?:全[国球省市县区世]界?|世界|国内|国际|我国|[一-龥]{2,6}?)(?:市场)?)?(?:上|内)?(?:将近|近|约|超过|超)*的?$"
)
_HELD = re.compile(r"的?(?:股份|股权)")
_SHARE_ONLY = re.compile(r"^占(?:比|总量|全[国省市]|比重|比例)")


def share(q: Quantity, at: Site) -> Frame | None:
    """A percentage, a multiple or points: growth of the indicator before it, a share of a whole, or a rate."""
    view = at.view
    grown = _GROWTH.search(view, at.start, q.start)
    if grown:
        return _growth(q, at, grown)
    compared = _COMPARED.search(view, at.start, q.start)
    if compared:
        over = "低于" if compared["verb"] == "低" or compared["over"] == "低于" else "高于"
        noun = nouns.before(view, at.floor, compared.start())
        words = nouns.shorten(view[slice(*noun)]) if noun else re.sub(r"数$", "", at.last.indicator) if at.last else ""
        span = noun or (at.last.noun if at.last else None)
        return Frame(words + over + (compared["than"] or compared["base"]), None, noun=span, rule="figure.compared")
    if q.unit == "times":
        return _multiple(q, at)
    if _HELD.match(view, q.end, at.end):
        return Frame("持股比例", None, noun=(q.end, q.end + 2), rule="figure.held")
    rate = _SHARE_RATE.search(view, at.floor, q.start) or _SHARE_RATE.search(view, at.start, q.start)
    if rate:
        part = re.sub(r"^(?:的|其中|其)", "", rate["part"])
        return Frame(f"{part}占比", at.entry(rate.span("part")), noun=rate.span("part"), rule="figure.share")
    made_part = _part_of_last(q, at) or _of_another(q, at)
    if made_part is not None:
        return made_part
    of_last = _SHARE_OF_LAST.match(view, at.start, q.start)
    owner = at.level or at.last
    if of_last and owner:
        words = re.sub(r"(?:数|(?<=.{3})增长)$", "", owner.indicator)
        name = f"{words}占{of_last['whole']}比重" if of_last["whole"] else f"{words}占比"
        return Frame(name, None, noun=owner.noun, rule="figure.share_last")
    supplies = _SUPPLIES.search(view, at.start, q.start)
    if supplies and view[q.end : q.end + 1] == "的" and (made := nouns.after(view, q.end, at.limit)):
        words = nouns.shorten(view[slice(*made)])
        return Frame(f"{words}占{supplies['whole'] or ''}比重", at.entry(made), noun=made, rule="figure.share_supplied")
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


def _of_another(q: Quantity, at: Site) -> Frame | None:
    """The same thing's share of another whole: 占全国近1/4、全省近1/2."""
    last = at.last
    if last is None or not last.rule.startswith("figure.share") or not re.search("占.*比重$", last.indicator):
        return None
    further = _ANOTHER_WHOLE.search(at.view, at.start, q.start)
    if further is None:
        return None
    return replace(last, indicator=re.sub("占.*比重$", f"占{further['whole']}比重", last.indicator))


def _part_of_last(q: Quantity, at: Site) -> Frame | None:
    """A share of what was measured last: of 甲 and 乙 in 其中甲占五成、乙占两成, of a class in 其中约五成为某类企业."""
    whole = at.level or at.last
    if whole is None:
        return None
    words = re.sub(r"(?:占比|数)$", "", whole.indicator)
    held = _PART_HELD.search(at.view, at.start, q.start)
    if held and (held["lead"] or whole.rule == "figure.share_part"):
        return Frame(f"{words}占比", None, subject=held.span("who"), noun=whole.noun, rule="figure.share_part")
    kind = _PART_IS.match(at.view, q.end, at.end)
    if kind and _AMONG_THEM.fullmatch(at.view, at.start, q.start):
        return Frame(f"{kind['part']}占{words}比重", None, noun=kind.span("part"), rule="figure.share_part_is")
    return None


def _growth(q: Quantity, at: Site, grown: re.Match[str]) -> Frame:
    """Growth: of the noun in its clause, or of what the figure before it measures (产值10亿元,同比增长5%)."""
    near = nouns.before(at.view, at.floor, grown.start())
    verb = grown["verb"]
    negative = verb in _DOWN and q.value > 0
    tail = "增长" if verb in _DOWN or verb in _RATE_WORD else verb
    if near:
        words = nouns.shorten(at.view[slice(*near)])
    elif at.last:
        words, near = _RISE.sub("", at.last.indicator), at.last.noun
    else:
        words = ""
    if not words and (named := _NAMED_RATE.search(grown.group())):
        return Frame(named.group(), None, noun=None, negative=negative, rule="figure.growth", base=True)
    return Frame(words + tail, None, noun=near, negative=negative, rule="figure.growth", base=True)


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


def part(q: Quantity, at: Site) -> Frame | None:
    """One of the parts of a ratio that makes up a whole: of the three sectors by their order, else of what is named."""
    head = _STRUCTURE.search(at.view, at.start, q.start)
    if head is None:
        return None
    number = len(re.findall("[:∶]", at.view[head.end("noun") : q.start]))
    sectors = "产业" in head.group() and number < 3
    name = f"第{'一二三'[number]}产业比重" if sectors else nouns.shorten(head["noun"]) + "占比"
    return Frame(name, None, noun=head.span("noun"), rule="figure.part")


def ratio(q: Quantity, at: Site) -> Frame:
    """1:3的投入理念, 投入之比为1:3: the noun on either side."""
    noun = nouns.after(at.view, q.end, at.limit) or nouns.before(at.view, at.floor, q.start)
    words = nouns.shorten(at.view[slice(*noun)]) if noun else ""
    return Frame(
        re.sub(r"(?:之比|理念|原则|比例|比)$", "", words) + "比", noun=noun, rule="figure.ratio", status="ratio"
    )
