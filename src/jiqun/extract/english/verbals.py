"""Whether an English word is the finite verb of its stretch, a participle or a noun of the same form."""

from __future__ import annotations

from jiqun.extract.english.numbers import FIRST_WORDS
from jiqun.extract.english.words import Token, is_plural, participles, stops, verbs

_SCALES = ("thousand", "million", "billion", "trillion")
_ARTICLES = ("the", "a", "an", "its", "their", "our", "these", "those", "this")


def adjective(words: list[Token], n: int) -> bool:
    """Whether a participle stands before a noun (and listed companies)."""
    following = words[n + 1].word if n + 1 < len(words) else "."
    verb = verbs()[words[n].word]
    if verb.strength != 2:
        return False
    return following not in stops() and following.isalpha() and following not in verbs() and not words[n + 1].number


def finite(words: list[Token], n: int, low: int) -> int:
    """How surely the word is a finite verb in its place: 0 for none."""
    verb = verbs().get(words[n].word)
    if verb is None or verb.strength == 0 or (words[n].capital and n > 0):
        return 0  # a capital inside a stretch belongs to a name
    if words[n].word == "won" and n > low and (words[n - 1].number or words[n - 1].word in _SCALES):
        return 0  # 1.1 trillion won: the money
    if verb.strength == 4 or (verb.strength == 3 and (n == low or words[n - 1].word not in _ARTICLES)):
        return verb.strength
    if n == low or verb.strength == 3 or (verb.strength == 2 and words[low].word == "with"):
        return 0  # the trains run: a noun; with an area designated for
    before = words[n - 1].word
    kind = stops().get(before)
    if kind in ("determiner", "preposition", "conjunction") or before in (",", "-") or before.endswith(("'s", "s'")):
        return 0
    if before in verbs() and (verbs()[before].role == "aux" or verbs()[before].lemma == "have"):
        return 0  # has supplied: the auxiliary is the finite verb
    if verb.strength == 1 and any(word.number for word in words[low:n]) and not _plainly(words, n):
        return 0  # 27 listed companies and 12 design houses
    return verb.strength


def _plainly(words: list[Token], n: int) -> bool:
    """Whether a form that may be a noun stands as a verb: now mainly houses, 520 companies employ more than …"""
    before, word = words[n - 1].word, words[n].word
    if before.endswith("ly") and stops().get(before) == "adverb":
        return True
    following = words[n + 1] if n + 1 < len(words) else None
    counts = following is not None and (
        following.number or following.word in FIRST_WORDS or stops().get(following.word) in ("determiner", "adverb")
    )
    return word == verbs()[word].lemma and is_plural(before) and counts


def participle(words: list[Token]) -> bool:
    """Whether a stretch opens with a participle (Founded in 2004, employing 500 people), not an adjective."""
    first = verbs().get(words[0].word)
    if first is None or first.role == "aux" or first.strength not in (0, 2, 3) or first.lemma == "have":
        return False
    following = words[1] if len(words) > 1 else None
    if first.strength == 3:  # built by, known as, led by
        return (
            words[0].word in participles()
            and following is not None
            and following.word in ("by", "as", "in", "on", "from", "for", "at", "between")
        )
    return following is None or following.number or following.word in stops() or not following.word[0].isalpha()
