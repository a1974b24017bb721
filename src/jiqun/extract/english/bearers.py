"""Whom an English number belongs to where words beside it tell: with, by, for, through, or a participle."""

from __future__ import annotations

import re

from jiqun.extract.english import nouns
from jiqun.extract.english.reading import Segment, Sentence
from jiqun.extract.english.words import tokens

_DOING = re.compile(
    r"\s(?:employing|generating|producing|offering|covering|totall?ing|spanning|occupying|housing|measuring|hosting)"
    r"\s+(?:[\w-]+\s+){0,3}$"
)
_WITH = re.compile(r"\swith\s+(?:(?:a|an|the)\s+)?(?:[\w-]+\s+){0,2}$")
_COPULA = re.compile(
    r"\b(?:is|was|are|were|be|been|became|become|becomes|becoming|as|in|at|on|near)\s+(?:(?:a|an|the|one|its)\s+)?(?:\w+\s+)?$"
)
_COUNTED = re.compile(r"\d\+?\s+(?:[\w-]+\s+)?$")
_BY = re.compile(
    r"\s+(?:(?:is|are|was|were|being)\s+)?(?:taken|held|owned|occupied|registered|recorded|posted|reported|produced"
    r"|generated|contributed|filled|claimed|made up|accounted for|earned|achieved)\s+by\s+"
)
_FOR = re.compile(r"\s+(?:for|among|in)\s+(?:the\s+)?")
_HELD = re.compile(r"\b(?:held|holds?|has|had|have|with|captured|won|commands?|commanded|its|their)\b[^,;]*\bshare\b")
_REST = re.compile(r"\b(?:ratio|figure|rate|share|proportion|percentage|number|average)\b[^.;]{0,30}$")


def beside(view: str, start: int, q: tuple[int, int], end: int, *, share: bool) -> str | None:
    """The bearer of a number at ``q`` in the stretch from ``start``; the sentence ends at ``end``.

    >>> view = "It opened a laboratory with 40 staff, the other 60% held by private owners."
    >>> beside(view, 0, (28, 30), len(view), share=False), beside(view, 38, (48, 51), len(view), share=True)
    ('laboratory', 'private owners')
    """
    doing = _DOING.search(view, start, q[0])
    if doing:
        span = nouns.before(view, start, doing.start())
        return None if span and nouns.is_measured(view, span) else _words(view, span)
    having = _WITH.search(view, start, q[0])
    if having and not share:
        span = nouns.before(view, start, having.start())
        if span and not _COPULA.search(view, max(0, span[0] - 16), span[0]) and _possessor(view, start, span):
            return _words(view, _possessor(view, start, span))
    if share:
        by = _BY.match(view, q[1], end)
        if by:
            stop = re.compile(r"[.;,)]|\s(?:while|and the|but)\s").search(view, by.end(), end)
            return re.sub(r"\s+", " ", view[by.end() : stop.start() if stop else end]).strip() or None
        among = _FOR.match(view, q[1], end)
        if among and _REST.search(view, start, q[0]) and not _HELD.search(view, start, q[0]):
            return _words(view, nouns.after(view, among.end(), end))
    return None


def _possessor(view: str, start: int, span: tuple[int, int]) -> tuple[int, int] | None:
    """The whole noun phrase with its possessive; None where it opens its stretch or is no thing."""
    words = tokens(view, start, span[0])
    if (
        view[span[0]].isdigit()
        or view[slice(*span)] in ("compared", "along", "together", "combined")
        or view[slice(*span)].endswith(" and")
    ):
        return None
    if re.search(r"\b(?:year|month|quarter|decade|half|day|week)$", view[slice(*span)]):
        return None  # finished the year with 40 firms
    if not words or span[1] - span[0] < 3 or _COUNTED.search(view, max(start, span[0] - 30), span[0]):
        return None
    return span


def _words(view: str, span: tuple[int, int] | None) -> str | None:
    return re.sub(r"\s+", " ", view[slice(*nouns.bare(view, span))]) if span else None


_LISTED = re.compile(
    r"\s*(?:[;,]\s*)?(?:and\s+|as well as\s+)?"
    r"(?:.*?\b(?:including|such as|namely|behind|for|are|were|by)\s+)?(?:the\s+)?"
    r"(?P<who>[A-Za-z][\w&'’, -]{2,60}?)\s*\($"
)


def item_of(view: str, sentence: Sentence, segment: Segment) -> str | None:
    """The item of a list that a bracket of figures belongs to: pumps (5 million, up 2%); valves (3 million)."""
    brackets = [s for s in sentence.segments if s.link == "bracket" and re.search(r"\d", view[s.start : s.end])]
    if len(brackets) < 2:
        return None
    mark = ";" if ";" in view[sentence.start : sentence.end] else ","
    begins = (view.rfind(sign, sentence.start, segment.start - 1) + 1 for sign in (mark, ")"))
    item = _LISTED.match(view, max(sentence.start, *begins), segment.start)
    return item["who"] if item else None
