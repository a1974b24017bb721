"""English shares in brackets or in a row: *tin (23 %)*, *7 percent jobs and 6 percent exports of small firms*."""

from __future__ import annotations

import re
from dataclasses import replace

from jiqun.extract.english import nouns
from jiqun.extract.english.site import Frame, Site
from jiqun.extract.english.words import is_measure
from jiqun.extract.quantity import Quantity

_PRIOR = re.compile(r"\d(?: ?%| per ?cent)(?: of (?:the )?[\w ]{2,30}?)? \($")
_ANOTHER = re.compile(r"\s+(?:in|for|at|among)\s+[^,;.\d]{2,40}?(?:,?\s+and|,|;)\s+(?:by\s+)?")
_LISTS = re.compile(r"(?:followed by|[,)]|[,)]? and|than)\s+(?:the\s+)?$")
_FOLLOWED = re.compile(
    r"(?:followed by|[\d%],|(?:%|per ?cent),? and)\s+(?:the\s+)?(?P<who>[A-Z][\w&-]*(?: (?:and )?[\w&-]+){0,4}?)"
    r"\s+(?:at|with|on)\s+(?:about |nearly |over )?$"
)
"""A further one of a row of shares: leads with 27%, followed by tin at 19%, zinc at 12% and lead at 9%."""
_BOTH = re.compile(r"\s*(?:,|and|, and)\s+(?:by\s+)?")
_GOES_ON = re.compile(r"(?:^|\band)\s*$")
_LISTED = re.compile(
    r"(?:(?:,|,? and) (?:about |nearly |over )?\d[\d.]*\s?(?:%|per ?cent)(?: of)?(?: the)? [a-z][a-z ]{2,30}?){1,8}"
    r" of (?P<whole>(?:the )?[A-Za-z][\w -]{3,50}?)(?=[.,;]|$)"
)
"""What the last of several shares says for all: 7 percent units, 8 percent jobs and 6 percent sales of small firms."""


def again(q: Quantity, at: Site) -> Frame | None:
    """A second rate that shares the words of the first: rose 9% in pumps and 21% in valves, to Arlen (+9%)."""
    if at.last is None or not at.last.rule.startswith(("english.growth", "english.share", "english.rate")):
        return None
    signed = q.value < 0 or at.view[q.start - 1 : q.start] == "+"
    between = at.view[at.floor : q.start]
    lead = at.view[max(0, at.start - 60) : q.start]
    if at.view[q.end : q.end + 1] == ")" and _PRIOR.search(lead):
        return replace(at.last)  # 8.6% of net sales (8.3%)
    if at.last.rule == "english.growth" and (_ANOTHER.fullmatch(between) or _BOTH.fullmatch(between)):
        return replace(at.last)
    behind = at.view[max(0, q.start - 80) : q.start]
    followed = _FOLLOWED.search(behind)
    if followed and at.last.rule.startswith(("english.share", "english.rate")):
        low = q.start - len(behind)
        span = low + followed.start("who"), low + followed.end("who")
        return replace(at.last, noun=span, subject=at.words(span))
    named = _bracketed(at) if not at.view[at.start : q.start].strip(" +-−–") else None
    if named is None or not (signed or _LISTS.search(at.view[max(0, named[0] - 16) : named[0]])):
        return None
    negative = False if signed else at.last.negative
    return replace(at.last, noun=named, subject=at.words(nouns.bare(at.view, named)), negative=negative)


def row_goes(at: Site, left: str, *, headed: bool) -> bool:
    """Whether a share opens a row (account for 7 percent units) or goes on with the row of the share before it."""
    if at.verb is not None and at.verb.role == "share" and not headed:
        return True
    return at.last is not None and at.last.rule == "english.share_listed" and _GOES_ON.search(left) is not None


def in_row(at: Site, whole: tuple[int, int]) -> Frame:
    """One of several shares, of what the last of them names: 7 percent units and 6 percent exports of small firms."""
    listed = _LISTED.match(at.view, whole[1])
    inner = re.compile(r"\s+of\s+(?:the\s+)?").match(at.view, whole[1])
    owner = nouns.after(at.view, inner.end(), len(at.view)) if inner else None
    words = listed["whole"] if listed else at.words(owner) if owner else ""
    return Frame(f"share of {at.words(whole)}" + (f" of {words}" if words else ""), "english.share_listed", whole)


def in_brackets(at: Site) -> Frame | None:
    """A share that stands alone in brackets, of the noun phrase before it; None where there is none."""
    named = _bracketed(at)
    return Frame(at.words(named), "english.share_bracketed", named) if named else None


def _bracketed(at: Site) -> tuple[int, int] | None:
    """The noun phrase before a share that stands alone in brackets: a strong concentration of engineers (2.9%)."""
    lead = at.view[max(0, at.start - 2) : at.start].strip()
    if not lead.endswith("(") or at.view[at.end : at.end + 1] != ")":
        return None
    floor = max(0, at.start - 120)
    opened = at.view.rfind("(", floor, at.start)
    span = nouns.before(at.view, floor, opened - (at.view[opened - 1] == " "))
    if span is None:
        return None
    wide = re.compile(r"([\w-]+) of (?:[\w.-]+ ){1,4}(?:in|with|from) (?:any |the )?$").search(at.view, floor, span[0])
    return (wide.start(), span[1]) if wide and is_measure(wide[1]) else span
