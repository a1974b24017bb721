"""Sums: only of what may be added, never across units of account, along a chain, or of a part with its whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from math import fsum, inf, isfinite
from typing import Any

from jiqun.compare.cure import needs
from jiqun.compare.order import interval
from jiqun.compare.overlaps import Links, links_of, overlaps
from jiqun.compare.sides import findings
from jiqun.compare.slots import finding
from jiqun.compare.stated import UNNAMED, Stated, stated
from jiqun.compare.verdict import Finding, Need, Status, Verdict

_NO_SUM = frozenset({"share", "growth", "rank", "date"})
# What two figures must agree on to be summed, and what their comparison looks at: all but subject, value and industry.
_FOOTING = (
    "label", "words", "indicator", "kind", "qualifier", "basis", "unit", "quantity", "status", "time", "period",
    "base_period", "coverage", "sector", "territory", "unit_of_account", "price_basis", "comparator", "whole",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Total:
    """A sum of figures, or why there is none: ``status`` as of a `Verdict`, with the same reasons and cure.

    ``value`` is None when the sum is refused: missing, never zero. Bounds add up to a bound (``comparator``).
    """

    verdict: Verdict
    value: float | None = None
    value_max: float | None = None
    comparator: str = "eq"
    unit: str | None = None
    period: str | None = None
    names: tuple[str, ...] = field(default=())

    @property
    def status(self) -> Status:
        """``comparable`` when the figures may be summed, ``reservation``, or ``refused``."""
        return self.verdict.status

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why not, or with which reservation."""
        return self.verdict.reasons

    @property
    def cure(self) -> str | None:
        """What would make the sum possible."""
        return self.verdict.cure

    def to_dict(self) -> dict[str, Any]:
        """The sum as JSON."""
        return {
            "value": self.value,
            "value_max": self.value_max,
            "comparator": self.comparator,
            "unit": self.unit,
            "period": self.period,
            "of": list(self.names),
            **self.verdict.to_dict(),
        }


def total(figures: Iterable[object], links: Iterable[object] = (), lang: str = "en") -> Total:
    """The sum of some figures, where it means something. Never raises; the order of the figures does not matter.

    ``figures`` are taken as by `verdict`. ``links`` are relations (``supplies``, ``upstream_of``, ``part_of`` …) and
    chain segments that say which subjects stand on one chain or inside one another.

    >>> plant = {"subject": "甲厂", "indicator": "工业总产值", "value": 3e8, "unit": "CNY", "period": "2018"}
    >>> total([plant, {**plant, "subject": "乙厂", "value": 2e8}]).value
    500000000.0
    >>> group = {**plant, "subject": "丙集团", "unit_of_account": "group"}
    >>> total([{**plant, "unit_of_account": "establishment"}, group]).status
    'refused'
    """
    read = [stated(figure) for figure in figures]
    known = sorted((figure for figure in read if figure is not None), key=lambda figure: figure.order_key)
    if not known or len(known) < len(read):
        missing = finding("figure", "missing", {"a": UNNAMED})
        return Total(Verdict((missing,), lang=lang), names=tuple(figure.name for figure in known))
    found, wanted = _obstacles(known, links_of(links))
    low, high, comparator = _sum(known)
    if comparator is None:
        found.append(finding("sum", "no_value", {}))
    told = Verdict(tuple(found), tuple(wanted), lang=lang)
    first, names = known[0], tuple(figure.name for figure in known)
    if told.status == "refused":
        return Total(told, None, None, comparator or "eq", first.unit, first.period, names)
    last = min(known, key=lambda figure: (figure.unit_factor, figure.unit))  # the finest unit, if they differ
    value = (high if comparator in ("lt", "le") else low) / last.unit_factor
    value_max = high / last.unit_factor if comparator == "range" else None
    return Total(told, value, value_max, comparator or "eq", last.unit, first.period, names)


def _obstacles(known: Sequence[Stated], links: Links) -> tuple[list[Finding], list[Need]]:
    """What stands in the way, each kind of thing once, and the figures that are needed.

    Figures of one footing stand for each other, so that a sum of thousands needs no millions of comparisons.
    """
    found = [finding("sum", "no_quantity", {"x": f.label or f.unit}) for f in known if f.quantity in _NO_SUM]
    footings: dict[tuple[object, ...], list[Stated]] = {}
    for figure in known:
        footings.setdefault(tuple(getattr(figure, name) for name in _FOOTING), []).append(figure)
    wanted: dict[Need, None] = {}
    for one, other in combinations([figure for figures in footings.values() for figure in figures[:2]], 2):
        between = [each for each in findings(one, other) if each.side != "industry"]
        refused = [each for each in between if each.status == "refused"]
        found += between
        wanted |= dict.fromkeys(needs(one, other, refused) if refused else ())
    found += overlaps(known, links)
    if all(figure.unit_of_account == "group" for figure in known) and len(known) > 1:
        found.append(finding("sum", "group", {}))
    once = {(each.side, each.case): each for each in reversed(found)}
    return list(reversed(once.values())), list(wanted)


def _sum(known: Sequence[Stated]) -> tuple[float, float, str | None]:
    """Lowest and highest sum with the comparator; None where neither end is known."""
    spans = [interval(figure, rounding=False) for figure in known]
    try:
        low, high = fsum(span.low for span in spans), fsum(span.high for span in spans)
    except (OverflowError, ValueError):  # beyond any float
        return -inf, inf, None
    if low == high and isfinite(low):
        return low, high, "eq"
    if not isfinite(low) and not isfinite(high):
        return low, high, None
    vague = {figure.comparator for figure in known} & {"approx", "about_below"}
    if vague and -inf < low and high < inf:
        middle = fsum(figure.value * figure.unit_factor for figure in known)
        return middle, middle, "approx"
    if high == inf:
        return low, high, "gt" if any(span.low_open for span in spans) else "ge"
    if low == -inf:
        return low, high, "lt" if any(span.high_open for span in spans) else "le"
    return low, high, "range"
