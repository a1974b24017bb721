"""Names that their own words mark: something proper before an organisation word, and brand names of parks."""

from __future__ import annotations

import re

from jiqun.extract.edges import CUE, left_edge
from jiqun.extract.reading import Reading
from jiqun.extract.tags import Tags
from jiqun.vocab.organisations import Suffix, region_pattern, suffix_pattern, suffixes
from jiqun.vocab.places import find_places

_FOUNDING = re.compile(
    r"(?:成立|设立|组建|建立|创建|搭建|打造|建设|筹建|共建|建成|发起|牵头)了?(?:\d[\d.]*[万亿]*元?的|全国首[个家]|首[个家]|的)?“?$"
)
GENERIC_START = re.compile(
    r"^(?:各类|各级|一批|多个|多家|大型|公共|重点|专业|专业化|企业|产业|创新|技术|国内|国外|一流|高等|科研|知名|该|本|新型|现代|重大|高水平|开放|国际|综合|行业|省级|市级|县级|国家级|自主|研发|服务|信息|合作|协同|展示|交流|资源|众多|全国|主要|相关|高校|院校|政府|独立|新建|新|高端|先进|各|数字化|智能化|工业互联网|两个|三个|一个|所|首个|全省|全市|全区|全县|全球|我国|我省|我市|区内|境内|地方)"
)
_CLASS = re.compile(
    r"^国家(?:级|重点|工程|企业|技术|联合|地方|制造业|产业|创新|认定|研究|临床医学|高新|经济|工业|设计|研发|公共|服务|检测|示范|科技|国际)*"
    r"(?:实验室|研究中心|中心|基地|开发区|高新区|示范区|园区|工业园|产业园|科技园|平台|基金)$"
    r"|(?:国有|民营|上市|创投|龙头)(?:平台|投资)?(?:公司|企业|集团)$"
)
_INAUGURATED = re.compile(r"”?(?:在.{2,6}(?:成立|揭牌)|正式成立|揭牌|成立大会|秘书处|理事会|理事长)")
_SET_APART = re.compile(r"^(?:省(?![级内外份直域会])|市(?![级场内外值面区]))")
_CLASS_PARK = re.compile(r"^(?:国家级|省级|市级|各|经济技术|高新技术|高新|综合|出口|特色|专业|海关|工业|产业|农业)+$")
_QUOTED_PARK = re.compile(r"“([一-龥]{2,8}(?:谷|城|港|岛|湾|园|走廊))”")
_BARE_PARK = re.compile(r"(?:中国|[一-龥]{0,6})(?:药谷|光谷|声谷|硅谷|车谷|芯谷|医药城|科学城|纳米城|基因谷|动力谷)")

Candidate = tuple[int, int, str]


def quoted_parks(reading: Reading, start: int, end: int) -> list[Candidate]:
    """Parks and towns with a brand name: “中国某谷”, 某某药谷."""
    quoted = [
        (match.start(1), match.end(1), "park")
        for match in _QUOTED_PARK.finditer(reading.view, start, end)
        if reading.view[match.start() - 1] != "的"  # 中国的“西雅图” is a nickname
    ]
    bare: list[Candidate] = []
    for match in _BARE_PARK.finditer(reading.view, start, end):
        low = left_edge(reading.view, match.start(), match.end() - 2)
        places = find_places(reading.view[low : match.end()])
        if places and places[0][0] == 0 and match.end() - low - places[0][1] > 4:
            low += places[0][1]
        if match.end() - low >= 3:
            bare.append((low, match.end(), "park"))
    return quoted + bare


def names_by_words(reading: Reading, start: int, end: int, known: set[str], tags: Tags | None) -> list[Candidate]:
    """Names that end in an organisation word and begin with something proper."""
    view = reading.view
    found: list[Candidate] = []
    for match in suffix_pattern().finditer(view, start, end):
        suffix = suffixes()[match.group()]
        if suffix.cue == "self":
            at = match.start()
            low = at - 2 if view[at - 2 : at] == "国家" else at
            found.append((low, match.end(), suffix.type))
            continue
        low = left_edge(view, max(start, match.start() - 25), match.start(), tags)
        if _is_name(view, low, match.start(), suffix, known, tags):
            found.append((low, match.end(), suffix.type))
    return found


def _is_name(view: str, low: int, high: int, suffix: Suffix, known: set[str], tags: Tags | None) -> bool:
    """Whether the words before an organisation word make it a name and not a class."""
    end = high + len(suffix.word)
    name, before = view[low:end], high - low
    if before < 2 and not (before == 1 and suffix.type == "fund" and _SET_APART.match(name)):
        return False
    if name[0].isdigit() or _CLASS.search(name):
        return False
    region = region_pattern().match(name)
    tagged = _tagged(low, end, tags)
    opened = suffix.cue in ("founded", "region") and before >= 4 and _INAUGURATED.match(view, end) is not None
    placed = region is not None and before > region.end() + 1 and suffix.cue != "any"
    if GENERIC_START.match(name) and not (placed or tagged or opened):
        return False
    if suffix.type == "park" and _CLASS_PARK.match(view[low:high]):
        return False
    if view.startswith("公司", end):
        return False  # 国有平台公司
    if suffix.cue == "any":
        return True
    if name.endswith("上市公司"):
        return False
    if suffix.cue == "title":
        return name.startswith("国家") and not name.startswith("国家级")
    if tagged or _proper(view, low, high, suffix, known, tags):
        return True
    if opened or (_SET_APART.match(name) and (before >= 3 or suffix.type == "fund")):
        return True
    maker = tags.at(low) if tags is not None and suffix.type == "platform" else None
    if before >= 3 and _FOUNDING.search(view[max(0, low - 16) : low]) and not (maker and maker.tag == "ORG"):
        return True
    return view[low - 1 : low] == "“" and view[end : end + 1] == "”"


def _proper(view: str, low: int, high: int, suffix: Suffix, known: set[str], tags: Tags | None) -> bool:
    """Whether a name begins with a place, a region, 国家, letters, or a name known already."""
    name = view[low : high + len(suffix.word)]
    places = find_places(view[low:high])
    if places and (places[0][0] == 0 or suffix.type in ("research_institute", "university")):
        return True
    if CUE.match(name) or region_pattern().match(name) or any(len(one) >= 2 and name.startswith(one) for one in known):
        return True
    first = tags.at(low) if tags is not None else None
    return (
        first is not None
        and first.start == low
        and first.tag in ("LOC", "ORG", "PER")
        and first.end <= high
        and suffix.type != "platform"
    )


def _tagged(low: int, end: int, tags: Tags | None) -> bool:
    """Whether the tagger takes the whole name for an organisation or a place of its own."""
    held = tags.at(low) if tags is not None else None
    return held is not None and held.start == low and held.end >= end and held.tag in ("ORG", "LOC")
