"""What would cure a refusal: the figure that is missing, on the firmer of the two definitions."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from jiqun.compare import tables
from jiqun.compare.stated import Stated
from jiqun.compare.verdict import Finding, Need

_BY_FIGURE = ("coverage", "territory", "unit_of_account", "price_basis")


def needs(one: Stated, other: Stated, refused: Sequence[Finding]) -> tuple[Need, ...]:
    """The figures to enter, for each side that is not on the common footing yet; none where words alone are wanted."""
    if all(finding.cure("en") for finding in refused):
        return ()
    sides = {finding.side for finding in refused}
    wanted = _footing(one, other, sides)
    lacking = [figure for figure in (one, other) if not _stands(figure, wanted, sides)]
    return tuple(_need(figure, wanted) for figure in lacking or (one, other))


def _footing(one: Stated, other: Stated, sides: Collection[str]) -> Need:
    """What both would have to state: the firmer definition, and what either knows of the sides that were refused."""
    model, second = (one, other) if _standing(one, sides) >= _standing(other, sides) else (other, one)
    basis = tables.bases().get(_measured(model, sides) or "")
    known = {side: getattr(model, side) or getattr(second, side) for side in _BY_FIGURE if side in sides}
    if model.kind != second.kind:
        known = {"coverage": model.coverage, **{side: getattr(model, side) for side in known}}
    return Need(
        subject="",
        indicator=_indicator(model, sides),
        indicator_id=model.indicator,
        period=_period(model, second),
        unit=model.unit,
        found_in=basis.found_in if basis else {},
        **known,
    )


def _measured(figure: Stated, sides: Collection[str]) -> str | None:
    """The definition that a figure is on: its stated basis where the bases differ, else what its words name."""
    return figure.basis if "basis" in sides and figure.basis else figure.kind


def _standing(figure: Stated, sides: Collection[str]) -> tuple[int, bool, bool]:
    basis = tables.bases().get(_measured(figure, sides) or "")
    return (basis.standing if basis else -1, bool(figure.days), bool(figure.label))


def _indicator(figure: Stated, sides: Collection[str]) -> str:
    basis = tables.bases().get(_measured(figure, sides) or "")
    return basis.words[0] if basis else figure.label or "?"


def _period(model: Stated, second: Stated) -> str | None:
    """The later whole year that one of them states, else whatever is stated."""
    known = [figure for figure in (model, second) if figure.days]
    years = [figure for figure in known if figure.days and figure.days.is_year]
    return max((figure.period or "" for figure in years or known), default=None)


def _need(figure: Stated, wanted: Need) -> Need:
    return replace(wanted, subject=figure.name if figure.whole is not False else figure.subject or figure.name)


def _stands(figure: Stated, wanted: Need, sides: Collection[str]) -> bool:
    """Whether the figure states all that is wanted."""
    return (
        _indicator(figure, sides) == wanted.indicator
        and (figure.period == wanted.period and figure.period is not None)
        and all(getattr(wanted, side) in (None, getattr(figure, side)) for side in _BY_FIGURE)
        and figure.unit == wanted.unit
    )


def needs_of(subject: str, others: Sequence[Stated], indicator: str | None, period: str | None) -> Need:
    """The figure that a silent cluster would have to state to stand beside the others, on their firmest basis."""
    if not others:
        return Need(subject, indicator or "规上工业总产值", period=period)
    model = max(others, key=lambda figure: (_standing(figure, ()), figure.period or ""))
    wanted = _footing(model, model, ("coverage",))
    return replace(wanted, subject=subject, period=period or wanted.period)
