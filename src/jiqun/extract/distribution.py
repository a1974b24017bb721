"""分别: the n-th number belongs to the n-th item (A、B和C产值分别为10亿元、8亿元和4亿元)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from jiqun.extract.period import Period
from jiqun.extract.quantity import Quantity
from jiqun.vocab.indicators import find_indicators

_RESPECTIVELY = re.compile(r"分别|(?:同比|环比|比上年|较上年)(?:各?增长|上升|提高|下降)(?=[^,。;]{1,9}、)")
_BETWEEN = re.compile(r"[、,和及与以至增长下降减少提高为达到约同比\s]*$")
_TAIL = re.compile(r"(?:等)?(?:[二两三四五六七八九十\d]+[大个家类项]|的|产品|产业(?=产值|增加值|营收|收入))")
_ITEM = re.compile(r"[^、和及与]{1,16}")
_PREDICATE = re.compile(r"已|均|都|共|将|正在|持续|快速|稳步|加快|发展|形成|成为|实现|完成|达到|增长|集聚")
_COMMA = re.compile("[,;。:]")
_YEARS = re.compile(r"(\d{4})/(\d{4})")
_HEAD = re.compile(r".*(?:其中|全市|全省|全区|全县|园区|新区|当年|\d年|包括|拥有|实现|完成|[,:])")


Handed = tuple[int, list[Quantity]]
"""Where 分别 stands, and the run of numbers behind it."""


def runs(view: str, quantities: Sequence[Quantity], start: int, end: int) -> list[Handed]:
    """The runs of numbers behind each 分别 of a sentence, ``view[start:end]``, in which the quantities stand."""
    found: list[Handed] = []
    for match in _RESPECTIVELY.finditer(view, start, end):
        run: list[Quantity] = []
        at = match.end()
        for q in quantities:
            if q.start < match.end() or q.start >= end:
                continue
            between = view[at : q.start]
            if run and (not _BETWEEN.fullmatch(between) or ("," in between and q.kind != run[0].kind)):
                break
            if not run and len(between) > 12:
                break
            run.append(q)
            at = q.end
        if len(run) >= 2:
            found.append((match.start(), run))
    return found


def items(view: str, start: int, end: int) -> list[tuple[int, int]]:
    """The items listed in ``view[start:end]``, which ends where 分别 begins: cut before their shared noun.

    >>> view = "装备制造、电子信息、生物医药三大产业产值"
    >>> [view[a:b] for a, b in items(view, 0, len(view))]
    ['装备制造', '电子信息', '生物医药']
    """
    head = _HEAD.match(view, start, end)
    low = head.end() if head else start
    last = max(view.rfind(mark, low, end) for mark in "、和及与")
    if last < 0:
        return []
    tail = _TAIL.search(view, last + 1, end)
    known = find_indicators(view, last + 1, end)
    verb = _PREDICATE.search(view, last + 3, end)
    stop = min(
        [end, *([tail.start()] if tail else []), *([known[0][0]] if known else []), *([verb.start()] if verb else [])]
    )
    found = [match.span() for match in _ITEM.finditer(view, low, stop)]
    return [] if any(char.isdigit() for char in view[low:stop]) else found


def matched(view: str, start: int, end: int, count: int) -> list[tuple[int, int]]:
    """The items as they come to ``count``: split at every mark, or with 和 and 及 inside names (汽车及零部件) kept."""
    every = items(view, start, end)
    if len(every) == count or len(every) < 2:
        return every
    low, high = every[0][0], every[-1][1]
    parts = [match.span() for match in re.compile("[^、]+").finditer(view, low, high)]
    joint = re.compile("[和及与]").search(view, parts[-1][0] + 2, high - 1)
    last = [(parts[-1][0], joint.start()), (joint.end(), high)] if joint else [parts[-1]]
    for option in ([*parts[:-1], *last], parts):
        if len(option) == count:
            return option
    return every


def _clause_before(view: str, start: int, end: int, count: int) -> list[tuple[int, int]]:
    """The nearest earlier clause that lists just ``count`` items (甲、乙、丙产业已初具规模,2018年分别实现…)."""
    at = end
    while at > start:
        low = max(view.rfind(mark, start, at - 1) for mark in ",;:") + 1
        low = max(low, start)
        found = matched(view, low, at - 1, count)
        if len(found) == count and "、" in view[low:at]:
            return found
        at = low
    return []


def leaned_on(view: str, given: Sequence[Handed], quantities: Sequence[Quantity], start: int) -> dict[int, int]:
    """For each growth rate of a run, the level before that it belongs to: 收入10亿元、税收2亿元,分别增长5%和3%.

    Only where as many levels stand right before the run as it has rates.
    """
    found: dict[int, int] = {}
    for at, run in given:
        levels = [q for q in quantities if start <= q.start < at and q.kind not in ("share", "multiple")][-len(run) :]
        rates = all(q.kind in ("share", "multiple") for q in run)
        if rates and len(levels) == len(run) and not _COMMA.search(view, levels[0].start, levels[-1].end):
            found |= {q.start: level.start for q, level in zip(run, levels, strict=True)}
    return found


def handed_years(given: Sequence[Handed], periods: Sequence[Period], start: int) -> dict[int, Period]:
    """For each number of a run the year of a span that it belongs to: 2020至2022年产值分别为1亿元、3亿元、7亿元.

    Only where the span has as many years as the run has numbers.
    """
    found: dict[int, Period] = {}
    for at, run in given:
        for span in periods:
            years = _YEARS.fullmatch(span.iso or "")
            if years is None or not start <= span.start < at:
                continue
            first, last = int(years[1]), int(years[2])
            if last - first + 1 == len(run):
                found |= {q.start: replace(span, iso=str(first + n), kind="date") for n, q in enumerate(run)}
    return found


def assign(view: str, given: Sequence[Handed], start: int) -> tuple[dict[int, tuple[int, int]], set[int]]:
    """For each number that 分别 hands out in a sentence: its item. And the numbers that have none: counts differ.

    A second 分别 without a list of its own (同比分别增长…) goes over the items of the first.
    """
    owners: dict[int, tuple[int, int]] = {}
    orphans: set[int] = set()
    known: list[tuple[int, int]] = []
    for at, run in given:
        clause = max(view.rfind(mark, start, at) for mark in ",;:") + 1
        own = matched(view, max(start, clause), at, len(run))
        if len(own) < 2 and not known:
            own = matched(view, start, at, len(run))
        if len(own) != len(run) and not known:
            own = _clause_before(view, start, clause, len(run)) or own
        known = own if len(own) >= 2 else known
        if len(known) == len(run):
            owners |= {q.start: item for q, item in zip(run, known, strict=True)}
        elif known:
            orphans |= {q.start for q in run}
    return owners, orphans
