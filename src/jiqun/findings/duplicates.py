"""The same figure stated twice in one document: alike, or with another value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from jiqun.findings.finding import Finding, FindingSpan
from jiqun.findings.rounding import half_unit
from jiqun.findings.tables import words
from jiqun.model import Figure
from jiqun.vocab.fold import fold, key

_STOP = re.compile(r"[。!?\n]")


def duplicates(text: str, figures: Sequence[Figure]) -> Iterator[Finding]:
    """A finding for each figure that repeats an earlier one: same subject, indicator, basis, coverage, period, unit.

    Two values contradict each other only where both are exact, dated, of a known indicator, in two sentences, and
    counted alike (not the new ones here and all of them there).
    """
    view = fold(text)
    first: dict[tuple[object, ...], Figure] = {}
    for figure in figures:
        if figure.tier not in ("measure", "structural") or not figure.indicator:
            continue
        about = _about(figure)
        earlier = first.setdefault(about, figure)
        if earlier is figure or (earlier.value_start, earlier.value_end) == (figure.value_start, figure.value_end):
            continue
        if _alike(earlier, figure):
            yield _finding(earlier, figure, "agrees", "stated_again")
        elif _contradicts(view, earlier, figure):
            yield _finding(earlier, figure, "disagrees", "other_value")


def _about(figure: Figure) -> tuple[object, ...]:
    return (
        key(figure.subject or ""), figure.cluster, key(figure.indicator or ""), figure.period, figure.base_period,
        figure.status, figure.unit, figure.basis, figure.coverage, figure.territory, figure.unit_of_account,
        figure.price_basis, figure.tier,
    )  # fmt: skip


def _alike(one: Figure, other: Figure) -> bool:
    """Whether two figures say the same, one perhaps rounded (6.8万 and 68,123)."""
    if (one.comparator, one.value, one.value_max) == (other.comparator, other.value, other.value_max):
        return True
    if one.comparator != other.comparator or one.value_max is not None or other.value_max is not None:
        return False
    slack = max(half_unit(one.value_text, one.value), half_unit(other.value_text, other.value))
    return abs(one.value - other.value) <= slack


def _contradicts(view: str, one: Figure, other: Figure) -> bool:
    if one.comparator != "eq" or other.comparator != "eq" or one.value_max is not None or other.value_max is not None:
        return False
    if one.period is None or one.indicator_id is None or one.unit == "percent" or not one.subject:
        return False
    if one.status not in ("actual", "target") or _STOP.search(view, one.end, other.start) is None:
        return False
    kinds = [_flow(view, figure) for figure in (one, other)]
    return kinds[0] == kinds[1]


def _flow(view: str, figure: Figure) -> str:
    """The word near a figure that says how it is counted: 新增, 累计, 其中; empty when there is none."""
    near = view[max(0, figure.start - 8) : figure.end]
    return next((word for word in words("count_words.csv", "counting") if word in near), "")


def _finding(one: Figure, other: Figure, verdict: str, reason: str) -> Finding:
    spans = (
        FindingSpan("first", one.start, one.end, one.quote),
        FindingSpan("again", other.start, other.end, other.quote),
    )
    values: tuple[tuple[str, str | float], ...] = (
        ("indicator", one.indicator or ""),
        ("first", one.value_text),
        ("again", other.value_text),
    )
    return Finding("duplicate", verdict, reason, spans, values, other.cluster)
