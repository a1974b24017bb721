"""Exact or rejected: every span of a claim is checked against the text before it is stored and at every build."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from jiqun.errors import StoreError
from jiqun.model import Claim, Entity, Figure, Practice


class Span(NamedTuple):
    """One span of a claim's evidence, with the part that it plays and the words that must stand there (or None)."""

    role: str
    start: int
    stop: int
    words: str | None


def spans(claim: Claim) -> Iterator[Span]:
    """All spans that a claim rests on: its quote, and by kind its value, its mentions, its paragraph."""
    yield Span("quote", claim.start, claim.end, claim.quote)
    if isinstance(claim, Figure):
        yield Span("value", claim.value_start, claim.value_end, claim.value_text)
    elif isinstance(claim, Entity):
        for mention in claim.mentions:
            yield Span("mention", mention.start, mention.end, None)
    elif isinstance(claim, Practice) and claim.paragraph_end:
        yield Span("paragraph", claim.paragraph_start, claim.paragraph_end, None)


def verify(text: str, claim: Claim, where: str) -> None:
    """Raise StoreError, naming the rule that made the claim, unless every span is exact in ``text``.

    >>> from jiqun.model import Standing
    >>> verify("规模领先", Standing(quote="领跑", start=2, end=4, rule="r.1"), "a.txt")
    Traceback (most recent call last):
    jiqun.errors.StoreError: claim rejected: a.txt at 2–4: the quote is '领跑' but the text has '领先'
    (rule r.1): report this rule
    """
    for role, start, stop, words in spans(claim):
        if not 0 <= start < stop <= len(text):
            problem = f"the {role} span is empty or outside the text of {len(text)} characters"
        elif words is not None and text[start:stop] != words:
            problem = f"the {role} is {_short(words)} but the text has {_short(text[start:stop])}"
        elif role == "value" and not claim.start <= start < stop <= claim.end:
            problem = "the value stands outside the quote"
        else:
            continue
        raise StoreError(
            f"claim rejected: {where} at {start}–{stop}: {problem} (rule {claim.rule or claim.kind}): report this rule"
        )


def _short(words: str) -> str:
    return repr(words if len(words) <= 40 else words[:39] + "…")
