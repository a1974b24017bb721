"""What an English document is about by its title, and what a yearly report calls the one that reports."""

from __future__ import annotations

import re

from jiqun.extract.english.sections import Paragraph

_REPORT = re.compile(
    r"\b(?:annual|yearly|sustainability|half-yearly|quarterly|directors['’]|board['’]s)\s+report\b", re.IGNORECASE
)
_REPORTER = re.compile(r"\b(?:[Tt]he|[Yy]our) (?:Company|Group|Corporation|Bank|Authority|Trust)\b(?!\s+[A-Z])")
_OPENING = 1500
_INTRODUCES = re.compile(
    r"^(?:An?\s+)?(?:Introduction|Overview|Guide|Profile|History|Brief|About|Background|Case study"
    r"|Facts)(?:\s+(?:to|of|about|on))?"
    r"[\s:]+(?:the\s+)?(?=[A-Z])",
    re.IGNORECASE,
)
_HEADLINE = re.compile(
    r"(.{3,60}?)\s+(?:posts|opens|grows|reports|sees|plans|hits|reaches|to|gets|wins|signs|launches|expands|invests"
    r"|builds|announces|breaks|sets|buys|acquires|adds|cuts|raises|sells|unveils"
    r"|aims|exceeds|tops|rises|attracts|is|has)\b"
)
_REPORT_TAIL = re.compile(
    r"\s+(?:(?:annual|sustainability|integrated|half-yearly)\s+report|directors['’] report)\b.*$", re.IGNORECASE
)


def reporter(view: str) -> str | None:
    """What a yearly report calls the one that reports: *the Company*, the more often of such names.

    >>> reporter("Annual Report 2012-13. The Company sold 5 pumps. The profit of the Company rose.")
    'the Company'
    >>> reporter("The Company sold 5 pumps.") is None
    True
    """
    if _REPORT.search(view, 0, _OPENING) is None:
        return None
    names = [m.group()[:1].lower() + m.group()[1:] for m in _REPORTER.finditer(view)]
    return max(sorted(set(names)), key=names.count) if len(names) > 1 else None


def titled(view: str, parts: list[Paragraph]) -> str | None:
    """What a document without a cluster is about: its title without *Introduction to*, up to a colon or verb."""
    if not parts or not parts[0].heading:
        return None
    title = re.split(r"\s*[:(|–—]\s*|, (?=[a-z])", view[parts[0].start : parts[0].end])[0]
    title = _REPORT_TAIL.sub("", _INTRODUCES.sub("", title))
    cut = _HEADLINE.match(title)
    return (cut[1] if cut else title) or None
