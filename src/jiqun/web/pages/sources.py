"""The documents with their origins and dates."""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import HTMLResponse

from jiqun.atlas.wording import source_title
from jiqun.model import Source
from jiqun.vocab.fold import key
from jiqun.web.pages.common import Choice, Page, pages_of
from jiqun.web.rendering import atlas_of, render, shared_by
from jiqun.words import Lang

ON_A_PAGE = 60


def sources_page(request: Request, lang: Lang, name: Choice = None, page: Page = 1) -> HTMLResponse:
    """The documents whose title, publisher or file holds some words, with how much was read out of each."""
    atlas = atlas_of(request)
    found = [source for source in atlas.sources() if _fits(source, name, lang)]
    pager = pages_of(len(found), page, ON_A_PAGE)
    return render(
        request, lang, "sources.html", **shared_by(atlas), found=found[pager.first : pager.last], pager=pager,
        counts=atlas.claims_of_sources, name=name or "",
    )  # fmt: skip


def _fits(source: Source, name: str | None, lang: Lang) -> bool:
    wanted = key(name) if name else ""
    said = (source_title(source, lang), source.origin.producer or "", source.document.name)
    return not wanted or any(wanted in key(words) for words in said)
