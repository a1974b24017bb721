"""Search: names that hold the query, and passages that hold all its words, in either script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import Request
from fastapi.responses import HTMLResponse

from jiqun.atlas.wording import named
from jiqun.vocab.fold import key
from jiqun.vocab.indicators import INDICATORS
from jiqun.vocab.practices import categories
from jiqun.web import view
from jiqun.web.memo import once, organisations_of
from jiqun.web.pages.common import Search
from jiqun.web.rendering import atlas_of, render, shared_by
from jiqun.words import Lang

if TYPE_CHECKING:
    from jiqun.atlas.atlas import Atlas

SEARCH_LIMIT = 50
_NAMES = 12  # names that a search shows of each kind

Found = list[tuple[str, list[tuple[str, str]]]]  # what they are, each with its address and its name


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
    return render(
        request, lang, "search.html", **shared_by(atlas), q=query, hits=shown, limit=SEARCH_LIMIT,
        named_so=_named_so(atlas, query, lang),
    )  # fmt: skip


def _named_so(atlas: Atlas, query: str, lang: Lang) -> Found:
    """Clusters, organisations, indicators and categories whose names hold the query, whole names first."""
    wanted = key(query)
    if len(wanted) < 2:  # one character is part of nearly every name
        return []
    found = []
    for kind, rows in once(atlas, f"names to search {lang}", lambda: _names(atlas, lang)).items():
        fits = [(address, name) for address, name, keys in rows if wanted in keys]
        if fits:
            found.append((kind, sorted(fits, key=lambda one: len(one[1]))[:_NAMES]))
    return found


def _names(atlas: Atlas, lang: Lang) -> dict[str, list[tuple[str, str, str]]]:
    """Everything that has a name, by kind: its address, its name, and the keys of all its names, a line each."""
    names: dict[str, list[tuple[str, str, tuple[str, ...]]]] = {
        "nav.clusters": [(f"/cluster/{c.id}", c.name, c.names) for c in atlas.clusters()],
        "nav.organisations": [(f"/organisations/{o.id}", o.name, o.names) for o in organisations_of(atlas)],
        "nav.indicators": [(f"/indicators/{i.id}", named(i, lang), (i.zh, i.en)) for i in INDICATORS.values()],
        "nav.practices": [(f"/practices/{c.id}", named(c, lang), (c.zh, c.en)) for c in categories().values()],
    }
    return {
        kind: [(address, name, "\n".join(map(key, (name, *more)))) for address, name, more in rows]
        for kind, rows in names.items()
    }
