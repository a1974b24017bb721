"""Search: passages that hold all words of the query, in either script."""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import HTMLResponse

from jiqun.web import view
from jiqun.web.pages.common import Search
from jiqun.web.rendering import atlas_of, render, shared_by
from jiqun.words import Lang

SEARCH_LIMIT = 50


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
