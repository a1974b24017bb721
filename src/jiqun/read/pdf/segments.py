"""Glyphs to segments: the characters of a page joined to the pieces of line that they print."""

from __future__ import annotations

import ctypes
import itertools
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from jiqun.errors import ReadError
from jiqun.read.limits import most
from jiqun.read.parsed import clean

_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_BULLETS = dict.fromkeys((0xF06C, 0xF06E, 0xF075, 0xF0A7, 0xF0B7, 0xF0D8, 0xF0FC, 0xF076), "•")
_HYPHENS = {0x02: "-", 0xAD: "-", 0x2010: "-"}  # pdfium gives U+0002 for a hyphen at the end of a line
_SPELLED = {**_LIGATURES, **_BULLETS, **_HYPHENS}
_WIDE = re.compile("[\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffee]")
_AREA = re.compile(r"(?:^|[^A-Za-z])[kcdm]?m$", re.I)
_GAP = 1.0
_WIDE_GAP = 0.5
"""In em: a wider gap separates columns or cells, a narrower one words (the widest measured in justified lines: 0.9).

Between two Chinese characters there are no words to part: half an em is a border of cells.
"""


class Glyph(NamedTuple):
    """One printed character, in points from the upper left corner of the page as it is seen."""

    char: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    spaced: bool


@dataclass(slots=True)
class Segment:
    """Words printed on one line without a wide gap."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float

    @property
    def height(self) -> float:
        """From the top to the bottom of its characters."""
        return max(self.bottom - self.top, 0.1)


@dataclass(slots=True)
class Page:
    """One page: its size, its segments, words printed at an angle, and how it was read."""

    number: int
    width: float
    height: float
    segments: list[Segment] = field(default_factory=list)
    turned: list[str] = field(default_factory=list)
    ocr: bool = False
    unread: bool = False


def read_glyphs(page: Any, where: str) -> tuple[list[Glyph], list[str], int]:
    """The characters of a page in the order of the file, words at an angle, and how many cannot be told."""
    from pypdfium2 import raw

    text_page = page.get_textpage()
    try:
        handle, count = text_page.raw, raw.FPDFText_CountChars(text_page.raw)
        if count > most("page_characters"):
            raise ReadError(
                f"{where} has a page of {count:,} characters, more than {most('page_characters'):,}: split it"
            )
        turn = _Turn(page)
        return _glyphs(raw, handle, count, turn)
    finally:
        text_page.close()


class _Turn:
    """From the coordinates of the file to those of the page as it is seen, whichever way it is rotated."""

    def __init__(self, page: Any) -> None:
        left, bottom, right, top = page.get_bbox()
        self.degrees = page.get_rotation() % 360
        self.left, self.bottom, self.right, self.top = left, bottom, right, top

    def box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """Left, right, top, bottom as seen."""
        if self.degrees == 90:
            return y0 - self.bottom, y1 - self.bottom, x0 - self.left, x1 - self.left
        if self.degrees == 180:
            return self.right - x1, self.right - x0, y0 - self.bottom, y1 - self.bottom
        if self.degrees == 270:
            return self.top - y1, self.top - y0, self.right - x1, self.right - x0
        return x0 - self.left, x1 - self.left, self.top - y1, self.top - y0


def _glyphs(raw: Any, handle: Any, count: int, turn: _Turn) -> tuple[list[Glyph], list[str], int]:
    box, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    box_at, matrix_at = ctypes.byref(box), ctypes.byref(matrix)
    found: list[Glyph] = []
    turned: list[str] = []
    unknown, spaced = 0, False
    for index in range(count):
        code = raw.FPDFText_GetUnicode(handle, index)
        char = _SPELLED.get(code) or chr(code if code < 0x110000 else 0xFFFD)
        if char.isspace() or code == 0xFFFE:
            spaced = spaced or not raw.FPDFText_IsGenerated(handle, index)
            continue
        if 0xE000 <= code < 0xF900 or code in (0, 0xFFFD) or raw.FPDFText_HasUnicodeMapError(handle, index) == 1:
            unknown += 1
        if not clean(char):
            continue
        raw.FPDFText_GetMatrix(handle, index, matrix_at)
        angle = math.degrees(math.atan2(matrix.b, matrix.a)) - turn.degrees
        raw.FPDFText_GetLooseCharBox(handle, index, box_at)
        x0, x1, top, bottom = turn.box(
            min(box.left, box.right), min(box.bottom, box.top), max(box.left, box.right), max(box.bottom, box.top)
        )
        if (abs((angle + 180) % 360 - 180) > 8 and matrix.a) or not all(map(math.isfinite, (x0, x1, top, bottom))):
            turned.append(char)
            continue
        size = raw.FPDFText_GetFontSize(handle, index) * math.hypot(matrix.c, matrix.d)
        found.append(Glyph(char, x0, x1, top, bottom, size if 0 < size < 1e4 else max(bottom - top, 0.1), spaced))
        spaced = False
    return found, turned, unknown


def segments(glyphs: Sequence[Glyph]) -> list[Segment]:
    """The pieces of line of a page, in the order of its rows; marks of footnotes after a word are left out."""
    pieces = [_segment(run) for run in _runs(glyphs)]
    found: list[Segment] = []
    for row in rows(pieces):
        merged: list[Segment] = []
        for piece in row:
            last = merged[-1] if merged else None
            if last is not None and piece.x0 - last.x1 < _most_gap(last.text[-1], piece.text[0], False) * min(
                last.size, piece.size
            ):
                _append(last, piece)
            else:
                merged.append(piece)
        found += merged
    return found


def _runs(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Glyphs that follow each other on a line, printed one after another."""
    run: list[Glyph] = []
    for glyph in glyphs:
        if run and not _follows(run[-1], glyph):
            yield run
            run = []
        elif run and glyph.char == run[-1].char and glyph.x0 < run[-1].x0 + 0.3 * (run[-1].x1 - run[-1].x0):
            continue  # printed twice to look bold
        run.append(glyph)
    if run:
        yield run


def _follows(last: Glyph, glyph: Glyph) -> bool:
    shared = min(last.bottom, glyph.bottom) - max(last.top, glyph.top)
    least = min(last.bottom - last.top, glyph.bottom - glyph.top)
    size = min(last.size, glyph.size)
    gap = _most_gap(last.char, glyph.char, glyph.spaced)
    alike = 0.8 < glyph.size / last.size < 1.25  # a raised figure is a piece of its own
    return alike and shared > 0.5 * least and -0.6 * size < glyph.x0 - last.x1 < gap * size


def _most_gap(before: str, after: str, spaced: bool) -> float:
    """The widest gap, in em, over which two characters belong together."""
    return _WIDE_GAP if _WIDE.match(before) and _WIDE.match(after) and not spaced else _GAP


def _segment(run: Sequence[Glyph]) -> Segment:
    size = max(glyph.size for glyph in run)
    text = run[0].char
    for last, glyph in itertools.pairwise(run):
        gap = (glyph.x0 - last.x1) / max(size, 0.1)
        wide = _WIDE.match(last.char) and _WIDE.match(glyph.char)
        text += " " if gap > (0.12 if glyph.spaced else 0.25) and not (wide and not glyph.spaced) else ""
        text += glyph.char
    return Segment(
        text,
        run[0].x0,
        max(glyph.x1 for glyph in run),
        min(glyph.top for glyph in run),
        max(glyph.bottom for glyph in run),
        size,
    )


def _append(last: Segment, piece: Segment) -> None:
    if _is_note_mark(last, piece):
        last.x1 = max(last.x1, piece.x1)
        return
    gap = (piece.x0 - last.x1) / max(last.size, 0.1)
    wide = _WIDE.match(last.text[-1]) and _WIDE.match(piece.text[0])
    last.text += (" " if gap > 0.25 and not wide else "") + piece.text
    last.x1 = max(last.x1, piece.x1)
    last.top, last.bottom, last.size = (
        min(last.top, piece.top),
        max(last.bottom, piece.bottom),
        max(last.size, piece.size),
    )


def _is_note_mark(last: Segment, piece: Segment) -> bool:
    """A small raised figure is the mark of a note, never a digit of the number before it; but not in m² and km³."""
    raised = piece.size < 0.8 * last.size and piece.bottom < last.bottom - 0.15 * last.height
    return raised and len(piece.text) <= 3 and piece.text.strip("*†[],").isdigit() and not _AREA.search(last.text)


def rows(pieces: Sequence[Segment]) -> list[list[Segment]]:
    """Segments that stand on one line, from left to right; lines from top to bottom."""
    found: list[list[Segment]] = []
    top = bottom = 0.0
    for piece in sorted(pieces, key=lambda piece: ((piece.top + piece.bottom) / 2, piece.x0)):
        shared = min(bottom, piece.bottom) - max(top, piece.top)
        if found and shared > 0.5 * min(bottom - top, piece.height):
            found[-1].append(piece)
            if piece.height > bottom - top:
                top, bottom = piece.top, piece.bottom
        else:
            found.append([piece])
            top, bottom = piece.top, piece.bottom
    for row in found:
        row.sort(key=lambda piece: piece.x0)
    return found
