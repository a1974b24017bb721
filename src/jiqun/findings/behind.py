"""The list that stands behind a stated count: 三大任务:甲、乙和丙; 三大任务(甲、乙、丙); 三种方式,即“甲、乙、丙”."""

from __future__ import annotations

import re
from dataclasses import replace

from jiqun.findings.counted import Counted
from jiqun.findings.listing import STOPS, Listing
from jiqun.findings.splitting import CLOSERS, OPENERS, closes_early, inner_parts, last_parts, parts, trimmed

_HEAD = r"[^,。;:!?、()\n\r—“]{0,24}?”?"
_BEHIND = re.compile(
    rf"(?P<head>{_HEAD})(?:(?P<bracket>[(])|(?P<names>,?(?:即|分别(?:是|为|指)|具体(?:是|为)))[:]?"
    rf"|(?P<some>,?(?:主要)?(?:包括|涵盖|包含))[:]?|(?P<mark>[:]|—{{1,2}}))\s*"
)
_SOME = re.compile(r"^(?:如|含|包括|其中|例如|比如|主要|即)")
_CLAUSE = re.compile(r"为主|以.{1,8}为|[是有将在].{2,}|%")


def list_behind(view: str, count: Counted, end: int) -> Listing | None:
    """The list that a colon, a dash, brackets or 即 opens behind a stated count; None when there is none.

    >>> from jiqun.findings.counted import counted
    >>> view = "聚焦三大方向:甲、乙和丙。"
    >>> found = list_behind(view, next(counted(view, 0, len(view))), len(view))
    >>> [view[a:b] for a, b in found.items]
    ['甲', '乙', '丙']
    """
    match = _BEHIND.match(view, count.end, end)
    if match is None or match.end() >= end:
        return None
    at = match.end()
    if match["bracket"]:
        close = view.find(")", at, end)
        if close < 0 or _SOME.match(view[at:close]):
            return None
        found = _region(view, at, close, is_open=False)
        return None if found is None else replace(found, is_marked=True)
    if view[at] == "“":
        close = view.find("”", at, end)
        quoted = inner_parts(view, at + 1, close) if close > 0 else []
        if len(quoted) > 1 and view[close + 1 : close + 2] in (",", "。", ";", ")", ""):
            return Listing(tuple(trimmed(view, item) for item in quoted), frozenset({len(quoted)}), is_marked=True)
    found = _region(view, at, _region_end(view, at, end), is_open=match["some"] is not None)
    return None if found is None else replace(found, is_closed=True)


def _region_end(view: str, at: int, end: int) -> int:
    """The end of a list behind its mark: the next stop outside brackets."""
    depth = 0
    for here in range(at, end):
        char = view[here]
        depth += (char in OPENERS) - (char in CLOSERS)
        if depth < 0 or (depth == 0 and char in STOPS):
            return here
    return end


def _region(view: str, low: int, high: int, *, is_open: bool) -> Listing | None:
    """The items of ``view[low:high]``, up to 等; a list that a comma cuts off, or that holds clauses, is not sure."""
    rest = re.search(r"等(?:[^、,;]{0,12})?$", view[low:high])
    stop = low + rest.start() if rest else high
    pieces = parts(view, low, stop)
    if len(pieces) < 2 or any(not view[a:b].strip() or _CLAUSE.search(view[a:b]) for a, b in pieces):
        return None
    last, doubtful = last_parts(view, *pieces[-1], pieces[:-1])
    items = [*pieces[:-1], *last]
    counts = {len(items)} | ({len(items) - 1} if doubtful and len(items) > 2 else set())
    plain = view[high : high + 1] in ("", "。", ";", ")", "\n", "\r", "”")
    short = all(b - a <= 24 for a, b in items)
    return Listing(
        tuple(trimmed(view, item) for item in items),
        frozenset(counts),
        is_open=is_open or rest is not None,
        is_sure=plain and short,
        may_end_early=closes_early(view, pieces),
    )
