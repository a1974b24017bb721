"""All about identity in one atlas: its organisations, the dossiers of its clusters, and what contradicts itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from jiqun.model import Judgement, Record
from jiqun.resolve.clusters import ClusterNames
from jiqun.resolve.dossiers import Dossier, circles, dossiers
from jiqun.resolve.entities import Contradiction, Joint, Resolution, resolve_entities
from jiqun.resolve.listing import OrganisationRow, organisation_rows
from jiqun.resolve.naming import namings
from jiqun.vocab.fold import key


@dataclass(frozen=True, slots=True)
class Identity:
    """The organisations, one row each; the dossiers of the clusters; the contradictions, none of which is resolved."""

    organisations: tuple[OrganisationRow, ...] = ()
    dossiers: tuple[Dossier, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()


def resolve_identity(
    records: Sequence[Record], texts: Mapping[str, str], names: ClusterNames, decisions: Sequence[Judgement]
) -> Identity:
    """What names mean, worked out anew from the records, the texts (by source id) and the decisions that hold."""
    resolution = resolution_of(records, texts, names, decisions)
    said = {judgement.id: judgement for judgement in decisions}
    rows = organisation_rows(resolution.entities, records, names.clusters)
    found = dossiers(names, decisions)
    against = [*resolution.contradictions, *_of_clusters(names), *_circles(found, said)]
    return Identity(
        tuple(replace(row, joints=_signed(row.joints, said)) for row in rows),
        tuple(found),
        tuple(replace(one, joints=_signed(one.joints, said)) for one in against),
    )


def resolution_of(
    records: Sequence[Record], texts: Mapping[str, str], names: ClusterNames, decisions: Sequence[Judgement]
) -> Resolution:
    """The entities of the records, under the decisions that hold."""
    return resolve_entities(namings(records, texts), decisions, cluster_finder(names))


def cluster_finder(names: ClusterNames) -> Callable[[str], str | None]:
    """The cluster that a reference names: by its id or one of its names."""
    ids = {cluster.id for cluster in names.clusters}
    return lambda ref: ref if ref in ids else names.id_of(ref)


def _signed(joints: Iterable[Joint], said: Mapping[int, Judgement]) -> tuple[Joint, ...]:
    """The joints with who judged, when and why, where a judgement is behind one."""
    found = []
    for joint in joints:
        judgement = said.get(joint.judgement or 0)
        signed = joint if judgement is None else replace(joint, by=judgement.by, when=judgement.when, why=judgement.why)
        found.append(signed)
    return tuple(found)


def _of_clusters(names: ClusterNames) -> Iterator[Contradiction]:
    written = {key(name): name for cluster in names.clusters for name in cluster.names}
    for clash in names.clashes:
        one, other = (written.get(node, node) for node in (clash.apart.one, clash.apart.other))
        joints = tuple(
            Joint(
                "judgement" if link.judgement else "same_name",
                "cluster",
                (written.get(link.one, link.one), written.get(link.other, link.other)),
                (),
                link.judgement,
            )
            for link in clash.links
        )
        yield Contradiction((one, other), "judgement", clash.apart.judgement, joints)


def _circles(found: Sequence[Dossier], said: Mapping[int, Judgement]) -> Iterator[Contradiction]:
    for circle in circles(found):
        judged = [said[number] for number in circle if number in said]
        joints = tuple(Joint("judgement", j.verdict, (j.one or "", j.other or ""), (), j.id) for j in judged)
        if joints:
            yield Contradiction(joints[0].names, "circle", circle[0], joints)


def contradiction_from_dict(body: Mapping[str, Any]) -> Contradiction:
    """The inverse of ``dataclasses.asdict``."""
    joints = tuple(
        Joint(**{**joint, "names": tuple(joint["names"]), "sources": tuple(joint["sources"])})
        for joint in body["joints"]
    )
    one, other = body["names"]
    return Contradiction((one, other), body["why"], body["judgement"], joints)


def contradiction_to_dict(found: Contradiction) -> dict[str, Any]:
    """A contradiction as one JSON object."""
    return asdict(found)
