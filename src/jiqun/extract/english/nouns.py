"""English noun phrases beside a number."""

from __future__ import annotations

import re

from jiqun.extract.english.words import Token, is_measure, is_plural, stops, tokens, verbs

_SKIP = re.compile(
    r"\s*(?:(?:more|other|additional|further|new|different|separate|individual)\s+(?=of\b))?(?:of\s+(?:the|its|their|our|all|these|those|such)\s+|of\s+)?",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"(?:the|an?|its|their|our|this|these|those|his|her|all|both|each|every|some|such)\s+", re.IGNORECASE
)
_LONGEST = 7
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
    low = article.end() if article else low
    words = tokens(view, low, min(limit, low + 90))
    taken: list[Token] = []
    for token in words:
        if taken and view[taken[-1].end : token.start] not in (" ", "-", "  ", "\n"):
            break
        if not token.word[0].isalpha() or token.word in ("and", "or"):
            break
        kind = stops().get(token.word)
        if kind in ("preposition", "conjunction", "relative", "determiner", "pronoun") or (kind == "adverb" and taken):
            break
        verb = verbs().get(token.word)
        if (
            taken
            and verb is not None
            and (verb.strength >= 3 or (is_plural(taken[-1].word) and token.word not in _participles()))
        ):
            break
        if verb is not None and not taken and verb.strength >= 3:
            break
        taken.append(token)
        if len(taken) == _LONGEST:
            break
    while (
        taken
        and (stops().get(taken[0].word) == "adverb" or taken[0].word in ("new", "more", "additional"))
        and len(taken) > 1
    ):
        taken.pop(0)
    while taken and stops().get(taken[-1].word) == "adverb":
        taken.pop()
    if not taken or stops().get(taken[0].word) == "adverb":
        return None
    if len(taken) == 1 and taken[0].word in verbs() and verbs()[taken[0].word].strength in (0, 2):
        return None  # of whom 2,140 worked in research
    return taken[0].start, taken[-1].end


def _participles() -> frozenset[str]:
    """Participles that belong to a count when they follow its noun (patents granted, start-ups supported)."""
    return frozenset(
        {"granted", "filed", "registered", "supported", "created", "trained", "produced", "sold", "awarded"}
    )


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
        if not token.word[0].isalpha():
            break
        kind = stops().get(token.word)
        if (
            kind is not None
            and not (token.word == "of" and taken)
            and not (token.word == "and" and taken and _joined(words, token))
        ):
            break
        verb = verbs().get(token.word)
        if verb is not None and verb.strength >= 3:
            break
        if (
            verb is not None
            and not taken
            and not is_measure(token.word)
            and (verb.strength == 2 or _acts(words, token))
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


def _acts(words: list[Token], token: Token) -> bool:
    """Whether a verb form acts here (generated output) and is no part of the noun (combined turnover, sales office)."""
    at = words.index(token)
    if verbs()[token.word].strength == 2:
        previous = words[at - 1].word if at else ""
        return at > 0 and stops().get(previous) not in ("determiner", "preposition") and not previous.endswith("'s")
    previous = words[at - 1].word if at else ""
    return previous in ("to", "will", "can", "would", "could", "should", "they", "we", "it", "and") and at > 0


def head(view: str, span: tuple[int, int]) -> str:
    """The head noun: the last word before *of*, *in*, *for* and the like."""
    words = tokens(view, *span)
    last = ""
    for token in words:
        if stops().get(token.word) == "preposition" or token.word == "of":
            break
        if token.word[0].isalpha():
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
    if owner:
        return (owner.end(), high), (low, owner.end(1))
    m = re.compile(r"\s+(?:of|by|for)\s+").search(view, low, high)
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
    return is_measure(head(view, (owner.end() if owner else low, high)))
