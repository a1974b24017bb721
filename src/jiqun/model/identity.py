"""The id by which a claim is known from build to build."""

from __future__ import annotations

import hashlib

from jiqun.model.claims import Claim

_IDENTITY = (
    "start",
    "end",
    "value_start",
    "value_end",
    "subject",
    "type",
    "name",
    "head",
    "relation",
    "tail",
    "segment",
)


def claim_id(sha256: str, claim: Claim) -> str:
    """A short id that stays the same as long as the document, the span and what the claim is about do.

    >>> from jiqun.model import Excluded
    >>> claim_id("ab" * 32, Excluded(quote="點擊舉報", start=0, end=4, reason="page_control"))
    'x-...'
    """
    key = "\x1f".join([sha256, claim.kind, *(str(getattr(claim, name, "")) for name in _IDENTITY)])
    letter = {"excluded": "x", "standing": "q"}.get(claim.kind, claim.kind[0])
    return f"{letter}-{hashlib.sha256(key.encode()).hexdigest()[:10]}"
