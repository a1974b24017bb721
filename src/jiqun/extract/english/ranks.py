"""English ranks: ordinals, firsts, onlys and superlatives with a scope."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jiqun.extract.english import nouns

_ORDINAL = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10,
}  # fmt: skip
_WORDS = "|".join(_ORDINAL)
_BEST = (
    "largest|biggest|highest|oldest|longest|tallest|fastest[- ]growing"
    "|leading(?= \\w+ in the world)|smallest|busiest|strongest"
    "|lowest|greatest|most \\w+|best[- ]known|richest|widest|deepest|newest|youngest"
)
_SCOPE = re.compile(
    r"\b(?:in|of|on|across|throughout|among|within)\s+(?:the\s+|all\s+|its\s+)?(?:world|country|region|nation"
    r"|continent|state|province|city|county|kind"
    r"|type|industry|sector|EU|European Union|[A-Z][\w-]+)|\b(?:world|country|nation|region|state|province|city"
    r"|globe|Europe|Asia|China|America|Africa)['’]s\b"
    r"|\b(?:worldwide|globally|nationwide|nationally|outside [A-Z]\w+)\b|\b(?:world|national|global|European"
    r"|Asian|domestic|Chinese)\b"
)
_RANK = re.compile(
    rf"""
    \brank(?:s|ed|ing)?\s+(?:as\s+)?(?:the\s+)?(?:No\.\s?|number\s+)?(?P<ranked>{_WORDS}|\d{{1,3}}(?:st|nd|rd
      |th)?)\b(?!\s+(?:time|year))
  | \b(?:No\.|number)\s?(?P<no>one|1)\b(?=\s+(?:in|among|for|position|place|producer|exporter|market))
  | \b(?P<nth>{_WORDS.replace("first|", "")}|\d{{1,2}}(?:st|nd|rd|th))[\s-](?:largest|biggest|highest|most\ \w+
    |place|oldest|fastest|longest|busiest)\b
  | \bthe\s+(?:world|country|nation|region|state|continent|province
    |city)?(?:['’]s\s+)?(?P<first>(?:very\s+)?first)\b(?!\s+(?:half|quarter|time|place|step|three|six|nine|two
      |phase|stage|year|month|\d|floor|to\ third|of\ \w+\ to))
  | \b(?:the\s+|['’]s\s+)(?P<only>only)\b
  | \b(?:the\s+|its\s+|['’]s\s+|(?<=\bas\s)the\s+)(?:single\s+)?(?P<best>{_BEST})\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_OF_NOUN = re.compile(r" (?:of|for) (?:the )?[\w-]+(?: (?!(?:in|at|and|on|with|for|to|by|is|was|has)\b)[a-z][\w-]+)?")
_AMONG = re.compile(
    r"\b(?:one|some|many|two|three|several|among|four|five|a few|most)\s+(?:of\s+)?(?:the\s+)?(?:[\w'’]+\s+)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Rank:
    """A rank: the span of its word, its value, and the span of what it ranks."""

    start: int
    end: int
    value: float
    noun: tuple[int, int] | None


def ranks(view: str, start: int, end: int) -> list[Rank]:
    """The ranks of a sentence; a superlative counts with a scope only, and not as one of several.

    >>> view = "It is the largest port in Europe and one of the largest firms, and ranks third in the country."
    >>> [(view[r.start:r.end], r.value) for r in ranks(view, 0, len(view))]
    [('largest', 1.0), ('third', 3.0)]
    """
    found: list[Rank] = []
    for m in _RANK.finditer(view, start, end):
        name = m.lastgroup or ""
        low, high = m.span(name)
        value = _value(m[name])
        if name in ("best", "first", "only", "nth"):
            if _AMONG.search(
                view[max(start, m.start() - 24) : m.start()]
                + ("the " if view[m.start() : m.start() + 3].lower() == "the" else "")
            ):
                continue
            clause = re.split(r"[;]|, (?:and|but|while)\b", view[m.start() : end])[0]
            if name == "best" and not (
                _SCOPE.search(clause) or _SCOPE.search(view[max(start, m.start() - 20) : m.start() + 8])
            ):
                continue
            if name == "first" and not (
                _SCOPE.search(clause)
                or re.search(
                    r"\b(?:is|was|became|as|are|were|be|become)\s*$", view[max(start, m.start() - 8) : m.start()]
                )
            ):
                continue
            if name == "only" and re.match(
                r"\s*(?:\d|a\b|the\b|in\b|by\b|way|thing|about|after|when|if)", view[high:end]
            ):
                continue
        noun = nouns.after(view, high if name != "nth" else m.end(), end)
        if name in ("ranked", "no"):
            scope = re.compile(r"\s*(?:in|by|for|among)\s+(?:terms of\s+)?").match(view, high)
            by = re.compile(
                r"\b(?:in|by|for)\s+(?:terms of\s+)?((?!the\s|its\s|[A-Z])[a-z][\w -]{3,40}?)(?=[,.;]|$| among| in )"
            ).search(view, high, end)
            noun = by.span(1) if by else nouns.after(view, scope.end() if scope else high, end)
        if noun is not None:
            of = _OF_NOUN.match(view, noun[1], end)
            noun = (noun[0], of.end()) if of and name not in ("ranked", "no") else noun
        if name in ("ranked", "no") and noun is not None and view[noun[0]].isupper():
            noun = None
        if name == "nth":  # third-largest port: what ranks third is the size
            noun = (high + 1, noun[1] if noun else m.end())
        found.append(Rank(low, high, value, noun))
    return found


def _value(word: str) -> float:
    word = word.lower()
    digits = re.match(r"\d+", word)
    return float(digits.group()) if digits else float(_ORDINAL.get(word.replace("very ", ""), 1))
