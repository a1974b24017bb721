"""Who is sitting at the desk: sessions by cookie, forms that only our own pages can send, and no more than so many."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from fastapi import Request

from jiqun.web.review.desk import Desk, Pass

COOKIE = "jiqun_session"
SECONDS = 12 * 3600
_MOST = 1000  # sessions and rates that are remembered
_FIELDS = 60
_FORM = "application/x-www-form-urlencoded"


class RefusedError(Exception):
    """A write that is not let through, with the status and the key of what is told."""

    def __init__(self, status: int, key: str, wait: int = 0) -> None:
        super().__init__(key)
        self.status, self.key, self.wait = status, key, wait


@dataclass(frozen=True, slots=True)
class Session:
    """One person at the desk."""

    id: str
    token: Pass
    csrf: str


class Sessions:
    """The sessions of one server, in memory: they end with it, after twelve hours, and with their token."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._secret = secrets.token_bytes(32)
        self._lock = threading.Lock()
        self._open: OrderedDict[str, tuple[int, float]] = OrderedDict()
        self.writes = Rate(120, 60)  # of one session
        self.entries = Rate(10, 60)  # tries to enter from one address

    def enter(self, secret: str) -> Session | None:
        """A new session for the token with this secret; None when there is none."""
        token = self._desk.admit(secret)
        if token is None:
            return None
        id_ = secrets.token_urlsafe(32)
        with self._lock:
            self._open[id_] = token.id, time.monotonic() + SECONDS
            while len(self._open) > _MOST:
                self._open.popitem(last=False)
        return Session(id_, token, self._csrf(id_))

    def of(self, request: Request) -> Session | None:
        """The session that a request belongs to, if it still is one."""
        id_ = request.cookies.get(COOKIE, "")
        token, until = self._open.get(id_, (0, 0.0))
        found = self._desk.current(token) if until > time.monotonic() else None
        return Session(id_, found, self._csrf(id_)) if found else None

    def leave(self, session: Session) -> None:
        """End a session."""
        with self._lock:
            self._open.pop(session.id, None)

    def _csrf(self, id: str) -> str:
        return hmac.new(self._secret, id.encode(), hashlib.sha256).hexdigest()


class Rate:
    """At most ``count`` writes of one writer in ``seconds``, counted as a bucket that fills steadily."""

    def __init__(self, count: int, seconds: float) -> None:
        self._count, self._refill = count, count / seconds
        self._lock = threading.Lock()
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, writer: str) -> None:
        """Take one, or raise RefusedError with the seconds to wait."""
        now = time.monotonic()
        with self._lock:
            left, then = self._left.pop(writer, (float(self._count), now))
            left = min(self._count, left + (now - then) * self._refill)
            self._left[writer] = (left - 1 if left >= 1 else left), now
            while len(self._left) > _MOST:
                self._left.popitem(last=False)
        if left < 1:
            raise RefusedError(429, "review.too_many", wait=1 + int((1 - left) / self._refill))


def check_origin(request: Request) -> None:
    """Only a page of this server may write. A browser always says where a form was sent from."""
    origin, host = request.headers.get("origin", ""), request.headers.get("host", "")
    site = request.headers.get("sec-fetch-site", "same-origin")
    if not host or urlsplit(origin).netloc.lower() != host.lower() or site not in ("same-origin", "none"):
        raise RefusedError(403, "review.elsewhere")


def check_csrf(session: Session, form: dict[str, str]) -> None:
    """The form must be one that was made for this session."""
    if not hmac.compare_digest(form.get("csrf", "").encode("utf-8", "replace"), session.csrf.encode()):
        raise RefusedError(403, "review.old_form")


async def form_of(request: Request) -> dict[str, str]:
    """The fields of a form, the last of each name. Refused unless it is a plain form in UTF-8."""
    if request.headers.get("content-type", "").split(";")[0].strip() != _FORM:
        raise RefusedError(415, "review.no_form")
    try:
        text = (await request.body()).decode("ascii")
        pairs = parse_qsl(text, keep_blank_values=True, encoding="utf-8", errors="strict", max_num_fields=_FIELDS)
    except ValueError as error:
        raise RefusedError(422, "review.no_form") from error
    return {name: value.replace("\r\n", "\n") for name, value in pairs}
