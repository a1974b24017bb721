"""Whether a measure can be computed for a cluster: from which figures, on which footing, and what is missing."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, islice, product
from typing import Any

from jiqun.compare.days import year_of
from jiqun.compare.industry import WHOLE_ECONOMY, industry_of
from jiqun.compare.measures import Measure, Wish, Words, table_words, wish_words
from jiqun.compare.preference import Context
from jiqun.compare.select import Row
from jiqun.compare.series import series
from jiqun.compare.sides import findings
from jiqun.compare.stated import Stated
from jiqun.compare.verdict import Finding, Verdict
from jiqun.model import Cluster
from jiqun.vocab.fold import key
from jiqun.vocab.indicators import INDICATORS

_FOOTING = frozenset({"status", "period", "coverage", "territory", "unit_of_account", "exactness"})
_SEEN = frozenset({"actual", "historical", "estimate"})
_STATES = {"comparable": "yes", "reservation": "reservation", "refused": "no"}
_BETTER = {"yes": 0, "reservation": 1, "no": 2}
_COUNTRY = re.compile("全国|我国|中国$")  # 中国光谷 is no country
_MOST = 2000  # combinations looked at: enough for any real cluster, and an end for any other


@dataclass(frozen=True, slots=True)
class Measurable:
    """Whether one measure can be computed for one cluster: ``yes``, ``reservation`` or ``no``; from what; what lacks.

    ``stated`` says that the documents state the measure itself.
    """

    measure: Measure
    state: str
    rows: tuple[Row, ...] = ()
    missing: tuple[Words, ...] = ()
    findings: tuple[Finding, ...] = ()
    stated: bool = False

    def to_dict(self) -> dict[str, Any]:
        """The state as JSON."""
        return {
            "measure": self.measure.id,
            "zh": self.measure.name["zh"],
            "en": self.measure.name["en"],
            "state": self.state,
            "stated": self.stated,
            "records": [row.record.id for row in self.rows],
            "missing": [dict(words) for words in self.missing],
            "reasons": [{"side": f.side, "zh": f.reason("zh"), "en": f.reason("en")} for f in self.findings],
        }


def measurable(
    measure: Measure,
    cluster: Cluster,
    whole: Sequence[Row],
    single: Sequence[Row],
    registers: Mapping[str, Collection[str]],
) -> Measurable:
    """Whether a measure can be computed: it is stated, a register has its columns, or its figures are there."""
    said = [row for row in whole if row.stated.indicator in measure.stated and row.stated.status in _SEEN]
    if said:
        return Measurable(measure, "yes", tuple(said), stated=True)
    if measure.columns and any(set(measure.columns) <= set(columns) for columns in registers.values()):
        return Measurable(measure, "yes")
    if measure.figures:
        found = _from_figures(measure, cluster, whole, single)
        if found.state != "no" or not measure.columns:
            return found
        return Measurable(measure, "no", found.rows, (*found.missing, table_words(measure)), found.findings)
    return Measurable(measure, "no", missing=(table_words(measure),))


def _from_figures(measure: Measure, cluster: Cluster, whole: Sequence[Row], single: Sequence[Row]) -> Measurable:
    """The first combination of figures on one footing; else what is missing, or why those there do not fit."""
    choices = [_candidates(wish, measure, whole, single) for wish in measure.figures]
    missing = tuple(
        wish_words(wish, measure, cluster, _model(wish, choices))
        for wish, found in zip(measure.figures, choices, strict=True)
        if not found
    )
    if missing:
        there = tuple(dict.fromkeys(row for found in choices for rows in found[:1] for row in rows))
        return Measurable(measure, "no", there, missing)
    best: Measurable | None = None
    for chosen in islice(product(*choices), _MOST):
        rows = tuple(dict.fromkeys(row for rows in chosen for row in rows))
        obstacles = tuple(dict.fromkeys(_obstacles(measure, chosen)))
        state = _STATES[Verdict(obstacles).status]
        if best is None or _BETTER[state] < _BETTER[best.state]:
            best = Measurable(measure, state, rows, (), obstacles)
        if state == "yes":
            break
    assert best is not None  # every wish has a candidate
    if best.state != "no":
        return best
    words = {"zh": "同一口径、同一期间的数", "en": "figures of one period and one perimeter"}
    return Measurable(measure, "no", best.rows, (words,), best.findings)


def _model(wish: Wish, choices: Sequence[Sequence[tuple[Row, ...]]]) -> Stated | None:
    """The figure whose like a wish asks for, where it is there."""
    return choices[wish.like][0][0].stated if wish.like is not None and choices[wish.like] else None


def _candidates(wish: Wish, measure: Measure, whole: Sequence[Row], single: Sequence[Row]) -> list[tuple[Row, ...]]:
    """What could fulfil a wish: single figures, or a line of several periods, or several firms."""
    names = wish.any if wish.like is None else measure.figures[wish.like].any
    rows = single if wish.who == "members" else whole
    fits = [row for row in rows if row.stated.status in _SEEN and _is_named(row, names) and _about(row) == wish.who]
    if wish.periods > 1:
        return [
            rows for name in names for rows in _lines([row for row in fits if _is_named(row, (name,))], wish.periods)
        ]
    if wish.times > 1:
        subjects = {row.stated.subject: row for row in fits}
        return [tuple(subjects.values())] if len(subjects) >= wish.times else []
    order = {name: number for number, name in enumerate(names)}
    ranked = sorted(
        fits, key=lambda row: (min(order.get(n, 99) for n in _names(row)), -(year_of(row.stated.period) or 0))
    )
    return [(row,) for row in ranked]


def _names(row: Row) -> tuple[str, ...]:
    return tuple(name for name in (row.stated.kind, row.stated.indicator) if name)


def _is_named(row: Row, names: Collection[str]) -> bool:
    return any(name in names for name in _names(row))


def _about(row: Row) -> str:
    """Whom a figure is about: the cluster, its place as a whole, the industry or the economy of the country, a firm."""
    figure = row.stated
    if figure.whole is False:
        return "members"
    entry = INDICATORS.get(figure.indicator or "")
    bare_place = bool(figure.subject) and industry_of(figure.subject or "") == WHOLE_ECONOMY
    subject = key(figure.subject or "")
    if figure.territory == "country" or _COUNTRY.match(subject):
        return "country" if not _COUNTRY.sub("", subject) else "country_industry"
    return "place" if bare_place or (entry is not None and entry.bearer == "place") else "cluster"


def _lines(rows: Sequence[Row], periods: int) -> list[tuple[Row, ...]]:
    """The lines of one footing that reach over enough periods."""
    if not rows:
        return []
    found = series(rows[0].cluster, rows, Context())
    return [line.rows for line in found.lines if len(line.rows) >= periods]


def _obstacles(measure: Measure, chosen: Sequence[Sequence[Row]]) -> Iterator[Finding]:
    """What stands between the figures of a measure: periods, perimeters, and what is vague or unknown."""
    in_time = any(wish.periods > 1 for wish in measure.figures)
    of_a_whole = any(wish.like is not None for wish in measure.figures)
    asked = set(_FOOTING)
    if in_time:
        asked = (asked | {"indicator", "basis", "price_basis"}) - {"period"}
    if of_a_whole:
        asked = (asked | {"indicator", "basis", "unit"}) - {"territory"}
    for one, other in combinations([row.stated for rows in chosen for row in rows], 2):
        first, second = sorted((one, other), key=lambda figure: figure.order_key)
        at_a_date = _is_stock_of_the_year(first, second)
        for finding in findings(first, second):
            if finding.side in asked and not (at_a_date and finding.side == "period"):
                yield finding


def _is_stock_of_the_year(one: Stated, other: Stated) -> bool:
    """Persons employed at the end of 2018 go with the output of 2018."""
    if {one.time, other.time} != {"stock", "flow"} or one.days is None or other.days is None:
        return False
    return one.days.holds(other.days) or other.days.holds(one.days)
