"""Sums of money, physical amounts, capacities, and numbers with a scale but no unit."""

from __future__ import annotations

import re
from dataclasses import replace

from jiqun.extract import nouns
from jiqun.extract.frame import Frame, Site
from jiqun.extract.quantity import Quantity
from jiqun.vocab.guarded import guarded
from jiqun.vocab.indicators import find_indicators

_FUND = re.compile(r"(?:元)?(?:的)?[“《]?(?P<fund>[^,。;、“”《》]{2,24}?基金)")
_CAPACITY = re.compile(r"[^,。;]*?(?:的)?(?P<per>年)?(?:生产能力|加工能力|产能)")
_YEARLY = re.compile(r"(?P<per>年|日|月)(?:产|处理|加工|供应?|吞吐|输送|接待|回收|消纳)")
_ABLE = re.compile(r"(?P<per>年)(?:生产|加工|处理|综合)?(?:能力|产能)(?!为|达)")
_BASE = re.compile(r"每[^,。;\d]{0,6}(?:1|一)元")  # 每花1元…就要投入3元: one ratio, not two sums
_GROWTH = guarded(r"(?:同比|环比|较上年|比上年)*(?P<verb>增长|上升|提高|提升|增加|增收|下降|减少|降低)(?:了|约)*$")
_GRANTED = re.compile(
    r"(?:给予|奖励|补助|补贴|发放|资助|支持|安排|下达|拨付)(?:每[人月年户项家]+|一次性|最高|总额|不超过|累计|[、和及或]|\d[\d.]*[万亿]?元)*$"
)
_FURTHER_SUMS = re.compile(r"(?:[、和及或](?:最高)?\d[\d.]*[万亿]?元)+")
_INDEX = re.compile(
    r"(?P<noun>[^,。;、的\d]{0,10}(?:指数|系数|区位熵|得分|评分|分值|强度|密度|PMI))"
    r"(?:[从由](?:(?:19|20)\d\d年的?)?|分别|各|均|[\s$]|为|达到?|约|是|[上提升下降]{2}[到至](?:(?:19|20)\d\d年的?)?)*$"
)
_NOTED = re.compile(r"(?:\[\d+\])?[(]$")  # 地区生产总值[3](GDP)
_SCALE = re.compile("[万亿]")
_SIZE = re.compile("的?(?:产业|经济)?规模|级?产值")
_HELD = re.compile(r"(?:其中,?)(?P<who>[^,。;、\d]{2,14}?)(?:占|约占|贡献|就有|占了)$")  # 总产值6亿元,其中零件占2亿元
_PART = re.compile(r"(?:其中|当中|里面)[^,。;]{0,8}$")
_AREA = frozenset({"km2", "m2", "ha", "mu", "ping", "acre"})
_MODIFIERS = re.compile(
    r"(?:规模以上|规上|全口径|累计|主导产业|技工贸|人均|户均|地均|亩均|工业|农林牧渔业|建筑业|制造业|服务业|(?<!\d)年|总)+$"
)
_REGION = re.compile(r"(?<!建成)(?:区|园|区块|片区|基地|组团|新城|社区|镇|县|岛|湖|公园)(?:[一二三]期)?$")
_BY_UNIT = dict.fromkeys(_AREA, "面积") | {"km": "里程", "t": "重量", "kWh": "电量", "MW": "装机容量", "kW": "功率"}
_PERSONS = re.compile(r"(?:生|人才|专家|员工|职工|游客|人员|居民|工人|学者|人口)$")
_PRODUCES = re.compile(r"年产(?:量|能)?(?:可)?达?$")
_SPECIFICATION = frozenset({"nm", "um", "mm", "in", "cm"})  # 28纳米, 12英寸: what a thing is, not how much there is


def money(q: Quantity, at: Site) -> Frame:
    """A sum: a fund's size, the dictionary's word before it, the noun behind 的, or the nearest noun."""
    view = at.view
    fund = _FUND.match(view, q.end, at.end)
    if fund:
        return Frame("基金规模", None, fund.span("fund"), fund.span("fund"), rule="figure.fund")
    if _BASE.search(view, at.sentence, q.start):
        return Frame("投入比", unit="ratio", rule="figure.ratio_each", status="ratio")
    growth = _GROWTH.search(view, at.floor, q.start)
    more = _FURTHER_SUMS.match(view, q.end, at.end)
    granted = nouns.after(view, more.end() if more else q.end, at.end)
    if granted and _GRANTED.search(view, at.start, q.start):
        return Frame(nouns.shorten(view[slice(*granted)]), None, noun=granted, rule="figure.granted")
    held = _HELD.search(view, at.start, q.start)
    whole = at.level or at.last
    if held and whole and whole.rule.startswith("figure.money"):
        return replace(whole, subject=held.span("who"), rule="figure.money_part")
    floor = max(at.floor, at.after or 0)  # A项48亿元、B项12亿元: each sum has the words behind the sum before
    near = at.dictionary(floor, q.start) or at.across(floor, q.start)
    if near and not growth:
        return Frame(_modified(view, floor, near[0], near[1]), near[2], noun=near[:2], rule="figure.money")
    before = nouns.before(view, floor, growth.start() if growth else q.start)
    if before is None and floor > at.floor and not growth and (near := at.dictionary(at.floor, q.start)):
        return Frame(_modified(view, at.floor, near[0], near[1]), near[2], noun=near[:2], rule="figure.money")
    after = nouns.after(view, q.end, at.end)
    if after and view[q.end : q.end + 1] == "的" and before is None:
        words, entry = nouns.shorten(view[slice(*after)]), at.entry(after)
        return Frame(words if entry else words + "金额", entry, noun=after, rule="figure.money_of")
    if before:
        words = nouns.shorten(view[slice(*before)])
        return Frame(words + ("增长" if growth else ""), None, noun=before, rule="figure.money_noun")
    near = at.dictionary(at.start, q.start) or at.dictionary(at.sentence, q.start)
    if near:
        return Frame(near[2].zh, near[2], noun=near[:2], rule="figure.money")
    if at.last and at.last.unit is None and at.last.rule.startswith("figure.money") and view[q.start - 1] in "、和及":
        return at.last
    words = nouns.shorten(view[slice(*after)]) if after else ""
    return Frame(words + "金额", None, noun=after, rule="figure.money_bare")


def _modified(view: str, floor: int, start: int, end: int) -> str:
    """The dictionary's word with what directly modifies it (规上工业总产值, 人均生产总值), a bracket (GDP) left out."""
    noted = _NOTED.search(view, floor, start) if view[start - 1 : start] == "(" else None
    if (
        noted
        and (outside := find_indicators(view, max(floor, noted.start() - 16), noted.start()))
        and (outside[-1][1] == noted.start())
    ):
        start, end, _ = outside[-1]
    prefix = _MODIFIERS.search(view, floor, start)
    return view[prefix.start() if prefix else start : end]


def physical(q: Quantity, at: Site) -> Frame | None:
    """Tonnes, hectares, kilometres: a capacity when the clause says so, else an amount of the nearest noun."""
    view, unit = at.view, q.unit or ""
    if unit in _SPECIFICATION:
        return None
    capacity = _CAPACITY.match(view, q.end, at.end)
    after = nouns.after(view, q.end, at.limit)
    if capacity and "/" not in unit and unit in ("t", "count", "m3", "kg"):
        product = nouns.shorten(view[slice(*after)]) if after else ""
        product = re.sub(r"(?:的)?年?(?:生产能力|加工能力|产能)$", "", product)
        per = f"{unit}/a" if capacity["per"] or "年" in view[q.end : capacity.end()] else unit
        return Frame(f"{product}年生产能力", None, after, (q.end, capacity.end()), per, rule="figure.capacity")
    unit = _rate(view, at.start, q, unit)
    if after and _PRODUCES.search(view, at.floor, q.start):
        words = nouns.shorten(view[slice(*after)])
        return Frame(f"{words}年产能", None, noun=after, unit=unit, rule="figure.produces")
    before = nouns.before(view, at.floor, q.start)
    if before:
        words = nouns.shorten(view[slice(*before)])
        heads = before[0] <= at.start or view[at.start : before[0]].strip() in ("", "其中")
        if unit in _AREA and heads and _REGION.search(words):
            return Frame("面积", None, before, before, unit, rule="figure.physical")
        words += "面积" if unit in _AREA and not words.endswith(("面积", "用地", "占地")) else ""
        return Frame(words, at.entry(before), noun=before, unit=unit, rule="figure.physical")
    if after:
        words = nouns.shorten(view[slice(*after)])
        return Frame(words, at.entry(after), noun=after, unit=unit, rule="figure.physical_of")
    near = at.dictionary(at.start, q.start)
    if near:
        return Frame(near[2].zh, near[2], noun=near[:2], unit=unit, rule="figure.physical")
    if at.last and at.last.rule.startswith("figure.physical") and at.last.unit == unit:
        return at.last
    if at.last and at.last.rule.startswith("figure.physical") and {unit, at.last.unit or ""} <= _AREA:
        return replace(at.last, unit=unit)  # 新增规划面积3826亩,达到6.77平方公里
    named = _BY_UNIT.get(unit)
    return Frame(named, unit=unit, rule="figure.physical_bare") if named else None


def _rate(view: str, start: int, q: Quantity, unit: str) -> str:
    """年处理能力30万吨 and 日供水20万吨 are per year and per day, whether or not the unit says so."""
    yearly = _YEARLY.search(view, start, q.start) or _ABLE.search(view, start, q.start)
    if yearly is None or "/" in unit or unit not in ("t", "count", "m3", "kg", "kWh", "TEU", "person_time"):
        return unit
    return f"{unit}/{ {'年': 'a', '月': 'month', '日': 'd'}[yearly['per']] }".replace(" ", "")


def _index(q: Quantity, at: Site) -> Frame | None:
    """A plain number that is the value of an index, a coefficient or a score (区位熵为1.35)."""
    match = _INDEX.search(at.view, at.floor, q.start)
    if match is None or q.chinese or nouns.after(at.view, q.end, at.limit):
        return None
    return Frame(nouns.shorten(match["noun"]), None, noun=match.span("noun"), unit="index", rule="figure.index")


def bare(q: Quantity, at: Site) -> Frame | None:
    """A number without a unit counts only with a scale word: money before a fund, else what its noun is."""
    view = at.view
    if not _SCALE.search(view, q.number_start, q.number_end):
        return _index(q, at)
    if at.last and at.last.rule.startswith("figure.money") and _PART.match(view, at.start, q.start):
        return replace(at.last, unit="CNY")  # 总收入750亿元,其中401亿来自…
    fund = _FUND.match(view, q.end, at.end)
    if fund:
        return Frame("基金规模", None, fund.span("fund"), fund.span("fund"), "CNY", rule="figure.fund")
    if _SIZE.match(view, q.end, at.end) and "亿" in view[q.number_start : q.number_end]:
        before = nouns.before(view, max(at.floor, at.after or 0), q.start)
        words = nouns.shorten(view[slice(*before)]) if before else "产业规模"
        return Frame(words, at.entry(before) if before else None, noun=before, unit="CNY", rule="figure.money_bare")
    near = at.dictionary(at.floor, q.start)
    if near and near[2].unit == "CNY":
        words = _modified(view, at.floor, near[0], near[1])
        return Frame(words, near[2], noun=near[:2], unit="CNY", rule="figure.money")
    after = nouns.after(view, q.end, at.limit)
    if after:
        words = nouns.shorten(view[slice(*after)])
        yearly = view[q.start : q.start + 2] in ("每年", "年均")
        unit = ("person/year" if yearly else "person") if _PERSONS.search(words) else "count"
        return Frame(words + "数", None, noun=after, unit=unit, rule="figure.bare_of")
    before = nouns.before(view, at.floor, q.start)
    if before is None:
        return None
    words = nouns.shorten(view[slice(*before)])
    unit = "person" if _PERSONS.search(words) else "count"
    words = words if words.endswith(("数", "量")) else words + "数"
    return Frame(words, at.entry(before), noun=before, unit=unit, rule="figure.bare")
