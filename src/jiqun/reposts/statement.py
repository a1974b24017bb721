"""One statement of a document, with what tells whether another one repeats it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from jiqun.model import Claim, Figure, Practice, Record, Standing
from jiqun.reposts.shape import Shape
from jiqun.vocab.fold import key
from jiqun.vocab.places import find_places

_EACH_SIDE = 4  # characters beside a value by which the same wording is found
_REACH = 80
_NUMBER = re.compile(r"\d+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SHORTEST = 8  # characters of a heading or a phrase that is taken for a wording


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim in the plain text of its document (`Shape`), from ``start`` to ``end``: its digits, or its quote.

    ``amount`` must be the same in both; ``subject`` and ``indicator`` are folded. ``named`` are places that the words
    of its subject name, ``around`` those of the subject as it was understood, or else of its cluster, or of the title.
    """

    record: Record
    plain: str
    start: int
    end: int
    amount: tuple[object, ...]
    subject: str
    indicator: str
    named: frozenset[str]
    around: frozenset[str]

    @property
    def value(self) -> str:
        """The words of the value, or the whole wording."""
        return self.plain[self.start : self.end]

    def keys(self) -> Iterator[tuple[object, ...]]:
        """By what a statement like it is looked up: its wording to the left and right, what it is about."""
        claim = self.record.claim
        if not isinstance(claim, Figure):
            yield claim.kind, self.value
            return
        left = self.plain[max(0, self.start - _EACH_SIDE) : self.end]
        right = self.plain[self.start : self.end + _EACH_SIDE]
        yield "left", left, self.amount
        yield "right", right, self.amount
        if self.subject and self.indicator:
            yield "about", self.subject, self.indicator, self.amount


def statement(record: Record, shape: Shape, title: str = "") -> Statement | None:
    """The statement of a record in a document of this title; None for kinds of claims that are not followed."""
    claim = record.claim
    if isinstance(claim, Figure):
        start, end = claim.value_start, claim.value_end
        amount: tuple[object, ...] = (claim.value, claim.value_max, claim.unit, claim.comparator)
        subject, said, indicator = claim.subject or "", claim.subject_text or "", claim.indicator or ""
    elif isinstance(claim, Standing):
        start, end, amount = claim.start, claim.end, ()
        subject, said, indicator = claim.subject or "", "", ""
    elif isinstance(claim, Practice):
        start, end, amount, subject, said, indicator = claim.start, claim.end, (), "", "", ""
    else:
        return None
    first, last = int(shape.places[start]), int(shape.places[end])
    if last - first < (1 if isinstance(claim, Figure) else _SHORTEST):
        return None
    digits = _NUMBER.search(shape.plain, first, last) if isinstance(claim, Figure) else None
    first, last = digits.span() if digits else (first, last)
    named = _places(key(said))
    around = named or _places(key(subject)) or _places(key(claim.cluster or "")) or _places(key(title))
    return Statement(
        record, shape.plain, first, last, amount, key(subject), key(indicator) or _id(claim), named, around
    )


def _id(claim: Claim) -> str:
    return (claim.indicator_id or "") if isinstance(claim, Figure) else ""


@lru_cache(maxsize=32768)
def _places(folded: str) -> frozenset[str]:
    return frozenset(place.short for _, _, place in find_places(folded))


def shared_wording(one: Statement, other: Statement) -> str:
    """The longest run of characters around the two values that is the same in both texts; empty when these differ."""
    if one.value != other.value:
        return ""
    before = [text.plain[max(0, text.start - _REACH) : text.start][::-1] for text in (one, other)]
    behind = [text.plain[text.end : text.end + _REACH] for text in (one, other)]
    return one.plain[one.start - _same(*before) : one.end + _same(*behind)]


def _same(one: str, other: str) -> int:
    """How many characters two texts have in common from their start."""
    sure, limit = 0, min(len(one), len(other))
    while sure < limit:
        half = (sure + limit + 1) // 2
        if one[sure:half] == other[sure:half]:
            sure = half
        else:
            limit = half - 1
    return sure


def numbers(wording: str) -> int:
    """How many numbers of two digits or more a wording holds, years aside: those of one digit agree by chance.

    >>> numbers("2018年涵盖12大类100多个小类"), numbers("图书馆1个文化馆1个博物馆2个")
    (2, 0)
    """
    return sum(len(number) > 1 and _YEAR.fullmatch(number) is None for number in _NUMBER.findall(wording))
