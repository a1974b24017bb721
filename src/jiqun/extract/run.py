"""The run of frames in a sentence: what later numbers lean on (增长5%，其中…; 分别增长5%和3%)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from jiqun.extract.frame import Frame
from jiqun.extract.quantity import Quantity

_CHANGES = ("figure.growth", "figure.grown", "figure.share", "figure.share_last", "figure.compared", "figure.multiple")


@dataclass(slots=True)
class Run:
    """The frames made so far with the places of their numbers, and the levels that rates of a list belong to."""

    view: str
    sentence: int
    frames: list[tuple[int, Frame]] = field(default_factory=list)
    levels: dict[int, int] = field(default_factory=dict)

    def grown(self, q: Quantity) -> Frame | None:
        """A later rate of a run (分别增长5%和3%): like the first, of its own level."""
        level = self.level_of(q)
        first = self.frames[-1][1] if self.frames else None
        if level is None or first is None or first.rule != "figure.growth":
            return None
        return replace(first, indicator=f"{level.indicator}增长", entry=None, noun=level.noun, subject=level.subject)

    def level_of(self, q: Quantity) -> Frame | None:
        """The frame of the level that a rate of a run belongs to (分别增长5%和3%)."""
        return next((made for start, made in self.frames if start == self.levels.get(q.start)), None)

    def before(self, at: int, level: bool = False) -> Frame | None:
        """The frame of the number before; with ``level``, of the last that is no growth rate and no share."""
        aside = self._in_brackets(at)
        for start, made in reversed(self.frames):
            if start < at and not (level and made.rule in _CHANGES) and (aside or not self._in_brackets(start)):
                return made
        return None

    def _in_brackets(self, at: int) -> bool:
        """Whether a place stands in brackets: what is told there (折合1.6亿美元) is no base for what comes after."""
        low = self.sentence
        opened = self.view.count("(", low, at)
        return opened > 0 and opened > self.view.count(")", low, at)
