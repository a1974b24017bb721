"""Choose the frame of an English number by its kind."""

from __future__ import annotations

import re

from jiqun.extract.english import nouns
from jiqun.extract.english.amounts import money, physical
from jiqun.extract.english.counts import count
from jiqun.extract.english.shares import multiple, ratio, share
from jiqun.extract.english.site import Frame, Site
from jiqun.extract.quantity import Quantity

_BEFORE = re.compile(
    r"(?:against |vs\.? )?(?:(?:the )?(?:previous|prior|preceding|last)(?: financial| fiscal)? year|P\.?Y\.?)[:,]?\s*",
    re.IGNORECASE,
)
"""What opens a bracket with the figure of the year before: (previous year Rs.24 crore)."""


_FOR = re.compile(r"\s+for\s+")
_PARTS = re.compile(r"[^()]*\s+for\s+[^()]+(?:\s+and|,)[^()]*\d[^()]*\s+for\s+[^()]+\)|[^()]*\)")


def _part(q: Quantity, at: Site, right: str) -> Frame | None:
    """A part of the total before a bracket: shipments were 500 t (400 t for pipes, and 100 t for rods)."""
    opened = at.view.rfind("(", max(0, at.start - 60), q.start)
    if at.last is None or q.unit == "percent" or opened < 0 or ")" in at.view[opened : q.start]:
        return None
    link = _FOR.match(right)
    span = nouns.after(at.view, q.end + link.end(), at.limit) if link else None
    whole = at.last.parent or at.last
    if span is None or whole.noun is None or not _PARTS.match(at.view, opened + 1):
        return None
    joined = re.compile(r" and [a-z]+(?=[,)])").match(at.view, span[1])
    thing = at.words((span[0], joined.end() if joined else span[1]))
    head = nouns.head(at.view, whole.noun)
    return Frame(f"{thing} {head}", "english.part", span, whole.subject, parent=whole)


def frame(q: Quantity, at: Site) -> Frame | None:
    """The frame of a quantity; None when it says nothing that can be named."""
    left = at.view[at.start : q.start]
    if at.last is not None and _BEFORE.fullmatch(left) and at.view[at.start - 1 : at.start] == "(":
        return at.last
    right = at.view[q.end : at.limit]
    part = _part(q, at, right)
    if part is not None:
        return part
    if q.unit in ("percent", "percentage_point", "per_1000"):
        return share(q, at, left, right)
    if q.kind == "ratio":
        return ratio(q, at, left)
    if q.kind == "multiple":
        return multiple(q, at, left)
    if q.kind == "money":
        return money(q, at, left, right)
    if q.kind == "physical" or (q.kind == "duration" and q.unit in ("h", "min", "month", "d", "s")):
        return physical(q, at, left, right)
    return count(q, at, left, right)
