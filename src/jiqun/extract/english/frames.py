"""Choose the frame of an English number by its kind."""

from __future__ import annotations

import re

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


def frame(q: Quantity, at: Site) -> Frame | None:
    """The frame of a quantity; None when it says nothing that can be named."""
    left = at.view[at.start : q.start]
    if at.last is not None and _BEFORE.fullmatch(left) and at.view[at.start - 1 : at.start] == "(":
        return at.last
    right = at.view[q.end : at.limit]
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
