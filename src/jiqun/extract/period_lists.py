"""Times in a row that are one span: 2016、2017、2018年, 2022年1月和2月."""

from __future__ import annotations

import re
from itertools import pairwise

_YEARS = re.compile(r"年?(?:[、和,]\s?(?:19|20)\d\d(?!\d)){2,5}年")
_MONTHS = re.compile(r"(?:和|、|及)(?P<month>1[0-2]|0?[1-9])月(?!\d)")


def in_a_row(view: str, at: int, first: str) -> tuple[int, str] | None:
    """The end and the span of a row of years or months that begins with ``first`` (ISO) and goes on at ``at``.

    >>> in_a_row("2016、2017、2018年", 4, "2016")
    (15, '2016/2018')
    """
    if len(first) == 4:
        match = _YEARS.match(view, at)
        years = [int(first), *(int(year) for year in re.findall(r"\d{4}", match.group()))] if match else []
        if match and all(later == year + 1 for year, later in pairwise(years)):
            return match.end(), f"{years[0]}/{years[-1]}"
    elif len(first) == 7:
        match = _MONTHS.match(view, at)
        if match and int(match["month"]) == int(first[5:]) + 1:
            return match.end(), f"{first}/{first[:4]}-{int(match['month']):02d}"
    return None
