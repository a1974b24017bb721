"""What people decide about claims and names."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields
from typing import Any

from jiqun.model.claims import Claim, claim_from_dict


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a judged quote stood: the text around it, a checksum of the whole text, and at how many places.

    ``like`` is how many letters and digits around the likest other place agreed with those around this one. ``rivals``
    are the other figures that were read from the same number.
    """

    before: str
    after: str
    text: str
    places: int = 1
    like: int = 0
    rivals: int = 0


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's verdict: on a claim, on whether two names mean the same, or (``undo``) on an earlier judgement.

    ``about`` is ``claim``, ``identity`` or ``judgement``. ``fields`` are what a correction put in place of what stands
    in ``original``, the claim as it was read. ``first`` is the first judgement on the same claim, ``bulk`` the first of
    those made at once. ``undone_by`` is the judgement that took this one back, None while it is in force.
    """

    id: int
    about: str
    verdict: str
    by: str
    when: str
    why: str | None = None
    document: str | None = None
    claim: str | None = None
    original: Claim | None = None
    fields: dict[str, Any] = field(default_factory=dict)
    anchor: Anchor | None = None
    one: str | None = None
    other: str | None = None
    undoes: int | None = None
    first: int | None = None
    bulk: int | None = None
    undone_by: int | None = None

    def to_dict(self) -> dict[str, Any]:
        """The judgement as one JSON object."""
        body = {f.name: getattr(self, f.name) for f in fields(self)}
        body["original"] = self.original.to_dict() if self.original else None
        body["anchor"] = asdict(self.anchor) if self.anchor else None
        return body


def judgement_from_dict(body: dict[str, Any]) -> Judgement:
    """The inverse of `Judgement.to_dict`."""
    original = claim_from_dict(body["original"]) if body["original"] else None
    anchor = Anchor(**body["anchor"]) if body["anchor"] else None
    return Judgement(**{**body, "original": original, "anchor": anchor})
