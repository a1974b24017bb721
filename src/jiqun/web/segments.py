"""A text cut at the borders of all its claims, so that overlapping claims can be shown without nesting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from jiqun.model import ClusterClaim, Entity, Excluded, Figure, Practice, Record, Relation, Standing
from jiqun.model import Segment as ChainSegment

# Which claim a reader wants when several cover a word; shorter ones come first in any case.
_ORDER = (Figure, Practice, Standing, ClusterClaim, ChainSegment, Entity, Relation)


@dataclass(frozen=True, slots=True)
class Span:
    """One stretch of the text that a claim covers; only a claim's ``first`` span carries its anchor."""

    start: int
    end: int
    kind: str
    id: str
    first: bool = True


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text that one set of spans covers; ``anchors`` are the claims that begin here."""

    text: str
    spans: tuple[Span, ...] = ()
    anchors: tuple[str, ...] = ()

    @property
    def kinds(self) -> list[str]:
        """The kinds of claims here, each once."""
        return list(dict.fromkeys(span.kind for span in self.spans))

    @property
    def target(self) -> str | None:
        """The claim to lead to: the shortest that covers this piece."""
        return self.spans[0].id if self.spans else None


def spans_of(records: Iterable[Record]) -> list[Span]:
    """The spans of all claims: an entity has one for each mention, an excluded line none."""
    spans: list[Span] = []
    for record in records:
        claim = record.claim
        if isinstance(claim, Excluded):
            continue
        if isinstance(claim, Entity) and claim.mentions:
            spans += [Span(m.start, m.end, claim.kind, record.id, n == 0) for n, m in enumerate(claim.mentions)]
        else:
            spans.append(Span(claim.start, claim.end, claim.kind, record.id))
    return spans


def pieces(text: str, start: int, end: int, spans: Sequence[Span]) -> list[Piece]:
    """``text[start:end]`` cut wherever a span begins or ends; the pieces joined are the text again.

    >>> spans = [Span(0, 4, "relation", "r"), Span(2, 6, "figure", "f")]
    >>> [(piece.text, piece.kinds, piece.anchors) for piece in pieces("abcdefgh", 0, 8, spans)]
    [('ab', ['relation'], ('r',)), ('cd', ['figure', 'relation'], ('f',)), ('ef', ['figure'], ()), ('gh', [], ())]
    """
    here = [span for span in spans if span.start < end and span.end > start and span.start < span.end]
    opening: dict[int, list[Span]] = {}
    borders = {start, end}
    for span in here:
        first = max(span.start, start)
        opening.setdefault(first, []).append(span)
        borders |= {first, min(span.end, end)}
    cut: list[Piece] = []
    active: list[Span] = []
    points = sorted(borders)
    for left, right in pairwise(points):
        begun = opening.get(left, [])
        active = [span for span in active if span.end > left] + begun
        covering = tuple(sorted(active, key=_rank))
        anchors = tuple(span.id for span in begun if span.first and span.start == left)
        cut.append(Piece(text[left:right], covering, anchors))
    return cut


def _rank(span: Span) -> tuple[int, int, str]:
    kinds = [kind.kind for kind in _ORDER]
    order = kinds.index(span.kind) if span.kind in kinds else len(kinds)
    return span.end - span.start, order, span.id
