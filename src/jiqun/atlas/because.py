"""Why something differs between two atlases: a judgement and whose, a document, a reader, rules, or names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jiqun.model import Judgement, Record

if TYPE_CHECKING:
    from jiqun.atlas.atlas import Atlas

CAUSES = ("judgement", "document", "reading", "rules", "scope", "names", "board", "none")


@dataclass(frozen=True, slots=True)
class Because:
    """A cause (one of `CAUSES`), and of a judgement by whom, when and why."""

    cause: str
    by: str | None = None
    when: str | None = None
    why: str | None = None


UNKNOWN = Because("none")


class Reason:
    """Finds causes for the changes between two atlases."""

    def __init__(self, old: Atlas, new: Atlas) -> None:
        self._then = {source.document.sha256: source for source in old.sources()}
        self._now = {source.document.sha256: source for source in new.sources()}
        self._judgements = {j.id: j for j in new.judgements()}
        self._rules = old.meta.get("rules_version") != new.meta.get("rules_version")
        self._scope = old.is_reviewed_only != new.is_reviewed_only
        self._reviewed = old.is_reviewed_only and new.is_reviewed_only
        self._board = any(old.meta.get(n) != new.meta.get(n) for n in ("board", "board_version", "board_source"))

    def of_claim(self, sha256: str, was: Record | None, now: Record | None, *, judged: bool) -> Because:
        """Why a claim differs; ``judged`` says that the judgements on it do."""
        if judged or (self._reviewed and sha256 in self._then and sha256 in self._now):
            found = self._judged(was, now)
            if found is not None:
                return Because("judgement", found.by, found.when, found.why)
        if judged:
            return Because("judgement")
        if self._scope and None in (was, now) and sha256 in self._then and sha256 in self._now:
            return Because("scope")
        return self.of_document(sha256)

    def _judged(self, was: Record | None, now: Record | None) -> Judgement | None:
        """The judgement that holds now, else the one that took back what held then."""
        if now is not None and now.judgement is not None:
            return now.judgement
        then = was.judgement if was is not None else None
        known = self._judgements.get(then.id) if then is not None else None
        if known is None or then is None or (known.by, known.when) != (then.by, then.when):
            return None
        return self._judgements.get(known.undone_by or 0)

    def of_document(self, sha256: str) -> Because:
        """Why what a document says differs."""
        then, now = self._then.get(sha256), self._now.get(sha256)
        if then is None or now is None:
            return Because("document")
        if then.document.text != now.document.text or then.document.blocks != now.document.blocks:
            return Because("reading")
        if self._rules:
            return Because("rules")
        head = [(source.document.date, source.document.title, source.origin) for source in (then, now)]
        if head[0] != head[1]:
            return Because("document")
        return Because("names")

    def of_names(self) -> Because:
        """Why the clusters differ."""
        if self._then.keys() != self._now.keys():
            return Because("document")
        return Because("scope" if self._scope else "rules" if self._rules else "names")

    def of_board(self) -> Because:
        """Why a cell of the board differs."""
        return Because("board") if self._board else self.of_names()
