"""Who belongs to a cluster, as the texts say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jiqun.model import Cluster, Entity, Record, Relation
from jiqun.vocab.fold import key


def member_firms(cluster: Cluster, records: Sequence[Record]) -> list[Record]:
    """The `member_of` relations of firms to the cluster, among its records, in document order.

    A head that the same records name as something else than a company (a college in a list of firms) is left out.
    """
    own = {key(name) for name in (cluster.name, *cluster.names)}
    types: dict[str, set[str]] = {}
    for entity in _entities(records):
        types.setdefault(key(entity.name), set()).add(entity.type)
    return [
        record
        for record in records
        if isinstance(record.claim, Relation)
        and record.claim.relation == "member_of"
        and key(record.claim.tail) in own
        and "company" in types.get(key(record.claim.head), {"company"})
    ]


def _entities(records: Iterable[Record]) -> Iterable[Entity]:
    return (record.claim for record in records if isinstance(record.claim, Entity))
