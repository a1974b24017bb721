"""Anchors: a judged quote is found again in a new text by its exact words and the text around it, or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from jiqun.model import Anchor

AROUND = 80  # letters and digits kept on either side
LONG = 8  # a quote of that many, which stood once and stands once, needs no other evidence
NEAR = 4  # that many on one side bear out a shorter one
CHOOSING = 8  # that many on both sides together choose one of several
_MANY = 2000  # places of a quote that are looked at


@dataclass(frozen=True, slots=True)
class Text:
    """A document's text with its checksum."""

    text: str
    checksum: str

    @classmethod
    def of(cls, text: str) -> Text:
        """A text, its checksum computed once."""
        return cls(text, hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16])


def anchor(text: Text, start: int, end: int, rivals: int = 0) -> Anchor:
    """What is kept of the place of a quote.

    >>> kept = anchor(Text.of("2018年产值650亿元，增长3%"), 5, 12)
    >>> kept.before, kept.after, kept.places, kept.like
    ('2018年', '增长3', 1, 0)
    """
    quote = text.text[start:end]
    before, after = _letters(text.text, start - 1, -1)[::-1], _letters(text.text, end, 1)
    kept = Anchor(before, after, text.checksum, rivals=rivals)
    others = [at for at in islice(_found(text.text, quote), _MANY) if at != start]
    like = max((sum(_agreement(text.text, at, quote, kept)) for at in others), default=0)
    return replace(kept, places=1 + len(others), like=like)


def place(text: Text, quote: str, start: int, kept: Anchor) -> int | None:
    """Where the quote that stood at ``start`` stands in this text; None when it is gone, or no place is the one.

    Only letters and digits around it are compared, so that a reader may lay out lines and cells otherwise. A quote that
    stood at several places must agree with its surroundings better than the others did: where its sentence is lost, its
    judgement does not fall to a like one.

    >>> old = "东岭产值650亿元。南江产值650亿元。"
    >>> kept = anchor(Text.of(old), 12, 19)
    >>> place(Text.of("分页。" + old), "产值650亿元", 12, kept)
    15
    >>> place(Text.of("只有产值650亿元"), "产值650亿元", 12, kept) is None
    True
    """
    if text.checksum == kept.text:
        return start
    places = list(islice(_found(text.text, quote), _MANY))
    if not places:
        return None
    found = sorted(((sum(_agreement(text.text, at, quote, kept)), at) for at in places), reverse=True)
    total, at = found[0]
    whole = total == len(kept.before) + len(kept.after) > 0
    if kept.places > 1 and total <= kept.like:
        return None
    if len(found) > 1:
        return at if total > found[1][0] and (whole or total >= CHOOSING) else None
    alone = kept.places == 1 and sum(map(str.isalnum, quote)) >= LONG
    return at if alone or whole or max(_agreement(text.text, at, quote, kept)) >= NEAR else None


def _found(text: str, quote: str) -> Iterator[int]:
    at = text.find(quote)
    while at >= 0:
        yield at
        at = text.find(quote, at + 1)


def _agreement(text: str, at: int, quote: str, kept: Anchor) -> tuple[int, int]:
    """How many letters and digits agree on either side, read away from the quote until they differ."""
    return _equal(text, at - 1, -1, kept.before[::-1]), _equal(text, at + len(quote), 1, kept.after)


def _equal(text: str, at: int, step: int, kept: str) -> int:
    count = 0
    for char in _away(text, at, step):
        if count == len(kept) or char != kept[count]:
            break
        count += 1
    return count


def _letters(text: str, at: int, step: int) -> str:
    return "".join(islice(_away(text, at, step), AROUND))


def _away(text: str, at: int, step: int) -> Iterator[str]:
    """The letters and digits from a place on, in one direction, as far as context reaches."""
    for _ in range(4 * AROUND):
        if not 0 <= at < len(text):
            return
        if text[at].isalnum():
            yield text[at]
        at += step
