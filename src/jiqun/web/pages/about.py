"""How the atlas was made, and what it cannot say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import Request
from fastapi.responses import HTMLResponse

from jiqun.web.rendering import atlas_of, render, shared_by
from jiqun.words import Lang

if TYPE_CHECKING:
    from jiqun.atlas.atlas import Atlas


def about_page(request: Request, lang: Lang) -> HTMLResponse:
    """How the atlas was made, and what it cannot say."""
    atlas = atlas_of(request)
    return render(
        request,
        lang,
        "about.html",
        **shared_by(atlas),
        summary_counts=atlas.summary,
        meta=atlas.meta,
        gaps=atlas.gaps,
        verdicts=atlas.verdicts(),
        unlocated=_unlocated(atlas),
        undated=_undated(atlas),
    )


def _unlocated(atlas: Atlas) -> int:
    return sum(cluster.longitude is None for cluster in atlas.clusters())


def _undated(atlas: Atlas) -> int:
    return sum(not (source.origin.published or source.document.date) for source in atlas.sources())
