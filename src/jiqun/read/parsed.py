"""What a reader hands over, and how it writes canonical text block by block."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from jiqun.model import Block
from jiqun.read.lines import Line, strip_span

Tick = Callable[[], None]
"""Called by readers of large files now and then, as a sign of life."""

_DROPPED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_WIDE = re.compile("[\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffee“”‘’…—]")


class Parsed(NamedTuple):
    """A document as its reader gives it. ``encoding`` is None where the bytes hold no encoded text of their own."""

    text: str
    blocks: tuple[Block, ...]
    title: str | None = None
    date: str | None = None
    encoding: str | None = None
    notices: tuple[str, ...] = ()


class Composer:
    """Canonical text written piece by piece; each piece is a line whose offsets hold."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._pieces: list[str] = []
        self._at = 0

    def add(self, words: str, separator: str = "\n", **fields: object) -> Line | None:
        """Append words, stripped; nothing is added, and None returned, when no visible character is left."""
        start, end = strip_span(words, 0, len(words))
        if start >= end:
            return None
        if self._pieces:
            self._pieces.append(separator)
            self._at += len(separator)
        words = words[start:end]
        self._pieces.append(words)
        line = Line(self._at, self._at + len(words), **fields)  # type: ignore[arg-type]
        self._at += len(words)
        self.lines.append(line)
        return line

    def text(self) -> str:
        """The canonical text so far."""
        return "".join(self._pieces)


def clean(words: str) -> str:
    """Words without NULs, control characters, lone surrogates and non-characters; tabs and line ends stay.

    >>> clean("产\\x00值\\x0b")
    '产值'
    """
    return _DROPPED.sub("", words)


def joined(before: str, after: str) -> str:
    """Two pieces of one text on two lines: no blank beside a Chinese character, one between anything else.

    >>> joined("产业", "规模"), joined("industrial", "clusters"), joined("增长", "12%")
    ('产业规模', 'industrial clusters', '增长12%')
    """
    if not before or not after:
        return before + after
    if _WIDE.match(before[-1]) or _WIDE.match(after):
        return before + after
    return f"{before} {after}"
