"""What an English sum of money is for: *5 million would be spent on roads*, *3 million for bridges*."""

from __future__ import annotations

import re

from jiqun.extract.english import nouns
from jiqun.extract.english.site import Frame, Site
from jiqun.extract.quantity import Quantity

TOWARDS = re.compile(r"\s+(?:on|for|towards?)\s+(?:the\s+)?")
_SUM_LEADS = re.compile(
    r"(?:(?:and|but|while|,)\s*)?(?:(?:out )?of (?:which|this|the total(?: \w+)?),? ?)?(?:an? (?:sum|amount|total"
    r"|outlay|allocation|provision) of|another|a further|an additional|some|about|around)?",
    re.IGNORECASE,
)
_USED = re.compile(
    r"\s+(?:(?:has|have|had|will|would|is|are|was|were|to|shall|can)\s+)*(?:(?:be|been|being)\s+)?"
    r"(?P<verb>set aside|spent|earmarked|allocated|provided|allotted|reserved|used|invested|disbursed|approved"
    r"|sanctioned|proposed|budgeted|committed|paid|granted|made available|go|goes|going)?\s*(?<=\s)"
    r"(?:for|on|towards?|to|in)\s+(?:the\s+)?"
)
_USES = {"spent": "spending", "invest": "investment", "set aside": "allocation", "earmark": "allocation",
         "allo": "allocation", "grant": "grant", "paid": "payment", "disbursed": "disbursement"}  # fmt: skip


def purpose(q: Quantity, at: Site, left: str) -> Frame | None:
    """What a sum is for that is its clause's subject: 5 million would be spent on roads, and 3 million for bridges."""
    if _SUM_LEADS.fullmatch(left.strip()) is None:
        return None
    m = _USED.match(at.view, q.end)
    thing = nouns.after(at.view, m.end(), min(len(at.view), m.end() + 90)) if m else None
    if m is None or thing is None:
        return None
    named = re.compile(r"\s*\([A-Z]+\)\s+[a-z]+").match(at.view, thing[1])
    words = at.words((thing[0], named.end() if named else thing[1]))
    done = next((name for verb, name in _USES.items() if verb in (m["verb"] or "")), None)
    if done is None and at.last is not None and at.last.rule == "english.purpose":
        done = at.last.indicator.rsplit(" ", 1)[-1]
    return Frame(f"{words} {done or 'outlay'}", "english.purpose", thing)
