"""Targets whose year is over: told as to come in a text that is younger, or over by a day that is given."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from jiqun.extract.reading import Reading, Sentence
from jiqun.findings.finding import Finding, FindingSpan
from jiqun.findings.tables import pattern_of
from jiqun.model import Figure

_UNTIL = re.compile(
    r"(?:到|至|于|在)?(?<!\d)(?P<year>(?:19|20)\d\d)年(?:底|末|前|左右)?"
    r"|\b(?:by|in|for) (?:the end of )?(?P<english>(?:19|20)\d\d)\b"
)
_AHEAD = re.compile(r"(?<![截达])(?:到|至)(?:19|20)\d\d年|\bby (?:the end of )?(?:19|20)\d\d\b")
_STOP = re.compile(r"[。!?;\n]")
_LED = re.compile(r"(?:(?<![截达])到|(?<!截)至|by)\s*(?:the end of )?$", re.IGNORECASE)


def _any_of(role: str) -> re.Pattern[str]:
    return pattern_of("target_words.csv", role)


def overdue_targets(figures: Sequence[Figure], today: str) -> Iterator[Finding]:
    """The figures with the status of a target whose period ended before ``today`` (ISO).

    That is no mistake of the text: whether the target was reached cannot be checked in it.
    """
    for figure in figures:
        if (end := _over(figure, today)) is not None:
            yield _finding(figure, "not_checkable", "before_today", end, today)


def past_targets(view: str, figures: Sequence[Figure], date: str) -> Iterator[Finding]:
    """The figures told as to come whose period ended before the document's own ``date`` (ISO).

    A plan that is told back (2021年计划投资50亿元, in a report on 2021) is none: the words must look ahead.
    """
    for figure in figures:
        end = _over(figure, date)
        if end is None or figure.period_inherited or figure.period is None:
            continue
        low = max((m.end() for m in _STOP.finditer(view, max(0, figure.start - 60), figure.start)), default=0)
        low = max(low, figure.start - 60)
        ahead = _any_of("ahead").search(view, low, figure.end) or _AHEAD.search(view, low, figure.end)
        if ahead and not _any_of("told_back").search(view, low, figure.end):
            yield _finding(figure, "disagrees", "before_document", end, date)


def _over(figure: Figure, day: str) -> str | None:
    """The end of a target's period when it lies before a day."""
    end = _end_of(figure.period or figure.period_context) if figure.status == "target" else None
    return end if end is not None and end < day[: len(end)] else None


def _finding(figure: Figure, verdict: str, reason: str, end: str, day: str) -> Finding:
    span = FindingSpan("target", figure.start, figure.end, figure.quote)
    values: tuple[tuple[str, str | float], ...] = (("target", figure.quote), ("end", end), ("day", day))
    return Finding("target_year", verdict, reason, (span,), values, figure.cluster)


def _end_of(period: str | None) -> str | None:
    """The last year, month or day of a period that ends; None for one that is unknown or goes on."""
    if not period:
        return None
    end = period.rpartition("/")[2]
    return end if end[:4].isdigit() else None


def target_words(
    reading: Reading, sentences: Sequence[Sentence], day: str, taken: Sequence[Finding]
) -> Iterator[Finding]:
    """Clauses that tell as to come what lies before the document's own day: 到2015年将达到… in a text of 2018."""
    view = reading.view
    spans = [(span.start, span.end) for finding in taken for span in finding.spans]
    for sentence in sentences:
        if _any_of("told_back").search(view, sentence.start, sentence.end):
            continue
        for number, clause in enumerate(sentence.clauses):
            match = _UNTIL.search(view, clause.start, clause.end)
            if match is None:
                continue
            reach = sentence.clauses[min(number + 1, len(sentence.clauses) - 1)]
            end = clause.end if _UNTIL.search(view, reach.start, reach.end) else reach.end
            year = match["year"] or match["english"]
            name = "year" if match["year"] else "english"
            led = _LED.search(view, max(clause.start, match.start(name) - 16), match.start(name))
            last = reach.end if end == reach.end else clause.end
            aims = _any_of("aims").search(view, clause.start, end)
            if not year < day[:4] or led is None or aims is None:
                continue
            if any(low < match.end() and match.start() < high for low, high in spans):
                continue
            last = clause.end if aims.end() <= clause.end else last
            quote = reading.text[clause.start : last]
            values: tuple[tuple[str, str | float], ...] = (("target", quote), ("end", year), ("day", day))
            span = FindingSpan("target", clause.start, last, quote)
            yield Finding("target_year", "disagrees", "before_document", (span,), values)
