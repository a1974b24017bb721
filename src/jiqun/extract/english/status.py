"""Whether an English figure is a target, a former state, or actual."""

from __future__ import annotations

import re

from jiqun.extract.english.reading import Segment, Sentence
from jiqun.extract.period import Period
from jiqun.extract.quantity import Quantity
from jiqun.vocab.guarded import guarded

_TARGET = guarded(
    r"\b(?:will|shall|plan(?:s|ned|ning)? (?:to|for)|aim(?:s|ed|ing)? (?:to|at|for)|aims?|expect(?:s|ed|ing)?"
    r"|expectations?|target(?:s|ed|ing)?|goals?|intend(?:s|ed|ing)?"
    r"|(?:is|are|was|were) (?:estimated to (?:increase|reach|rise|grow|fall|drop|exceed|decrease|decline)"
    r"|(?:prepared|designed|intended|determined|meant) to|set(?! up)|due|scheduled|slated|to be|to)"
    r"|project(?:s|ed) (?:to|at|for|that)|forecasts?"
    r"|(?:has|have|had)?\s?(?:decided|agreed|vowed|promised) to"
    r"|announc(?:ed|es|ing) (?:an?|its|plans?|the)(?: [\w-]+){0,2} (?:investment|plans?)|announced plans?"
    r"|hop(?:es?|ing) to|wants? to|seek(?:s|ing)? to|pledg(?:es|ed)|proposes to"
    r"|scheduled|objective|ambition|envisag(?:es|ed)|envision(?:s|ed)?|strives? to|committed to|would|should|could"
    r"|to be (?:built|completed|opened|invested)|going to|planned(?! (?:area|land|surface|site)))\b",
    re.IGNORECASE,
)
_TARGET_AFTER = re.compile(
    r"[^,;.]{0,60}?\b(?:will|would be|shall be|is expected to|are expected to|is planned|are planned"
    r"|is to be|are to be|is targeted"
    r"|is projected|is set to|are set to)\b"
)
_PAST = re.compile(
    r"\b(?:was|were|had|has|have|reached|rose|grew|fell|stood|employed|produced|generated|totall?ed|amounted"
    r"|accounted|attracted|exported|increased|recorded|posted|became)\b(?! (?:expected|planned|projected|set to"
    r"|due|scheduled|forecast|targeted|pledged|committed|to be|to reach))",
    re.IGNORECASE,
)
_DID = re.compile(
    r"(?<!\bbe )(?<!\bhave )(?<!\bto )\b(?:held|controlled|owned|sold|captured|covered|housed|hosted|supplied|made"
    r"|built|opened|won|created|completed|crossed|passed|surpassed|exceeded|doubled|tripled|commanded|operated)\b"
)
_FROM_TO = re.compile(
    r"\bfrom\s+(?:a |an |the |about |around |just |only |some |less than |fewer than )*$", re.IGNORECASE
)
_PROMISED = re.compile(
    r"\b(?:generation|creation|generate|create) of(?: (?:up to|about|around|some|over|more than))?\s+$"
)
_JOBS = re.compile(r"\s+(?:[\w-]+ ){0,3}(?:jobs|posts|positions)\b")
_CAUSED = re.compile(
    r"\b(?:led to|resulted in|brought|has seen|had seen|contributed to|enabled) (?:the )?\w+ of[^.;]*$"
)
_TO = re.compile(r"[^.;]{0,40}?\bto\s+")


def status_of(view: str, sentence: Sentence, q: Quantity, segment: Segment, period: Period | None) -> str:
    """``target`` in a plan, ``historical`` for the first of *from A to B*, else ``actual``."""
    left = view[sentence.start : q.start]
    former = _FROM_TO.search(left)
    if _PROMISED.search(left) and _JOBS.match(view, q.end) and not _CAUSED.search(left):
        return "target"
    cues = list(_TARGET.finditer(left))
    if cues and not _PAST.search(left, cues[-1].end()):
        return "historical" if former else "target"
    if _TARGET_AFTER.match(view[q.end : segment.end]) and (segment.verb is None or segment.verb.start > q.start):
        return "target"
    if segment.verb is None and _TARGET_AFTER.match(view[q.end : sentence.end]):
        return "target"
    done = _PAST.search(view, q.end, min(segment.end, q.end + 80)) is not None
    if period is not None and period.kind == "by" and not (done or _PAST.search(left) or _DID.search(left)):
        return "target"
    return "historical" if former and _TO.match(view[q.end : segment.end]) else "actual"


def status_at(view: str, segment: Segment, at: int) -> str:
    """``target`` for what stands behind *will*, *plans to* and the like in its stretch, else ``actual``."""
    left = view[segment.start : at]
    cues = list(_TARGET.finditer(left))
    return "target" if cues and not _PAST.search(left, cues[-1].end()) else "actual"
