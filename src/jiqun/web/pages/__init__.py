"""The pages, a file for each: it gathers what its templates show. The same routes stand under every language."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from jiqun.web.pages import (
    about,
    board,
    builds,
    claim,
    cluster,
    clusters,
    compare,
    document,
    home,
    indicators,
    network,
    organisations,
    practices,
    search,
    sources,
)
from jiqun.web.pages.errors import error_page
from jiqun.words import Lang

__all__ = ["error_page", "pages_router"]

_ROUTES: dict[str, Callable[..., Response]] = {
    "/": home.home,
    "/clusters": clusters.clusters_page,
    "/organisations": organisations.organisations_page,
    "/organisations/network": network.network_page,
    "/organisations/{ref}": organisations.organisation_page,
    "/cluster/{ref}": cluster.cluster_page,
    "/cluster/{ref}/chart/{file}": cluster.cluster_chart,
    "/document/{ref}": document.document_page,
    "/claim/{ref}": claim.claim_page,
    "/compare": compare.compare_page,
    "/compare/chart/{file}": compare.compare_chart,
    "/indicators": indicators.indicators_page,
    "/indicators/{ref}": indicators.indicator_page,
    "/indicators/{ref}/chart/{file}": indicators.indicator_chart,
    "/compare/builds": builds.builds_page,
    "/compare/practices": practices.matrix_page,
    "/practices": practices.practices_page,
    "/practices/{category}": practices.practice_page,
    "/practices/{category}/{ref}": practices.practice_cell_page,
    "/board": board.board_page,
    "/board/{item}/{ref}": board.board_cell_page,
    "/search": search.search_page,
    "/sources": sources.sources_page,
    "/about": about.about_page,
}


def pages_router(lang: Lang) -> APIRouter:
    """The pages in one language."""
    router = APIRouter(default_response_class=HTMLResponse)
    for path, page in _ROUTES.items():
        router.add_api_route(path, _in_language(page, lang), methods=["GET", "HEAD"], response_model=None)
    return router


def _in_language(page: Callable[..., Response], lang: Lang) -> Callable[..., Response]:
    """The page with its language filled in, so that FastAPI sees only what comes from the request."""
    signature = inspect.signature(page, eval_str=True)
    parameters = [p for name, p in signature.parameters.items() if name != "lang"]

    def bound(**values: Any) -> Response:
        return page(lang=lang, **values)

    bound.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    bound.__name__ = f"{page.__name__}_{lang}"
    return bound
