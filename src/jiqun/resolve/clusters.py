"""Which names in the documents mean the same cluster: folded names, blind to 市 and 省 and to a leading province."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from jiqun.model import Claim, Cluster, ClusterClaim, Judgement
from jiqun.resolve.joining import Apart, Clash, Components, Link, Tier, join
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
    """The clusters of all documents, which of them a name means, and the decisions that stand against each other."""

    clusters: tuple[Cluster, ...]
    _by_key: Mapping[str, str]
    _by_name: Mapping[str, str] = field(default_factory=dict)
    clashes: tuple[Clash, ...] = ()

    def id_of(self, name: str | None) -> str | None:
        """The id of the cluster that a document calls ``name``; None when it is no cluster's name."""
        if name is None:
            return None
        return self._by_name.get(key(name)) or self._by_key.get(cluster_key(name))

    def only(self, ids: Collection[str | None]) -> ClusterNames:
        """The same names, but of these clusters only."""
        kept, names = (
            {name: id_ for name, id_ in known.items() if id_ in ids} for known in (self._by_key, self._by_name)
        )
        return ClusterNames(tuple(c for c in self.clusters if c.id in ids), kept, names, self.clashes)


def resolve_clusters(
    claims_by_source: Mapping[str, Sequence[Claim]], decisions: Sequence[Judgement] = ()
) -> ClusterNames:
    """The clusters that the documents name, in the order of their first mention.

    The first stated field and place are taken; coordinates are those of the place's centre, None where it is unknown.
    ``decisions`` are the judgements that hold: two names may be judged the same or different, and a name given to a
    cluster by judgement is its name. Place and industry alone make no identity: only names and judgements do.
    """
    names: dict[str, list[str]] = {}
    stated: dict[str, list[ClusterClaim]] = {}
    for claims in claims_by_source.values():
        for claim in claims:
            name = claim.name if isinstance(claim, ClusterClaim) else claim.cluster
            if name is None:
                continue
            known = names.setdefault(key(name), [])
            if name not in known:
                known.append(name)
            if isinstance(claim, ClusterClaim):
                stated.setdefault(key(name), []).append(claim)
    joined, clashes = _joined(list(names), decisions)
    groups: dict[str, list[str]] = {}
    for folded in names:  # in the order of mention
        groups.setdefault(joined.find(folded), []).append(folded)
    identities = _identities(groups)
    clusters: list[Cluster] = []
    by_name: dict[str, str] = {}
    by_key: dict[str, str] = {}
    for root, group in groups.items():
        claims_of = [claim for folded in group for claim in stated.get(folded, [])]
        own_names = [name for folded in group for name in names[folded]]
        cluster = _cluster(identities[root], own_names, claims_of)
        clusters.append(cluster)
        for folded in group:
            by_name[folded] = cluster.id
            by_key.setdefault(cluster_key(folded), cluster.id)
    for root, extra in _given_names(joined, names, decisions):
        by_name.setdefault(extra, by_name[root])
    return ClusterNames(tuple(clusters), by_key, by_name, tuple(clashes))


def _joined(names: Sequence[str], decisions: Sequence[Judgement]) -> tuple[Components, list[Clash]]:
    nodes = dict.fromkeys(names)
    by_key: dict[str, list[str]] = {}
    for name in sorted(nodes):
        by_key.setdefault(cluster_key(name), []).append(name)
    same: list[Link] = []
    different: list[Apart] = []
    for judgement in decisions:
        pair = tuple(key(ref or "") for ref in (judgement.one, judgement.other))
        ones, others = ([name] if name in nodes else by_key.get(cluster_key(name), []) for name in pair)
        is_same = judgement.verdict == "same" and judgement.about == "identity"
        for one in ones:
            for other in others:
                first, second = sorted((one, other))
                if first == second:
                    continue
                if is_same or (judgement.about == "cluster" and judgement.verdict == "named"):
                    same.append(Link(first, second, "judgement", (first, second), judgement.id))
                elif judgement.about == "identity" and judgement.verdict == "different":
                    different.append(Apart(first, second, "judgement", judgement.id))
    by_rule = [Link(own[0], name, "name", (own[0], name)) for own in by_key.values() for name in own[1:]]
    joined, _, clashes = join(nodes, [Tier(same, different), Tier(by_rule, different)])
    return joined, clashes


def _given_names(
    joined: Components, names: Mapping[str, list[str]], decisions: Sequence[Judgement]
) -> list[tuple[str, str]]:
    """Names given by judgement that no document uses: a name of the cluster, and the folded new one."""
    found = []
    for judgement in decisions:
        if judgement.about == "cluster" and judgement.verdict == "named":
            one = cluster_key(judgement.one or "")
            root = next((name for name in names if name == key(judgement.one or "") or cluster_key(name) == one), None)
            if root is not None:
                found.append((root, key(judgement.other or "")))
    return found


def _identities(groups: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """What the id of each cluster is made of: the first of its names by which it is told apart from the others."""
    first = {root: min(cluster_key(name) for name in group) for root, group in groups.items()}
    times = Counter(first.values())
    return {root: first[root] if times[first[root]] == 1 else min(group) for root, group in groups.items()}


def _cluster(identity: str, names: list[str], stated: Sequence[ClusterClaim]) -> Cluster:
    field_ = next((claim.field for claim in stated if claim.field), None)
    place = next((claim.place for claim in stated if claim.place), None)
    found = find_place(place) if place else None
    return Cluster(
        id="c-" + hashlib.sha256(identity.encode()).hexdigest()[:8],
        name=names[0],
        names=tuple(names),
        field=field_,
        place=place,
        longitude=found.longitude if found else None,
        latitude=found.latitude if found else None,
    )
