"""What the pages of this service share: the language of an address, and one route for each language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Request

from jiqun.words import LANGUAGES, Lang


def lang_of(request: Request) -> Lang:
    """The language that an address begins with; Chinese where it names none."""
    first = request.url.path.split("/")[1]
    return next((lang for lang in LANGUAGES if lang == first), LANGUAGES[0])


def add_pages(router: APIRouter, path: str, page: Callable[..., Any], *methods: str) -> None:
    """The same page under every language; it asks `lang_of` for which."""
    for lang in LANGUAGES:
        router.add_api_route(
            f"/{lang}{path}", page, methods=list(methods or ("GET", "HEAD")), include_in_schema=False,
            response_model=None,
        )  # fmt: skip
