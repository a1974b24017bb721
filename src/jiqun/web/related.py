"""What a cluster's page adds to its own claims: its figures in time, conflicts, checks, and the clusters near to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jiqun.compare.preference import Conflict, Context
from jiqun.compare.select import Row
from jiqun.compare.series import Series, series
from jiqun.draw.chart import Chart
from jiqun.draw.marks import field_key
from jiqun.model import Cluster, Figure, Record
from jiqun.resolve.listing import OrganisationRow
from jiqun.web.charts import in_time, year_of
from jiqun.web.memo import once, organisations_of
from jiqun.web.side_by_side import indicator_words
from jiqun.words import Lang

if TYPE_CHECKING:
    from jiqun.atlas.atlas import Atlas

_CHARTS = 6  # lines in time that a page draws
_NEAR = 8  # clusters that it names as near


@dataclass(frozen=True, slots=True)
class Spark:
    """A figure's line as it stands in a table, in a box of 100 by 24: pieces without a gap, and its last point."""

    pieces: tuple[str, ...]
    last: tuple[float, float]


def series_of(atlas: Atlas, cluster: Cluster, rows: Sequence[Row]) -> list[tuple[str, Series]]:
    """The cluster's figures in time, for each indicator that the dictionary knows."""
    context = Context({source.id: source for source in atlas.sources()})
    own: dict[str, list[Row]] = {}
    for row in rows:
        name = row.stated.kind or row.stated.indicator
        if name:
            own.setdefault(name, []).append(row)
    return [(name, series(cluster, found, context)) for name, found in own.items()]


def charts_of(atlas: Atlas, found: Sequence[tuple[str, Series]], lang: Lang) -> list[Chart]:
    """A chart for each indicator of which more than one moment is stated."""
    drawn = (in_time(atlas, [each], indicator_words(name, lang), lang) for name, each in found)
    return [chart for chart in drawn if chart is not None][:_CHARTS]


def conflicts_of(found: Sequence[tuple[str, Series]]) -> list[Conflict]:
    """The figures that several places state otherwise."""
    return [conflict for _, each in found for conflict in each.conflicts if not conflict.agree]


def sparks(found: Sequence[tuple[str, Series]]) -> dict[str, Spark]:
    """Record id of the last figure of a line → the line, where it has more than one."""
    made = {}
    for _, each in found:
        for line in each.lines:
            moments = [(year_of(row.figure.period) or 0.0, row.stated.value) for row in line.rows]
            if len(moments) > 1 and moments[0][0] < moments[-1][0]:
                made[line.rows[-1].record.id] = _spark(moments)
    return made


def _spark(moments: Sequence[tuple[float, float]]) -> Spark:
    """The line of (year, value): a year without a figure breaks it."""
    first, last = moments[0][0], moments[-1][0]
    most = max(value for _, value in moments) or 1.0
    pieces: list[list[str]] = [[]]
    point = (0.0, 0.0)
    before = first
    for year, value in moments:
        if year - before > 1:
            pieces.append([])
        point = (round(100 * (year - first) / (last - first), 1), round(22 - 20 * value / most, 1))
        pieces[-1].append(f"{point[0]},{point[1]}")
        before = year
    return Spark(tuple(" ".join(piece) for piece in pieces), point)


def near(atlas: Atlas, cluster: Cluster) -> list[tuple[Cluster, list[OrganisationRow], bool]]:
    """Clusters that share organisations with this one, or its field: what they share, and whether the field is one."""
    shared: dict[str, list[OrganisationRow]] = {}
    for row in once(atlas, "organisations by cluster", lambda: _by_cluster(atlas)).get(cluster.id, []):
        for other in row.clusters:
            if other != cluster.id:
                shared.setdefault(other, []).append(row)
    field = field_key(cluster.field)
    found = [
        (other, shared.get(other.id, []), field is not None and field_key(other.field) == field)
        for other in atlas.clusters()
        if other.id != cluster.id
    ]
    near_ = [one for one in found if one[1] or one[2]]
    return sorted(near_, key=lambda one: (-len(one[1]), not one[2]))[:_NEAR]


def _by_cluster(atlas: Atlas) -> dict[str, list[OrganisationRow]]:
    found: dict[str, list[OrganisationRow]] = {}
    for row in organisations_of(atlas):
        for cluster in row.clusters:
            found.setdefault(cluster, []).append(row)
    return found


def figures_only(records: Sequence[Record]) -> list[Record]:
    """The figures among records."""
    return [record for record in records if isinstance(record.claim, Figure)]
