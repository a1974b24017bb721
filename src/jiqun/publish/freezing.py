"""Making the files of pages: the web application asked page by page, without a network, in several processes."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import os
import re
import signal
import threading
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cached_property
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from jiqun.publish.addresses import Target, file_of, rewritten
from jiqun.publish.openly import open_for_all
from jiqun.web.security import HEADERS
from jiqun.web.site import Site

if TYPE_CHECKING:
    from fastapi import FastAPI

_CLAIM = "/api/claims/"
_ID = re.compile(r'\sid="([^"]+)"')
_MODULE = re.compile(r'<script[^>]*\stype="module"[^>]*></script>\n?')  # browsers load none from a file
_HEAD = '<meta charset="utf-8">'
# A page in a file has no headers; frame-ancestors works in a header only.
_POLICY = HEADERS["Content-Security-Policy"].replace("; frame-ancestors 'none'", "").replace("'self'", "'self' file:")
_META = f'{_HEAD}\n<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'


@dataclass(frozen=True, slots=True)
class Frozen:
    """One page as a file: its checksum, whether it was written beside, where it leads, and its anchors.

    ``status`` is not 200 where there is no such page; ``wanted`` and ``anchors`` are checksums of file and fragment.
    """

    address: str
    file: str
    status: int
    checksum: str = ""
    size: int = 0
    written: bool = False
    links: tuple[str, ...] = ()
    wanted: tuple[tuple[int, str, str], ...] = ()
    anchors: tuple[int, ...] = ()


class Freezer:
    """The application over what may be published, and the folder that changed files are written to."""

    def __init__(self, atlas: Path, site: Site, staging: Path, known: dict[str, str]) -> None:
        from jiqun.web.app import create_app

        self._atlas = open_for_all(atlas)
        self._app: FastAPI = create_app(self._atlas, site=replace(site, frozen=True))
        self._app.user_middleware.clear()  # no headers, nothing kept, nothing compressed
        self._staging, self._known = staging, known
        self._loop = asyncio.new_event_loop()
        logging.getLogger("jiqun.web").setLevel(logging.CRITICAL)  # dead links are told by who asked

    def freeze(self, addresses: list[str]) -> list[Frozen]:
        """Make the files of some pages; those whose content is known are not written."""
        return self._loop.run_until_complete(self._all(addresses))  # at once: threads end with what they began in

    def close(self) -> None:
        """Let the atlas go."""
        self._loop.close()
        self._atlas.close()

    async def _all(self, addresses: list[str]) -> list[Frozen]:
        return [await self._freeze(address) for address in addresses]

    async def _freeze(self, address: str) -> Frozen:
        file = file_of(address)
        status, kind, body = await self._ask(address)
        if status != 200:
            return Frozen(address, file, status)
        targets: set[Target] = set()
        anchors: list[int] = []
        if kind.startswith("text/html"):
            text, targets = rewritten(_MODULE.sub("", body.decode("utf-8")), address, self._resolved)
            body = text.replace(_HEAD, _META, 1).encode()
            anchors = [_number(file, id_) for id_ in _ID.findall(text)]
        checksum = hashlib.sha256(body).hexdigest()[:24]
        changed = self._known.get(file) != checksum
        if changed:
            place = self._staging / file
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(body)
        links = tuple(sorted({target.address for target in targets} - {address}))
        wanted = tuple(
            (_number(file_of(t.address), t.anchor), t.address, t.anchor) for t in targets if t.anchor and not t.soft
        )
        return Frozen(address, file, status, checksum, len(body), changed, links, wanted, tuple(anchors))

    async def _ask(self, address: str) -> tuple[int, str, bytes]:
        """The status, media type and body of an address."""
        parts = urlsplit(address)
        scope = {
            "type": "http", "asgi": {"version": "3.0", "spec_version": "2.4"}, "http_version": "1.1",
            "method": "GET", "scheme": "http",
            "path": parts.path, "raw_path": parts.path.encode(), "root_path": "", "headers": [(b"host", b"localhost")],
            "query_string": quote(parts.query, safe="=&%~+").encode(), "client": ("127.0.0.1", 0),
            "server": ("localhost", 80),
        }  # fmt: skip
        found: dict[str, Any] = {"status": 500, "kind": "", "body": [], "asked": False}

        async def receive() -> dict[str, Any]:
            if found["asked"]:
                await asyncio.Event().wait()  # nobody goes away before the answer is there
            found["asked"] = True
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Any) -> None:
            if message["type"] == "http.response.start":
                found["status"] = message["status"]
                found["kind"] = dict(message["headers"]).get(b"content-type", b"").decode("latin-1")
            else:
                found["body"].append(message.get("body", b""))

        await self._app(scope, receive, send)
        return found["status"], found["kind"], b"".join(found["body"])

    def _resolved(self, target: Target) -> Target:
        """Where a link leads in a publication.

        To the block of a place that it only lit up; and to the JSON of the document for that of one of its claims,
        which would be a file for each of a hundred thousand.
        """
        if target.soft:
            at, source = int(target.fragment.partition("-")[2] or 0), target.address.rpartition("/")[2]
            starts = self._starts.get(source, [])
            number = bisect_right(starts, at) - 1
            return replace(target, fragment=f"s{starts[number]}" if number >= 0 else "")
        if target.address.startswith(_CLAIM):
            return Target(f"/api/documents/{self._atlas.record(target.address.removeprefix(_CLAIM)).source}", "")
        return target

    @cached_property
    def _starts(self) -> dict[str, list[int]]:
        return {s.id: [block.start for block in s.document.blocks] for s in self._atlas.sources()}


def _number(file: str, fragment: str) -> int:
    """A checksum that stands for a file and a fragment: a large publication has millions of them."""
    return int.from_bytes(hashlib.blake2b(f"{file}#{fragment}".encode(), digest_size=8).digest())


_freezer: Freezer | None = None


def begin(held: Connection, atlas: Path, site: Site, staging: Path, known: dict[str, str]) -> None:
    """Get a process ready; `freeze` goes on from there. It ends with the one that began it, however that ends."""
    global _freezer
    signal.signal(signal.SIGINT, lambda *_: os._exit(130))

    def wait() -> None:
        try:
            held.recv_bytes()
        except (EOFError, OSError):
            os._exit(1)

    threading.Thread(target=wait, daemon=True).start()
    _freezer = Freezer(atlas, site, staging, known)


def freeze(addresses: list[str]) -> list[Frozen]:
    """`Freezer.freeze` of this process."""
    assert _freezer is not None
    return _freezer.freeze(addresses)
