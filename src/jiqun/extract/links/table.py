"""The table of words that state a relation (data/links.csv), ready for matching.

Frames: ``verb`` left – word – right; ``prep`` left – preposition – right – word (联盟由甲牵头成立); ``with`` the same,
symmetric; ``noun`` left and right stand directly beside the word (甲集团旗下的乙公司); ``site`` a place behind 在 –
word – right (在苏州设立乙研究院). The left end is the head of the relation, or its tail where ``turn`` says so.
``after``
must match behind the last part. ``behind``: both ends stand before the word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jiqun.vocab.lexicon import Lexicon
from jiqun.vocab.tables import rows

DATA = Path(__file__).parents[1] / "data"
MAKERS = frozenset({"company", "research_institute", "platform", "park", "hospital"})
BODIES = MAKERS | {"university", "alliance", "fund", "association", "bank"}
ORGANISATIONS = BODIES | {"government"}
_GROUPS = {"any": ORGANISATIONS, "body": BODIES, "maker": MAKERS, "title": frozenset({"park"})}


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table for one word."""

    relation: str
    frame: str
    turned: bool
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    left: frozenset[str]
    right: frozenset[str]
    behind: bool


def types(words: str) -> frozenset[str]:
    """The entity types that a cell of the table names."""
    return frozenset().union(*(_GROUPS.get(word, frozenset({word})) for word in words.split("|")))


@cache
def rules() -> dict[str, tuple[Rule, ...]]:
    """The rules of each word."""
    found: dict[str, list[Rule]] = {}
    for row in rows("links.csv", DATA):
        rule = Rule(
            relation=row["relation"],
            frame=row["frame"],
            turned=row["turn"] == "tail",
            before=re.compile(row["prep"]) if row["prep"] else None,
            after=re.compile(row["after"]) if row["after"] else None,
            left=types(row["left"]),
            right=types(row["right"]),
            behind=row["frame"] in ("prep", "with"),
        )
        for word in row["words"].split("|"):
            found.setdefault(word, []).append(rule)
    return {word: tuple(found[word]) for word in found}


@cache
def words() -> Lexicon:
    """The words of the table, for finding them in a text."""
    return Lexicon(rules())
