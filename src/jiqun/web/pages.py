"""The pages: each function gathers what one template shows. The same routes stand under /zh and /en."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from jiqun.atlas.repost_words import chain_line
from jiqun.atlas.wording import category_name
from jiqun.errors import NotFoundError
from jiqun.model import BoardCell, Figure, Source
from jiqun.vocab.practices import categories
from jiqun.web import view
from jiqun.web.rendering import QUERY_LIMIT, atlas_of, maps, render, shared_by
from jiqun.web.segments import Span, pieces
from jiqun.words import Lang, label

if TYPE_CHECKING:
    from jiqun.atlas.atlas import Atlas

SEARCH_LIMIT = 50

Ref = str
Kind = Annotated[str | None, Query(max_length=20, pattern="^[a-z]+$")]
Mark = Annotated[str | None, Query(max_length=24, pattern=r"^\d{1,10}-\d{1,10}$")]
Search = Annotated[str, Query(max_length=QUERY_LIMIT)]


def home(request: Request, lang: Lang) -> HTMLResponse:
    """What the atlas covers, the map, and the size figures as stated."""
    atlas = atlas_of(request)
    groups, without = view.headlines_by_basis(atlas)
    items, cells = atlas.board()
    shared = shared_by(atlas)
    return render(
        request, lang, "home.html", **shared, summary_counts=atlas.summary, maps=maps(shared["clusters"], lang),
        fields=view.by_field(shared["clusters"]), groups=groups, without=without, items=items, cells=cells,
        unlocated=[c for c in shared["clusters"] if c.longitude is None or c.latitude is None],
    )  # fmt: skip


def cluster_page(request: Request, lang: Lang, ref: Ref) -> HTMLResponse:
    """One cluster: a one-page sheet first, then everything stated about it."""
    atlas = atlas_of(request)
    cluster = atlas.cluster(ref)
    items, cells = atlas.board()
    return render(
        request, lang, "cluster.html", **shared_by(atlas), cluster=cluster, headlines=atlas.headlines(cluster.id),
        sheet=view.sheet(atlas, cluster), items=items, cells=cells,
    )  # fmt: skip


def document_page(request: Request, lang: Lang, ref: Ref, only: Kind = None, mark: Mark = None) -> HTMLResponse:
    """A document's whole text with every claim highlighted; ``mark`` adds one span that was asked for."""
    atlas = atlas_of(request)
    source = atlas.source(ref)
    records = atlas.records(source=source.id)
    here = _span(mark, len(source.document.text))
    kinds = list(dict.fromkeys(r.claim.kind for r in records if r.claim.kind != "excluded"))
    chosen = only if only in kinds else None
    blocks = view.blocks(source, records, chosen, here)
    return render(
        request, lang, "document.html", **shared_by(atlas), source=source, kinds=kinds, only=chosen,
        chains=_chains(atlas, source, lang), blocks=blocks, parts=view.laid_out(blocks),
        record_of={r.id: r for r in records},
        counts={kind: sum(r.claim.kind == kind for r in records) for kind in kinds},
        filed=list(dict.fromkeys(r.cluster for r in records if r.cluster)),
    )  # fmt: skip


def _chains(atlas: Atlas, source: Source, lang: Lang) -> list[str]:
    """The chains of documents that a document is in, and how many of its claims are stale, each in one line."""
    found = [*atlas.chains("document", source=source.id), *atlas.chains("part", source=source.id)]
    stale = len(atlas.stale_claims(source.id))
    return [chain_line(atlas, chain, lang) for chain in found] + (
        [label("stale.count", lang).format(count=stale)] if stale else []
    )


def _span(mark: str | None, length: int) -> tuple[int, int] | None:
    if mark is None:
        return None
    start, end = (min(int(part), length) for part in mark.split("-"))
    return (start, end) if start < end else None


def claim_page(request: Request, lang: Lang, ref: Ref) -> HTMLResponse:
    """The way of one claim back to its sentence, its document, its origin and the rule that read it."""
    atlas = atlas_of(request)
    record = atlas.record(ref)
    claim = record.claim
    source = atlas.source(record.source)
    text = source.document.text
    start, end = view.block_around(source, claim.start, claim.end)
    spans = [Span(claim.start, claim.end, "here", record.id)]
    if isinstance(claim, Figure):
        spans.append(Span(claim.value_start, claim.value_end, "value", record.id))
    return render(
        request, lang, "claim.html", **shared_by(atlas), record=record, claim=claim, source=source,
        context=pieces(text, start, end, spans), exact=text[claim.start : claim.end] == claim.quote,
        is_figure=isinstance(claim, Figure), details=_details(claim, lang),
        repeats=[chain_line(atlas, chain, lang) for chain in atlas.chains("claim", claim=record.id)],
    )  # fmt: skip


_DETAILS = (
    "type", "name", "field", "place", "heading", "category", "head", "relation", "tail", "segment", "position",
    "reason", "subject",
)  # fmt: skip
_CODED = {"type": "type", "relation": "relation", "position": "position", "reason": "reason"}
_NAMES = {
    "name": "field.named",
    "field": "col.field",
    "place": "col.place",
    "category": "claim.category",
    "subject": "col.subject",
}


def _details(claim: Any, lang: Lang) -> list[tuple[str, str]]:
    """The parts of a claim that is no figure, as pairs of name and words."""
    rows: list[tuple[str, str]] = []
    for name in _DETAILS:
        if not hasattr(claim, name):
            continue
        value = getattr(claim, name)
        if name == "category":
            words = category_name(value, lang)
        elif value is None:
            words = label("not_stated", lang)
        else:
            words = label(f"{_CODED[name]}.{value}", lang) if name in _CODED else value
        rows.append((label(_NAMES.get(name, f"field.{name}"), lang), words))
    return rows


def practices_page(request: Request, lang: Lang) -> HTMLResponse:
    """Every category of practices with every cluster that is reported to follow it."""
    atlas = atlas_of(request)
    groups, empty = view.practices_by_category(atlas.records(kind="practice"), categories())
    return render(request, lang, "practices.html", **shared_by(atlas), groups=groups, empty=empty)


def board_page(request: Request, lang: Lang) -> HTMLResponse:
    """The board: every cluster and every item, each cell leading to its quotes."""
    atlas = atlas_of(request)
    items, cells = atlas.board()
    return render(request, lang, "board.html", **shared_by(atlas), items=items, cells=cells)


def board_cell_page(request: Request, lang: Lang, item: Ref, ref: Ref) -> HTMLResponse:
    """The quotes behind one cell of the board."""
    atlas = atlas_of(request)
    cluster = atlas.cluster(ref)
    items, cells = atlas.board()
    row = next((known for known in items if known.id == item), None)
    if row is None:
        listed = ", ".join(known.id for known in items)
        raise NotFoundError(f"no such item on the board: {item}: it has {listed}")
    cell = cells.get((row.id, cluster.id), BoardCell(row.id, cluster.id, "not_stated"))
    return render(
        request, lang, "board_cell.html", **shared_by(atlas), item=row, items=items, cluster=cluster, cell=cell
    )


def search_page(request: Request, lang: Lang, q: Search = "") -> HTMLResponse:
    """Passages that hold all words of the query; an empty query shows how to search."""
    atlas = atlas_of(request)
    query = q.strip()
    hits = atlas.search(query, limit=SEARCH_LIMIT) if query else []
    shown = []
    for hit in hits:
        text = atlas.source(hit.passage.source).document.text
        spans = [(m.start, m.end) for m in hit.matches]
        shown.append((hit, view.matched(text, hit.passage.start, hit.passage.end, spans)))
    return render(request, lang, "search.html", **shared_by(atlas), q=query, hits=shown, limit=SEARCH_LIMIT)


def sources_page(request: Request, lang: Lang) -> HTMLResponse:
    """The documents with their origins and dates."""
    atlas = atlas_of(request)
    return render(request, lang, "sources.html", **shared_by(atlas), counts=atlas.claims_of_sources)


def about_page(request: Request, lang: Lang) -> HTMLResponse:
    """How the atlas was made, and what it cannot say."""
    atlas = atlas_of(request)
    return render(request, lang, "about.html", **shared_by(atlas), summary_counts=atlas.summary, meta=atlas.meta)


def error_page(request: Request, lang: Lang, status: int, message: str) -> HTMLResponse:
    """An error as a page in the reader's language, with a way on."""
    kind = {404: "not_found", 405: "method", 422: "invalid"}.get(status, "server")
    hint = "" if kind == "method" else label(f"error.{kind}_hint", lang).format(limit=QUERY_LIMIT)
    shown = message if status == 404 and ":" in message else ""
    heading = label(f"error.{kind}", lang)
    return render(request, lang, "error.html", status, heading=heading, hint=hint, message=shown, atlas=None)


_ROUTES: dict[str, Callable[..., HTMLResponse]] = {
    "/": home,
    "/cluster/{ref}": cluster_page,
    "/document/{ref}": document_page,
    "/claim/{ref}": claim_page,
    "/practices": practices_page,
    "/board": board_page,
    "/board/{item}/{ref}": board_cell_page,
    "/search": search_page,
    "/sources": sources_page,
    "/about": about_page,
}


def pages_router(lang: Lang) -> APIRouter:
    """The pages in one language."""
    router = APIRouter(default_response_class=HTMLResponse)
    for path, page in _ROUTES.items():
        router.add_api_route(path, _in_language(page, lang), methods=["GET", "HEAD"], response_model=None)
    return router


def _in_language(page: Callable[..., HTMLResponse], lang: Lang) -> Callable[..., HTMLResponse]:
    """The page with its language filled in, so that FastAPI sees only what comes from the request."""
    import inspect

    signature = inspect.signature(page, eval_str=True)
    parameters = [p for name, p in signature.parameters.items() if name != "lang"]

    def bound(**values: Any) -> HTMLResponse:
        return page(lang=lang, **values)

    bound.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    bound.__name__ = f"{page.__name__}_{lang}"
    return bound
