"""The directory of clusters: field, place, size as stated, and how much is read of each."""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import HTMLResponse

from jiqun.draw.marks import field_key
from jiqun.model import Cluster, Record
from jiqun.vocab.fold import key
from jiqun.web import view
from jiqun.web.memo import once
from jiqun.web.pages.common import Choice, Page, pages_of
from jiqun.web.rendering import atlas_of, render, shared_by
from jiqun.words import Lang

ON_A_PAGE = 60


def clusters_page(
    request: Request, lang: Lang, field: Choice = None, name: Choice = None, page: Page = 1
) -> HTMLResponse:
    """The clusters of a field whose name or place holds some words, in the order in which documents name them."""
    atlas = atlas_of(request)
    found = [cluster for cluster in atlas.clusters() if _fits(cluster, field, name)]
    pager = pages_of(len(found), page, ON_A_PAGE)
    sizes: dict[str, list[Record]] = once(atlas, "sizes", lambda: view.by_cluster(atlas.sizes))
    return render(
        request, lang, "clusters.html", **shared_by(atlas), found=found[pager.first : pager.last], pager=pager,
        fields=[(f, len(members)) for f, members in view.by_field(atlas.clusters())], field=field, name=name or "",
        sizes=sizes, tallies=atlas.tallies,
    )  # fmt: skip


def _fits(cluster: Cluster, field: str | None, name: str | None) -> bool:
    if field and field_key(cluster.field) != field_key(field):
        return False
    wanted = key(name) if name else ""
    return not wanted or any(wanted in key(words) for words in (cluster.name, *cluster.names, cluster.place or ""))
