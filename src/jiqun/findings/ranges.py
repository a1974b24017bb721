"""Values that their indicator or unit cannot have: shares over 100, negative counts, the year 3018, a 13th month."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from jiqun.extract.reading import Reading, Sentence
from jiqun.findings.finding import Finding, FindingSpan
from jiqun.findings.tables import rows, words
from jiqun.model import Figure

FIRST_YEAR, LAST_YEAR = 1000, 2100
_NO_DATE = "|".join(words("range_words.csv", "no_date"))
_YEAR = re.compile(
    rf"(?<![\d.,万亿约近达超过逾有])(?P<year>\d{{4}})年(?!(?:的)?(?:{_NO_DATE})|[产均度]?[\d.]*[万亿吨])"
)
_ENGLISH_YEAR = re.compile(
    r"\b(?:[Ii]n|[Bb]y|[Ss]ince|[Uu]ntil)(?: the (?:year|end of))? (?P<year>\d{4})(?=[,.;)]|$|\s(?:the|it|and)\b)"
)
_MONTH = re.compile(r"\d{4}年(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?")
_DAY = re.compile(r"(?<![\d.])(?P<month>\d{1,2})月(?P<day>\d{1,2})日")


def figure_ranges(figures: Sequence[Figure]) -> Iterator[Finding]:
    """The figures whose value their unit or indicator rules out."""
    for figure in figures:
        for row in rows("ranges.csv"):
            if _fits(row, figure) and _outside(row, figure):
                span = FindingSpan("value", figure.value_start, figure.value_end, figure.value_text)
                quote = FindingSpan("figure", figure.start, figure.end, figure.quote)
                values: tuple[tuple[str, str | float], ...] = (
                    ("value", figure.value_text),
                    ("indicator", figure.indicator or figure.unit),
                    ("low", row["low"] or "…"),
                    ("high", row["high"] or "…"),
                )
                yield Finding("range", "disagrees", "out_of_range", (span, quote), values, figure.cluster)
                break


def _fits(row: dict[str, str], figure: Figure) -> bool:
    if row["by"] == "unit":
        return figure.unit == row["match"] and not any(
            word in (figure.indicator or "").lower() for word in words("range_words.csv", "signed")
        )
    if row["by"] == "indicator_id":
        unit = figure.unit == "percent" if row["high"] == "100" else len(figure.unit) == 3 and figure.unit.isupper()
        return figure.indicator_id == row["match"] and unit
    name = (figure.indicator or "").lower()
    return figure.unit == "percent" and any(name.endswith(word) for word in words("range_words.csv", row["match"]))


def _outside(row: dict[str, str], figure: Figure) -> bool:
    values = [figure.value] if figure.value_max is None else [figure.value, figure.value_max]
    low, high = (float(row[name]) if row[name] else None for name in ("low", "high"))
    return any((low is not None and value < low) or (high is not None and value > high) for value in values)


def date_ranges(reading: Reading, sentences: Sequence[Sentence]) -> Iterator[Finding]:
    """The dates that no calendar has: years far ahead, a 13th month, a 32nd day."""
    view = reading.view
    for sentence in sentences:
        for pattern in (_YEAR, _ENGLISH_YEAR):
            for match in pattern.finditer(view, sentence.start, sentence.end):
                if int(match["year"]) > LAST_YEAR:
                    yield _date(reading, match.span("year"), "year", f"…{LAST_YEAR}")
        for match in _MONTH.finditer(view, sentence.start, sentence.end):
            if not 1 <= int(match["month"]) <= 12:
                yield _date(reading, match.span("month"), "month", "1…12")
        for match in _DAY.finditer(view, sentence.start, sentence.end):
            if not 1 <= int(match["day"]) <= 31:
                yield _date(reading, match.span("day"), "day", "1…31")


def _date(reading: Reading, place: tuple[int, int], what: str, allowed: str) -> Finding:
    quote = reading.text[place[0] : place[1]]
    values: tuple[tuple[str, str | float], ...] = (("value", quote), ("allowed", allowed))
    return Finding("range", "disagrees", f"no_such_{what}", (FindingSpan("value", *place, quote),), values)
