"""Products, technologies and segments of industry that a text names in a list (生产甲、乙等产品, 在甲、乙等领域)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from jiqun.extract.reading import Reading
from jiqun.extract.sections import Section
from jiqun.extract.segments import of_research
from jiqun.extract.things.words import DATA
from jiqun.model import Entity, Mention, Segment
from jiqun.vocab.lexicon import Lexicon
from jiqun.vocab.places import by_name
from jiqun.vocab.tables import rows

Span = tuple[int, int]

_WEAK_OPENER = re.compile(r"[在以为是有如对向将把由于的了出]|包含|(?:主要|重点|核心|主导)?产品(?:有|包括|为|是|涵盖)")
_STATED = re.compile(
    r"(?:主要|主导|核心|拳头|重点|代表|主营)产品(?:主要)?(?:为|是)(?P<kinds>[^,。;:“”()]{2,80})"
    r"|(?:主要|主导|核心|拳头|重点|代表|主营)?产品(?:主要)?(?:有|包括|涵盖了?|覆盖)(?P<list>[^,。;:“”()]{2,80})"
    r"|(?:专业从事|主要从事|从事|专注于|专业生产|主要生产)(?P<made>[^,。;:“”()的]{2,40}?)"
    r"(?:等(?:产品)?)?的?(?:研发|研究|设计|开发|生产|制造|加工)(?=[、和与及,。;]|生产|制造|销售)"
    r"|(?:发展|生产|研制|推出|制造|提供)(?:了|出)?(?P<open>[^,。;:“”()的、等]{2,20}(?:、[^,。;:“”()的、等]{2,20}){1,40})等(?=[,。;])"
    r"|(?:最大|领先|重要|主要|知名|著名|唯一|专业|优秀|优质)的(?P<maker>[^,。;:“”()的、]{2,14}?)(?:生产商|制造商|供应商|生产企业|制造企业|生产厂商)"
    r"|(?:研制|推出|发布|研发|量产|开发)(?:出|了)+(?:首[台款套个架]|[^,。;:“”()、]{0,14}?的)?“(?P<quoted>[^“”,。]{2,14})”"
    r"|(?:上游|中游|下游)(?:的|主要|应用|领域|环节|原料|产业)*(?:包括|涵盖|为|是|有|应用于)(?P<stream>[^,。;:“”()]{2,60})"
)
_TRIGGER = re.compile(
    r"主(?:要(?:产品|从事|生产|的)|导产品|营产品)|核心产品|拳头产品|重(?:点产品|要的)|代表产品|产品|专(?:业(?:从事|生产|的)|注于)"
    r"|从事|发(?:展|布)|生产|研(?:制|发)|推出|制造|提供|最大的|领先的|知名的|著名的|唯一的|优(?:秀|质)的|量产|开发|上游|中游|下游"
)
"""The first words of the patterns above, which are tried only there."""
_GOODS = re.compile(r"(?:预装在|搭载于|配套给|供货给|供应给|销往)")
_NO_GOODS = re.compile(r"产品$|^(?:公司|集团|企业|园区)|[了的]")
_BEFORE = re.compile(r"(?:^|[,。;:\n])(?P<goods>[^,。;:“”()、与和\n]{2,14}?)(?:已经|已)?$")
_ITEM = re.compile(r"[一-龥A-Za-z0-9][一-龥A-Za-z0-9()+./·α-ωⅠ-Ⅻ-]{1,17}")
_NO_ITEM = re.compile(
    r"[了着过吗呢把被让使]|的(?!士)|^(?:各|一批|多个|大量|其他|相关|主要|以及|部分|有关|上述|这些|一些|企业|产品|技术|国内|国外|全国)"
    r"|(?:企业|公司|单位|机构|院所|高校|人才|团队|服务|政策|机制|平台|中心|基地|园区|集群|活动|论坛|会议|项目|工程|建设|管理|合作|创新|问题|因素"
    r"|资金|资源|市场|城市|地区|国家|要素|优势|理念|规划|成果|专利|标准|需求|能力|水平|体系|方式|模式|途径|渠道|条件"
    r"|改革|开放|监管|部门|人员|行业|领域|教育部|业务|环境|安全|质量|效益|研发|生产|销售|技术攻关|引进|支持|保障)$"
    r"|^\d+(?:多|余)?[大个种类项款家]|^\d+$|[年月日]$"
    r"|^(?:在|与|和(?!谐)|及|是|有|为|向|从|对|并|将|已|还|也|更|不|就|到|由|如)|^\d[\d.]*(?:%|万|亿|家|个|项|多)"
)
_TAIL = re.compile(r"(?:等.*|系列|在内)$")
_JOIN = re.compile(r"以及|和|及|与")
_STOP = frozenset(",。;:!?\n“”《》()")
_LONGEST = 120
_LONG = 2_000_000


@cache
def _words(role: str) -> str:
    words = [row["word"] for row in rows("product_words.csv", DATA) if row["role"] == role]
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


@cache
def _close() -> re.Pattern[str]:
    """等 and the head noun of a list of products or of fields."""
    return re.compile(
        r"等(?:一大?批|一系列|多[个项种类]|[一二三四五六七八九十\d]+[大个类种项])?"
        r"(?:(?!方面|[家名]|人)[^,。;、:等“《》的()]){0,7}?"
        rf"(?:(?P<product>{_words('product')})|(?P<field>{_words('field')}))"
        r"(?!研发的?各|研发[^、,。;]|研究|方面|问题|工作"
        r"|内?的?[一-龥]{0,6}"
        r"(?:人物|人才|专家|企业|公司|机构|联盟|园|集群|链|基金|协会|平台|巨头|客户|院所))"
    )


@cache
def _opener() -> re.Pattern[str]:
    return re.compile(rf"(?:{_words('opener')})(?:了|出|以)?")


def products(reading: Reading, section: Section, segments: Iterable[Segment], taken: Iterable[Entity]) -> list[Entity]:
    """The products, technologies and segments of a section, each with its mentions.

    An item of a list counts when the list has a head noun (等产品, 等领域) or a verb of making; what is part of an
    organisation's name, a generic word or a clause is none. ``segments`` are those that have a position in the chain,
    ``taken`` the names found before.
    """
    view = reading.view
    held = _Taken(section, taken)
    first: dict[str, tuple[int, int, str]] = {}
    for segment in segments:
        if of_research(view, segment):
            continue
        at = reading.text.find(segment.segment, segment.start, segment.end)
        if at >= 0 and not held.touches(at, at + len(segment.segment)):
            first.setdefault(view[at : at + len(segment.segment)], (at, at + len(segment.segment), "product.segment"))
    for start, end, rule in [
        *_listed(view, section),
        *_stated(view, section),
        *_capacities(view, section),
        *_goods(view, section),
    ]:
        if not held.touches(start, end) and view[start:end] not in by_name():
            first.setdefault(view[start:end], (start, end, rule))
    return _entities(reading, section, first, held)


class _Taken:
    """The characters of a section that names found before hold."""

    def __init__(self, section: Section, entities: Iterable[Entity]) -> None:
        self._start = section.start
        self._at = bytearray(section.end - section.start)
        self._ends: dict[int, int] = {}
        for entity in entities:
            if entity.type != "place":
                for m in entity.mentions:
                    self.take(m.start, m.end)
            if entity.type == "company":
                self._ends.update((m.start, m.end) for m in entity.mentions)

    def take(self, start: int, end: int) -> None:
        """Hold ``[start, end)``."""
        self._at[start - self._start : end - self._start] = b"\x01" * (end - start)

    def touches(self, start: int, end: int) -> bool:
        """Whether a name found before holds a character of ``[start, end)``, other than the maker's at its start."""
        first = start
        while self._ends.get(first, end) < end:
            first = self._ends[first]
        return self._at.find(1, first - self._start, end - self._start) >= 0


def _listed(view: str, section: Section) -> Iterator[tuple[int, int, str]]:
    """The items of lists that 等 and a head noun close."""
    for match in _close().finditer(view, section.start, section.end):
        begin = match.start()
        low = max(section.start, begin - _LONGEST)
        while begin > low and view[begin - 1] not in _STOP:
            begin -= 1
        found = list(_items(view, begin, match.start()))
        if len(found) >= 2 or (found and match["product"] and _opener().search(view, begin, found[0][0])):
            rule = "product.listed" if match["product"] else "product.field"
            for start, end in found:
                yield start, end, rule


_CAPACITY = re.compile(
    r"(?:\d[\d.]*[万亿]?(?:吨|台|套|辆|件|片|米|千瓦|GWh|MW)(?:(?!的|年|生产|产能)[一-龥A-Za-z0-9-]){2,12}、?)+(?:的)?年?(?:生产能力|产能)"
)
_AMOUNT = re.compile(
    r"\d[\d.]*[万亿]?(?:吨|台|套|辆|件|片|米|千瓦|GWh|MW)(?P<name>[一-龥A-Za-z0-9-]{1,11}?[^的年])(?=、|的?年?(?:生产能力|产能))"
)


def _goods(view: str, section: Section) -> Iterator[tuple[int, int, str]]:
    """What is built into or delivered to something: 某某模块已经预装在…."""
    for match in _GOODS.finditer(view, section.start, section.end):
        low = max(section.start, match.start() - 15)
        found = _BEFORE.search(view[low : match.start()])
        if found and not _NO_GOODS.search(found["goods"]):
            yield low + found.start("goods"), low + found.end("goods"), "product.made"


def _capacities(view: str, section: Section) -> Iterator[tuple[int, int, str]]:
    """What capacities are capacities of: 400万吨烯烃、120万吨MDI的年生产能力."""
    if view.find("产能", section.start, section.end) < 0 > view.find("生产能力", section.start, section.end):
        return
    for match in _CAPACITY.finditer(view, section.start, section.end):
        for amount in _AMOUNT.finditer(view, match.start(), match.end()):
            yield *amount.span("name"), "product.capacity"


def _stated(view: str, section: Section) -> Iterator[tuple[int, int, str]]:
    """The items behind 主要产品包括, between 从事 and 的生产, before 制造商, and quoted behind 研制出."""
    for trigger in _TRIGGER.finditer(view, section.start, section.end):
        match = _STATED.match(view, trigger.start(), section.end)
        if match is None:
            continue
        start, end = match.span(match.lastgroup or 0)
        if match.lastgroup == "quoted":
            yield start, end, "product.made"
            continue
        for span in _items(view, start, end, opened=True):
            yield *span, "product.made"


def _items(view: str, begin: int, end: int, opened: bool = False) -> Iterator[Span]:
    """The items of a list, split at 、 and at a last 和; the first is cut behind the word that opens the list."""
    at = begin
    pieces: list[Span] = []
    while (stop := view.find("、", at, end)) >= 0:
        pieces.append((at, stop))
        at = stop + 1
    pieces.append((at, end))
    if not opened:
        first = pieces[0]
        cuts = [*_opener().finditer(view, *first)] or [*_WEAK_OPENER.finditer(view, *first)]
        if cuts:
            pieces[0] = (cuts[-1].end(), first[1])
        elif len(pieces) > 1:
            pieces = pieces[1:] if first[1] - first[0] > 8 else pieces
        else:
            return
    low, high = pieces[-1]
    joints = [m for m in _JOIN.finditer(view, low, high) if m.start() - low >= 2 and high - m.end() >= 2]
    if _JOIN.match(view, low, high):
        pieces[-1] = (low + (2 if view.startswith("以及", low) else 1), high)
    elif joints and (opened or len(pieces) > 1):
        pieces[-1:] = [(low, joints[-1].start()), (joints[-1].end(), high)]
    for start, stop in pieces:
        tail = _TAIL.search(view, start, stop)
        stop = tail.start() if tail else stop
        if _ITEM.fullmatch(view, start, stop) and not _NO_ITEM.search(view[start:stop]):
            yield start, stop


def _entities(reading: Reading, section: Section, first: dict[str, tuple[int, int, str]], held: _Taken) -> list[Entity]:
    """Each product with every place of the section where it stands, the longest name first, each character once."""
    found: list[Entity] = []
    places: dict[str, list[Mention]] = {}
    for start, end in sorted(_spans(reading.view, section, first), key=lambda span: (span[0] - span[1], span)):
        if not held.touches(start, end):
            held.take(start, end)
            places.setdefault(reading.view[start:end], []).append(Mention(start, end))
    for name, spots in places.items():
        spots.sort(key=lambda one: one.start)
        start, end = spots[0].start, spots[0].end
        found.append(
            Entity(
                quote=reading.text[start:end],
                start=start,
                end=end,
                rule=first[name][2],
                cluster=section.cluster,
                type="product",
                name=reading.text[start:end],
                mentions=tuple(spots),
            )
        )
    return found


def _spans(view: str, section: Section, names: Iterable[str]) -> Iterator[Span]:
    """Where the names stand in a section, overlaps included; many names in a long section are looked up at once."""
    found = list(names)
    if len(found) * (section.end - section.start) > _LONG:
        for low, high in Lexicon(found).find_all(view[section.start : section.end]):
            yield section.start + low, section.start + high
        return
    for name in found:
        at = view.find(name, section.start, section.end)
        while at >= 0:
            yield at, at + len(name)
            at = view.find(name, at + len(name), section.end)
