"""Parts against totals: what 其中 (of which) names is within the whole, and all the parts together are the whole."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from jiqun.extract.quantity import Quantity
from jiqun.extract.reading import Reading, Sentence
from jiqun.findings.finding import Finding, FindingSpan
from jiqun.findings.rounding import Amount, adds_up, clauses, half_unit
from jiqun.findings.tables import rows
from jiqun.vocab.indicators import find_indicators

_KINDS = ("money", "count", "person", "physical")
_CLASSES = ("类", "级", "期", "代", "次", "届", "大", "步", "層", "层")
_ANY_THING = (None, "个", "家", "项", "名", "批", "处", "件")  # measure words that count whatever there is
_AROUND = 10  # characters on each side of a count that may name what is counted
_REACH = 3  # sentences over which a partition is told: 全市生产总值…。其中,第一产业…;第二产业…。
_STOPS = re.compile(r"[,。;:!?()\n]|其中")
_NO_NOUN = re.compile(
    r"\s?(?:为|是|已|获|通过|进入|入选|在|属|被|的|are|is|were|was|have|had|in|of|go|went|come|came)\b|为|是|已|获"
)
_EMPTY = frozenset({"国家", "全国", "拥有", "达到", "共有", "超过", "已有", "现有", "其中"})


@cache
def _any_of(role: str) -> re.Pattern[str]:
    """The words of a role; English words stand alone, and 增 in 增加值 is none."""
    forms = []
    for row in rows("total_words.csv"):
        if row["role"] == role:
            word, after = re.escape(row["word"]), row["not_before"]
            forms.append(rf"\b{word}\b" if row["word"].isascii() else word + (f"(?!{after})" if after else ""))
    return re.compile("|".join(forms), re.IGNORECASE)


@cache
def _telling() -> re.Pattern[str]:
    wholes = "|".join(row["whole"] for row in rows("partitions.csv"))
    return re.compile(
        f"{_any_of('subset').pattern}|{wholes}|其余|其他|其它|余下|剩余|三产|三次|[:∶]|rest|remain|other", re.IGNORECASE
    )


def tells_parts(view: str, low: int, high: int) -> bool:
    """Whether a stretch of text can tell of parts at all: most do not, and its numbers need not be read for that."""
    return _telling().search(view, low, high) is not None


def parts_and_totals(
    reading: Reading, sentences: Sequence[Sentence], quantities: Sequence[Quantity]
) -> Iterator[Finding]:
    """The findings of the sentences of one block about parts and totals.

    A part is held against every total of its unit before 其中, so that only one that exceeds them all is contradicted.
    """
    partitioned: set[int] = set()
    for finding in _partitions(reading, sentences, quantities):
        partitioned |= {span.start for span in finding.spans}
        yield finding
    for number, sentence in enumerate(sentences):
        subset = _any_of("subset").search(reading.view, sentence.start, sentence.end)
        if subset is None:
            continue
        low = sentence.start
        if not _level(reading.view, quantities, low, subset.start()) and number and subset.start() - low < 4:
            low = sentences[number - 1].start
        totals = _level(reading.view, quantities, low, subset.start())
        parts = _level(reading.view, quantities, subset.end(), sentence.end)
        yield from _below(reading, totals, [part for part in parts if part.start not in partitioned])


def _level(view: str, quantities: Sequence[Quantity], low: int, high: int) -> list[Quantity]:
    """The exact amounts of ``view[low:high]`` that state a level, not a change, a rate or a class."""
    found = []
    for begin, end in clauses(view, low, high):
        for q in within(quantities, begin, end):
            if q.kind not in _KINDS or q.value_max is not None or q.comparator != "eq":
                continue
            if q.unit is None or "/" in q.unit or q.unit_text in _CLASSES:
                continue
            if any(_any_of(role).search(view, begin, q.start) for role in ("change", "rate", "other_scope", "bound")):
                continue
            if view[q.end : q.end + 2].startswith(("/", "以")) or view[q.end : q.end + 3] == " per":
                continue
            found.append(q)
    return found


def within(quantities: Sequence[Quantity], low: int, high: int) -> Sequence[Quantity]:
    """The quantities that start in ``[low, high)``, of those sorted by their start."""
    first = bisect_left(quantities, low, key=lambda q: q.start)
    return quantities[first : bisect_left(quantities, high, lo=first, key=lambda q: q.start)]


def _like(one: Quantity, other: Quantity) -> bool:
    """Whether two amounts count the same: the same unit and, for things counted, the same measure word."""
    if one.unit != other.unit:
        return False
    return one.kind != "count" or one.unit_text == other.unit_text


def _below(reading: Reading, totals: Sequence[Quantity], parts: Sequence[Quantity]) -> Iterator[Finding]:
    for part in parts:
        fitting = [total for total in totals if _like(total, part)]
        if not fitting:
            continue
        whole = max(fitting, key=lambda q: q.value)
        spans = (_span(reading, "total", whole), _span(reading, "part", part))
        values: tuple[tuple[str, str | float], ...] = (("total", spans[0].quote), ("part", spans[1].quote))
        if not _same_thing(reading.view, whole, part):
            continue
        exceeds = part.value > whole.value and amount(part).low >= amount(whole).high
        yield Finding(
            "parts_total",
            "disagrees" if exceeds else "agrees",
            "part_exceeds_total" if exceeds else "part_within_total",
            spans,
            values,
        )


def _same_thing(view: str, whole: Quantity, part: Quantity) -> bool:
    """Whether a part is said of the things of the whole: it names none of its own, or shares a word with them."""
    if part.kind in ("physical", "person") or (part.kind == "count" and part.unit_text not in _ANY_THING):
        return True  # the unit itself is of one thing: 1.26亿套, 其中2100万套
    low, high = _clause(view, part)
    named = view[low : part.start].strip() + view[part.end : high].strip()
    if part.kind == "money":
        measured = [{i.id for *_, i in find_indicators(view, *_clause(view, q))} for q in (whole, part)]
        if not measured[1] or measured[0] & measured[1]:
            return True
    elif part.start - low < 2 and (part.end == high or _NO_NOUN.match(view, part.end, high)):
        return True
    pairs = {named[at : at + 2] for at in range(len(named) - 1)}
    low, high = _clause(view, whole)
    said = view[low : whole.start] + " " + view[whole.end : high]
    return any(said[at : at + 2] in pairs - _EMPTY and said[at : at + 2].isalpha() for at in range(len(said) - 1))


def _clause(view: str, q: Quantity) -> tuple[int, int]:
    """What stands around a quantity up to the next stops."""
    low = max(
        (m.end() for m in _STOPS.finditer(view, max(0, q.start - 2 * _AROUND), q.start)), default=q.start - 2 * _AROUND
    )
    stop = _STOPS.search(view, q.end, q.end + 2 * _AROUND)
    return max(0, low), stop.start() if stop else min(len(view), q.end + 2 * _AROUND)


def amount(quantity: Quantity) -> Amount:
    """A quantity with the half of its last digit; things counted one by one are exact."""
    half = half_unit(quantity.text, quantity.value)
    one_by_one = quantity.kind in ("count", "person") and half == 0.5
    return Amount(quantity.start, quantity.end, quantity.value, 0.0 if one_by_one else half)


def _span(reading: Reading, role: str, quantity: Quantity) -> FindingSpan:
    return FindingSpan(role, quantity.start, quantity.end, reading.text[quantity.start : quantity.end])


def _partitions(reading: Reading, sentences: Sequence[Sentence], quantities: Sequence[Quantity]) -> Iterator[Finding]:
    """Wholes whose parts are known to be all of it: the three sectors, exports and imports, town and country."""
    for row in rows("partitions.csv"):
        whole, names = re.compile(row["whole"]), [re.compile(part) for part in row["parts"].split(";")]
        for number, sentence in enumerate(sentences):
            last = sentences[min(number + _REACH, len(sentences)) - 1]
            found = list(clauses(reading.view, sentence.start, last.end))
            total = _named(reading.view, found, whole, quantities, None)
            if total is None or total.start >= sentence.end:
                continue
            behind = [clause for clause in found if clause[0] > total.start]
            parts = [_named(reading.view, behind, name, quantities, total) for name in names]
            known = [part for part in parts if part is not None]
            if len(known) == len(names) and len({part.start for part in known}) == len(names):
                yield _sum(reading, total, known)


def _named(
    view: str,
    found: Sequence[tuple[int, int]],
    name: re.Pattern[str],
    quantities: Sequence[Quantity],
    like: Quantity | None,
) -> Quantity | None:
    """The first amount of a clause that names the thing right at its head, of the unit of ``like``."""
    for begin, end in found:
        match = name.search(view, begin, min(end, begin + 16))
        if match is None:
            continue
        for q in _level(view, quantities, begin, end):
            if q.start >= match.end() and (like is None or _like(like, q)):
                return q
    return None


def _sum(reading: Reading, total: Quantity, parts: Sequence[Quantity]) -> Finding:
    fits = adds_up(amount(total), [amount(part) for part in parts])
    spans = (_span(reading, "total", total), *(_span(reading, "part", part) for part in parts))
    values: tuple[tuple[str, str | float], ...] = (
        ("total", spans[0].quote),
        ("sum", round(sum(part.value for part in parts), 6)),
        ("unit", total.unit or "count"),
        ("parts", " + ".join(span.quote for span in spans[1:])),
    )
    return Finding(
        "parts_total", "agrees" if fits else "disagrees", "adds_up" if fits else "sum_differs", spans, values
    )
