"""Stated growth against stated levels: what the two levels give, and whether the growth is told of the same thing.

An official growth compares the same set of firms, and that of value added is at constant prices: levels of two years
that were published on different sets or prices do not contradict it. It is *not checkable* then, never an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from jiqun.findings.finding import Finding, FindingSpan
from jiqun.findings.rounding import half_unit
from jiqun.findings.tables import pattern_of, words
from jiqun.model import Figure, Record
from jiqun.vocab.fold import fold, key
from jiqun.vocab.indicators import find_indicators
from jiqun.vocab.organisations import type_of

_CONSTANT = ("value_added", "gdp")
_LEVELS = ("CNY", "USD", "EUR", "JPY", "TWD", "HKD", "GBP", "KRW", "count", "person")
_FROM = re.compile(r"[由从][^,;]*$|\b(?:from|of)\b[^,;]*$")
_TO = re.compile(r"(?:到|至|为)[^,;]*$|\bto\b[^,;]*$")
_MOST = 40  # levels of one series and year: more are a table, not a statement
_COARSE = 2.0  # percentage points: levels rounded more coarsely say little about a growth
_REACH = 400  # characters: no sentence is read further
_STOP = re.compile(r"[。!?\n]|\.(?=\s)")


@dataclass(frozen=True, slots=True)
class Placed:
    """A figure with the document and the cluster that it stands in; ``view`` is the document's folded text."""

    source: str
    figure: Figure
    view: str
    cluster: str | None = None

    def around(self) -> str:
        """The sentence that the figure stands in."""
        stop = _STOP.search(self.view, self.figure.end, self.figure.end + _REACH)
        return self.view[self.sentence_start() : stop.start() if stop else self.figure.end + _REACH]

    def sentence_start(self) -> int:
        """Where its sentence begins."""
        low = max(0, self.figure.start - _REACH)
        return max((m.end() for m in _STOP.finditer(self.view, low, self.figure.start)), default=low)


def _any_of(role: str) -> re.Pattern[str]:
    return pattern_of("growth_words.csv", role)


@cache
def _growth_end() -> re.Pattern[str]:
    return re.compile(
        "(?:年均|年平均|年复合|同比|平均)*(?: ?(?:"
        + "|".join(map(re.escape, words("growth_words.csv", "growth")))
        + "))$",
        re.I,
    )


def growth_checks(placed: Sequence[Placed]) -> Iterator[Finding]:
    """A finding for each stated growth whose two levels are stated too, in one document or in several.

    Levels belong to a growth when subject, indicator and unit are the same and their years are its own and the one
    before; a level without a year that the text calls last year's belongs to the growth of its sentence.
    """
    levels: dict[tuple[str, str, str | None], list[Placed]] = {}
    in_sentence: dict[tuple[str, int], list[Placed]] = {}
    for one in placed:
        if _is_level(one.figure):
            for place in _places(one, key(one.figure.subject or "")):
                about = place, _series(one.figure.indicator or ""), _span_of(one.figure)
                levels.setdefault(about, []).append(one)
            in_sentence.setdefault((one.source, one.sentence_start()), []).append(one)
    for one in placed:
        base = _measured(one.figure)
        near = in_sentence.get((one.source, one.sentence_start()), [])
        if base is None:
            loose = _two_levels(near) if _tells_growth(one) else None
            if loose is not None:
                yield _judged(one, *loose, loose=True)
            continue
        beside = [p for p in near if _series(p.figure.indicator or "") == _series(base)]
        subject = key(one.figure.subject or next((p.figure.subject for p in beside if p.figure.subject), None) or "")
        year = _year(_span_of(one.figure))
        known = [
            level
            for place in _places(one, subject)
            for period in ([_span_of(one.figure), str(year - 1)] if year else [_span_of(one.figure)])
            for level in levels.get((place, _series(base), period), [])[:_MOST]
            if _may_be_one(subject, level, one)
        ]
        pair = _pair(one, [*known, *beside], near)
        if pair is not None:
            yield _judged(one, *pair)
        elif (loose := _two_levels(near)) is not None:
            yield _judged(one, *loose, loose=True)


def _tells_growth(one: Placed) -> bool:
    """Whether a share is called a growth by the words before it, whatever the name of its indicator."""
    start, unit = one.figure.value_start, one.figure.unit
    return unit == "percent" and _any_of("growth").search(one.view, max(0, start - 16), start) is not None


def _two_levels(near: Sequence[Placed]) -> tuple[Placed, Placed] | None:
    """The only two levels of a sentence, of one unit and of two years, the earlier one first."""
    if len(near) != 2 or len({p.figure.unit.partition("/")[0] for p in near}) != 1:
        return None
    years = [_year(p.figure.period) for p in near]
    if years[0] is not None and years[1] is not None and abs(years[0] - years[1]) == 1:
        return (near[0], near[1]) if years[0] < years[1] else (near[1], near[0])
    called = [_is_before(p) for p in near]
    return None if called[0] == called[1] else (near[called.index(True)], near[called.index(False)])


def bearing_on_growth(records: Sequence[Record]) -> list[Record]:
    """The records that state a growth, and those of levels of the same indicators."""
    figures = [(record, record.claim) for record in records if isinstance(record.claim, Figure)]
    grown = {_series(base) for _, figure in figures if (base := _measured(figure)) is not None}
    return [
        record
        for record, figure in figures
        if _measured(figure) is not None or (_is_level(figure) and _series(figure.indicator or "") in grown)
    ]


def _places(one: Placed, subject: str) -> list[str]:
    """Under what a level can be found: its subject anywhere, all subjects of its document and of its cluster."""
    places = [f"document {one.source}"]
    if one.cluster is not None:
        places.append(f"cluster {one.cluster}")
    return [f"subject {subject}", *places] if subject else places


def _may_be_one(subject: str, level: Placed, growth: Placed) -> bool:
    """Whether a level may be of the subject of a growth: 规上企业, 全市规上企业; one unnamed in the same document."""
    other = key(level.figure.subject or "")
    if not subject or not other:
        return level.source == growth.source
    return subject in other or other in subject


def _is_level(figure: Figure) -> bool:
    """Whether a figure states a level that a growth can stand between."""
    unit = figure.unit.partition("/")[0]
    return unit in _LEVELS and figure.value_max is None and figure.value > 0 and figure.status != "target"


def _measured(figure: Figure) -> str | None:
    """The indicator whose growth a figure states; None when it states none."""
    name = figure.indicator or ""
    match = _growth_end().search(name)
    if match is None or figure.unit != "percent" or figure.value_max is not None or not match.start():
        return None
    if figure.status == "target":
        return None
    return name[: match.start()].strip()


@lru_cache(maxsize=4096)
def _series(indicator: str) -> str:
    """What makes two indicators one: the dictionary's entry (利润总额 and 利润), else the folded words."""
    found = find_indicators(indicator, 0, len(indicator))
    return found[-1][2].id if found and found[-1][1] == len(indicator) else key(indicator)


def _year(period: str | None) -> int | None:
    return int(period) if period and period.isdigit() and len(period) == 4 else None


def _span_of(figure: Figure) -> str | None:
    return figure.period or figure.period_context


def _pair(growth: Placed, known: Sequence[Placed], near: Sequence[Placed]) -> tuple[Placed, Placed] | None:
    """The level before and the level now that a growth stands between; ``near`` are all levels of its sentence."""
    subject = growth.figure.subject
    beside = sorted(
        known,
        key=lambda p: (
            p.source != growth.source,
            p.figure.subject != subject,
            abs(p.figure.start - growth.figure.start),
        ),
    )
    period = _span_of(growth.figure)
    year = _year(period)
    now = next((p for p in beside if _span_of(p.figure) == period and not _is_before(p)), None)
    if now is None:
        return None
    unit = now.figure.unit.partition("/")[0]
    others = [p for p in (*beside, *near) if p is not now and p.figure.unit.partition("/")[0] == unit]
    if _is_yearly(growth.figure) or growth.figure.base_period is None:
        same = [p for p in others if p in near and year and (_year(p.figure.period) or year) < year]
        if same and all(p is same[0] for p in same):
            return same[0], now
    called = [p for p in others if p in near and _is_before(p)]
    dated = [p for p in others if year is not None and _year(_span_of(p.figure)) == year - 1]
    before = next(iter(called or dated), None)
    return None if before is None else (before, now)


def _is_yearly(figure: Figure) -> bool:
    """Whether a growth is an average a year: 年均增长."""
    return any(_any_of("yearly").search(said) for said in (figure.quote, figure.indicator or ""))


def _is_before(level: Placed) -> bool:
    """Whether the text calls a level the one of a year before."""
    low, high = level.figure.value_start, level.figure.value_end
    head = re.split(r"[,;:。]", level.view[max(level.sentence_start(), low - 12) : low])[-1]
    if _any_of("year_before").search(head):
        return True
    tail = _any_of("year_before").search(level.view, low, high + 24)
    return tail is not None and tail.group().isascii() and not re.search(r"[,;]", level.view[low : tail.start()][3:])


def _judged(growth: Placed, before: Placed, now: Placed, *, loose: bool = False) -> Finding:
    """Hold a growth against its levels; ``loose`` levels only share its sentence, and never contradict it."""
    g, old, new = growth.figure, before.figure, now.figure
    years = 1
    if _is_yearly(g):
        first, last = _year(_span_of(old)), _year(_span_of(new))
        years = last - first if first and last and last > first else 1
    half = (half_unit(old.value_text, old.value), half_unit(new.value_text, new.value))
    least = _rate(new.value - half[1], old.value + half[0], years)
    most = _rate(new.value + half[1], max(old.value - half[0], 1e-9), years)
    slack = half_unit(g.value_text, g.value)
    fits = least - slack <= g.value <= most + slack
    coarse = fits and most - least > _COARSE and abs(_rate(new.value, old.value, years) - g.value) > slack + _COARSE
    exact = all(f.comparator == "eq" for f in (g, old, new))
    why = "rounded" if coarse else None if fits else _reservation(growth, before, now)
    why = why or (None if fits or not loose else "perimeter_unknown")
    verdict = "not_checkable" if why or not (fits or exact) else "agrees" if fits else "disagrees"
    reason = why or ("growth_fits" if fits else "growth_differs" if exact else "bounds")
    spans = tuple(
        FindingSpan(role, p.figure.value_start, p.figure.value_end, p.figure.value_text, p.source)
        for role, p in (("growth", growth), ("before", before), ("now", now))
    )
    values: tuple[tuple[str, str | float], ...] = (
        ("growth", g.value_text),
        ("before", old.value_text),
        ("now", new.value_text),
        ("implied", round(_rate(new.value, old.value, years), 1)),
    )
    return Finding("growth", verdict, reason, spans, values, growth.cluster)


def _rate(new: float, old: float, years: int) -> float:
    ratio = new / old
    return 100 * (ratio ** (1 / years) - 1) if ratio > 0 else -100.0


def _reservation(growth: Placed, before: Placed, now: Placed) -> str | None:
    """Why levels that give another rate do not contradict a growth; None when all three are of one thing."""
    said = " ".join(p.around() for p in (growth, before, now))
    figures = [p.figure for p in (growth, before, now)]
    constant = any(f.price_basis == "constant" or (f.indicator_id or "").endswith(_CONSTANT) for f in figures)
    if constant or _any_of("constant").search(said):
        return "constant_prices"
    if any(f.coverage for f in figures) or _any_of("official").search(said) or _any_of("comparable").search(said):
        return "same_set_of_firms"
    if len({p.source for p in (growth, before, now)}) > 1:
        return "perimeter_unknown"
    one_sentence = len({p.sentence_start() for p in (growth, before, now)}) == 1
    subjects = {key(f.subject or "") for f in figures[1:]}
    firm = any(f.unit_of_account in ("legal_person", "group") for f in figures)
    firm = firm or any(type_of(fold(f.subject or "")) == "company" for f in figures)
    if firm and (one_sentence or (len(subjects) == 1 and "" not in subjects)):
        return None
    return None if one_sentence and _from_to(before, now) else "perimeter_unknown"


def _from_to(before: Placed, now: Placed) -> bool:
    """Whether the text itself makes two levels one series: 由10亿元增长到12亿元, from 10 to 12 million."""
    low, high = before.figure.value_start, now.figure.value_start
    lead, link = now.view[max(now.sentence_start(), low - 24) : low], now.view[before.figure.value_end : high]
    return low < high and _FROM.search(lead) is not None and _TO.search(link) is not None
