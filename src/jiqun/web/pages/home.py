"""The home page."""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import HTMLResponse

from jiqun.web import view
from jiqun.web.memo import board_of
from jiqun.web.rendering import atlas_of, maps, render, shared_by
from jiqun.words import Lang


def home(request: Request, lang: Lang) -> HTMLResponse:
    """What the atlas covers, the map, and the size figures as stated."""
    atlas = atlas_of(request)
    groups, without = view.headlines_by_basis(atlas)
    items, cells = board_of(atlas)
    shared = shared_by(atlas)
    return render(
        request, lang, "home.html", **shared, summary_counts=atlas.summary, maps=maps(shared["clusters"], lang),
        fields=view.by_field(shared["clusters"]), groups=groups, without=without, items=items, cells=cells,
        unlocated=[c for c in shared["clusters"] if c.longitude is None or c.latitude is None],
    )  # fmt: skip
