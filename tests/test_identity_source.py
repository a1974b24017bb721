"""The alias sets of the source document's annotation, on what is extracted from it and on the annotated entities."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import jiqun
from jiqun.model import ClusterClaim, Document, Entity, Mention, Record, claim_id
from jiqun.resolve.clusters import cluster_key
from jiqun.resolve.entities import Resolution, resolve_entities
from jiqun.resolve.naming import name_key, namings
from jiqun.resolve.proposing import proposals
from jiqun.vocab.organisations import ORGANISATIONS


@pytest.fixture(scope="module")
def gold(shared: Path) -> list[dict]:
    lines = (shared / "gold/source/entities.jsonl").read_text(encoding="utf-8").split("\n")
    return [row for row in map(json.loads, filter(None, lines)) if row["named"]]


@pytest.fixture(scope="module")
def document(source_path: Path) -> Document:
    return jiqun.read(source_path)


@pytest.fixture(scope="module")
def extracted(document: Document) -> Resolution:
    found = [Record(claim_id(document.sha256, claim), "s", claim.cluster, claim) for claim in jiqun.extract(document)]
    return resolve_entities(namings(found, {"s": document.text}))


@pytest.fixture(scope="module")
def annotated(document: Document, gold: list[dict]) -> Resolution:
    found = []
    for row in gold:
        mentions = tuple(Mention(m["start"], m["end"]) for m in row["mentions"])
        quoted = {name: row[name] for name in ("quote", "start", "end", "type", "name", "cluster")}
        found.append(Record(row["id"], "s", row["cluster"], Entity(mentions=mentions, **quoted)))
    return resolve_entities(namings(found, {"s": document.text}))


def names_of(row: dict) -> set[str]:
    return {name_key(row["name"]), *(name_key(alias["name"]) for alias in row["aliases"])}


def keys(resolution: Resolution) -> list[set[str]]:
    return [{naming.key for naming in entity.namings} for entity in resolution.entities]


def test_each_alias_set_of_the_annotation_is_one_entity(annotated: Resolution, gold: list[dict]) -> None:
    wanted = [row for row in gold if row["aliases"] and row["type"] in ORGANISATIONS]
    assert len(wanted) >= 13
    by_record = {naming.record: entity for entity in annotated.entities for naming in entity.namings}
    for row in wanted:
        mentioned = {naming.key for naming in by_record[row["id"]].namings}
        assert names_of(row) <= mentioned, row["name"]


def test_no_two_entities_of_the_annotation_are_merged_but_those_that_it_joins(
    annotated: Resolution, gold: list[dict]
) -> None:
    told = {row["id"]: row for row in gold}
    for entity in annotated.entities:
        records = {naming.record for naming in entity.namings}
        if len(records) > 1 and all(told[id_]["type"] in ORGANISATIONS for id_ in records):
            assert len({told[id_]["cross_cluster_id"] for id_ in records}) == 1, entity.names
            assert told[next(iter(records))]["cross_cluster_id"], entity.names


def test_the_entities_that_the_annotation_joins_across_clusters_are_one(
    annotated: Resolution, gold: list[dict]
) -> None:
    by_record = {naming.record: entity.id for entity in annotated.entities for naming in entity.namings}
    joined: dict[str, set[str]] = {}
    for row in gold:
        if row["cross_cluster_id"]:
            joined.setdefault(row["cross_cluster_id"], set()).add(by_record[row["id"]])
    assert {"huawei", "smic", "tsinghua", "state_council"} <= set(joined)
    assert all(len(ids) == 1 for ids in joined.values()), joined


def test_what_is_extracted_has_the_alias_sets_that_the_annotation_has(extracted: Resolution, gold: list[dict]) -> None:
    found = keys(extracted)
    known = set.union(*found)
    whole = 0
    for row in gold:
        names = names_of(row) & known
        if row["type"] in ORGANISATIONS and len(names) > 1:
            whole += 1
            assert any(names <= one for one in found), names
    assert whole >= 6


def test_what_is_extracted_merges_no_two_firms_of_the_annotation(extracted: Resolution, gold: list[dict]) -> None:
    owner: dict[str, set[str]] = {}
    for row in gold:
        if row["type"] in ORGANISATIONS:
            for name in names_of(row):
                owner.setdefault(name, set()).add(row["cross_cluster_id"] or row["id"])
    for one in keys(extracted):
        owners = [owner[name] for name in one if name in owner]
        assert not owners or set.intersection(*owners), one


def test_one_firm_under_two_names_in_two_clusters_is_asked_about_and_not_merged(extracted: Resolution) -> None:
    asked = [{name_key(name) for name in proposal.names} for proposal in proposals(extracted)]
    assert {"华星", "华星光电"} in asked
    assert not any({"华星", "华星光电"} <= one for one in keys(extracted))
    assert not any({"中车株机", "中车株所"} == one for one in asked), "they stand in one list"


def test_the_clusters_of_the_document_stay_ten(document: Document) -> None:
    names = [claim.name for claim in jiqun.extract(document) if isinstance(claim, ClusterClaim)]
    assert len({cluster_key(name) for name in names}) == 10
