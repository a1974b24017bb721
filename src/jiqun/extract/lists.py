"""Lists of names closed by 等 and a head noun: 聚集了A、B、C等一批龙头企业."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jiqun.extract.descriptions import bare, only_describes
from jiqun.extract.edges import breaks
from jiqun.extract.list_forms import framed_lists, headed_lists
from jiqun.extract.record import record
from jiqun.extract.tags import Tags
from jiqun.vocab.guarded import guarded
from jiqun.vocab.organisations import company_tails, head_pattern, heads, tail_pattern, type_of
from jiqun.vocab.places import by_name

_CLOSE = guarded(
    r"等(?!于|级|待|候|同|额|价|效|量|份|离子)"
    r"|(?<=[^、,。\d])(?:[二三四五六七八九十]{1,2}|\d+)(?:[家所]|(?<!十)大)(?=[^,。、;]{0,14}(?:企业|公司|高校|院校|院所|机构|单位|药企|车企|钢企|巨头|厂商|央企|国企|民企|大学|医院|银行))"
    r"|(?<=[部局委])(?:[二三四五六七八九十]{1,2})部委"
)
_CLOSES = re.compile(r"[等二三四五六七八九十\d](?:(?<=等)|[家所大部])")  # each of the above holds one of these
_OPEN = re.compile(
    r"不乏|新建|扩建|续建|在建|新[(]扩[)]建|走访|深入(?=[^,]{2,10}、)|来到|预装在|搭载于|应用于|供货给|配套给|销往|供应给|供应(?![链商])|聚集了?|集聚了?|汇聚了?|汇集了?|吸引了?|引进了?|引入了?|拥有|涌现出?了?|培育出?了?|包括了?|包含|涵盖|覆盖|形成了?|建成了?|搭建了?|投资建设|打造了?|建立了?"
    r"|设立了?|成立了?|组建了?|推出了?|开发出?了?|研制出|孵化出?了?|衍生出?了?|联合|携手|依托|围绕|聚焦|支持|鼓励|推动|促进|落户|入驻|获得|获批|涉及|实施|组织|参加|参与|对接|合作|签约"
)
_RANKED = re.compile(
    r"(?:代表|龙头|骨干|知名|领军|链主)性?(?:企业|公司|厂商|药企|车企)群?(?:主要|目前|现)?(?:有|包括了?|为|如|:)$"
)
_GATHERS = re.compile(r"(?:聚集|集聚|汇聚|汇集|吸引|引进|引入|拥有|涌现|形成|建有|设有)了?(?!区)")
_OPEN_WEAK = guarded(
    r"以及|(?<![协共合不相])同(?!济|方|仁|创|花顺|兴)|与|由|如|有|在|是|对|向|为|从|被|将|把|使|既|又|了|的|出|:"
)
_HEAD_ENDS = guarded(
    r"[在是为已均都与、]|和(?!科研|高校)|及|建立|开展|组建|成立|参展|参加|合作|形成|聚集|集聚|组成|共同|积极|先后|逐步|入围|打造|进行|实现|达到|构成"
    r"|推动|支持|联合|投资|入驻|落户|牵头|协同|方面|提供|中的|的(?=[^企公高科机院平]{0,4}(?:支持|帮助|需求|合作))"
)
_MADE = frozenset(["产品", "型号"])
_BRANDS = re.compile(r"预装在|搭载于|应用于|供货给|配套给|销往|供应给|供应")
_GENERIC = re.compile(
    r"(?:机构|企业|单位|院所|高校|领域|产业|技术|产品|服务|人员|行业|部门|专家|项目|方式|设备|系统|材料|器件|工程|人才|资金|资源|业务|创新|研发|制造|加工|设计|应用|培训|论坛|活动|会议|城市|地区|国家|创投公司|投资公司|平台公司|书记|主任|[镇县市区省厅局处部]长|会长|秘书长|院士|代表|负责人|领导)$"
)
_SEAT = re.compile(r"(?:[(][一-龥]{2,4}[)])?(?:全球|中国|亚太|区域|企业|研发)*总部$")
_ASIDE = re.compile(r"[(](?:原|即|含|简称|以下|证券|股票|包括|下称|\d)[^)]*[)]$")
_NOT_A_NAME = re.compile(
    r"[的了,。;:!?]|\d+(?:多|余)?[家个所名项]|^[一二三四五六七八九十\d]+$|^(?:创投|风投|投资|平台|上市|龙头|骨干|民营|国有|外资)(?:公司|机构|企业)$|^(?:各类|一批|多个|大型|相关|其他|部分|以及|国内|国际|国外)$"
)
_AFTER_HEAD = re.compile(r"[^、,。]{0,16}(?:企业|公司|高校|院校|院所|机构|单位|银行)(?:以及|及|和|与)")
_LISTED = re.compile(r"(?:等)?(?:境内外|海外|境内)?上市(?:公司|企业)$")
_BARE = frozenset(
    ["经开区", "高新区", "开发区", "园区", "保税区", "示范区", "自贸区", "新区", "大学", "学院", "医院", "银行"]
)
_JOIN = re.compile(r"以及|和|及|与")
_PART_MARKS = re.compile(r"[、;(“《)”》]")
_CLAUSE_END = re.compile(r"[,。;:]")
_AND_PRODUCTS = re.compile(r"(?:和|及|、)产品")
_JOINED = re.compile(r"以及|及|和")
_AND = re.compile(r"以及|及")  # 和某 in the middle of a list is a name
_SHORT_NAME = re.compile(r"[一-龥]{3,4}")
_WORKS = re.compile(
    r"(?:工程|项目|厂房|[一二三]期|基地|大桥|公路|铁路|机场|水库|电站|中心|广场|学校|医院|小区|新城|园区?|生产线|[线路站港]|改造|建设|开发|农业|产业|制造|综合体)$"
)
_STRUCTURED = ("university", "research_institute", "platform", "park", "hospital", "government", "association")
_OTHERS = re.compile(
    r"(?:[\d一二两三四五六七八九十百多余几]+[个大种项类]|多个)?(?:领域|行业(?!协会)|业务|方面|品牌|地区|国家|市场(?!主体)|环节|板块|产品线)"
)
_SETTLED = re.compile(r"落户|入驻|进驻|落地|投产|坐落|位于|进入|汇聚于|聚集于|集聚于")


@record
class Item:
    """One name of a list, with the type that its own words or the head noun give."""

    start: int
    end: int
    type: str


@dataclass(frozen=True, slots=True)
class NameList:
    """A list of names: its items, the span from its opening word to its head noun, the head, and the opening word.

    ``kind`` is the type that the head gives; in a list of projects (某某等一批重大项目) only names known from
    elsewhere are organisations, and the ``firms``: projects that go by the name of the firm that builds them.
    """

    items: tuple[Item, ...]
    start: int
    end: int
    head: str
    opened: str
    kind: str
    firms: frozenset[Item] = frozenset()


def name_lists(view: str, start: int, end: int, tags: Tags | None = None) -> list[NameList]:
    """The lists of organisations that ``view[start:end]`` (one sentence) holds.

    With ``tags``, a verb in front of the first name (看好甲科技、乙股份等) is cut off too.

    >>> view = "聚集了甲乙、丙丁科技、戊己等一批龙头企业"
    >>> [[view[i.start:i.end] for i in found.items] for found in name_lists(view, 0, len(view))]
    [['甲乙', '丙丁科技', '戊己']]
    """
    found: list[NameList] = []
    floor, after_head = start, False
    for close in _CLOSE.finditer(view, start, end) if _CLOSES.search(view, start, end) else ():
        head = _head(view, close.end() if close.group().startswith("等") else close.start(), end)
        if head is None:
            continue
        word, head_end = head
        counted = not close.group().startswith("等")
        kind = "government" if close.group().endswith("部委") else heads()[word]
        items, opened_at, opened = _items(view, floor, close.start(), kind, after_head)
        if word in _MADE and len(items) >= 3 and _BRANDS.fullmatch(opened):
            items = [Item(item.start, item.end, "company") for item in items]  # 预装在A、B、C等…产品: the makers
            kind = "company"
        if items and tags is not None:
            items[0] = _behind_verb(view, items[0], tags)
        if items and kind not in ("other", "department") and not (counted and len(items) < 2):
            firms = _firms(view, items) if kind == "project" else frozenset()
            found.append(NameList(tuple(items), opened_at, head_end, word, opened, kind, firms))
        floor, after_head = close.end(), True
    taken = {item.start for names in found for item in names.items}
    for low, high, head_end, word, kind in (*framed_lists(view, start, end), *headed_lists(view, start, end)):
        items = [
            item
            for part in _parts(view, low, high)
            for piece in _split(view, *part, kind)
            if (item := _item(view, *piece, kind)) is not None
        ]
        named = kind not in ("other", "department", "mixed", "project")
        sure = _RANKED.search(view, max(start, low - 14), low) is not None
        if named and items and items[0].start not in taken and (sure or any(_vouched(view, i, tags) for i in items)):
            found.append(NameList(tuple(items), low, head_end, word, "", kind))
    return found


def _firms(view: str, items: list[Item]) -> frozenset[Item]:
    """The items of a list of projects that are firms: one with a firm's tail speaks for the short ones beside it."""
    names = {item: view[item.start : item.end] for item in items}
    tails = re.compile(rf"(?:{tail_pattern().pattern})$")
    told = [item for item, name in names.items() if (tail := tails.search(name)) and tail.start() == 2]
    if not told or len(items) < 2:
        return frozenset()
    short = [item for item, name in names.items() if _SHORT_NAME.fullmatch(name) and not _WORKS.search(name)]
    return frozenset([*told, *short])


def _vouched(view: str, item: Item, tags: Tags | None) -> bool:
    """Whether an item's own words, or the tagger, say that it is a name: one such item speaks for its list."""
    name = view[item.start : item.end]
    if type_of(name) is not None or any(len(name) > len(tail) and name.endswith(tail) for tail in company_tails()):
        return True
    spans = tags.within(item.start, item.end) if tags is not None else []
    return any(span.tag == "ORG" and span.start == item.start for span in spans)


def _head(view: str, at: int, end: int) -> tuple[str, int] | None:
    """The head noun behind 等: the last of a run of head nouns (平台公司), in the same clause."""
    if _OTHERS.match(view, at, end):
        return None  # 涉足甲、乙等领域的企业, 拥有甲、乙等十余个品牌: no names of firms
    stop = _CLAUSE_END.search(view, at, end)
    limit = min(stop.start() if stop else end, at + 40)
    match = head_pattern().search(view, at, limit)
    if match is None:
        return None
    verb = _HEAD_ENDS.search(view, match.end(), limit)
    for further in head_pattern().finditer(view, match.end(), verb.start() if verb else limit):
        match = further
    settled = _SETTLED.search(view, at, match.start()) if heads()[match.group()] == "park" else None
    if settled:
        return "企业", settled.start()  # 甲、乙等落户某某开发区: the park is where they are
    if heads()[match.group()] == "company" and _AND_PRODUCTS.match(view, match.end(), limit):
        return None  # 一批企业和产品: which of the items are firms the text does not say
    return match.group(), match.end()


def _items(view: str, floor: int, end: int, kind: str, after_head: bool) -> tuple[list[Item], int, str]:
    """Split back from the closing word; the first item is cut after the word that opens the list."""
    begin, depth = end, 0
    while begin > floor:
        char = view[begin - 1]
        if char in ")”》":
            depth += 1
        elif char in "(“《":
            depth -= 1
            if depth < 0:
                break
        elif depth == 0 and char in ",。;:!?\n":
            break
        begin -= 1
    parts = _parts(view, begin, end)
    parts = _from_gathering(view, parts)
    opened_at, opened = parts[0][0], ""
    if after_head and begin == floor:  # behind the 等 of the list before: its head noun, perhaps 及 and a name
        rest = _AFTER_HEAD.match(view, *parts[0])
        parts = [(rest.end(), parts[0][1]), *parts[1:]] if rest else parts[1:]
    elif parts:
        first = parts[0]
        strong = list(_OPEN.finditer(view, first[0], first[1] - 1))
        weak = list(_OPEN_WEAK.finditer(view, first[0], first[1] - 1))
        opening = next(reversed(strong or weak), None)
        joined = _JOINED.match(view, *first)
        if opening is not None:
            opened_at, opened = opening.start(), opening.group()
            parts[0] = (opening.end(), first[1])
        elif joined:
            parts[0] = (joined.end(), first[1])
        elif first[1] - first[0] > 12 and type_of(view[first[0] : first[1]]) is None:
            parts = parts[1:]
    items: list[Item] = []
    for n, (low, high) in enumerate(parts):
        pieces = _split(view, low, high, kind) if n == len(parts) - 1 or _AND.match(view, low) else [(low, high)]
        items += [item for piece in pieces if (item := _item(view, *piece, kind)) is not None]
    return items, opened_at, opened


def _parts(view: str, begin: int, end: int) -> list[tuple[int, int]]:
    """What stands between the 、 or ; of a list, those in brackets and quotation marks aside."""
    parts: list[tuple[int, int]] = []
    at, depth = begin, 0
    for match in _PART_MARKS.finditer(view, begin, end):
        mark = match.group()
        depth += (mark in "(“《") - (mark in ")”》")
        if mark in "、;" and depth == 0:
            parts.append((at, match.start()))
            at = match.end()
    parts.append((at, end))
    return parts


def _from_gathering(view: str, parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The parts from the last one that holds a verb of gathering: 甲园、乙园聚集 + 丙、丁等企业."""
    for number in range(len(parts) - 1, 0, -1):
        gathers = _GATHERS.search(view, parts[number][0] + 2, parts[number][1] - 1)
        if gathers:
            return [(gathers.start(), parts[number][1]), *parts[number + 1 :]]
    return parts


def _behind_verb(view: str, item: Item, tags: Tags) -> Item:
    """The first item behind the last word that stands outside names; an organisation of the tagger stays whole."""
    low = item.start
    for span in tags.within(item.start, item.end):
        if span.tag in ("ORG", "PER", "nz") and span.start > low and span.end == item.end:
            low = span.start if tags.before(span.start) is None or _leads(view, span.start, tags) else low
        elif breaks(view, span) and item.start <= span.start and item.end - span.end >= 2:
            low = span.end
    return item if low == item.start else Item(low, item.end, item.type)


def _leads(view: str, at: int, tags: Tags) -> bool:
    before = tags.before(at)
    return before is not None and before.tag in ("v", "p", "u", "w", "d")


def _split(view: str, low: int, high: int, kind: str) -> list[tuple[int, int]]:
    """Split the last part at 和/及 unless the words before it are no name of their own (甲工程和乙技术中心)."""
    lead = _JOIN.match(view, low, high)
    if lead:
        return [(lead.end(), high)]
    for match in _JOIN.finditer(view, low + 2, high - 1):
        left, right = view[low : match.start()], view[match.end() : high]
        if (
            kind in _STRUCTURED
            and type_of(right) is not None
            and type_of(left) is None
            and left[-1] not in "区园校院厂"
        ):
            continue
        if len(left) >= 2 and len(right) >= 2:
            return [(low, match.start()), (match.end(), high)]
    return [(low, high)]


def _item(view: str, low: int, high: int, kind: str) -> Item | None:
    """One item as an entity, or None when the words are a class and no name."""
    while low < high and view[low] in "“”《》 ":
        low += 1
    while high > low and view[high - 1] in "“”《》 ":
        high -= 1
    listed = _LISTED.search(view, low, high)
    high = listed.start() if listed and listed.start() - low >= 2 else high
    seat = _SEAT.search(view, low + 2, high)
    high = seat.start() if seat else high
    aside = _ASIDE.search(view, low, high)
    high = aside.start() if aside else high
    name = view[low:high]
    own = type_of(name)
    if kind in ("company", "mixed") and own is None:
        low += bare(name)
        name = view[low:high]
    if name in heads() or only_describes(name) or (kind == "company" and name in by_name()):
        return None
    if name in _BARE or not 2 <= len(name) <= 24 or _NOT_A_NAME.search(name) or (own is None and _GENERIC.search(name)):
        return None
    found = own or ("company" if kind in ("mixed", "project") else kind)
    return None if kind == "company" and found == "platform" else Item(low, high, found)
