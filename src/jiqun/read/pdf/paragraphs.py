"""Lines to paragraphs: by indents, leading, short last lines and sizes; hyphens at line ends taken out."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from jiqun.read.lines import width
from jiqun.read.outline import style_of
from jiqun.read.parsed import joined
from jiqun.read.pdf.grid import Row
from jiqun.vocab.fold import fold

_ENDS = re.compile(r"[。!?!?;;::…][”』」\"')]*$|[A-Za-z0-9)%][.][\"')\]]*$")
_BULLET = re.compile(r"[•●○■□◆◇▪▲►➢※*]\s*|[-–—]\s+\S")
_CONTENTS = re.compile(r"(?:[.…·]\s?){3,}\s*\d{1,4}$")
_HYPHEN = re.compile(r"([A-Za-z]+)-$")
_WORD = re.compile(r"[a-z]+")
_CJK = re.compile("[\u3400-\u9fff]")
_COMPOUND = frozenset(
    [
        "high",
        "low",
        "non",
        "self",
        "well",
        "long",
        "short",
        "year",
        "large",
        "small",
        "mid",
        "middle",
        "cross",
        "co",
        "multi",
        "semi",
        "anti",
        "pre",
        "post",
        "state",
        "world",
        "city",
        "medium",
        "fast",
        "slow",
        "full",
        "half",
        "part",
        "ultra",
        "micro",
        "macro",
        "labour",
        "labor",
        "capital",
        "energy",
        "export",
        "import",
        "market",
        "price",
    ]
)
"""First parts that keep their hyphen when it falls on a line's end: high-tech, state-owned, labour-intensive."""


@dataclass(slots=True)
class Paragraph:
    """The words of a paragraph; whether its end and its start are open, so that the next column may go on with it."""

    text: str
    size: float
    lines: int = 1
    open_end: bool = False
    open_start: bool = False


@dataclass(slots=True)
class _Line:
    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float


def paragraphs(rows: Sequence[Row], body: float, words: frozenset[str]) -> list[Paragraph]:
    """The paragraphs of one column. ``body`` is the size of running text, ``words`` those with a hyphen in them."""
    lines = [_line(row) for row in rows]
    if not lines:
        return []
    column = _Column(lines, body)
    found: list[Paragraph] = []
    for index, line in enumerate(lines):
        last = lines[index - 1] if index else None
        if last is None or column.breaks(last, line):
            found.append(Paragraph(line.text, line.size, open_start=column.may_continue(line)))
        else:
            found[-1].text = join_lines(found[-1].text, line.text, words)
            found[-1].lines += 1
        found[-1].open_end = column.may_go_on(line)
    return found


def _line(row: Row) -> _Line:
    text = " ".join(segment.text for segment in row)
    return _Line(
        text, row[0].x0, row[-1].x1, min(s.top for s in row), max(s.bottom for s in row), max(s.size for s in row)
    )


class _Column:
    """The margins and the leading of a column, and what they say of its lines."""

    def __init__(self, lines: Sequence[_Line], body: float) -> None:
        self.body = body
        self.left = sorted(line.x0 for line in lines)[len(lines) // 10]
        self.right = sorted(line.x1 for line in lines)[-1 - len(lines) // 20]
        steps = [b.top - a.top for a, b in itertools.pairwise(lines) if b.top > a.top]
        self.leading = sorted(steps)[len(steps) // 3] if steps else 0.0
        self.chinese = sum(_CJK.search(line.text) is not None for line in lines) > 0.5 * len(lines)

    def breaks(self, last: _Line, line: _Line) -> bool:
        """Whether a new paragraph begins with a line."""
        size = max(min(last.size, line.size), 0.1)
        if max(last.size, line.size) > 1.12 * size:
            return True
        gap = line.top - last.top
        if (self.leading and (gap > 1.4 * self.leading or gap > 2.6 * size)) or gap < -size:
            return True
        if _CONTENTS.search(last.text) or _BULLET.match(line.text):
            return True
        if self._is_heading_size(last) and self._is_heading_size(line):
            return _numbered(line.text) or not self._centred(last, line)
        if line.x0 > self.left + 0.8 * size and last.x0 < line.x0 - 0.8 * size:
            return True  # an indented first line
        return self._ends(last, line, size)

    def _is_heading_size(self, line: _Line) -> bool:
        return line.size > 1.15 * self.body

    def _centred(self, last: _Line, line: _Line) -> bool:
        return abs((last.x0 + last.x1) - (line.x0 + line.x1)) < 4 * line.size or line.x0 < self.left + 0.5 * line.size

    def _ends(self, last: _Line, line: _Line, size: float) -> bool:
        """Whether a line is the last of its paragraph: short, though the next one's first word would have fitted."""
        short = self.right - last.x1
        done = _ENDS.search(last.text) is not None
        if _numbered(line.text) and (done or short > 1.5 * size):
            return True
        if _HYPHEN.search(last.text) or (_WORD.match(line.text) and not done):
            return False
        if self.chinese:
            word = re.match(r"[\x21-\x7e]+", line.text)
            needed = 0.62 * size * len(word[0]) + size if word else size  # with the mark that may not begin a line
            if done:
                return short > needed + 0.5 * size
            return short > max(4 * size, needed + 2 * size, 0.25 * (self.right - self.left))
        first = line.text.split(" ", 1)[0]
        fits = short > 0.55 * size * (len(first) + 1)
        return fits and (done or short > 0.3 * (self.right - self.left))

    def may_continue(self, line: _Line) -> bool:
        """Whether a first line can go on with the paragraph of the column before."""
        plain = not self._is_heading_size(line) and not _BULLET.match(line.text) and not _numbered(line.text)
        return plain and line.x0 < self.left + 0.8 * line.size

    def may_go_on(self, line: _Line) -> bool:
        """Whether a last line leaves its paragraph open."""
        full = self.right - line.x1 < (2.5 if self.chinese else 6) * line.size
        return (
            full and not self._is_heading_size(line) and not _ENDS.search(line.text) and not _CONTENTS.search(line.text)
        )


def _numbered(text: str) -> bool:
    return style_of(fold(text[:40])) is not None


def continues(last: Paragraph, following: Paragraph) -> bool:
    """Whether a paragraph goes on over the end of a column or page."""
    alike = 0.9 < last.size / max(following.size, 0.1) < 1.1
    return alike and last.open_end and following.open_start and width(last.text) > 8


def join_lines(before: str, after: str, words: frozenset[str]) -> str:
    """Two lines of a paragraph; a hyphen that only broke a word goes, one that belongs to it stays.

    >>> join_lines("indus-", "trial", frozenset()), join_lines("high-", "tech", frozenset())
    ('industrial', 'high-tech')
    """
    hyphen, first = _HYPHEN.search(before), _WORD.match(after)
    if hyphen is None:
        return joined(before, after)
    if first is None:  # R&D-, GDP-: what follows is no small letter, so the hyphen is the word's own
        return before + after
    whole = f"{hyphen[1]}-{first[0]}".lower()
    if whole in words or hyphen[1].lower() in _COMPOUND:
        return before + after
    return before[:-1] + after
