"""Pictures of PDF pages beside their text, drawn from the bytes that the workspace keeps; no address is a path."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import Request, Response

from jiqun.draw.page_picture import page_picture
from jiqun.errors import NotFoundError, ReadError
from jiqun.model import Block, Source
from jiqun.web.rendering import atlas_of

if TYPE_CHECKING:
    from jiqun.atlas.atlas import Atlas

_PDF = "application/pdf"
_PAGE = re.compile(r"p(\d+)")
_MOST = 5000


def page_of(block: Block) -> int | None:
    """The page that a block of a PDF stands on."""
    found = _PAGE.match(block.anchor or "")
    return int(found[1]) if found else None


def bytes_of(atlas: Atlas, source: Source) -> Path | None:
    """Where the workspace of an atlas keeps a PDF; None for other kinds, or for an atlas without its workspace.

    The name is the checksum that the atlas holds: nothing of a request is part of it.
    """
    if source.document.media_type != _PDF:
        return None
    path = atlas.path.parent.parent / "documents" / f"{source.document.sha256}.pdf"
    return path if path.is_file() else None


def picture(request: Request, ref: str, page: int) -> Response:
    """The picture of one page of a document. NotFoundError where there is none."""
    atlas = atlas_of(request)
    source = atlas.source(ref)
    path = bytes_of(atlas, source)
    if path is None or not 1 <= page <= _MOST:
        raise NotFoundError(f"no picture of this page: {ref}: only pages of PDF files have one")
    try:
        body = _drawn(str(path), page)
    except ReadError as error:
        raise NotFoundError(str(error)) from None
    return Response(body, media_type="image/png", headers={"Cache-Control": "private, max-age=86400"})


@lru_cache(64)
def _drawn(path: str, page: int) -> bytes:
    return page_picture(Path(path).read_bytes(), page, Path(path).name)
