"""What the review pages ask of the workspace behind them; `workspace.desk.ReviewDesk` gives it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from jiqun.atlas.queue import Queue
from jiqun.model import Judgement


class Pass(Protocol):
    """A token as the pages see it."""

    @property
    def id(self) -> int:
        """Its number."""

    @property
    def name(self) -> str:
        """Whose it is: the name under judgements."""

    @property
    def role(self) -> str:
        """reader, reviewer or owner."""

    def may(self, role: str) -> bool:
        """Whether it allows what a role does."""


class Desk(Protocol):
    """The workspace, as far as people with a token may use it."""

    def admit(self, secret: str) -> Pass | None:
        """The token with this secret, unless it has ended."""

    def current(self, id: int) -> Pass | None:
        """The token with this number, unless it has ended."""

    def queue(self, **wanted: Any) -> Queue:
        """The claims to review, most worthwhile first."""

    def judge(self, claim: str, verdict: str, *, by: str, why: str | None, fields: Mapping[str, Any]) -> Judgement:
        """Judge a claim."""

    def add_claim(
        self, document: str, kind: str, start: int, end: int, *, by: str, why: str | None, fields: Mapping[str, Any]
    ) -> Judgement:
        """Add a claim of a person's own."""

    def undo(self, id: int, *, by: str, why: str | None, own: bool) -> Judgement:
        """Take a judgement back; with ``own`` only one of the same person."""

    def judgements(self, claim: str | None = None) -> Sequence[Judgement]:
        """The judgements on a claim, or all."""

    def pending(self) -> int:
        """How many judgements the atlas does not show yet."""

    def build(self) -> None:
        """Begin a build."""

    @property
    def is_building(self) -> bool:
        """Whether a build is going on."""

    @property
    def failure(self) -> str | None:
        """Why the last build failed."""
