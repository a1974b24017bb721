"""Tokens for the review pages: who may look and who may judge. Only their hashes are kept."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from jiqun.errors import NotFoundError, StoreError, UsageError
from jiqun.workspace.whole import told, write_whole

ROLES = ("reader", "reviewer", "owner")  # each may do what those before it may
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Token:
    """A token without its secret: its number, whose it is, what it allows, since when, until when.

    The secret is 256 random bits, so that a plain SHA-256 of it cannot be guessed back.
    """

    id: int
    name: str
    role: str
    digest: str
    made: str
    revoked: str | None = None

    def may(self, role: str) -> bool:
        """Whether it allows what a role does."""
        return ROLES.index(self.role) >= ROLES.index(role)


class Tokens:
    """The tokens of a workspace, in a file that only its owner can read; a change counts at once."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def new(self, name: str, role: str = "reviewer") -> tuple[Token, str]:
        """Make a token and its secret, which is shown once and kept nowhere."""
        name = " ".join(name.split())
        if not name or len(name) > _LONGEST or not name.isprintable():
            raise UsageError(f"a token needs the name of its owner: 1 to {_LONGEST} printable characters")
        if role not in ROLES:
            raise UsageError(f"unknown role: {role}: known are {', '.join(ROLES)}")
        secret = f"jq-{secrets.token_urlsafe(32)}"
        made: list[Token] = []

        def add(known: Sequence[Token]) -> list[Token]:
            number = max((token.id for token in known), default=0) + 1
            made.append(Token(number, name, role, _digest(secret), _now()))
            return [*known, made[0]]

        self._change(add)
        return made[0], secret

    def revoke(self, id: int) -> Token:
        """Let a token end now. NotFoundError when there is none, UsageError when it has ended already."""
        found: list[Token] = []

        def end(known: Sequence[Token]) -> list[Token]:
            for token in known:
                if token.id == id and token.revoked:
                    raise UsageError(f"revoked already: token {id}, at {token.revoked}")
                if token.id == id:
                    found.append(replace(token, revoked=_now()))
            if not found:
                raise NotFoundError(f"no such token: {id}: `jiqun token list` lists them")
            return [found[0] if token.id == id else token for token in known]

        self._change(end)
        return found[0]

    def all(self) -> list[Token]:
        """All tokens, also those that have ended."""
        try:
            body = json.loads(self._path.read_text(encoding="utf-8"))
            return [Token(**token) for token in body["tokens"]]
        except FileNotFoundError:
            return []
        except OSError as error:
            raise StoreError(f"cannot read the tokens: {self._path}: {error.strerror}") from error
        except (ValueError, KeyError, TypeError) as error:
            raise StoreError(f"the tokens are damaged: {self._path}: remove the file, then make new ones") from error

    def find(self, secret: str) -> Token | None:
        """The token with this secret, unless it has ended. Every token is compared, in constant time."""
        given, found = _digest(secret), None
        for token in self.all():
            if hmac.compare_digest(token.digest, given) and token.revoked is None:
                found = token
        return found

    def current(self, id: int) -> Token | None:
        """The token with this number, unless it has ended."""
        return next((token for token in self.all() if token.id == id and token.revoked is None), None)

    def _change(self, change: Callable[[Sequence[Token]], list[Token]]) -> None:
        from jiqun.ledger.database import exclusive

        with exclusive(self._path.with_suffix(".lock")), told(self._path, "cannot write the tokens"):
            body = {"tokens": [asdict(token) for token in change(self.all())]}
            write_whole(self._path, json.dumps(body, ensure_ascii=False, indent=1).encode(), secret=True)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
