"""English ranks: ordinals, firsts, onlys and superlatives with a scope."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jiqun.extract.english import nouns
from jiqun.extract.english.words import is_measure
from jiqun.vocab.guarded import guarded

_ORDINAL = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10,
}  # fmt: skip
_WORDS = "|".join(_ORDINAL)
_LATER = _WORDS.replace("first|", "")
_BEST = (
    "largest|biggest|highest|oldest|longest|tallest|fastest[- ]growing"
    "|leading(?= \\w+ in the world)|smallest|busiest|strongest"
    "|lowest|greatest|most \\w+|best[- ](?:known|selling)|richest|widest|deepest|newest|youngest"
)
_SCOPE = re.compile(
    r"\b(?:in|of|on|across|throughout|among|within)\s+(?:the\s+|all\s+|its\s+)?(?:world|country|region|nation"
    r"|continent|state|province|city|county|kind"
    r"|type|industry|sector|EU|European Union|[A-Z][\w-]+)|\b(?:world|country|nation|region|state|province|city"
    r"|globe|Europe|Asia|China|America|Africa)['’]s\b"
    r"|\b(?:worldwide|globally|nationwide|nationally|outside (?:the )?[A-Z]\w+)\b|\b(?:world|national|global|European"
    r"|Asian|domestic|Chinese)\b"
)
_NO_ORDER = (
    r"(?!\s+(?:half|quarter|time|place|step|three|six|nine|two|phase|stage|year|month|day|week|decade|century|\d"
    r"|floor|generation|party|edition|to\ third|of\ \w+\ to|fiscal|financial|and\b|or\b|hand))"
)
_RANK = guarded(
    rf"""
    \brank(?:s|ed|ing)?\s+(?:as\s+)?(?:the\s+)?(?:No\.\s?|number\s+|(?=\#))(?P<ranked>\#?\d{{1,3}}|one|two|three)\b
  | \brank(?:s|ed|ing)?\s+(?:as\s+)?(?:the\s+)?(?P<placed>{_WORDS}|\d{{1,3}}(?:st|nd|rd|th)?)\b(?!\s+(?:time|year))
    (?!(?:\s|-)(?:{_BEST}))
  | \b(?:No\.|number)\s?(?P<no>one|1)\b(?=\s+(?:in|among|for|position|place|producer|exporter|market))
  | (?P<hash>\#\d{{1,3}})\b(?=\s+(?:in|on|among|for|overall|position|place|producer|exporter|market))
  | \b(?P<nth>(?:{_LATER}|\d{{1,3}}(?:st|nd|rd|th))[\s-](?:{_BEST.replace("most ", "most-?[ ]?")}))\b
  | \b(?P<place>{_LATER}|\d{{1,2}}(?:st|nd|rd|th))[\s-]place\b
  | \bthe\s+(?:world|country|nation|region|state|continent|province
    |city)?(?:['’]s\s+)?(?P<first>(?:very\s+)?first)\b{_NO_ORDER}
  | (?:['’]s|\b(?:its|their|our))\s+(?P<own>{_WORDS})\b{_NO_ORDER}(?![\s-](?:{_BEST}))
  | \b(?:the\s+|['’]s\s+)(?P<only>only)\b
  | \b(?:the\s+|its\s+|['’]s\s+|(?<=\bas\s)the\s+)(?:single\s+)?(?P<best>{_BEST})\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_OF_NOUN = re.compile(
    r" (?:of|for) (?:the )?[\w-]+(?: and (?!(?:is|was|has|are|the|an?|its|one|it|ranks"
    r"|also)\b)[a-z][\w-]+)?(?: (?!(?:in|at|and|on|with|for|to|by|is|was|has)\b)[a-z][\w-]+){0,3}"
)
_AMONG = re.compile(
    r"\b(?:one|some|many|two|three|several|four|five|a few|most)\s+of\s+(?:[\w'’.&-]+\s+){0,4}?(?:[\w'’.&-]+\s?)?$"
    r"|\bamong\s+(?:[\w'’.&-]+\s+){0,3}$|\b(?:two|three|four|five|several|many)\s+(?:of\s+)?(?:the\s+)?(?:[\w'’]+\s+)?$",
    re.IGNORECASE,
)
_MOVES = re.compile(
    r"\s+(?:[a-z]+\s+){0,2}(?:increases?|decreases?|rises?|falls?|drops?|declines?|gains?|growth|rates?)\s+(?:was|were|of|in)\b"
)
_REFERRED = re.compile(r"\b(?:in|by|from|with|than)\s+(?:the\s+)?[\w.]+['’]s\s*$")
_NOT_ONLY = re.compile(
    r"\s*(?:\d|a\b|the\b|in\b|by\b|way|thing|about|after|when|if|one\b|reason|problem|difference|question)"
)
_COPULA = re.compile(r"\b(?:is|was|became|as|are|were|be|become|becoming)\s*$")
_CALLED = re.compile(r"[^.;,]{3,60}?\s(?:called|named|known as)\s+(?=[A-Z])")
_NAMED = re.compile(r"[A-Z][\w&'’-]*(?:\s(?:of\s|and\s|for\s|the\s)?[A-Z][\w&'’-]*)*")
_LISTING = re.compile(
    r"\s*(?:overall\s+)?(?:in|on|among|of)\s+(?:the\s+)?(?:(?:19|20)\d\d\s+)?(?:[A-Z][\w&.]*['’]s?\s+)?(?:[a-z]+\s+){0,2}?"
    r"(?P<list>(?:[A-Z][\w&'’-]*\s?(?:(?:of|for)\s)?){1,6}(?:\b\d{2,4}\b)?)"
)
_LIST_WORD = re.compile(
    r"\b(?:Report|Ranking|Rankings|Index|List|Fortune|Forbes|Global|Top|Scoreboard|Survey|Competition|Rating)\b|\d{2,4}$"
)
_WHERE = re.compile(
    r" in (?:the )?(?:(?:United |Northern |Southern |Eastern |Western )?[A-Z][\w-]+(?: [A-Z][\w-]+)?|world"
    r"|country|region|nation"
    r"|state|province)\b"
)
_BY = re.compile(r"\b(?:in|by|for)\s+(?:terms of\s+)?((?!the\s|its\s|[A-Z])[a-z][\w -]{3,40}?)(?=[,.;]|$| among| in )")


@dataclass(frozen=True, slots=True)
class Rank:
    """A rank: the span of its word, its value, what it ranks (span and name), and who holds it where that is named."""

    start: int
    end: int
    value: float
    noun: tuple[int, int] | None
    name: str
    subject: str | None = None


def ranks(view: str, start: int, end: int) -> list[Rank]:
    """The ranks of a sentence; a superlative counts with a scope only, and not as one of several.

    >>> view = "It is the largest port in Europe and one of the largest firms, and ranks third in the country."
    >>> [(view[r.start:r.end], r.value, r.name) for r in ranks(view, 0, len(view))]
    [('largest', 1.0, 'port size rank in Europe'), ('third', 3.0, 'rank')]
    """
    found: list[Rank] = []
    for m in _RANK.finditer(view, start, end):
        kind = m.lastgroup or ""
        if kind in ("ranked", "placed", "no", "hash", "place"):
            found.append(_listed(view, m, kind, end))
        elif not _rejected(view, m, kind, start, end):
            found.append(_thing(view, m, kind, end, found[-1] if found else None))
    return found


def _rejected(view: str, m: re.Match[str], kind: str, start: int, end: int) -> bool:
    """Whether a superlative or ordinal tells no rank: one of several, without a scope, or no order."""
    low, high = m.span(kind)
    if kind == "best" and _MOVES.match(view, high, end):
        return True  # the highest increases were seen in
    if _AMONG.search(view, max(start, low - 60), low):
        return True
    if kind == "best" and _REFERRED.search(view, max(start, low - 40), low):
        return True  # invested in Europe's largest economy
    clause = re.split(r"[;]|, (?:and|but|while)\b", view[m.start() : end])[0]
    scoped = _SCOPE.search(clause) is not None
    if kind == "best":
        word = re.match(r"\s+([a-z]+)", view[high:end])
        counted = (
            word is not None
            and is_measure(word[1])
            and word[1] not in ("level", "price", "total", "amount")
            and m.group()[:3].lower() == "the"
        )
        return not (scoped or counted or _SCOPE.search(view[max(start, m.start() - 20) : m.start() + 8]))
    if kind == "first":
        return not (
            scoped or _COPULA.search(view[max(start, m.start() - 9) : m.start()]) or _CALLED.match(view, high, end)
        )
    if kind == "own":
        return nouns.after(view, high, end) is None or (m[kind].lower() == "first" and not scoped)
    return kind == "only" and _NOT_ONLY.match(view, high, end) is not None


def _thing(view: str, m: re.Match[str], kind: str, end: int, before: Rank | None) -> Rank:
    """What a superlative or ordinal ranks: the noun behind it, else that of the rank before (and the 40th largest)."""
    low, high = m.span(kind)
    noun = nouns.after(view, high, end)
    if noun is not None:
        of = _OF_NOUN.match(view, noun[1], end)
        noun = (noun[0], of.end()) if of else noun
    word = m[kind].lower()
    words = re.sub(r"\s+", " ", view[slice(*noun)]) if noun else ""
    size = re.search(r"largest|biggest", word) is not None and not (words and is_measure(words.split()[0]))
    tail = "order" if kind in ("first", "own") else "size rank" if size else "rank"
    if not words and before is not None:
        words = re.sub(r" (?:size )?rank\b.*$", "", before.name)
    if kind == "only" or (kind == "best" and not size and not is_measure(words.split()[0] if words else "")):
        words = f"{word} {words}"
    called = _CALLED.match(view, high, end) if kind == "first" else None
    name = _NAMED.match(view, called.end(), end) if called else None
    where = _WHERE.match(view, noun[1] if noun else high, end)
    words = f"{words} {tail}{where.group() if where else ''}".strip()
    return Rank(low, high, _value(m[kind]), noun, words, name.group() if name else None)


def _listed(view: str, m: re.Match[str], kind: str, end: int) -> Rank:
    """What *ranked third in …* ranks: a list that it names, or the measure behind *by* and *in terms of*."""
    low, high = m.span(kind)
    listing = _LISTING.match(view, high, end)
    if listing and _LIST_WORD.search(listing["list"].strip()):
        name = listing["list"].strip()
        return Rank(low, high, _value(m[kind]), None, f"{name} rank")
    scope = re.compile(r"\s*(?:in|by|for|among)\s+(?:terms of\s+)?").match(view, high)
    by = _BY.search(view, high, end)
    noun = by.span(1) if by else nouns.after(view, scope.end() if scope else high, end)
    if noun is not None and (
        view[noun[0]].isupper() or re.match(r"(?:world|country|nation|region)\b", view[noun[0] :])
    ):
        noun = None
    words = re.sub(r"\s+", " ", view[slice(*noun)]) if noun else "rank"
    return Rank(low, high, _value(m[kind]), noun, words)


def _value(word: str) -> float:
    word = word.lower().replace("very ", "").lstrip("#")
    digits = re.match(r"\d+", word)
    if digits:
        return float(digits.group())
    return float({"one": 1, "two": 2, "three": 3}.get(word) or _ORDINAL.get(re.split(r"[\s-]", word)[0], 1))
