"""Organisations: from lists with a head noun, from organisation words, and from names in quotation marks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jiqun.extract.lists import NameList, name_lists
from jiqun.extract.reading import Reading, sentences
from jiqun.extract.sections import Section
from jiqun.model import Entity, Mention
from jiqun.vocab.organisations import Suffix, suffix_pattern, suffixes, type_of
from jiqun.vocab.places import find_places

_BREAK = re.compile(r"[,。;:!?、\s“”《》「」\n]")
_WORD = re.compile(
    r"以及|在|由|的|了|为|以(?!色)|从|向|对|将|把|被|是|有|并|等|至|到|于|其|该|这|使|让|给|如"
    r"|建设|成立|设立|组建|引进|引入|拥有|集聚|聚集|推进|依托|支持|搭建|打造|加快|通过|建立|获批|先后|包括|牵头|联合|落户|入驻|共建|共同|参与|开展|发挥|构建|围绕|培育|建成|形成|推动|促进(?!中心|会)|签约|签署|指导|批准|授予|认定|委托|投资"
    r"|位于|坐落|围绕|做大|做强|称为|获得|得到|核心区|又名|别名|又称|亦称|简称|采取|重点布局|布局|规划|经过|按照|根据|持续|加大|加强|深化|完善|优化|提高|国有|合力|落地|正式|大量|第一个|目前|已|曾|又|也|均|都|就|即"
)
_JOINER = re.compile(r"与|和(?!谐)|及|(?<![协共合不相])同(?!济|方|仁|创|花顺|兴)")
_FOUNDING = re.compile(
    r"(?:成立|设立|组建|建立|创建|搭建|打造|建设|筹建|共建|建成)了?(?:\d[\d.]*[万亿]*元?的|全国首[个家]|首[个家])?“?$"
)
_GENERIC_START = re.compile(
    r"^(?:各类|各级|一批|多个|多家|大型|公共|重点|专业|专业化|企业|产业|创新|技术|国内|国外|一流|高等|科研|知名|该|本|新型|现代|重大|高水平|开放|国际|综合|行业|省级|市级|县级|国家级|自主|研发|服务|信息|合作|协同|展示|交流|资源|众多|全国|主要|相关|高校|院校|政府|独立|新建|新|高端|先进|各|数字化|智能化|工业互联网|两个|三个|一个|所|首个)"
)
_CUE = re.compile(
    r"^(?:国家(?!级)|中国|中华|中科院?|华东|华南|华中|华北|东北|西北|西南|全军|国防|[A-Za-z]{2,}|[一-龥]{1,3}省|[一-龥]{1,3}市)"
)
_QUOTED_PARK = re.compile(r"“([一-龥]{2,8}(?:谷|城|港|岛|湾|园|走廊))”")
_BARE_PARK = re.compile(r"(?:中国|[一-龥]{0,6})(?:药谷|光谷|声谷|硅谷|车谷|芯谷|医药城|科学城|纳米城|基因谷|动力谷)")


@dataclass(frozen=True, slots=True)
class Names:
    """The organisations of one section and the lists they came from."""

    entities: tuple[Entity, ...]
    lists: tuple[NameList, ...]


def listed_names(reading: Reading, section: Section) -> list[NameList]:
    """The lists of names in a section."""
    return [
        names
        for block in section.blocks
        if block.kind != "heading"
        for sentence in sentences(reading.view, block)
        for names in name_lists(reading.view, sentence.start, sentence.end)
    ]


def organisations(reading: Reading, section: Section, lists: list[NameList], elsewhere: frozenset[str]) -> Names:
    """The organisations that a section names, each with all its mentions there.

    A name is taken from a list (聚集了A、B等企业), from an organisation word with something proper before it, or from
    quotation marks; then every further place of the section with the same letters is a mention, longest names first.
    ``lists`` are the section's lists, ``elsewhere`` the names that lists of the whole document give.
    """
    found: dict[str, tuple[str, int, int, str, bool]] = {}
    for names in lists:
        for item in names.items:
            name = reading.view[item.start : item.end]
            if names.kind != "project" or name in elsewhere:
                found.setdefault(name, (item.type, item.start, item.end, "organisation.list", True))
    known = set(found)
    for block in section.blocks:
        for start, end, kind in [
            *_quoted(reading, block.start, block.end),
            *_by_words(reading, block.start, block.end, known),
        ]:
            name = reading.view[start:end]
            found.setdefault(name, (kind, start, end, "organisation.word", True))
    return Names(tuple(_mentions(reading, section, found)), tuple(lists))


def _quoted(reading: Reading, start: int, end: int) -> list[tuple[int, int, str]]:
    """Parks and towns with a brand name: “中国某谷”, 某某药谷."""
    quoted = [
        (match.start(1), match.end(1), "park")
        for match in _QUOTED_PARK.finditer(reading.view, start, end)
        if reading.view[match.start() - 1] != "的"  # 中国的“西雅图” is a nickname
    ]
    bare: list[tuple[int, int, str]] = []
    for match in _BARE_PARK.finditer(reading.view, start, end):
        low = _left_edge(reading.view, match.start(), match.end() - 2)
        places = find_places(reading.view[low : match.end()])
        if places and places[0][0] == 0 and match.end() - low - places[0][1] > 4:
            low += places[0][1]
        if match.end() - low >= 3:
            bare.append((low, match.end(), "park"))
    return quoted + bare


def _by_words(reading: Reading, start: int, end: int, known: set[str]) -> list[tuple[int, int, str]]:
    """Names that end in an organisation word and begin with something proper."""
    view = reading.view
    found: list[tuple[int, int, str]] = []
    for match in suffix_pattern().finditer(view, start, end):
        suffix = suffixes()[match.group()]
        low = _left_edge(view, max(start, match.start() - 25), match.start())
        if suffix.cue == "self":
            low = match.start() - 2 if view[match.start() - 2 : match.start()] == "国家" else match.start()
            if view[low : match.start()] not in ("", "国家"):
                low = match.start()
        name = view[low : match.end()]
        if suffix.cue == "self" or _is_name(view, low, match.start(), name, suffix, known):
            found.append((low, match.end(), suffix.type))
    return found


def _left_edge(view: str, floor: int, end: int) -> int:
    """Where a name that ends at ``end`` begins: behind the last break or function word before it."""
    low = floor
    for match in _BREAK.finditer(view, floor, end):
        low = match.end()
    for match in _WORD.finditer(view, low, end):
        low = match.end()
    for match in _JOINER.finditer(
        view, low, end
    ):  # 国家甲与乙创新中心 is one name, 甲大学与乙大学 are two
        left = view[low : match.start()]
        placed = find_places(left[:6])
        if not (_CUE.match(left) or (placed and placed[0][0] == 0)) or type_of(left) is not None:
            low = match.end()
    return low


def _is_name(view: str, low: int, high: int, name: str, suffix: Suffix, known: set[str]) -> bool:
    """Whether the words before an organisation word make it a name and not a class."""
    before = high - low
    if before < 2 or _GENERIC_START.match(name) or name[0].isdigit():
        return False
    if suffix.cue == "any":
        return True
    if name.endswith("上市公司"):
        return False
    if view.startswith("公司", high + len(suffix.word)):
        return False  # 国有平台公司
    places = find_places(view[low:high])
    placed = bool(places) and (places[0][0] == 0 or suffix.type in ("research_institute", "university"))
    if suffix.cue == "title":
        return name.startswith("国家") and not name.startswith("国家级")
    if placed or _CUE.match(name) or any(name.startswith(one) for one in known if len(one) >= 2):
        return True
    if before >= 3 and _FOUNDING.search(view[max(0, low - 16) : low]):
        return True
    return view[low - 1 : low] == "“" and view[high + len(suffix.word) : high + len(suffix.word) + 1] == "”"


def _mentions(reading: Reading, section: Section, found: dict[str, tuple[str, int, int, str, bool]]) -> list[Entity]:
    """Every place of the section where a found name stands, the longest name first, each character once."""
    taken = bytearray(section.end - section.start)
    entities: list[Entity] = []
    for name in sorted(found, key=lambda one: (-len(one), one)):
        kind, start, end, rule, named = found[name]
        places: list[Mention] = []
        at = reading.view.find(name, section.start, section.end)
        while at >= 0:
            low, high = at - section.start, at - section.start + len(name)
            if not any(taken[low:high]) and not _inside_word(reading.view, at, at + len(name)):
                taken[low:high] = b"\x01" * len(name)
                places.append(Mention(at, at + len(name)))
            at = reading.view.find(name, at + len(name), section.end)
        if not places:
            continue
        first = places[0]
        entities.append(
            Entity(
                quote=reading.text[first.start : first.end],
                start=first.start,
                end=first.end,
                rule=rule,
                cluster=section.cluster,
                type=kind,
                name=reading.text[start:end],
                mentions=tuple(places),
                named=named,
            )
        )
    return sorted(entities, key=lambda entity: entity.start)


def _inside_word(view: str, start: int, end: int) -> bool:
    """Whether a name of letters stands inside a longer run of letters (IP in TIPS)."""
    name = view[start:end]
    if (
        name[0].isascii()
        and name[0].isalpha()
        and view[start - 1 : start].isascii()
        and view[start - 1 : start].isalnum()
    ):
        return True
    return bool(
        name[-1].isascii() and name[-1].isalpha() and view[end : end + 1].isascii() and view[end : end + 1].isalnum()
    )
