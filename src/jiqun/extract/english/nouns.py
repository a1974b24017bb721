"""English noun phrases beside a number."""

from __future__ import annotations

import re

from jiqun.extract.english.words import Token, is_measure, is_plural, participles, stops, tokens, verbs

_SKIP = re.compile(
    r"\s*(?:of\s+(?:(?:all|various|different|many)\s+)?(?:types|kinds|sorts|varieties|pieces)\s+(?=of\b))?(?:(?:more|other|additional|further|new|different|separate"
    r"|individual)\s+(?=of\b))?(?:of\s+(?:all\s+(?:of\s+)?)?(?:(?:the|its|their|our|these|those|such)\s+)?)?",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"(?:the|an?|its|their|our|this|these|those|his|her|all|both|each|every|some|such)\s+", re.IGNORECASE
)
_LONGEST = 7
_GAPS = (" ", "-", "  ", "\n")
_PLAIN_VERBS = frozenset(
    {"operate", "live", "employ", "produce", "develop", "exist", "belong", "specialise", "specialize"}
)
_PARTICIPLES = frozenset(
    {"granted", "filed", "registered", "supported", "created", "trained", "produced", "sold", "awarded"}
)
"""Participles that belong to a count when they follow its noun (patents granted, start-ups supported)."""
_ROW = re.compile(r"(?:, [a-z][\w-]+){0,4},? (?:and|or) [a-z][\w-]+ (?:[a-z][\w-]+ )?(?P<noun>[a-z]\w+s)\b")
_OWNER = re.compile(r"(.{2,60}?)(?:['’]s|(?<=s)['’])\s+")


def after(view: str, at: int, limit: int) -> tuple[int, int] | None:
    """The noun phrase that begins at ``at`` (of the, and articles, skipped): up to a preposition, verb or mark.

    >>> view = "120 small companies in the park"
    >>> after(view, 3, len(view)) and view[slice(*after(view, 3, len(view)))]
    'small companies'
    """
    skip = _SKIP.match(view, at, limit)
    low = skip.end() if skip else at
    if view[low : low + 1] == "-":
        low += 1
    article = _ARTICLE.match(view, low, limit)
    if article and article.group().lower() in ("a ", "an ") and view[at : at + 1] == " ":
        return None  # up from 500 a decade ago
    low = article.end() if article else low
    taken: list[Token] = []
    made = skip is not None and skip.group().strip() == "of"
    for token in tokens(view, low, min(limit, low + 90)):
        if made and not taken and token.word in participles():  # 5,000 square metres of built space
            taken.append(token)
            continue
        if (taken and view[taken[-1].end : token.start] not in _GAPS) or _ends_phrase(token, taken):
            break
        taken.append(token)
        if len(taken) == _LONGEST:
            break
    taken = _trimmed(taken)
    return (taken[0].start, _enumerated(view, taken)) if taken else None


def _ends_phrase(token: Token, taken: list[Token]) -> bool:
    """Whether a word stands outside the phrase: a function word, a verb, a mark."""
    if not token.word[0].isalpha() or token.word in ("and", "or"):
        return True
    kind = stops().get(token.word)
    if taken and taken[-1].word.endswith(("'s", "’s")) and token.word in ("overall", "total", "combined", "own"):
        return False  # the park's overall workforce
    if kind in ("preposition", "conjunction", "relative", "determiner", "pronoun") or (kind == "adverb" and taken):
        return True
    if token.word in ("last", "next") or (taken and token.word == "previous"):
        return True  # jobs last year
    verb = verbs().get(token.word)
    if verb is None:
        return False
    return verb.strength >= 3 or (bool(taken) and is_plural(taken[-1].word) and token.word not in _PARTICIPLES)


def _trimmed(taken: list[Token]) -> list[Token]:
    """The phrase without adverbs at its ends; nothing when it is only a verb (2,140 worked in, 12,000 operate)."""
    while len(taken) > 1 and (stops().get(taken[0].word) == "adverb" or taken[0].word in ("new", "more", "additional")):
        taken = taken[1:]
    while taken and stops().get(taken[-1].word) == "adverb":
        taken = taken[:-1]
    if not taken or taken[0].word in _PLAIN_VERBS:
        return []
    verb = verbs().get(taken[0].word)
    return [] if len(taken) == 1 and verb is not None and verb.strength in (0, 2) else taken


def _enumerated(view: str, taken: list[Token]) -> int:
    """Where the phrase ends; adjectives in a row share a noun (350 biotech, medtech and pharma companies)."""
    end = taken[-1].end
    if is_plural(taken[-1].word) or len(taken) > 2:
        return end
    m = _ROW.match(view, end, min(len(view), end + 90))
    return m.end() if m and is_plural(m["noun"]) else end


def before(view: str, floor: int, end: int) -> tuple[int, int] | None:
    """The noun phrase that ends at ``end``: back to a preposition (but *of*), verb, determiner or mark.

    >>> view = "it had a combined turnover of"
    >>> view[slice(*before(view, 0, 26))]
    'combined turnover'
    """
    words = tokens(view, max(floor, end - 110), end)
    taken: list[Token] = []
    for token in reversed(words):
        if taken and view[token.end : taken[-1].start] not in (" ", "-", "  ", "\n"):
            break
        if not token.word[0].isalpha() or token.word in _SCALED:
            break
        kind = stops().get(token.word)
        if (
            kind is not None
            and not (token.word == "of" and taken)
            and not (token.word in ("before", "after") and taken and taken[-1].word in ("tax", "taxes", "interest"))
            and not (token.word == "and" and taken and _joined(words, token))
            and not (token.word == "per" and taken and taken[-1].word in _BASES)
        ):
            break
        verb = verbs().get(token.word)
        if verb is not None and verb.strength >= 3:
            break
        if not taken and token.word in ("totaling", "totalling", "amounting", "reaching", "exceeding", "averaging"):
            continue
        if not taken and token.word in _ADDED and words[-1] is token and len(words) > 1 and is_measure(words[-2].word):
            taken.append(token)  # gross value added
            continue
        if (
            verb is not None
            and not taken
            and not is_measure(token.word)
            and (verb.strength == 2 or _acts(words, token) or _after_measure(view, words, token))
        ):
            return None  # revenue amounted to N: the verb is no noun
        if verb is not None and taken and verb.strength in (1, 2) and _acts(words, token):
            break
        taken.append(token)
        if len(taken) == _LONGEST + 2:
            break
    while taken and taken[-1].word in ("of", "and"):
        taken.pop()
    return (taken[-1].start, taken[0].end) if taken else None


_SCALED = ("million", "billion", "trillion", "thousand", "percent", "crore", "lakh", "bn")
"""Words that end a number, and so a noun phrase before it."""
_BASES = ("unit", "capita", "head", "worker", "employee", "person", "hectare", "household", "share", "inhabitant")
"""What follows *per* inside the name of a measure: energy consumption per unit of GDP."""


def _joined(words: list[Token], conjunction: Token) -> bool:
    """Whether *and* joins two bare nouns of one name (research and development)."""
    at = words.index(conjunction)
    return 0 < at < len(words) - 1 and words[at - 1].word in (
        "research",
        "office",
        "science",
        "trade",
        "sales",
        "import",
        "supply",
        "health",
        "fixed",
    )


_MOVES = re.compile(r" (?:at|to|by) ")


def _after_measure(view: str, words: list[Token], token: Token) -> bool:
    """Whether a form in -s follows a measure and so is its verb (occupancy stands at)."""
    at = words.index(token)
    stands = verbs()[token.word].role in ("level", "up", "down") and token is words[-1]
    return (
        at > 0
        and token.word.endswith("s")
        and (is_measure(words[at - 1].word) or (stands and _MOVES.match(view, token.end) is not None))
    )


def _acts(words: list[Token], token: Token) -> bool:
    """Whether a verb form acts here (generated output) and is no part of the noun (combined turnover, sales office)."""
    at = words.index(token)
    if at == 1 and words[0].word in ("and", "to") and verbs()[token.word].strength == 1 and not is_measure(token.word):
        return True
    if verbs()[token.word].strength == 2:
        previous = words[at - 1].word if at else ""
        return at > 0 and stops().get(previous) not in ("determiner", "preposition") and not previous.endswith("'s")
    previous = words[at - 1].word if at else ""
    return previous in ("to", "will", "can", "would", "could", "should", "they", "we", "it", "and") and at > 0


def head(view: str, span: tuple[int, int]) -> str:
    """The head noun: the last word before *of*, *in*, *for* and the like."""
    words = tokens(view, *span)
    last = ""
    for n, token in enumerate(words):
        if n and (stops().get(token.word) == "preposition" or token.word == "of"):
            break
        if token.word[0].isalpha() and not (last and token.word in _ADDED):
            last = token.word
    return last


def bare(view: str, span: tuple[int, int]) -> tuple[int, int]:
    """The phrase without its article or possessive pronoun."""
    low = span[0]
    m = _ARTICLE.match(view, low, span[1])
    while m:
        low = m.end()
        m = _ARTICLE.match(view, low, span[1])
    return low, span[1]


def split_of(view: str, span: tuple[int, int]) -> tuple[tuple[int, int], tuple[int, int] | None]:
    """*X of Y* as X and Y; Y is None without *of*. A possessive (the company's revenue) gives revenue and company."""
    low, high = bare(view, span)
    owner = _OWNER.match(view, low, high)
    if owner and " of " not in owner[1]:
        return (owner.end(), high), (low, owner.end(1))
    m = re.compile(r"(?<!per unit)\s+(?:of|by|for)\s+").search(view, low, high)
    if m is None:
        return (low, high), None
    if re.compile(r"\s(?:with|in|at|on|from)\s").search(view, low, m.start()):
        return (low, high), None
    stop = re.compile(r"\s+(?:in|at|on|from|to|during|by|with)\s").search(view, m.end(), high)
    return (low, m.start()), bare(view, (m.end(), stop.start() if stop else high))


def is_measured(view: str, span: tuple[int, int]) -> bool:
    """Whether a noun phrase names a measure: industrial output, number of patents granted, EBIT margin."""
    low, high = bare(view, span)
    owner = _OWNER.match(view, low, high)
    first, joined, _ = view[low:high].partition(" and ")
    if joined and is_plural(first.split()[-1]) and not is_measure(first.split()[-1]) and " of " not in first:
        return False  # firms and capital
    return is_measure(head(view, (owner.end() if owner else low, high)))


_ADDED = (
    "added",
    "earned",
    "generated",
    "granted",
    "filed",
    "sold",
    "received",
    "booked",
    "delivered",
    "shipped",
    "paid",
)
_BEARERS = re.compile(
    r"(?:firm|compan|enterprise|business|start-?up|organi[sz]ation|member|tenant|institution|sector|industr|cluster|park"
    r"|zone|trade|cit|region|province|countr|state|group|manufacturer|maker|supplier|unit|subsidiar|division|segment)"
    r"(?:s|ies|y|es)?$",
    re.IGNORECASE,
)
_TRADED = ("sales", "exports", "imports", "production", "output", "shipments", "deliveries", "consumption", "sale")


def is_product_of(view: str, measure: tuple[int, int], owner: tuple[int, int]) -> bool:
    """Whether *of Y* names what is sold or made (sales of vehicles) and not who sells it (sales of the company)."""
    if owner[0] < measure[1] or head(view, measure).lower() not in _TRADED:
        return False
    lead = view[measure[1] : owner[0]].split()
    return (
        lead[:1] == ["of"]
        and set(lead[1:]) <= {"both", "all"}
        and not view[owner[0]].isupper()
        and not _BEARERS.search(head(view, owner))
    )
