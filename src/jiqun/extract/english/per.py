"""What follows a number and its unit in English: *a year*, *per day*, and nouns for people."""

from __future__ import annotations

import re

_PER = re.compile(
    r" ?(?:(?:a|per|each|every) (?P<word>year|annum|month|week|day|hour)\b|/ ?(?P<slash>yr|year|a|y|month|day|d|h)\b"
    r"|(?P<ly>annually|yearly|daily|monthly)\b|(?P<pa>p\.a\.|pa\b))",
    re.IGNORECASE,
)
_COMPARES = re.compile(r" (?:earlier|ago|before|later)\b")
"""What makes *a year* behind a number no rate: from 38 million a year earlier."""
_LATER = re.compile(r"(?: [\w'-]+){1,5}? (?:(?:a|per|each|every) (?:year|annum)|annually)\b", re.IGNORECASE)
_PER_UNIT = {
    "yr": "a",
    "year": "a",
    "annum": "a",
    "a": "a",
    "y": "a",
    "ly": "a",
    "h": "h",
    "hour": "h",
    "day": "d",
    "d": "d",
}
_PERSONS = re.compile(
    r" (?:[\w'-]+ ){0,3}?(?:people|persons|employees|jobs|workers|staff|students|researchers|engineers|scientists"
    r"|residents|inhabitants|graduates|technicians|specialists|professionals|experts|academics|trainees|apprentices"
    r"|teachers|doctors|entrepreneurs|visitors|participants|academicians|developers|employed|positions|posts|personnel"
    r"|farmers|craftsmen|artisans|designers|programmers|interns|citizens|individuals|operators|mechanics)\b",
    re.IGNORECASE,
)
_NOUN_STOP = re.compile(
    r"[,.;:()]| (?:of|in|and|or|for|with|to|at|by|from|on|that|which|who|has|have|had|is|are|was|were|per)\b"
)


def yearly(view: str, end: int) -> bool:
    """Whether *a year* follows the thing that is measured: 40,000 tonnes of residue a year."""
    return _LATER.match(view, end) is not None


def persons(view: str, end: int) -> bool:
    """Whether a noun for people follows the number."""
    m = _PERSONS.match(view, end)
    return m is not None and _NOUN_STOP.search(view, end, m.end()) is None


def per(view: str, end: int, unit: str, kind: str) -> tuple[int, str]:
    """*A year*, *per annum* and the like right behind a unit."""
    m = _PER.match(view, end) if kind in ("physical", "money", "person", "count") else None
    if m is None or _COMPARES.match(view, m.end()):
        return end, unit
    word = (
        m["word"]
        or m["slash"]
        or {"annually": "year", "yearly": "year", "daily": "day"}.get((m["ly"] or "").lower())
        or "month"
    )
    if m["pa"]:
        word = "year"
    per = _PER_UNIT.get(word.lower(), word.lower())
    return m.end(), "person/year" if unit == "person" and per == "a" else f"{unit}/{per}"
