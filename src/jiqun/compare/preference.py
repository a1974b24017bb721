"""Statements of one figure that disagree stay side by side; a rule or a person says which one stands in tables."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from jiqun.compare import tables
from jiqun.compare.order import interval, is_exact
from jiqun.compare.select import Row
from jiqun.model import Source
from jiqun.vocab.fold import key
from jiqun.words import in_language


@dataclass(frozen=True, slots=True)
class Context:
    """What a choice may look at: the documents, and the ids of records that people have chosen."""

    sources: Mapping[str, Source] = field(default_factory=dict)
    chosen: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """Several statements of one figure (subject, indicator, basis, period) and the one for tables.

    ``agree`` says that one number satisfies all of them: a bound and a value, or the same number rounded.
    """

    rows: tuple[Row, ...]
    preferred: Row
    rule: str
    agree: bool

    def why(self, lang: str = "en") -> str:
        """The rule in words."""
        return in_language(preference_rules()[self.rule], lang)

    def to_dict(self) -> dict[str, Any]:
        """The conflict as JSON."""
        return {
            "agree": self.agree,
            "preferred": self.preferred.record.id,
            "rule": {"id": self.rule, "zh": self.why("zh"), "en": self.why("en")},
            "records": [row.to_dict() for row in self.rows],
        }


@cache
def preference_rules() -> dict[str, dict[str, str]]:
    """The rules of preference by id, in their order."""
    return {row["rule"]: row for row in tables.rows("preference.csv")}


def prefer(rows: Sequence[Row], context: Context) -> tuple[Row, str]:
    """The statement for tables, and the first rule that set it apart from the others."""
    left = list(rows)
    for rule in preference_rules():
        best = max(_merit(rule, row, number, context) for number, row in enumerate(left))
        kept = [row for number, row in enumerate(left) if _merit(rule, row, number, context) == best]
        if len(kept) == 1:
            return kept[0], rule
        left = kept
    raise AssertionError("the last rule tells any two apart")


_JUDGED: dict[str | None, float] = {"accept": 1.0, "correct": 1.0, "unsure": -1.0}


def _merit(rule: str, row: Row, number: int, context: Context) -> float | str:
    source = context.sources.get(row.record.source)
    match rule:
        case "judgement":
            judged = row.record.judgement.verdict if row.record.judgement else None
            return 2.0 if row.record.id in context.chosen else _JUDGED.get(judged, 0.0)
        case "official":
            return float(_is_official(source))
        case "exact":
            return float(is_exact(row.stated))
        case "precise":
            return -row.stated.step
        case "later":
            return (source.origin.published or source.document.date or "") if source else ""
    return float(-number)


def _is_official(source: Source | None) -> bool:
    if source is None:
        return False
    told = key(" ".join(filter(None, (source.origin.producer, source.origin.title, source.document.title))))
    return any(key(word) in told for word in preference_rules()["official"]["words"].split("|"))


def conflict(rows: Sequence[Row], context: Context) -> Conflict | None:
    """What several statements of one figure come to; None when there is only one."""
    if len(rows) < 2:
        return None
    preferred, rule = prefer(rows, context)
    spans = [interval(row.stated) for row in rows]
    agree = all(one.meets(other) for number, one in enumerate(spans) for other in spans[number + 1 :])
    return Conflict(tuple(rows), preferred, rule, agree)
