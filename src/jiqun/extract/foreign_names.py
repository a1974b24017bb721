"""Foreign firms by the sound of their names: the tagger takes most of them for persons (卡尔蔡司, 霍尼韦尔)."""

from __future__ import annotations

import re
from functools import cache

from jiqun.extract.reading import Reading
from jiqun.extract.tagger import Span
from jiqun.extract.tags import Tags
from jiqun.vocab.descriptions import class_pattern, countries
from jiqun.vocab.foreign_names import not_firms, transliterated
from jiqun.vocab.places import by_name
from jiqun.vocab.tables import rows

Candidate = tuple[int, int, str]

_LETTERED = re.compile(r"(?<![A-Za-z0-9.-])[A-Z][A-Za-z&-]+(?: [A-Z][A-Za-z&-]+){0,2}(?![A-Za-z0-9-])")
_GOES_ON = re.compile("集团|公司|股份|大学|学院|协会|研究|实验室|银行|基金|联盟|中心")
_PERSON_BEFORE = re.compile(
    r"(?:总统|总理|首相|主席|部长|州长|市长|议员|大使|国王|教授|博士|院士|学家|专家|作家|记者|先生|女士|创始人|董事长|总裁"
    r"|执行官|CEO|首席|经理|主任|秘书长|律师|工程师|主管|代表|发言人|分析师|奖|人|·)$"
)
_PERSON_BEHIND = re.compile(
    r"·|先生|女士|教授|博士|院士|夫妇|本人|总统|总理|主席|任|出生|毕业|在接受|告诉|认为|说|指出|强调|的(?:父|母|妻|儿)"
)


def foreign_firms(reading: Reading, start: int, end: int, tags: Tags) -> list[Candidate]:
    """The transliterated names of one block that no word marks as a person's or a place's.

    Three characters are enough behind a country (德国某某斯); elsewhere it takes four. Behind a class noun
    (龙头企业某某), and behind a country in a list (美国某某、), any word that the tagger takes for a name is a firm's.
    """
    view = reading.view
    return [
        (span.start, span.end, "company")
        for span in tags.within(start, end)
        if span.tag in ("PER", "nz", "ORG", "nr") and _is_firm(view, start, span)
    ]


def lettered_firms(reading: Reading, start: int, end: int) -> list[Candidate]:
    """Firms in Latin letters that a country introduces (卢森堡的Arbed) or that are known by their letters (Intel)."""
    view = reading.view
    found: list[Candidate] = []
    for match in _LETTERED.finditer(view, start, end):
        if _GOES_ON.match(view, match.end()):
            continue  # KHL集团: its own word makes the name
        at = match.start() - (view[match.start() - 1 : match.start()] == "的")
        known = _known_letters().get(match.group())
        if known is not None:
            found.append((*match.span(), known))
        elif match.group() not in not_firms() and country_before(view, at):
            found.append((*match.span(), "company"))
    return found


@cache
def _known_letters() -> dict[str, str]:
    return {row["name"]: row["type"] for row in rows("known_organisations_en.csv")}


def _is_firm(view: str, floor: int, span: Span) -> bool:
    name, before = view[span.start : span.end], view[max(floor, span.start - 20) : span.start]
    if name in by_name() or _PERSON_BEFORE.search(before) or _PERSON_BEHIND.match(view, span.end):
        return False
    if described(before, name):
        return True
    of_country = country_before(before, len(before))
    if of_country and span.tag != "nr" and view[span.end : span.end + 1] in ("、", "等"):
        return True
    return transliterated(name) and (len(name) >= 4 or of_country)


def described(before: str, name: str) -> bool:
    """Whether a description with a class noun ends right before a name."""
    clause = re.split(r"[,。;:、\n]", before)[-1]
    described = class_pattern().match(clause + name)
    return described is not None and described.end() == len(clause)


def country_before(view: str, at: int) -> bool:
    """Whether a country stands right before ``at``.

    >>> country_before("德国某某", 2), country_before("德国的某某", 3)
    (True, False)
    """
    return any(view[at - size : at] in countries() for size in (2, 3, 4, 5) if at >= size)
