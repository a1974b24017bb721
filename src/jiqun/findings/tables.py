"""Read the data tables of the self-checks."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"


@cache
def rows(name: str) -> list[dict[str, str]]:
    """The rows of one CSV table of this room.

    >>> rows("list_counts.csv")[0]["word"]
    '大'
    """
    with (_DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def words(name: str, role: str) -> tuple[str, ...]:
    """The words of one role of a table with the columns ``word`` and ``role``, longest first.

    >>> "联合" in words("list_words.csv", "joins")
    True
    """
    return tuple(sorted((r["word"] for r in rows(name) if r["role"] == role), key=len, reverse=True))


@cache
def any_of(name: str, role: str) -> str:
    """The words of one role as the alternatives of a pattern, longest first.

    >>> any_of("english_words.csv", "rest").startswith("among")
    True
    """
    return "|".join(re.escape(word) for word in words(name, role))


@cache
def pattern_of(name: str, role: str) -> re.Pattern[str]:
    """A pattern of the words of one role; English words stand alone, in any case of letters.

    >>> bool(pattern_of("growth_words.csv", "official").search("An official growth")), pattern_of(
    ...     "target_words.csv", "aims"
    ... ).search("goodwill")
    (True, None)
    """
    forms = [rf"\b{re.escape(word)}\b" if word.isascii() else re.escape(word) for word in words(name, role)]
    return re.compile("|".join(forms), re.IGNORECASE)
