"""The list of organisations: one row for each entity, with its names, codes, documents, clusters and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from jiqun.model import Cluster, Record, Relation
from jiqun.resolve.entities import Joint, Resolved
from jiqun.resolve.naming import name_key
from jiqun.vocab.fold import key


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """An organisation of the atlas.

    ``clusters`` are the ids of those that it is named in, in whatever role; ``member_of`` those whose texts say that it
    belongs to them: a partner, customer, supplier or exhibitor is named there and no member. ``joints`` say why its
    names are one thing; there are none when it goes by one name in one place.
    """

    id: str
    name: str
    type: str
    names: tuple[str, ...]
    codes: tuple[str, ...]
    documents: tuple[str, ...]
    clusters: tuple[str, ...]
    member_of: tuple[str, ...]
    records: tuple[str, ...]
    joints: tuple[Joint, ...]

    def to_dict(self) -> dict[str, Any]:
        """The row as one JSON object."""
        return asdict(self)

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that joined its names, each once, the strongest first."""
        return tuple(dict.fromkeys(joint.rule for joint in self.joints))


def organisation_row_from_dict(body: Mapping[str, Any]) -> OrganisationRow:
    """The inverse of `OrganisationRow.to_dict`."""
    joints = tuple(
        Joint(**{**joint, "names": tuple(joint["names"]), "sources": tuple(joint["sources"])})
        for joint in body["joints"]
    )
    values: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in body.items()}
    return OrganisationRow(**{**values, "joints": joints})


def organisation_rows(
    entities: Iterable[Resolved], records: Sequence[Record], clusters: Sequence[Cluster]
) -> list[OrganisationRow]:
    """One row for each entity that is an organisation, in the order in which the documents first name them."""
    order = {record.id: number for number, record in enumerate(records)}
    of_cluster: dict[str, int] = {cluster.id: number for number, cluster in enumerate(clusters)}
    sources: dict[str, int] = {}
    for record in records:
        sources.setdefault(record.source, len(sources))
    members = _members(records, clusters)
    rows = []
    for entity in entities:
        if not any(naming.is_organisation for naming in entity.namings):
            continue
        named_in = {naming.cluster for naming in entity.namings if naming.cluster is not None}
        member_of = {
            naming.cluster
            for naming in entity.namings
            if naming.cluster is not None and naming.type == "company" and naming.key in members.get(naming.cluster, ())
        }
        row = OrganisationRow(
            id=entity.id,
            name=entity.name,
            type=entity.type,
            names=entity.names,
            codes=tuple(str(code) for code in entity.codes),
            documents=tuple(
                sorted({naming.source for naming in entity.namings}, key=lambda s: (sources.get(s, -1), s))
            ),
            clusters=tuple(sorted(named_in, key=lambda c: (of_cluster.get(c, -1), c))),
            member_of=tuple(sorted(member_of, key=lambda c: (of_cluster.get(c, -1), c))),
            records=tuple(sorted({naming.record for naming in entity.namings}, key=lambda r: (order.get(r, -1), r))),
            joints=entity.joints,
        )
        rows.append(row)
    return sorted(rows, key=lambda row: (order.get(row.records[0], -1), row.id))


def _members(records: Iterable[Record], clusters: Sequence[Cluster]) -> dict[str, set[str]]:
    """For each cluster the keys of what its texts call a member of it: membership belongs to the site."""
    own = {cluster.id: {key(name) for name in (cluster.name, *cluster.names)} for cluster in clusters}
    found: dict[str, set[str]] = {}
    for record in records:
        claim = record.claim
        if not isinstance(claim, Relation) or claim.relation != "member_of" or record.cluster is None:
            continue
        if key(claim.tail) in own.get(record.cluster, ()):
            found.setdefault(record.cluster, set()).add(name_key(claim.head))
    return found
