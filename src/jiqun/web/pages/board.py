"""The board of the nine ones: every cluster and every item, each cell leading to its quotes."""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import HTMLResponse

from jiqun.errors import NotFoundError
from jiqun.model import BoardCell
from jiqun.web.memo import board_of
from jiqun.web.pages.common import Page, Ref, pages_of
from jiqun.web.rendering import atlas_of, render, shared_by
from jiqun.words import Lang

ON_A_PAGE = 100


def board_page(request: Request, lang: Lang, page: Page = 1) -> HTMLResponse:
    """The board: every cluster and every item, each cell leading to its quotes."""
    atlas = atlas_of(request)
    items, cells = board_of(atlas)
    pager = pages_of(len(atlas.clusters()), page, ON_A_PAGE)
    return render(
        request, lang, "board.html", **shared_by(atlas), items=items, cells=cells, pager=pager,
        shown=atlas.clusters()[pager.first : pager.last],
    )  # fmt: skip


def board_cell_page(request: Request, lang: Lang, item: Ref, ref: Ref) -> HTMLResponse:
    """The quotes behind one cell of the board."""
    atlas = atlas_of(request)
    cluster = atlas.cluster(ref)
    items, cells = board_of(atlas)
    row = next((known for known in items if known.id == item), None)
    if row is None:
        listed = ", ".join(known.id for known in items)
        raise NotFoundError(f"no such item on the board: {item}: it has {listed}")
    cell = cells.get((row.id, cluster.id), BoardCell(row.id, cluster.id, "not_stated"))
    return render(
        request, lang, "board_cell.html", **shared_by(atlas), item=row, items=items, cluster=cluster, cell=cell
    )
