"""Clusters side by side on one indicator: a verdict on each pair of figures, series, conflicts, and who is silent."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product
from typing import Any

from jiqun.compare import select
from jiqun.compare.cure import needs_of
from jiqun.compare.gate import verdict_on
from jiqun.compare.preference import Conflict, Context
from jiqun.compare.select import Row
from jiqun.compare.series import Series, series
from jiqun.compare.stated import Stated
from jiqun.compare.verdict import Need, Verdict
from jiqun.model import Cluster

_RANK = {"comparable": 0, "reservation": 1, "refused": 2}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two figures of two clusters and the verdict on them."""

    a: Row
    b: Row
    verdict: Verdict

    def to_dict(self) -> dict[str, Any]:
        """The pair as JSON."""
        return {"a": self.a.record.id, "b": self.b.record.id, **self.verdict.to_dict()}


@dataclass(frozen=True, slots=True)
class Comparison:
    """What can be said of some clusters on one indicator.

    ``figures`` holds one row for each cluster, footing and period (the preferred statement), ``pairs`` every two of
    different clusters that are of one time (different years stand in ``series``). ``silent`` are the clusters that
    state no such figure: not stated, never zero; ``needs`` says what to enter for them. ``single`` are figures about
    one organisation, which stand for no cluster.
    """

    clusters: tuple[Cluster, ...]
    indicator: str | None
    period: str | None
    figures: tuple[Row, ...]
    pairs: tuple[Pair, ...]
    series: tuple[Series, ...]
    silent: tuple[Cluster, ...]
    single: tuple[Row, ...]
    needs: tuple[Need, ...] = ()

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """The figures that several documents state, with the one preferred for tables."""
        return tuple(found for each in self.series for found in each.conflicts)

    def best(self) -> tuple[Pair, ...]:
        """For each two clusters the pair that can be compared best; the first one among equals."""
        found: dict[tuple[str, str], Pair] = {}
        for pair in self.pairs:
            both = pair.a.cluster.id, pair.b.cluster.id
            known = found.get(both)
            if known is None or _RANK[pair.verdict.status] < _RANK[known.verdict.status]:
                found[both] = pair
        return tuple(found.values())

    def ranks(self) -> dict[str, tuple[int, int]]:
        """Record ids to the best and the worst place that a figure may have among those it can be compared with.

        The two are equal where the order is sure. Figures that can be compared with none are left out.
        """
        above: dict[str, int] = {}
        below: dict[str, int] = {}
        among: dict[str, int] = {}
        for pair in self.pairs:
            if pair.verdict.status == "refused":
                continue
            for own, sign in ((pair.a.record.id, "<"), (pair.b.record.id, ">")):
                among[own] = among.get(own, 0) + 1
                above[own] = above.get(own, 0) + (pair.verdict.order == sign)
                other = {"<": (">", ">=", "="), ">": ("<", "<=", "=")}[sign]
                below[own] = below.get(own, 0) + (pair.verdict.order in other)
        return {own: (1 + above[own], 1 + among[own] - below[own]) for own in among}

    def to_dict(self) -> dict[str, Any]:
        """The comparison as JSON."""
        ranks = self.ranks()
        return {
            "clusters": [{"id": cluster.id, "name": cluster.name} for cluster in self.clusters],
            "indicator": self.indicator,
            "period": self.period,
            "figures": [row.to_dict() | {"rank": list(ranks.get(row.record.id, ())) or None} for row in self.figures],
            "pairs": [pair.to_dict() for pair in self.pairs],
            "series": [each.to_dict() for each in self.series],
            "conflicts": [found.to_dict() for found in self.conflicts],
            "not_stated": [{"id": cluster.id, "name": cluster.name} for cluster in self.silent],
            "needs": [need.to_dict() for need in self.needs],
            "single_bodies": [row.to_dict() for row in self.single],
        }


def compare(
    source: object,
    clusters: Iterable[str] = (),
    indicator: str | None = None,
    *,
    period: str | None = None,
    preferred: Collection[str] = (),
    lang: str = "en",
) -> Comparison:
    """Set clusters side by side on an indicator; each two figures get a verdict.

    ``source`` is an atlas, a workspace, or records or claims. ``clusters`` are ids, names or parts of names, all
    without. ``indicator`` is a word such as 总产值, or an id or name of the dictionary; without it the figures of size
    in money are taken, whatever their basis. ``preferred`` are ids of records that a person has chosen for tables.
    NotFoundError for a cluster or an indicator that is not there.

    >>> size = {"kind": "figure", "indicator": "总产值", "value": 1639e8, "unit": "CNY", "period": "2018"}
    >>> found = compare([{**size, "cluster": "长沙工程机械产业集群"}, {**size, "cluster": "株洲轨道交通产业集群"}])
    >>> [pair.verdict.status for pair in found.pairs]
    ['reservation']
    """
    found = side_by_side(source, clusters, indicator, period=period, preferred=preferred)
    return replace(found, pairs=tuple(_pairs(found.figures, lang)))


def side_by_side(
    source: object,
    clusters: Iterable[str] = (),
    indicator: str | None = None,
    *,
    period: str | None = None,
    preferred: Collection[str] = (),
) -> Comparison:
    """What `compare` gives without the verdicts on pairs: of many figures there are very many pairs."""
    refs = [clusters] if isinstance(clusters, str) else list(clusters)
    collection = select.collect(source, refs)
    context = Context(collection.sources, preferred)
    asked = select.wanted(indicator)
    listed = {cluster.id: collection.rows(cluster) for cluster in collection.clusters}
    everything = [row for whole, single in listed.values() for row in (*whole, *single)]
    select.check_known(asked, indicator, everything)
    in_time = [
        series(cluster, select.fitting(listed[cluster.id][0], asked, period), context)
        for cluster in collection.clusters
    ]
    figures = [row for each in in_time for row in _shown(each)]
    silent = tuple(each.cluster for each in in_time if not _shown(each))
    return Comparison(
        clusters=collection.clusters,
        indicator=indicator,
        period=period,
        figures=tuple(figures),
        pairs=(),
        series=tuple(each for each in in_time if _shown(each)),
        silent=silent,
        single=tuple(row for _, single in listed.values() for row in select.fitting(single, asked, period)),
        needs=tuple(needs_of(cluster.name, [row.stated for row in figures], indicator, period) for cluster in silent),
    )


def _shown(found: Series) -> list[Row]:
    return [row for line in found.lines for row in line.rows] + [*found.targets, *found.undated]


def _pairs(figures: Sequence[Row], lang: str) -> Iterator[Pair]:
    """Every two figures of different clusters that are of one time; where no two are, the latest of each."""
    by_cluster: dict[str, list[Row]] = {}
    for row in figures:
        by_cluster.setdefault(row.cluster.id, []).append(row)
    for ours, theirs in combinations(by_cluster.values(), 2):
        together = [(a, b) for a, b in product(ours, theirs) if _are_of_one_time(a.stated, b.stated)]
        for a, b in together or [(max(ours, key=_latest), max(theirs, key=_latest))]:
            yield Pair(a, b, verdict_on(a.stated, b.stated, lang))


def _are_of_one_time(a: Stated, b: Stated) -> bool:
    """Whether two figures are of one time, or both of none; years of different clusters make no pairs."""
    if a.days is None or b.days is None:
        return a.days is b.days
    return a.days.holds(b.days) or b.days.holds(a.days)


def _latest(row: Row) -> tuple[bool, str]:
    return row.stated.status in ("actual", "historical"), row.stated.period or ""
