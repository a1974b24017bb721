"""The industry that a name speaks of: what is left of it without its place and without words such as 产业集群."""

from __future__ import annotations

import re
from functools import lru_cache

from jiqun.vocab.fold import fold
from jiqun.vocab.places import find_places

WHOLE_ECONOMY = "whole_economy"

_HEAD = re.compile(r"^(?:国家级?|省级|全市|全省|全县|全区|我市|我省|规模以上|规上|限上|先进|世界级|[,，、的·\s-])+")
_TAIL = re.compile(
    r"(?:先进制造业集群|特色产业集群|战略性新兴产业集群|产业集群|集群|产业链|产业基地|产业园区?|产业|行业|工业|企业|园区|基地"
    r"|\s*(?:industrial\s+)?(?:cluster|industry|industries|sector|firms))$",
    re.IGNORECASE,
)
# A place that no gazetteer knows, by its last character: 青屿区光学产业, 甲市, A区.
_UNKNOWN_PLACE = re.compile(
    r"^(?!城市|都市|社区|园区|小区|矿区|景区|超市|上市|股市|特区|港区)"
    r"(?:[\u4e00-\u9fff]{1,4}?(?:自治州|省|市|县|区)(?=..)|[甲乙丙丁戊某A-Z](?:省|市|县|区|地))"
)
# An area is no industry, whatever stands before: 东湖片区, 软件园, 中国光谷.
_AREA = re.compile(r"(?:片区|新区|园区|[园城谷区镇湾港]|中心|\s(?:park|zone|valley|district))$", re.IGNORECASE)
_PLACE_WORD = re.compile(r"^(?:省|市|县|区|自治区)")


@lru_cache(8192)
def industry_of(name: str) -> str | None:
    """The industry in the name of a cluster or of a subject; None when nothing is left.

    A bare place stands for its whole economy.

    >>> industry_of("長沙工程機械產業集群"), industry_of("寧波規上石化企業"), industry_of("轨道交通产业")
    ('工程机械', '石化', '轨道交通')
    >>> industry_of("江苏泰州"), industry_of("产业集群")
    ('whole_economy', None)
    >>> industry_of("青屿区光学产业"), industry_of("城市轨道交通产业"), industry_of("甲市石化产业")
    ('光学', '城市轨道交通', '石化')
    >>> industry_of("东湖片区") is None
    True
    """
    view = fold(name).strip()
    places = 0
    while True:
        found = next(((end, place) for start, end, place in find_places(view) if start == 0), None)
        if found is None or found[0] == 0:
            break
        view, places = _PLACE_WORD.sub("", view[found[0] :]), places + 1
    view = _UNKNOWN_PLACE.sub("", _HEAD.sub("", view))
    if not view:
        return WHOLE_ECONOMY if places else None
    while (bare := _TAIL.sub("", view).strip()) != view:
        view = bare
    return view if len(view) > 1 and not _AREA.search(view) else None


def names_industry(subject: str) -> bool:
    """Whether a subject says that it is an industry: 医药产业 does, 中国光谷 does not."""
    view = fold(subject).strip()
    return _TAIL.sub("", view) not in ("", view)


def names_area(subject: str) -> bool:
    """Whether a subject says that it is an area: 东湖片区, 软件园."""
    return bool(_AREA.search(fold(subject).strip()))
