"""The tables to take away: a page that lists them, and each as a file in each format."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import IO

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, StreamingResponse

from jiqun.errors import NotFoundError
from jiqun.export import FORMATS, TABLES, write_table
from jiqun.web.addresses import add_pages, lang_of
from jiqun.web.rendering import atlas_of, render, shared_by

_IN_MEMORY = 8 * 1024 * 1024
_CHUNK = 256 * 1024


def downloads_router() -> APIRouter:
    """The page in each language, and the files."""
    router = APIRouter()
    add_pages(router, "/downloads", downloads_page)
    router.add_api_route("/downloads/{name}", download, methods=["GET", "HEAD"], include_in_schema=False)
    return router


def downloads_page(request: Request) -> HTMLResponse:
    """The tables with what each holds, and their formats."""
    atlas = atlas_of(request)
    return render(
        request, lang_of(request), "downloads.html", **shared_by(atlas), tables=list(TABLES.values()),
        formats=list(FORMATS.values()), counts=atlas.summary, meta=atlas.meta,
    )  # fmt: skip


def download(request: Request, name: str) -> StreamingResponse:
    """One table as a file, like figures.csv."""
    table, _, suffix = name.rpartition(".")
    if table not in TABLES or suffix not in FORMATS:
        listed = ", ".join(f"{known}.{ending}" for known in TABLES for ending in FORMATS)
        raise NotFoundError(f"no such file: {name}: there are {listed}")
    stream = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115  closed when it is sent
    try:
        write_table(atlas_of(request), table, suffix, stream)
    except BaseException:
        stream.close()
        raise
    stream.seek(0)
    headers = {"Content-Disposition": f'attachment; filename="{table}.{suffix}"'}
    return StreamingResponse(_chunks(stream), media_type=FORMATS[suffix].media_type, headers=headers)


def _chunks(stream: IO[bytes]) -> Iterator[bytes]:
    with stream:
        while chunk := stream.read(_CHUNK):
            yield chunk
