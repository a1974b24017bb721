"""The web application: its routes for both languages, its headers, its errors, and the atlas behind it."""

from __future__ import annotations

import logging
import threading
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from dataclasses import replace
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from jiqun.errors import JiqunError, NotFoundError, UsageError
from jiqun.version import digest_of_files
from jiqun.web.api import api_router, describe
from jiqun.web.api.page import api_page_router
from jiqun.web.chart_files import chart_script
from jiqun.web.downloads import downloads_router
from jiqun.web.index import index_page
from jiqun.web.keeping import Kept
from jiqun.web.pages import error_page, pages_router
from jiqun.web.pictures import picture
from jiqun.web.review import Desk, Sessions, review_router
from jiqun.web.security import BODY_BYTES, HEADERS, Guard, TooLargeError
from jiqun.web.site import LOGOS, Site
from jiqun.words import LANGUAGES, Lang

if TYPE_CHECKING:
    from jiqun.atlas.atlas import Atlas

_CODES = {
    404: "not_found",
    405: "method_not_allowed",
    413: "body_too_large",
    422: "invalid_request",
    500: "server_error",
}
THREADS = 3
_log = logging.getLogger("jiqun.web")


class Shelf:
    """The atlas behind the pages: a file is opened again as soon as a new build has taken its place."""

    def __init__(self, atlas: Atlas | str | PathLike[str]) -> None:
        from jiqun.atlas.atlas import Atlas

        self._lock = threading.Lock()
        self._stamp: tuple[int, ...] | None = None
        self._path: Path | None = None
        if isinstance(atlas, str | PathLike):
            place = Path(atlas)
            self._path = place / "atlas" / "atlas.sqlite" if place.is_dir() else place
            self._atlas = Atlas.open(self._path)
            self._stamp = self._look()
        else:
            self._atlas = atlas

    def atlas(self) -> Atlas:
        """The newest build. While a file is missing for a moment, the one already open."""
        stamp = self._look()
        if stamp is not None and stamp != self._stamp:
            from jiqun.atlas.atlas import Atlas

            with self._lock:
                if stamp != self._stamp and self._path is not None:
                    self._atlas, self._stamp = Atlas.open(self._path), stamp
        return self._atlas

    def _look(self) -> tuple[int, ...] | None:
        if self._path is None:
            return None
        try:
            found = self._path.stat()
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns, found.st_size

    def stamp(self) -> str:
        """What changes with the atlas: the fingerprint of its build, and which file it is."""
        return f"{self.atlas().meta.get('fingerprint', '')} {self._stamp}"


def create_app(
    atlas: Atlas | str | PathLike[str],
    *,
    site: Site | None = None,
    hosts: Collection[str] | None = None,
    desk: Desk | None = None,
) -> FastAPI:
    """The application over an atlas, or over the file of one (or its workspace), read-only.

    ``hosts`` are the names that the server goes by; None takes any. With a ``desk`` people with a token may review.
    """
    app = FastAPI(title="Jiqun", lifespan=_few_at_once, docs_url=None, redoc_url=None, openapi_url="/api/openapi.json")
    app.state.shelf = shelf = Shelf(atlas)
    app.state.site = replace(site or Site(), reviewing=desk is not None)
    code = digest_of_files("web", "words.csv")
    app.mount("/static", StaticFiles(packages=[("jiqun.web", "static")]), name="static")
    for lang in LANGUAGES:
        app.include_router(pages_router(lang), prefix=f"/{lang}", include_in_schema=False)
    for router in (downloads_router(), api_page_router()):
        app.include_router(router)
    if desk is not None:
        app.state.desk, app.state.sessions = desk, Sessions(desk)
        app.include_router(review_router())
    app.include_router(api_router(), prefix="/api")
    app.add_api_route("/assets/charts.js", chart_script, methods=["GET", "HEAD"], include_in_schema=False)
    app.add_api_route("/picture/{ref}/{page}.png", picture, methods=["GET", "HEAD"], include_in_schema=False)
    app.openapi = describe(app)  # type: ignore[method-assign]
    app.add_api_route("/", _home, methods=["GET", "HEAD"], include_in_schema=False)
    app.add_api_route("/site/{name}", _site_file, methods=["GET", "HEAD"], include_in_schema=False)
    app.add_middleware(Kept, stamp=lambda: f"{shelf.stamp()} {code} {app.state.site}")
    app.add_middleware(Guard, hosts=hosts)
    app.add_exception_handler(Exception, _failed)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(JiqunError, _told)
    app.add_exception_handler(TooLargeError, _too_large)
    return app


@asynccontextmanager
async def _few_at_once(app: FastAPI) -> AsyncIterator[None]:
    """Pages are made by a few threads, first come, first served: forty at once would all be slow."""
    current_default_thread_limiter().total_tokens = THREADS
    yield


def preferred_language(accept: str) -> Lang:
    """The first of our languages in an Accept-Language header by its weights; Chinese when none is named.

    >>> preferred_language("de, en;q=0.8, zh-CN;q=0.5"), preferred_language("zh-TW,en;q=0.9"), preferred_language("")
    ('en', 'zh-hant', 'zh')
    """
    best: tuple[float, Lang] = (0.0, "zh")
    for part in accept.split(","):
        name, _, weight = part.strip().partition(";q=")
        try:
            quality = float(weight) if weight else 1.0
        except ValueError:
            continue
        lang = _language_of(name.lower())
        if lang is not None and quality > best[0]:
            best = (quality, lang)
    return best[1]


def _language_of(tag: str) -> Lang | None:
    """The language of ours that a tag of RFC 5646 asks for; Taiwan, Hong Kong and Macao write the traditional script.

    >>> _language_of("zh-hant-hk"), _language_of("zh-sg"), _language_of("en-gb"), _language_of("fr")
    ('zh-hant', 'zh', 'en', None)
    """
    main, *parts = tag.split("-")
    if main == "zh":
        return "zh-hant" if {"hant", "tw", "hk", "mo"} & set(parts) and "hans" not in parts else "zh"
    return "en" if main == "en" else None


async def _home(request: Request) -> Response:
    if request.app.state.site.frozen:
        return index_page(request)
    lang = preferred_language(request.headers.get("accept-language", ""))
    return RedirectResponse(f"/{lang}/", status_code=307, headers={"Vary": "Accept-Language"})


async def _site_file(request: Request, name: str) -> Response:
    """The logo and the colours that the workspace set; nothing else has an address here."""
    site: Site = request.app.state.site
    if site.logo_file and f"/site/{name}" == site.logo:
        return Response(site.logo_file.read_bytes(), media_type=LOGOS[site.logo_file.suffix.lower()])
    if f"/site/{name}" == site.stylesheet:
        return Response(site.css, media_type="text/css")
    raise HTTPException(404, "Not Found")


async def _refused(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    message = str(error.detail) if isinstance(error, HTTPException) else "server error"
    return _error(request, status, message)


async def _invalid(request: Request, error: Exception) -> Response:
    first = error.errors()[0] if isinstance(error, RequestValidationError) else {}
    where = ".".join(str(part) for part in first.get("loc", ()))
    return _error(request, 422, f"{where}: {first.get('msg', 'invalid')}")


async def _told(request: Request, error: Exception) -> Response:
    if isinstance(error, NotFoundError):
        return _error(request, 404, str(error))
    if isinstance(error, UsageError):
        return _error(request, 422, str(error))
    _log.error("%s", error)
    return _error(request, 500, str(error))


async def _too_large(request: Request, error: Exception) -> Response:
    return _error(request, 413, f"the body is too large: at most {BODY_BYTES} bytes")


async def _failed(request: Request, error: Exception) -> Response:
    _log.error("%s: %s", type(error).__name__, error)
    response = _error(request, 500, "server error")
    response.headers.update(HEADERS)  # this handler stands outside the middleware
    return response


def _error(request: Request, status: int, message: str) -> Response:
    """One shape for machines, a whole page for people."""
    if request.url.path.startswith("/api/"):
        body = {"error": {"code": _CODES.get(status, "error"), "message": message}}
        return JSONResponse(body, status_code=status)
    first = request.url.path.split("/")[1]
    lang = next((known for known in LANGUAGES if known == first), None)
    if lang is None:
        lang = preferred_language(request.headers.get("accept-language", ""))
    return error_page(request, lang, status, message)
