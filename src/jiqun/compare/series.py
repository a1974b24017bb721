"""A cluster's figures in time: lines of one footing, with gaps, breaks between lines, targets beside actuals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from jiqun.compare.days import Days, year_of
from jiqun.compare.preference import Conflict, Context, conflict
from jiqun.compare.select import Row
from jiqun.compare.sides import findings
from jiqun.compare.stated import Stated
from jiqun.compare.verdict import Finding
from jiqun.model import Cluster

_INTENDED = frozenset({"target", "planned", "forecast"})
_NO_BREAK = frozenset(
    {"both_unknown", "undefined", "bound", "as_of", "by_convention", "worded_differently", "estimate"}
)


@dataclass(frozen=True, slots=True)
class Line:
    """Figures that stand on one footing, one for each period; ``gaps`` are the years between that nobody states."""

    rows: tuple[Row, ...]
    conflicts: tuple[Conflict, ...] = ()

    @property
    def gaps(self) -> tuple[int, ...]:
        """The whole years between the first and the last that are missing; missing is not zero."""
        years = {year_of(row.stated.period) for row in self.rows} - {None}
        known = sorted(year for year in years if year is not None)
        return tuple(year for year in range(known[0], known[-1]) if year not in years) if known else ()


@dataclass(frozen=True, slots=True)
class Break:
    """Where the footing changes between two lines, and what changed."""

    before: Row
    after: Row
    findings: tuple[Finding, ...]

    def to_dict(self) -> dict[str, Any]:
        """The break as JSON."""
        return {
            "before": self.before.record.id,
            "after": self.after.record.id,
            "reasons": [
                {"side": f.side, "case": f.case, "zh": f.reason("zh"), "en": f.reason("en")} for f in self.findings
            ],
        }


@dataclass(frozen=True, slots=True)
class Series:
    """One cluster's figures for one indicator: lines in time, breaks between them, targets and undated ones apart."""

    cluster: Cluster
    lines: tuple[Line, ...]
    breaks: tuple[Break, ...]
    targets: tuple[Row, ...] = ()
    undated: tuple[Row, ...] = ()

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """The figures that several documents state, agreeing or not."""
        return tuple(found for line in self.lines for found in line.conflicts)

    def to_dict(self) -> dict[str, Any]:
        """The series as JSON."""
        return {
            "cluster": self.cluster.id,
            "name": self.cluster.name,
            "lines": [
                {
                    "points": [row.to_dict() for row in line.rows],
                    "gaps": list(line.gaps),
                    "conflicts": [found.to_dict() for found in line.conflicts],
                }
                for line in self.lines
            ],
            "breaks": [found.to_dict() for found in self.breaks],
            "targets": [row.to_dict() for row in self.targets],
            "undated": [row.to_dict() for row in self.undated],
        }


def series(cluster: Cluster, rows: Sequence[Row], context: Context) -> Series:
    """The figures of one cluster in time. A figure joins the first line that it continues without a break."""
    targets = [row for row in rows if row.stated.status in _INTENDED]
    actual = [row for row in rows if row.stated.status not in _INTENDED]
    dated = [row for row in actual if row.stated.days is not None]
    strands: list[list[Row]] = []
    for row in sorted(dated, key=lambda row: _when(row.stated.days)):
        strand = next((each for each in strands if _continues(each[-1], row)), None)
        if strand is None:
            strands.append([row])
        else:
            strand.append(row)
    lines = tuple(_line(strand, context) for strand in strands)
    meetings = [(one.rows[-1], other.rows[0]) for one, other in pairwise(lines)]
    breaks = tuple(
        Break(one, other, found) for one, other in meetings if (found := tuple(changes(one.stated, other.stated)))
    )
    return Series(
        cluster,
        lines,
        breaks,
        tuple(sorted(targets, key=lambda row: _when(row.stated.days))),
        tuple(row for row in actual if row.stated.days is None),
    )


def _continues(last: Row, row: Row) -> bool:
    return last.whose == row.whose and (_restates(last, row) or not changes(last.stated, row.stated))


def _restates(one: Row, other: Row) -> bool:
    """Whether two figures are one, said twice: 医药产业 here and 生物医药产业 there, but one number for one year."""
    fields = ("kind", "indicator", "days", "value", "value_max", "comparator", "unit", "coverage", "territory")
    known = one.stated.kind or one.stated.indicator
    return bool(known) and all(getattr(one.stated, name) == getattr(other.stated, name) for name in fields)


def changes(one: Stated, other: Stated) -> list[Finding]:
    """What changes between two figures of one cluster, apart from the year and from what neither states.

    Part of a year after a whole one is a change; so is the threshold of 规上 between 2010 and 2011.
    """
    return [finding for finding in findings(one, other) if _is_change(finding, one, other)]


def _is_change(finding: Finding, one: Stated, other: Stated) -> bool:
    if finding.side == "period" and finding.case == "differ":
        whole = {figure.days.is_year for figure in (one, other) if figure.days}
        return len(whole) == 2 and "stock" not in (one.time, other.time)
    return finding.case not in _NO_BREAK


def _when(days: Days | None) -> tuple[int, ...]:
    if days is None:
        return ()
    return (*(days.last or days.first or ()), *(days.first or ()))


def _line(strand: Sequence[Row], context: Context) -> Line:
    """The strand with one row for each period; the others stay in its conflicts."""
    by_days: dict[Days | None, list[Row]] = {}
    for row in strand:
        by_days.setdefault(row.stated.days, []).append(row)
    found = [conflict(rows, context) for rows in by_days.values()]
    chosen = [each.preferred if each else rows[0] for each, rows in zip(found, by_days.values(), strict=True)]
    return Line(tuple(chosen), tuple(each for each in found if each is not None))
