"""What a list is taken for, and who leads those listed: 甲牵头,联合乙、丙、丁四家."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from jiqun.findings.counted import Counted
from jiqun.findings.splitting import CLOSERS, OPENERS, Span, opened, trimmed
from jiqun.findings.tables import words

STOPS = ",;:。!?\n\r—"


@dataclass(frozen=True, slots=True)
class Listing:
    """The items of a list, and how many they may be taken for.

    ``counts`` are the numbers that fit the list; ``is_open`` says that it may name only some (等, 包括); ``is_sure``
    that its bounds are plain, so that a count which fits none of them is a contradiction; ``is_marked`` that marks or
    brackets bound it; ``is_closed`` that a word ties it to the count (等, 共, 这); ``may_end_early`` that its last item
    may be none (甲、乙和丙、丁). ``leader`` is who leads those listed (甲牵头,联合乙、丙) and ``leader_counts`` whether
    the count must hold it.
    """

    items: tuple[Span, ...]
    counts: frozenset[int]
    is_open: bool = False
    is_sure: bool = True
    is_marked: bool = False
    is_closed: bool = False
    may_end_early: bool = False
    leader: Span | None = None
    leader_counts: bool = False


@cache
def joins() -> re.Pattern[str]:
    """The words that join those listed to a leader: 联合, 会同."""
    return re.compile("|".join(map(re.escape, words("list_words.csv", "joins"))))


@cache
def _leads() -> re.Pattern[str]:
    leads = "|".join(map(re.escape, words("list_words.csv", "leads")))
    return re.compile(rf"(?:由|以)?(?P<who>[^,。、;:()]{{2,24}}?)(?:{leads})$")


def clause_start(view: str, floor: int, end: int) -> int:
    """Back from ``end`` to the last comma or other stop outside brackets, or to an opening bracket."""
    depth, at = 0, end
    while at > floor:
        char = view[at - 1]
        if char in CLOSERS:
            depth += 1
        elif char in OPENERS:
            if depth == 0:
                break
            depth -= 1
        elif depth == 0 and char in STOPS:
            break
        at -= 1
    return at


def leader_of(view: str, floor: int, begin: int, first: Span) -> Span | None:
    """Who leads those listed: 甲牵头,联合乙、丙; 甲会同乙、丙."""
    join = joins().search(view, *first)
    if join is None:
        return None
    if join.start() - first[0] >= 2:
        return trimmed(view, (opened(view, first[0], join.start()), join.start()))
    if begin <= floor or view[begin - 1] != ",":
        return None
    low = clause_start(view, floor, begin - 1)
    match = _leads().search(view, low, begin - 1)
    return match.span("who") if match else None


def with_leader(view: str, listing: Listing, leader: Span, count: Counted, led: frozenset[Span]) -> Listing:
    """The leader is one of those counted when the counted noun names its family, or a count inside holds it already.

    Otherwise the text leaves open whether the count holds the leader, and both numbers fit.
    """
    head, name = view[count.end : count.end + 4], view[leader[0] : leader[1]]
    family = False
    for size in (4, 3, 2):
        word = head[:size]
        kin = sum(view.startswith(word, item[0]) for item in listing.items)
        family = family or (len(word) == size and name.startswith(word) and kin >= max(2, len(listing.items) // 2))
    must = family or leader in led
    more = {n + 1 for n in listing.counts}
    return replace(
        listing, counts=frozenset(more if must else more | listing.counts), leader=leader, leader_counts=must
    )
