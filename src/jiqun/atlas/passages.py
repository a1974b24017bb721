"""Readable passages of a document: its sentences and clauses, and the section of the cluster that each stands in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from jiqun.model import Block, Claim, ClusterClaim, Document, Excluded

_OPENING = "“‘《（([「『【"
_CLOSING = "”’》）)]」』】"
# A sentence ends at 。！？ or a line's end, with the quotation marks that close there; a point ends one only before a
# blank and a capital, so that 3.2 and e.g. stay whole.
_SENTENCE = re.compile(rf"[。！？!?；;]+[{re.escape(_CLOSING)}]*|[\r\n]+|\.(?=\s+[A-Z“\"])")
_CLAUSE = set(",，:：")
_LONGEST = 2000  # characters of a sentence


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences between two offsets, without outer blanks.

    >>> text = "产值650亿元。增长3.2%！ 后续"
    >>> [text[a:b] for a, b in sentences(text, 0, len(text))]
    ['产值650亿元。', '增长3.2%！', '后续']
    """
    for first, last in _split(text, start, end, (m.end() for m in _SENTENCE.finditer(text, start, end))):
        yield from _bounded(text, first, last)


def _bounded(text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """A sentence that goes on and on (a line without a full stop) in pieces that a reader can take in."""
    while last - first > _LONGEST:
        cut = max(text.rfind(mark, first, first + _LONGEST) for mark in _CLAUSE | {"、", " "}) + 1
        cut = cut if cut > first + _LONGEST // 2 else first + _LONGEST
        yield from _split(text, first, cut, iter(()))
        first = cut
    yield from _split(text, first, last, iter(()))


def clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The clauses between two offsets: split at commas and colons that stand in no quotation marks or brackets.

    >>> text = "出台《关于A,B的意见》,设立基金"
    >>> [text[a:b] for a, b in clauses(text, 0, len(text))]
    ['出台《关于A,B的意见》', '设立基金']
    """
    cuts, depth = [], 0
    for offset in range(start, end):
        char = text[offset]
        if char in _OPENING:
            depth += 1
        elif char in _CLOSING:
            depth = max(0, depth - 1)
        elif char in _CLAUSE and depth == 0 and not _inside_number(text, offset):
            cuts.append(offset + 1)
    for first, last in _split(text, start, end, iter(cuts)):
        while last > first and (text[last - 1] in _CLAUSE or text[last - 1].isspace()):
            last -= 1
        if last > first:
            yield first, last


def _inside_number(text: str, offset: int) -> bool:
    return text[offset - 1 : offset].isdigit() and text[offset + 1 : offset + 2].isdigit()


def _split(text: str, start: int, end: int, cuts: Iterator[int]) -> Iterator[tuple[int, int]]:
    for first, last in pairwise([start, *cuts, end]):
        while first < last and text[first].isspace():
            first += 1
        while last > first and text[last - 1].isspace():
            last -= 1
        if last > first:
            yield first, last


def sentence_at(document: Document, start: int, end: int) -> tuple[int, int]:
    """The sentence around a span, inside its block; the span itself when the span crosses sentences."""
    for block in document.blocks:
        if block.start <= start and end <= block.end:
            for first, last in sentences(document.text, block.start, block.end):
                if first <= start and end <= last:
                    return first, last
    return start, end


def content_sentences(document: Document) -> Iterator[tuple[Block, int, int]]:
    """All sentences of a document's content, each with its block; excluded lines have none."""
    for block in document.blocks:
        if block.excluded is None:
            for start, end in sentences(document.text, block.start, block.end):
                yield block, start, end


def sections(document: Document, claims: Sequence[Claim]) -> dict[int, str]:
    """Block start → the cluster (as named in the document) whose section the block stands in.

    A cluster's heading opens its section; the next heading of its level or above closes it. A document with one
    cluster is about that cluster. Elsewhere a block belongs to the cluster of most of its claims.
    """
    named = {claim.start: claim.name for claim in claims if isinstance(claim, ClusterClaim)}
    content = [block for block in document.blocks if block.excluded is None]
    headings = {
        block.start: name
        for block in content
        if block.kind in ("heading", "title")
        for start, name in named.items()
        if block.start <= start < block.end
    }
    if len(set(named.values())) == 1 and not headings:
        return {block.start: next(iter(named.values())) for block in content}
    if headings:
        return _under_headings(content, headings)
    return _by_claims(content, claims)


def _under_headings(content: Sequence[Block], headings: dict[int, str]) -> dict[int, str]:
    found: dict[int, str] = {}
    current: tuple[int, str] | None = None
    for block in content:
        level = block.level if block.kind == "heading" else 0
        if block.start in headings:
            current = level, headings[block.start]
        elif current and block.kind == "heading" and level <= current[0]:
            current = None
        if current:
            found[block.start] = current[1]
    return found


def _by_claims(content: Sequence[Block], claims: Sequence[Claim]) -> dict[int, str]:
    found = {}
    for block in content:
        votes = Counter(
            claim.cluster
            for claim in claims
            if claim.cluster and not isinstance(claim, Excluded) and block.start <= claim.start < block.end
        )
        if votes:
            found[block.start] = votes.most_common(1)[0][0]
    return found
