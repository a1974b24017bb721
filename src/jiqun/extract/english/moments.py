"""Dates that are figures of their own: when a thing was founded, opened, approved; and how long it has run."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from jiqun.extract.english.reading import Sentence
from jiqun.extract.period import Period
from jiqun.extract.quantity import Quantity
from jiqun.vocab.tables import rows

_AGE_BEFORE = re.compile(
    r"\b(?:for|after|over|has|have|with|history of|experience of|exist\w+ for|spans?|spanning|past|last"
    r"|than)\s+(?:the (?:past|last)\s+)?$",
    re.IGNORECASE,
)
_AGE_AFTER = re.compile(
    r"\s*(?:of (?:history|experience|development|tradition|existence|operation)|ago|old\b|history|tradition"
    r"|experience|of age)",
    re.IGNORECASE,
)
_LINK = re.compile(r"^[\w\s'’().&-]{0,60}$")
_NEGATED = re.compile(r"\b(?:since|until|before|after|by|than|compared)\s+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Moment:
    """A dated event: the period, the name of the event, and the span of its verb."""

    period: Period
    event: str
    verb: tuple[int, int]


@cache
def _events() -> tuple[re.Pattern[str], dict[str, str]]:
    table = {row["verb"]: row["noun"] for row in rows("events_en.csv")}
    words = "|".join(sorted(map(re.escape, table), key=len, reverse=True))
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE), table


def moments(view: str, sentence: Sentence, periods: Sequence[Period], quantities: Sequence[Quantity]) -> list[Moment]:
    """The dated events of a sentence: *founded in 1994*, *In January 2019 the group signed …*."""
    found: list[Moment] = []
    for period in periods:
        if period.iso is None or period.kind in (
            "relative",
            "plan",
            "span",
            "now",
            "recurrent",
            "as_of",
            "since",
            "century",
        ):
            continue
        event = _event(view, sentence, period, quantities)
        if event is not None:
            found.append(event)
    return found


def _event(view: str, sentence: Sentence, period: Period, quantities: Sequence[Quantity]) -> Moment | None:
    pattern, table = _events()
    segment = sentence.segments[sentence.at(period.start)]
    label = re.compile(r"\b(Founded|Established|Opened|Created|Incorporated):\s*$").search(
        view, max(0, period.start - 16), period.start
    )
    if label:
        return Moment(period, table[label[1].lower()], label.span(1))
    before = list(pattern.finditer(view, segment.start, period.start))
    if before and not any(
        before[-1].end() <= q.start < period.start
        and q.kind not in ("physical", "money")
        and " by " not in view[before[-1].end() : q.start + 1]
        for q in quantities
    ):
        m = before[-1]
        gap = view[m.end() : period.start]
        if _LINK.match(gap) and len(gap) <= 60 and _acts(view, m):
            return Moment(period, table[m.group().lower()], m.span())
    stop = segment.end
    lead = view[sentence.start : period.start].strip(" \"'“").lower()
    if (
        lead in ("in", "on", "in the", "at", "by", "during", "", "it was in", "in early", "as early as")
        or period.start - segment.start <= 4
    ):
        index = sentence.at(period.start)
        following = sentence.segments[min(index + 1, len(sentence.segments) - 1)]
        stop = max(stop, following.end if segment.verb is None else segment.end)
        counted = min((q.start for q in quantities if q.start >= period.end), default=stop)
        for m in pattern.finditer(view, period.end, stop):
            if not _acts(view, m):
                continue
            if counted < m.start() or re.match(
                r"\s*(?:up\s+)?(?:a total of |more than |over |some |about |its |another )?$", view[m.end() : counted]
            ):
                return None  # the event is what was counted: in 2018 it opened 3 plants
            return Moment(period, table[m.group().lower()], m.span())
    return None


def _acts(view: str, m: re.Match[str]) -> bool:
    """Whether the word acts as a verb here, and is no adjective (listed companies, the established firms)."""
    before = view[max(0, m.start() - 12) : m.start()].lower()
    if re.search(r"(?:\b(?:the|an?|its|newly|recently|of|and|with|\d)\s|-)$", before) and not re.search(
        r"\b(?:was|were|been|be|is|are|newly|recently)\s(?:newly\s|recently\s)?$", before
    ):
        return False
    base = m.group().lower() in ("start", "open")
    return not base or re.search(r"\b(?:to|will|would|may|shall)\s+$", before) is not None


def value_of(period: Period) -> tuple[float, float | None, str]:
    """Value, upper value and comparator of a dated period as a figure, in years."""
    iso = period.iso or "0"
    if period.kind == "decade":
        low, high = iso.split("/")
        return float(low), float(high), "range"
    return float(iso[:4]), None, "eq"


def is_age(view: str, q: Quantity) -> bool:
    """Whether a number of years tells how long something has run (for more than 60 years, a 30-year history)."""
    if q.unit != "year" or q.value < 3:
        return False
    before = view[max(0, q.start - 24) : q.start]
    after = _AGE_AFTER.match(view, q.end)
    if after and after.group().strip().lower().startswith("old"):
        return True
    if after:
        return True
    return bool(_AGE_BEFORE.search(before)) and (q.value >= 10 or q.comparator in ("gt", "about_below"))
