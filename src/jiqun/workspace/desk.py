"""What the review pages do to a workspace: tokens, the queue, judgements, claims of one's own, and builds."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from jiqun.errors import JiqunError, NotFoundError, UsageError
from jiqun.model import Judgement
from jiqun.workspace.tokens import Token, Tokens

if TYPE_CHECKING:
    from jiqun.atlas.queue import Queue
    from jiqun.workspace import Workspace

_ABOUT = ("claim", "judgement")


class ReviewDesk:
    """One workspace behind the review pages; many people may sit at it (`web.review.desk.Desk` is what they ask)."""

    def __init__(self, workspace: Workspace) -> None:
        self._work = workspace
        self._tokens = Tokens(workspace.folder / "tokens.json")
        self._lock = threading.Lock()
        self._whole: tuple[tuple[int, str], Queue] | None = None
        self._building: threading.Thread | None = None
        self._failed: str | None = None

    def admit(self, secret: str) -> Token | None:
        """The token with this secret, unless it has ended."""
        return self._tokens.find(secret)

    def current(self, id: int) -> Token | None:
        """The token with this number, unless it has ended."""
        return self._tokens.current(id)

    def queue(self, **wanted: Any) -> Queue:
        """The claims to review, most worthwhile first; what was judged since the last look is laid over them."""
        from jiqun.atlas.queue import Wanted, narrowed

        return narrowed(self._now(), Wanted(**wanted))

    def _now(self) -> Queue:
        from jiqun.atlas.queue import overlaid, whole_queue

        with self._lock, self._work._ledger() as ledger:
            stamp = ledger.stamp()
            if self._whole is not None and self._whole[0][1] == stamp[1]:
                base = self._whole[0][0]
                found = self._whole[1] if base == stamp[0] else overlaid(self._whole[1], ledger.judgements(after=base))
                if found is not None:
                    return found
            made = whole_queue(ledger)
            self._whole = stamp, made
            return made

    def judge(self, claim: str, verdict: str, *, by: str, why: str | None, fields: Mapping[str, Any]) -> Judgement:
        """Judge a claim."""
        return self._work.judge_all([claim], verdict, by=by, why=why, fields=fields)[0]

    def add_claim(
        self, document: str, kind: str, start: int, end: int, *, by: str, why: str | None, fields: Mapping[str, Any]
    ) -> Judgement:
        """Add a claim of a person's own."""
        return self._work.add_claim(document, kind, start, end, by=by, why=why, **fields)

    def undo(self, id: int, *, by: str, why: str | None, own: bool) -> Judgement:
        """Take a judgement back. With ``own`` only one that the same person made."""
        if own:
            target = next((judgement for judgement in self._work.judgements() if judgement.id == id), None)
            if target is None:
                raise NotFoundError(f"no judgement with this number: {id}")
            if target.by != by:
                raise UsageError(f"judgement {id} is of {target.by}: an owner can take it back")
        return self._work.undo(id, by=by, why=why)[0]

    def judgements(self, claim: str | None = None) -> Sequence[Judgement]:
        """The judgements on a claim with those that took them back, or all on claims, the newest last."""
        every = [judgement for judgement in self._work.judgements() if judgement.about in _ABOUT]
        if claim is None:
            return every
        roots = {judgement.first or judgement.id for judgement in every if judgement.claim == claim}
        own = {
            judgement.id
            for judgement in every
            if judgement.about == "claim" and (judgement.first or judgement.id) in roots
        }
        for judgement in every:
            if judgement.undoes in own:
                own.add(judgement.id)
        return [judgement for judgement in every if judgement.id in own]

    def pending(self) -> int:
        """How many judgements on claims the atlas does not show yet."""
        last = max((judgement.id for judgement in self._work.atlas.judgements()), default=0)
        with self._work._ledger() as ledger:
            return sum(judgement.about in _ABOUT for judgement in ledger.judgements(after=last))

    def build(self) -> None:
        """Begin a build, unless one is going on; the pages show the new atlas as soon as it stands."""
        with self._lock:
            if self._building is not None and self._building.is_alive():
                return
            self._failed = None
            self._building = threading.Thread(target=self._build, daemon=True)
            self._building.start()

    def _build(self) -> None:
        try:
            self._work.build()
        except JiqunError as error:
            self._failed = str(error)

    @property
    def is_building(self) -> bool:
        """Whether a build is going on."""
        return self._building is not None and self._building.is_alive()

    @property
    def failure(self) -> str | None:
        """Why the last build that was begun here failed; None when it did not."""
        return self._failed
