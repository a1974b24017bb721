"""What is stated of a cluster over time: its names, the area it covers, the lists that name it, what it came from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from jiqun.model import Judgement
from jiqun.resolve.clusters import ClusterNames
from jiqun.resolve.codes import place_code


@dataclass(frozen=True, slots=True)
class Dated:
    """A name of a cluster, or a place that it covers, with the dates from and to which that holds (None: unknown).

    ``code`` is the GB/T 2260 code of a place. ``judgement`` is who said so; None for a name that documents use.
    """

    text: str
    start: str | None = None
    end: str | None = None
    code: str | None = None
    judgement: int | None = None


@dataclass(frozen=True, slots=True)
class Designation:
    """A list that names a cluster (国家先进制造业集群…): the year, under which name, and for which area."""

    list: str
    year: str | None
    name: str | None
    area: str | None
    judgement: int


@dataclass(frozen=True, slots=True)
class ClusterRelation:
    """What a cluster ``succeeds`` or is ``part_of``: the other's name, and its id where documents name it."""

    relation: str
    name: str
    cluster: str | None
    start: str | None
    end: str | None
    judgement: int


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that is stated of one cluster, each with its dates and the judgement behind it."""

    cluster: str
    names: tuple[Dated, ...]
    areas: tuple[Dated, ...]
    designations: tuple[Designation, ...]
    relations: tuple[ClusterRelation, ...]

    def to_dict(self) -> dict[str, Any]:
        """The dossier as one JSON object."""
        return asdict(self)


def dossiers(names: ClusterNames, decisions: Iterable[Judgement]) -> list[Dossier]:
    """The dossier of each cluster, in their order: the names of the documents, then what people stated.

    Statements on a name that means no cluster of the documents are in no dossier.
    """
    stated: dict[str, list[Judgement]] = {}
    for judgement in sorted(decisions, key=lambda judgement: judgement.id):
        cluster = names.id_of(judgement.one) if judgement.about == "cluster" else None
        if cluster is not None:
            stated.setdefault(cluster, []).append(judgement)
    return [_dossier(cluster.id, cluster.names, stated.get(cluster.id, []), names) for cluster in names.clusters]


def _dossier(id_: str, own: Sequence[str], stated: Sequence[Judgement], names: ClusterNames) -> Dossier:
    given = [_dated(judgement) for judgement in stated if judgement.verdict == "named"]
    dated = {name.text for name in given}
    return Dossier(
        cluster=id_,
        names=(*(Dated(name) for name in own if name not in dated), *given),
        areas=tuple(_dated(judgement) for judgement in stated if judgement.verdict == "covers"),
        designations=tuple(
            Designation(j.other or "", j.fields.get("from"), j.fields.get("as"), j.fields.get("area"), j.id)
            for j in stated
            if j.verdict == "designated"
        ),
        relations=tuple(
            ClusterRelation(
                j.verdict, j.other or "", names.id_of(j.other), j.fields.get("from"), j.fields.get("to"), j.id
            )
            for j in stated
            if j.verdict in ("succeeds", "part_of")
        ),
    )


def _dated(judgement: Judgement) -> Dated:
    text = judgement.other or ""
    code = place_code(text) if judgement.verdict == "covers" else None
    start, end = judgement.fields.get("from"), judgement.fields.get("to")
    return Dated(text, start, end, code.value if code else None, judgement.id)


def circles(found: Sequence[Dossier]) -> list[tuple[int, ...]]:
    """Statements that go in a circle (甲 succeeds 乙 and 乙 succeeds 甲): the judgements of each circle."""
    after: dict[tuple[str, str], list[tuple[str, int]]] = {}
    for dossier in found:
        for relation in dossier.relations:
            if relation.cluster is not None:
                after.setdefault((relation.relation, dossier.cluster), []).append(
                    (relation.cluster, relation.judgement)
                )
    circling: set[tuple[int, ...]] = set()
    for kind, start in after:
        ways: list[tuple[str, tuple[int, ...]]] = [(start, ())]
        seen: set[str] = set()
        while ways:
            place, way = ways.pop()
            for following, judgement in after.get((kind, place), ()):
                if following == start:
                    circling.add(tuple(sorted({*way, judgement})))
                elif following not in seen:
                    seen.add(following)
                    ways.append((following, (*way, judgement)))
    return sorted(circling)


def dossier_from_dict(body: Mapping[str, Any]) -> Dossier:
    """The inverse of `Dossier.to_dict`."""
    return Dossier(
        body["cluster"],
        tuple(Dated(**one) for one in body["names"]),
        tuple(Dated(**one) for one in body["areas"]),
        tuple(Designation(**one) for one in body["designations"]),
        tuple(ClusterRelation(**one) for one in body["relations"]),
    )
