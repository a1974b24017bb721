"""Lines to blocks: chrome set aside first, then the outline of what is left."""

from __future__ import annotations

from jiqun.model import Block
from jiqun.read import chrome, outline
from jiqun.read.lines import Line
from jiqun.vocab.fold import fold


def finish(text: str, lines: list[Line]) -> tuple[Block, ...]:
    """Mark chrome, headings and the title on the lines of a text, and freeze them as blocks."""
    view = fold(text)
    for line in lines:
        line.view = view[line.start : line.end]
    chrome.mark(lines)
    outline.mark(lines)
    for line in lines:
        if line.excluded and line.kind in ("heading", "title"):  # what is set aside heads nothing
            line.kind, line.level = "paragraph", 0
    return tuple(Block(line.start, line.end, line.kind, line.level, line.excluded, line.anchor) for line in lines)
