"""Dates that are figures of their own: when a thing was founded, opened, approved; and how long it has run."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from jiqun.extract.english import nouns
from jiqun.extract.english.reading import Sentence
from jiqun.extract.english.sections import DATED
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
_NEAR = 220  # characters before a date that are looked at
_REACH = 90  # characters between a date and its verb
_LINK = re.compile(r"^[\w\s'’().&-]*$")
_UNDATED = ("relative", "plan", "span", "now", "recurrent", "as_of", "since", "century")
_OPENINGS = ("in", "on", "in the", "at", "at the", "by", "during", "", "it was in", "in early", "as early as")
_FOUNDED = ("founding", "establishment", "creation", "formation", "incorporation")
_AHEAD = re.compile(r"\b(?:will|shall|to be|expected|planned|scheduled|due|set|slated|aims?|targets?)\b")
_NO_OBJECT = re.compile(
    r"(?:in|on|at|by|as|for|with|from|to|of|between|under|during|since|after|before|when|again|here|there|and)\b"
)
_GOES_ON = re.compile(r"\s(?:with|into|in|to|by|as|on|from)\s")
_BEGUN = ("construction", "production", "operations", "operation", "work", "works", "manufacturing", "manufacture",
          "development", "building", "drilling", "mining", "exports", "trading", "sales", "service")  # fmt: skip
_NOTED = re.compile(
    r"\b(?:for|since|upon|after|before|until|at|with|its|their|the|of)\s(?:(?:its|their|the|official|formal)\s)*"
    r"(?P<event>completion|establishment|foundation|founding|opening|launch|inception|creation"
    r"|privatisation|privatization|inauguration|incorporation|independence|accession|commissioning)"
    r"\s+(?:in|on|by)\s+(?:early |late |mid-?)?$"
)
"""An event named by its noun: slated for completion in 2013, since its foundation in 1921."""
_EXISTS = re.compile(r"\b(?:in|into) (?P<what>existence|operation|business|production|service|use)\s+$")
_LISTED_DATE = re.compile(r"(?:and\s+)?(?P<what>[A-Za-z][\w -]{2,40}?)\s+(?:in|from|since)\s+$")
_NEGATED = re.compile(r"\b(?:since|until|before|after|by|than|compared)\s+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Moment:
    """A dated event: its period and name, the span of its verb, and what it befell where the verb names that."""

    period: Period
    event: str
    verb: tuple[int, int]
    subject: str | None = None


@cache
def _events() -> tuple[re.Pattern[str], dict[str, str]]:
    table = {row["verb"]: row["noun"] for row in rows("events_en.csv")}
    words = "|".join(sorted(map(re.escape, table), key=len, reverse=True))
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE), table


def moments(view: str, sentence: Sentence, periods: Sequence[Period], quantities: Sequence[Quantity]) -> list[Moment]:
    """The dated events of a sentence: *founded in 1994*, *In January 2019 the group signed …*."""
    found: list[Moment] = []
    for period in periods:
        lasting = period.kind == "since" and _EXISTS.search(view, max(sentence.start, period.start - 24), period.start)
        if lasting and period.iso:
            found.append(Moment(period, f"{lasting['what']} start", lasting.span("what")))
            continue
        if period.iso is None or period.kind in _UNDATED:
            continue
        event = _event(view, sentence, period, quantities) or _in_list(view, sentence, period, found)
        if event is not None and not (period.kind == "by" and not _AHEAD.search(view, sentence.start, event.verb[0])):
            found.append(event)
    return found


def _event(view: str, sentence: Sentence, period: Period, quantities: Sequence[Quantity]) -> Moment | None:
    pattern, table = _events()
    line = view.rfind("\n", 0, period.start) + 1
    label = DATED.match(view, line)
    if (
        label
        and label.end() <= period.start <= label.end() + 20
        and view[label.end() : period.start].strip(" ,").count(" ") < 3
    ):
        return Moment(period, table.get(label["what"].lower(), "founding"), label.span("what"))
    noted = _NOTED.search(view, max(sentence.start, period.start - 40), period.start)
    if noted:
        return Moment(period, noted["event"].lower(), noted.span("event"))
    at = sentence.at(period.start)
    low, reach = sentence.segments[at].start, _REACH
    if _alone(view, sentence, at, period):  # opened in Longford, Dunshire, in 1988
        low, reach = _main(sentence, at), 2 * _REACH
    if view[max(0, period.start - 12) : period.start].rstrip(" on").endswith(("ended", "ending")):
        return None  # results for the year ended June 30
    before = list(pattern.finditer(view, max(low, period.start - _NEAR), period.start))
    if before and not any(
        before[-1].end() <= q.start < period.start
        and q.kind not in ("physical", "money")
        and " by " not in view[before[-1].end() : q.start + 1]
        for q in quantities
    ):
        m = before[-1]
        gap = view[m.end() : period.start]
        subject = sentence.segments[sentence.at(m.start())].subject
        if subject and any(
            subject[0] - 12 <= q.start <= subject[0] + 2 < subject[1]
            and q.value > 1
            and q.unit in (None, "count", "person")
            for q in quantities
        ):
            return None  # 640 mills were established in 2011
        if len(gap) <= reach and (reach > _REACH or _LINK.match(gap)) and _acts(view, m):
            begun = _begun(view, period, m, subject)
            if begun is not None:
                return begun
            return _moment(view, period, table, m, period.start)
    return _led(view, sentence, period, quantities)


def _in_list(view: str, sentence: Sentence, period: Period, found: list[Moment]) -> Moment | None:
    """An event that a row of dates goes on with: looms were built in 1948, dryers in 1966."""
    if not found or found[-1].period.kind != period.kind:
        return None
    last = found[-1]
    between = view[last.period.end : period.start]
    said = _LISTED_DATE.fullmatch(between.lstrip(", "))
    if said is None or len(between) > 60 or not re.match(r",|\s+and\b", between):
        return None
    word = last.event.rsplit(" ", 1)[-1]
    return Moment(period, f"{said['what']} {word}", last.verb, last.subject)


def _begun(view: str, period: Period, m: re.Match[str], subject: tuple[int, int] | None) -> Moment | None:
    """What began where the subject names it: construction of the port began in 1962."""
    if subject is None or m.group().lower() not in ("began", "started", "commenced", "begun"):
        return None
    head = nouns.head(view, subject)
    if head not in _BEGUN:
        return None
    _, owner = nouns.split_of(view, subject)
    return Moment(period, f"{head} start", m.span(), view[slice(*owner)] if owner else "")


def _led(view: str, sentence: Sentence, period: Period, quantities: Sequence[Quantity]) -> Moment | None:
    """The event behind a date that opens its sentence or stretch: In 1985 the firm started …"""
    pattern, table = _events()
    at = sentence.at(period.start)
    segment = sentence.segments[at]
    lead = view[sentence.start : period.start].strip(" \"'“").lower()
    if lead not in _OPENINGS and period.start - segment.start > 4:
        return None
    stop = segment.end
    if segment.verb is None or segment.verb.start < period.start:
        later = sentence.segments[at + 1 : at + 4]
        stop = max(stop, next((s.end for s in later if s.verb is not None), later[-1].end if later else stop))
    told = (q.start for q in quantities if q.start >= period.end and q.kind not in ("physical", "money"))
    counted = min(told, default=stop)
    for m in pattern.finditer(view, period.end, stop):
        if not _acts(view, m):
            continue
        if counted < m.start() or re.match(
            r"\s*(?:up\s+)?(?:a total of |more than |over |some |about |its |another )?$", view[m.end() : counted]
        ):
            return None  # the event is what was counted: in 2018 it opened 3 plants
        return _moment(view, period, table, m, stop)
    return None


def _alone(view: str, sentence: Sentence, at: int, period: Period) -> bool:
    """Whether a stretch holds nothing but the date."""
    segment = sentence.segments[at]
    lead = view[segment.start : period.start]
    return at > 0 and segment.verb is None and re.fullmatch(r"(?:\s*(?:in|on|at|of|the))*\s*", lead, re.I) is not None


def _main(sentence: Sentence, at: int) -> int:
    """Where the last stretch with a verb before ``at`` begins."""
    return next((s.start for s in reversed(sentence.segments[:at]) if s.verb is not None), sentence.start)


def _moment(view: str, period: Period, table: dict[str, str], m: re.Match[str], limit: int) -> Moment:
    """The event with what it was done to: *signed a contract* is a contract signing, *founded Acme* is about Acme."""
    event = table[m.group().lower()]
    if re.search(r"\b(?:was|were|been|be|is|are|being)(?:\s\w+ly)?\s+$", view[max(0, m.start() - 20) : m.start()]):
        return Moment(period, event, m.span())
    span = nouns.after(view, m.end() + 1, max(limit, m.end() + 1)) if view[m.end() : m.end() + 1] == " " else None
    if span is None or period.start <= span[0] < period.end or _NO_OBJECT.match(view, m.end() + 1):
        return Moment(period, event, m.span())
    words = re.sub(r"\s+", " ", view[slice(*span)])
    if event in _FOUNDED and words[:1].isupper():
        return Moment(period, event, m.span(), words)
    return Moment(period, f"{words} {event}", m.span())


def _acts(view: str, m: re.Match[str]) -> bool:
    """Whether the word acts as a verb here, and is no adjective (listed companies, the established firms)."""
    before = view[max(0, m.start() - 12) : m.start()].lower()
    if m.group().lower() == "won" and re.search(r"(?:\d|illion|thousand) $", before):
        return False  # 1.1 trillion won: the money
    if m.group().lower() == "closed" and re.match(r" (?:the )?(?:19|20)\d\d\b", view[m.end() :][:10]):
        return False  # closed 2013 with 425 firms
    if m.group().endswith(" of"):
        return (
            re.search(
                r"\b(?:began|started|commenced|progressed to|moved to|turned to) (?:the )?$", view[: m.start()][-24:]
            )
            is not None
        )
    if (
        re.search(r"(?:\b(?:the|an?|its|newly|recently|of|with|\d)\s|-|\band\s(?! ))$", before)
        and not _GOES_ON.match(view, m.end())
        and not re.search(r"\b(?:was|were|been|be|is|are|newly|recently)\s(?:newly\s|recently\s)?$", before)
    ):
        return False
    if m.group().lower() == "named" and not re.search(
        r"(?:[A-Z]\w+|\b[Ii]t|\b[Tt]hey|board|group|company) $", view[: m.start()][-20:]
    ):
        return False  # a firm named Acme
    if (
        m.group()[0].isupper()
        and re.match(r" [a-z]+(?<!ly)", view[m.end() :])
        and not _NO_OBJECT.match(view, m.end() + 1)
    ):
        return False  # Installed capacity
    base = m.group().lower() in ("start", "open")
    return not base or re.search(r"\b(?:to|will|would|may|shall)\s+$", before) is not None


def value_of(period: Period) -> tuple[float, float | None, str]:
    """Value, upper value and comparator of a dated period as a figure, in years."""
    iso = period.iso or "0"
    if period.kind == "since":
        return float(iso[:4]), None, "ge"
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


def age_of(view: str, q: Quantity) -> str:
    """What an age measures: years of experience, years of development (has been developing for), years of history."""
    after = _AGE_AFTER.match(view, q.end)
    named = re.search(r"\bof (\w+)|(history|tradition|experience)", after.group()) if after else None
    if named and (named[1] or named[2]) not in ("age", "existence"):
        return f"years of {named[1] or named[2]}"
    doing = re.search(r"\b(\w+)ing\s+(?:for|over)\s+(?:the past |the last )?$", view[max(0, q.start - 40) : q.start])
    names = {"develop": "development", "operat": "operation", "produc": "production", "manufactur": "manufacturing"}
    return f"years of {names[doing[1]]}" if doing and doing[1] in names else "years of history"
