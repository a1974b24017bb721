"""From figures to charts: what is drawn of a group that may be compared, and of a cluster in time."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from jiqun.atlas.wording import figure_words, source_title
from jiqun.compare.days import days
from jiqun.compare.groups import Group
from jiqun.compare.select import Row
from jiqun.compare.series import Series
from jiqun.draw.chart import Chart
from jiqun.draw.dots import Dot, dots
from jiqun.draw.lines import lines
from jiqun.draw.moments import Moment, Strand
from jiqun.draw.scale import is_drawn
from jiqun.model import Cluster, Figure, Record
from jiqun.words import Lang, label, visible

if TYPE_CHECKING:
    from jiqun.atlas.atlas import Atlas

MOST = 40  # rows of one chart: more are a table
_COLUMNS = (
    "col.cluster", "col.indicator", "col.comparator", "field.value", "field.value_max", "col.unit", "col.period",
    "col.basis", "col.status", "col.sentence", "claim.document", "claim.id",
)  # fmt: skip


def compared(atlas: Atlas, group: Group, silent: Sequence[Cluster], what: str, lang: Lang) -> Chart | None:
    """The figures of a group, the largest first, and the clusters that state none; None where nothing can be drawn."""
    rows = sorted(_said_once(group.rows), key=lambda row: -row.stated.value)[:MOST]
    unit = rows[0].figure.unit
    if len(rows) < 2 or not is_drawn(unit):
        return None
    drawn = [dot_of(row.cluster.name, row.figure, lang) for row in rows]
    drawn += [Dot(cluster.name, label("not_stated", lang)) for cluster in silent[: MOST - len(drawn)]]
    when = list(dict.fromkeys(figure_words(row.figure, lang).period for row in rows))
    summary = label("chart.summary.silent" if silent else "chart.summary", lang).format(
        count=len({row.cluster.id for row in rows}), what=what, period=label("list.comma", lang).join(when),
        silent=len(silent),
    )  # fmt: skip
    return dots(
        drawn, unit, lang, title=label("chart.title", lang).format(what=what), summary=summary,
        columns=columns(lang), rows=table(atlas, [row.record for row in rows], lang),
    )  # fmt: skip


def _said_once(rows: Iterable[Row]) -> list[Row]:
    """The figures without those that say the same of the same cluster again: one number is one point."""
    found: dict[tuple[object, ...], Row] = {}
    for row in rows:
        own = row.figure
        found.setdefault((row.cluster.id, own.value, own.value_max, own.comparator, own.period, own.status), row)
    return list(found.values())


def dot_of(name: str, figure: Figure, lang: Lang) -> Dot:
    """One figure as it is drawn and said."""
    said = figure_words(figure, lang)
    words = (
        f"{said.comparator} {said.value} · {said.period}" if said.comparator != "=" else f"{said.value} · {said.period}"
    )
    return Dot(name, words, figure.value, figure.value_max, figure.comparator, figure.status)


def in_time(atlas: Atlas, series: Iterable[Series], what: str, lang: Lang) -> Chart | None:
    """Lines in time with their targets; None where no line has two moments."""
    strands, records = [], []
    for each in series:
        for line in each.lines:
            moments = [*line.rows]
            if len(moments) + len(each.targets) < 2:
                continue
            aims = [row for row in each.targets if row.stated.unit_family == line.rows[0].stated.unit_family]
            timed = [moment for row in (*moments, *aims) if (moment := _moment(row, lang)) is not None]
            if len(timed) > 1:
                strands.append(Strand(each.cluster.name, tuple(sorted(timed, key=lambda m: m.year))))
                records += [row.record for row in (*moments, *aims)]
    units = {r.claim.unit for r in records if isinstance(r.claim, Figure)}
    if not strands or len(units) != 1 or not is_drawn(next(iter(units))):
        return None
    years = [moment.year for strand in strands for moment in strand.moments]
    summary = label("chart.summary.time", lang).format(
        what=what, first=int(min(years)), last=int(max(years)), count=len(records)
    )
    return lines(
        strands, next(iter(units)), lang, title=label("chart.title", lang).format(what=what), summary=summary,
        columns=columns(lang), rows=table(atlas, records, lang),
    )  # fmt: skip


def _moment(row: Row, lang: Lang) -> Moment | None:
    year = year_of(row.figure.period)
    if year is None:
        return None
    figure, said = row.figure, figure_words(row.figure, lang)
    words = said.value if said.comparator == "=" else f"{said.comparator} {said.value}"
    if figure.status != "actual":
        words = f"{words} ({said.status})"
    return Moment(year, words, figure.value, figure.value_max, figure.comparator, figure.status)


def year_of(period: str | None) -> float | None:
    """Where a period ends on an axis of years: its last year, with the months of a part of it.

    >>> year_of("2018"), year_of("2019-01/2019-06"), year_of(None)
    (2018.0, 2019.5, None)
    """
    found = days(period) if period else None
    last = found.last if found else None
    if last is None:
        return None
    year, month = last[0], last[1] if len(last) > 1 else 12
    return float(year) if month == 12 else year + month / 12


def columns(lang: Lang) -> tuple[str, ...]:
    """The heads of the table behind a chart."""
    return tuple(label(name, lang) for name in _COLUMNS)


def table(atlas: Atlas, records: Iterable[Record], lang: Lang) -> tuple[tuple[str, ...], ...]:
    """The rows behind a chart: each figure with everything that must stand beside it."""
    names = {cluster.id: cluster.name for cluster in atlas.clusters()}
    return tuple(
        _row(atlas, record, record.claim, names, lang) for record in records if isinstance(record.claim, Figure)
    )


def _row(atlas: Atlas, record: Record, figure: Figure, names: dict[str, str], lang: Lang) -> tuple[str, ...]:
    said = figure_words(figure, lang)
    highest = "" if figure.value_max is None else f"{figure.value_max:.15g}"
    return (
        names.get(record.cluster or "", ""), said.indicator, figure.comparator, f"{figure.value:.15g}", highest,
        said.unit, said.period, said.basis, said.status, figure.quote,
        source_title(atlas.source(record.source), lang), record.id,
    )  # fmt: skip


def as_csv(rows: Iterable[Sequence[str]]) -> str:
    """A table as CSV that a spreadsheet opens as it is meant: no cell of it can be a formula.

    >>> as_csv([("a", "=1+1"), ("-3.5", "x")])
    "\\ufeffa,'=1+1\\r\\n-3.5,x\\r\\n"
    """
    out = io.StringIO()
    out.write("\ufeff")  # Excel reads UTF-8 by this mark only
    csv.writer(out).writerows([_harmless(cell) for cell in row] for row in rows)
    return out.getvalue()


def _harmless(cell: str) -> str:
    """Words that begin like a formula get an apostrophe; a number stays one."""
    shown = visible(cell)
    if shown[:1] not in ("=", "+", "-", "@", "\t", "\r"):
        return shown
    try:
        float(shown)
    except ValueError:
        return "'" + shown
    return shown
