"""Codes that name one thing for certain, each with its own check: of firms, of Wikidata items, of places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from jiqun.resolve.tables import place_changes
from jiqun.vocab.fold import fold
from jiqun.vocab.places import by_name, places

_USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100: no I, O, S, V, Z
_USCC_AT = re.compile(rf"(?<![0-9A-Za-z])[{_USCC}]{{2}}\d{{6}}[{_USCC}]{{10}}(?![0-9A-Za-z])")
_LEI_AT = re.compile(r"(?<![0-9A-Za-z])[0-9A-Z]{18}\d{2}(?![0-9A-Za-z])")
_QID_AT = re.compile(
    r"(?:wikidata(?:\.org/(?:wiki|entity)/|\s*(?:id|qid)?\s*[::(]?\s*)|\bqid\s*[::]?\s*)(Q[1-9]\d*)\b", re.I
)


@dataclass(frozen=True, slots=True, order=True)
class Code:
    """A code of one system: ``uscc`` (统一社会信用代码), ``lei``, ``wikidata`` or ``gbt2260``.

    ``valid_from`` and ``valid_to`` are years, for place codes that came or went; None where none is known.
    """

    system: str
    value: str
    valid_from: str | None = None
    valid_to: str | None = None

    def __str__(self) -> str:
        return f"{self.system}:{self.value}"


def is_uscc(code: str) -> bool:
    """Whether a 统一社会信用代码 has the form and the check digit of GB 32100 (weights 3^i, modulus 31).

    >>> is_uscc("91350100M000100Y43"), is_uscc("91350100M000100Y44")
    (True, False)
    """
    code = fold(code).strip().upper()
    if not _USCC_AT.fullmatch(code):
        return False
    total = sum(_USCC.index(char) * pow(3, at, 31) for at, char in enumerate(code[:17]))
    return _USCC[-total % 31] == code[17]


def is_lei(code: str) -> bool:
    """Whether a Legal Entity Identifier has the form and the check digits of ISO 17442 (ISO 7064, modulus 97).

    >>> is_lei("5493001KJTIIGC8Y1R12"), is_lei("5493001KJTIIGC8Y1R21")
    (True, False)
    """
    code = fold(code).strip().upper()
    return bool(_LEI_AT.fullmatch(code)) and int("".join(str(int(char, 36)) for char in code)) % 97 == 1


def parse_code(text: str) -> Code | None:
    """The code that a text is, or None: with or without its system before it.

    >>> str(parse_code("91350100m000100y43")), str(parse_code("Q42")), parse_code("12345")
    ('uscc:91350100M000100Y43', 'wikidata:Q42', None)
    """
    bare = fold(text).strip()
    system, colon, value = bare.partition(":")
    if colon and system.lower() in ("uscc", "lei", "wikidata", "gbt2260"):
        bare = value.strip()
    bare = bare.upper()
    if is_uscc(bare):
        return Code("uscc", bare)
    if is_lei(bare):
        return Code("lei", bare)
    if re.fullmatch(r"Q[1-9]\d*", bare):
        return Code("wikidata", bare)
    if system.lower() == "gbt2260" or re.fullmatch(r"\d{6}", bare):
        return place_code(bare)
    return None


def codes_in(text: str) -> Iterator[tuple[int, int, Code]]:
    """The codes of firms that stand in a text: in form and check digit right; a QID only behind its name, Wikidata.

    >>> [str(code) for _, _, code in codes_in("代码91350100M000100Y43，Wikidata: Q42；批号91350100M000100Y44")]
    ['uscc:91350100M000100Y43', 'wikidata:Q42']
    """
    view = fold(text).upper()
    for match in _USCC_AT.finditer(view):
        if is_uscc(match.group()):
            yield match.start(), match.end(), Code("uscc", match.group())
    for match in _LEI_AT.finditer(view):
        if is_lei(match.group()):
            yield match.start(), match.end(), Code("lei", match.group())
    for match in _QID_AT.finditer(view):
        yield match.start(1), match.end(1), Code("wikidata", match.group(1).upper())


@cache
def _places_by_code() -> dict[str, str]:
    return {place.code: place.name for place in places()}


@cache
def _times_named() -> Counter[str]:
    return Counter(place.name for place in places())


def place_code(code_or_name: str) -> Code | None:
    """The GB/T 2260 code that a code or a whole name of a place means; None where it means none, or several.

    Codes that were abolished or renamed have the years of their validity.

    >>> str(place_code("深圳市")), str(place_code("深圳")), place_code("鼓楼区")
    ('gbt2260:440300', 'gbt2260:440300', None)
    >>> place_code("崇文区")
    Code(system='gbt2260', value='110103', valid_from=None, valid_to='2010')
    """
    wanted = fold(code_or_name).strip()
    for change in place_changes():
        renamed = change["code"] == change["successors"]  # the code goes on under another name
        if wanted == change["name"] or (wanted == change["code"] and not renamed):
            return Code("gbt2260", change["code"], change["from"] or None, change["to"] or None)
    if wanted in _places_by_code():
        return Code("gbt2260", wanted)
    place = by_name().get(wanted)
    if place is None or _times_named()[place.name] > 1:
        return None
    return Code("gbt2260", place.code)
