"""An error as a page in the reader's language."""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import HTMLResponse

from jiqun.web.rendering import QUERY_LIMIT, render
from jiqun.words import Lang, label


def error_page(request: Request, lang: Lang, status: int, message: str) -> HTMLResponse:
    """An error as a page in the reader's language, with a way on."""
    kind = {404: "not_found", 405: "method", 422: "invalid"}.get(status, "server")
    hint = "" if kind == "method" else label(f"error.{kind}_hint", lang).format(limit=QUERY_LIMIT)
    shown = message if status == 404 and ":" in message else ""
    heading = label(f"error.{kind}", lang)
    return render(request, lang, "error.html", status, heading=heading, hint=hint, message=shown, atlas=None)
