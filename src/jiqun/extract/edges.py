"""Where a name begins: behind the last break, function word or verb before its end."""

from __future__ import annotations

import re

from jiqun.extract.tagger import Span
from jiqun.extract.tagger.words import common
from jiqun.extract.tags import Tags
from jiqun.vocab.guarded import guarded
from jiqun.vocab.organisations import region_pattern, suffix_pattern, type_of
from jiqun.vocab.places import find_places

_BREAK = re.compile(r"[,。;:!?、／\s“”《》「」【】\n]")
_WORD = guarded(
    r"以及|在|由|的|了|为|以(?!色)|从|向|对|将|把|被|是|有|并|等|至|到|于|其|该|这|使|让|给|如"
    r"|建设(?!(?:投资|发展|开发|工程|管理|运营|控股|实业|股份|城市|产业|园区){0,4}(?:集团|有限|公司))|成立|设立|组建|引进|引入|拥有|集聚|聚集|推进|依托|支持|搭建|打造|加快|通过|建立|获批|先后|包括|牵头|联合|落户|入驻|共建|共同|参与|开展|发挥|构建|围绕|培育|建成|形成|推动|促进(?!中心|会)|签约|签署|指导|批准|授予|认定|委托|投资"
    r"|位于|坐落|围绕|做大|做强|称为|获得|得到|核心区|又名|全称|原名|别名|又称|亦称|简称|暨(?![南大])|新建|扩建|续建|新[(]扩[)]建|[上下]半年|今年|去年|全年|前年|年[初底末]|[一二三四]季度|近年|近期|近日|日前|我(?=[省市县区]\w{2})[省市县区]|改组成|改组为|组成|更名为|改制为|合并成|采取|重点布局|布局|规划|经过|按照|根据|持续|加大|加强|深化|完善|优化|提高|国有|合力|落地|正式|大量|第一个|目前|已|曾|又|也|均|都|就|即|参股|下辖|会同|(?<=.{2})控股(?=.{3})"
)
_IN_NAMES = frozenset(["国有", "投资", "建设", "联合", "共同", "联合", "促进", "推动"])  # 国有资本投资公司
_STRONG = re.compile(r"改组|改制|更名|合并|会同|共建|控股|参股|下辖|移转|牵头|携手")
_JOINER = guarded(r"与|和(?!谐)|及|(?<![协共合不相])同(?!济|方|仁|创|花顺|兴)")
CUE = re.compile(
    r"^(?:国家(?!级)|中国|中华|中科院?|华东|华南|华中|华北|东北|西北|西南|全军|国防|[A-Za-z]{2,}|[一-龥]{1,3}省|[一-龥]{1,3}市)"
)
# Tags that stand between names and not in them; verbs and numbers have their own tests.
_OUTSIDE = frozenset({"p", "u", "r", "d", "vd", "ad", "xc", "q", "t", "s", "TIME"})
_NOMINAL_VERBS = frozenset(
    [
        "发展",
        "投资",
        "引导",
        "协同",
        "创新",
        "控股",
        "制造",
        "研究",
        "设计",
        "开发",
        "检测",
        "服务",
        "管理",
        "合作",
        "交易",
        "生产",
        "散裂",
        "教育",
        "运输",
        "建设",
        "工程",
        "测试",
        "认证",
        "培训",
        "监督",
        "改革",
        "应用",
        "联合",
        "集成",
        "计算",
        "传感",
        "感知",
        "通信",
        "交通",
        "航运",
        "勘察",
        "信用",
        "担保",
        "租赁",
        "环保",
        "加工",
        "出口",
        "物流",
        "孵化",
        "创业",
        "促进",
        "会展",
        "试验",
        "实验",
    ]
)
_SHORT_VERBS = frozenset("是获为达设有由于让使令称属获任")
_COUNT = re.compile(r"[首数几多两\d一二三四五六七八九十百千万亿.]+[余多]?[家个所名批项座条亿]")
_SIDE = frozenset(
    ["上", "内", "里", "外", "下", "前", "后", "以上", "以下", "左右", "之间", "以来", "旗下", "区内", "其中"]
)
_PLAIN_NOUNS = frozenset(
    [
        "企业",
        "园区",
        "单位",
        "子公司",
        "股东",
        "客户",
        "董事长",
        "总经理",
        "教授",
        "负责人",
        "产品",
        "代表",
        "厂商",
        "校区",
        "同年",
        "当天",
        "产量",
        "销量",
        "产值",
        "产能",
        "营收",
        "收入",
        "利润",
        "净利润",
        "市值",
        "股价",
        "销售额",
        "出货量",
        "份额",
    ]
)
_ASIDE = re.compile(r"简称|以下|下称|原名|又称|[,。;:]")


def left_edge(view: str, floor: int, end: int, tags: Tags | None = None) -> int:
    """Where a name that ends at ``end`` begins, not before ``floor``.

    With tags, verbs and particles end the search too, and an organisation that the tagger found across a break of the
    rules (国有 in a firm's name) keeps its beginning.
    """
    low = floor
    for match in _BREAK.finditer(view, floor, end):
        low = match.end()
    for match in _WORD.finditer(view, low, end):
        low = match.end()
    for match in _JOINER.finditer(view, low, end):  # 国家甲与乙创新中心 is one name, 甲大学与乙大学 are two
        left = view[low : match.start()]
        placed = find_places(left[:6])
        whole = bool(placed) and placed[0][1] - placed[0][0] == len(left)
        if whole or not (CUE.match(left) or (placed and placed[0][0] == 0)) or type_of(left) is not None:
            low = match.end()
    low = _behind_whole(view, _behind_brackets(view, low, end), end)
    return low if tags is None else _by_tags(view, low, end, tags)


def _behind_brackets(view: str, low: int, end: int) -> int:
    """Brackets are part of a name only when they close before its end and hold a word or two: 某某(中国)有限公司."""
    at = view.rfind(")", low, end)
    while at >= 0:
        opened = view.rfind("(", low, at)
        if opened <= low or at - opened > 7 or _ASIDE.search(view, opened, at):
            return at + 1
        at = view.rfind(")", low, opened)
        if at < 0 and view.rfind("(", low, opened) >= 0:
            return view.rfind("(", low, opened) + 1
    if ")" not in view[low:end] and "(" in view[low:end]:
        return view.rfind("(", low, end) + 1
    return low


def _behind_whole(view: str, low: int, end: int) -> int:
    """Behind a name that is complete before 国家 begins the next: 某某开发区(某某)国家某某基地."""
    at = view.rfind("国家", low + 4, end)
    if at < 0:
        return low
    before = view[low:at]
    opened = before.rfind("(") if before.endswith(")") else len(before)
    return at if type_of(before[:opened]) is not None else low


def _by_tags(view: str, low: int, end: int, tags: Tags) -> int:
    for span in tags.within(low, end):
        if span.tag == "ORG" and low < span.start and span.end >= end:
            if ")" in view[low : span.start] and "(" in view[low : span.start]:
                continue  # 某某(北京)科技有限公司 in pieces
            low = _with_owner(view, low, _with_place(view, low, span.start, tags), end, tags)
        elif breaks(view, span) and (span.end < end or (span.tag == "v" and span.start <= low)):
            low = max(low, min(span.end, end))  # 供应 + 科学园区: nothing but a verb stands before the word
    held = tags.at(low) if low < end else None
    if held is not None and held.tag in ("ORG", "LOC") and held.start < low and _one_name(view, held.start, low):
        low = held.start
    return low


def _one_name(view: str, start: int, low: int) -> bool:
    """Whether the tagger is right to take ``[start, low)`` into a name although the rules break there."""
    for pattern in (suffix_pattern(), _JOINER, _BREAK, _STRONG):
        if pattern.search(view, start, low):
            return False
    if view[start - 1 : start] == "我" and view[start] in "省市县区":
        return False  # 我省 + 某某高新区
    drawn_in = _WORD.fullmatch(view, start, low)
    if drawn_in is not None and drawn_in.group() not in _IN_NAMES:
        return False
    region = region_pattern().match(view, start, low)
    return region is None or not _WORD.fullmatch(view, region.end(), low)


def _with_place(view: str, low: int, start: int, tags: Tags) -> int:
    """The start of a tagged organisation, moved before a place or region that stands right in front of it."""
    place = tags.before(start)
    if place is None or place.start < low:
        return start
    word = view[place.start : place.end]
    if place.tag != "LOC" and word != "国家" and not region_pattern().fullmatch(word):
        return start
    before = tags.before(place.start)
    return start if before is not None and before.tag in ("p", "v") and place.tag == "LOC" else place.start


def _with_owner(view: str, low: int, start: int, end: int, tags: Tags) -> int:
    """The start of a firm's full name, moved before a firm right in front of it: 某某 + 苏州制药有限公司."""
    owner = tags.before(start) if view.startswith("有限公司", end) or view.startswith("股份有限", end) else None
    return owner.start if owner is not None and owner.tag in ("ORG", "nz") and owner.start >= low else start


def opens_with_verb(words: str) -> bool:
    """Whether words begin with one that no name begins with.

    >>> opens_with_verb("建设创新中心"), opens_with_verb("创新中心")
    (True, False)
    """
    return _WORD.match(words) is not None


def leading_verb(words: str, kind: str = "company") -> int:
    """How many characters at the beginning are a word of two or more that no name begins with (依托 + 某某集团).

    Firms may be called by what they do (投资, 建设); parks are not (建设 + 某某产业园).

    >>> leading_verb("依托海河集团"), leading_verb("国有资产公司"), leading_verb("建设海河产业园", "park")
    (2, 0, 2)
    """
    match = _WORD.match(words)
    if match is None or match.end() < 2 or (match.group() in _IN_NAMES and kind != "park"):
        return 0
    return match.end()


def breaks(view: str, span: Span) -> bool:
    """Whether a tagged word stands outside names."""
    word = view[span.start : span.end]
    if span.tag == "v":
        return word in _SHORT_VERBS or (word not in _NOMINAL_VERBS and common(word))
    if span.tag == "m":
        return _COUNT.fullmatch(word) is not None
    if span.tag == "c":
        return word not in "和与及"
    if span.tag in ("f", "n", "a"):
        return word in _SIDE or word in _PLAIN_NOUNS or word in ("重要", "知名", "主要", "著名")
    return span.tag in _OUTSIDE
