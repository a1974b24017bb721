"""A change from one atlas to another, and all of them together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from jiqun.atlas.because import UNKNOWN, Because
from jiqun.model import Record

WHAT = (
    "document", "cluster", "figure", "member", "practice", "entity", "relation", "segment", "standing",
    "cluster_claim", "board",
)  # fmt: skip
CHANGES = ("added", "changed", "withdrawn", "rejudged")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field with what it was and what it is, as JSON values."""

    name: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that was added, changed, withdrawn or judged anew.

    ``what`` is one of `WHAT`, ``change`` of `CHANGES`, ``id`` the newest id, ``place`` the document and offset of a
    claim. ``old`` and ``new`` are the records of claims; None elsewhere. ``again`` says of a claim that was added that
    another stated the same before, and of one withdrawn that another still does.
    """

    what: str
    change: str
    id: str
    name: str
    cluster: str | None = None
    document: str | None = None
    place: tuple[int, int, int] = (0, 0, 0)  # cluster, document, offset: the order of the list
    old: Record | None = None
    new: Record | None = None
    fields: tuple[FieldChange, ...] = ()
    because: Because = UNKNOWN
    again: bool = False

    def to_dict(self) -> dict[str, Any]:
        """The change as one JSON object."""
        return {
            "what": self.what,
            "change": self.change,
            "id": self.id,
            "name": self.name,
            "cluster": self.cluster,
            "document": self.document,
            "fields": [asdict(field) for field in self.fields],
            "cause": self.because.cause,
            "by": self.because.by,
            "when": self.because.when,
            "why": self.because.why,
            "again": self.again,
            "old": _record_json(self.old),
            "new": _record_json(self.new),
        }


def _record_json(record: Record | None) -> dict[str, Any] | None:
    if record is None:
        return None
    return {
        "id": record.id,
        "source": record.source,
        "cluster": record.cluster,
        "claim": record.claim.to_dict(),
        "judgement": record.judgement.to_dict() if record.judgement else None,
    }


@dataclass(frozen=True, slots=True)
class Difference:
    """All changes from one atlas to another, with what is known of both."""

    old: Mapping[str, str]
    new: Mapping[str, str]
    changes: tuple[Change, ...]

    @property
    def summary(self) -> dict[str, dict[str, int]]:
        """How many changes there are of each, by what changed and how; what did not change is left out."""
        tally = Counter((change.what, change.change) for change in self.changes)
        found = {what: {how: tally[what, how] for how in CHANGES if tally[what, how]} for what in WHAT}
        return {what: counts for what, counts in found.items() if counts}

    def to_dict(self) -> dict[str, Any]:
        """The difference as one JSON object."""
        return {
            "old": dict(self.old),
            "new": dict(self.new),
            "summary": self.summary,
            "changes": [change.to_dict() for change in self.changes],
        }
