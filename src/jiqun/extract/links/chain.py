"""How the segments of a chain hang together: segments of the cluster, and which comes before which."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from jiqun.extract.reading import Reading
from jiqun.extract.sections import Section
from jiqun.extract.segments import of_research
from jiqun.model import Relation, Segment

_NEXT = {"upstream": "midstream", "midstream": "downstream"}
_MOST = 24
"""Segments of one sentence; more are a list of everything and no chain."""


def chain_relations(reading: Reading, section: Section, segments: Sequence[Segment]) -> Iterator[Relation]:
    """``core_segment_of`` and ``segment_of`` the section's cluster, and ``upstream_of`` between segments.

    Stages in a row (“甲-乙-丙”产业链) imply their order; 上游为甲,中游为乙 states it.
    """
    if section.cluster is not None:
        for segment in segments:
            if segment.position in ("core", "linked", "stage") and not of_research(reading.view, segment):
                relation = "core_segment_of" if segment.rule == "segment.core" else "segment_of"
                yield _relation(reading, section, relation, segment, section.cluster, segment.start, segment.end)
    stages = [segment for segment in segments if segment.position == "stage" and not of_research(reading.view, segment)]
    for left, right in pairwise(stages):
        if (left.start, left.end) == (right.start, right.end):
            yield _relation(reading, section, "upstream_of", left, right.segment, left.start, left.end, explicit=False)
    placed = [segment for segment in segments if segment.position in ("upstream", "midstream", "downstream")]
    yield from _streams(reading, section, placed)


def _streams(reading: Reading, section: Section, placed: Sequence[Segment]) -> Iterator[Relation]:
    """What stands upstream against what stands next below in the same sentence."""
    sentences: dict[int, list[Segment]] = {}
    for segment in placed:
        stop = reading.view.find("。", segment.start, section.end)
        sentences.setdefault(stop, []).append(segment)
    for near in sentences.values():
        if len(near) > _MOST:
            continue
        for left in near:
            later = [one for one in near if one.start >= left.start]
            below = [one for one in later if one.position == _NEXT.get(left.position)]
            if not below and left.position == "upstream":
                below = [one for one in later if one.position == "downstream"]
            for right in below:
                yield _relation(reading, section, "upstream_of", left, right.segment, left.start, right.end)


def _relation(
    reading: Reading,
    section: Section,
    relation: str,
    head: Segment,
    tail: str,
    start: int,
    end: int,
    explicit: bool = True,
) -> Relation:
    at = reading.text.find(head.segment, head.start, head.end)
    other = reading.text.find(tail, at + 1, end)
    return Relation(
        quote=reading.text[start:end],
        start=start,
        end=end,
        rule="relation.chain",
        cluster=section.cluster,
        head=head.segment,
        relation=relation,
        tail=tail,
        explicit=explicit,
        head_start=at,
        head_end=at + len(head.segment),
        tail_start=other if other >= 0 else None,
        tail_end=other + len(tail) if other >= 0 else None,
    )
