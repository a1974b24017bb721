"""What of a document may be shown to everybody: its whole text, or quotes with a sentence around; never a phone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from jiqun.atlas.passages import sentence_at
from jiqun.model import Document
from jiqun.vocab.tables import rows

HIDDEN = "●"  # in place of a phone number or a name, character for character
WITHHELD = "▒"  # in place of text that the licence does not let us show
_AROUND = 120  # characters of a sentence on either side of a quote; some documents know no full stops
_LEAST = 7  # digits that make a telephone number
_DATE = re.compile(r"(?:19|20)\d\d\s*[-年/.]\s*\d{1,2}\s*[-月/.]\s*\d{1,2}(?:\s*日)?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?")

_TEXT = "text/plain"  # what is shown is this text alone: a picture of the page would show the rest
Span = tuple[int, int]


@cache
def _patterns(table: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row["name"], re.compile(row["pattern"])) for row in rows(table, Path(__file__).parent / "data"))


def allows_text(licence: str | None) -> bool:
    """Whether a licence lets the whole text be shown; without one it does not.

    >>> [allows_text(words) for words in ("CC-BY-4.0", "cc0", "CC-BY-NC-4.0", "all rights reserved", None)]
    [True, True, False, False, False]
    """
    said = " ".join((licence or "").split())
    return any(pattern.fullmatch(said) for _, pattern in _patterns("licences.csv"))


def masked(line: str) -> str:
    """An excluded line without telephone numbers, accounts, addresses of mail and names; as long as before.

    >>> masked("责任编辑:张三"), masked("电话:010-12345678"), masked("发布时间:2019-01-02 10:20")
    ('责任编辑:●●', '电话:●●●●●●●●●●●●', '发布时间:2019-01-02 10:20')
    """
    hidden = list(line)
    dates = [match.span() for match in _DATE.finditer(line)]
    for name, pattern in _patterns("masks.csv"):
        for match in pattern.finditer(line):
            start, end = match.span("hide")
            if name == "phone" and (
                sum(char.isdigit() for char in line[start:end]) < _LEAST
                or any(first < end and start < last for first, last in dates)
            ):
                continue
            for at in range(start, end):
                hidden[at] = HIDDEN if not line[at].isspace() else line[at]
    return "".join(hidden)


def shown_spans(document: Document, quotes: Iterable[Span]) -> list[Span]:
    """The quotes, each with the sentence around it, merged and in order."""
    found: list[Span] = []
    for start, end in sorted(quotes):
        first, last = sentence_at(document, start, end)
        span = max(first, start - _AROUND), min(last, end + _AROUND)
        if found and span[0] <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], span[1])
        else:
            found.append(span)
    return found


def quoted_only(document: Document, spans: Sequence[Span]) -> Document:
    """The document with nothing but these spans: all else is withheld character for character, offsets hold."""
    text = document.text
    kept = list(re.sub(r"[^\r\n]", WITHHELD, text))
    for start, end in spans:
        kept[start:end] = text[start:end]
    blocks = [
        replace(block, start=max(block.start, start), end=min(block.end, end))
        for block in document.blocks
        if not block.excluded
        for start, end in spans
        if start < block.end and block.start < end
    ]
    return replace(document, text="".join(kept), blocks=tuple(blocks), media_type=_TEXT)


def without_private(document: Document) -> Document:
    """The document with its excluded lines masked."""
    text = document.text
    for block in document.blocks:
        if block.excluded:
            line = text[block.start : block.end]
            text = text[: block.start] + masked(line) + text[block.end :] if masked(line) != line else text
    return document if text == document.text else replace(document, text=text, media_type=_TEXT)
