"""Words that make a name an organisation's, and head nouns that say what a list is a list of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from jiqun.vocab.lexicon import Lexicon, alternatives
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
    ``founded``: as proper, or a verb of founding before it; ``region``: as founded;
    ``title``: 国家 at its start; ``self``: a name already.
    """

    word: str
    type: str
    cue: str


@dataclass(frozen=True, slots=True)
class Known:
    """A short name that is common knowledge; ``listed``: a common word too, a name only among other names."""

    name: str
    type: str
    listed: bool


@cache
def suffixes() -> dict[str, Suffix]:
    """Organisation words, by word."""
    return {row["suffix"]: Suffix(row["suffix"], row["type"], row["cue"]) for row in rows("organisation_words.csv")}


@cache
def suffix_pattern() -> re.Pattern[str]:
    """Any organisation word, longest first."""
    return re.compile(alternatives(suffixes()))


@cache
def heads() -> dict[str, str]:
    """Head nouns of lists and the type of what they list."""
    return {row["head"]: row["type"] for row in rows("list_heads.csv")}


@cache
def head_pattern() -> re.Pattern[str]:
    """Any head noun of a list, longest first."""
    words = sorted(heads(), key=lambda word: (-len(word), word))
    return re.compile("|".join(f"{word}(?!业)" if word.endswith("企") else word for word in words))


@cache
def company_tails() -> frozenset[str]:
    """Words that a firm's short name may end in (某某科技, 某某重工): a cue, never enough by themselves."""
    return frozenset(row["tail"] for row in rows("company_tails.csv"))


@cache
def kinds_of_things() -> frozenset[str]:
    """Words that say before a trade what kind of a thing is meant (新型 + 储能): no firm is called by them."""
    return frozenset(row["word"] for row in rows("kinds_of_things.csv"))


@cache
def tail_pattern() -> re.Pattern[str]:
    """A tail that makes a firm's name of an uncommon word without more (某某药业; not 某某技术), longest first."""
    alone = [row["tail"] for row in rows("company_tails.csv") if row["alone"] == "yes"]
    return re.compile("|".join(sorted(alone, key=lambda word: (-len(word), word))))


def made_of_trades(words: str) -> bool:
    """Whether folded words are trades and nothing else: 生物科技 of 生物科技有限公司, 航天航空.

    >>> made_of_trades("生物科技"), made_of_trades("海河科技")
    (True, False)
    """
    while words:
        trade = next((words[:size] for size in (4, 3, 2) if words[:size] in company_tails()), None)
        if trade is None:
            return False
        words = words[len(trade) :]
    return True


@cache
def known_organisations() -> dict[str, Known]:
    """Short names that nothing in their own letters marks as a name, by name."""
    table = rows("known_organisations.csv")
    return {row["name"]: Known(row["name"], row["type"], row["cue"] == "listed") for row in table}


@cache
def known_lexicon() -> Lexicon:
    """The known short names, for finding them in a text."""
    return Lexicon(known_organisations())


@cache
def region_pattern() -> re.Pattern[str]:
    """A region that is no place of the gazetteer (长三角, 京津冀), longest first."""
    return re.compile("|".join(sorted((row["region"] for row in rows("name_regions.csv")), key=lambda w: (-len(w), w))))


@cache
def body_pattern() -> re.Pattern[str]:
    """A department by its field: 科学技术厅, 发展改革委, 市场监督管理局."""
    fields = "|".join(sorted((row["field"] for row in rows("government_fields.csv")), key=lambda w: (-len(w), w)))
    return re.compile(rf"(?:{fields})(?:总局|局|厅|委员会|委(?!员|托|派)|管理办公室)")


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
