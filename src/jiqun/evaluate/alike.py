"""When two values, units, words or slots count as the same."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

Row = dict[str, Any]

SLOTS = ("comparator", "period", "status", "indicator", "subject")
_MONEY = re.compile(r"^(CNY|USD|TWD|JPY|EUR|GBP|KRW|HKD|SEK|DKK|INR|MXN)(?:/(?:年|year|a))?$")
_TABLE = Path(__file__).with_name("unit_families.csv")


@cache
def _families() -> dict[str, str]:
    lines = [line for line in _TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return {row["unit"]: row["family"] for row in csv.DictReader(lines)}


def family(unit: str | None) -> str:
    """The family of a unit: amounts of one currency are one, a year or not; what is no known measure is a count.

    >>> family("CNY/a"), family("坪"), family("个")
    ('CNY', 'ping', 'count')
    """
    written = (unit or "").strip()
    money = _MONEY.match(written)
    return money[1] if money else _families().get(written, "count")


def close(a: Any, b: Any) -> bool:
    """Whether two values are equal to nine digits; None equals None only."""
    if not isinstance(a, int | float) or not isinstance(b, int | float):
        return a is None and b is None
    return abs(float(a) - float(b)) <= 1e-9 * max(1.0, abs(float(a)), abs(float(b)))


def overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
    """Shared characters over joint characters of two spans; 0 below one half, where they are not the same span.

    >>> overlap((0, 4), (1, 4)), overlap((0, 4), (3, 5))
    (0.75, 0.0)
    """
    shared = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    ratio = shared / (max(a[1], b[1]) - min(a[0], b[0])) if shared else 0.0
    return ratio if ratio >= 0.5 else 0.0


@lru_cache(maxsize=8192)
def _bigrams(text: str) -> tuple[str, Counter[str]]:
    bare = re.sub(r"[\W_]+", "", _simplified(text.lower()))
    return bare, Counter(bare[i : i + 2] for i in range(max(1, len(bare) - 1)))


@cache
def _converter() -> Any:
    import opencc

    return opencc.OpenCC("t2s")


def _simplified(text: str) -> str:
    """Simplified script where that keeps the length; widths stay as they are, unlike in the analysis view."""
    out: str = _converter().convert(text)
    return out if len(out) == len(text) else text


def similar(a: str | None, b: str | None) -> bool:
    """Whether two wordings say the same: half of their character pairs shared, or one inside the other.

    >>> similar("规上工业总产值", "工業總產值"), similar("企业数", "从业人员数")
    (True, False)
    """
    (ta, ba), (tb, bb) = _bigrams(a or ""), _bigrams(b or "")
    if not ta or not tb:
        return False
    short, long = sorted((ta, tb), key=len)
    if short in long and len(short) >= 2 and len(short) >= 0.4 * len(long):
        return True
    return 2 * sum((ba & bb).values()) / (sum(ba.values()) + sum(bb.values())) >= 0.5


def slot_right(name: str, predicted: Row, gold: Sequence[Row]) -> bool:
    """Whether a slot of a right figure agrees with any of the gold rows of its span; of statuses only target counts."""
    if name == "comparator":
        return any((predicted.get(name) or "eq") == (g.get(name) or "eq") for g in gold)
    if name == "period":
        return any(_iso(predicted.get(name)) == _iso(g.get(name)) for g in gold)
    if name == "status":
        return any((predicted.get(name) == "target") == (g.get(name) == "target") for g in gold)
    if name == "indicator":
        parts = (part for g in gold for part in g["indicator"].replace("_", " ").split("/"))
        return any(similar(predicted.get("indicator"), part) for part in parts)
    return any(similar(predicted.get("subject_text") or predicted.get("subject"), g.get("subject")) for g in gold)


def _iso(period: str | None) -> str:
    return (period or "").replace(" ", "")
