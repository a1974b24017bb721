"""Tables of plain text whose columns are set apart by upright strokes, as cells like those of any other table."""

from __future__ import annotations

import re
from dataclasses import replace

from jiqun.model import Block

_ROW = re.compile(r"^[^\n|]*\|[^\n]*$", re.MULTILINE)
_RULE = re.compile(r"[\s|:+=-]*")


def with_tables(view: str, blocks: list[Block]) -> list[Block]:
    """The blocks, those that are rows of such a table replaced by the cells of it.

    >>> view = "Mill | Output\\nArlen | 12\\nDun | 14"
    >>> [view[b.start : b.end] for b in with_tables(view, [Block("paragraph", 0, len(view))])]
    ['Mill', 'Output', 'Arlen', '12', 'Dun', '14']
    """
    if "|" not in view:
        return blocks
    tables = _tables(view, blocks)
    found: list[Block] = []
    placed: set[int] = set()
    for block in blocks:
        inside = [n for n, (low, high) in enumerate(tables) if low < block.end and block.start < high]
        if block.kind == "cell" or not inside:
            found.append(block)
            continue
        at = block.start
        for n in inside:
            low, high = tables[n]
            found += _rest(view, block, at, low)
            at = max(at, high)
            if n not in placed:
                placed.add(n)
                found += _cells(view, block, tables[n], n)
        found += _rest(view, block, at, block.end)
    return found


def _rest(view: str, block: Block, low: int, high: int) -> list[Block]:
    """What a block holds beside its table."""
    words = view[low:high] if low < high else ""
    if not words.strip():
        return []
    start = low + len(words) - len(words.lstrip())
    return [replace(block, start=start, end=low + len(words.rstrip()))]


def _tables(view: str, blocks: list[Block]) -> list[tuple[int, int]]:
    """The spans of at least two rows in a row, each with as many strokes as the first or one in it."""
    found: list[tuple[int, int, int, int]] = []
    for m in _ROW.finditer(view):
        if not any(block.start < m.end() and m.start() < block.end for block in blocks):
            continue
        strokes = m.group().strip().strip("|").count("|")
        if strokes == 0:
            continue
        if found and m.start() - found[-1][1] <= 1 and abs(found[-1][2] - strokes) <= 1:
            found[-1] = (found[-1][0], m.end(), strokes, found[-1][3] + 1)
        else:
            found.append((m.start(), m.end(), strokes, 1))
    return [(low, high) for low, high, _, rows in found if rows > 1]


def _cells(view: str, block: Block, span: tuple[int, int], number: int) -> list[Block]:
    """The cells of a table, row by row; a row of dashes is none."""
    found: list[Block] = []
    row = 0
    bordered = all(line.lstrip().startswith("|") for line in view[slice(*span)].split("\n") if line.strip())
    for line in re.compile(r"[^\n]+").finditer(view, *span):
        if _RULE.fullmatch(line.group()):
            continue
        text = line.group()
        at = line.start() + (len(text) - len(text.lstrip().removeprefix("|")) if bordered else 0)
        for column, part in enumerate(re.compile(r"([^|]*)(?:\||$)").finditer(view, at, line.end())):
            words = part[1]
            if words.strip():
                start = part.start() + len(words) - len(words.lstrip())
                end = part.start() + len(words.rstrip())
                found.append(replace(block, kind="cell", start=start, end=end, anchor=f"pipes{number}.r{row}c{column}"))
        row += 1
    return found
