"""Lines that a typewriter, a scanner or a mail program broke: a sentence that runs on is one block again."""

from __future__ import annotations

import re
from dataclasses import replace

from jiqun.model import Block

_ENDS = re.compile(r"[。!?！？;；:：…”』」)）.]$")
_COMMA = re.compile(r"[,，、]$")
_SHORTEST = 15  # characters: shorter lines are names, captions and verses, not broken sentences
_FULL = 0.55  # a line that was broken is not much shorter than the longest of its run


def unwrap(text: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Join paragraphs that stand on adjoining lines where the first stops in the middle of a sentence.

    The text stays as it is: a joined block spans the line break. Only lines of like length are joined, so that lists
    and verses keep their lines; a blank line, a heading or an excluded line always separates.

    >>> text = "全市装备制造业去年实现主营业务收\\n入７３５亿元。"
    >>> [text[b.start : b.end] for b in unwrap(text, (Block(0, 16), Block(17, 25)))] == [text]
    True
    """
    longest = _longest_of_runs(text, blocks)
    joined: list[Block] = []
    room = 0
    for block, width in zip(blocks, longest, strict=True):
        last = joined[-1] if joined else None
        if last is not None and _runs_on(text, last, block, room):
            joined[-1] = replace(last, end=block.end)
        else:
            joined.append(block)
        room = width
    return tuple(joined)


def _plain(block: Block) -> bool:
    return block.kind == "paragraph" and block.excluded is None and block.anchor is None


def _adjoin(text: str, first: Block, second: Block) -> bool:
    """Whether exactly one line break stands between two blocks."""
    between = text[first.end : second.start]
    return between.count("\n") + between.count("\r") - between.count("\r\n") == 1


def _longest_of_runs(text: str, blocks: tuple[Block, ...]) -> list[int]:
    """For each block, the length of the longest line of the run of adjoining plain lines it stands in."""
    longest = [block.end - block.start for block in blocks]
    start = 0
    for n in range(1, len(blocks) + 1):
        runs = (
            n < len(blocks) and _plain(blocks[n - 1]) and _plain(blocks[n]) and _adjoin(text, blocks[n - 1], blocks[n])
        )
        if not runs:
            longest[start:n] = [max(longest[start:n])] * (n - start)
            start = n
    return longest


def _runs_on(text: str, last: Block, block: Block, width: int) -> bool:
    if not (_plain(last) and _plain(block) and _adjoin(text, last, block)):
        return False
    line = max(text.rfind("\n", last.start, last.end), text.rfind("\r", last.start, last.end)) + 1
    length = last.end - max(line, last.start)
    if _COMMA.search(text, last.start, last.end):
        return True  # a line that stops at a comma was broken, however short it is
    return length >= max(_SHORTEST, _FULL * width) and _ENDS.search(text, last.start, last.end) is None
