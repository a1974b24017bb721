"""How far the confidence of figures can be trusted: whole rows, the accept tier, and reliability by bins."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from jiqun.evaluate.matching import Outcome

Row = dict[str, Any]
CORE = ("comparator", "period", "status")
WORDS = ("indicator", "subject")
_EDGES = (0.0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


@dataclass(frozen=True, slots=True)
class Judged:
    """A figure that was found, and what of it is right; a false hit is wrong in everything."""

    row: Row
    core: bool
    indicator: bool
    subject: bool

    @property
    def whole(self) -> bool:
        """Whether the whole row is right."""
        return self.core and self.indicator and self.subject


def judged(outcome: Outcome) -> list[Judged]:
    """All figures of a document that are scored: right ones with their slots, and false ones."""
    right = [
        Judged(
            hit.predicted,
            all(hit.verdicts[name] for name in CORE),
            hit.verdicts["indicator"],
            hit.verdicts["subject"],
        )
        for hit in outcome.hits
    ]
    return right + [Judged(row, False, False, False) for row in outcome.false]


@dataclass(frozen=True, slots=True)
class Trust:
    """All judged figures of a corpus."""

    figures: list[Judged] = field(default_factory=list)

    @classmethod
    def of(cls, outcomes: Iterable[Outcome]) -> Trust:
        """The judged figures of some documents."""
        return cls([figure for outcome in outcomes for figure in judged(outcome)])

    def tier(self, accepted: bool) -> Row:
        """How many figures are in a tier, which share of all they are, and how often each part of them is right."""
        rows = [figure for figure in self.figures if bool(figure.row.get("accept")) is accepted]
        return {"figures": len(rows), "share": _mean([True] * len(rows), len(self.figures))} | _rates(rows)

    def bins(self) -> list[Row]:
        """Reliability: for each band of confidence, how confident the figures are and how many whole rows are right."""
        rated = [figure for figure in self.figures if figure.row.get("confidence") is not None]
        found = []
        for low, high in pairwise(_EDGES):
            band = [f for f in rated if low <= f.row["confidence"] < high or high == f.row["confidence"] == 1.0]
            if band:
                mean = sum(f.row["confidence"] for f in band) / len(band)
                right = sum(f.whole for f in band) / len(band)
                found.append({"from": low, "to": high, "figures": len(band), "confidence": mean, "right": right})
        return found

    def error(self) -> float | None:
        """Expected calibration error: the mean distance of confidence and truth over the bins, by their sizes."""
        bins = self.bins()
        total = sum(band["figures"] for band in bins)
        return (
            sum(band["figures"] * abs(band["confidence"] - band["right"]) for band in bins) / total if total else None
        )

    def to_dict(self) -> Row:
        """All of it as one JSON object."""
        return {
            "all": {"figures": len(self.figures)} | _rates(self.figures),
            "accept": self.tier(True),
            "review": self.tier(False),
            "bins": self.bins(),
            "calibration_error": self.error(),
        }


def _rates(rows: list[Judged]) -> Row:
    return {
        "core": _mean([row.core for row in rows], len(rows)),
        "indicator": _mean([row.indicator for row in rows], len(rows)),
        "subject": _mean([row.subject for row in rows], len(rows)),
        "whole": _mean([row.whole for row in rows], len(rows)),
    }


def _mean(values: list[bool], total: int) -> float | None:
    return sum(values) / total if total else None
