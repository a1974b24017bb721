"""甲、乙等世界500强企业: the firms of a list whose head noun is a ranking or a label."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiqun.extract.links.apply import Link
from jiqun.extract.links.spots import Spot, Spots
from jiqun.extract.lists import NameList

_UNNAMED = re.compile(r"等((?:全球|世界|全国|中国|国内|行业)?前?(?:\d{2,4}|[二三五]?[百千])强)")
_BEHIND = re.compile(r"等(?:一批|多家|\d+多?家)?[“]?")


def ranked(view: str, lists: list[NameList], spots: Spots) -> Iterator[Link]:
    """``ranked_in`` and ``awarded_title`` for the items of lists that a ranking or a label closes."""
    for names in lists:
        if not names.items:
            continue
        last = names.items[-1]
        index = spots.after(last.end)
        title = spots.spots[index] if index is not None else None
        unnamed = _UNNAMED.match(view, last.end)
        if unnamed and (title is None or title.start >= unnamed.end()):
            title = Spot(*unnamed.span(1), unnamed[1], "ranking")
        if title is None or title.type not in ("ranking", "award"):
            continue
        if not _BEHIND.fullmatch(view, last.end, title.start):
            continue
        relation = "ranked_in" if title.type == "ranking" else "awarded_title"
        for item in names.items:
            at = spots.after(item.start)
            head = spots.spots[at] if at is not None else None
            if head is not None and (head.start, head.end) == (item.start, item.end):
                yield Link(relation, head, title, head.start, title.end)
