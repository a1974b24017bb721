"""What every answer carries and every request must pass: headers, host, size of the body, cross-origin reading."""

from __future__ import annotations

import json
from collections.abc import Collection

from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # with no-referrer a browser would not say where a form was sent from
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
# Reading from other origins: the interface and the files, never the pages, never with a token.
SHARED = ("/api/", "/downloads/")
CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, If-None-Match",
    "Access-Control-Expose-Headers": "ETag, Link",
    "Access-Control-Max-Age": "86400",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
BODY_BYTES = 64 * 1024  # the largest form of ours is a quote, its fields and a reason
ADDRESS_BYTES = 8 * 1024
READING = frozenset({"GET", "HEAD", "OPTIONS"})


class Guard:
    """The outermost layer: it refuses what is too large or meant for another host before anything looks at it.

    ``hosts`` are the names that this server goes by, without ports; None takes any (an application inside another).
    A page elsewhere that has its name lead to this machine is told apart by its Host.
    """

    def __init__(self, app: ASGIApp, hosts: Collection[str] | None = None) -> None:
        self._app = app
        self._hosts = None if hosts is None else {host.lower() for host in hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        shared = is_shared(scope["path"])
        told = _with_headers(send, shared)
        headers = dict(scope["headers"])
        if refused := self._refused(scope, headers):
            await _refuse(told, *refused)
        elif shared and scope["method"] == "OPTIONS" and b"access-control-request-method" in headers:
            await told({"type": "http.response.start", "status": 204, "headers": []})
            await told({"type": "http.response.body", "body": b""})
        else:
            await self._app(scope, _bounded(receive), told)

    def _refused(self, scope: Scope, headers: dict[bytes, bytes]) -> tuple[int, str, str] | None:
        if self._hosts is not None and host_name(headers.get(b"host", b"").decode("latin-1")) not in self._hosts:
            return 421, "wrong_host", "this server does not go by that name: add it with --host-name"
        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > ADDRESS_BYTES:
            return 414, "address_too_long", f"the address is too long: at most {ADDRESS_BYTES} bytes"
        length = headers.get(b"content-length", b"0")
        if not length.isdigit() or int(length) > BODY_BYTES:
            return 413, "body_too_large", f"the body is too large: at most {BODY_BYTES} bytes"
        return None


class TooLargeError(Exception):
    """A body without a length went on beyond what is allowed."""


def is_shared(path: str) -> bool:
    """Whether pages of other origins may read an address.

    >>> is_shared("/api/clusters"), is_shared("/zh/review")
    (True, False)
    """
    return path.startswith(SHARED)


def host_name(host: str) -> str:
    """The name in a Host header, without its port.

    >>> host_name("localhost:8765"), host_name("[::1]:80"), host_name("Example.org")
    ('localhost', '[::1]', 'example.org')
    """
    name, colon, port = host.rpartition(":")
    return (name if colon and port.isdigit() else host).lower()


def _with_headers(send: Send, shared: bool) -> Send:
    added = [(name.lower().encode(), value.encode()) for name, value in (HEADERS | (CORS if shared else {})).items()]

    async def told(message: Message) -> None:
        if message["type"] == "http.response.start":
            names = {name for name, _ in added}
            message["headers"] = [h for h in message.get("headers", ()) if h[0].lower() not in names] + added
        await send(message)

    return told


def _bounded(receive: Receive) -> Receive:
    """The body as it comes, up to the limit; a chunked body tells no length before."""
    taken = 0

    async def bounded() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > BODY_BYTES:
            raise TooLargeError
        return message

    return bounded


async def _refuse(send: Send, status: int, code: str, message: str) -> None:
    body = json.dumps({"error": {"code": code, "message": message}}).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
