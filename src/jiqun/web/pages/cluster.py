"""One cluster: a one-page sheet first, then everything stated about it."""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import HTMLResponse

from jiqun.web import view
from jiqun.web.memo import board_of
from jiqun.web.pages.common import Ref
from jiqun.web.rendering import atlas_of, render, shared_by
from jiqun.words import Lang


def cluster_page(request: Request, lang: Lang, ref: Ref) -> HTMLResponse:
    """One cluster: a one-page sheet first, then everything stated about it."""
    atlas = atlas_of(request)
    cluster = atlas.cluster(ref)
    items, cells = board_of(atlas)
    return render(
        request, lang, "cluster.html", **shared_by(atlas), cluster=cluster, headlines=atlas.headlines(cluster.id),
        sheet=view.sheet(atlas, cluster), items=items, cells=cells,
    )  # fmt: skip
