"""What stands between two figures, side by side: each side is known and equal, known and different, or unknown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiqun.compare import tables
from jiqun.compare.days import year_of
from jiqun.compare.industry import industry_of
from jiqun.compare.order import is_exact
from jiqun.compare.slots import (
    Words,
    basis_label,
    both,
    definitions,
    finding,
    labels,
    named,
    threshold,
    when,
    who_counts,
    who_is_silent,
    years,
)
from jiqun.compare.stated import Stated
from jiqun.compare.verdict import Finding
from jiqun.vocab.fold import key
from jiqun.words import LANGUAGES

_SEEN = frozenset({"actual", "historical"})
_NEUTRAL = re.compile("总|年|额|数|量|值")  # 企业数, 企业数量 and 企业总数 are one thing
_NOTHING = {"zh": "", "en": ""}
_DEFINED = frozenset({"indicator", "basis", "coverage"})  # whose reasons end with a definition
_CONVENTIONAL = ("coverage", "territory", "unit_of_account", "price_basis")


def findings(one: Stated, other: Stated) -> Iterator[Finding]:
    """What stands between two figures, side by side. The order of the two decides only the order of the words."""
    yield from _status(one, other)
    indicator = list(_indicator(one, other))
    yield from indicator
    if not any(finding.status == "refused" for finding in indicator):
        yield from _basis(one, other)
    yield from _unit(one, other)
    yield from _period(one, other)
    yield from _plain("time", one, other, labels("time", one.time), labels("time", other.time), asked=False)
    yield from _base_period(one, other)
    for side in _CONVENTIONAL:
        yield from _conventional(side, one, other)
    yield from _perimeter(one, other)
    yield from _industry(one, other)
    if not (is_exact(one) and is_exact(other)):
        which = sorted({figure.name for figure in (one, other) if not is_exact(figure)})
        joined = {"zh": "、".join(which), "en": " and ".join(which)}
        yield finding("exactness", "bound", {}, which=joined)


def _plain(
    side: str,
    one: Stated,
    other: Stated,
    x: Words,
    y: Words,
    *,
    asked: bool = True,
    definitions: Words | None = None,
) -> Iterator[Finding]:
    """A side that is known and equal, known and different, or unknown on one or on both; silence means nothing."""
    first, second = getattr(one, side), getattr(other, side)
    if first == second and first is not None:
        return
    more = {"definitions": definitions or _NOTHING} if side in _DEFINED else {}
    if first is not None and second is not None:
        yield finding(side, "differ", named(one, other), x=x, y=y, **more)
    elif not asked:
        return
    elif first is second:
        yield finding(side, "both_unknown", named(one, other))
    else:
        yield finding(side, "one_unknown", who_is_silent(one, other, side), value=y if first is None else x, **more)


def _status(one: Stated, other: Stated) -> Iterator[Finding]:
    statuses = {one.status, other.status}
    x, y = labels("status", one.status), labels("status", other.status)
    if "ratio" in statuses:
        yield finding("status", "rule", named(one, other), x=x, y=y)
    elif len(statuses) > 1 and not statuses <= _SEEN:
        case = "estimate" if statuses <= _SEEN | {"estimate"} else "differ"
        yield finding("status", case, named(one, other), x=x, y=y)


def _indicator(one: Stated, other: Stated) -> Iterator[Finding]:
    names = named(one, other)
    x, y = both(one.label), both(other.label)
    if one.kind and one.kind == other.kind:
        basis = tables.bases()[one.kind]
        if basis.standing == 0:
            yield finding("indicator", "undefined", names, x=x, definition=basis.definition)
        elif _qualifier(one) != _qualifier(other):
            yield finding("indicator", "worded_differently", names, x=x, y=y)
        return
    known = [figure.label for figure in (one, other) if figure.label]
    if not known:
        yield finding("indicator", "both_unknown" if one.basis and one.basis == other.basis else "unnamed", names)
    elif len(known) == 1:
        silent = "a" if one.label is None else "b"
        who = {"unknown": names[silent], "known": names["b" if silent == "a" else "a"]}
        yield finding("indicator", "one_unknown", {**names, **who}, value=both(known[0]))
    elif one.words and one.words == other.words:
        return
    elif one.indicator and one.indicator == other.indicator and not (one.kind and other.kind):
        if one.words and other.words and _NEUTRAL.sub("", one.words) != _NEUTRAL.sub("", other.words):
            yield finding("indicator", "worded_differently", names, x=x, y=y)
    else:
        yield finding("indicator", "differ", names, x=x, y=y, definitions=definitions(one.kind, other.kind))


def _qualifier(figure: Stated) -> str | None:
    """What the indicator's words say beyond its name and the figure's own industry (医药产业总产值 of 医药产业)."""
    said = industry_of(figure.qualifier) if figure.qualifier else None
    own = figure.industry or ""
    return None if said is None or said in own or (own and own in said) else said


def _basis(one: Stated, other: Stated) -> Iterator[Finding]:
    if "basis" not in tables.sides_of(one.quantity) and None in (one.basis, other.basis):
        return
    by_name = one.kind or one.indicator
    if (one.basis is None) != (other.basis is None) and by_name and (one.basis or other.basis) == by_name:
        yield finding("basis", "by_convention", who_is_silent(one, other, "basis"), value=basis_label(by_name))
        return
    x, y = basis_label(one.basis), basis_label(other.basis)
    yield from _plain("basis", one, other, x, y, definitions=definitions(one.basis, other.basis))


def _unit(one: Stated, other: Stated) -> Iterator[Finding]:
    if one.unit_family == other.unit_family:
        return
    case = "currency" if one.quantity == other.quantity == "money" else "differ"
    yield finding("unit", case, named(one, other), x=both(one.unit), y=both(other.unit))


def _period(one: Stated, other: Stated) -> Iterator[Finding]:
    if "period" not in tables.sides_of(one.quantity) or "period" not in tables.sides_of(other.quantity):
        return
    names = named(one, other)
    x, y = when(one.period), when(other.period)
    if one.days is None or other.days is None or one.days == other.days:
        if one.days is None or other.days is None:
            yield from _plain("period", one, other, x, y)
        return
    if one.time == other.time == "stock" and (one.days.holds(other.days) or other.days.holds(one.days)):
        yield finding("period", "as_of", names, x=x, y=y)
        return
    same_year = year_of(one.period) == year_of(other.period)
    is_part = same_year and one.days.is_year != other.days.is_year
    yield finding("period", "part" if is_part else "differ", names, x=x, y=y)


def _base_period(one: Stated, other: Stated) -> Iterator[Finding]:
    asked = all("base_period" in tables.sides_of(figure.quantity) for figure in (one, other))
    values = {one.base_period, other.base_period}
    usual = tables.convention("base_period", None)
    if asked and values == {None, usual}:
        yield finding(
            "base_period",
            "by_convention",
            who_is_silent(one, other, "base_period"),
            value=labels("base_period", usual),
        )
        return
    x, y = labels("base_period", one.base_period), labels("base_period", other.base_period)
    yield from _plain("base_period", one, other, x, y, asked=asked)


def _conventional(side: str, one: Stated, other: Stated) -> Iterator[Finding]:
    """Coverage, territory, unit of account, prices: a convention may speak for the one that is silent."""
    values = getattr(one, side), getattr(other, side)
    asked = side in tables.sides_of(one.quantity) or side in tables.sides_of(other.quantity)
    x, y = labels(side, values[0]), labels(side, values[1])
    definitions = who_counts(one, other) if side == "coverage" else None
    said = values[0] or values[1]
    silent = one if values[0] is None else other
    if asked and None in values and said and said == tables.convention(side, silent.kind):
        more = {"definitions": definitions} if definitions else {}
        yield finding(side, "by_convention", who_is_silent(one, other, side), value=labels(side, said), **more)
        return
    yield from _plain(side, one, other, x, y, asked=asked, definitions=definitions)


def _perimeter(one: Stated, other: Stated) -> Iterator[Finding]:
    """Above scale at two thresholds, constant prices of nobody knows when, and one body against a whole."""
    names = named(one, other)
    first, second = (threshold(figure) for figure in (one, other))
    if first and second and first != second:
        if first.sector != second.sector:
            yield finding("coverage", "sector", names, x=first.text, y=second.text)
        else:
            xp, yp = (_years(found) for found in (first, second))
            yield finding("coverage", "threshold", names, x=first.text, y=second.text, xp=xp, yp=yp)
    if one.price_basis == other.price_basis == "constant":
        yield finding("price_basis", "base_year", names)
    if {one.whole, other.whole} == {True, False}:
        body, whole = (one, other) if one.whole is False else (other, one)
        levels = {"body": body.subject or body.name, "whole": whole.subject or whole.name}
        yield finding("unit_of_account", "single_body", {**names, **levels})


def _industry(one: Stated, other: Stated) -> Iterator[Finding]:
    asked = "industry" in tables.sides_of(one.quantity)
    if False in (one.whole, other.whole):
        return  # of a single body the industry is its cluster's, not its own
    if one.subject and other.subject and key(one.subject) == key(other.subject):
        return
    x, y = both(one.industry), both(other.industry)
    first, second = sorted((one.industry or "", other.industry or ""), key=len)
    if first and first != second and first in second:
        yield finding("industry", "part", named(one, other), x=x, y=y)
        return
    yield from _plain("industry", one, other, x, y, asked=asked)


def _years(found: tables.Threshold) -> Words:
    return {lang: years(found, lang) for lang in LANGUAGES}
