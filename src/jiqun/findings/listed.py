"""The list that ends right before a stated count: 甲、乙、丙等三大中心, “甲、乙、丙”三种方式."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from jiqun.findings.counted import MOST, Counted, counted
from jiqun.findings.listing import Listing, clause_start, joins, leader_of, with_leader
from jiqun.findings.splitting import (
    CLOSERS,
    OPENERS,
    Span,
    broken,
    closes_early,
    conjunction_in,
    inner_parts,
    last_parts,
    leading_conjunction,
    opened,
    opens_with,
    parts,
    trimmed,
)
from jiqun.findings.tables import words

_AMOUNT = re.compile(r"\d[\d.,]*\s*(?:多|余)?(?:万|亿)?(?:家|个|名|项|所|座|人|元|%|吨)$")
_LONG = 60  # characters: no item of a list is longer
_INNER_HEAD = re.compile(r"等|[二三四五六七八九十]{1,2}[家大所个]")
_COUNT_END = re.compile(r"(?:[一二三四五六七八九十]|\d)[家个市县省区地国大类种级]$")
_NOUN = re.compile(r"\s?(?:[\u4e00-\u9fffA-Za-z“《]|[(](?=[^)]{1,12}[)][\u4e00-\u9fff]))")


@cache
def _closing() -> re.Pattern[str]:
    fillers = "|".join(map(re.escape, words("list_words.csv", "filler")))
    return re.compile(rf"(?P<rest>等)?(?:,(?=共|合计|总计|这))?(?:{fillers}){{0,2}}$")


@cache
def _ends(role: str) -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(map(re.escape, words("list_words.csv", role))) + ")$")


def list_before(view: str, floor: int, count: Counted, led: frozenset[Span]) -> Listing | None:
    """The list that ends right before a stated count; None when there is none.

    ``floor`` is where the sentence begins; ``led`` are leaders that an earlier count of the sentence already holds.

    >>> from jiqun.findings.counted import counted
    >>> view = "成立甲、乙、丙等三大中心"
    >>> found = list_before(view, 0, next(counted(view, 0, len(view))), frozenset())
    >>> [view[a:b] for a, b in found.items], found.counts, found.is_open
    (['甲', '乙', '丙'], frozenset({3}), True)
    """
    start = count.start - (view[count.start - 1 : count.start] == "“")  # 甲、乙“两大园区”
    closing = _closing().search(view, max(floor, start - 12), start)
    end = closing.start() if closing else start
    while end > floor and view[end - 1] == " ":
        end -= 1
    is_open = closing is not None and closing["rest"] is not None
    told = closing is not None and closing.end() > closing.start()
    if (
        end - floor < 2
        or view[end - 1] in "、,;:"
        or (count.form == "unit" and not told and not _NOUN.match(view, count.end))
    ):
        return None
    if view[end - 1] in "”)":
        marked = _marked(view, floor, end)
        if marked is not None:
            return replace(marked, is_open=is_open)
    if _COUNT_END.search(view, max(floor, end - 6), end):
        return None  # 甲、乙两省三市
    found = _plain(view, floor, end, count, led)
    quoted = start < count.start
    return (
        None if found is None else replace(found, is_open=is_open, is_closed=told, is_sure=found.is_sure and not quoted)
    )


def _marked(view: str, floor: int, end: int) -> Listing | None:
    """A list inside one pair of quotation marks or brackets: “甲、乙、丙”三种方式."""
    opener = OPENERS[CLOSERS.index(view[end - 1])]
    start = view.rfind(opener, floor, end - 1)
    if start < 0 or (start > floor and view[start - 1] in "”、和与及"):
        return None
    items = inner_parts(view, start + 1, end - 1)
    if len(items) < 2 or any(not view[a:b].strip() for a, b in items):
        return None
    last, doubtful = last_parts(view, *items[-1], items[:-1])
    items = [*items[:-1], *last]
    counts = {len(items)} | ({len(items) - 1} if doubtful and len(items) > 2 else set())
    return Listing(tuple(trimmed(view, item) for item in items), frozenset(counts), is_marked=True)


def _plain(view: str, floor: int, end: int, count: Counted, led: frozenset[Span]) -> Listing | None:
    """A list without marks around it, back to its comma; over commas where 以及 joins the last clause."""
    begin = clause_start(view, floor, end)
    if view.count("、", begin, end) > MOST:
        return None
    pieces = parts(view, begin, end)
    if any(high - low > _LONG for low, high in pieces[1:]):
        return None
    pieces[0] = max(pieces[0][0], pieces[0][1] - _LONG), pieces[0][1]
    clause = _behind_own_count(view, begin, pieces)
    if clause is None:
        return None
    begin, pieces = clause
    pieces, begin, sure = _over_commas(view, floor, begin, pieces)
    if len(pieces) > 1 and any(low >= high for low, high in pieces):
        return None
    for number, piece in reversed(list(enumerate(pieces))):
        if number and broken(view, *piece):
            return None if number == len(pieces) - 1 else _unsure(view, pieces[number:])
    tail = view[pieces[-1][0] : pieces[-1][1]]
    if _ends("no_end").search(tail) or (count.form == "unit" and _has_amounts(view, pieces)):
        return None
    sure = sure and not _doubtful_end(view, pieces)
    first = pieces[0]
    leader = leader_of(view, floor, begin, first)
    items = [(opened(view, *first), first[1]), *pieces[1:]]
    last, doubtful = last_parts(view, *items[-1], items[:-1])
    if len(pieces) == 1 and len(last) == 1:
        return None
    items = [_headless(view, item) for item in [*items[:-1], *last]]
    counts = {len(items)} | ({len(items) - 1} if doubtful and len(items) > 2 else set())
    sure = sure and len(pieces) > 1
    early = closes_early(view, pieces)
    listing = Listing(
        tuple(trimmed(view, item) for item in items), frozenset(counts), is_sure=sure, may_end_early=early
    )
    return listing if leader is None else with_leader(view, listing, leader, count, led)


def _headless(view: str, item: Span) -> Span:
    """An item without the head noun of a group inside the list: 乙等民营企业、丙 names 乙 and 丙."""
    head = _INNER_HEAD.search(view, item[0] + 2, item[1])
    return (item[0], head.start()) if head else item


def _behind_own_count(view: str, begin: int, pieces: list[Span]) -> tuple[int, list[Span]] | None:
    """A list begins behind a counted one in its clause: 甲、乙两大产业和丙、丁两大园区; 甲等25个项目、乙等8大园区.

    None when nothing is listed behind that one: 甲、乙两大产业5家企业.
    """
    for number, (low, high) in reversed(list(enumerate(pieces))):
        for count in reversed(list(counted(view, low, high))):
            if count.start - low < 2:
                continue  # 两链融合 is an item
            behind = conjunction_in(view, count.end, high)
            if behind is not None:
                return behind, [(behind, high), *pieces[number + 1 :]]
            last = number == len(pieces) - 1
            return None if last else (pieces[number + 1][0], pieces[number + 1 :])
    return begin, pieces


def _unsure(view: str, pieces: list[Span]) -> Listing:
    """The part of a run behind the word that opens a second list in it: it can agree, not more."""
    first = pieces[0]
    items = [(opened(view, *first), first[1]), *pieces[1:]]
    last, _ = last_parts(view, *items[-1], items[:-1])
    items = [*items[:-1], *last]
    return Listing(tuple(items), frozenset({len(items)}), is_sure=False)


def _over_commas(view: str, floor: int, begin: int, pieces: list[Span]) -> tuple[list[Span], int, bool]:
    """甲、乙等民企,以及丙、丁等12家: the list runs on over the commas, back to the word that opens it."""
    behind = leading_conjunction(view, begin, pieces[-1][1])
    if behind == begin or begin <= floor or view[begin - 1] != ",":
        return pieces, begin, True
    pieces = [(behind, pieces[0][1]), *pieces[1:]]
    while begin > floor and view[begin - 1] == ",":
        low = clause_start(view, floor, begin - 1)
        before = parts(view, low, begin - 1)
        if len(before) < 2 and not joins().match(view, low):
            break
        pieces, begin = [*before, *pieces], low
        if opens_with(view, *before[0]):
            return pieces, begin, True
    return pieces, begin, False


def _has_amounts(view: str, pieces: list[Span]) -> bool:
    """Whether the pieces are amounts themselves: 国家级平台3个、省级平台12个."""
    return any(_AMOUNT.search(view[low:high]) for low, high in pieces[:-1])


def _doubtful_end(view: str, pieces: list[Span]) -> bool:
    """Whether the last piece may end in a verb whose object is the count: 在甲、乙建设三大基地."""
    tail = view[pieces[-1][0] : pieces[-1][1]]
    match = _ends("may_end").search(tail) or _ends("opens").search(tail)
    if match is None:
        return False
    others = [view[low:high] for low, high in pieces[:-1]]
    return not any(other.endswith(match.group()) for other in others)
