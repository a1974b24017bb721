"""The page that a publication opens with where no server can choose the language: a list of languages."""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import HTMLResponse

from jiqun.web.rendering import atlas_of, environment
from jiqun.words import LANGUAGES

_NAMES = {"zh": ("zh-Hans", "简体中文"), "zh-hant": ("zh-Hant", "繁體中文"), "en": ("en", "English")}


def index_page(request: Request) -> HTMLResponse:
    """The title, and a link for each language."""
    html = environment().get_template("index.html").render(
        atlas=atlas_of(request), site=request.app.state.site,
        languages=[(known, *_NAMES.get(known, (known, known))) for known in LANGUAGES],
    )  # fmt: skip
    return HTMLResponse(html)
