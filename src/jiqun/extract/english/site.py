"""What one English number says, the place where it is read, and the measure that stands beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jiqun.extract.english import nouns
from jiqun.extract.english.sections import STATED
from jiqun.extract.english.subjects import Topic
from jiqun.extract.english.tables import units
from jiqun.extract.english.words import Verb, is_measure, verbs
from jiqun.extract.quantity import Quantity

BY = re.compile(r"\bby\s+(?:a further\s+|another\s+)?$", re.IGNORECASE)
_LABEL = re.compile(r"(?:^|[.;\n|•]\s*)(?P<what>[A-Z][\w &/'-]{2,45}?):\s*$")
LEVEL = re.compile(
    r"(?<= )@\s*$|\b(?:to|at|from|of|was|were|is|are|reach(?:es|ed)?|hits?|totall?ed|stood at|remained at)\s+(?:an?\s+"
    r"|the\s+)?(?:record|all-time high of|new high of|total of|record of)?\s*(?:an?\s+)?$",
    re.IGNORECASE,
)
OF = re.compile(
    r"(?:\b(?:of|at|worth|to)|(?<= )@)\s*(?<=[\s@])(?:an?\s+)?(?:total(?:ling)? (?:of\s+)?|record\s+|around\s+)?$",
    re.IGNORECASE,
)
CHANGED = re.compile(
    r"\s+from\s+(?:(?:about|around|over|nearly|some|just|only|less than|more than)\s+)*"
    r"(?:[^,;()]{1,40}?\s+(?:in \d{4} )?to\s+)?$"
)
"""What stands between a measure and the numbers that it goes from and to."""
_GOES_TO = re.compile(r"[^,;.]{0,30}?\bto\b")
_EMPTY = ("total", "amount", "sum", "maximum", "minimum", "average", "combined total", "grand total", "further total")
"""Nouns that measure nothing by themselves: produce a total of 40 tonnes of tin."""
_PREDICATE = re.compile(r"\b(?:is|was|are|were|as|became|becomes)\s+(?:an?|the|one of the)\s+(?:[\w-]+\s+)?$")
_ALONG = ("compared", "along", "together", "combined", "coupled")
_BRACKETED = re.compile(r"\s*\([^()\n]{1,40}\)\s*$")
_BARE_LEVELS = {
    "record low",
    "record high",
    "low",
    "high",
    "record",
    "peak",
    "all-time high",
    "level",
    "maximum",
    "minimum",
}
_NO_NOUN = {
    "year",
    "on-year",
    "year-on-year",
    "year-over-year",
    "y-o-y",
    "yoy",
    "on-month",
    "month-on-month",
    "quarter-on-quarter",
    "percent",
    "cent",
    "sequentially",
    "equal",
    "due",
    "up",
    "down",
    "according",
    "compared",
    "amounting",
    "close",
    "equivalent",
    "corresponding",
}


@dataclass(frozen=True, slots=True)
class Frame:
    """One reading of a number; ``noun`` spans the words of the indicator, ``subject`` overrides the topic.

    ``parent`` is what the total says that this is a part of.
    """

    indicator: str
    rule: str
    noun: tuple[int, int] | None = None
    subject: str | None = None
    negative: bool = False
    unit: str | None = None
    tier: str = "measure"
    parent: Frame | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """Where a number stands: its stretch, what it is about, the number before it and what that said.

    ``limit`` is where nouns after the number must end, ``floor`` where nouns before it may begin; ``verb_here`` tells
    whether a verb stands between this number and the one before.
    """

    view: str
    start: int
    end: int
    floor: int
    limit: int
    topic: Topic
    verb: Verb | None
    last: Frame | None
    verb_here: bool = True

    def words(self, span: tuple[int, int]) -> str:
        """The words of a span, with single blanks."""
        return re.sub(r"\s+", " ", self.view[slice(*span)])


def stated(q: Quantity, at: Site) -> tuple[str, tuple[int, int], str | None] | None:
    """What the line of a box of facts says that its number is: Employees 15,305 (2007)."""
    line = STATED.match(at.view, at.view.rfind("\n", 0, q.start) + 1)
    if line is None or not line.end("what") <= q.start < line.start("rest"):
        return None
    return at.words(line.span("what")), line.span("what"), None


def measure_of(q: Quantity, at: Site, left: str) -> tuple[str, tuple[int, int], str | None] | None:
    """The noun that the number measures: *turnover of N*, *turnover reached N*, *raised revenue to N*.

    A thing *with a budget of N* is what the number is about.
    """
    changed = _changed(q, at, left)
    if changed is not None:
        return changed
    link = OF.search(left)
    if link:
        span = nouns.before(at.view, at.floor, at.start + link.start())
        if span and at.view[slice(*span)].split()[-1].lower() not in _NO_NOUN and not _verbal(at, span):
            if at.words(nouns.bare(at.view, span)).lower() in _EMPTY:
                return _by_topic(at)
            whole = _measure_of_the(at, span)
            if whole is not None:
                return at.words(whole), (whole[0], span[1]), at.words(span)
            what, owner = nouns.split_of(at.view, span)
            if owner and owner[0] < what[0]:
                return at.words(what), span, at.words(owner)
            if at.topic.measure is not None and at.words(span).lower() in _BARE_LEVELS:
                return at.words(at.topic.measure), at.topic.measure, None
            return at.words(span), span, _holder(at, span[0])
    beside = nouns.before(at.view, at.floor, at.start + len(left.rstrip())) if left.endswith(" ") else None
    if beside and is_measure(nouns.head(at.view, beside)) and beside[1] > q.start - 3 and beside != at.topic.measure:
        return at.words(beside), beside, None
    opens = left.strip() in ("", "of", "at", "was", "is", "were", "stood at", "amounted to", "reached")
    named = _BRACKETED.search(at.view, max(0, at.start - 120), at.start) if opens else None
    if named:  # gross value added (GVA) around N
        before = nouns.before(at.view, max(0, at.start - 120), named.start())
        if before and is_measure(nouns.head(at.view, before)):
            return at.words(before), before, None
    said = stated(q, at)
    if said:
        return said
    label = _LABEL.search(at.view, max(0, at.start - 60), at.start) if not left.strip() else None
    if label:
        return at.words(label.span("what")), label.span("what"), None
    return _by_topic(at)


def _by_topic(at: Site) -> tuple[str, tuple[int, int], str | None] | None:
    """The measure that is the subject of the stretch."""
    return (at.words(at.topic.measure), at.topic.measure, None) if at.topic.measure is not None else None


def _changed(q: Quantity, at: Site, left: str) -> tuple[str, tuple[int, int], str | None] | None:
    """The measure that is moved from one number to another: to raise the output of the mills from A to B."""
    link = CHANGED.search(left)
    if link and link.group().strip().startswith("from") and " to " not in link.group():
        link = link if _GOES_TO.match(at.view, q.end, at.end) else None
    span = nouns.before(at.view, at.start, at.start + link.start()) if link else None
    if span is None or not nouns.is_measured(at.view, span):
        return None
    what, owner = nouns.split_of(at.view, span)
    if owner is None or nouns.is_product_of(at.view, what, owner):
        whole = _measure_of_the(at, span)
        return (at.words(nouns.bare(at.view, span)), span, None) if whole is None else None
    words = at.words(owner)
    share = at.words(what).lower().endswith(("share", "proportion", "number"))
    return at.words(nouns.bare(at.view, span) if share else what), span, words


def _measure_of_the(at: Site, span: tuple[int, int]) -> tuple[int, int] | None:
    """The measure before *of the*: grow the turnover of the sector to N."""
    lead = re.compile(r"\s+of\s+(?:the|its|their|our)\s+$").search(at.view, at.floor, span[0])
    measure = nouns.before(at.view, at.floor, lead.start()) if lead else None
    return measure if measure and is_measure(nouns.head(at.view, measure)) else None


def _holder(at: Site, measure: int) -> str | None:
    """The thing that has the measure: a joint laboratory with a budget of N and a staff of M."""
    lead = re.compile(r"\s(?P<with>with|and)\s+(?:an?|the|annual|total)?\s*$").search(at.view, at.start, measure)
    if lead is None:
        return None
    if lead["with"] == "and":
        return at.last.subject if at.last is not None else None
    span = nouns.before(at.view, at.start, lead.start())
    if (
        span is None
        or at.view[span[1] - 4 : span[1]] == " and"
        or at.view[span[0] : span[1]].split(" ")[0] in units()[2]
    ):
        return None
    if _PREDICATE.search(at.view, max(at.start, span[0] - 16), span[0]):
        return None  # Dunmore is a province with an area of
    words = at.words(nouns.bare(at.view, span))
    return words if len(words) > 3 and words not in _ALONG and not words[0].isdigit() else None


def _verbal(at: Site, span: tuple[int, int]) -> bool:
    """Whether a single word is a verb form (pegged at) and no noun (a fund of)."""
    words = at.view[slice(*span)]
    if at.view[max(0, span[0] - 5) : span[0]].endswith((" a ", " an ", " the ")):
        return False
    done = words.islower() and words.endswith("ed") and " " not in words
    return (words.lower() in verbs() or done) and not is_measure(words)
