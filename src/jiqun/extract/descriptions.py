"""Take from the beginning of a firm's name what only describes it: 全球第一制药企业 + 某某, 美国 + 某某."""

from __future__ import annotations

import re

from jiqun.vocab.descriptions import class_pattern, countries, country_pattern
from jiqun.vocab.guarded import guarded
from jiqun.vocab.organisations import company_tails, known_organisations
from jiqun.vocab.places import find_places

_LEGAL = re.compile(r"(?:公司|株式会社|企业|银行|大学|研究院|研究所|协会|学会|交易所|委员会|政府|[部局厅院会])$")
_TAIL = re.compile(r"(?:集团)?(?:股份|有限)*公司$|集团$")
# The site of a firm: 某某(华东)生产基地, 某某大庆工厂.
_BASE = re.compile(r"(?:华[东南中北]|[东西南北]{2}|西部|东部|全球|亚太)?(?:生产|研发|制造|总装|出口|生产制造)基地$")
_PLANT = re.compile(r"(?:新|分|总)?(?:工厂|厂区|厂)$")
_FIRMS_OF = frozenset(["公司", "企业", "厂商", "集团"])  # 美国公司
_SEAT = re.compile(r"(?:中国)?(?:台湾|香港|澳门)(?=[一-龥]{2,4}集团$)")
_OF_COUNTRY = re.compile(r"国立|国家|皇家|联邦|中央|政府|驻|在华|籍")

# Words that make a class or a description of what would be a name.
_CLASS = guarded(
    r"^国家(?:级|重点|工程|企业|技术|联合|地方|制造业|产业|创新|认定|研究|临床医学|高新|经济|工业|设计|研发|公共|服务|检测|示范|科技|国际)*"
    r"(?:实验室|研究中心|中心|基地|开发区|高新区|示范区|园区|工业园|产业园|科技园|平台|基金)$"
    r"|(?:国有|民营|上市|创投|龙头)(?:平台|投资)?(?:公司|企业|集团)$"
    r"|^(?:中国|我国|全国|全省|全市)(?:国家级?)?(?:工业园区?|产业园区?|开发区|高新区|经开区|科技园|保税区|自贸区|自贸试验区|公司)$"
    r"|[二三四五六七八九十\d]大企业|[二三四五六七八九十]大[一-龥]{0,6}(?:公司|银行|集团|机构|厂)$|^(?:欧洲|亚洲|全国|国内|中部|西部|东部|南部|北部)(?:公司|集团|银行|炼油厂|[一-龥]?厂)$|^(?:园区|开发区|高新区|经开区|新区|基地)(?:管委会|管理局|管理委员会|办公室)$"
    r"|(?:重点|大型|特大型|骨干|龙头|领军|知名|国有|民营|跨国|中央|综合性|专业化|科技型|高新技术)企业(?:集团)?$"
    r"|(?:持股|全资|控股|参股|下属|旗下)(?:子|母)公司$|办公会$|[两二三四五六七八九十几多数\d]家(?:公司|企业|银行|医院)$|首[个家座]|唯一|最大|第[一二三四五六七八九十]大(?!学)"
)


def bare(name: str) -> int:
    """How many characters at the beginning of a firm's folded name only describe it.

    A country stays before words that no firm is called by alone (美国银行) and before a full legal name.

    >>> [name[bare(name) :] for name in ("全球第一制药企业美国辉瑞", "瑞士先正达", "美国银行", "龙头企业联盟")]
    ['辉瑞', '先正达', '美国银行', '龙头企业联盟']
    """
    described = class_pattern().match(name)
    low = described.end() if described else 0
    seat = _SEAT.match(name, low)
    if seat:
        return seat.end()
    country = country_pattern().match(name, low)
    if country is None:
        return low
    rest = name[country.end() :]
    stem = _TAIL.sub("", rest)
    kept = countries()[country.group()]
    if rest in kept or stem in kept:
        return low
    if rest in known_organisations() or stem in known_organisations():
        return country.end()
    if len(rest) < 2 or rest in company_tails() or _OF_COUNTRY.match(rest):
        return low
    return low if _LEGAL.search(rest) else country.end()


def only_describes(name: str) -> bool:
    """Whether words make a class or a standing of what would be a name (重点企业集团, 首个创新中心).

    >>> [only_describes(one) for one in ("某省重点企业集团", "全资子公司", "全球第二大药企海河制药", "海河集团")]
    [True, True, False, False]
    """
    rest = name[bare(name) :]
    country = country_pattern().match(rest)
    return _CLASS.search(rest) is not None or (country is not None and rest[country.end() :] in _FIRMS_OF)


def site_of(name: str) -> int:
    """Where the words for a firm's site begin in its name; its length when there are none.

    >>> [name[: site_of(name)] for name in ("海河汽车大庆工厂", "海河汽车华东生产基地", "大庆机械厂", "国家软件基地")]
    ['海河汽车', '海河汽车', '大庆机械厂', '国家软件基地']
    """
    base = _BASE.search(name)
    if base and base.start() >= 2 and not name.startswith(("国家", "中国")):
        return base.start()
    plant = _PLANT.search(name)
    if plant is None:
        return len(name)
    places = find_places(name[: plant.start()])
    sited = bool(places) and places[-1][1] == plant.start() and places[-1][0] >= 2
    return places[-1][0] if sited else len(name)
