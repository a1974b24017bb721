"""Which claim to look at first: where a look is most likely to correct something that matters."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache
from pathlib import Path

from jiqun.model import Claim, Excluded, Figure, Record
from jiqun.vocab.tables import rows


@cache
def _table() -> dict[str, tuple[float, float]]:
    """What → (weight, chance that it is right)."""
    found = rows("importance.csv", Path(__file__).parent / "data")
    return {row["what"]: (float(row["weight"]), float(row["right"])) for row in found}


def gain(claim: Claim, *, headline: bool = False) -> float:
    """What a look at a claim is worth: how likely it is wrong, times how much that would matter.

    A figure that is sure and of no account is worth less than one that is neither.

    >>> from dataclasses import replace
    >>> figure = Figure(quote="5", start=0, end=1, value=5, value_text="5", value_start=0, value_end=1, confidence=0.9)
    >>> gain(figure) < gain(replace(figure, confidence=0.4)), gain(figure) < gain(figure, headline=True)
    (True, True)
    """
    weight, right = _table()["headline" if headline else _what(claim)]
    if isinstance(claim, Figure) and claim.confidence is not None:
        right = claim.confidence
    return round(weight * (1 - right), 4)


def _what(claim: Claim) -> str:
    if not isinstance(claim, Figure):
        return claim.kind
    return "figure measure known" if claim.tier == "measure" and claim.indicator_id else f"figure {claim.tier}"


def review_order(records: Iterable[Record], headlines: Collection[str] = ()) -> list[Record]:
    """The records that a person may judge, those first where a look is worth most; excluded lines are left out."""
    judged = [record for record in records if not isinstance(record.claim, Excluded)]
    return sorted(judged, key=lambda r: -gain(r.claim, headline=r.id in headlines))
