"""The source document against its hand annotation, under its own names and under others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import jiqun
from renaming import renamed
from scoring import score

FLOORS = {
    "figures": 0.97,
    "comparator": 0.98,
    "period": 0.97,
    "subject": 0.88,
    "indicator": 0.85,
    "organisations": 0.90,
}


def _gold(shared: Path, name: str) -> list[dict]:
    lines = (shared / f"gold/source/{name}.jsonl").read_text(encoding="utf-8").split("\n")
    return [json.loads(line) for line in lines if line]


@pytest.fixture(scope="module")
def own(shared: Path, source_path: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    return score(shared, source_path, shared / "gold/source", tmp_path_factory.mktemp("own"))


@pytest.fixture(scope="module")
def claims(source_path: Path) -> list:
    return list(jiqun.extract(jiqun.read(source_path)))


@pytest.mark.parametrize("slot", FLOORS)
def test_scores_stay_above_their_floors(own: dict[str, float], slot: str) -> None:
    assert own[slot] >= FLOORS[slot], f"{slot}: {own[slot]:.3f}"


def test_every_quote_is_exact(own: dict[str, float]) -> None:
    assert own["bad_quotes"] == 0


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_other_names_score_the_same(shared: Path, own: dict[str, float], tmp_path: Path, seed: int) -> None:
    document, gold = renamed(shared, tmp_path, seed)
    other = score(shared, document, gold, tmp_path)
    assert other["bad_quotes"] == 0
    for slot in FLOORS:
        assert other[slot] >= own[slot] - 0.03, f"{slot}: {own[slot]:.3f} became {other[slot]:.3f}"


def test_the_ten_clusters_stand_in_their_four_fields(claims: list) -> None:
    clusters = [claim for claim in claims if claim.kind == "cluster"]
    assert len(clusters) == 10
    assert len({cluster.field for cluster in clusters}) == 4
    assert all(cluster.place for cluster in clusters)


def test_practices_have_the_exact_headings(shared: Path, claims: list) -> None:
    gold = {(row["start"], row["end"], row["heading"]) for row in _gold(shared, "practices")}
    assert {(p.start, p.end, p.heading) for p in claims if p.kind == "practice"} == gold


def test_nine_in_ten_practices_fall_in_their_category(shared: Path, claims: list) -> None:
    gold = {row["start"]: row["category"] for row in _gold(shared, "practices")}
    right = sum(gold[p.start] == p.category for p in claims if p.kind == "practice")
    assert right >= 32, f"{right} of 35"


def test_excluded_lines_are_those_of_the_annotation(shared: Path, claims: list) -> None:
    spans = json.loads((shared / "gold/source/boilerplate.json").read_text(encoding="utf-8"))["spans"]
    assert {(c.start, c.end, c.reason) for c in claims if c.kind == "excluded"} == {
        (s["start"], s["end"], s["kind"]) for s in spans
    }


def test_nothing_is_claimed_from_excluded_lines(claims: list) -> None:
    zones = [(c.start, c.end) for c in claims if c.kind == "excluded"]
    assert zones
    for claim in claims:
        if claim.kind != "excluded":
            assert not any(low < claim.end and claim.start < high for low, high in zones), claim.quote


def test_members_are_those_that_the_clusters_gather(shared: Path, claims: list) -> None:
    """Customers, exhibitors and partners are named but are no members (SUMMARY, hard case 26)."""
    members = {claim.head for claim in claims if claim.kind == "relation" and claim.relation == "member_of"}
    companies = {row["id"]: row["name"] for row in _gold(shared, "entities") if row["type"] == "company"}
    stated = {
        companies[r["head"]]
        for r in _gold(shared, "relations")
        if r["relation"] == "member_of" and r["head"] in companies
    }
    assert stated - members == set()
    assert not members & {"TCL", "海爾", "卡特彼勒", "徐工", "東風", "富士膠片"}


def test_no_claim_reads_a_number_that_is_part_of_a_name(shared: Path, claims: list) -> None:
    spans = [
        (row["start"], row["end"], row["quote"]) for row in _gold(shared, "negatives") if row["kind"] == "name_part"
    ]
    for figure in (claim for claim in claims if claim.kind == "figure"):
        for start, end, quote in spans:
            inside = start <= figure.value_start and figure.value_end <= end
            assert not inside, f"{figure.value_text} in {quote}"


def test_no_list_of_names_in_the_package_holds_a_name_of_the_document(source_path: Path) -> None:
    """The rules must not know the answers: lists of well-known bodies keep clear of the document."""
    from jiqun.vocab.fold import fold
    from jiqun.vocab.tables import rows

    text = fold(source_path.read_text(encoding="utf-8"))
    names = [row["name"] for table in ("known_organisations.csv", "known_organisations_en.csv") for row in rows(table)]
    assert len(names) > 100
    assert [name for name in names if fold(name) in text] == []
