"""The words that make a name a policy, a programme, an event, a project, a ranking, an award (data/titles.csv)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jiqun.vocab.lexicon import alternatives
from jiqun.vocab.tables import rows

DATA = Path(__file__).parents[1] / "data"


@dataclass(frozen=True, slots=True)
class Word:
    """A word at the end of a name: the type it gives, and what must stand before it to make a name (``cue``).

    ``proper``: a place, 中国, 世界, letters, a session (第三届); ``self``: a name already; ``place``: a place of the
    gazetteer; ``state``: 国家 or a province; ``owner``: an organisation or a place; ``rank``: a number; ``prize`` and
    ``title``: 国家, 中国, 全国, a province; ``label``: quotation marks or a verb of awarding.
    """

    word: str
    type: str
    cue: str


@cache
def _table(where: str) -> dict[str, Word]:
    return {
        row["word"]: Word(row["word"], row["type"], row["cue"])
        for row in rows("titles.csv", DATA)
        if row["where"] == where
    }


@cache
def titled() -> re.Pattern[str]:
    """《…》 whose last word makes it a policy or another official paper; group 1 is the name."""
    words = alternatives(list(_table("title")))
    return re.compile(rf"《([^《》]{{2,60}}(?:{words})(?:[(][^()]{{1,20}}[)])?)》")


@cache
def quoted() -> dict[str, Word]:
    """The words at the end of a quoted programme or campaign."""
    return _table("quoted")


@cache
def named() -> dict[str, Word]:
    """The words at the end of names without marks."""
    return _table("named")


@cache
def named_pattern() -> re.Pattern[str]:
    """Any word at the end of a name without marks, longest first."""
    return re.compile(alternatives(list(_table("named"))))
