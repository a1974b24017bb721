"""Currencies beside English numbers, and which currency a bare sign means in a document."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jiqun.extract.english.numbers import Numeral
from jiqun.extract.english.tables import currencies
from jiqun.vocab.guarded import guarded

_DOLLARS = guarded(
    r"(?:amounts|figures|values|dollars?|\$)[^.\n]{0,60}\b(?:in|are|refer to|to)\s+(Australian|Canadian|Singapore"
    r"|Hong Kong|New Taiwan|New Zealand) dollars",
    re.IGNORECASE,
)
_HOMES = {
    "HKD": re.compile(r"\b(?:Hong Kong|HKSAR|Legislative Council|Financial Secretary)\b"),
    "SGD": re.compile(r"\bS\$"),
    "CAD": re.compile(r"\bC\$"),
    "AUD": re.compile(r"\bA\$"),
}
_CODES = {
    "australian": "AUD", "canadian": "CAD", "singapore": "SGD", "hong kong": "HKD", "new taiwan": "TWD",
    "new zealand": "NZD",
}  # fmt: skip
_SCALED_ONLY = ("won", "rand", "lira", "try", "cop", "pen", "mad")


@dataclass(frozen=True, slots=True)
class Money:
    """What ``$``, ``¥`` and *dollars* stand for in one document."""

    dollar: str = "USD"
    yen: str = "JPY"

    @staticmethod
    def of(view: str) -> Money:
        """Read from the document's own words: *figures are in Canadian dollars*; ¥ beside yuan or China is CNY."""
        stated = _DOLLARS.search(view)
        dollar = _CODES[stated[1].lower()] if stated else _home(view)
        chinese = re.search(r"\b(?:yuan|RMB|renminbi|CNY|China|Chinese)\b", view)
        japanese = re.search(r"\b(?:yen|JPY|Japan|Japanese)\b", view)
        return Money(dollar, "CNY" if chinese and not japanese else "JPY")

    def code(self, surface: str) -> str:
        """The code of a currency as written."""
        if surface in ("$", "dollars", "dollar"):
            return self.dollar
        if surface in ("¥", "¥"):
            return self.yen
        return currencies()[2][surface.lower()]


def _home(view: str) -> str:
    """The dollar of the place that a text speaks from: its government's, where no other dollar is told apart."""
    for code, place in _HOMES.items():
        if len(place.findall(view)) > 2 and not view.count("US$") + view.count("USD"):
            return code
    return "USD"


def money_before(view: str, floor: int, at: int, money: Money) -> tuple[int, str] | None:
    """The currency that ends right before ``at``: its start and code."""
    m = currencies()[0].search(view[floor:at])
    return (floor + m.start(), money.code(m.group().strip())) if m else None


def money_after(view: str, at: int, number: Numeral, money: Money) -> tuple[int, str] | None:
    """The currency right behind a number: where it ends and its code."""
    m = currencies()[1].match(view, at)
    if m is None:
        return None
    surface = m.group().strip(" -")
    if surface.lower() in _SCALED_ONLY and number.scale == 1 and (surface != surface.upper() or surface == "TRY"):
        return None
    return m.end(), money.code(surface if surface in ("$", "¥") else surface.lower())
