"""ISO periods as days, so that 2018 and 2018-01/2018-12 are one and a part is told from a whole."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from functools import lru_cache

_POINT = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")

Day = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Days:
    """From the first day to the last, both None when open: days of months are 1–31, for order only."""

    first: Day | None
    last: Day | None

    @property
    def is_year(self) -> bool:
        """Whether it is one whole calendar year."""
        return bool(self.first and self.last and self.first[1:] == (1, 1) and self.last == (self.first[0], 12, 31))

    def holds(self, other: Days) -> bool:
        """Whether the other lies inside."""
        return (self.first is None or (other.first is not None and self.first <= other.first)) and (
            self.last is None or (other.last is not None and other.last <= self.last)
        )


@lru_cache(4096)
def days(iso: str) -> Days | None:
    """An ISO period as days; None when it is none.

    >>> days("2018") == days("2018-01/2018-12"), days("2018").is_year, days("2019-01/2019-09").is_year
    (True, True, False)
    >>> days("2011/..").last is None, days("next year") is None
    (True, True)
    >>> days("2018-01/2018-06") == days("2018-01-01/2018-06-30")
    True
    """
    start, slash, end = iso.strip().partition("/")
    first = None if slash and start in ("..", "") else _first(start)
    last = (None if end in ("..", "") else _last(end)) if slash else _last(start)
    if (first is None and start not in ("..", "")) or (last is None and (not slash or end not in ("..", ""))):
        return None
    if first is None and last is None:
        return None
    return Days(first, last)


def _first(text: str) -> Day | None:
    match = _POINT.fullmatch(text)
    return (int(match[1]), int(match[2] or 1), int(match[3] or 1)) if match else None


def _last(text: str) -> Day | None:
    match = _POINT.fullmatch(text)
    if match is None:
        return None
    year, month, day = int(match[1]), int(match[2] or 12), int(match[3] or 31)
    if year and 1 <= month <= 12 and day >= monthrange(year, month)[1]:
        day = 31  # the end of every month is written alike: 2018-06 ends when 2018-06-30 does
    return year, month, day


def year_of(iso: str | None) -> int | None:
    """The year in which a period ends, or starts when its end is open.

    >>> year_of("2018-01/2018-09"), year_of("2011/.."), year_of(None)
    (2018, 2011, None)
    """
    found = days(iso) if iso else None
    if found is None:
        return None
    day = found.last or found.first
    return day[0] if day else None
