"""Relations and entities of the source document against its hand annotation: floors for each kind."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

import jiqun
from jiqun.model import Entity, Relation
from relation_scoring import Tally, score_entities, score_relations, source_gold, total

RELATIONS = {  # precision, recall
    "member_of": (0.94, 0.85),
    "segment_of": (0.95, 0.52),
    "core_segment_of": (0.95, 0.95),
    "produces": (0.92, 0.52),
    "upstream_of": (0.95, 0.36),
    "serves": (0.90, 0.75),
    "cooperates_with": (0.95, 0.75),
    "applies": (0.70, 0.50),
    "applies_to": (0.95, 0.30),
    "shareholder_of": (0.95, 0.90),
    "ranked_in": (0.95, 0.75),
    "issued": (0.95, 0.65),
    "participates_in": (0.95, 0.45),
    "awarded_title": (0.95, 0.60),
    "hosts": (0.95, 0.65),
    "supplies": (0.95, 0.65),
    "co_built_by": (0.95, 0.90),
    "core_area_of": (0.95, 0.95),
}
ENTITIES = {  # precision, recall
    "product": (0.90, 0.58),
    "policy": (0.90, 0.58),
    "event": (0.95, 0.80),
    "program": (0.95, 0.40),
    "award": (0.95, 0.30),
    "park": (0.85, 0.80),
    "platform": (0.88, 0.80),
    "fund": (0.95, 0.95),
}


@pytest.fixture(scope="module")
def claims(source_path: Path) -> list:
    return list(jiqun.extract(jiqun.read(source_path)))


@pytest.fixture(scope="module")
def tallies(shared: Path, claims: list) -> tuple[dict[str, Tally], dict[str, Tally]]:
    relations, entities = source_gold(shared)
    return score_relations(claims, relations), score_entities(claims, entities)


@pytest.mark.parametrize("kind", RELATIONS)
def test_relations_stay_above_their_floors(tallies: tuple[dict[str, Tally], dict[str, Tally]], kind: str) -> None:
    tally = tallies[0][kind]
    precision, recall = RELATIONS[kind]
    assert tally.precision >= precision, tally.false
    assert tally.recall >= recall, tally.missed


@pytest.mark.parametrize("kind", ENTITIES)
def test_entities_stay_above_their_floors(tallies: tuple[dict[str, Tally], dict[str, Tally]], kind: str) -> None:
    tally = tallies[1][kind]
    precision, recall = ENTITIES[kind]
    assert tally.precision >= precision, tally.false
    assert tally.recall >= recall, tally.missed


def test_all_relations_together(tallies: tuple[dict[str, Tally], dict[str, Tally]]) -> None:
    found = total(tallies[0])
    assert found.gold == 485
    assert found.precision >= 0.95, f"{found.precision:.3f}"
    assert found.recall >= 0.47, f"{found.recall:.3f}"


def test_each_relation_stands_once_with_its_ends_inside_the_quote(claims: list) -> None:
    found = [claim for claim in claims if isinstance(claim, Relation)]
    keys = [(one.cluster, one.head, one.relation, one.tail) for one in found]
    assert len(keys) == len(set(keys)) > 200
    for one in found:
        for low, high in ((one.head_start, one.head_end), (one.tail_start, one.tail_end)):
            if low is not None and high is not None:
                assert one.start <= low < high <= one.end, one


def test_no_entity_overlaps_itself(claims: list) -> None:
    for one in (claim for claim in claims if isinstance(claim, Entity)):
        spans = sorted((m.start, m.end) for m in one.mentions)
        assert all(left[1] <= right[0] for left, right in pairwise(spans)), one.name
