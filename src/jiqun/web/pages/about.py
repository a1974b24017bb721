"""How the atlas was made, and what it cannot say."""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import HTMLResponse

from jiqun.web.rendering import atlas_of, render, shared_by
from jiqun.words import Lang


def about_page(request: Request, lang: Lang) -> HTMLResponse:
    """How the atlas was made, and what it cannot say."""
    atlas = atlas_of(request)
    return render(request, lang, "about.html", **shared_by(atlas), summary_counts=atlas.summary, meta=atlas.meta)
