"""A chain: the same text or the same statement in several documents, the earliest known first."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

KINDS = ("document", "part", "claim")


@dataclass(frozen=True, slots=True)
class Link:
    """One place of a chain: a document (its id in the atlas), for claims the claim's id, and the document's date.

    ``date`` is None where it is not known. ``shared`` is the part (0–1) of the shorter text that both hold; for claims
    the number of characters around the value that are the same as in an earlier place, None for the first.
    """

    source: str
    date: str | None
    claim: str | None = None
    shared: float | None = None


@dataclass(frozen=True, slots=True)
class Chain:
    """Documents with nearly the same text (``document``), texts that stand whole in another (``part``), or a ``claim``.

    Links with a known date come first, in its order. ``within`` is the chain of documents that explains a chain of
    claims: all of its documents are reposts of each other.
    """

    kind: str
    links: tuple[Link, ...]
    within: str | None = None

    @property
    def id(self) -> str:
        """A short id that stays the same as long as the kind and the first two places do."""
        places = [f"{link.source}:{link.claim}" for link in self.links[:2]]
        return "h-" + hashlib.sha256("\x1f".join([self.kind, *places]).encode()).hexdigest()[:10]

    @property
    def sources(self) -> tuple[str, ...]:
        """The documents, each once, in the order of the chain."""
        return tuple(dict.fromkeys(link.source for link in self.links))

    def to_dict(self) -> dict[str, Any]:
        """The chain as one JSON object."""
        return {
            "id": self.id,
            "kind": self.kind,
            "within": self.within,
            "links": [asdict(link) for link in self.links],
        }


@dataclass(frozen=True, slots=True)
class Staleness:
    """A claim that stood already in an older document: since which year, in which document, as which claim.

    ``dated`` is False where the claim's own document has no known date, so that it may be the older one.
    """

    claim: str
    since: int
    source: str
    first: str
    chain: str
    dated: bool = True


def in_order(links: Sequence[Link], ordinals: dict[str, int]) -> tuple[Link, ...]:
    """Links by date, those without one last; else in the order in which the documents were added."""
    return tuple(sorted(links, key=lambda link: (link.date is None, link.date or "", ordinals[link.source])))
