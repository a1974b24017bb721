"""Seek a costly pattern only where it can be: around the words that each of its matches must hold."""

from __future__ import annotations

import re
from collections.abc import Iterator


def around(
    pattern: re.Pattern[str], core: re.Pattern[str], view: str, start: int, end: int, before: int, behind: int = 0
) -> Iterator[re.Match[str]]:
    """The matches of ``pattern`` in ``view[start:end]``, in order, as its `finditer` gives them.

    Each must hold a match of ``core`` that begins at most ``before`` characters behind its beginning, and nothing more
    than ``behind`` characters after that core may matter to it (lookaheads too).

    >>> fair, words = re.compile("[一-龥]{2,4}?大赛"), re.compile("大赛")
    >>> [match.group() for match in around(fair, words, "创新创业大赛,轴承大赛", 0, 11, before=4)]
    ['创新创业大赛', '轴承大赛']
    """
    low = high = start
    for found in core.finditer(view, start, end):
        if found.start() - before > high:
            yield from pattern.finditer(view, low, high)
            low = found.start() - before
        high = min(end, found.end() + behind)
    yield from pattern.finditer(view, low, high)
