"""English relations of a cluster: its members, and where it lies by its name."""

from __future__ import annotations

import re
from bisect import bisect_left

from jiqun.extract.english.reading import sentence_spans
from jiqun.extract.english.sections import Paragraph
from jiqun.model import ClusterClaim, Entity, Relation

_MEMBERS = re.compile(
    r"\b(?:home to|headquarters of|(?:companies|firms|members|tenants|players|manufacturers|suppliers"
    r"|enterprises)\b[^.;]{0,50}?\s(?:such as|include|includes|including|like))\b",
    re.IGNORECASE,
)
_INSIDE = re.compile(
    r"\b(?:the|its|this|our) (?:[\w-]+ )?(?:cluster|valley|corridor|hub|region|area|district|park|zone|city)\b"
    r"|\b(?:home to|headquarters of|members|tenants|here|cluster's|region's)\b",
    re.IGNORECASE,
)


def relations(
    text: str, view: str, parts: list[Paragraph], cluster: ClusterClaim | None, entities: list[Entity]
) -> list[Relation]:
    """``member_of`` for the firms of a list, ``located_in`` for a cluster named by its place."""
    found: list[Relation] = []
    spots = sorted(
        ((m.start, m.end, entity) for entity in entities for m in entity.mentions), key=lambda spot: spot[:2]
    )
    if cluster is not None and cluster.place:
        found.append(
            Relation(
                quote=cluster.quote, start=cluster.start, end=cluster.end, rule="english.cluster_place",
                cluster=cluster.name, head=cluster.name, relation="located_in", tail=cluster.place, explicit=False,
            )
        )  # fmt: skip
    for part in parts:
        for low, high in sentence_spans(view, part.start, part.end):
            first = bisect_left(spots, low, key=lambda spot: spot[0])
            inside = spots[first : bisect_left(spots, high, lo=first, key=lambda spot: spot[0])]
            if inside:
                found += _of_sentence(text, view, (low, high), inside, cluster)
    return found


def _of_sentence(
    text: str, view: str, span: tuple[int, int], spots: list[tuple[int, int, Entity]], cluster: ClusterClaim | None
) -> list[Relation]:
    found: list[Relation] = []
    listed = _MEMBERS.search(view, *span)
    if listed and cluster is not None and not (_INSIDE.search(view, *span) or cluster.name in view[slice(*span)]):
        listed = None  # companies such as … anywhere
    name = cluster.name if cluster else None
    for start, end, entity in spots:
        if listed and cluster is not None and start >= listed.end() and entity.type == "company":
            found.append(_relation(text, (listed.start(), end), name, entity.name, "member_of", cluster.name))
    return found


def _relation(text: str, span: tuple[int, int], cluster: str | None, head: str, relation: str, tail: str) -> Relation:
    return Relation(
        quote=text[slice(*span)], start=span[0], end=span[1], rule=f"english.{relation}", cluster=cluster,
        head=head, relation=relation, tail=tail,
    )  # fmt: skip
