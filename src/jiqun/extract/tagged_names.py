"""Names that the tagger finds: its organisations, cut where the rules know better."""

from __future__ import annotations

import re
from collections import Counter

from jiqun.extract.descriptions import only_describes, site_of
from jiqun.extract.edges import leading_verb, opens_with_verb
from jiqun.extract.reading import Reading
from jiqun.extract.sections import Section
from jiqun.extract.tagger import Span
from jiqun.extract.tagger.words import common
from jiqun.extract.tags import Tags
from jiqun.vocab.foreign_names import not_firms
from jiqun.vocab.organisations import (
    company_tails,
    known_organisations,
    made_of_trades,
    region_pattern,
    suffixes,
    type_of,
)
from jiqun.vocab.places import by_name, find_places

Candidate = tuple[int, int, str]

# A verb or a noun that the tagger drew into a name; what stands on either side is looked at by itself.
_INSIDE = re.compile(
    r"会同|共建|联合(?=[^国会体大重动利信交]{3})|(?<=.{3})(?:控股|参股)(?=.{4,}(?:公司|集团|[院所厂])$)|^(?:控股|参股)(?=.{3})|下辖|研报|移转|(?<=.{4})建设(?!(?:投资|发展|开发|工程|管理|运营|控股|实业|股份|城市|产业|园区){0,4}(?:集团|有限|公司))(?=.{4})|兴建|扩建|增建|旗下|负责人|董事长|总经理|为(?=$)|将(?=$)"
)
_JOINED = re.compile(r"以及|\s{2,}|[与和及、/／]")
_TRAILING = re.compile(
    r"(?:[二三四五六七八九十]部委|为|将|的|等|在|已|拟|项目|总部|数据|报告|设厂|建厂|办厂|新厂|(?<=.{4})技术|产品|品牌|手机|[东西南北]?院区|校区)$"
)
_NO_ORGANISATION = re.compile(
    r"(?:产业|行业|集群|项目|工程|计划|大会|论坛|博览会|展览会|会议|大赛|系统|单抗|疫苗|胶囊|协议|战略|规划|政策|产品|(?:^|.{5})技术|市场|经济|领域|区域|城市|地区|国家|(?<=.{2})[值额率量]|部门|企业|机构|单位|高校|院校|院所|团队|中国|工业|制造业|服务业|号|奖|杯|案|法|条约|指数|列车|铁路|高铁|公路|机场|大桥|新城|省|市|县|镇|乡|村|街道|半岛)$"
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
    (re.compile(r"(?:(?:中科院|科学院).{0,8}|研究|[光技化物分])所$|院$|实验室$"), "research_institute"),
    (re.compile(r"(?:人民医院|医院|卫生院)$"), "hospital"),
    (
        re.compile(r"(?:厅|局|委|署|部|政府|委员会|海关|办公室|总署|党工委|纪委)$|[部委局].{1,6}[司处科会]$"),
        "government",
    ),
    (re.compile(r"(?:协会|学会|商会|联合会|公会|促进会|工会|理事会|分会)$"), "association"),
    (re.compile(r"(?:银行|支行|分行|信用社)$"), "bank"),
    (re.compile(r"(?:联盟|联合体)$"), "alliance"),
    (re.compile(r"基金$"), "fund"),
    (re.compile(r"(?:园|园区|片区|开发区|高新区|保税区|科技城|工业区)$"), "park"),
    (re.compile(r"中心$"), "research_institute"),
    (re.compile(r"平台$"), "platform"),
)
_LEGAL_FORM = re.compile("(?:集团|股份|控股|有限|责任|公司|总公司|产业|实业|投资|发展)+")
_DATED = re.compile(r"(?:\d+[年月日])*[以经被由据与]")
_POINTING = re.compile("该|[本我贵](?:行|司|校|院|所|园|企|社|店|厂|部|局|会|集团|公司)")
_SESSION = re.compile(r"[一二三四五六七八九十]中(?:全会)?$")  # 十九届三中、四中全会
_COUNTED = re.compile(r"\d+(?:[家个间所]|$)")  # 400间科技公司
_REGION = re.compile(r"中国|我国|全国|全球|世界|亚洲|国内|国际")
# Nouns of doing that follow a name without belonging to it: 某某制药合作开发的…
DEEDS = frozenset(
    ["合作", "投资", "联合", "签约", "管理", "旗下", "研发", "生产", "开发", "合资", "参与", "计划", "宣布"]
)
TITLES = re.compile(r"(?:集团)?(?:董事长|总经理|总裁|CEO|创始人|公司|集团|首席|副总|表示|宣布|公告)")
_FOLLOWED_BY_INDUSTRY = re.compile(r"[^,。;、]{0,4}?(?:等)?(?:产业|行业|集群|业(?!务)|制造业|产品|市场|企业)")


# 某某省委办公厅 + 某某省人民政府办公厅
_TWO_BODIES = re.compile(
    r"(?:办公厅|办公室|委员会|人民政府)(?=[一-龥]{2,7}(?:省|市|县|自治[区州])[一-龥]{0,8}(?:政府|[委厅局]))"
)
_QUOTED = re.compile(r"“[^“”]{2,8}”")


def kind_of(name: str) -> str:
    """The type of an organisation by its last words; a name that says nothing is a company's.

    >>> kind_of("某某市商务局"), kind_of("中科院某某所"), kind_of("某某股份"), kind_of("联合国")
    ('government', 'research_institute', 'company', 'other')
    """
    if name in known_organisations():
        return known_organisations()[name].type
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
                if _in_slogan(view, low, high):
                    continue
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


def _in_slogan(view: str, low: int, high: int) -> bool:
    """Whether a tagged name is only part of a short quotation (“西扩南拓”), and says nothing of its own."""
    opened = view.rfind("“", max(0, low - 8), low)
    quoted = _QUOTED.match(view, opened) if opened >= 0 else None
    if quoted is None or high >= quoted.end() or type_of(view[low:high]) is not None:
        return False
    name = view[low:high]
    return (opened + 1, quoted.end() - 1) != (low, high) or view.count(name) == view.count(f"“{name}”")


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
    at, inner = start, view.find("国家", start + 4, end)
    if inner >= 0 and type_of(view[start:inner]) is not None:
        end = inner  # 某某高新区 + 国家某某
    for match in [*_INSIDE.finditer(view[start:end]), None]:
        stop = start + match.start() if match else end
        if stop - at >= 2:
            found += _apart(view, at, stop)
        at = start + match.end() if match else end
    return [(low + _before_name(view[low:high]), trimmed(view, low, high)) for low, high in found]


def _before_name(name: str) -> int:
    """How much of a tagged name stands before it: a verb, or a date and a preposition (6月经 + 国务院)."""
    dated = _DATED.match(name)
    if dated and (name[dated.end() :] in known_organisations() or name[dated.end() :] in suffixes()):
        return dated.end()
    return leading_verb(name)


def _apart(view: str, start: int, end: int) -> list[tuple[int, int]]:
    bound = _TWO_BODIES.search(view, start + 2, end - 2)
    if bound:
        return [(start, bound.end()), *_apart(view, bound.end(), end)]
    for match in _JOINED.finditer(view, start + 2, end - 2):
        left, right = view[start : match.start()], view[match.end() : end]
        if (
            match.group() in "、/／"
            or match.group().isspace()
            or ((type_of(right) or len(right) < 6) and (type_of(left) or len(left) <= 4) and left not in by_name())
        ):
            return [(start, match.start()), *_apart(view, match.end(), end)]
    return [(start, end)]


def trimmed(view: str, low: int, high: int) -> int:
    """Where a tagged name really ends: before a noun, a verb or the site of a firm that the tagger drew into it."""
    while high - low > 2 and view[high - 1] in "…—-·":
        high -= 1
    name = view[low:high]
    if (site := site_of(name)) < len(name):
        return low + site
    if name.endswith("基") and view[high : high + 1] == "地":  # 某某合肥基地: the site of a firm
        places = find_places(name)
        return low + places[-1][0] if places and places[-1][1] == len(name) - 1 and places[-1][0] >= 2 else high - 1
    tail = _TRAILING.search(name)
    if tail and tail.start() >= 2:
        return low + tail.start()
    whole = (
        (type_of(name[:-2]) is not None or kind_marked(name[:-2]))
        and len(name) > 6
        and type_of(name) is None
        and name[-2:] not in company_tails()
    )
    return high - 2 if whole and common(name[-2:]) and not kind_marked(name) else high


def kind_marked(name: str) -> bool:
    """Whether the last words of a name give its type."""
    return any(pattern.search(name) for pattern, _ in _KINDS) or _OTHER.search(name) is not None


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
    if not 2 <= len(name) <= 30 or name in by_name() or _CLASS.search(name) or _COUNTED.match(name):
        return False
    if made_of_trades(name) or _POINTING.match(name) or _SESSION.match(name) or only_describes(name):
        return False
    region = region_pattern().match(name)
    if region and opens_with_verb(name[region.end() :]):
        return False
    if type_of(name) is None and _NO_ORGANISATION.search(name):
        return False
    if view.rfind("《", max(0, low - 40), low) > view.rfind("》", max(0, low - 40), low):
        return False
    if name in not_firms() or _LEGAL_FORM.fullmatch(name):
        return False
    if view[low - 1 : low] == "“" and " " in name and name.isascii():
        return False  # a title in letters
    if name.count("(") != name.count(")") or name[0] in ")(、-·" or view.startswith(("系", "工作报告"), high):
        return False
    if len(name) >= 5 and name[-1] == "业" and common(name[-3:-1]) and name[-2:] not in company_tails():
        return False  # 某地陶瓷业
    placed = _place_end(name)
    if not placed or type_of(name) is not None or name in known_organisations():
        return True
    if _FOLLOWED_BY_INDUSTRY.match(view, high) or placed == len(name):
        return False  # 宁波石化 before 产业: the place's industry
    return not common(name[placed:])


def _place_end(name: str) -> int:
    """Where the place that a name begins with ends; 0 if it begins with none."""
    region = _REGION.match(name) or region_pattern().match(name)
    if region:
        return region.end()
    places = find_places(name)
    return places[0][1] if places and places[0][0] == 0 else 0
