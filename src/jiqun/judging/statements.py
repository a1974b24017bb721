"""What a claim states, apart from where it stands and how it was found; and claims moved to where they stand now."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from jiqun.model import Claim, Document, Entity, Figure, Mention, Practice, Relation

# Where a claim stands, how it was found, how sure its rule is: all that a new reading may change without saying
# anything else.
_PLACE = frozenset(
    {
        "quote", "start", "end", "rule", "cluster", "corrected", "mentions", "facets", "confidence", "accept",
        "value_text", "value_start", "value_end", "unit_text", "subject_text", "period_text", "period_inherited",
        "period_context", "tier", "explicit", "head_start", "head_end", "tail_start", "tail_end",
        "paragraph_start", "paragraph_end",
    }
)  # fmt: skip


def statement(claim: Claim) -> dict[str, Any]:
    """The fields that say what is claimed.

    >>> statement(Entity(quote="东岭", start=0, end=2, type="place", name="东岭"))
    {'type': 'place', 'name': '东岭', 'named': True}
    """
    return {field.name: getattr(claim, field.name) for field in fields(claim) if field.name not in _PLACE}


def differing(claim: Claim, other: Claim) -> dict[str, Any]:
    """What the first states otherwise than the second, both of one kind."""
    others = statement(other)
    return {name: value for name, value in statement(claim).items() if others[name] != value}


def corrected(claim: Claim, changes: dict[str, Any]) -> Claim:
    """The claim with other statements in place of its own, their names in ``corrected``."""
    if not changes:
        return claim
    more: dict[str, Any] = {}
    if isinstance(claim, Figure):
        more["facets"] = tuple(facet for facet in claim.facets if facet.name not in changes)
        if "period" in changes:
            more["period_inherited"] = False
    return replace(claim, corrected=tuple(sorted({*claim.corrected, *changes})), **changes, **more)


def moved(claim: Claim, start: int, document: Document) -> Claim:
    """The claim with its quote at another place of a text; spans outside the quote go with it where they fit."""
    by, end = start - claim.start, start + len(claim.quote)
    changes: dict[str, Any] = {"start": start, "end": end}
    if isinstance(claim, Figure):
        changes |= {"value_start": claim.value_start + by, "value_end": claim.value_end + by}
        inside = (f for f in claim.facets if claim.start <= f.start and f.end <= claim.end)
        changes["facets"] = tuple(replace(f, start=f.start + by, end=f.end + by) for f in inside)
    elif isinstance(claim, Entity):
        changes["mentions"] = (Mention(start, end),) if claim.mentions else ()
    elif isinstance(claim, Relation):
        for side in ("head", "tail"):
            span = (getattr(claim, f"{side}_start"), getattr(claim, f"{side}_end"))
            fits = None not in span and claim.start <= span[0] and span[1] <= claim.end
            changes |= {
                f"{side}_{part}": at + by if fits else None for part, at in zip(("start", "end"), span, strict=True)
            }
    elif isinstance(claim, Practice) and claim.paragraph_end:
        changes |= _paragraph(claim, by, document)
    return replace(claim, **changes)


def _paragraph(claim: Practice, by: int, document: Document) -> dict[str, int]:
    """The practice's paragraph, moved along; it ends where the block ends that its last character falls into."""
    if by == 0 and claim.paragraph_end <= len(document.text):
        return {}
    first = max(0, claim.paragraph_start + by)
    last = min(len(document.text), claim.paragraph_end + by)
    end = next((block.end for block in document.blocks if block.start < last <= block.end), last)
    return {"paragraph_start": first, "paragraph_end": end}
