"""The grammatical subject of an English stretch: the noun phrase before its verb."""

from __future__ import annotations

from jiqun.extract.english.words import Token, stops
from jiqun.extract.period import Period


def subject_before(words: list[Token], at: int, periods: list[Period]) -> tuple[int, int] | None:
    """The noun phrase before the verb, without what leads into the clause (In 2018 the corridor …)."""
    table = stops()
    dated = [(p.start, p.end) for p in periods]
    n = _end_of_subject(words, at, dated)
    last = n
    low = last + 1
    while n >= 0:
        token = words[n]
        kind = table.get(token.word)
        if any(a <= token.start < b for a, b in dated):
            break
        if kind == "pronoun":
            low = n
            break
        if kind == "preposition" and n == 0 and not (token.word == "per" and low == 1 and words[1].word == "capita"):
            break
        if kind == "relative" and not (token.word == "that" and n and table.get(words[n - 1].word) == "preposition"):
            break
        if kind == "adverb" and n == 0:
            break
        low = n
        if kind == "determiner" and n > 0 and table.get(words[n - 1].word) not in ("preposition", "conjunction"):
            break
        if kind == "determiner" and n == 1 and table.get(words[0].word) == "preposition":
            break
        n -= 1
    while low <= last and (table.get(words[low].word) in ("conjunction", "adverb") or words[low].word in "-*•·◦"):
        low += 1
    if low > last:
        return None
    return words[low].start, words[last].end


def _end_of_subject(words: list[Token], at: int, dated: list[tuple[int, int]]) -> int:
    """The last word of the subject, without adverbs, auxiliaries and times before the verb."""
    table = stops()
    n = at - 1
    while n >= 0 and (table.get(words[n].word) == "adverb" or words[n].word.endswith(("ly", ")"))):
        n -= 1
    if n > 1 and words[n - 1].word == "in" and words[n].word in ("total", "turn", "all", "sum"):
        n -= 2  # exports in total gained
    while n > 0 and words[n].word in ("has", "have", "had", "was", "were") and words[at].word in ("been", "being"):
        n -= 1
    while n >= 0 and (any(a <= words[n].start < b for a, b in dated) or (words[n].word in "()" and n < at - 1)):
        n -= 1
    if n >= 0 and words[n].word in ("in", "at", "by", "during", "since") and n < at - 1:
        n -= 1
    return n
