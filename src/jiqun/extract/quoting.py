"""How far a figure's quote runs: the shortest span that lets a reader check it without the rest."""

from __future__ import annotations

from collections.abc import Sequence

from jiqun.extract.frame import Frame
from jiqun.extract.period import Period
from jiqun.extract.quantity import Quantity
from jiqun.extract.reading import Sentence


def quote_span(
    view: str,
    sentence: Sentence,
    number: int,
    span: tuple[int, int],
    made: Frame,
    when: Period | None,
    inherited: bool,
    quantities: Sequence[Quantity],
) -> tuple[int, int]:
    """The number with its noun, and with its date when that stands near; behind the item before it in a list.

    ``number`` is the index of the clause, ``span`` the words of the value (and of an event behind it).
    """
    start, end = span
    clause = sentence.clauses[number]
    low = clause.start
    for q in quantities:
        if clause.start <= q.start < start:
            mark = max(view.rfind("、", q.end, start), view.rfind("和", q.end, start))
            low = mark + 1 if mark >= 0 else low
    for part in (made.noun, made.subject):
        if part is not None and sentence.start <= part[0]:
            low, end = min(low, part[0]), max(end, part[1])
    if when is not None and not inherited:
        low = min(low, max(when.start, sentence.start))
    elif when is not None and number > 0 and when.end == sentence.clauses[number - 1].end:
        low = min(low, when.start)
    while view[low : low + 1] in (" ", "\u3000", "”", "、", "\n", "\r", "\t"):
        low += 1
    if view[end : end + 1] == "”" and "“" in view[low:end]:
        end += 1
    return low, end
