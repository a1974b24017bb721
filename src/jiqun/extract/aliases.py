"""Other names of one organisation: declared in the text (以下简称X), or the short form that follows a full form."""

from __future__ import annotations

import re

from jiqun.vocab.organisations import company_tails
from jiqun.vocab.places import by_name, find_places

_DECLARED = re.compile(
    r"[(](?:全称[^,;)]{2,20}[,;]|[A-Z][A-Za-z&. -]{1,40}[,;])?"
    r"(?:以下(?:统称|合称)?(?:简称)?|下称|简称|又称|亦称|英文(?:名|简称|缩写)|原名?|曾用名)(?:为|是)?[::]?\s*[“\"]?"
    r"(?P<inside>[^”\"(),;、。\[]{2,20})[”\"]?(?:\[\d+\])?(?:[,;、][^)]{0,30})?[)]"
    r"|[(](?P<letters>[A-Z][A-Za-z&-]{1,14}(?: [A-Z][A-Za-z&.,-]{1,14}){0,3})[)]"
    r"|[,]?(?:简称|又称|亦称|又名)(?:为|是)?[“\"]?(?P<behind>[^”\"(),;、。是为成]{2,12})[”\"]?(?=[,;。()])"
)
_LEGAL = re.compile(r"(?:集团)?(?:股份)?(?:有限责任|有限|股份)公司$|(?:集团)?总公司$|集团公司$")
_TRADE = re.compile(r"(?:集团|控股|实业|发展|科技|技术|工业|制造|股份|投资|贸易|工程|产业|企业|国际)$")
_BRACKET = re.compile(r"[(][^()]{1,8}[)]")
_GENERIC = frozenset(
    [
        "公司",
        "本公司",
        "集团",
        "本集团",
        "联盟",
        "协会",
        "学会",
        "基金",
        "中心",
        "园区",
        "开发区",
        "高新区",
        "甲方",
        "乙方",
        "双方",
        "平台",
        "学校",
        "大学",
        "研究院",
        "医院",
        "银行",
    ]
)


def declared(view: str, end: int) -> tuple[int, int] | None:
    """The other name that the text declares right behind a name that ends at ``end``.

    >>> view = "海河材料股份有限公司(以下简称“海河材料”)"
    >>> [view[slice(*declared(view, 10))]]
    ['海河材料']
    """
    match = _DECLARED.match(view, end)
    if match is None:
        return None
    group = match.lastgroup
    if group is None:
        return None
    start, stop = match.span(group)
    return None if view[start:stop] in _GENERIC or view[start:stop].isdigit() else (start, stop)


def short_forms(name: str) -> list[str]:
    """The short names that a firm's full name may go by, longest first; none for other organisations.

    >>> short_forms("启明半导体(苏州)有限公司")
    ['启明半导体(苏州)', '启明半导体']
    >>> short_forms("江岸重工集团股份有限公司")
    ['江岸重工股份', '江岸重工集团', '江岸重工']
    >>> short_forms("海河大学")
    []
    """
    legal = _LEGAL.search(name)
    if legal is None:
        return []
    found: list[str] = []
    stems = [name[: legal.start()]]
    if legal.group().startswith("集团"):
        stems.insert(0, stems[0] + "集团")
    if "股份" in legal.group():
        stems.append(stems[-1] + "股份")
    for stem in list(stems):
        stems.append(_BRACKET.sub("", stem))
    bare = _BRACKET.sub("", name[: legal.start()])
    while (cut := _without_trade(bare)) != bare and len(cut) >= 3:
        bare = cut
        stems.append(bare)
    places = find_places(name)
    if places and places[0][0] == 0:
        stems += [stem[places[0][1] :] for stem in stems if len(stem) - places[0][1] >= 4]
    for stem in stems:
        if (
            len(stem) >= 3
            and stem not in by_name()
            and stem not in company_tails()
            and stem not in found
            and stem != name
        ):
            found.append(stem)
    return sorted(found, key=lambda one: (-len(one), one))


def _without_trade(name: str) -> str:
    """A firm's name without the trade at its end; of four characters at least when the trade is a rarer one."""
    cut = _TRADE.sub("", name)
    if cut == name:
        trade = next((size for size in (4, 3, 2) if name[-size:] in company_tails() and len(name) - size >= 4), 0)
        cut = name[: len(name) - trade]
    return cut


def abbreviates(short: str, full: str) -> bool:
    """Whether a short name picks letters of a full one in order, first letter first: 哈工大 of 哈尔滨工业大学.

    >>> pairs = [("哈工大", "哈尔滨工业大学"), ("南河经开区", "南河经济技术开发区"), ("华大", "海河大学")]
    >>> [abbreviates(short, full) for short, full in pairs]
    [True, True, False]
    """
    if not 2 <= len(short) < len(full) or short in full or short[0] != full[0]:
        return False
    at = 0
    for char in short:
        at = full.find(char, at) + 1
        if at == 0:
            return False
    return True
