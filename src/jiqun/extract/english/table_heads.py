"""The heads of rows and columns of English tables: words, time and unit."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from jiqun.extract.english import period
from jiqun.extract.english.numbers import SCALES
from jiqun.extract.english.tables import currencies, units

_HINT = re.compile(
    r"\((?P<inside>[^()]{1,40})\)|,\s*(?P<after>(?:in\s+)?[A-Za-z%$€£¥][^,()]{0,24})$|\bin (?P<plain>[A-Z]{3} \w+)"
    r"|^(?P<leading>%)\s+of\b|(?<=\w)\s+(?P<trailing>%)$"
)
_QUARTER = re.compile(r"\b([QH][1-4]|[1-4][QH]|FY)/(?=\d{2,4}\b)")
_MONTHS = re.compile(r"\b(1|4|7|10)\s?[-–]\s?(3|6|9|12)\s?[/. ]\s?((?:19|20)\d\d)\b")
_NOTE = re.compile(r"(?:\s*\[\d{1,2}\]|\s*\(\d\)|\s*\d\)|\s*\*+)+$")
_AS_OF = re.compile(r"\bend of (?:the )?(?:period|year|quarter)\b|\bperiod[- ]end\b", re.IGNORECASE)
_SCALED = re.compile(r"([a-z$€£]{1,3})(m|mn|bn|k)")  # EURm
_MILLIONS = re.compile(r"(?P<scale>[MKBT])(?P<code>EUR|USD|SEK|NOK|DKK|GBP|CHF|JPY|PLN)\b")


@dataclass(frozen=True, slots=True)
class Head:
    """A head of a row or column: its words without unit, its period, and what it says of the unit."""

    words: str
    iso: str | None
    period_text: str | None
    unit: str | None
    factor: float
    as_of: bool = False

    def at_end(self) -> Head:
        """The head with the last month of its period: what stands at the end of it."""
        return replace(self, iso=self.iso.split("/")[-1] if self.iso else None)


@lru_cache(maxsize=4096)
def read_head(written: str, date: str | None, bare: bool = False) -> Head:
    """A head as written; ``bare`` takes a unit without brackets too, as in the corner of a table.

    >>> read_head("Net sales (EUR million)", None)
    Head(words='Net sales', iso=None, period_text=None, unit='EUR', factor=1000000.0, as_of=False)
    >>> read_head("Q1/2019", None).iso, read_head("MEUR", None, bare=True).unit
    ('2019-01/2019-03', 'EUR')
    """
    words = _QUARTER.sub(r"\1 ", _NOTE.sub("", written))
    months = _MONTHS.search(words)
    times = [] if months else period.periods(words, date)
    iso = times[0].iso if times else _months(months) if months else None
    hint = _HINT.search(words)
    unit, factor = read_unit(next((part for part in hint.groups() if part), "")) if hint else (None, 1.0)
    if bare and unit is None:
        unit, factor = read_unit(words)
    rest = words
    if hint and (unit or factor > 1) and not hint["leading"]:
        rest = words[: hint.start()] + words[hint.end() :]
    for time in times:
        rest = rest.replace(time.text, "")
    rest = rest.replace(months.group(), "") if months else rest
    text = times[0].text if times else months.group() if months else None
    return Head(rest.strip(" ,;:-–()"), iso, text, unit, factor, _AS_OF.search(rest) is not None)


def _months(found: re.Match[str]) -> str:
    first, last, year = found.groups()
    return f"{year}-{int(first):02}/{year}-{int(last):02}"


def read_unit(hint: str) -> tuple[str | None, float]:
    """The unit and factor of a head's brackets: EUR million, %, thousand tonnes, '000, MEUR."""
    factor, unit = 1.0, None
    codes = currencies()[2]
    _, _, exact, free = units()
    short = _MILLIONS.search(hint)
    if short:
        return short["code"], {"K": 1e3, "M": 1e6, "B": 1e9, "T": 1e12}[short["scale"]]
    hint = re.sub(r"^in\s+", "", hint.strip())
    for word in [hint, *re.split(r"\s+", hint)]:
        low = word.lower()
        scaled = _SCALED.fullmatch(low)
        if scaled and scaled[1] in codes and word not in exact:
            return codes[scaled[1]], SCALES[scaled[2]]
        if (low in SCALES and len(low) > 1) or low in ("m", "k"):
            factor = SCALES[low]
        elif low in ("'000", "000", "thousands", "millions", "billions"):
            factor = {"millions": 1e6, "billions": 1e9}.get(low, 1e3)
        elif word in exact or low in free:
            entry = exact.get(word) or free[low]
            unit, factor = unit or entry.unit, factor * entry.factor if unit is None else factor
        elif low in codes:
            unit = unit or codes[low]
    return unit, factor
