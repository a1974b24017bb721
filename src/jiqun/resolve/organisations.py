"""Which names in a cluster mean the same organisation: names that are equal when folded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from jiqun.model import Entity, Record
from jiqun.vocab.fold import key

# Kinds of things that are no organisation: a size figure about a cluster, its park or its place is the cluster's own.
NOT_ORGANISATIONS = frozenset(
    {"cluster", "place", "park", "product", "policy", "event", "ranking", "program", "award", "project", "person"}
)


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation as named in one cluster: its folded name, its type, and the records that mention it."""

    key: str
    name: str
    type: str
    cluster: str | None
    records: tuple[str, ...]


def resolve_organisations(records: Iterable[Record]) -> list[Organisation]:
    """The named organisations among the records, one for each cluster and folded name, in order of first mention."""
    found: dict[tuple[str | None, str], tuple[Entity, list[str]]] = {}
    for record in records:
        claim = record.claim
        if isinstance(claim, Entity) and claim.named and claim.type not in NOT_ORGANISATIONS:
            _, ids = found.setdefault((record.cluster, key(claim.name)), (claim, []))
            ids.append(record.id)
    return [
        Organisation(folded, entity.name, entity.type, cluster, tuple(ids))
        for (cluster, folded), (entity, ids) in found.items()
    ]
