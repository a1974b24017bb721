"""Names that their own words mark: something proper before an organisation word, and brand names of parks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from jiqun.extract.around import around
from jiqun.extract.descriptions import only_describes, site_of
from jiqun.extract.edges import CUE, left_edge
from jiqun.extract.reading import Reading
from jiqun.extract.tags import Tags
from jiqun.vocab.organisations import Suffix, made_of_trades, region_pattern, suffixes
from jiqun.vocab.places import find_places

_FOUNDING = re.compile(
    r"(?:新建|扩建|成立|设立|组建|建立|创建|搭建|打造|建设|筹建|共建|建成|发起|牵头)了?(?:\d[\d.]*[万亿]*元?的|全国首[个家]|首[个家]|的)?“?$"
)
GENERIC_START = re.compile(
    r"^(?:各类|各级|一批|多个|多家|大型|公共|重点|专业|专业化|企业|产业|创新|技术|国内|国外|一流|高等|科研|知名|该|本|新型|现代|重大|高水平|开放|国际|综合|行业|省级|市级|县级|国家级|自主|研发|服务|信息|合作|协同|展示|交流|资源|众多|全国|主要|相关|高校|院校|政府|独立|新建|新|高端|先进|各|数字化|智能化|工业互联网|两个|三个|一个|所|首个|全省|全市|全区|全县|全球|我国|我省|我市|区内|境内|地方)"
)
_INAUGURATED = re.compile(r"”?(?:在.{2,6}(?:成立|揭牌)|正式成立|揭牌|成立大会|秘书处|理事会|理事长)")
_SET_APART = re.compile(r"^(?:省(?![级内外份直域会])|市(?![级场内外值面区]))")
GENERIC_PART = re.compile(r"(?:工业|产业|科技|公|校|家|花|乐|庄|田|果|陵|动物|植物|幼儿|各|该|本|这|全)$|[个座家]")
_CLASS_PARK = re.compile(
    r"^(?:经济|国家级|省级|市级|各|经济技术|高新技术|高新|综合|出口|特色|专业|海关|工业|产业|农业)+$"
)
_COUNTED = "[一二三四五六七八九十两]"
_QUOTED_PARK = re.compile(
    rf"“([一-龥]{{2,8}}(?:谷|(?<![名之百百强])城|港|岛|湾|园|走廊)|{_COUNTED}[园区]{_COUNTED}{{1,2}}[园区])”"
)
_PLAN = re.compile(rf"{_COUNTED}.{{1,2}}[多数]")  # 一区多园 is a plan and no place
_TITLE = re.compile(r"(?:获评|荣获|获得|授予|入选|命名为|评为|认定为|誉为|称为|称号|美誉|复评|复审|评选|桂冠)")
_PARK_WORD = re.compile("药谷|光谷|声谷|硅谷|车谷|芯谷|医药城|科学城|纳米城|基因谷|动力谷|智谷|云谷|生物城|未来城")
# A part of a park that a word of place marks: 步入生物创新园, 在医疗器械园, 医疗器械园内.
_PART = re.compile(r"(?<![一-龥])[一-龥]{2,6}园(?=[里内中]?(?:,|$|、)|[里内])")
# A zone with several sites names the site in brackets: 某某高新技术产业开发区(某某).
_PART_OF_ZONE = re.compile(r"[(](?!以下|简称|原|即|含|下称|筹|共|面积|国家|省|市)[一-龥]{2,3}(?:片区|园区|分园)?[)]")
_ZONES = frozenset(
    ["技术产业开发区", "技术开发区", "开发区", "高新区", "经开区", "自贸区", "自由贸易试验区", "综合保税区"]
)
_PARKS_IN_A_ROW = re.compile(
    r"(?:[一-龥()]{3,16}园、){2,}[一-龥()]{3,12}园(?:(?:以及|[和及与])[一-龥()]{3,12}园)?(?![一-龥]?区)"
)
# 某某省委办公厅 + 某某省人民政府
_TWO_BODIES = re.compile(r"(?:办公厅|办公室|委员会)(?=[一-龥]{2,7}(?:省|市|县|自治[区州]))")
_PLACED = re.compile(r"^(?:在|步入|走进|来到|位于|落户|入驻|进驻|走入|坐落(?:于|在))")
_BARE_PARK = re.compile(rf"(?:中国|[一-龥]{{0,6}})(?:{_PARK_WORD.pattern})")

_FOUNDATION = re.compile("(?:财团|社团)法人")
_SCHOLARLY = frozenset(["university", "research_institute", "hospital"])
_SITED = re.compile(r"[一-龥]{2,12}[(][一-龥]{2,3}[)]")  # 中国某某(某地)产业基地
_NO_PLANT = frozenset("工新分建老设入投本该主")  # 工厂, 新厂, 建厂
_TRADE_PARKS = frozenset(["产业园", "产业园区", "工业园", "科技园", "产业基地"])
_NUMBERED = re.compile(r"(?:^|\n)\s*(?:[(]?[\d一二三四五六七八九十]+[)]?[.、]?)?\s*$")
_BRANCH = ("分公司", "分行", "支行", "办事处", "分校", "分院")
_BARE_BRANCH = re.compile(r"[一-龥]{2,3}(?:分公司|子公司|分行|支行|办事处)")
_AWARDED = ("park", "association", "company")

Candidate = tuple[int, int, str]


def brand_parks(reading: Reading, start: int, end: int, tags: Tags | None) -> list[Candidate]:
    """Parks and towns with a brand name (“中国某谷”, 某某药谷), and the parts of a park that a word of place marks.

    What is awarded (获评“中国某城”) is a title and no place. A word such as 某谷 stands alone where the text names it
    more than once.
    """
    view = reading.view
    found: list[Candidate] = []
    for match in _QUOTED_PARK.finditer(view, start, end):
        nickname = view[match.start() - 1] == "的"  # 中国的“西雅图”
        around_it = view[max(start, match.start() - 12) : match.start()] + view[match.end() : match.end() + 3]
        if not nickname and not _PLAN.match(match.group(1)) and not _TITLE.search(around_it):
            found.append((match.start(1), match.end(1), "park"))
    for match in around(_BARE_PARK, _PARK_WORD, view, start, end, before=6, behind=3):
        low = left_edge(view, match.start(), match.end() - 1, tags)
        places = find_places(view[low : match.end()])
        if places and places[0][0] == 0 and match.end() - low - places[0][1] > 4:
            low += places[0][1]
        name = view[low : match.end()]
        if len(name) >= 3 or (len(name) == 2 and name != "硅谷" and _alone(view, low, match.end())):
            found.append((low, match.end(), "park"))
    return found + _park_parts(view, start, end)


def _alone(view: str, low: int, high: int) -> bool:
    """Whether a brand of two characters is a name for this text: it stands there twice, and not in a title."""
    free = re.compile(f"(?<![《“国]){view[low:high]}")
    if free.match(view, low) is None:
        return False
    other = free.search(view)
    if other is not None and other.start() == low:
        other = free.search(view, high)
    return other is not None


def _park_parts(view: str, start: int, end: int) -> list[Candidate]:
    """Parks that a word of place marks (步入某某园), and three or more of them in a row (甲某园、乙某园、丙某园)."""
    found: list[Candidate] = []
    rows = _PARKS_IN_A_ROW.finditer(view, start, end) if view.find("园、", start, end) >= 0 else ()
    for row in rows:
        for item in re.finditer("[^、和及与以]+", row.group()):
            low, high = row.start() + item.start(), row.start() + item.end()
            low = max(low, left_edge(view, low, high))
            head = view[low : high - 1]
            if len(head) >= 3 and not _CLASS_PARK.match(head) and not GENERIC_PART.search(head):
                found.append((low, high, "park"))
    for match in _PART.finditer(view, start, end):
        placed = _PLACED.match(match.group())
        low = match.start() + (placed.end() if placed else 0)
        inside = view[match.end() : match.end() + 1] in ("里", "内")
        head = view[low : match.end() - 1]
        if (placed or inside) and len(head) >= 3 and not _CLASS_PARK.match(head) and not GENERIC_PART.search(head):
            found.append((low, match.end(), "park"))
    return found


def names_by_words(
    reading: Reading, start: int, words: Sequence[re.Match[str]], known: set[str], tags: Tags | None
) -> list[Candidate]:
    """Names that end in an organisation word (``words``, of the block at ``start``) and begin with something proper."""
    view = reading.view
    found: list[Candidate] = []
    for match in words:
        suffix = suffixes()[match.group()]
        if suffix.cue == "self":
            at = match.start()
            low = at - 2 if view[at - 2 : at] == "国家" else at
            found.append((low, match.end(), suffix.type))
            continue
        low = left_edge(view, max(start, match.start() - 25), match.start(), tags)
        if (
            suffix.type == "government"
            and (region := region_pattern().match(view, low))
            and _placed_at(view, region.end())
        ):
            low = region.end()  # 南部 + 某某县政府
        joined = _TWO_BODIES.search(view, low, match.start()) if suffix.type == "government" else None
        low = joined.end() if joined else low
        if _is_name(view, low, match.start(), suffix, known, tags):
            found.append((low, _right_edge(view, match.end(), suffix), suffix.type))
    return _with_branches(view, found)


def _right_edge(view: str, end: int, suffix: Suffix) -> int:
    """Where a name really ends: 某某科技园 + 区, 某某开发区 + (某某)."""
    if suffix.word.endswith("园") and view[end : end + 1] == "区" and view[end : end + 2] != "区域":
        return end + 1
    part = _PART_OF_ZONE.match(view, end) if suffix.word in _ZONES else None
    return part.end() if part else end


def _placed_at(view: str, at: int) -> bool:
    places = find_places(view[at : at + 8])
    return bool(places) and places[0][0] == 0


def _with_branches(view: str, found: list[Candidate]) -> list[Candidate]:
    """A branch joined to what stands right before it: 某某有限公司 + 某地分公司, 某某大学 + 某地研究院.

    A firm's branch by itself is no name.
    """
    joined: list[Candidate] = []
    for low, high, kind in sorted(found):
        before = joined[-1] if joined else None
        follows = before is not None and before[1] == low
        if before is not None and follows and (view[low:high].endswith(_BRANCH) or {kind, before[2]} <= _SCHOLARLY):
            joined[-1] = (before[0], high, kind)
        elif not _BARE_BRANCH.fullmatch(view[low:high]):
            joined.append((low, high, kind))
    return joined


def _is_plant(view: str, low: int, high: int) -> bool:
    """Whether the words before 厂 name a plant: neither 标准厂房 nor 两大厂商 nor a site does."""
    if view.startswith(("房", "区", "商"), high + 1):
        return False
    name = view[low : high + 1]
    return len(name) > 3 and name[-2] not in _NO_PLANT and site_of(name) == len(name)


def _is_name(view: str, low: int, high: int, suffix: Suffix, known: set[str], tags: Tags | None) -> bool:
    """Whether the words before an organisation word make it a name and not a class."""
    end = high + len(suffix.word)
    name, before = view[low:end], high - low
    if before < 2 and not (before == 1 and suffix.type == "fund" and _SET_APART.match(name)):
        return False
    if name[0].isdigit() or only_describes(name) or (suffix.type == "company" and made_of_trades(view[low:high])):
        return False
    region = region_pattern().match(name)
    tagged = _tagged(low, end, tags)
    opened = suffix.cue in ("founded", "region") and before >= 4 and _INAUGURATED.match(view, end) is not None
    placed = region is not None and before > region.end() + 1 and suffix.cue != "any"
    if GENERIC_START.match(name) and not (placed or tagged or opened):
        return False
    if suffix.type == "park" and _CLASS_PARK.match(view[low:high]):
        return False
    if view.startswith(("公司", "工作报告"), end):
        return False  # 国有平台公司, 某某市政府工作报告
    if view[low - 1 : low] == "“" and suffix.type in _AWARDED and _TITLE.search(view, max(0, low - 8), low - 1):
        return False  # 被评为“四好商会”
    if suffix.cue == "any":
        return True
    if suffix.word == "厂" and not _is_plant(view, low, high):
        return False
    if suffix.word in _TRADE_PARKS and made_of_trades(view[low:high]):
        return _planned(view, low, end)
    if name.endswith("上市公司"):
        return False
    if suffix.cue == "title":
        return (name.startswith("国家") and not name.startswith("国家级")) or _SITED.match(name) is not None
    if tagged or _proper(view, low, high, suffix, known, tags):
        return True
    if opened or (_SET_APART.match(name) and (before >= 3 or suffix.type == "fund")):
        return True
    maker = tags.at(low) if tags is not None and suffix.type == "platform" else None
    if before >= 3 and _FOUNDING.search(view[max(0, low - 16) : low]) and not (maker and maker.tag == "ORG"):
        return True
    return view[low - 1 : low] == "“" and view[end : end + 1] == "”"


def _planned(view: str, low: int, end: int) -> bool:
    """Whether a park of a trade (陶瓷产业园) is one park: the text founds it, or it heads a paragraph."""
    heads = view[end : end + 1] in "。\n" and _NUMBERED.search(view, max(0, low - 8), low) is not None
    return heads or _FOUNDING.search(view[max(0, low - 8) : low]) is not None


def _proper(view: str, low: int, high: int, suffix: Suffix, known: set[str], tags: Tags | None) -> bool:
    """Whether a name begins with a place, a region, 国家, letters, or a name known already."""
    name = view[low : high + len(suffix.word)]
    places = find_places(view[low:high])
    if places and (places[0][0] == 0 or suffix.type in ("research_institute", "university")):
        return True
    if suffix.type == "park" and _SITED.match(name):
        return True
    if suffix.type == "platform" and name[0].isascii() and not any(name.startswith(one) for one in known):
        return False  # AC回转平台
    if (
        CUE.match(name)
        or _FOUNDATION.match(name)
        or region_pattern().match(name)
        or any(len(one) >= 2 and name.startswith(one) for one in known)
    ):
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
