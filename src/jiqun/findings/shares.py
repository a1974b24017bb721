"""Shares that must add up to 100: the ratio of the three sectors, and shares told with 其余占 (the rest)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from jiqun.extract.quantity import Quantity
from jiqun.extract.reading import Reading, Sentence
from jiqun.findings.finding import Finding, FindingSpan
from jiqun.findings.rounding import Amount, adds_up, half_unit
from jiqun.findings.totals import within

_RATIO = re.compile(
    r"(?<![\d:.])(\d{1,2}(?:\.\d+)?)\s?[:∶]\s?(\d{1,2}(?:\.\d+)?)\s?[:∶]\s?(\d{1,2}(?:\.\d+)?)(?![\d:]|\.\d)"
)
_SECTORS = re.compile(r"(?:产业|三产|一二三)[^,。;]{0,16}(?:结构|比例|比重|比|构成)|sector|industr")
_THREE = re.compile(
    r"(?:三次产业|一二三产业?|第?一(?:产业)?、第?二(?:产业)?[、和]第?三产业?)[^,。;]{0,24}?"
    r"(?:分别占|占比分别|比重分别|比例分别|分别为)"
)
_REST = re.compile(r"其余|其他|其它|余下|剩余|\bthe (?:rest|remainder|remaining)\b|\bothers?\b", re.IGNORECASE)
_SHARE = re.compile(r"占|\baccount|\bshare|\brepresent|\bmake|\bmade|\bcome|\bcame", re.IGNORECASE)
_SUBSET = re.compile(r"其中|增长|增速|提高|下降|同比|of which|growth|grew|rose|up |down ", re.IGNORECASE)
_FAR = 20.0  # a sum further from 100 is no sum of all parts
_WHOLE = Amount(0, 0, 100.0, 1e-9)


def shares(reading: Reading, sentences: Sequence[Sentence], quantities: Sequence[Quantity]) -> Iterator[Finding]:
    """The findings of one block about shares that the text says, or everybody knows, are all of a whole."""
    view = reading.view
    for sentence in sentences:
        for match in _RATIO.finditer(view, sentence.start, sentence.end):
            if _SECTORS.search(view, max(sentence.start, match.start() - 32), match.start()):
                yield from _judged(reading, [match.span(n) for n in (1, 2, 3)], "sectors")
        percents = [q for q in within(quantities, sentence.start, sentence.end) if _plain_percent(q)]
        three = _THREE.search(view, sentence.start, sentence.end)
        if three is not None:
            behind = [q for q in percents if q.start >= three.end()][:3]
            if len(behind) == 3 and _in_a_row(view, behind):
                yield from _judged(reading, [(q.start, q.end) for q in behind], "sectors")
        elif (rest := _REST.search(view, sentence.start, sentence.end)) is not None:
            yield from _with_rest(reading, sentence, percents, rest.start())


def _plain_percent(q: Quantity) -> bool:
    return q.unit == "percent" and q.comparator == "eq" and q.value_max is None


def _in_a_row(view: str, found: Sequence[Quantity]) -> bool:
    """Whether only 、 and 和 stand between the numbers of a row."""
    gaps = [view[one.end : other.start].strip() for one, other in pairwise(found)]
    return all(gap in ("、", "和", ",", "与", "及") for gap in gaps)


def _with_rest(reading: Reading, sentence: Sentence, percents: Sequence[Quantity], rest: int) -> Iterator[Finding]:
    """甲占60%,乙占30%,其余占10%: all shares of a sentence whose last one is the rest."""
    view = reading.view
    if len(percents) < 2 or _SUBSET.search(view, sentence.start, sentence.end):
        return
    if not percents[-2].start < rest < percents[-1].start or not _SHARE.search(view, sentence.start, sentence.end):
        return
    yield from _judged(reading, [(q.start, q.end) for q in percents], "with_rest")


def _judged(reading: Reading, places: Sequence[tuple[int, int]], why: str) -> Iterator[Finding]:
    spans = tuple(FindingSpan("share", low, high, reading.text[low:high]) for low, high in places)
    amounts = []
    for span in spans:
        digits = re.search(r"\d+(?:\.\d+)?", reading.view[span.start : span.end])
        if digits is None:
            return
        value = float(digits.group())
        amounts.append(Amount(span.start, span.end, value, half_unit(digits.group(), value)))
    total = sum(a.value for a in amounts)
    if abs(total - 100) > _FAR:
        return
    fits = adds_up(_WHOLE, amounts)
    values: tuple[tuple[str, str | float], ...] = (
        ("shares", " + ".join(span.quote for span in spans)),
        ("sum", round(total, 6)),
    )
    yield Finding("shares", "agrees" if fits else "disagrees", f"{why}_{'add_up' if fits else 'differ'}", spans, values)
