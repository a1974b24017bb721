"""English numerals: digits with grouping, words, scales, fractions."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SMALL = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_PARTS = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "twelfth": 12, "twentieth": 20,
}  # fmt: skip
SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "lakh": 1e5, "lakhs": 1e5,
    "crore": 1e7, "crores": 1e7, "cr": 1e7, "cr.": 1e7, "lac": 1e5, "lacs": 1e5, "lakh crore": 1e12, "dozen": 12.0,
    "bn": 1e9, "bln": 1e9, "mn": 1e6, "mln": 1e6,
    "mio": 1e6, "mm": 1e6, "tn": 1e12, "trn": 1e12, "k": 1e3, "m": 1e6, "b": 1e9, "t": 1e12, "hundred thousand": 1e5,
    "hundred million": 1e8, "thousand million": 1e9, "thousand billion": 1e12, "million million": 1e12,
}  # fmt: skip
_LONG_SCALE = (
    r"(?:hundred thousand|hundred million|thousand million|thousand billion|hundred|thousand|million|billion|trillion"
    r"|lakh crore|lakhs?|lacs?|crores?|dozen|(?:bn|bln|mln|mn|mio|trn|tn)\.(?= [a-z€$£])|bn|bln|mln|mn|mio|trn|tn"
    r"|cr\.(?! [A-Z])|cr)"
    r"(?:\b|(?<=\.)|(?=(?:in|as|against|for|from|to|and|of|compared|during)(?:the|an?)?\b))"
)
_DIGITS = (
    r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}(?!\d)|\d{1,3}(?: \d{3})+(?![\d,])(?:\.\d+)?"
    r"|\d(?: \d){1,12}(?: ?\. ?\d(?: \d){0,12})?(?= ?\\?%)|\d+(?:\.\d+)?"
)
_WORD = "|".join([*_SMALL, *_TENS])
_WORDS = (
    rf"(?:(?:{_WORD})\b|an? (?=(?:hundred|thousand|million|billion|trillion|dozen)\b))"
    rf"(?:[ -]?(?:and )?(?:{_WORD}|hundred|thousand|million|billion|trillion|dozen)\b)*"
)
_FRACTION = r"(?:thirds?|quarters?|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?|twelfths?|twentieths?)"
FIRST_WORDS = frozenset({*_SMALL, *_TENS, "half", "a", "an"})
"""Words that a numeral may begin with."""

_NUMERAL = re.compile(
    "|".join(
        [
            rf"(?P<digits>{_DIGITS})(?:[ -]?(?P<half>½|¼|¾|and a half))?(?:[ -]?(?P<scale>{_LONG_SCALE}))?"
            r"(?P<letter>(?: ?(?:m|b|k|t))(?![\w²³^/]))?",
            r"(?P<halfscale>(?:an? |one )?(?P<hpart>half|quarter)(?: of)? (?:an? )?(?P<hscale>million|billion"
            r"|trillion|dozen|thousand)\b)",
            r"(?P<fraction>(?P<parts>an?|one|two|three|four|five|six|seven|eight|nine)[ -]"
            rf"(?P<part>{_FRACTION}|half|halves)\b)",
            r"(?P<bare>half\b)",
            rf"(?P<words>{_WORDS})(?P<wordhalf> and a half)?(?:[ -]?(?P<wscale>{_LONG_SCALE}))?",
        ]
    ),
    re.IGNORECASE,
)
_WHOLE = re.compile(r" (?:of|the|its|their|our|all|as|more|less|higher|lower|larger)\b|[,.;:)]|$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral as read: where it ends, its value, the factor of its scale word, and how it is written.

    ``form`` is ``digits``, ``words`` or ``fraction`` (a share: the value is in percent); ``letter`` tells that the
    scale is one letter (2m), which is a million only beside a currency.
    """

    start: int
    end: int
    value: float
    scale: float
    form: str
    letter: str | None = None


def numeral(view: str, at: int) -> Numeral | None:
    """The numeral that begins at ``at``, with its scale word; None when there is none.

    >>> [numeral(t, 0).value for t in ("1,234.5", "12 000", "3.2 billion", "two hundred and fifty", "half a million")]
    [1234.5, 12000.0, 3200000000.0, 250.0, 500000.0]
    >>> numeral("two-thirds of", 0).value, numeral("a third building", 0)
    (66.66666666666667, None)
    """
    m = _NUMERAL.match(view, at)
    if m is None:
        return None
    if m["digits"]:
        return _digits(m)
    if m["halfscale"]:
        scale = SCALES[m["hscale"].lower().rstrip(".")]
        part = 2 if m["hpart"].lower() == "half" else 4
        return Numeral(at, m.end(), scale / part, scale, "words")
    if m["fraction"]:
        return _fraction(view, m)
    if m["bare"]:
        before = view[max(0, at - 12) : at].lower().rstrip()
        if before.endswith(("first", "second", "other", "latter", "former", "and a")) or not _WHOLE.match(
            view, m.end()
        ):
            return None
        return Numeral(at, m.end(), 50.0, 1.0, "fraction")
    value = words(m["words"])
    if value is None:
        return None
    scale = SCALES[m["wscale"].lower().rstrip(".")] if m["wscale"] else 1.0
    value = (value + (0.5 if m["wordhalf"] else 0.0)) * scale
    return Numeral(at, m.end(), value, scale, "words")


def _digits(m: re.Match[str]) -> Numeral:
    value = float(m["digits"].replace(" ", "").replace(",", ""))
    if m["half"]:
        value += {"½": 0.5, "¼": 0.25, "¾": 0.75}.get(m["half"], 0.5)
    scale = SCALES[m["scale"].lower().rstrip(".")] if m["scale"] else 1.0
    end = m.end("letter") if m["letter"] and not m["scale"] else m.start("letter") if m["letter"] else m.end()
    letter = m["letter"] if m["letter"] and not m["scale"] else None
    if letter and letter in ("k", "K"):
        return Numeral(m.start(), end, _scaled(value, 1e3), 1e3, "digits")
    if letter:
        return Numeral(m.start(), m.start("letter"), value, 1.0, "digits", letter)
    return Numeral(m.start(), end, _scaled(value, scale), scale, "digits")


def _scaled(value: float, scale: float) -> float:
    """A value times its scale, without the noise of binary fractions (2.35 billion is 2350000000)."""
    scaled = value * scale
    return float(round(scaled)) if abs(scaled - round(scaled)) < 1e-6 * max(1.0, abs(scaled)) and scale > 1 else scaled


def _fraction(view: str, m: re.Match[str]) -> Numeral | None:
    part = m["part"].lower()
    below = _PARTS.get(part) or _PARTS.get(part.removesuffix("s"))
    word = m["parts"].lower()
    above = 1 if word in ("a", "an") else _SMALL[word]
    if below is None or above >= below:
        return None
    ordinal = above == 1 and part not in ("half", "quarter", "thirds") and "-" not in m["fraction"]
    if (ordinal or word in ("a", "an")) and not _WHOLE.match(view, m.end()):
        return None  # a third building, one quarter later
    return Numeral(m.start(), m.end(), 100.0 * above / below, 1.0, "fraction")


def words(text: str) -> float | None:
    """The value of a numeral in words, or None.

    >>> words("two hundred and fifty"), words("forty-two thousand"), words("a dozen"), words("one million two hundred")
    (250.0, 42000.0, 12.0, 1000200.0)
    """
    total, current = 0.0, 0.0
    for word in re.findall(r"[a-z]+", text.lower()):
        if word in ("and",):
            continue
        if word in ("a", "an"):
            current = 1.0
        elif word in _SMALL:
            current += _SMALL[word]
        elif word in _TENS:
            current += _TENS[word]
        elif word in ("hundred", "dozen"):
            current = (current or 1.0) * SCALES[word]
        elif word in SCALES:
            total += (current or 1.0) * SCALES[word]
            current = 0.0
        else:
            return None
    return total + current
