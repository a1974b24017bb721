"""Figures in time as values to draw: moments, and strands of them."""

from __future__ import annotations

from dataclasses import dataclass

OPEN = frozenset({"target", "planned", "forecast"})  # not there yet: drawn hollow, at the end of dashes


@dataclass(frozen=True, slots=True)
class Moment:
    """One figure of a line: its year as a number (2018.0, 2019.25), its words, its value and how exact it is."""

    year: float
    words: str
    value: float
    value_max: float | None = None
    comparator: str = "eq"
    status: str = "actual"

    @property
    def when(self) -> str:
        """The year in which its period ends."""
        return str(int(self.year))


@dataclass(frozen=True, slots=True)
class Strand:
    """Figures of one name on one footing, in the order of time."""

    name: str
    moments: tuple[Moment, ...]
