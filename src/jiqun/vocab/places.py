"""Chinese places: provinces, prefectures and counties of GB/T 2260 with their centres."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from jiqun.vocab.fold import fold
from jiqun.vocab.lexicon import Lexicon
from jiqun.vocab.tables import rows

_PEOPLES = (
    "壮|回|维吾尔|朝鲜|土家|苗|藏|羌|彝|布依|侗|哈尼|傣|白|景颇|傈僳|怒|独龙|蒙古|哈萨克|柯尔克孜|满|瑶|黎|土|锡伯|畲|水|仡佬"
    "|拉祜|佤|布朗|纳西|普米|裕固|保安|东乡|撒拉|达斡尔|鄂温克|鄂伦春|仫佬|毛南|塔吉克|各"
)
_SUFFIX = re.compile(
    rf"(?:(?:{_PEOPLES})族?)*(?:自治区|自治州|自治县|自治旗)$|(?:特别行政区|地区|林区|省|市|盟|县|区|旗)$"
)
_MUNICIPALITIES = {"北京", "天津", "上海", "重庆"}
_NO_END = {"区块", "区域", "区间", "区位", "区别", "区分", "市场"}
_RANK = {"prefecture": 0, "province": 1, "county": 2}


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer: code, full and short name, level, centre in degrees (None: unknown).

    The code is that of GB/T 2260; cities and counties of Taiwan, which it does not list, have that of ISO 3166-2.
    """

    code: str
    name: str
    short: str
    level: str
    longitude: float | None
    latitude: float | None


def _short(name: str) -> str:
    short = _SUFFIX.sub("", name)
    if len(short) < 2:  # 内蒙古自治区, 西藏自治区: the people's name is part of the short name
        short = name.removesuffix("自治区")
    return short if len(short) >= 2 else name


@cache
def places() -> tuple[Place, ...]:
    """All places, provinces and prefectures before counties."""
    table = [
        Place(
            row["code"],
            row["name"],
            _short(row["name"]),
            row["level"],
            float(row["longitude"]) if row["longitude"] else None,
            float(row["latitude"]) if row["latitude"] else None,
        )
        for row in (*rows("places.csv"), *rows("places_taiwan.csv"))
    ]
    return tuple(sorted(table, key=lambda place: _RANK[place.level]))


@cache
def by_name() -> dict[str, Place]:
    """Names to places. Full names always; short names of provinces, prefectures and county-level cities.

    A short name that several places share belongs to the highest of them (长沙 is the prefecture, not the county).
    """
    names: dict[str, Place] = {}
    for place in places():
        names.setdefault(place.name, place)
        if place.level != "county" or place.name.endswith("市"):
            names.setdefault(place.short, place)
    return names


@cache
def _lexicon() -> Lexicon:
    return Lexicon(name for name, place in by_name().items() if place.level != "county" or place.name == name)


def find_places(view: str) -> list[tuple[int, int, Place]]:
    """The places that a folded text names: provinces and prefectures by full or short name, counties by full name.

    >>> [(start, end, place.name) for start, end, place in find_places("江苏泰州与昆山市")]
    [(0, 2, '江苏省'), (2, 4, '泰州市'), (5, 8, '昆山市')]
    >>> [place.name for _, _, place in find_places("江南区块进入北京市场")]
    ['北京市']
    """
    return _named(view, _lexicon().find(view), len(view))


def places_within(view: str, start: int, end: int) -> list[tuple[int, int, Place]]:
    """The places that ``view[start:end]`` names, for the sections of one text: it is searched once for all of them."""
    return _named(view, _lexicon().find_within(view, start, end), end)


def _named(view: str, spans: list[tuple[int, int]], limit: int) -> list[tuple[int, int, Place]]:
    found: list[tuple[int, int, Place]] = []
    for start, end in spans:
        if end < limit and view[end - 1 : end + 1] in _NO_END:  # 北京市场 names Beijing, 江南区块 no 江南区
            end -= 1
            if view[start:end] not in by_name() or by_name()[view[start:end]].level == "county":
                continue
        found.append((start, end, by_name()[view[start:end]]))
    return found


def find_place(name: str) -> Place | None:
    """The most specific place that a name holds, or None: a city before its province, whatever the script.

    >>> find_place("江蘇泰州生物醫藥產業集群").name
    '泰州市'
    >>> find_place("深圳市电子信息产业集群").short
    '深圳'
    >>> find_place("智能语音产业集群") is None
    True
    """
    view = fold(name)
    found = [place for _, _, place in find_places(view)]
    if not found:  # a county-level city by its short name, at the start only: 昆山光电, not 东方 inside a firm's name
        return next((by_name()[view[:n]] for n in (4, 3, 2) if view[:n] in by_name()), None)
    cities = [place for place in found if place.level != "province" or place.short in _MUNICIPALITIES]
    return (cities or found)[0]
