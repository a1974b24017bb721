"""A document: its whole text, every claim highlighted, with its outline and its chains of reposts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fastapi import Request
from fastapi.responses import HTMLResponse

from jiqun.atlas.repost_words import chain_line
from jiqun.model import Source
from jiqun.web import view
from jiqun.web.pages.common import Kind, Mark, Ref
from jiqun.web.pictures import bytes_of, page_of
from jiqun.web.rendering import atlas_of, render, shared_by
from jiqun.words import Lang, label

if TYPE_CHECKING:
    from jiqun.atlas.atlas import Atlas


def document_page(request: Request, lang: Lang, ref: Ref, only: Kind = None, mark: Mark = None) -> HTMLResponse:
    """A document's whole text with every claim highlighted; ``mark`` adds one span that was asked for."""
    atlas = atlas_of(request)
    source = atlas.source(ref)
    records = atlas.records(source=source.id)
    here = _span(mark, len(source.document.text))
    kinds = list(dict.fromkeys(r.claim.kind for r in records if r.claim.kind != "excluded"))
    chosen = only if only in kinds else None
    blocks = view.blocks(source, records, chosen, here)
    parts = view.laid_out(blocks)
    return render(
        request, lang, "document.html", **shared_by(atlas), source=source, kinds=kinds, only=chosen,
        chains=_chains(atlas, source, lang), blocks=blocks, parts=parts,
        pages=_pages(parts), has_pictures=bytes_of(atlas, source) is not None,
        record_of={r.id: r for r in records},
        counts={kind: sum(r.claim.kind == kind for r in records) for kind in kinds},
        filed=list(dict.fromkeys(r.cluster for r in records if r.cluster)),
    )  # fmt: skip


Part = view.BlockView | view.TableView


def _pages(parts: Sequence[Part]) -> list[tuple[int | None, list[Part]]]:
    """The parts under the page of a PDF that they stand on; under None what stands on no page."""
    found: list[tuple[int | None, list[Part]]] = []
    for part in parts:
        cells = (cell for row in part.rows for cell in row) if isinstance(part, view.TableView) else [(part,)]
        page = next((number for cell in cells for one in cell if (number := page_of(one.block)) is not None), None)
        known = [number for number, _ in found if number is not None]
        if not found or (page is not None and page not in known):
            found.append((page, []))
        found[-1][1].append(part)
    return found


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
