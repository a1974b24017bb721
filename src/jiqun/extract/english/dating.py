"""The period of an English figure: its own stretch, on either side; else what the sentence opens with, flagged."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from jiqun.extract.english.reading import Sentence
from jiqun.extract.period import Period
from jiqun.extract.quantity import Quantity

_COMPARED = re.compile(
    r"(?:\b(?:than(?: in)?|from|compared (?:with|to)|versus|vs\.?|(?<!\bas )(?<!\()on"
    r"|over|against|up from|down from|relative to"
    r"|that of)"
    r"(?: the)?\s+(?:in )?)$",
    re.IGNORECASE,
)
_ONLY_TIME = re.compile(
    r"(?:in|during|at|by|over|as of)\s+(?:the\s+)?(?:(?:first|second|third|fourth|last|end|year|fiscal|half"
    r"|quarter|quarters|months|three|nine|of|early|late|mid-?)\s+)*(?:[A-Z][a-z]+\s+)?\d{4}(?:[/–-]\d{2,4})?\.?$"
)
_BASE = re.compile(r"(?:against|compared\s+(?:with|to)|versus|vs\.?|from)\s*$", re.IGNORECASE)
_REACH = 60


def compared(view: str, period: Period) -> bool:
    """Whether a time is only what a figure is compared with (up 6.3 % on the previous year, more than in 2017)."""
    if period.kind == "span":
        return False
    if re.search(
        r"(?:earlier|ago|before)$|[Ss]ame (?:period|quarter|month|time) .*(?:last|previous|prior)", period.text
    ):
        return True
    return _COMPARED.search(view[max(0, period.start - 24) : period.start]) is not None


def _of_base(view: str, period: Period, quantities: Sequence[Quantity]) -> bool:
    """Whether a time dates the number that others are compared with (against 214 million in the previous year)."""
    before = [q for q in quantities if 0 <= period.start - q.end <= 12]
    bracketed = bool(before) and view[before[-1].start - 1 : before[-1].start] == "("
    if bracketed and re.match(r"(?:previous|prior|preceding|last)\b", period.text, re.IGNORECASE):
        return True
    return bool(before) and _BASE.search(view[max(0, before[-1].start - 24) : before[-1].start]) is not None


def period_of(
    view: str,
    sentence: Sentence,
    periods: Sequence[Period],
    quantities: Sequence[Quantity],
    q: tuple[int, int],
    events: Sequence[Period],
) -> tuple[Period | None, bool]:
    """The period of the number at ``q`` and whether it is inherited; times of events elsewhere date nothing.

    A time right behind the number, with no other number between, is its own; so is one before it in the stretch, and
    one in brackets behind it. Else the sentence's opening (In 2018, …) or an earlier stretch, never a later one.
    """
    number = sentence.at(q[0])
    segment = sentence.segments[number]
    usable = [p for p in periods if p.kind not in ("recurrent", "century") and not (p.start < q[1] and q[0] < p.end)]
    later = min((other.start for other in quantities if other.start >= q[1]), default=sentence.end)
    change = _ends_of_change(view, segment.start, segment.end, usable, quantities, q)
    if change is not None:
        return change, False
    end = max(segment.end, _bracket_end(sentence, number, view, q[1]))
    behind = [p for p in usable if q[1] <= p.start < end and not (compared(view, p) and later > p.start)]
    before = [
        p for p in usable if segment.start <= p.start < q[0] and not (compared(view, p) and not _base(view, p, q))
    ]
    before = [p for p in before if not _of_base(view, p, quantities)]
    near = [p for p in behind if p.start < later and p.start - q[1] <= _REACH]
    if near and near[0].kind != "now":
        return near[0], False
    if before:
        return before[-1], False
    if re.search(r"\bfrom\s+$", view[max(0, q[0] - 8) : q[0]]) and re.match(r"\s+to\s+", view[q[1] : q[1] + 5]):
        behind = []
    shared = [
        p
        for p in behind
        if (p.kind != "now" or p.start < later) and not (p.start > later and _of_base(view, p, quantities))
    ]
    if shared:
        return shared[0], False
    held = [p for p in usable if p.start < segment.start and p not in events and not compared(view, p)]
    held = [p for p in held if not _of_base(view, p, quantities)]
    opening = [p for p in held if not view[sentence.start : p.start].strip(" \"'“(") or _leads(view, sentence, p)]
    chosen = held[-1:] or opening[-1:]
    if not chosen:
        return None, False
    alone = opening and number <= 1
    return chosen[0], not alone


def _leads(view: str, sentence: Sentence, period: Period) -> bool:
    return (
        re.fullmatch(
            r"[\"'“]?(?:In|At|As of|By|During|For|Since|On|Over|Between|From|Until)?\s*(?:the\s+)?",
            view[sentence.start : period.start],
        )
        is not None
    )


def _base(view: str, period: Period, q: tuple[int, int]) -> bool:
    return period.end <= q[0] and q[0] - period.end < 4


def _bracket_end(sentence: Sentence, number: int, view: str, at: int) -> int:
    """Where a bracket behind the number, or the rest of a stretch after it, ends: 46 bn yuan (US$7 bn) in 2018."""
    end = sentence.segments[number].end
    for segment in sentence.segments[number + 1 : number + 3]:
        if (
            view[end : segment.start].strip() in ("(", ")", "")
            and view[end : segment.start].strip()
            and segment.verb is None
        ):
            end = segment.end
        else:
            break
    return max(end, _trailing(sentence, number, view), _row_end(sentence, number, view))


def _row_end(sentence: Sentence, number: int, view: str) -> int:
    """Where a row of numbers ends that shares the time behind it: made 3 t of tin, 4 cars and 5 pumps in 2018."""
    end = 0
    for segment in sentence.segments[number + 1 : number + 6]:
        row = view[segment.start].isdigit() or view.startswith("and ", segment.start)
        if segment.verb is not None or segment.link != "" or not row:
            break
        end = segment.end
    return end


def _trailing(sentence: Sentence, number: int, view: str) -> int:
    """The end of a time set off by a comma at the end of its clause: …, worth 3 bn, in the first half of 2019."""
    for segment in sentence.segments[number + 1 : number + 4]:
        words = view[segment.start : segment.end]
        if segment.verb is not None or segment.link not in ("", "bracket"):
            break
        if _ONLY_TIME.match(words):
            return segment.end
    return 0


def _ends_of_change(
    view: str, start: int, end: int, periods: Sequence[Period], quantities: Sequence[Quantity], q: tuple[int, int]
) -> Period | None:
    """Between 2011 and 2016 it rose from 38 to 96: the first number is of the first year, the other of the last."""
    spans = [
        p
        for p in periods
        if p.kind == "span" and p.iso and re.fullmatch(r"\d{4}/\d{4}", p.iso) and start <= p.start < end
    ]
    pair = [o for o in quantities if start <= o.start < end]
    if not spans or len(pair) < 2:
        return None
    for first, second in pairwise(pair):
        if re.search(r"\bfrom\s+$", view[: first.start][-8:]) and re.fullmatch(
            r"\s+to\s+", view[first.end : second.start]
        ):
            years = (spans[0].iso or "").split("/")
            if q == (first.start, first.end) or q == (second.start, second.end):
                year = years[0] if q == (first.start, first.end) else years[1]
                return Period(spans[0].start, spans[0].end, spans[0].text, year, "date")
    return None
