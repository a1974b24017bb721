"""How sure a figure is: a calibrated share of right rows, and the tier that can be accepted without reading.

Two logistic models over what can be observed of a figure: whether value, unit, comparator, period and status are right
(``core``), and whether indicator and subject are right too, given that (``words``). Their coefficients stand in
``confidence.csv``, fitted on annotated documents by tools/calibrate.py; the confidence is the product of the two.
"""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import fields
from functools import cache
from itertools import islice, repeat
from operator import attrgetter
from pathlib import Path

from jiqun.model import Claim, Figure
from jiqun.vocab.fold import fold

TABLE = Path(__file__).parent / "data" / "confidence.csv"
MODELS = ("core", "words")
_STOP_MARKS = "。!?！？\n"
_STOP = re.compile(rf"[{_STOP_MARKS}]|[.](?=\s)")
_CLAUSE_MARKS = ",;，；：:"
_CLAUSE = re.compile(f"[{_CLAUSE_MARKS}]")
_NUMBER = re.compile(r"\d[\d.,]*|[一二三四五六七八九十百千两]+(?=[家个项名位所])")
_MONEY = re.compile(r"[A-Z]{3}(?:/a)?$")
_SHARES = {"percent", "ratio", "times", "percentage_point", "per_1000"}
_PEOPLE = {"person", "person_time", "person/year"}
_COUNTS = {"count", "count/a"}
_HAN = re.compile(r"[\u3400-\u9fff]")
_HEAD = re.compile(r"(?:^|[\s,;:。!?！？，；：、“(（年月日]|其中|目前|全年)$")
_SAYING = re.compile(
    r"达到?|实现|完成|为|是|共|有|现有|拥有|同比|其中|累计|全年|比|较|上年|去年|同期|增长|下降|提高|超过|突破|约|近|了|的|在|已|并|和|以及|年"
    r"|增加|新增|建成|设有|占|预计|力争|将|到|总|计|均|\d|[A-Za-z.%]"
)
_APART = re.compile(r"\d\s+[.\d]")
_WINDOW = 240
_FIELDS = tuple(field.name for field in fields(Figure))
_stated = attrgetter(*_FIELDS)


def rated(text: str, claims: Iterable[Claim]) -> list[Claim]:
    """The claims, the figures among them with ``confidence`` and ``accept``; ``text`` is the analysis view."""
    return [rate(text, claim) if isinstance(claim, Figure) else claim for claim in claims]


def rate(text: str, figure: Figure) -> Figure:
    """A figure with its confidence; the coefficients' tables say what counts."""
    seen = list(features(text, figure))
    core, words = _probability("core", seen), _probability("words", seen)
    least = _weights("threshold")
    accept = core >= least["core"] and words >= least["words"]
    stated = dict(zip(_FIELDS, _stated(figure), strict=True))  # as `replace` does, in a quarter of its time
    return Figure(**{**stated, "confidence": round(core * words, 4), "accept": accept})


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


def features(text: str, figure: Figure) -> Iterator[str]:
    """What can be observed of a figure without knowing whether it is right, as names of features."""
    start, end = _sentence(text, figure)
    rule, _, found = figure.rule.partition("/")
    yield f"rule {rule}"
    yield f"subject by {found or rule}"
    yield f"kind {_kind(figure)}"
    yield f"period {_period(figure)}"
    yield from _subject(text, figure, start)
    yield "indicator known" if figure.indicator_id else f"indicator {_length(figure.indicator)}"
    numbers = sum(1 for _ in islice(_NUMBER.finditer(text, start, end), 7))
    yield "numbers one" if numbers <= 2 else "numbers few" if numbers <= 6 else "numbers many"
    yield f"comparator {'plain' if figure.comparator == 'eq' else 'marked'}"
    yield f"unexplained {_unexplained(text, figure, start)}"
    if figure.status == "target":
        yield "target"
    if end - start > 100:
        yield "long sentence"
    if _torn(text, figure):
        yield "torn number"
    if not _HAN.search(text, start, end):
        yield "english"


def _sentence(text: str, figure: Figure) -> tuple[int, int]:
    """The sentence of a figure's value, no longer than a window on either side."""
    at = figure.value_start
    start = max(0, at - _WINDOW)
    start = max(start, *(text.rfind(mark, start, at) + 1 for mark in _STOP_MARKS))
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


def _subject(text: str, figure: Figure, start: int) -> Iterator[str]:
    """Where the subject's words stand: how many clauses before the number, in another sentence, behind it, nowhere."""
    words = fold(figure.subject_text or "")
    if not words:
        yield "subject none"
        return
    yield "subject short" if len(words) <= 2 else "subject plain" if len(words) <= 8 else "subject long"
    at = text.rfind(words, max(0, figure.value_start - 4 * _WINDOW), figure.value_start)
    if at < 0:
        yield "subject after" if text.find(words, figure.value_end, figure.value_end + _WINDOW) >= 0 else "subject far"
        return
    clauses = len(_CLAUSE.findall(text, at + len(words), figure.value_start))
    if at < start:
        yield "subject before"
    else:
        yield f"subject {('clause', 'one clause before', 'two clauses before')[min(2, clauses)]}"
    yield f"subject {'heads' if _HEAD.search(text, max(0, at - 2), at) else 'inside'} its clause"


def _unexplained(text: str, figure: Figure, start: int) -> str:
    """How much of the number's clause before it is neither subject, indicator, date nor a word of saying so.

    What is left over is often a subject or an owner that no rule took: 绿源茶业产值 with 全县 as subject.
    """
    begin = max(start, *(text.rfind(mark, start, figure.value_start) + 1 for mark in _CLAUSE_MARKS))
    clause = text[begin : figure.value_start]
    for words in (figure.subject_text, figure.period_text):
        if words:
            clause = clause.replace(fold(words), "")
    named = figure.indicator or ""
    left = (char for char in _SAYING.sub("", clause) if char.isalnum() and char not in named)
    count = sum(1 for _ in islice(left, 5))
    return "nothing" if count <= 1 else "some" if count <= 4 else "much"


def _length(words: str | None) -> str:
    size = len(words or "")
    return "none" if not size else "short" if size <= 3 else "plain" if size <= 9 else "long"


def _torn(text: str, figure: Figure) -> bool:
    """Whether digits stand so near that the number may be a part of a longer, damaged one."""
    before = text[max(0, figure.value_start - 2) : figure.value_start].strip()
    after = text[figure.value_end : figure.value_end + 2].strip()
    return before[-1:].isdigit() or after[:1].isdigit() or bool(_APART.match(figure.value_text))
