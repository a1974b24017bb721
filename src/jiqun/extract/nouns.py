"""What is counted: the noun phrase of a number, before or after it."""

from __future__ import annotations

import re

from jiqun.vocab.guarded import guarded

# Where a counted noun phrase ends: at marks and function words, and at verbs once it has begun.
_CUT = guarded(
    r"[,。;:!?、\n]|等|在(?!研|建|线|校|册)|同比|环比|合计|是|为|被|从|已|将|正|也|均|都|可|以上|左右|的优势|的(?:年)?(?:生产能力|产能)"
    r"|中(?=[,。]|$)|位?居(?!民|住|家|室|委)|位列|排名|名列|跃居|领先|断层|/|(?:与|和|及)(?=\d)|与(?=[^,。]{1,8}合作)|其中|[(](?![^)]{1,6}[)])"
)
_VERB_AFTER = re.compile(
    r"进入|落户|按照|根据|享受|匹配|互通|办理|办好|入驻|开工|投产|正在|开展|参加|位列|跻身|产生|实施|签约|相继|陆续"
    r"|先后|成为|组成|参展|处于|覆盖|分布|来自"
)
_OWNER = re.compile(r"([^的,。]{0,8}(?:企业|公司|单位|机构|高校|院校|国家|城市))的")
_WORKS = re.compile(r"([^的,。]{0,8}(?:工厂|[商门酒饭药书]店|银行|医院|机构|厂))的")  # 拥有300家工厂的城市
_PREDICATE = re.compile(
    r"(通过|申报|入围|入选|上榜|获批|获准|获得|开展合作|进入|落户|投产|上市|参展|实现|完成|认定|备案)([^,。;、]{0,14})"
)
_VERB_BEFORE = re.compile(
    r"(?:聚集|集聚(?!度|区)|汇聚|拥有(?!量)|建立|建成(?!区)|获得(?!者)|获批|引进|吸引|落户|开展|举办|组织(?!机构)|形成|涵盖|覆盖(?!率|面|范围)|包括|设立|培育|完成|实现|新增(?!就业)|累计|达(?!产|标|峰|成)到?|共有|已有|现有|有(?!效)|为|至|研制|生产(?!总值|线|基地|能力|性|总|企业|制造|率|效率)|带动|拉动|创造|吸纳|推出|孵化|承担|突破|先后|带领|帮助|服务(?!平台|机构|中心|体系|业|商|次|站|团|器)|提供|制定|出台|签约|新建|建设(?!项目|用地|单位|工程)|打造|认定|入选|其中|处于|的(?=项目|企业|平台))了?"
)
_LINK = guarded(
    r"(?:已经|已|将|预计|力争|共|约|总共|合计|总计|共计|计|以|分别|各|完成|实现|仅|累计|达到?|为|是|有|至|了|共有|已有|达成|超|的|等|一共|共计|则|均|都|也|数量|总数|总量|新台币|人民币|折合|约合|合|也?就|便|更|(?:一次性|每年)?给予|[从由自](?:上年|去年|上年末|年初|当初)的?|[从由自]?\s?(?:(?:19|20)\d\d|1[01]\d)\s?年(?:底|末|初)?的?|[从由自]\s?|首次|均在|\s)+$"
)
_NO_NOUN = re.compile(
    r"以上|以下|左右|多|余|强|[的,。]|增长|增加(?!值)|提高|提升|上升|下降|减少|发展到|扩大|一次性|单个$|按|每年$"
)
_MARKS = re.compile(r"[“”《》\s•·*]|\[\d+\]")
_NUMBERED = re.compile(r"\s*\d{1,2}[.、.]\s*(?=[^\d\s])")
_ALL = re.compile(r"(?:按照[^,。]{2,8}|全部|均|已)?")
_STOP = re.compile(r"[,。;:!?\n、]")
_AND_SO_ON = re.compile(r"等(?!级)")
_DATE = guarded(r"(?:\d{2,4}\s?年(?:度|[底末初])?|\d{1,2}\s?月份?|\d{1,2}日)(?!期)")
_ADVERBS = re.compile(
    r"^(?:其中|其|在|一批|将|新增|新引进|累计|全年|当年|就(?!业)|再度|上月|本月|今年|去年|全市|共(?![建享同])|预计|力争|达产后|计划|年内)+(?=.{2})"
)
_MODIFIER = re.compile(r"^.*(?:相关领域|领域|相关|各级各类|各类|国内外|方面)")


def after(view: str, at: int, limit: int) -> tuple[int, int] | None:
    """The noun phrase that follows a number at ``at``, up to ``limit`` (the next number or the end of the clause).

    >>> view = "42家高校、56家科研院所"
    >>> after(view, 3, 6)
    (3, 5)
    """
    start = at
    while start < limit and view[start] in "的 “为是":
        start += 1
    start = _behind_modifiers(view, start, limit)
    cut = _CUT.search(view, start, limit)
    end = cut.start() if cut else limit
    owner = _OWNER.match(view, start, end)
    end = owner.end(1) if owner else end
    if view[at - 1 : at] in "家间" and (works := _WORKS.match(view, start, end)):
        end = works.end(1)
    verb = _VERB_AFTER.search(view, start + 2, end)
    end = verb.start() if verb else end
    predicate = _PREDICATE.search(view, start, end)
    if predicate and predicate.start() > start:
        end = predicate.start()
    phrase = view[start:end].rstrip("的和及与以”“ ")
    if phrase in _UNITS_OF_LAND and view[at - 1 : at] == "个":
        return start, end  # 辖5个区
    return (start, start + len(phrase)) if _nounlike(phrase) else None


_UNITS_OF_LAND = frozenset("区县市镇乡村")


_MODIFIED = re.compile(
    r"(?:引领|对|在|具有|面向|具备|能够?|可|符合|达到|达|超|从事|年|拥有|来自|用于|由)[^,。;\d]{4,50}?的(?P<head>[^,。;:、的\d]{2,20})(?=[,。;:]|$)"
)


def _behind_modifiers(view: str, start: int, limit: int) -> int:
    """Where the noun begins behind modifiers with a list inside: 3个引领升级、在全国有影响的领军型产业."""
    match = _MODIFIED.match(view, start, limit)
    return match.start("head") if match and "、" in view[start : match.start("head")] else start


def predicate_after(view: str, end: int, limit: int) -> str:
    """The predicate right behind a counted noun, as a short prefix for the indicator (通过质量认证, 申报MAH试点)."""
    match = _ALL.match(view, end, limit)
    predicate = _PREDICATE.match(view, match.end() if match else end, limit)
    if predicate is None:
        return ""
    verb, rest = predicate.groups()
    if verb == "开展合作":
        return "合作"
    return verb + rest if len(rest) <= 10 else verb


def before(view: str, floor: int, at: int) -> tuple[int, int] | None:
    """The noun phrase that stands right before a number, cut at the last verb or list mark; linking words dropped."""
    end = at
    link = _LINK.search(view, floor, end)
    if link:
        end = link.start()
    start = floor
    for match in _STOP.finditer(view, floor, end):
        start = match.end()
    for match in _AND_SO_ON.finditer(view, start, end - 1):
        start = match.end()
    for match in _DATE.finditer(view, start, end):
        if match.end() < end:
            start = match.end()
    for match in _VERB_BEFORE.finditer(view, start, end):
        if match.end() < end:
            start = match.end()
    numbered = _NUMBERED.match(view, start, end)
    start = numbered.end() if numbered else start
    start += view.startswith("的", start, end)  # 落户的企业有20家
    return (start, end) if _nounlike(view[start:end]) else None


def _nounlike(phrase: str) -> bool:
    return len(phrase) >= 2 and not phrase[0].isdigit() and not _NO_NOUN.match(phrase)


def shorten(phrase: str) -> str:
    """A noun phrase without its long modifiers: at most fourteen characters before the head.

    >>> shorten("轴承技术相关领域知名专家")
    '知名专家'
    >>> shorten("享受政府补贴的技术专家")
    '享受政府补贴技术专家'
    """
    plain = _MARKS.sub("", phrase)
    cut = _MODIFIER.match(plain)
    if cut and len(plain) - cut.end() >= 2:
        plain = plain[cut.end() :]
    if len(plain) > 16 and "的" in plain[:-2]:
        plain = plain.rpartition("的")[2]
    return _ADVERBS.sub("", plain.replace("的", ""))
