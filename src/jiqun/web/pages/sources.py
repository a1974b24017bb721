"""The documents with their origins and dates."""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import HTMLResponse

from jiqun.web.rendering import atlas_of, render, shared_by
from jiqun.words import Lang


def sources_page(request: Request, lang: Lang) -> HTMLResponse:
    """The documents with their origins and dates."""
    atlas = atlas_of(request)
    records = atlas.records()
    counts: dict[str, int] = {}
    for record in records:
        counts[record.source] = counts.get(record.source, 0) + (record.claim.kind != "excluded")
    return render(request, lang, "sources.html", **shared_by(atlas), counts=counts)
