"""Which figures are set side by side: of an atlas or of records, for some clusters, one indicator, one period."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, Protocol, runtime_checkable

from jiqun.compare import tables
from jiqun.compare.days import days
from jiqun.compare.industry import WHOLE_ECONOMY, industry_of, names_area
from jiqun.compare.stated import Stated, stated
from jiqun.errors import NotFoundError
from jiqun.model import Claim, Cluster, ClusterClaim, Figure, Record, Source, claim_from_dict
from jiqun.resolve import cluster_key, is_one_body, resolve_organisations
from jiqun.vocab.fold import key
from jiqun.vocab.indicators import INDICATORS, by_surface


@runtime_checkable
class AtlasLike(Protocol):
    """What is needed of an atlas; `jiqun.atlas.Atlas` is one."""

    def clusters(self) -> list[Cluster]:
        """All clusters."""

    def cluster(self, ref: str) -> Cluster:
        """The cluster with this id, name or part of a name."""

    def records(self, cluster: str | None = None, kind: str | None = None, source: str | None = None) -> list[Record]:
        """The records of a cluster."""

    def source(self, id: str) -> Source:
        """A document of the atlas."""


@dataclass(frozen=True, slots=True)
class Row:
    """One figure among those compared: its record, the cluster it is filed under, and what it states."""

    record: Record
    cluster: Cluster
    stated: Stated

    @property
    def whose(self) -> str:
        """Whom the figure is about: empty for the cluster itself, its industry or its place, else the subject's key.

        A park inside a cluster, or 中国光谷, has figures of its own.
        """
        subject, industry = self.stated.subject, self.stated.industry or ""
        if subject is None or key(subject) in (key(name) for name in (self.cluster.name, *self.cluster.names)):
            return ""
        said = industry_of(subject)
        if said is None:
            return key(subject) if names_area(subject) else ""
        is_own = said == WHOLE_ECONOMY or said in industry or (bool(industry) and industry in said)
        return "" if is_own else key(subject)

    @property
    def figure(self) -> Figure:
        """The figure itself."""
        assert isinstance(self.record.claim, Figure)
        return self.record.claim

    def to_dict(self) -> dict[str, Any]:
        """The record as JSON, as every listing verb prints it."""
        record = self.record
        return {"id": record.id, "source": record.source, "cluster": record.cluster, "claim": record.claim.to_dict()}


@dataclass(frozen=True, slots=True)
class Collection:
    """Clusters with all their records, and the documents behind them where they are known."""

    clusters: tuple[Cluster, ...]
    records: Mapping[str, Sequence[Record]]  # cluster id → records
    sources: Mapping[str, Source] = field(default_factory=dict)

    def rows(self, cluster: Cluster) -> tuple[list[Row], list[Row]]:
        """The cluster's figures, and apart from them those about a single organisation."""
        records = self.records.get(cluster.id, ())
        bodies = [organisation.key for organisation in resolve_organisations(records)]
        whole: list[Row] = []
        single: list[Row] = []
        for record in records:
            if isinstance(record.claim, Figure) and not _is_rejected(record):
                one_body = is_one_body(record.claim.subject or "", bodies)
                found = stated(record, one_body=True if one_body else None, name=cluster.name)
                if found is not None:
                    row = Row(record, cluster, found)
                    (single if found.whole is False else whole).append(row)
        return whole, single


def _is_rejected(record: Record) -> bool:
    return record.judgement is not None and record.judgement.verdict == "reject"


def collect(source: object, clusters: Sequence[str] = ()) -> Collection:
    """The clusters asked for (all without names) with their records.

    ``source`` is an atlas, a workspace, or records, claims, or either as dicts. NotFoundError for an unknown cluster.
    """
    atlas = getattr(source, "atlas", source)
    if isinstance(atlas, AtlasLike):
        return _of_atlas(atlas, clusters)
    if isinstance(source, Iterable):
        return _of_records(list(source), clusters)
    raise TypeError(f"neither an atlas nor records: {type(source).__name__}: give `jiqun.open(folder).atlas`")


def _of_atlas(atlas: AtlasLike, refs: Sequence[str]) -> Collection:
    found = list(dict.fromkeys(atlas.cluster(ref) for ref in refs)) if refs else atlas.clusters()
    records = {cluster.id: atlas.records(cluster.id) for cluster in found}
    ids = dict.fromkeys(record.source for listed in records.values() for record in listed)
    return Collection(tuple(found), records, {id_: atlas.source(id_) for id_ in ids})


def _of_records(things: Sequence[object], refs: Sequence[str]) -> Collection:
    names: dict[str, list[str]] = {}
    filed: dict[str, list[Record]] = {}
    for number, thing in enumerate(things, 1):
        record = _record(thing, number)
        name = _cluster_name(record)
        identity = cluster_key(name) if name else record.cluster
        if identity is None:
            continue
        known = names.setdefault(identity, [])
        if name and name not in known:
            known.append(name)
        filed.setdefault(identity, []).append(record)
    found = {
        id_: Cluster(id_, said[0] if said else id_, tuple(said), place=_place(filed[id_]))
        for id_, said in names.items()
    }
    chosen = list(dict.fromkeys(_find(ref, found) for ref in refs)) if refs else list(found.values())
    return Collection(tuple(chosen), {cluster.id: filed[cluster.id] for cluster in chosen})


def _record(thing: object, number: int) -> Record:
    """A claim as a record; one without an id gets a number, so that it can be spoken of."""
    if isinstance(thing, Record):
        return thing
    if isinstance(thing, Claim):
        return Record(f"#{number}", "", None, thing)
    if isinstance(thing, Mapping):
        body = thing.get("claim", thing)
        whole = {"quote": "", "start": 0, "end": 0, "value_text": "", "value_start": 0, "value_end": 0, **body}
        claim = claim_from_dict({"kind": "figure", **whole})
        return Record(thing.get("id") or f"#{number}", thing.get("source") or "", None, claim)
    raise TypeError(f"no record or claim: {type(thing).__name__}: give records, claims, or their dicts")


def _place(records: Sequence[Record]) -> str | None:
    return next((r.claim.place for r in records if isinstance(r.claim, ClusterClaim) and r.claim.place), None)


def _cluster_name(record: Record) -> str | None:
    claim = record.claim
    if isinstance(claim, ClusterClaim):
        return claim.name
    subject = claim.subject if isinstance(claim, Figure) and record.cluster is None else None
    return claim.cluster or subject


def _find(ref: str, clusters: Mapping[str, Cluster]) -> Cluster:
    wanted = key(ref)
    names = {id_: [key(name) for name in (id_, *cluster.names)] for id_, cluster in clusters.items()}
    whole = [id_ for id_ in clusters if wanted in names[id_]]
    fits = whole or [id_ for id_ in clusters if wanted and any(wanted in name for name in names[id_])]
    if len(fits) == 1:
        return clusters[fits[0]]
    listed = ", ".join(clusters[id_].name for id_ in (fits or clusters))
    if fits:
        raise NotFoundError(f"several clusters fit: {ref}: name one of {listed}")
    raise NotFoundError(f"no such cluster: {ref}: there are {listed or 'none'}")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: figures of one definition, of one indicator, of some words, or (nothing set) of size in money.

    >>> wanted("规上工业总产值")
    Wanted(kind='gross_industrial_output', indicator=None, words=None, coverage='above_scale')
    >>> wanted("Persons employed").indicator, wanted("产业链企业数").words
    ('employees', '产业链企业数')
    """

    kind: str | None = None
    indicator: str | None = None
    words: str | None = None
    coverage: str | None = None

    def fits(self, figure: Stated) -> bool:
        """Whether a figure is one of those asked for."""
        if self.coverage and figure.coverage != self.coverage:
            return False
        if self.kind:
            return figure.kind == self.kind
        if self.indicator:
            return figure.indicator == self.indicator
        if self.words:
            return self.words in key(figure.label or "")
        entry = INDICATORS.get(figure.indicator or "") or INDICATORS.get(figure.kind or "")
        return figure.quantity == "money" and entry is not None and entry.headline


def wanted(indicator: str | None) -> Wanted:
    """What a word asks for: a definition (总产值), an indicator by id or name, or any words of the texts."""
    if indicator is None:
        return Wanted()
    asked = stated({"value": 0, "indicator": indicator})
    bare = key(indicator)
    if asked is not None and asked.kind and not indicator.isascii():
        return Wanted(kind=asked.kind, coverage=asked.coverage)
    for entry in INDICATORS.values():
        if bare in (key(entry.id), key(entry.zh), key(entry.en)):
            return Wanted(kind=entry.id) if entry.id in tables.bases() else Wanted(indicator=entry.id)
    if asked is not None and asked.words in by_surface():
        return Wanted(indicator=by_surface()[asked.words].id)
    return Wanted(words=bare)


def fitting(rows: Iterable[Row], asked: Wanted, period: str | None = None) -> list[Row]:
    """The figures asked for, of one period where it is named: 2018 is also 2018-01/2018-12."""
    when = days(period) if period else None
    return [
        row
        for row in rows
        if asked.fits(row.stated)
        and (period is None or row.stated.period == period or (when is not None and row.stated.days == when))
    ]


def check_known(asked: Wanted, indicator: str | None, rows: Iterable[Row]) -> None:
    """NotFoundError for words that neither the dictionary nor any figure knows."""
    if asked.words is None:
        return
    labels = list(dict.fromkeys(row.stated.label for row in rows if row.stated.label))
    if not any(asked.words in key(label) for label in labels):
        near = get_close_matches(indicator or "", labels, 3, 0.3) or labels[:3]
        hint = f"nearest: {', '.join(near)}" if near else "the clusters state no figure"
        raise NotFoundError(f"no figure with this indicator: {indicator}: {hint}")
