"""Practices: every category, who does it and how, and the same as a matrix of categories and clusters."""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import HTMLResponse

from jiqun.errors import NotFoundError
from jiqun.vocab.practices import categories
from jiqun.web.pages.common import Page, Ref, pages_of
from jiqun.web.pages.compare import MOST_CLUSTERS, Several
from jiqun.web.practising import NONE, by_category, practised
from jiqun.web.rendering import atlas_of, render, shared_by
from jiqun.words import Lang

ON_A_PAGE = 40
_NAMED = 12  # clusters that the index names for a category


def practices_page(request: Request, lang: Lang) -> HTMLResponse:
    """Every category with the clusters that are reported to follow it, and those that nobody is reported to follow."""
    atlas = atlas_of(request)
    found = by_category(atlas)
    groups = [(c, records, len({r.cluster for r in records})) for c, records in found.items() if records]
    empty = [category for category, records in found.items() if not records and category != NONE]
    most = max((clusters for _, _, clusters in groups), default=1)
    return render(
        request, lang, "practices.html", **shared_by(atlas), groups=sorted(groups, key=lambda g: -g[2]), empty=empty,
        most=most, named_most=_NAMED, none=NONE,
    )  # fmt: skip


def practice_page(request: Request, lang: Lang, category: Ref, page: Page = 1) -> HTMLResponse:
    """One category: who else does this, and how."""
    atlas = atlas_of(request)
    records = by_category(atlas)[_known(category)]
    pager = pages_of(len(records), page, ON_A_PAGE)
    return render(
        request, lang, "practice.html", **shared_by(atlas), category=None if category == NONE else category,
        found=practised(atlas, records[pager.first : pager.last]), count=len(records), pager=pager,
        clusters_count=len({record.cluster for record in records}), only=None,
    )  # fmt: skip


def practice_cell_page(request: Request, lang: Lang, category: Ref, ref: Ref) -> HTMLResponse:
    """What one cluster is reported to do in one category."""
    atlas = atlas_of(request)
    cluster = atlas.cluster(ref)
    records = [record for record in by_category(atlas)[_known(category)] if record.cluster == cluster.id]
    return render(
        request, lang, "practice.html", **shared_by(atlas), category=None if category == NONE else category,
        found=practised(atlas, records), count=len(records), pager=pages_of(len(records), 1, ON_A_PAGE),
        clusters_count=1, only=cluster,
    )  # fmt: skip


def matrix_page(request: Request, lang: Lang, c: Several = ()) -> HTMLResponse:
    """The categories and the chosen clusters as a table; each cell counts the practices and leads to them."""
    atlas = atlas_of(request)
    chosen = list(dict.fromkeys(atlas.cluster(ref) for ref in c)) or atlas.clusters()
    shown = chosen[:MOST_CLUSTERS]
    ids = {cluster.id for cluster in shown}
    cells: dict[tuple[str, str], list[str]] = {}
    for category, records in by_category(atlas).items():
        for record in records:
            if record.cluster in ids:
                cells.setdefault((category, record.cluster or ""), []).append(record.claim.quote)
    return render(
        request, lang, "practice_matrix.html", **shared_by(atlas), shown=shown, left=len(chosen) - len(shown),
        cells=cells, rows=[*categories(), NONE] if any(key[0] == NONE for key in cells) else list(categories()),
        none=NONE, query=f"?{request.url.query}" if request.url.query else "",
    )  # fmt: skip


def _known(category: str) -> str:
    if category != NONE and category not in categories():
        raise NotFoundError(f"no such category: {category}: there are {', '.join(categories())}")
    return category
