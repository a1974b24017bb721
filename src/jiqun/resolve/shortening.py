"""Short forms of a name within one section of one document: which words may be left out, and when."""

from __future__ import annotations

import re
from functools import lru_cache

from jiqun.extract.aliases import abbreviates, short_forms
from jiqun.resolve.naming import Naming, is_registered, name_key
from jiqun.vocab.fold import fold
from jiqun.vocab.organisations import company_tails, known_organisations
from jiqun.vocab.places import by_name, find_places

_HOLDING = re.compile(r"(?:集团控股|集团|控股)$")
_INSTITUTE = re.compile(r"[所院]$")
_PARENTS = ("中科院", "中国")
_NO_REGION = frozenset({"company", "university", "bank"})  # 建行 and 湖南建行, 大学 and 苏州大学 are two things
_ABBREVIATED = frozenset({"university", "research_institute", "hospital", "government", "association", "alliance"})
_HEADS = ("大学", "学院", "研究院", "研究所", "医院", "协会", "学会", "联盟", "中心")
_TRADES_LEFT_OUT = 2  # characters at least of what remains


def short_form(one: Naming, other: Naming) -> tuple[str, Naming] | None:
    """Why two namings of one section may be one thing: the rule, and which is the short one; None when none says so.

    It is for the caller to see that they stand in one section, and that the short name fits no other long one.
    """
    if one.is_organisation is not other.is_organisation or (not one.is_organisation and one.type != other.type):
        return None
    for short, long in ((one, other), (other, one)):
        rule = short_rule(short.name, long.name, long.type)
        if rule is not None and (rule == "of_full_name" or short.type == long.type):
            return rule, short
    return None


@lru_cache(maxsize=65536)
def short_rule(short: str, long: str, type: str) -> str | None:
    """The rule by which ``short`` is a short form of ``long``, which is of this type; None when it is none.

    >>> short_rule("海河材料", "海河材料股份有限公司", "company")
    'of_full_name'
    >>> short_rule("大江电机", "大江洛阳电机", "company"), short_rule("洛阳电机", "大江洛阳电机", "company")
    ('place_left_out', 'group_left_out')
    >>> short_rule("大江洛所", "大江洛阳所", "company"), short_rule("洛轴所", "大江洛阳所", "company")
    ('place_shortened', 'institute')
    >>> short_rule("大江洛机", "大江洛阳电机", "company"), short_rule("湖南大学", "湖南农业大学", "university")
    (None, None)
    >>> short_rule("比亚迪", "比亚迪电子有限公司", "company"), short_rule("比亚迪", "比亚迪股份有限公司", "company")
    (None, 'of_full_name')
    """
    if is_registered(short):
        return None
    brief, whole = name_key(short), name_key(long)
    if is_registered(long):
        forms = short_forms(fold(long))
        if fold(short) in known_organisations():  # 比亚迪 is a firm of its own beside 比亚迪电子有限公司
            forms = [form for form in forms if fold(long).startswith(form) and is_registered(fold(long)[len(form) :])]
        return "of_full_name" if brief in map(name_key, forms) else None
    if type == "company" or _INSTITUTE.search(whole):
        rule = _firm(brief, whole)
        if rule is not None:
            return rule
    if type not in _NO_REGION and _without_region(brief, whole):
        return "region_left_out"
    return "abbreviation" if type in _ABBREVIATED and _abbreviated(brief, whole) else None


def _firm(short: str, long: str) -> str | None:
    stem, other = _HOLDING.sub("", short), _HOLDING.sub("", long)
    if stem == other and short != long and stem != short and other != long and _is_own(stem):
        return "holding_form"
    if long.startswith(short) and long[len(short) :] in company_tails() and _is_own(short):
        return "trade_left_out"
    if not 3 <= len(short) <= len(long) or short in known_organisations():
        return None
    for start, end, _ in _named_places(long):
        if start < 2 or len(long) == end:
            continue
        if short == long[:start] + long[end:] and len(long) - end >= 2:
            return "place_left_out"
        if short == long[: start + 1] + long[end:]:
            return "place_shortened"
        if short == long[start:] and len(long) - end >= 2:
            return "group_left_out"
        if len(short) <= 4 and _is_institute(short, long[start], long[end:]):
            return "institute"
    return None


def _is_own(stem: str) -> bool:
    """Whether what is left of a name is a word of its own: no place, no trade, no firm that is known by it alone."""
    known = stem in by_name() or stem in company_tails() or stem in known_organisations()
    return len(stem) >= _TRADES_LEFT_OUT and not known


def _is_institute(short: str, place: str, head: str) -> bool:
    """洛轴所 beside 大江洛阳所: the first letter of the place, letters of the field, 所."""
    return bool(_INSTITUTE.fullmatch(head)) and short[0] == place and short.endswith(head) and len(short) >= 3


def _named_places(name: str) -> list[tuple[int, int, str]]:
    return [(start, end, place.short) for start, end, place in find_places(name)]


def _without_region(short: str, long: str) -> bool:
    if not long.endswith(short) or len(short) < 2 or short == long:
        return False
    cut = len(long) - len(short)
    if long[:cut] in ("中国", "国家"):
        return True
    places = [(start, end) for start, end, _ in _named_places(long)]
    at = 0
    for start, end in places:
        if start == at and end <= cut:
            at = end
        elif start == at and long[at:cut] and long[:cut] in by_name():  # 安徽 + 省政府
            at = cut
    return at == cut or long[:cut] in by_name()


def _abbreviated(short: str, long: str) -> bool:
    if len(short) < 3 or len(short) * 3 > len(long) * 2 or any(short.endswith(head) for head in _HEADS):
        return False
    rests = [long, *(long.removeprefix(parent) for parent in _PARENTS if long.startswith(parent))]
    for rest in rests:
        heads = [head for head in _HEADS if rest.endswith(head)]
        closes = short[-1] in (rest[-1], *(head[0] for head in heads))
        if closes and abbreviates(short, rest):
            return True
    return False
