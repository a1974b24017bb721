"""The period of a figure by the strict rule: its own clause, else its sentence, never across 。 and never backwards."""

from __future__ import annotations

import re

from jiqun.extract import moments
from jiqun.extract.period import Period
from jiqun.extract.reading import Sentence

_LEAD = re.compile(r"[\s仅截至止到在于至年度]")
_ORIGIN = re.compile(r"(诞生|成立|设立|创立|创建|创办|始建|组建|建成|投产|上市|源于|源起|起源|始于|起步)于?$")
_ORIGIN_NOUN = {
    "源于": "产业起源",
    "源起": "产业起源",
    "起源": "产业起源",
    "始于": "产业起源",
    "起步": "产业起步",
    "建成": "建成",
    "投产": "投产",
    "上市": "上市",
}
_FOUNDING = ("成立时间", "产业起源时间")


def period_of(view: str, sentence: Sentence, periods: list[Period], at: int) -> tuple[Period | None, bool]:
    """The period of the figure at ``at`` and whether it is inherited from an earlier clause.

    The nearest before it in its clause (or alone before its comma: 2018年,…), or in brackets right after it;
    else the nearest before it in the sentence, flagged. 目前 dates nothing but hides an earlier year; the year of a
    founding (2009年成立) does not date what is told after it.
    """
    clause = sentence.clauses[sentence.clause_at(at)]
    held = [p for p in periods if clause.start <= p.start < at]
    dated = [p for p in held if p.kind != "recurrent"]
    if dated:
        return dated[-1], False
    beside = [p for p in periods if at <= p.start < at + 24 and p.end < clause.end and view[p.start - 1] == "("]
    if beside:
        return beside[0], False
    if held:
        return held[-1], False
    earlier = [
        p for p in periods if p.start < clause.start and p.kind != "recurrent" and not _founds(view, sentence, p)
    ]
    if not earlier:
        return None, False
    number = sentence.clause_at(at)
    before = sentence.clauses[number - 1]
    opens = earlier[-1].start >= before.start and not _LEAD.sub("", view[before.start : earlier[-1].start])
    return earlier[-1], not (opens and earlier[-1].end == before.end)


def origin(view: str, period: Period, start: int) -> tuple[str, int, int] | None:
    """The event whose verb stands before its date (诞生于1994年, 发展源于上世纪50年代): indicator and span."""
    match = _ORIGIN.search(view, start, period.start)
    if match is None:
        return None
    return f"{_ORIGIN_NOUN.get(match[1], '成立')}时间", match.start(), period.end


def _founds(view: str, sentence: Sentence, period: Period) -> bool:
    clause = sentence.clauses[sentence.clause_at(period.start)]
    found = moments.event(view, period.end, clause.end) or origin(view, period, clause.start)
    return found is not None and found[0] in _FOUNDING
