"""When a document came out, as far as anybody says."""

from __future__ import annotations

import re

from jiqun.model import Source

_DATE = re.compile(r"(?<!\d)((?:1[5-9]|20)\d\d)(?:(?:-|/|\.|年)(\d{1,2})(?:(?:-|/|\.|月)(\d{1,2}))?)?(?!\d)")
_YEARS = re.compile(r"(\d{4})[^/]*(?:/(?:(\d{4}).*|(\.\.)))?$")


def known_date(source: Source) -> str | None:
    """The date of publication, else the document's own date, in ISO 8601; None when neither is known.

    >>> from jiqun.model import Document, Origin
    >>> known_date(Source("", Document("", date="2019-04"), Origin(published="2019年3月8日")))
    '2019-03-08'
    >>> known_date(Source("", Document("", date="2019-04"), Origin(published="last spring")))
    '2019-04'
    """
    for given in (source.origin.published, source.document.date):
        found = _DATE.search(given or "")
        if found:
            return "-".join(part if len(part) == 4 else f"{int(part):02}" for part in found.groups() if part)
    return None


def last_year(period: str | None) -> int | None:
    """The year in which an ISO period ends; None without one, and for one that is still running.

    >>> last_year("2018-03"), last_year("2016/2018"), last_year("2016/.."), last_year("../2018")
    (2018, 2018, None, 2018)
    """
    found = _YEARS.match(period.removeprefix("../")) if period else None
    return None if found is None or found[3] else int(found[2] or found[1])
