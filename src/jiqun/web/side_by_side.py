"""What the comparison page shows of one indicator: what may be compared, what stands apart and why, who is silent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jiqun.atlas.wording import named
from jiqun.compare import comparison
from jiqun.compare.comparison import Comparison
from jiqun.compare.gate import verdict_on
from jiqun.compare.groups import Group, groups
from jiqun.compare.select import Row
from jiqun.compare.series import Series
from jiqun.compare.verdict import Need, Verdict
from jiqun.draw.chart import Chart
from jiqun.model import Cluster
from jiqun.vocab.indicators import INDICATORS
from jiqun.web.charts import compared, in_time
from jiqun.words import Lang, label

if TYPE_CHECKING:
    from jiqun.atlas.atlas import Atlas

_DRAWN = 3  # groups of an indicator that have a chart; the others are tables
_LISTED = 8  # groups that are listed at all: a period makes them fewer
SIZE = "size"  # instead of an indicator: the figures of size in money, whatever their basis


@dataclass(frozen=True, slots=True)
class Together:
    """A group of figures that may be compared, with its chart and the place that each may have."""

    group: Group
    places: dict[str, tuple[int, int]]
    chart: Chart | None
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Apart:
    """A figure that is compared with none, the figure that it was held against, and the verdict on both."""

    row: Row
    other: Row | None
    verdict: Verdict | None


@dataclass(frozen=True, slots=True)
class SideBySide:
    """One indicator of some clusters; ``further`` are other figures of clusters that are compared already."""

    indicator: str
    name: str
    together: tuple[Together, ...]
    apart: tuple[Apart, ...]
    further: tuple[Row, ...]
    left: int
    silent: tuple[tuple[Cluster, Need], ...]
    single: tuple[Row, ...]
    series: Chart | None

    @property
    def charts(self) -> list[Chart]:
        """All its charts in the order of the page."""
        found = [each.chart for each in self.together if each.chart is not None]
        return found + ([self.series] if self.series else [])


def indicator_words(indicator: str, lang: Lang) -> str:
    """The name of an indicator that was asked for; words of the texts stand for themselves."""
    if indicator == SIZE:
        return label("compare.size", lang)
    entry = INDICATORS.get(indicator)
    return named(entry, lang) if entry else indicator


def side_by_side(
    atlas: Atlas, clusters: Sequence[Cluster], indicator: str, period: str | None, lang: Lang
) -> SideBySide:
    """Clusters side by side on one indicator. NotFoundError for words that no figure has."""
    asked = None if indicator == SIZE else indicator
    found = comparison.side_by_side(atlas, [cluster.id for cluster in clusters], asked, period=period)
    name = indicator_words(indicator, lang)
    made = groups(found.figures)
    together = [group for group in made if group.clusters > 1]
    listed = together[:_LISTED]
    alone = [row for group in made if group.clusters == 1 for row in group.rows]
    others = together[0].rows if together else found.figures
    seen = {row.cluster.id for group in together for row in group.rows}
    return SideBySide(
        indicator,
        name,
        tuple(
            _together(atlas, group, found.silent if n == 0 else (), name, lang, is_drawn=n < _DRAWN)
            for n, group in enumerate(listed)
        ),
        tuple(_apart(row, others) for row in alone if row.cluster.id not in seen),
        tuple(row for row in alone if row.cluster.id in seen),
        len(together) - len(listed),
        tuple(zip(found.silent, found.needs, strict=True)),
        found.single,
        in_time(atlas, _lines(found), name, lang),
    )


def _together(
    atlas: Atlas, group: Group, silent: Sequence[Cluster], name: str, lang: Lang, *, is_drawn: bool
) -> Together:
    kinds = {row.stated.kind for row in group.rows}
    entry = INDICATORS.get(next(iter(kinds)) or "") if len(kinds) == 1 else None
    what = named(entry, lang) if entry else name
    return Together(
        Group(tuple(sorted(group.rows, key=lambda row: -row.stated.value)), group.reservations),
        group.places() if len(group.rows) <= 60 else {},
        compared(atlas, group, silent, what, lang) if is_drawn else None,
        tuple(finding.reason(lang) for finding in group.reservations),
    )


def _apart(row: Row, others: Sequence[Row]) -> Apart:
    other = next((one for one in others if one.cluster.id != row.cluster.id), None)
    return Apart(row, other, verdict_on(row.stated, other.stated) if other else None)


def _lines(found: Comparison) -> list[Series]:
    return [each for each in found.series if any(len(line.rows) > 1 for line in each.lines) or each.targets]
