"""Words that make a name an organisation's, and head nouns that say what a list is a list of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from jiqun.vocab.tables import rows

ORGANISATIONS = frozenset(
    {
        "company",
        "university",
        "research_institute",
        "platform",
        "alliance",
        "fund",
        "government",
        "bank",
        "association",
        "park",
        "hospital",
    }
)


@dataclass(frozen=True, slots=True)
class Suffix:
    """An organisation word: the type it gives, and what must stand before it to make a name (``cue``).

    ``any``: any two characters; ``proper``: a place, a known name, 国家/中国, letters or quotation marks;
    ``founded``: as proper, or a verb of founding before it; ``title``: 国家 at its start; ``self``: a name already.
    """

    word: str
    type: str
    cue: str


@cache
def suffixes() -> dict[str, Suffix]:
    """Organisation words, by word."""
    return {row["suffix"]: Suffix(row["suffix"], row["type"], row["cue"]) for row in rows("organisation_words.csv")}


@cache
def suffix_pattern() -> re.Pattern[str]:
    """Any organisation word, longest first."""
    return re.compile("|".join(sorted(suffixes(), key=lambda word: (-len(word), word))))


@cache
def heads() -> dict[str, str]:
    """Head nouns of lists and the type of what they list."""
    return {row["head"]: row["type"] for row in rows("list_heads.csv")}


@cache
def head_pattern() -> re.Pattern[str]:
    """Any head noun of a list, longest first."""
    return re.compile("|".join(sorted(heads(), key=lambda word: (-len(word), word))))


def type_of(name: str) -> str | None:
    """The type that the end of a folded name gives, or None.

    >>> type_of("某某省轴承研究院"), type_of("甲光电")
    ('research_institute', None)
    """
    for size in range(min(10, len(name) - 1), 1, -1):
        suffix = suffixes().get(name[-size:])
        if suffix is not None:
            return suffix.type
    return None
