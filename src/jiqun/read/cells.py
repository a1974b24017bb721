"""Cells to blocks, a million of them: no outline is sought in a table; only phone numbers and spam go."""

from __future__ import annotations

from jiqun.model import Block
from jiqun.read.chrome import cell_reason
from jiqun.read.limits import most
from jiqun.read.refusals import too_many_cells


class Cells:
    """The text and blocks of a table as it grows; counts its cells against the limit."""

    def __init__(self, where: str) -> None:
        self.blocks: list[Block] = []
        self._where = where
        self._pieces: list[str] = []
        self._at = 0
        self._count = 0

    def count(self, more: int) -> None:
        """Take note of so many cells; ReadError when they are too many."""
        self._count += more
        if self._count > most("cells"):
            raise too_many_cells(self._where)

    def add(
        self, words: str, separator: str, kind: str, anchor: str, level: int = 0, excluded: str | None = None
    ) -> None:
        """Append the words of a cell, or of a heading or note between cells."""
        if self._pieces:
            self._pieces.append(separator)
            self._at += len(separator)
        self._pieces.append(words)
        end = self._at + len(words)
        reason = excluded or (cell_reason(words) if kind == "cell" else None)
        self.blocks.append(Block(self._at, end, kind, level, reason, anchor))
        self._at = end

    def text(self) -> str:
        """The canonical text so far."""
        return "".join(self._pieces)
