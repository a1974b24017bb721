"""The counts of the source document that stand beside their lists, and errors planted in every one of them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

import jiqun
from jiqun.extract.reading import prepare
from jiqun.findings import Finding, FindingSpan
from jiqun.findings.list_counts import list_counts
from jiqun.model import Block, Document

NUMERALS = "零一二三四五六七八九十"
COUNTS = {
    "三種": 1,
    "四大": 2,
    "三級": 1,
    "四家": 1,
    "12家": 1,
    "四者": 1,
    "六大": 1,
    "四部委": 1,
    "九個": 1,
    "三大": 1,
}
COUNTS |= {"五大": 1}


@cache
def document(path: Path) -> Document:
    return jiqun.read(path)


@cache
def agreeing(path: Path) -> tuple[Finding, ...]:
    return tuple(f for f in list_counts(prepare(document(path))) if f.verdict == "agrees")


def stated(finding: Finding) -> FindingSpan:
    return finding.spans[0]


def items(finding: Finding) -> list[FindingSpan]:
    return [span for span in finding.spans if span.role == "item"]


def paragraph(path: Path, finding: Finding) -> tuple[str, int]:
    """The paragraph that a finding stands in, and where it begins."""
    text, at = document(path).text, stated(finding).start
    low = text.rfind("\n", 0, at) + 1
    return text[low : text.find("\n", at)], low


def told(text: str, quote: str) -> list[str]:
    """The verdicts on the counts of a paragraph that are written like ``quote``."""
    found = list_counts(prepare(Document(text, (Block(0, len(text)),))))
    return [finding.verdict for finding in found if stated(finding).quote == quote]


def test_every_list_count_agrees_and_none_is_contradicted(source_path: Path) -> None:
    found = [stated(finding).quote for finding in agreeing(source_path)]
    assert {quote: found.count(quote) for quote in COUNTS} == COUNTS
    assert [f for f in list_counts(prepare(document(source_path))) if f.verdict == "disagrees"] == []


def planted() -> list[tuple[str, int, str]]:
    """Each count with the number of its kind and what is planted: an item gone, an item more, another numeral."""
    kinds = ("first gone", "last gone", "one more", "numeral up", "numeral down")
    return [(quote, n, kind) for quote, times in COUNTS.items() for n in range(times) for kind in kinds]


def plant(path: Path, finding: Finding, kind: str) -> tuple[str, str]:
    """The paragraph with an error in it, and the words of the count there."""
    text, low = paragraph(path, finding)
    start, end = stated(finding).start - low, stated(finding).end - low
    quote = stated(finding).quote
    places = [(span.start - low, span.end - low) for span in items(finding)]
    mark = "+" if text[places[0][1]] == "+" else "、"
    if kind == "first gone":
        return text[: places[0][0]] + text[places[1][0] :], quote
    if kind == "last gone":
        return text[: places[-2][1]] + text[places[-1][1] :], quote
    if kind == "one more":
        return text[: places[0][0]] + f"某某平臺{mark}" + text[places[0][0] :], quote
    value = int(dict(finding.values)["stated"]) + (1 if kind == "numeral up" else -1)
    number = str(value) if quote[0].isdigit() else NUMERALS[value]
    changed = number + quote.lstrip("0123456789" + NUMERALS)
    return text[:start] + changed + text[end:], changed


@pytest.mark.parametrize(("quote", "number", "kind"), planted())
def test_an_error_planted_in_any_of_them_is_found(source_path: Path, quote: str, number: int, kind: str) -> None:
    finding = [f for f in agreeing(source_path) if stated(f).quote == quote][number]
    text, changed = plant(source_path, finding, kind)
    assert told(text, changed) == ["disagrees"], (quote, kind, text[:200])
