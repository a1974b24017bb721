"""What a text puts before a name to say what it names: class nouns (龙头企业某某) and countries (美国某某)."""

from __future__ import annotations

import re
from functools import cache

from jiqun.vocab.lexicon import alternatives
from jiqun.vocab.tables import rows


@cache
def class_pattern() -> re.Pattern[str]:
    """A description up to its class noun: a word of rank or kind, perhaps more, and the noun that ends it.

    No name holds a noun such as 制造商; others (公司, 企业) need the word of rank before them.

    >>> [class_pattern().match(one).group() for one in ("全球第一制药企业甲某", "上市公司乙某")]
    ['全球第一制药企业', '上市公司']
    >>> class_pattern().match("龙头企业集团") is None
    True
    """
    table = rows("description_words.csv")
    qualifier, noun, maker, more = (
        alternatives([row["word"] for row in table if row["role"] == role])
        for role in ("qualifier", "noun", "maker", "continues")
    )
    ranked = rf"(?:{qualifier}).{{0,12}}?(?<!有限|股份|集团)(?:{noun})"
    return re.compile(rf".*(?:{ranked}|{maker})(?<!企(?=业))[“”—:]*(?!{more})(?=..)")


@cache
def countries() -> dict[str, frozenset[str]]:
    """Countries, with what stays together with the country in a firm's name (美国 + 银行)."""
    return {row["country"]: frozenset(filter(None, row["kept"].split("|"))) for row in rows("country_names.csv")}


@cache
def country_pattern() -> re.Pattern[str]:
    """A country at the beginning of a name, longest first."""
    return re.compile(alternatives(list(countries())))
