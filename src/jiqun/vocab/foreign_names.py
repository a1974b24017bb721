"""Names of foreign origin written in Chinese characters by their sound: 霍尼韦尔, 费森尤斯."""

from __future__ import annotations

from functools import cache

from jiqun.vocab.tables import rows


@cache
def _characters() -> tuple[frozenset[str], frozenset[str]]:
    table = {row["role"]: frozenset(row["characters"]) for row in rows("transliteration.csv")}
    return table["telling"], table["telling"] | table["plain"]


def transliterated(word: str) -> bool:
    """Whether a folded word of three characters or more reads like a foreign name: only characters that stand for
    sounds, and half of them ones that Chinese words seldom hold.

    >>> [transliterated(word) for word in ("霍尼韦尔", "费森尤斯", "利安隆", "机器人", "德克")]
    [True, True, False, False, False]
    """
    telling, sounds = _characters()
    return len(word) >= 3 and set(word) <= sounds and 2 * sum(char in telling for char in word) >= len(word)


@cache
def not_firms() -> frozenset[str]:
    """Letters that are no firm's name: legal forms (Inc), and what things and measures are called (NAND, GDP)."""
    return frozenset(row["letters"] for row in rows("not_firms.csv"))
