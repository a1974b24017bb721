"""Which names in the documents mean the same cluster: folded names, blind to 市 and 省 and to a leading province."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jiqun.model import Claim, Cluster, ClusterClaim
from jiqun.vocab.fold import key
from jiqun.vocab.places import find_place, find_places


def cluster_key(name: str) -> str:
    """The name by which clusters are told apart.

    >>> cluster_key("江蘇省泰州市生物醫藥產業集群") == cluster_key("泰州生物医药产业集群")
    True
    """
    folded = key(name)
    at, leading, level = 0, "", ""
    for start, end, place in find_places(folded):
        if start != at or (leading and level != "province"):
            break
        at, leading, level = end, place.short, place.level
    return leading + folded[at:]


@dataclass(frozen=True, slots=True)
class ClusterNames:
    """The clusters of all documents, and which of them a name means."""

    clusters: tuple[Cluster, ...]
    _by_key: Mapping[str, str]

    def id_of(self, name: str | None) -> str | None:
        """The id of the cluster that a document calls ``name``; None when it is no cluster's name."""
        return None if name is None else self._by_key.get(cluster_key(name))


def resolve_clusters(claims_by_source: Mapping[str, Sequence[Claim]]) -> ClusterNames:
    """The clusters that the documents name, in the order of their first mention.

    The first stated field and place are taken; coordinates are those of the place's centre, None where it is unknown.
    """
    names: dict[str, list[str]] = {}
    stated: dict[str, list[ClusterClaim]] = {}
    for claims in claims_by_source.values():
        for claim in claims:
            name = claim.name if isinstance(claim, ClusterClaim) else claim.cluster
            if name is None:
                continue
            identity = cluster_key(name)
            known = names.setdefault(identity, [])
            if name not in known:
                known.append(name)
            if isinstance(claim, ClusterClaim):
                stated.setdefault(identity, []).append(claim)
    clusters = tuple(_cluster(identity, known, stated.get(identity, [])) for identity, known in names.items())
    return ClusterNames(clusters, {identity: cluster.id for identity, cluster in zip(names, clusters, strict=True)})


def _cluster(identity: str, names: list[str], stated: Sequence[ClusterClaim]) -> Cluster:
    field = next((claim.field for claim in stated if claim.field), None)
    place = next((claim.place for claim in stated if claim.place), None)
    found = find_place(place) if place else None
    return Cluster(
        id="c-" + hashlib.sha256(identity.encode()).hexdigest()[:8],
        name=names[0],
        names=tuple(names),
        field=field,
        place=place,
        longitude=found.longitude if found else None,
        latitude=found.latitude if found else None,
    )
