"""Counts of right, false and missed, and the scores that follow from them."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any

from jiqun.evaluate.alike import SLOTS
from jiqun.evaluate.matching import Outcome

ALL = "all of these"


@dataclass(slots=True)
class Tally:
    """Counts over one or more documents; add them up with ``+``."""

    gold: int = 0
    right: int = 0
    false: int = 0
    slots: dict[str, int] = field(default_factory=lambda: dict.fromkeys((*SLOTS, ALL), 0))
    names_gold: int = 0
    names_found: int = 0
    names_predicted: int = 0
    names_good: int = 0
    bad_quotes: int = 0

    @classmethod
    def of(cls, outcome: Outcome) -> Tally:
        """The counts of one document's outcome."""
        tally = cls(
            gold=len(outcome.hits) + len(outcome.missed),
            right=len(outcome.hits),
            false=len(outcome.false),
            names_gold=len(outcome.names_found) + len(outcome.names_missed),
            names_found=len(outcome.names_found),
            names_predicted=len(outcome.names_good) + len(outcome.names_false),
            names_good=len(outcome.names_good),
            bad_quotes=len(outcome.bad_quotes),
        )
        for hit in outcome.hits:
            for name in SLOTS:
                tally.slots[name] += hit.verdicts[name]
            tally.slots[ALL] += all(hit.verdicts.values())
        return tally

    def __add__(self, other: Tally) -> Tally:
        """The counts of both."""
        total = Tally(slots={name: count + other.slots[name] for name, count in self.slots.items()})
        for counted in fields(Tally):
            if counted.name != "slots":
                setattr(total, counted.name, getattr(self, counted.name) + getattr(other, counted.name))
        return total

    def scores(self) -> dict[str, float | None]:
        """The scores by name; None where there was nothing to score.

        >>> Tally(gold=4, right=3, false=1).scores()["figures"]
        0.75
        >>> Tally(gold=4, right=3, false=1).scores()["organisations"] is None
        True
        """
        named = {name: _part(count, self.right) for name, count in self.slots.items()}
        return {
            "figures": f1(self.right, self.right + self.false, self.right, self.gold),
            **named,
            "organisations": f1(self.names_good, self.names_predicted, self.names_found, self.names_gold),
        }

    def to_dict(self) -> dict[str, Any]:
        """Scores and counts, as `jiqun eval --json` prints them."""
        counts = {counted.name: getattr(self, counted.name) for counted in fields(Tally)}
        return {
            "scores": self.scores(),
            "figures_precision": _part(self.right, self.right + self.false),
            "figures_recall": _part(self.right, self.gold),
            "organisations_precision": _part(self.names_good, self.names_predicted),
            "organisations_recall": _part(self.names_found, self.names_gold),
            "counts": counts,
        }


def f1(good: int, predicted: int, found: int, gold: int) -> float | None:
    """The harmonic mean of precision and recall; None when there is neither gold nor prediction."""
    if not predicted and not gold:
        return None
    precision, recall = _part(good, predicted) or 0.0, _part(found, gold) or 0.0
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _part(count: int, total: int) -> float | None:
    return count / total if total else None
