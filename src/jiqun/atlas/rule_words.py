"""What a rule does, in words: the rule that found a claim, and the way in which a figure came to its subject."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jiqun.vocab.tables import rows
from jiqun.words import Lang, in_language, label


@cache
def _table() -> dict[str, dict[str, str]]:
    return {row["rule"]: row for row in rows("rules.csv", Path(__file__).parent / "data")}


def rule_words(rule: str, kind: str, lang: Lang) -> str:
    """A rule's path in words; a rule that the table does not have is told by its group, or by the kind of claim.

    >>> rule_words("figure.money/topic", "figure", "en")
    'an amount of money under the nearest indicator before it; the subject is the topic of the sentence or paragraph'
    """
    first, _, found = rule.partition("/")
    parts = [_words(first, kind, lang)]
    if found and f"subject.{found}" in _table():
        parts.append(in_language(_table()[f"subject.{found}"], lang))
    return label("list.semicolon", lang).join(parts)


def _words(rule: str, kind: str, lang: Lang) -> str:
    group, _, name = rule.partition(".")
    for known in (rule, f"figure.{name}" if group == "english" else rule, group):
        if known in _table():
            return in_language(_table()[known], lang)
    return label(f"kind.{kind}", lang)
