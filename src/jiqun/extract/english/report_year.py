"""The year that a yearly report tells about: what *the year*, *the current year* and *the previous year* mean in it."""

from __future__ import annotations

import re

_Y = r"(?:19|20)\d\d"
_TITLED = re.compile(
    rf"\b(?:annual|yearly|integrated|sustainability)\s+(?:report|review|accounts)(?:\s+and\s+accounts)?[\s,:–-]+(?:for\s+)?(?:the\s+)?"
    rf"(?:(?:fiscal|financial)?\s?(?:year)?\s?|FY\s?)(?P<a>{_Y})(?:\s?[-/–]\s?(?P<b>\d\d(?:\d\d)?))?(?!\d)"
    rf"|\b(?P<c>{_Y})(?:\s?[-/–]\s?(?P<d>\d\d(?:\d\d)?))?\s+(?:annual|yearly|integrated|sustainability)\s+(?:report|review|accounts)\b",
    re.IGNORECASE,
)
_ENDED = re.compile(
    r"\b(?:financial |fiscal )?year\s?(?:ended|ending|to)\s?(?:on\s)?(?:the\s)?(?:\d{1,2}\s?(?:st|nd|rd"
    r"|th)?(?:\sof)?\s?)?"
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December)"
    rf"\s?(?:\d{{1,2}}(?:st|nd|rd|th)?)?,?\s?(?P<year>{_Y})",
    re.IGNORECASE,
)
_OPENING = 3000


def report_year(view: str) -> tuple[int, int] | None:
    """First and last calendar year of the year that a report tells about, by its title or *the year ended …*.

    >>> report_year("Annual Report 2012-13"), report_year("Accounts for the year ended 30 June 2019")
    ((2012, 2013), (2018, 2019))
    >>> report_year("Annual Report 2018"), report_year("The year was good.")
    ((2018, 2018), None)
    """
    titled = _TITLED.search(view, 0, _OPENING)
    if titled:
        first = int(titled["a"] or titled["c"])
        second = titled["b"] or titled["d"]
        last = first if second is None else int(second) if len(second) == 4 else first // 100 * 100 + int(second)
        if 0 <= last - first <= 1:
            return first, last
    ended = _ENDED.search(view, 0, _OPENING)
    return ended_year(ended) if ended else None


def ended_year(m: re.Match[str]) -> tuple[int, int]:
    """The years of *the year ended 31 March 2010*: 2009 and 2010; one that ends in December is its own."""
    year = int(m["year"])
    return (year, year) if m["month"].lower() == "december" else (year - 1, year)


def iso_of(years: tuple[int, int], back: int = 0) -> str:
    """The year as a period, ``back`` years earlier.

    >>> iso_of((2009, 2010)), iso_of((2018, 2018), 1)
    ('2009/2010', '2017')
    """
    first, last = years[0] - back, years[1] - back
    return str(first) if first == last else f"{first}/{last}"
