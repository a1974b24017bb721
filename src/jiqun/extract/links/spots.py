"""Where the named things of a section stand, and which of them stand in one list (甲、乙和丙)."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from jiqun.model import Entity

_HEAD = "(?:企业|公司|高校|院校|院所|机构|单位|银行|部门|产品|领域|大学|集团|部委|省市)"
_CLOSED = (
    rf"(?:等(?:[^,。;:、“《与和]{{0,16}}?{_HEAD}(?:、{_HEAD}|、科研{_HEAD})*)?"
    + rf"|[两二三四五六七八九十\d]+[大家个]?[^,。;:、“《与和的]{{0,10}}?{_HEAD})"
)
_COMMON = r"[,]?(?:以及|及)|[、和与及同暨](?:\d[\d.]*[万亿]?[吨台套辆件片米])?|[,]?(?:牵头[,]?)?(?:联合|携手|会同)"
_JOIN = re.compile(rf"[”》)]{{0,2}}(?:{_CLOSED}?(?:{_COMMON})|{_CLOSED},)[“《(]?|》《|”“")
_AWARDS = re.compile(r"[”“]?(?:企业|称号|荣誉)?[、和及]?[“]?")
_JOINS = frozenset("、和与及同暨以,联携会牵等”》)“《两二三四五六七八九十0123456789")
LONGEST = 60
"""Names of one list that are looked at; a longer one is a register and no sentence."""
_SPLIT = re.compile(r"与|同|和|跟|携手|联合")


class Spot(NamedTuple):
    """One place where a thing is named; ``name`` is the thing's name."""

    start: int
    end: int
    name: str
    type: str


@dataclass(frozen=True, slots=True)
class Spots:
    """The outermost mentions of a section in order; ``group[i]`` is the number of the list that the i-th stands in."""

    spots: tuple[Spot, ...]
    starts: tuple[int, ...]
    group: tuple[int, ...]

    def before(self, at: int) -> int | None:
        """The index of the last spot that ends at or before ``at``."""
        index = bisect_right(self.starts, at) - 1
        while index >= 0 and self.spots[index].end > at:
            index -= 1
        return index if index >= 0 else None

    def ahead(self, start: int, end: int) -> int:
        """How far behind a word the next name starts (a large number: no name follows); -1 for a word inside a name."""
        index = bisect_right(self.starts, start)
        if index and self.spots[index - 1].end > start:
            return -1
        while index < len(self.starts) and self.starts[index] < end:
            index += 1
        return self.starts[index] - end if index < len(self.starts) else 1 << 30

    def after(self, at: int) -> int | None:
        """The index of the first spot that starts at or behind ``at``."""
        index = bisect_left(self.starts, at)
        return index if index < len(self.spots) else None

    def up_to(self, index: int, allowed: frozenset[str]) -> list[Spot]:
        """The spots of the list that ends at ``index``, back to the first that has none of the allowed types."""
        low = index
        while (
            low >= max(0, index - LONGEST) and self.group[low] == self.group[index] and self.spots[low].type in allowed
        ):
            low -= 1
        return list(self.spots[low + 1 : index + 1])

    def onward(self, index: int, allowed: frozenset[str]) -> list[Spot]:
        """The spots of the list from ``index`` on, up to the first that has none of the allowed types."""
        high = index
        while (
            high < min(len(self.spots), index + LONGEST)
            and self.group[high] == self.group[index]
            and self.spots[high].type in allowed
        ):
            high += 1
        return list(self.spots[index:high])


def read_spots(view: str, entities: Iterable[Entity], clusters: Iterable[tuple[int, int, str]]) -> Spots:
    """The spots of a section; a name inside a longer one, and a place glued to the name behind it, are none."""
    every: list[tuple[int, int, str, str]] = []
    for entity in entities:
        kind = "model" if entity.rule == "name.model" else entity.type
        every += [(m.start, -m.end, entity.name, kind) for m in entity.mentions]
    every += [(start, -end, name, "cluster") for start, end, name in clusters]
    every.sort()
    kept: list[Spot] = []
    last = 0
    for start, negative, name, kind in every:
        if start < last:
            continue
        if kind == "place" and view[start - 1] == "等":
            continue  # 甲、乙等湖南企业
        if kept and kept[-1].type == "place" and last == start:
            before = kept.pop()
            if kind == "place":
                start = before.start  # 浙江湖州: the narrower place
        last = -negative
        kept.append(Spot(start, last, name, kind))
    group: list[int] = []
    for n, spot in enumerate(kept):
        joined = n > 0 and _joined(view, kept[n - 1], spot)
        group.append(group[-1] if joined else n)
    return Spots(tuple(kept), tuple(spot.start for spot in kept), tuple(group))


def _joined(view: str, left: Spot, right: Spot) -> bool:
    gap = right.start - left.end
    if gap == 1 and view[left.end] == "、":
        return True
    if left.type == right.type == "award" and _AWARDS.fullmatch(view, left.end, right.start):
        return True  # 专精特新“小巨人”企业、某某示范企业
    return 1 <= gap <= 30 and view[left.end] in _JOINS and _JOIN.fullmatch(view, left.end, right.start) is not None


def sides(view: str, spots: list[Spot]) -> tuple[list[Spot], list[Spot]] | None:
    """A list cut in two at its last 与, 同 or 和 (甲、乙与丙), or None where there is only 、."""
    for n in range(len(spots) - 1, 0, -1):
        if _SPLIT.search(view, spots[n - 1].end, spots[n].start):
            return spots[:n], spots[n:]
    return None
