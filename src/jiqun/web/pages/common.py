"""What the pages share: the kinds of values that their addresses take, and lists that go over several pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Query

from jiqun.web.rendering import QUERY_LIMIT

Ref = str
Code = Annotated[str | None, Query(max_length=40, pattern="^[a-z_]*$")]
Kind = Annotated[str | None, Query(max_length=20, pattern="^[a-z]+$")]
Mark = Annotated[str | None, Query(max_length=24, pattern=r"^\d{1,10}-\d{1,10}$")]
Search = Annotated[str, Query(max_length=QUERY_LIMIT)]
Choice = Annotated[str | None, Query(max_length=QUERY_LIMIT)]
Page = Annotated[int, Query(ge=1, le=100_000)]


@dataclass(frozen=True, slots=True)
class Pager:
    """Which part of a list a page shows: from ``first`` to ``last`` of ``count``, on page ``page`` of ``pages``."""

    count: int
    page: int
    pages: int
    first: int
    last: int


def pages_of(count: int, page: int, size: int) -> Pager:
    """The part of a list that a page shows; a page beyond the end is the last one.

    >>> pages_of(95, 3, 40), pages_of(0, 7, 40).page
    (Pager(count=95, page=3, pages=3, first=80, last=95), 1)
    """
    pages = max(1, -(-count // size))
    page = min(page, pages)
    return Pager(count, page, pages, (page - 1) * size, min(count, page * size))
