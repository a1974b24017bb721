"""Comparator words on either side of a number: 超过, 近, 不少于, 以上, 左右, ≥."""

from __future__ import annotations

import re
from functools import cache

from jiqun.vocab.fold import fold
from jiqun.vocab.tables import rows

_LINKS = ("可达到", "可达", "达到了", "达到", "达", "为", "到", "有", "了", "在")
_LINK_ENDS = frozenset(link[-1] for link in _LINKS)
_ROUGH = ("approx", "about_below")
_AGE_BEFORE = re.compile(r"(?:了|历经|历时|经过|已有|已|长达|走过|有着|拥有|跨越|沉淀|经营|创办|发展|用|花)$")
_AGE_AFTER = re.compile(r"的?(?:发展|历史|积淀|历程|奋斗|建设|努力|深耕|积累|探索|风雨|时间|沉淀)")
_STRONG = re.compile(r"[强弱](?![大势劲化度项国调力县市省镇])")


@cache
def _table(side: str) -> dict[str, tuple[str, tuple[str, ...]]]:
    return {
        fold(row["marker"]): (row["comparator"], tuple(fold(word) for word in row["unless"].split("|") if word))
        for row in rows("comparators.csv")
        if row["side"] == side
    }


@cache
def _ends(side: str) -> tuple[frozenset[str], int]:
    """The last (before) or first (after) characters of the markers, and the length of the longest."""
    table = _table(side)
    ends = {marker[-1] if side == "before" else marker[0] for marker in table}
    return frozenset(ends), max(map(len, table))


def before(view: str, start: int, floor: int) -> tuple[int, str | None]:
    """Where the comparator words before a number begin, and the comparator; two of one meaning are one.

    >>> before("大约超过300家", 4, 0)
    (0, 'gt')
    """
    first, comparator = _before(view, start, floor)
    if comparator is None:
        return start, None
    second, outer = _before(view, first, floor)
    if outer is None:
        return first, comparator
    return second, outer if comparator in _ROUGH and outer not in _ROUGH else comparator


def _before(view: str, start: int, floor: int) -> tuple[int, str | None]:
    end = start - 1 if start > floor and view[start - 1] == " " else start
    table, (last, longest) = _table("before"), _ends("before")
    linked = _LINKS if view[end - 1 : end] in _LINK_ENDS else ()
    for stop in (end, *(end - len(link) for link in linked if view.endswith(link, floor, end))):
        if stop <= floor or view[stop - 1] not in last:
            continue
        for length in range(min(longest, stop - floor), 0, -1):
            found = table.get(view[stop - length : stop])
            if found is None:
                continue
            at = stop - length
            if found[1] and view.endswith(found[1], max(0, at - 2), at):
                break
            return at, found[0]
    return start, None


def after(view: str, end: int) -> tuple[int, str | None]:
    """Where the comparator words after a number end, and the comparator.

    >>> after("300家左右", 4)
    (6, 'approx')
    """
    table, (first, longest) = _table("after"), _ends("after")
    at = end + 1 if view[end : end + 1] == " " else end
    if view[at : at + 1] not in first:
        return end, None
    for length in range(min(longest, len(view) - at), 0, -1):
        found = table.get(view[at : at + length])
        if found and not (found[1] and view.startswith(found[1], at)):
            return at + length, found[0]
    return end, None


def strength(view: str, end: int) -> tuple[int, str | None]:
    """强 and 弱 behind a share (1/4强, 七成弱): a little more, a little less."""
    found = _STRONG.match(view, end)
    return (end + 1, "gt" if found.group() == "强" else "lt") if found else (end, None)


def is_age(view: str, start: int, end: int, floor: int) -> bool:
    """Whether 近 before years is a comparator (历经近30年, 近30年的发展) and not the last years (近三年)."""
    return bool(_AGE_BEFORE.search(view, max(floor, start - 4), start) or _AGE_AFTER.match(view, end))
