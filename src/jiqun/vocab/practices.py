"""The closed list of practice categories, and the words that speak for each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import islice

from jiqun.vocab.lexicon import Lexicon
from jiqun.vocab.tables import rows


@dataclass(frozen=True, slots=True)
class Category:
    """A practice category: id, names, and the patterns that speak for it in a heading and in a paragraph.

    ``words`` are the words of the paragraph's pattern, which is nothing but them.
    """

    id: str
    zh: str
    en: str
    heading: re.Pattern[str]
    body: re.Pattern[str]
    words: frozenset[str]


@cache
def categories() -> dict[str, Category]:
    """The categories by id, in the order of the list."""
    return {
        row["category"]: Category(
            row["category"],
            row["zh"],
            row["en"],
            re.compile(row["heading_words"]),
            re.compile(row["body_words"]),
            frozenset(row["body_words"].split("|")),
        )
        for row in rows("practices.csv")
    }


@cache
def _body_words() -> tuple[Lexicon, frozenset[str]]:
    """The words of all paragraph patterns, to look for at once; and those of one character, which no lexicon holds."""
    words = frozenset().union(*(category.words for category in categories().values()))
    short = frozenset(word for word in words if len(word) < 2)
    return Lexicon(words - short), short


def classify(heading: str, body: str) -> tuple[str | None, tuple[str, ...]]:
    """The category that the folded heading and paragraph speak for most, and up to two others; None when none does.

    A word of the heading weighs as much as six of the paragraph, and the first words of a heading more than its last:
    headings name the means first and the end after it.

    >>> classify("加大人才支持力度", "引进院士,培养毕业生")
    ('talent', ())
    """
    scores: dict[str, float] = {}
    lexicon, short = _body_words()
    held = {body[low:high] for low, high in lexicon.find_all(body)}.union(word for word in short if word in body)
    for category in categories().values():
        score = 0.0
        for match in islice(category.heading.finditer(heading), 2):
            score += 6.0 - 3.0 * match.start() / max(1, len(heading))
        said = [] if category.words.isdisjoint(held) else category.body.findall(body)
        score += min(6.0, 1.0 * len(set(said)) + 0.25 * len(said))
        scores[category.id] = score
    ranked = sorted(scores, key=lambda name: -scores[name])
    best = ranked[0]
    if scores[best] < 3:
        return None, ()
    return best, tuple(name for name in ranked[1:3] if scores[name] >= max(4.5, 0.6 * scores[best]))
