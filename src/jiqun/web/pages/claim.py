"""One claim: the way back to its sentence, its document, its origin and the rule that read it."""

from __future__ import annotations

from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse

from jiqun.atlas.repost_words import chain_line
from jiqun.atlas.wording import category_name
from jiqun.model import Figure
from jiqun.web import view
from jiqun.web.pages.common import Ref
from jiqun.web.rendering import atlas_of, render, shared_by
from jiqun.web.segments import Span, pieces
from jiqun.words import Lang, label


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
