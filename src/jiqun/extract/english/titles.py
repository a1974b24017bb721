"""What an English document is about by its title, and what a yearly report calls the one that reports."""

from __future__ import annotations

import calendar
import re
from collections import Counter

from jiqun.extract.english import nouns
from jiqun.extract.english.firm_cues import not_organisations
from jiqun.extract.english.sections import Paragraph
from jiqun.extract.english.tables import currencies
from jiqun.extract.english.words import Token, is_measure, is_plural, stops, tokens, verbs

_REPORT = re.compile(
    r"\b(?:annual|yearly|sustainability|half-yearly|quarterly|directors['’]|board['’]s)\s+report\b", re.IGNORECASE
)
_REPORTER = re.compile(r"\b(?:[Tt]he|[Yy]our|[Oo]ur) (?:Company|Group|Corporation|Bank|Authority|Trust)\b(?!\s+[A-Z])")
_OPENING = 1500
_BODY = 20_000
_NAME = re.compile(
    r"(?<![\w.-])(?P<name>[A-Z][\w&-]+(?:['’]s(?! ))?(?:(?: (?:of|and|&) | )[A-Z][\w&-]+){0,4})"
    r"(?P<acts>(?: \([A-Z]+\),?)? (?:is|was|has|had|have|were|are|will|aims|plans|produces|rose|fell|grew|reached)\b)?"
)
_NO_NAME = re.compile(r"(?:Mr|Mrs|Ms|Dr|Professor|President|Governor|Minister|Chairman|Table|Figure|Chapter|Section)\b")
_TIMES = frozenset([*calendar.month_name, *calendar.day_name])
_INTRODUCES = re.compile(
    r"^(?:An?\s+)?(?:Introduction|Overview|Guide|Profile|History|Brief|About|Background|Case study"
    r"|Facts)(?:\s+(?:to|of|about|on))?"
    r"[\s:]+(?:the\s+)?(?=[A-Z])",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"\s(?:up|down) (?:by )?\d|\sto (?=[a-z])|\s(?:aims|plans|seeks|wants|set|due|likely) to\s|\s\d[\d.,]*(?!\w)"
)
"""Where a headline without a verb tells of a number or a plan: Output down by 3%, Acme to build."""
_ABOUT = re.compile(
    r"\b(?:in|of|for|at)\s+(?P<place>(?:the\s+)?[A-Za-z]?[a-z]*\s?(?:[A-Z][\w.'’-]*|area|zone|region))$"
)
_PLACED = re.compile(r"\b(?:of|in|for)\s+(?P<place>(?:the\s+)?[A-Z][\w-]+(?:\s[A-Z][\w-]+){0,2})$")
_REPORT_TAIL = re.compile(
    r"\s+(?:(?:annual|sustainability|integrated|half-yearly|half-year|interim|quarterly|financial)\s+(?:report|review"
    r"|results)|directors['’] report)\b.*$",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(
    r"(?:key figures|about(?: us)?|overview|home|news|profile|facts(?: and figures)?|at a glance|press releases?"
    r"|introduction|highlights|results|history|key facts|main figures|contents|summary)",
    re.IGNORECASE,
)
"""Pieces of a title that say what kind of page it is."""
_OPENED = re.compile(
    r"^(?:in|during|over|for|by) (?:the )?(?:first|second|third|last|past|same|whole)?[^,]{0,40}"
    r"(?:year|half|quarters?|months?|\d{4}),\s+",
    re.IGNORECASE,
)
"""The time that a sentence used as a title opens with."""


def reporter(view: str) -> str | None:
    """What a yearly report calls the one that reports: *the Company*, the more often of such names.

    >>> reporter("Annual Report 2012-13. The Company sold 5 pumps. The profit of the Company rose.")
    'the Company'
    >>> reporter("The Company sold 5 pumps.") is None
    True
    """
    if _REPORT.search(view, 0, _OPENING) is None:
        return None
    names = [m.group()[:1].lower() + m.group()[1:] for m in _REPORTER.finditer(view)]
    return max(sorted(set(names)), key=names.count) if len(names) > 1 else None


def titled(view: str, parts: list[Paragraph]) -> str | None:
    """What a document without a cluster is about: the name in its title, else the name that its text tells of most.

    A title that is a sentence gives what stands before its verb; one that names a measure gives its owner or place.
    """
    title = view[parts[0].start : parts[0].end] if parts and _is_title(view, parts[0]) else ""
    body = view[parts[0].end if title else 0 :][:_BODY]
    body = body.replace("’", "'")
    named = _named(title.replace("’", "'"), body) if title else None
    place = _PLACED.search(title)
    return named or told_of(body) or (place["place"] if place else title.split(":")[0].strip()) or None


def _is_title(view: str, part: Paragraph) -> bool:
    """Whether the first paragraph is a title: a heading, or one line that ends without a mark."""
    line = view[part.start : part.end]
    return part.heading or (len(line) < 160 and "\n" not in line and not line.rstrip().endswith((".", "!", ";", ":")))


def _named(title: str, body: str) -> str | None:
    pieces = [piece for piece in re.split(r"\s*[:(|–—=]\s*|\s-\s|, (?=[a-z])", title) if piece.strip()]
    kept = [piece for piece in pieces if not _NO_TITLE.fullmatch(piece.strip())]
    title = (kept or pieces or [""])[0]
    reported = _REPORT_TAIL.sub("", title).strip()
    if reported and reported != title.strip() and reported.istitle() and len(reported.split()) < 5:
        return reported  # Acme Interim Report
    title = _OPENED.sub("", _INTRODUCES.sub("", reported)).strip()
    cut = _before_verb(title, body)
    words = cut or title
    low, high = nouns.bare(words, (0, len(words)))
    if nouns.is_measured(words, (low, high)):
        _, owner = nouns.split_of(words, (low, high))
        place = _ABOUT.search(words) or _ABOUT.search(title)
        if owner is not None and words[owner[0]].isupper():
            return words[slice(*owner)]
        return place["place"] if place else None
    if _recurs(words, body):
        return words
    owner = nouns.split_of(words, (low, high))[1] if "'s " in words else None
    if owner and _recurs(words[slice(*owner)], body):
        return words[slice(*owner)]
    place = _ABOUT.search(words)
    return place["place"] if place and _recurs(place["place"], body) else None


def _before_verb(title: str, body: str) -> str | None:
    """What stands before the verb of a title that is a sentence."""
    words = tokens(title, 0, len(title))
    table, moved = stops(), _MOVED.search(title)
    for n, word in enumerate(words[1:], 1):
        if moved is not None and word.start >= moved.start():
            break
        verb = verbs().get(word.word)
        if verb is None or table.get(words[n - 1].word) in ("preposition", "determiner", "conjunction"):
            continue
        sure = verb.role == "aux" or verb.strength == 3 or (verb.strength == 2 and n + 1 == len(words))
        acts = word.word.endswith("s") and verb.strength == 1 and n + 1 < len(words)
        lead = title[: words[n - 1].end]
        if sure or (acts and (is_plural(words[n + 1].word) or _opens_object(words[n + 1], title))):
            return lead
        if acts and _recurs(lead, body) and not _recurs(title[: word.end], body):
            return lead  # Acme Reports Second Quarter Results
    return title[: moved.start()] if moved else None


def named_before_verb(words: str) -> str | None:
    """The words before the verb of a sentence that was taken for a name, or None."""
    lead = _before_verb(words, "")
    return lead if lead and lead != words and not re.search(r"\d", lead) else None


def _opens_object(word: Token, title: str) -> bool:
    """Whether a word behind a form in -s opens what a verb acts on (posts record output, signs deal with)."""
    return (
        stops().get(word.word) in ("determiner", "preposition", "adverb")
        or word.number
        or (word.word not in verbs() and not title.istitle())
    )


def _recurs(words: str, body: str) -> bool:
    """Whether the text writes a name as its title does, but for the first letter."""
    if not words or (words.isupper() and " " in words):
        return False
    first, rest = words[:1], words[1:]
    pattern = rf"(?<!\w)[{re.escape(first.lower() + first.upper())}]{re.escape(rest)}(?!\w)"
    common = first.isupper() and " " not in words and _uncapped(words, body)
    return not common and re.search(pattern, body) is not None


def _uncapped(word: str, body: str) -> bool:
    """Whether the text writes a word in small letters too, but in no address."""
    return re.search(rf"(?<![\w.@/]){re.escape(word.lower())}(?![\w@]|\.\w)", body) is not None


def told_of(body: str) -> str | None:
    """The name that a text tells of most often, twice as much where it does something.

    >>> told_of("Growth is slow. Last year Ostrand Mills grew. The mill of Ostrand Mills is new. Arlen is far.")
    'Ostrand Mills'
    """
    seen: Counter[str] = Counter()
    for m in _REPORTER.finditer(body):
        seen[m.group()[:1].lower() + m.group()[1:]] += 1
    for m in _NAME.finditer(body):
        name = re.sub(r"['’]s?$", "", m["name"])
        first = name.split(" ")[0]
        if first.lower() in stops() or first in _TIMES or _NO_NAME.match(name) or name.lower() in verbs():
            continue
        if " " not in name and (_uncapped(name, body) or name.lower() in currencies()[2]):
            continue  # Manufacturing, and manufacturing elsewhere; USD
        if " " not in name and (not_organisations().get(name) == "word" or is_measure(name)):
            continue  # Chinese; GDP
        if " " not in name and name.isupper() and not m["acts"] and name not in seen:
            continue  # R&D
        seen[name] += 2 if m["acts"] else 1
    if not seen:
        return None
    best = max(seen, key=lambda name: seen[name])
    return best if seen[best] > 1 else None
