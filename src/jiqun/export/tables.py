"""What can be taken away: one table each of clusters, figures, practices, organisations, relations, sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jiqun.model import Figure, Practice, Record, Relation
from jiqun.vocab.practices import categories

if TYPE_CHECKING:
    from jiqun.atlas.atlas import Atlas

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, its columns in order, and its rows; what is not stated is None."""

    name: str
    columns: tuple[str, ...]
    rows: Callable[[Atlas], Iterator[Row]]


_PLACE = ("quote", "start", "end", "document_id", "document", "document_title", "document_date", "rule", "verdict")


def _placed(atlas: Atlas, record: Record) -> Row:
    """Where a claim stands, and what a person said of it."""
    source, claim = atlas.source(record.source), record.claim
    return {
        "quote": claim.quote,
        "start": claim.start,
        "end": claim.end,
        "document_id": source.id,
        "document": source.document.name,
        "document_title": source.origin.title or source.document.title,
        "document_date": source.origin.published or source.document.date,
        "rule": claim.rule or None,
        "verdict": record.judgement.verdict if record.judgement else None,
    }


def _filed(atlas: Atlas, record: Record) -> Row:
    name = atlas.cluster(record.cluster).name if record.cluster else None
    return {"id": record.id, "cluster_id": record.cluster, "cluster": name}


_FIGURE = (
    "subject", "indicator", "indicator_id", "value_text", "value", "value_max", "unit", "unit_text", "comparator",
    "period", "period_text", "base_period", "status", "basis", "coverage", "territory", "unit_of_account",
    "price_basis", "tier", "confidence",
)  # fmt: skip


def _figures(atlas: Atlas) -> Iterator[Row]:
    for record in atlas.records(kind="figure"):
        if isinstance(record.claim, Figure):
            stated = {name: getattr(record.claim, name) for name in _FIGURE}
            yield _filed(atlas, record) | stated | _placed(atlas, record)


def _practices(atlas: Atlas) -> Iterator[Row]:
    for record in atlas.records(kind="practice"):
        claim = record.claim
        if isinstance(claim, Practice):
            entry = categories().get(claim.category or "")
            yield (
                _filed(atlas, record)
                | {"heading": claim.heading, "category": claim.category}
                | {"category_zh": entry.zh if entry else None, "category_en": entry.en if entry else None}
                | _placed(atlas, record)
            )


def _relations(atlas: Atlas) -> Iterator[Row]:
    for record in atlas.records(kind="relation"):
        claim = record.claim
        if isinstance(claim, Relation):
            stated = {name: getattr(claim, name) for name in ("head", "relation", "tail", "explicit")}
            yield _filed(atlas, record) | stated | _placed(atlas, record)


def _organisations(atlas: Atlas) -> Iterator[Row]:
    for row in atlas.organisations():
        yield {
            "id": row.id,
            "name": row.name,
            "type": row.type,
            "names": row.names,
            "codes": row.codes,
            "clusters": tuple(atlas.cluster(id_).name for id_ in row.clusters),
            "member_of": tuple(atlas.cluster(id_).name for id_ in row.member_of),
            "documents": row.documents,
            "joined_by": row.rules,
            "claims": row.records,
        }


def _clusters(atlas: Atlas) -> Iterator[Row]:
    counts = {kind: Counter(r.cluster for r in atlas.records(kind=kind)) for kind in ("figure", "practice", "entity")}
    for cluster in atlas.clusters():
        yield {
            "id": cluster.id,
            "name": cluster.name,
            "names": cluster.names,
            "field": cluster.field,
            "place": cluster.place,
            "longitude": cluster.longitude,
            "latitude": cluster.latitude,
            "figures_read": counts["figure"][cluster.id],
            "practices_read": counts["practice"][cluster.id],
            "names_read": counts["entity"][cluster.id],
        }


_ORIGIN = (
    "title", "producer", "url", "published", "accessed", "licence", "citation", "coverage", "language", "processing",
    "note",
)  # fmt: skip


def _sources(atlas: Atlas) -> Iterator[Row]:
    for source in atlas.sources():
        document = source.document
        yield {
            "id": source.id,
            "name": document.name,
            **{name: getattr(source.origin, name) for name in _ORIGIN},
            "date": document.date,
            "media_type": document.media_type,
            "encoding": document.encoding,
            "sha256": document.sha256,
            "characters": len(document.text),
        }


_ID = ("id", "cluster_id", "cluster")
TABLES: Mapping[str, Table] = {
    table.name: table
    for table in (
        Table(
            "clusters",
            ("id", "name", "names", "field", "place", "longitude", "latitude", "figures_read", "practices_read",
             "names_read"),
            _clusters,
        ),
        Table("figures", (*_ID, *_FIGURE, *_PLACE), _figures),
        Table("practices", (*_ID, "heading", "category", "category_zh", "category_en", *_PLACE), _practices),
        Table(
            "organisations",
            ("id", "name", "type", "names", "codes", "clusters", "member_of", "documents", "joined_by", "claims"),
            _organisations,
        ),
        Table("relations", (*_ID, "head", "relation", "tail", "explicit", *_PLACE), _relations),
        Table(
            "sources",
            ("id", "name", *_ORIGIN, "date", "media_type", "encoding", "sha256", "characters"),
            _sources,
        ),
    )
}  # fmt: skip
