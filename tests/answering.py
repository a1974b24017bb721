"""An OpenAI-compatible endpoint on the loopback that answers as a test tells it to."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Handler = BaseHTTPRequestHandler
Reply = Callable[[Handler, dict[str, Any]], None]


class Server:
    """What was asked so far, and how to answer: ``reply(handler, request)`` writes the whole response."""

    def __init__(self, reply: Reply) -> None:
        self.reply, self.requests, self.headers = reply, [], []
        self.most, self._under_way, self._lock = 0, 0, threading.Lock()
        outer = self

        class Chat(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                request = json.loads(self.rfile.read(int(self.headers["content-length"])))
                with outer._lock:
                    outer.requests.append(request)
                    outer.headers.append(dict(self.headers))
                    outer._under_way += 1
                    outer.most = max(outer.most, outer._under_way)
                try:
                    outer.reply(self, request)
                except (BrokenPipeError, ConnectionResetError):
                    pass  # the client hung up, as it should on a slow answer
                finally:
                    with outer._lock:
                        outer._under_way -= 1

            def log_message(self, *_: Any) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Chat)
        self.url = f"http://127.0.0.1:{self.http.server_port}/v1"


@contextmanager
def serving(reply: Reply) -> Iterator[Server]:
    server = Server(reply)
    thread = threading.Thread(target=server.http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.http.shutdown()
        server.http.server_close()


def send(handler: Handler, content: str, status: int = 200, headers: dict[str, str] | None = None) -> None:
    """A chat completion whose message is ``content``."""
    usage = {"prompt_tokens": 1000, "completion_tokens": 200}
    body = json.dumps({"choices": [{"message": {"content": content}}], "usage": usage}).encode()
    raw(handler, body, status, headers)


def raw(handler: Handler, body: bytes, status: int = 200, headers: dict[str, str] | None = None) -> None:
    handler.send_response(status)
    for name, value in {"content-length": str(len(body)), **(headers or {})}.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body)


def figures(*stated: dict[str, Any]) -> str:
    """The content of an answer with these figures."""
    return json.dumps({"figures": list(stated)}, ensure_ascii=False)


def saying(*stated: dict[str, Any]) -> Reply:
    """Always answer with these figures."""
    return lambda handler, _: send(handler, figures(*stated))
