"""The JSON of records, documents and clusters, the same wherever they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from jiqun.findings.finding import Finding
from jiqun.model import BoardCell, Cluster, Record, Source
from jiqun.words import LANGUAGES

if TYPE_CHECKING:
    from fastapi import Request

    from jiqun.atlas.atlas import Atlas

_DOCUMENT = ("title", "date", "sha256", "name", "media_type", "encoding")


def atlas_of(request: Request) -> Atlas:
    """The atlas that is shown by now."""
    atlas: Atlas = request.app.state.shelf.atlas()
    return atlas


def record_json(record: Record) -> dict[str, Any]:
    """A claim with its id, its document, the cluster that it is filed under, and the judgement in force."""
    body = {"id": record.id, "source": record.source, "cluster_id": record.cluster, **record.claim.to_dict()}
    if record.judgement is not None:
        body["judgement"] = {name: getattr(record.judgement, name) for name in ("id", "verdict", "by", "when", "why")}
    return body | ({"original": record.original.to_dict()} if record.original else {})


def source_json(source: Source, *, whole: bool = False) -> dict[str, Any]:
    """A document with its origin; its text and blocks only when it is asked for whole."""
    document = source.document
    body = {"id": source.id, "origin": asdict(source.origin)} | {name: getattr(document, name) for name in _DOCUMENT}
    body["characters"] = len(document.text)
    return body | {"text": document.text, "blocks": [asdict(b) for b in document.blocks]} if whole else body


def cluster_json(cluster: Cluster) -> dict[str, Any]:
    """A cluster with its names, field and place."""
    return asdict(cluster)


def cell_json(cell: BoardCell) -> dict[str, Any]:
    """A cell of the board with its passages."""
    return asdict(cell)


def finding_json(finding: Finding) -> dict[str, Any]:
    """A finding with its message in each language."""
    from jiqun.findings.wording import message

    return finding.to_dict() | {"message": {lang: message(finding, lang) for lang in LANGUAGES}}


def page_json(request: Request, total: int, items: Sequence[dict[str, Any]], limit: int, offset: int) -> dict[str, Any]:
    """One page of a list: how many there are in all, and the address of the next page, or null."""
    following = offset + limit
    address = None
    if following < total:
        address = request.url.path + "?" + str(request.url.include_query_params(limit=limit, offset=following).query)
    return {"total": total, "limit": limit, "offset": offset, "next": address, "items": list(items)}


def sliced(request: Request, found: Sequence[Any], limit: int, offset: int, told: Any) -> dict[str, Any]:
    """A page of a list that is all in memory; ``told`` makes the JSON of one item."""
    return page_json(request, len(found), [told(item) for item in found[offset : offset + limit]], limit, offset)
