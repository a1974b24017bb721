"""What can be computed from what is there: indicators and measures of clusters, and what is missing for the others."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product
from typing import Any

from jiqun.compare import select
from jiqun.compare.gate import verdict_on
from jiqun.compare.measurable import Measurable, measurable
from jiqun.compare.measures import measures
from jiqun.compare.select import Row
from jiqun.model import Cluster
from jiqun.vocab.indicators import INDICATORS


@dataclass(frozen=True, slots=True)
class StatedIndicator:
    """An indicator that a cluster's documents state: how often, for which periods (None: undated)."""

    indicator: str
    periods: tuple[str | None, ...]
    rows: tuple[Row, ...]

    def to_dict(self) -> dict[str, Any]:
        """The indicator as JSON."""
        return {
            "indicator": self.indicator,
            "periods": list(self.periods),
            "records": [row.record.id for row in self.rows],
        }


@dataclass(frozen=True, slots=True)
class ClusterReport:
    """What one cluster's documents state, what they do not, and which measures can be computed."""

    cluster: Cluster
    stated: tuple[StatedIndicator, ...]
    absent: tuple[str, ...]  # headline indicators of the dictionary that nobody states
    measures: tuple[Measurable, ...]

    def to_dict(self) -> dict[str, Any]:
        """The report as JSON."""
        return {
            "cluster": self.cluster.id,
            "name": self.cluster.name,
            "indicators": [each.to_dict() for each in self.stated],
            "not_stated": list(self.absent),
            "measures": [each.to_dict() for each in self.measures],
        }


@dataclass(frozen=True, slots=True)
class SetReport:
    """One indicator over the whole set: which clusters state it, and how many pairs of them can be compared."""

    indicator: str
    clusters: tuple[Cluster, ...]
    silent: tuple[Cluster, ...]
    pairs: Mapping[str, int]

    def to_dict(self) -> dict[str, Any]:
        """The report as JSON."""
        return {
            "indicator": self.indicator,
            "stated_by": [cluster.id for cluster in self.clusters],
            "not_stated_by": [cluster.id for cluster in self.silent],
            "pairs": dict(self.pairs),
        }


@dataclass(frozen=True, slots=True)
class Measurability:
    """The measurability report: each cluster, and the set of them."""

    clusters: tuple[ClusterReport, ...]
    set: tuple[SetReport, ...] = field(default=())

    def to_dict(self) -> dict[str, Any]:
        """The report as JSON."""
        return {
            "clusters": [report.to_dict() for report in self.clusters],
            "set": [report.to_dict() for report in self.set],
        }


def measurability(
    source: object, clusters: Iterable[str] = (), registers: Mapping[str, Collection[str]] | None = None
) -> Measurability:
    """Which indicators and measures can be computed for some clusters from what is there, and what is missing.

    ``source`` and ``clusters`` are as for `compare`. ``registers`` are tables at hand: a name to its columns.

    >>> size = {"cluster": "长沙工程机械产业集群", "indicator": "总产值", "value": 1639e8, "unit": "CNY"}
    >>> rows = [{**size, "period": "2017", "value": 1500e8}, {**size, "period": "2018"}]
    >>> report = measurability(rows).clusters[0]
    >>> {each.measure.id: each.state for each in report.measures}["growth"]
    'reservation'
    """
    refs = [clusters] if isinstance(clusters, str) else list(clusters)
    collection = select.collect(source, refs)
    listed = {cluster.id: collection.rows(cluster) for cluster in collection.clusters}
    reports = []
    for cluster in collection.clusters:
        whole, single = listed[cluster.id]
        reports.append(_report(cluster, whole, single, registers or {}))
    return Measurability(tuple(reports), tuple(_set(reports)))


def _report(
    cluster: Cluster, whole: Sequence[Row], single: Sequence[Row], registers: Mapping[str, Collection[str]]
) -> ClusterReport:
    by_indicator: dict[str, list[Row]] = {}
    for row in whole:
        if row.figure.tier == "measure":
            by_indicator.setdefault(row.stated.label or row.stated.unit, []).append(row)
    told = {row.stated.indicator for row in whole} | {row.stated.kind for row in whole}
    stated = tuple(
        StatedIndicator(label, tuple(dict.fromkeys(row.stated.period for row in rows)), tuple(rows))
        for label, rows in by_indicator.items()
    )
    absent = tuple(entry.zh for entry in INDICATORS.values() if entry.headline and entry.id not in told)
    return ClusterReport(
        cluster, stated, absent, tuple(measurable(each, cluster, whole, single, registers) for each in measures())
    )


def _set(reports: Sequence[ClusterReport]) -> Iterator[SetReport]:
    """The indicators that more than one cluster states, and how their figures compare."""
    rows: dict[str, dict[str, list[Row]]] = {}
    for report in reports:
        for each in report.stated:
            rows.setdefault(each.indicator, {})[report.cluster.id] = list(each.rows)
    for indicator, by_cluster in rows.items():
        if len(by_cluster) < 2:
            continue
        pairs = {"comparable": 0, "reservation": 0, "refused": 0}
        for one, other in combinations(by_cluster.values(), 2):
            pairs[_best(one, other)] += 1
        stated = tuple(report.cluster for report in reports if report.cluster.id in by_cluster)
        silent = tuple(report.cluster for report in reports if report.cluster.id not in by_cluster)
        yield SetReport(indicator, stated, silent, pairs)


def _best(one: Sequence[Row], other: Sequence[Row]) -> str:
    found = {verdict_on(a.stated, b.stated).status for a, b in product(one, other)}
    return next(status for status in ("comparable", "reservation", "refused") if status in found)
