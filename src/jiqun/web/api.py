"""The same records as JSON: lists are `{"total": n, "items": […]}`, errors `{"error": {"code", "message"}}`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Query, Request

from jiqun.atlas.repost_words import chain_json, repost_json, stale_json
from jiqun.model import BoardCell, Cluster, Record, Source
from jiqun.vocab.practices import categories

if TYPE_CHECKING:
    from jiqun.atlas.atlas import Atlas


def _atlas(request: Request) -> Atlas:
    atlas: Atlas = request.app.state.shelf.atlas()
    return atlas


def _listed(items: list[dict[str, Any]]) -> dict[str, Any]:
    return {"total": len(items), "items": items}


def _cluster(cluster: Cluster) -> dict[str, Any]:
    return asdict(cluster)


def _record(record: Record) -> dict[str, Any]:
    body = {"id": record.id, "source": record.source, "cluster_id": record.cluster, **record.claim.to_dict()}
    if record.judgement is not None:
        body["judgement"] = {name: getattr(record.judgement, name) for name in ("id", "verdict", "by", "when", "why")}
    return body | ({"original": record.original.to_dict()} if record.original else {})


def _source(source: Source, *, whole: bool = False) -> dict[str, Any]:
    document = asdict(source.document)
    text, blocks = document.pop("text"), document.pop("blocks")
    body = {"id": source.id, "origin": asdict(source.origin), **document, "characters": len(text)}
    return body | {"text": text, "blocks": blocks} if whole else body


def _cell(cell: BoardCell) -> dict[str, Any]:
    return asdict(cell)


def api_router() -> APIRouter:
    """The routes under /api."""
    router = APIRouter()
    routes: dict[str, Callable[..., dict[str, Any]]] = {
        "/": about,
        "/clusters": clusters,
        "/clusters/{ref}": cluster,
        "/claims/{id}": claim,
        "/documents": documents,
        "/documents/{id}": document,
        "/board": board,
        "/practices": practices,
        "/search": search,
    }
    for path, answer in routes.items():
        router.add_api_route(path, answer, methods=["GET"])
    return router


def about(request: Request) -> dict[str, Any]:
    """The atlas: its title, how much it holds, and what built it."""
    atlas = _atlas(request)
    return {"title": atlas.title, "is_digest": atlas.is_digest, "summary": atlas.summary, "meta": atlas.meta}


def clusters(request: Request) -> dict[str, Any]:
    """All clusters with the ids of their headline figures, never ranked."""
    atlas = _atlas(request)
    return _listed([_cluster(c) | {"headlines": [r.id for r in atlas.headlines(c.id)]} for c in atlas.clusters()])


def cluster(request: Request, ref: str) -> dict[str, Any]:
    """One cluster, by id or name, with every record filed under it."""
    atlas = _atlas(request)
    found = atlas.cluster(ref)
    _, cells = atlas.board()
    return _cluster(found) | {
        "headlines": [r.id for r in atlas.headlines(found.id)],
        "claims": [_record(r) for r in atlas.records(cluster=found.id)],
        "board": [_cell(cell) for (_, owner), cell in cells.items() if owner == found.id],
    }


def claim(request: Request, id: str) -> dict[str, Any]:
    """One claim with its document's origin."""
    atlas = _atlas(request)
    record = atlas.record(id)
    return _record(record) | {"document": _source(atlas.source(record.source)), **repost_json(atlas, record)}


def documents(request: Request) -> dict[str, Any]:
    """All documents, without their texts."""
    return _listed([_source(source) for source in _atlas(request).sources()])


def document(request: Request, id: str) -> dict[str, Any]:
    """One document with its canonical text, its blocks and its claims; offsets are code points into the text."""
    atlas = _atlas(request)
    source = atlas.source(id)
    return _source(source, whole=True) | {
        "claims": [_record(r) for r in atlas.records(source=source.id)],
        "chains": [chain_json(atlas, chain) for chain in atlas.chains(source=source.id)],
        "stale": [stale_json(atlas, stale) for stale in atlas.stale_claims(source.id)],
    }


def board(request: Request) -> dict[str, Any]:
    """The board: its items, and a cell for each item and cluster."""
    items, cells = _atlas(request).board()
    return {"items": [asdict(item) for item in items], "cells": [_cell(cell) for cell in cells.values()]}


def practices(request: Request) -> dict[str, Any]:
    """Every practice with its category in both languages."""
    items = []
    for record in _atlas(request).records(kind="practice"):
        body = _record(record)
        entry = categories().get(body["category"] or "")
        items.append(body | {"category_zh": entry.zh if entry else None, "category_en": entry.en if entry else None})
    return _listed(items)


def search(
    request: Request,
    q: Annotated[str, Query(max_length=200)] = "",
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
) -> dict[str, Any]:
    """Passages that hold every word of the query, in either script."""
    hits = _atlas(request).search(q, limit=limit) if q.strip() else []
    return {"query": q} | _listed([asdict(hit) for hit in hits])
