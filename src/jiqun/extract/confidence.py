"""How sure a figure is: a calibrated share of right rows, and the tier that can be accepted without reading.

Two logistic models over what can be observed of a figure: whether value, unit, comparator, period and status are right
(``core``), and whether indicator and subject are right too, given that (``words``). Their coefficients stand in
``confidence.csv``, fitted on annotated documents by tools/calibrate.py; the confidence is the product of the two.
"""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from itertools import islice, repeat
from pathlib import Path

from jiqun.model import Claim, Figure
from jiqun.vocab.fold import fold
from jiqun.vocab.guarded import guarded

TABLE = Path(__file__).parent / "data" / "confidence.csv"
MODELS = ("core", "words")
_STOP_MARKS = "。!?！？\n"
_STOP = re.compile(rf"[{_STOP_MARKS}.](?:(?<![.])|(?=\s))")  # one set of characters first: searched much faster
_CLAUSE_MARKS = ",;，；：:"
_CLAUSE = re.compile(f"[{_CLAUSE_MARKS}]")
_CHINESE = "一二三四五六七八九十百千两"
_NUMBER = re.compile(rf"[\d{_CHINESE}](?:(?<=\d)[\d.,]*|(?<!\d)[{_CHINESE}]*(?=[家个项名位所]))")
_MONEY = re.compile(r"[A-Z]{3}(?:/a)?$")
_SHARES = {"percent", "ratio", "times", "percentage_point", "per_1000"}
_PEOPLE = {"person", "person_time", "person/year"}
_COUNTS = {"count", "count/a"}
_HAN = re.compile(r"[\u3400-\u9fff]")
_HEAD = re.compile(r"(?:^|[\s,;:。!?！？，；：、“(（年月日]|其中|目前|全年)$")
_SAYING = guarded(
    r"达到?|实现|完成|为|是|共|有|现有|拥有|同比|其中|累计|全年|比|较|上年|去年|同期|增长|下降|提高|超过|突破|约|近|了|的|在|已|并|和|以及|年"
    r"|增加|新增|建成|设有|占|预计|力争|将|到|总|计|均|\d|[A-Za-z.%]"
)
_APART = re.compile(r"\d\s+[.\d]")
_WINDOW = 240


def rated(text: str, claims: list[Claim]) -> list[Claim]:
    """The claims, the figures among them with ``confidence`` and ``accept``; ``text`` is the analysis view.

    The two are set in the figures themselves, which come straight from the rules and are nobody else's yet: copies of
    their thirty-four fields would take half as long again.
    """
    for claim in claims:
        if isinstance(claim, Figure):
            confidence, accept = _judged(text, claim)
            object.__setattr__(claim, "confidence", confidence)
            object.__setattr__(claim, "accept", accept)
    return claims


def rate(text: str, figure: Figure) -> Figure:
    """A figure with its confidence; the coefficients' tables say what counts."""
    confidence, accept = _judged(text, figure)
    return replace(figure, confidence=confidence, accept=accept)


def _judged(text: str, figure: Figure) -> tuple[float, bool]:
    """The confidence of a figure, and whether it can be accepted without reading."""
    seen = features(text, figure)
    core, words = _probability("core", seen), _probability("words", seen)
    least = _weights("threshold")
    return round(core * words, 4), core >= least["core"] and words >= least["words"]


def for_review(claims: Iterable[Claim]) -> list[Figure]:
    """The figures that are not accepted, those first where a look is most likely to correct something.

    A figure without a confidence (from a language model) is as likely wrong as right.
    """
    waiting = [claim for claim in claims if isinstance(claim, Figure) and not claim.accept]
    return sorted(waiting, key=lambda figure: 0.5 if figure.confidence is None else figure.confidence)


def _probability(model: str, seen: list[str]) -> float:
    weights = _weights(model)
    total = weights["(intercept)"] + sum(map(weights.get, seen, repeat(0.0)))
    return 1 / (1 + math.exp(-total))


@cache
def _weights(model: str) -> dict[str, float]:
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return {row["feature"]: float(row["weight"]) for row in csv.DictReader(lines) if row["model"] == model}


def features(text: str, figure: Figure) -> list[str]:
    """What can be observed of a figure without knowing whether it is right, as names of features."""
    start, end = _sentence(text, figure)
    rule, _, found = figure.rule.partition("/")
    numbers = len(list(islice(_NUMBER.finditer(text, start, end), 7)))
    seen = [
        f"rule {rule}",
        f"subject by {found or rule}",
        f"kind {_kind(figure)}",
        f"period {_period(figure)}",
        *_subject(text, figure, start),
        "indicator known" if figure.indicator_id else f"indicator {_length(figure.indicator)}",
        "numbers one" if numbers <= 2 else "numbers few" if numbers <= 6 else "numbers many",
        "comparator plain" if figure.comparator == "eq" else "comparator marked",
        f"unexplained {_unexplained(text, figure, start)}",
    ]
    if figure.status == "target":
        seen.append("target")
    if end - start > 100:
        seen.append("long sentence")
    if _torn(text, figure):
        seen.append("torn number")
    if not _HAN.search(text, start, end):
        seen.append("english")
    return seen


def _behind_last(text: str, marks: str, start: int, end: int) -> int:
    """Behind the last of the marks in ``text[start:end]``, or ``start`` where there is none."""
    for mark in marks:
        start = text.rfind(mark, start, end) + 1 or start
    return start


def _sentence(text: str, figure: Figure) -> tuple[int, int]:
    """The sentence of a figure's value, no longer than a window on either side."""
    at = figure.value_start
    start = _behind_last(text, _STOP_MARKS, max(0, at - _WINDOW), at)
    dot = text.rfind(".", start, at - 1)
    while dot >= 0 and not text[dot + 1].isspace():
        dot = text.rfind(".", start, dot)
    start = max(start, dot + 1)
    after = _STOP.search(text, figure.value_end, figure.value_end + _WINDOW)
    return start, after.start() if after else min(len(text), figure.value_end + _WINDOW)


def _kind(figure: Figure) -> str:
    unit = figure.unit
    if figure.tier in ("rank", "time", "structural"):
        return figure.tier
    if unit in _SHARES:
        return "share"
    if unit in _PEOPLE:
        return "people"
    if unit in _COUNTS:
        return "count" if figure.unit_text else "bare"
    return "money" if _MONEY.match(unit) else "physical"


def _period(figure: Figure) -> str:
    if figure.period is None:
        return "vague" if figure.period_text else "none"
    return "inherited" if figure.period_inherited else "own"


def _subject(text: str, figure: Figure, start: int) -> list[str]:
    """Where the subject's words stand: how many clauses before the number, in another sentence, behind it, nowhere."""
    words = fold(figure.subject_text or "")
    if not words:
        return ["subject none"]
    size = "subject short" if len(words) <= 2 else "subject plain" if len(words) <= 8 else "subject long"
    at = text.rfind(words, max(0, figure.value_start - 4 * _WINDOW), figure.value_start)
    if at < 0:
        behind = text.find(words, figure.value_end, figure.value_end + _WINDOW) >= 0
        return [size, "subject after" if behind else "subject far"]
    placed = "subject heads its clause" if _HEAD.search(text, max(0, at - 2), at) else "subject inside its clause"
    if at < start:
        return [size, "subject before", placed]
    clauses = len(list(islice(_CLAUSE.finditer(text, at + len(words), figure.value_start), 2)))
    return [size, ("subject clause", "subject one clause before", "subject two clauses before")[clauses], placed]


def _unexplained(text: str, figure: Figure, start: int) -> str:
    """How much of the number's clause before it is neither subject, indicator, date nor a word of saying so.

    What is left over is often a subject or an owner that no rule took: 绿源茶业产值 with 全县 as subject.
    """
    begin = _behind_last(text, _CLAUSE_MARKS, start, figure.value_start)
    clause = text[begin : figure.value_start]
    for words in (figure.subject_text, figure.period_text):
        if words:
            clause = clause.replace(fold(words), "")
    named = figure.indicator or ""
    count = sum(char.isalnum() and char not in named for char in _SAYING.sub("", clause))
    return "nothing" if count <= 1 else "some" if count <= 4 else "much"


def _length(words: str | None) -> str:
    size = len(words or "")
    return "none" if not size else "short" if size <= 3 else "plain" if size <= 9 else "long"


def _torn(text: str, figure: Figure) -> bool:
    """Whether digits stand so near that the number may be a part of a longer, damaged one."""
    before = text[max(0, figure.value_start - 2) : figure.value_start].strip()
    after = text[figure.value_end : figure.value_end + 2].strip()
    return before[-1:].isdigit() or after[:1].isdigit() or bool(_APART.match(figure.value_text))
