"""What a self-check found, and the quoted spans that it ties together."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import Any

KINDS = ("list_count", "parts_total", "shares", "growth", "target_year", "range", "duplicate")
VERDICTS = ("disagrees", "not_checkable", "agrees")


@dataclass(frozen=True, slots=True)
class FindingSpan:
    """A quoted span that a finding ties to others, and what it is there for (``stated``, ``item``, ``total``, …).

    ``source`` is the id of its document in the atlas; empty when one document was looked at alone.
    """

    role: str
    start: int
    end: int
    quote: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """Spans of a text that agree, disagree, or cannot be held against each other.

    ``kind`` is the check (`KINDS`), ``verdict`` its outcome (`VERDICTS`), ``reason`` why, and ``values`` what the words
    of the message need. A finding changes neither the text nor its claims.
    """

    kind: str
    verdict: str
    reason: str
    spans: tuple[FindingSpan, ...]
    values: tuple[tuple[str, str | float], ...] = ()
    cluster: str | None = None

    @property
    def id(self) -> str:
        """A short id that stays the same as long as the check, its spans and their documents do."""
        places = [f"{s.source}:{s.role}:{s.start}:{s.end}" for s in self.spans]
        return "n-" + hashlib.sha256("\x1f".join([self.kind, *places]).encode()).hexdigest()[:10]

    def to_dict(self) -> dict[str, Any]:
        """The finding as one JSON object, without its message (`jiqun.findings.wording` has the words)."""
        spans = [
            {"role": s.role, "source": s.source or None, "start": s.start, "end": s.end, "quote": s.quote}
            for s in self.spans
        ]
        return {
            "id": self.id,
            "kind": self.kind,
            "verdict": self.verdict,
            "reason": self.reason,
            "cluster": self.cluster,
            "values": dict(self.values),
            "spans": spans,
        }


def finding_from_dict(body: dict[str, Any]) -> Finding:
    """The inverse of `Finding.to_dict`."""
    return Finding(
        body["kind"],
        body["verdict"],
        body["reason"],
        tuple(FindingSpan(s["role"], s["start"], s["end"], s["quote"], s["source"] or "") for s in body["spans"]),
        tuple(body["values"].items()),
        body["cluster"],
    )


def in_source(finding: Finding, source: str) -> Finding:
    """The finding with its spans placed in a document of the atlas."""
    return replace(finding, spans=tuple(replace(span, source=source) for span in finding.spans))
