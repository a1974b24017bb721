"""The place that an English measure without owner is told of: *in the EU, output fell by 4 %*, *by 2 % in Arlen*."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable

from jiqun.extract.english.firm_cues import not_organisations
from jiqun.model import Entity

_PLACE = (
    r"\s+(?P<place>(?:the\s+)?(?:[A-Z][\w.-]*\w(?:\s(?:of\s)?[A-Z][\w.-]*\w)*"
    r"(?:\s(?:region|area|zone|province|county|district|state|city))?"
    r"|(?:whole |entire )?(?:[a-z]+ )?(?:area|zone|region|country|province|county)))"
)
_BEHIND = re.compile(rf"\s+(?:(?:year[- ]on[- ]year|on average)\s+)?(?:in|for|across){_PLACE}(?![\w'’])")
_LEAD = re.compile(rf"(?:^|(?<=[,;]\s))(?:[Ii]n|[Ff]or|[Aa]cross){_PLACE}(?=,|\s+(?:the\s+)?[a-z])")
_TIMES = re.compile(
    rf"(?:the )?(?:{'|'.join([*calendar.month_name[1:], *calendar.month_abbr[1:]])}|[HQ][1-4]|FY|Year|Quarter)\b"
)


def place_of(view: str, sentence: int, q: tuple[int, int], end: int) -> str | None:
    """The place right behind a number at ``q``, else the last that opens a stretch of the sentence before it.

    >>> place_of("In the EU28, output fell by 4% and by 2% in Arlen.", 0, (28, 30), 30)
    'the EU28'
    """
    behind = _BEHIND.match(view, q[1], end)
    if behind and _placed(behind["place"]):
        return behind["place"]
    found = [m["place"] for m in _LEAD.finditer(view[sentence : q[0]]) if _placed(m["place"])]
    return found[-1] if found else None


def _placed(words: str) -> bool:
    return _TIMES.match(words) is None and not_organisations().get(words) != "word"


def is_firm(name: str | None, entities: Iterable[Entity]) -> bool:
    """Whether what a document is about is one of its organisations, or one of many words that only it bears."""
    if name is None:
        return False
    bare = name.lower().removeprefix("the ")
    return bare in ("company", "group", "bank", "corporation") or any(
        bare == view.name.lower() or view.name.lower().startswith(bare + " ") for view in entities
    )
