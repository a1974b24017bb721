"""English counts of things and people."""

from __future__ import annotations

import re

from jiqun.extract.english import nouns
from jiqun.extract.english.site import BY, LEVEL, Frame, Site, measure_of, stated
from jiqun.extract.english.words import is_measure, is_person, tokens
from jiqun.extract.quantity import Quantity

_PEOPLE = re.compile(
    r"\b(?:employ\w+|workforce|headcount|population|staff|jobs|inhabitants|residents|workers|people|students"
    r"|graduates)\b",
    re.IGNORECASE,
)
_PART_OF = re.compile(
    r"\s+(?:of (?:which|whom|them) )?(?:(?:were |was |are )?(?P<verb>work\w*|operate|export|employed|live\w*|based"
    r"|located)(?:\s+(?:in|at|as)\s+(?P<field>(?:[\w-]+\s?){1,4}))?"
    r"|(?:are|were|is|was|have)\s+(?P<what>[\w-]+(?: [\w-]+)?))"
)
_OF_THEM = re.compile(
    r"\s+of (?:them|these|those|which|whom)\b(?:\s+(?:has|have|had|are|were|is|was)(?:\s+[a-z]+ed)?(?:\s+as)?"
    r"\s+(?:an?\s+)?(?P<as>[a-z][\w-]+(?:\s(?!from|in|at|by|to|of|and)[a-z][\w-]+)?))?"
)
_POPULATION = re.compile(r"\bpop(?:\.|ulation:?)\s*$", re.IGNORECASE)
_CHANGE = re.compile(r"\b(?P<cue>increase|rise|gain|growth|decrease|decline|drop|fall|reduction) of\s+$")
_AGAIN = re.compile(r"(?:\bfrom\b[^.]*\bto|\bthan|\bfrom|\bwith|\bto|,|\band|\band (?:another|a further))\s*$")


_EMPTY = ("total", "number", "numbers", "generation", "creation", "addition", "loss")
"""Ends of measures that say nothing beside the noun that is counted."""


def count(q: Quantity, at: Site, left: str, right: str) -> Frame | None:
    """What is counted: the noun behind the number, the measure before it, or the people; None when nothing is named."""
    said = stated(q, at)
    named = LEVEL.search(left) or BY.search(left) or not left.strip()
    measured = said or (measure_of(q, at, left) if named else None)
    noun = nouns.after(at.view, q.end, at.limit) or _of_larger(q, at)
    moved = _populated(at, left) or _raised(q, at, left) or _lowered(q, at, left, measured)
    if moved is not None:
        return moved
    if at.view[q.start - 1 : q.start] == "(" and at.view[q.end : q.end + 1] == ")":
        follows = at.view[q.start - 3 : q.start - 2].isdigit() and not re.match(r"(?:19|20)\d\d$", q.text)
        return (
            at.last if at.last is not None and at.last.rule == "english.count_measure" and follows else None
        )  # the figure of the year before, in brackets without its unit
    if noun and right[:1] == "-":  # a four-building complex counts buildings
        one = tokens(at.view, *noun)[0]
        return Frame(
            f"{one.word}s" if not one.word.endswith("s") else one.word, "english.count_compound", (one.start, one.end)
        )
    name = at.words(noun) if noun else ""
    worded = q.text.lower().endswith(("people", "persons", "person")) or name.lower() in ("people", "persons")
    if q.unit in ("person", "person/year", None, "count") and worded:
        return _people(q, at, right, noun, measured)
    if measured and noun and measured[0].lower().endswith(_EMPTY):
        measured = None
    if noun and not (measured and is_measure(nouns.head(at.view, measured[1])) and len(tokens(at.view, *noun)) <= 2):
        return _counted(q, at, noun, name)
    if measured is None and at.topic.measure is not None and not noun and at.last is None:
        measured = at.words(at.topic.measure), at.topic.measure, None
    if measured:
        return Frame(measured[0], "english.count_measure", measured[1], measured[2], unit=_unit_of(q, measured[0]))
    part = _PART_OF.match(right)
    if part and at.last is not None:
        words = (part["verb"] or part["what"] or "").strip()
        tail = f"{at.last.indicator} {words}" + (f" in {part['field'].strip()}" if part["field"] else "")
        return Frame(tail.strip(), "english.of_whom", at.last.noun, unit=at.last.unit or "count")
    them = _OF_THEM.match(right)
    if them:
        span = (
            nouns.before(at.view, max(0, at.start - 80), at.start - 2)
            if at.view[at.start - 2 : at.start] == ", "
            else None
        )
        if them["as"] is None and at.last is None and span and " of which" in them.group():
            return Frame(at.words(span), "english.of_them", span)
        words = them["as"] or (at.last.indicator if at.last is not None else at.topic.words)
        return Frame(words.strip(), "english.of_them") if words else None
    if at.last is not None and _AGAIN.search(left):
        return at.last
    if at.topic.measure is not None:
        words = at.words(at.topic.measure)
        return Frame(words, "english.count_measure", at.topic.measure, unit=_unit_of(q, words))
    if at.topic.span is not None and at.verb is not None and at.verb.role in ("level", "up", "down"):
        return Frame(at.topic.words or "", "english.count_subject", at.topic.span)
    return None


def _populated(at: Site, left: str) -> Frame | None:
    """How many live in a place: Arlen (pop. 1.2 million)."""
    said = _POPULATION.search(left) and at.verb is None
    return Frame("population", "english.population", unit="person") if said else None


def _raised(q: Quantity, at: Site, left: str) -> Frame | None:
    """By how much the count before it grew: 2,310 mills, an increase of 410."""
    cue = _CHANGE.search(left)
    if cue is None or at.last is None or not at.last.rule.startswith("english.count"):
        return None
    down = cue["cue"] in ("decrease", "decline", "drop", "fall", "reduction")
    return Frame(f"{at.last.indicator} change", "english.count_change", at.last.noun, at.last.subject, negative=down)


def _lowered(
    q: Quantity, at: Site, left: str, measured: tuple[str, tuple[int, int], str | None] | None
) -> Frame | None:
    """A count by which something fell: the number of mills decreased by 84."""
    span = measured[1] if measured else at.topic.measure
    if span is None or at.verb is None or at.verb.role != "down" or not BY.search(left):
        return None
    what = measured[0] if measured else at.words(span)
    return Frame(f"{what} change", "english.count_change", span, negative=True, unit=_unit_of(q, what))


def _of_larger(q: Quantity, at: Site) -> tuple[int, int] | None:
    """12 of the 20 most inventive towns: the noun stands behind the larger number."""
    m = re.compile(
        r"\s+of\s+(?:the|its|all|their)\s+(?:more than\s+|about\s+|over\s+|some\s+)?(?:\d[\d,.]*|two|three|four"
        r"|five|six|seven|eight|nine|ten|twelve|twenty)\b"
    ).match(at.view, q.end)
    return nouns.after(at.view, m.end(), min(len(at.view), m.end() + 60)) if m else None


def _people(
    q: Quantity,
    at: Site,
    right: str,
    noun: tuple[int, int] | None,
    measured: tuple[str, tuple[int, int], str | None] | None,
) -> Frame:
    unit = q.unit if q.unit not in (None, "count") else "person"
    if measured:
        return Frame(measured[0], "english.people", measured[1], measured[2], unit=unit)
    employs = at.verb is not None and at.verb.role == "employ"
    working = re.match(
        r"\s+(?:(?:are|is|were|was|who)\s+)?(?:\w+\s+)?(work|works|worked|live|lives|lived|employed|visited"
        r"|attended|graduate)",
        right,
    )
    tail = "employed" if employs else working[1] if working else ""
    return Frame(f"people {tail}".strip(), "english.people", noun, unit=unit)


def _counted(q: Quantity, at: Site, noun: tuple[int, int], name: str) -> Frame:
    person = is_person(nouns.head(at.view, noun))
    unit = q.unit if q.unit not in (None, "count") else "person" if person else "count"
    follows = re.compile(r"\s+(granted|filed|registered|supported|created|trained|produced|sold|awarded)\b").match(
        at.view, noun[1]
    )
    return Frame(
        name + (f" {follows[1]}" if follows and follows[1] not in name else ""), "english.count", noun, unit=unit
    )


def _unit_of(q: Quantity, words: str) -> str:
    return q.unit if q.unit not in (None, "count") and q.unit else "person" if _PEOPLE.search(words) else "count"
