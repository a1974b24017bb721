"""Answers kept while the atlas stays the same: rendered once, compressed once, and not sent again to who has them."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from starlette.types import ASGIApp, Message, Receive, Scope, Send

KEPT_BYTES = 96 * 1024 * 1024  # of compressed answers
LARGEST = 32 * 1024 * 1024  # what is larger goes through as it comes
_HEAVY = 256 * 1024  # what takes so long to compress that others must not wait for it
_SMALL = 1024
_LEVEL = 5
_PRIVATE = "/review"
_TEXT = (b"text/", b"application/json", b"image/svg", b"application/javascript")
_CONTROL = {"/api/": b"public, max-age=60", "/downloads/": b"public, max-age=60"}

Headers = list[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer with status 200, its body compressed where that helps."""

    headers: Headers
    body: bytes
    packed: bool


class Kept:
    """Serve GET and HEAD from answers that were given before; ``stamp`` says which atlas and which code gave them."""

    def __init__(self, app: ASGIApp, stamp: Callable[[], str]) -> None:
        self._app, self._stamp = app, stamp
        self._lock = threading.Lock()
        self._answers: OrderedDict[str, Answer] = OrderedDict()
        self._making: dict[str, asyncio.Future[Answer | None]] = {}
        self._size = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD") or not is_kept(scope["path"]):
            await self._app(scope, receive, send)
            return
        given = dict(scope["headers"])
        key = self._key(scope)
        tag = f'W/"{key}"'.encode()
        if tag in [part.strip() for part in given.get(b"if-none-match", b"").split(b",")]:
            await send({"type": "http.response.start", "status": 304, "headers": _about(scope["path"], tag)})
            await send({"type": "http.response.body", "body": b""})
            return
        found = self._answers.get(key) or await self._awaited(key)
        if found is None:
            await self._made(key, scope, receive, _Taking(send, given, scope["path"], tag))
        else:
            with self._lock:
                self._answers.move_to_end(key)
            await _give(send, found, given, head=scope["method"] == "HEAD")

    async def _awaited(self, key: str) -> Answer | None:
        """What another request for the same is making just now; None when nobody is, or it came to nothing."""
        waiting = self._making.get(key)
        return await asyncio.shield(waiting) if waiting else None

    async def _made(self, key: str, scope: Scope, receive: Receive, taking: _Taking) -> None:
        """Let the application answer, and keep the answer."""
        take = taking.take if scope["method"] == "GET" else taking.head
        self._making[key] = making = asyncio.get_running_loop().create_future()
        try:
            await self._app({**scope, "method": "GET"}, receive, take)
            if taking.answer:
                self._keep(key, taking.answer)
        finally:
            del self._making[key]
            making.set_result(taking.answer)

    def _key(self, scope: Scope) -> str:
        """One answer for each address, atlas and day: what is overdue changes with the day."""
        day = datetime.now(UTC).date().isoformat()
        query = scope["query_string"].decode("latin-1")
        parts = (self._stamp(), day, scope["path"], query)
        return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:24]

    def _keep(self, key: str, answer: Answer) -> None:
        with self._lock:
            self._answers[key] = answer
            self._size += len(answer.body)
            while self._size > KEPT_BYTES:
                _, old = self._answers.popitem(last=False)
                self._size -= len(old.body)


class _Taking:
    """An answer as the application gives it: gathered whole when it is not too large, else passed on piece by piece."""

    def __init__(self, send: Send, given: dict[bytes, bytes], path: str, tag: bytes) -> None:
        self._send, self._given, self._path, self._tag = send, given, path, tag
        self._start: Message = {}
        self._body: list[bytes] = []
        self._passing = False
        self._head = False
        self.answer: Answer | None = None

    async def head(self, message: Message) -> None:
        """`take` for who asked for the headers only."""
        self._head = True
        await self.take(message)

    async def take(self, message: Message) -> None:
        """One message of the application."""
        if message["type"] == "http.response.start":
            self._start = message
            return
        if self._passing:
            await self._send(_headless(message) if self._head else message)
            return
        self._body.append(message.get("body", b""))
        more = message.get("more_body", False)
        if more and sum(map(len, self._body)) > LARGEST:
            self._passing = True
            self._start["headers"] = [*self._start["headers"], *_about(self._path, self._tag)]
            await self._send(self._start)
            body = b"" if self._head else b"".join(self._body)
            await self._send({"type": "http.response.body", "body": body, "more_body": True})
            self._body = []
        elif not more:
            await self._whole(b"".join(self._body))

    async def _whole(self, body: bytes) -> None:
        status, headers = self._start["status"], [h for h in self._start["headers"] if h[0] != b"content-length"]
        if status == 200:  # ours in place of the file's own tag: it knows the version of the code
            ours = _about(self._path, self._tag)
            headers = [h for h in headers if h[0] not in (b"last-modified", *dict(ours))] + ours
        heavy = len(body) > _HEAVY
        answer = await asyncio.to_thread(_packed, headers, body) if heavy else _packed(headers, body)
        if status == 200 and len(body) <= LARGEST:
            self.answer = answer
        await _give(self._send, answer, self._given, status, head=self._head)


def _headless(message: Message) -> Message:
    return {**message, "body": b""}


def is_kept(path: str) -> bool:
    """Whether an address shows the same to everybody: what a token opens does not.

    >>> is_kept("/zh/cluster/c-1"), is_kept("/zh/review/queue"), is_kept("/static/jiqun.css")
    (True, False, True)
    """
    first = "/" + path.split("/")[2] if path.count("/") > 1 else path
    return first != _PRIVATE and path != "/"


def _about(path: str, tag: bytes) -> Headers:
    control = next((value for start, value in _CONTROL.items() if path.startswith(start)), b"no-cache")
    return [(b"etag", tag), (b"cache-control", control), (b"vary", b"Accept-Encoding")]


def _packed(headers: Headers, body: bytes) -> Answer:
    kind = next((value for name, value in headers if name == b"content-type"), b"")
    if len(body) < _SMALL or not kind.startswith(_TEXT):
        return Answer(headers, body, False)
    return Answer(headers, gzip.compress(body, _LEVEL, mtime=0), True)


async def _give(send: Send, answer: Answer, given: dict[bytes, bytes], status: int = 200, *, head: bool) -> None:
    headers, body = list(answer.headers), answer.body
    if answer.packed and b"gzip" in given.get(b"accept-encoding", b""):
        headers.append((b"content-encoding", b"gzip"))
    elif answer.packed:
        body = gzip.decompress(body)
    headers.append((b"content-length", str(len(body)).encode()))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if head else body})
