"""A line on its way to a block: readers draft lines, chrome and outline mark them, then they are frozen."""

from __future__ import annotations

import re
from dataclasses import dataclass

INVISIBLE = "\ufeff\u200b\u2060\u00ad"
SENTENCE_END = re.compile(r"[。!?;…]|[A-Za-z0-9)%\"']\.(?=\s|$)")
"""On folded text. A full stop after a Latin word ends a sentence too; the one in `2.1` does not."""


@dataclass(slots=True)
class Line:
    """One non-empty line of canonical text, outer blanks stripped.

    ``view`` is its folded text. ``depth`` is the depth of a heading that the format itself marks (Markdown ``#``, HTML
    ``h1``–``h6``); ``level`` is the level that the outline gives it, 0 for no heading.
    """

    start: int
    end: int
    kind: str = "paragraph"
    depth: int = 0
    level: int = 0
    excluded: str | None = None
    anchor: str | None = None
    view: str = ""

    def is_sentence(self) -> bool:
        """Whether the line holds running text: a sentence end, or more than a headline's length."""
        return bool(SENTENCE_END.search(self.view)) or width(self.view) > 45


def width(view: str) -> float:
    """How long a line is in Chinese characters; a Latin letter or digit counts 0.4.

    >>> width("深圳") == width("12345")
    True
    """
    narrow = sum(char < "\u2000" for char in view)
    return len(view) - 0.6 * narrow


def strip_span(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without blanks and invisible characters at its ends (an empty span when nothing is left).

    >>> strip_span("\\ufeff  深圳 \\u3000", 0, 7)
    (3, 5)
    """
    while start < end and _blank(text[start]):
        start += 1
    while end > start and _blank(text[end - 1]):
        end -= 1
    return start, end


def _blank(char: str) -> bool:
    return char.isspace() or char in INVISIBLE
