"""Names that the tagger finds: its organisations, cut where the rules know better, and their neighbours in lists."""

from __future__ import annotations

import re
from collections import Counter

from jiqun.extract.edges import breaks, opens_with_verb
from jiqun.extract.name_words import GENERIC_START
from jiqun.extract.reading import Reading
from jiqun.extract.sections import Section
from jiqun.extract.tagger import Span
from jiqun.extract.tagger.words import common
from jiqun.extract.tags import Tags
from jiqun.vocab.organisations import company_tails, region_pattern, tail_pattern, type_of
from jiqun.vocab.places import by_name, find_places

Candidate = tuple[int, int, str]

# A verb or a noun that the tagger drew into a name; what stands on either side is looked at by itself.
_INSIDE = re.compile(
    r"会同|共建|联合(?=[^国会体大重动利信交]{3})|(?<=.{3})(?:控股|参股)(?=.{4,}(?:公司|集团|[院所厂])$)|^(?:控股|参股)(?=.{3})|下辖|研报|移转|(?<=.{4})建设(?=.{4})|旗下|负责人|董事长|总经理|为(?=$)|将(?=$)"
)
_JOINED = re.compile(r"以及|[与和及、]")
_TRAILING = re.compile(
    r"(?:[二三四五六七八九十]部委|为|将|的|等|在|已|拟|项目|(?<=.{4})技术|产品|品牌|手机|[东西南北]?院区|校区)$"
)
_NO_ORGANISATION = re.compile(
    r"(?:产业|行业|集群|项目|工程|计划|大会|论坛|博览会|展览会|会议|大赛|系统|单抗|疫苗|胶囊|协议|战略|规划|政策|产品|(?<=.{5})技术|市场|经济|领域|区域|城市|地区|国家|部门|企业|机构|单位|高校|院校|院所|团队|中国|工业|制造业|服务业|号|奖|杯|案|法|条约|指数|列车|铁路|高铁|公路|机场|大桥|新城|省|市|县|镇|乡|村|街道|半岛)$"
)
_CLASS = re.compile(
    r"^(?:国家|省级|市级|国家级|全国|我国|各|多家|该|本|国际|重点|大型|工程|联合|创新|研发|公共|企业|行业|产业|科技|地方|当地|中央|园区|开发区|民营|国有|外资|央)*"
    r"(?:实验室|研究中心|工程中心|工程实验室|创新中心|技术中心|研究院|研究所|研究机构|公司|集团|银行|政府|中心|大学|学院|医院|协会|学会|联盟|基金|平台|开发区|高新区|工业园|产业园|园区|委员会|管委会|办公室|指挥部|联合会|商会|有限公司|股份有限公司|交易所|证券交易所)$"
    r"|[一二三四五六七八九十\d][大个家所](?!学)|(?:国有|民营|上市|创投|龙头)(?:平台|投资)?(?:公司|企业|集团)$"
)
_OTHER = re.compile(
    r"(?:党|联合国|欧盟|世贸组织|世界卫生组织|世卫组织|军|部队|队|俱乐部|日报|晚报|时报|新华社|电视台|法院|检察院|议会|人大|政协|证券交易所|联合交易所|船级社)$"
)
_KINDS = (
    (re.compile(r"大学$"), "university"),
    (re.compile(r"(?:学院|中学|小学)$"), "university"),
    (re.compile(r"(?:中科院.{0,6}|研究)所$|院$|实验室$"), "research_institute"),
    (re.compile(r"(?:人民医院|医院|卫生院)$"), "hospital"),
    (re.compile(r"(?:厅|局|委|署|部|政府|委员会|海关|办公室)$"), "government"),
    (re.compile(r"(?:协会|学会|商会|联合会|公会|促进会|工会|理事会)$"), "association"),
    (re.compile(r"(?:银行|支行|分行|信用社)$"), "bank"),
    (re.compile(r"(?:联盟|联合体)$"), "alliance"),
    (re.compile(r"基金$"), "fund"),
    (re.compile(r"(?:园|园区|开发区|高新区|保税区|科技城|工业区)$"), "park"),
    (re.compile(r"中心$"), "research_institute"),
    (re.compile(r"平台$"), "platform"),
)
_CLAUSE = re.compile(r"[^,。;:!?\n()《》“”]+")
_CELL = re.compile(r"[^、和与及]+")
_LETTERS = re.compile(r"[A-Za-z][A-Za-z&.-]+")
# Nouns of doing that follow a name without belonging to it: 某某制药合作开发的…
DEEDS = frozenset(
    ["合作", "投资", "联合", "签约", "管理", "旗下", "研发", "生产", "开发", "合资", "参与", "计划", "宣布"]
)
TITLES = re.compile(r"(?:集团)?(?:董事长|总经理|总裁|CEO|创始人|公司|集团|首席|副总|表示|宣布|公告)")
_FOLLOWED_BY_INDUSTRY = re.compile(r"[^,。;、]{0,4}?(?:等)?(?:产业|行业|集群|业(?!务)|制造业|产品|市场|企业)")


def kind_of(name: str) -> str:
    """The type of an organisation by its last words; a name that says nothing is a company's.

    >>> kind_of("某某市商务局"), kind_of("中科院某某所"), kind_of("某某股份"), kind_of("联合国")
    ('government', 'research_institute', 'company', 'other')
    """
    if _OTHER.search(name):
        return "other"
    own = type_of(name)
    return own or next((kind for pattern, kind in _KINDS if pattern.search(name)), "company")


def tagged_names(reading: Reading, section: Section, tags: Tags, sure: set[str]) -> list[Candidate]:
    """The names of a section that the tagger gives; ``sure`` are those that lists and words gave already."""
    view = reading.view
    spans = [span for block in section.blocks for span in tags.within(block.start, block.end)]
    counts = Counter(view[span.start : span.end] for span in spans if span.tag == "ORG")
    found: list[Candidate] = []
    for span in spans:
        if span.tag == "ORG":
            for low, high in _pieces(view, *_widened(view, span, tags)):
                name = view[low:high]
                if is_organisation(reading, low, high) and (
                    len(name) > 2 or name in sure or counts[name] > 1 or _cued(view, low, high, tags)
                ):
                    found.append((low, high, kind_of(name)))
        elif (
            span.tag == "LOC"
            and (own := type_of(view[span.start : span.end]))
            and is_organisation(reading, span.start, span.end)
        ):
            found.append((span.start, span.end, own))
    return found


def _widened(view: str, span: Span, tags: Tags) -> tuple[int, int]:
    """The tagger's organisation with a firm's tail behind it (大疆 + 创新), where the words after that are no noun."""
    tail = tags.at(span.end)
    if tail is None or view[tail.start : tail.end] not in company_tails() or type_of(view[span.start : span.end]):
        return span.start, span.end
    after = tags.at(tail.end)
    if after is None or after.tag in ("w", "v", "p", "d", "c", "u", "f") or view[after.start : after.end] in DEEDS:
        return span.start, tail.end
    return span.start, span.end


def _pieces(view: str, start: int, end: int) -> list[tuple[int, int]]:
    """A tagged span cut at verbs inside it, and at 与/和 between two names of their own."""
    found: list[tuple[int, int]] = []
    at = start
    for match in [*_INSIDE.finditer(view[start:end]), None]:
        stop = start + match.start() if match else end
        if stop - at >= 2:
            found += _apart(view, at, stop)
        at = start + match.end() if match else end
    return [(low, _trimmed(view, low, high)) for low, high in found]


def _apart(view: str, start: int, end: int) -> list[tuple[int, int]]:
    for match in _JOINED.finditer(view, start + 2, end - 2):
        left, right = view[start : match.start()], view[match.end() : end]
        if match.group() == "、" or (
            (type_of(right) or len(right) < 6) and (type_of(left) or len(left) <= 4) and left not in by_name()
        ):
            return [(start, match.start()), *_apart(view, match.end(), end)]
    return [(start, end)]


def _trimmed(view: str, low: int, high: int) -> int:
    tail = _TRAILING.search(view[low:high])
    return low + tail.start() if tail and tail.start() >= 2 else high


def _cued(view: str, low: int, high: int, tags: Tags) -> bool:
    """Whether something beside the tag speaks for a name of two characters: its neighbours, its title, its list."""
    before, after = tags.before(low), tags.at(high)
    if (
        after is not None
        and after.start == high
        and after.tag in ("n", "vn", "nz", "a")
        and not TITLES.match(view, high)
    ):
        return False
    listed = view[low - 1 : low] == "、" or view[high : high + 1] == "、"
    return listed or TITLES.match(view, high) is not None or (before is None or before.tag in ("w", "p", "c", "v", "u"))


def is_organisation(reading: Reading, low: int, high: int) -> bool:
    """The sense checks for a name that only the tagger gives: no class, no industry of a place, no title of a text."""
    view, name = reading.view, reading.view[low:high]
    if not 2 <= len(name) <= 30 or name in by_name() or _CLASS.search(name) or name.isdigit():
        return False
    region = region_pattern().match(name)
    if region and opens_with_verb(name[region.end() :]):
        return False
    if type_of(name) is None and _NO_ORGANISATION.search(name):
        return False
    if view.rfind("《", max(0, low - 40), low) > view.rfind("》", max(0, low - 40), low):
        return False
    if name.count("(") != name.count(")") or name[0] in ")(、-·" or view[high : high + 1] == "系":
        return False
    places = find_places(name)
    placed = bool(places) and places[0][0] == 0
    own = type_of(name)
    if placed and own is None and (_FOLLOWED_BY_INDUSTRY.match(view, high) or places[0][1] == len(name)):
        return False  # 宁波石化 before 产业: the place's industry
    return not (placed and own is None and common(name[places[0][1] :]))


def listed_beside(reading: Reading, start: int, end: int, tags: Tags, sure: set[str]) -> list[Candidate]:
    """Items of a list of firms that nothing marks but the list: between 、 with a name on a side."""
    view = reading.view
    found: list[Candidate] = []
    for run in _runs(view, start, end, tags):
        names = [view[low:high] in sure for low, high in run]
        for number, (low, high) in enumerate(run):
            beside = names[max(0, number - 1) : number + 2]
            if names[number] or not any(beside) or not _item_like(view, low, high, tags):
                continue
            if is_organisation(reading, low, high):
                found.append((low, high, kind_of(view[low:high])))
    return found


def _runs(view: str, start: int, end: int, tags: Tags) -> list[list[tuple[int, int]]]:
    """Enumerations: what stands between 、/和/与/及, cut at the words that stand outside names."""
    found: list[list[tuple[int, int]]] = []
    for clause in _CLAUSE.finditer(view, start, end):
        cells = [match.span() for match in _CELL.finditer(view, *clause.span())]
        if len(cells) < 2:
            continue
        first, last = cells[0], cells[-1]
        for span in tags.within(*first):
            if span.end < first[1] and (
                breaks(view, span) or (span.tag in ("LOC", "vn") and span.end - span.start < 2)
            ):
                first = (span.end, first[1])
        for span in tags.within(*last):
            if span.start > last[0] and breaks(view, span):
                last = (last[0], span.start)
                break
        found.append([cell for cell in (first, *cells[1:-1], last) if cell[1] - cell[0] >= 2])
    return found


def _item_like(view: str, low: int, high: int, tags: Tags) -> bool:
    """Whether a whole item looks like a proper name: one tagged name, letters, or pieces that make no common words."""
    if high - low > 8 or re.search(r"\d", view[low:high]):
        return False
    if _LETTERS.fullmatch(view[low:high]):
        return True
    spans = tags.within(low, high)
    if not spans or spans[0].start != low or spans[-1].end != high:
        return False
    if len(spans) == 1:
        return spans[0].tag in ("nz", "PER", "ORG", "nw") or (high - low <= 4 and not common(view[low:high]))
    if any(span.tag in ("p", "u", "r", "m", "q", "w") for span in spans):
        return False
    last = view[spans[-1].start : high]
    head = view[low : spans[-1].start]
    if last in company_tails():
        return spans[0].tag in ("LOC", "PER", "nz", "ORG") or (
            tail_pattern().fullmatch(last) is not None and not common(head)
        )
    return high - low >= 6 and type_of(view[low:high]) is not None and not GENERIC_START.match(view[low:high])
