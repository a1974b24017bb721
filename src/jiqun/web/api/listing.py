"""Operations that list and show what is in the atlas."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from fastapi import Request

from jiqun.atlas.repost_words import chain_json, repost_json, stale_json
from jiqun.errors import NotFoundError
from jiqun.ledger.atlas_paging import NOT_STATED, Facets
from jiqun.model import Record
from jiqun.vocab.fold import key
from jiqun.vocab.indicators import INDICATORS, by_surface
from jiqun.vocab.practices import categories
from jiqun.web.api.bodies import (
    atlas_of,
    cell_json,
    cluster_json,
    page_json,
    record_json,
    sliced,
    source_json,
)
from jiqun.web.api.parameters import (
    ClusterRef,
    Code,
    DocumentRef,
    Id,
    Indicator,
    Kind,
    Limit,
    Offset,
    Period,
    State,
    Words,
)


def about(request: Request) -> dict[str, Any]:
    """The atlas: its title, how much it holds, and what built it."""
    atlas = atlas_of(request)
    return {"title": atlas.title, "is_digest": atlas.is_digest, "summary": atlas.summary, "meta": atlas.meta}


def clusters(
    request: Request, field: Words = "", place: Words = "", q: Words = "", limit: Limit = 500, offset: Offset = 0
) -> dict[str, Any]:
    """Clusters with the ids of their headline figures, never ranked. Words are looked for in field, place or names."""
    atlas = atlas_of(request)
    found = [
        c
        for c in atlas.clusters()
        if key(field) in key(c.field or "")
        and key(place) in key(c.place or "")
        and any(key(q) in key(name) for name in (c.name, *c.names))
    ]
    return sliced(
        request, found, limit, offset, lambda c: cluster_json(c) | {"headlines": atlas.headline_ids.get(c.id, [])}
    )


def cluster(request: Request, ref: Id) -> dict[str, Any]:
    """One cluster, by id or name, with every claim filed under it and its cells of the board."""
    atlas = atlas_of(request)
    found = atlas.cluster(ref)
    items, cells = atlas.board()
    return cluster_json(found) | {
        "headlines": atlas.headline_ids.get(found.id, []),
        "claims": [record_json(r) for r in atlas.records(cluster=found.id)],
        "board": [cell_json(cells[item.id, found.id]) for item in items if (item.id, found.id) in cells],
    }


def figures(
    request: Request, indicator: Indicator = None, cluster: ClusterRef = None, document: DocumentRef = None,
    period: Period = None, status: Code = None, verdict: State = None, limit: Limit = 50, offset: Offset = 0,
) -> dict[str, Any]:  # fmt: skip
    """Figures as they are stated, in document order, each with unit, comparator, period, basis, status and quote."""
    about = None if indicator is None else indicator_values(indicator)
    return _records(request, "figure", cluster, document, limit, offset, about, period, status, verdict)


def indicator_values(given: str) -> tuple[str, ...]:
    """What figures of an indicator hold: the dictionary's id for its names, else the words themselves."""
    if given in (*INDICATORS, NOT_STATED):
        return (given,)
    named = {key(name): entry.id for entry in INDICATORS.values() for name in (entry.zh, entry.en)}
    entry = by_surface().get(given)
    return tuple(dict.fromkeys([named.get(key(given)) or (entry.id if entry else given), given]))


def _records(
    request: Request, kind: str | None, cluster: str | None, document: str | None, limit: int, offset: int,
    about: tuple[str, ...] | None = None, period: str | None = None, status: str | None = None,
    verdict: str | None = None, told: Any = record_json,
) -> dict[str, Any]:  # fmt: skip
    atlas = atlas_of(request)
    facets = Facets(
        kind, about, atlas.cluster(cluster).id if cluster else None, atlas.source(document).id if document else None,
        period, status, verdict,
    )  # fmt: skip
    total, found = atlas.page(facets, limit=limit, offset=offset)
    return page_json(request, total, [told(record) for record in found], limit, offset)


def claims(
    request: Request, kind: Kind = None, cluster: ClusterRef = None, document: DocumentRef = None,
    verdict: State = None, limit: Limit = 50, offset: Offset = 0,
) -> dict[str, Any]:  # fmt: skip
    """Claims of every kind in document order."""
    return _records(request, kind, cluster, document, limit, offset, verdict=verdict)


def entities(
    request: Request, type: Code = None, cluster: ClusterRef = None, document: DocumentRef = None,
    limit: Limit = 50, offset: Offset = 0,
) -> dict[str, Any]:  # fmt: skip
    """Entities as the documents name them, one for each name in each document, with all places where it stands."""
    return _records(request, "entity", cluster, document, limit, offset, None if type is None else (type,))


def relations(
    request: Request, relation: Code = None, cluster: ClusterRef = None, document: DocumentRef = None,
    limit: Limit = 50, offset: Offset = 0,
) -> dict[str, Any]:  # fmt: skip
    """Relations as the documents state them: head, relation, tail, by name."""
    return _records(request, "relation", cluster, document, limit, offset, None if relation is None else (relation,))


def practices(
    request: Request, category: Code = None, cluster: ClusterRef = None, limit: Limit = 50, offset: Offset = 0
) -> dict[str, Any]:
    """Practices with their category in both languages; the category `not_stated` finds those without one."""
    about = None if category is None else (category,)
    return _records(request, "practice", cluster, None, limit, offset, about, told=_practice)


def _practice(record: Record) -> dict[str, Any]:
    body = record_json(record)
    entry = categories().get(body["category"] or "")
    return body | {"category_zh": entry.zh if entry else None, "category_en": entry.en if entry else None}


def claim(request: Request, id: Id) -> dict[str, Any]:
    """One claim, also a rejected one, with its document's origin, its reposts and the judgements on it."""
    atlas = atlas_of(request)
    record = atlas.record(id)
    return record_json(record) | {
        "document": source_json(atlas.source(record.source)),
        "judgements": [judgement.to_dict() for judgement in atlas.judgements(record)],
        **repost_json(atlas, record),
    }


def documents(request: Request, limit: Limit = 500, offset: Offset = 0) -> dict[str, Any]:
    """Documents with their origins, without their texts, in the order in which they were added."""
    return sliced(request, atlas_of(request).sources(), limit, offset, source_json)


def document(request: Request, id: Id) -> dict[str, Any]:
    """One document with its canonical text, blocks and claims; offsets are code points into the text."""
    atlas = atlas_of(request)
    source = atlas.source(id)
    return source_json(source, whole=True) | {
        "claims": [record_json(r) for r in atlas.records(source=source.id)],
        "chains": [chain_json(atlas, chain) for chain in atlas.chains(source=source.id)],
        "stale": [stale_json(atlas, stale) for stale in atlas.stale_claims(source.id)],
    }


def organisations(
    request: Request, cluster: ClusterRef = None, type: Code = None, q: Words = "", limit: Limit = 50,
    offset: Offset = 0,
) -> dict[str, Any]:  # fmt: skip
    """Organisations, one row each: names, codes, documents, the clusters that name it and those it is a member of."""
    wanted = key(q)
    found = [
        row
        for row in atlas_of(request).organisations(cluster)
        if type in (None, row.type) and any(wanted in key(name) for name in (row.name, *row.names))
    ]
    return sliced(request, found, limit, offset, lambda row: row.to_dict())


def organisation(request: Request, id: Id) -> dict[str, Any]:
    """One organisation with the claims that name it."""
    atlas = atlas_of(request)
    found = next((row for row in atlas.organisations() if row.id == id), None)
    if found is None:
        raise NotFoundError(f"no such organisation: {id}: /api/organisations lists them")
    return found.to_dict() | {"claims": [record_json(atlas.record(record)) for record in found.records]}


def indicators(request: Request) -> dict[str, Any]:
    """The dictionary of indicators with the number of figures of each; figures by words alone are not among them."""
    counts = atlas_of(request).tally("figure")
    items = [asdict(entry) | {"figures": counts.get(entry.id, 0)} for entry in INDICATORS.values()]
    return page_json(request, len(items), items, len(items), 0)


def board(request: Request) -> dict[str, Any]:
    """The board: its items, and a cell for each item and cluster."""
    items, cells = atlas_of(request).board()
    return {"items": [asdict(item) for item in items], "cells": [cell_json(cell) for cell in cells.values()]}


def search(request: Request, q: Words = "", limit: Limit = 50) -> dict[str, Any]:
    """Passages that hold every word of the query, in either script; clusters and organisations of that name first."""
    hits = atlas_of(request).search(q, limit=limit) if q.strip() else []
    return {"query": q} | page_json(request, len(hits), [asdict(hit) for hit in hits], limit, 0)
