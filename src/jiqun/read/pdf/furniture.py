"""Running heads, feet and page numbers: what stands at the edge of the page again and again."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from jiqun.read.pdf.segments import Page, Segment, rows

_EDGE = 0.13
"""Share of a page's height in which heads and feet stand; margins of Chinese official documents are 37 and 35 mm."""
_NUMBER = r"(?:\d{1,4}|[ivxlc]{1,6})"
_PLAIN = re.compile(_NUMBER, re.I)
_DECORATED = re.compile(
    rf"[-–—―·~・\s]+{_NUMBER}[-–—―·~・\s]+|第\s*{_NUMBER}\s*页(?:\s*[,,/|]?\s*共\s*\d+\s*页)?|"
    rf"(?:page|p\.)\s*{_NUMBER}(?:\s*(?:of|/)\s*\d+)?|{_NUMBER}\s*/\s*\d{{1,4}}|{_NUMBER}\s*of\s*\d{{1,4}}",
    re.I,
)


@dataclass(slots=True)
class Furniture:
    """A segment at the edge of a page that is no content, and why."""

    segment: Segment
    reason: str
    top: bool


def take_out(pages: Sequence[Page]) -> dict[int, list[Furniture]]:
    """Remove heads, feet and page numbers from the segments of all pages; what was removed, by page number."""
    edges = {page.number: list(_edge_rows(page)) for page in pages}
    places: dict[tuple[str, bool, int], set[int]] = defaultdict(set)
    offsets: dict[int, set[int]] = defaultdict(set)
    for number, found in edges.items():
        for segment, top, _, height in found:
            for step in (0, 1):  # two overlapping scales of places, so that no border runs between equal lines
                places[_key(segment), top, step + 2 * int(segment.top / height * 60 + step * 0.5)].add(number)
            if segment.text.strip().isdigit():
                offsets[int(segment.text) - number].add(number)
    taken: dict[int, list[Furniture]] = {}
    enough = 2 if len(pages) == 2 else 3
    for page in pages:
        for segment, top, apart, height in edges[page.number]:
            keys = [(_key(segment), top, step + 2 * int(segment.top / height * 60 + step * 0.5)) for step in (0, 1)]
            reason = None
            if _is_page_number(segment, page, apart, offsets):
                reason = "page_number"
            elif apart and max(len(places[key]) for key in keys) >= enough:
                reason = "page_header" if top else "page_footer"
            if reason:
                taken.setdefault(page.number, []).append(Furniture(segment, reason, top))
        gone = {id(item.segment) for item in taken.get(page.number, ())}
        page.segments = [segment for segment in page.segments if id(segment) not in gone]
    return taken


def _key(segment: Segment) -> str:
    return re.sub(r"\d+", "#", re.sub(r"\s+", "", segment.text))


def _edge_rows(page: Page) -> list[tuple[Segment, bool, bool, float]]:
    """The segments of the first and last three rows in the margins: segment, at the top, apart from the text, height.

    A row that follows the text at the distance of its lines is text; the repeated head of a table is such a row.
    """
    found = []
    lines = rows(page.segments)
    for at_top in (True, False):
        order = lines if at_top else lines[::-1]
        for place, row in enumerate(order[:3]):
            tall = max(segment.height for segment in row)
            middle = (row[0].top + row[0].bottom) / 2 / page.height
            if (middle > _EDGE) if at_top else (middle < 1 - _EDGE):
                break
            inner = list(order[place + 1 :])
            gaps = [
                (min(s.top for s in b) - max(s.bottom for s in a))
                if at_top
                else (min(s.top for s in a) - max(s.bottom for s in b))
                for a, b in zip(order[place:3], inner, strict=False)
            ]
            apart = not gaps or max(gaps) > 0.7 * tall
            found += [(segment, at_top, apart, page.height) for segment in row]
    return found


def _is_page_number(segment: Segment, page: Page, apart: bool, offsets: dict[int, set[int]]) -> bool:
    text = segment.text.strip()
    if _DECORATED.fullmatch(text):
        return True
    if not _PLAIN.fullmatch(text) or not apart:
        return False
    if not text.isdigit():
        return text.islower()
    others = offsets[int(text) - page.number] - {page.number}
    return bool(others) or (len(text) <= 3 and segment.bottom > 0.9 * page.height)
