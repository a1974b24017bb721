"""Documents with nearly the same text, whatever the script, the page around it, and the order of its paragraphs.

Every run of some characters has a fingerprint; a sample of these (the same for all texts) leads to the pairs that are
worth a look, and only those are compared in full.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from jiqun.model import Source
from jiqun.reposts.chain import Chain, Link, in_order
from jiqun.reposts.dates import known_date
from jiqun.reposts.shape import Shape

_SAMPLE = 4  # one fingerprint in so many is looked up
_POSTINGS = 48  # texts remembered for one fingerprint: what stands in more is told by the first of them
_SHORTEST = 30  # runs; a shorter text is a repost only when it is the same
_SHORT = 200
_SAME = 0.55  # runs of both texts that are in both: a repost; of no two halves of one text
_INSIDE = 0.6  # runs of the shorter that are in the longer
_INSIDE_SHORT = 0.8
_NUMBERS = 0.5  # of the shorter text's numbers, where there are enough: yearly reports share their phrases, not these
_FEW_NUMBERS = 5


@dataclass(frozen=True, slots=True)
class _Pair:
    one: int
    other: int
    shared: float  # of the shorter
    alike: bool  # of both


def document_chains(sources: Sequence[Source], shapes: Mapping[str, Shape]) -> list[Chain]:
    """The chains of documents: first of reposts, then of texts that stand as a part in others."""
    known = [shapes[source.id] for source in sources]
    pairs = list(_pairs(known))
    group = list(range(len(sources)))
    for pair in pairs:
        if pair.alike:
            low, high = sorted((_head(group, pair.one), _head(group, pair.other)))
            group[high] = low
    members: dict[int, list[int]] = {}
    for index in range(len(sources)):
        members.setdefault(_head(group, index), []).append(index)
    best: dict[int, float] = {}
    inside: dict[tuple[int, int], dict[int, float]] = {}
    for pair in pairs:
        low, high = sorted((_head(group, pair.one), _head(group, pair.other)))
        shares = best if low == high else inside.setdefault((low, high), {})
        for index in (pair.one, pair.other):
            shares[index] = max(pair.shared, shares.get(index, 0))
    found = [_chain("document", sources, [(i, best[i]) for i in own]) for own in members.values() if len(own) > 1]
    for heads, shares in sorted(inside.items()):
        told = {known[index].plain: shared for index, shared in shares.items()}  # of the same texts, one was compared
        both = sorted(index for head in heads for index in members[head] if known[index].plain in told)
        found.append(_chain("part", sources, [(index, told[known[index].plain]) for index in both]))
    return found


def _chain(kind: str, sources: Sequence[Source], members: Sequence[tuple[int, float]]) -> Chain:
    links = [Link(sources[i].id, known_date(sources[i]), shared=round(shared, 3)) for i, shared in members]
    return Chain(kind, in_order(links, {sources[i].id: i for i, _ in members}))


def _head(group: list[int], index: int) -> int:
    while group[index] != index:
        group[index] = group[group[index]]
        index = group[index]
    return index


def _pairs(shapes: Sequence[Shape]) -> Iterator[_Pair]:
    """The pairs of texts that are nearly the same, or of which one stands in the other, by their order."""
    first: dict[str, int] = {}
    postings: dict[int, list[int]] = {}
    for index, shape in enumerate(shapes):
        same = first.setdefault(shape.plain, index)
        if same != index:
            if shape.plain:
                yield _Pair(same, index, 1.0, True)
            continue
        if len(shape.runs) < _SHORTEST:
            continue
        sample: list[int] = shape.runs[shape.runs % np.uint64(_SAMPLE) == 0].tolist()
        hits: Counter[int] = Counter()
        for fingerprint in sample:
            known = postings.setdefault(fingerprint, [])
            hits.update(known)
            if len(known) < _POSTINGS:
                known.append(index)
        for other, count in sorted(hits.items()):
            if count * _SAMPLE >= 0.35 * min(len(shape.runs), len(shapes[other].runs)):
                pair = _compared(other, index, shapes[other], shape)
                if pair is not None:
                    yield pair


def _compared(one: int, other: int, a: Shape, b: Shape) -> _Pair | None:
    common = len(np.intersect1d(a.runs, b.runs, assume_unique=True))
    shorter = min(len(a.runs), len(b.runs))
    shared = common / shorter
    alike = common / (len(a.runs) + len(b.runs) - common) >= _SAME
    if not alike and shared < (_INSIDE_SHORT if shorter < _SHORT else _INSIDE):
        return None
    fewer = min(len(a.numbers), len(b.numbers))
    if fewer >= _FEW_NUMBERS and len(a.numbers & b.numbers) / fewer < _NUMBERS:
        return None
    return _Pair(one, other, shared, alike)
