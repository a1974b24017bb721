"""The seven headline size figures of the source document: three pairs with a reservation, eighteen refused."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

import jiqun
from jiqun import compare
from jiqun.model import Claim, Figure

PLACES = {"changsha-machinery", "zhuzhou-rail", "taizhou-biomed"}


@pytest.fixture(scope="module")
def claims(source_path: Path) -> list[Claim]:
    return list(jiqun.extract(jiqun.read(source_path)))


@pytest.fixture(scope="module")
def gold(shared: Path) -> list[Figure]:
    """The seven figures of the annotation's own table, as figures."""
    lines = (shared / "gold/source/facts.jsonl").read_text(encoding="utf-8").split("\n")
    facts = [json.loads(line) for line in lines if line]
    sizes = [fact for fact in facts if fact["indicator"].startswith(("产业规模", "产值", "总产值", "规上工业总产值"))]
    return [_figure(fact) for fact in sizes if fact["unit"] == "CNY"]


def _figure(fact: dict) -> Figure:
    words, indicator = fact["indicator"].split("/")
    names = ("quote", "start", "end", "value_text", "value_start", "value_end", "value", "value_max", "unit", "period")
    names += ("comparator", "status", "subject", "cluster")
    return Figure(indicator=words, indicator_id=indicator, **{name: fact[name] for name in names})


def _statuses(figures: list[Figure]) -> Counter[str]:
    return Counter(compare.verdict(a, b).status for a, b in combinations(figures, 2))


def test_of_the_21_pairs_of_the_annotation_three_are_comparable_with_a_reservation(gold: list[Figure]) -> None:
    assert len(gold) == 7
    assert _statuses(gold) == {"reservation": 3, "refused": 18}
    allowed = [pair for pair in combinations(gold, 2) if compare.verdict(*pair).status == "reservation"]
    assert {figure.cluster for pair in allowed for figure in pair} == PLACES


def test_of_the_21_pairs_as_extracted_three_are_comparable_with_a_reservation(claims: list[Claim]) -> None:
    found = compare(claims)
    assert len(found.figures) == 7
    assert Counter(pair.verdict.status for pair in found.pairs) == {"reservation": 3, "refused": 18}
    allowed = [pair for pair in found.pairs if pair.verdict.status == "reservation"]
    assert {row.stated.label for pair in allowed for row in (pair.a, pair.b)} == {"总产值"}
    assert len(found.silent) == 3


def test_every_refusal_says_why_and_what_would_cure_it(claims: list[Claim], gold: list[Figure]) -> None:
    verdicts = [pair.verdict for pair in compare(claims).pairs]
    verdicts += [compare.verdict(a, b) for a, b in combinations(gold, 2)]
    assert len(verdicts) == 42
    for verdict in verdicts:
        assert verdict.reasons and verdict.cure
        assert verdict.told("zh") and verdict.cured("zh")


def test_the_cure_against_ningbo_is_the_same_indicator_from_the_yearbook(claims: list[Claim]) -> None:
    [pair] = compare(claims, ["株洲", "寧波"]).pairs
    assert pair.verdict.status == "refused"
    assert "规上工业总产值 2018 of 株洲" in (pair.verdict.cure or "")
    assert any("20 million yuan" in reason for reason in pair.verdict.reasons)


def test_a_figure_of_2012_makes_no_new_pair(gold: list[Figure]) -> None:
    zhuzhou = next(figure for figure in gold if figure.cluster == "zhuzhou-rail")
    older = replace(zhuzhou, period="2012", period_text="2012年", value=5.0e10, value_text="500億元")
    assert _statuses([*gold, older])["reservation"] == 3
    assert _statuses([*gold, older])["comparable"] == 0
    assert Counter(pair.verdict.status for pair in compare([*gold, older]).pairs) == {"reservation": 3, "refused": 18}


def test_the_undated_figure_stands_in_no_pair_and_no_year(claims: list[Claim]) -> None:
    found = compare(claims, ["武漢", "深圳"])
    [pair] = found.pairs
    assert pair.verdict.status == "refused"
    assert any("does not state its period" in reason for reason in pair.verdict.reasons)
    [wuhan] = [each for each in found.series if "漢" in each.cluster.name]
    assert (wuhan.lines, len(wuhan.undated)) == ((), 1)


def test_revenue_of_one_firm_stands_for_no_cluster(claims: list[Claim]) -> None:
    found = compare(claims, ["合肥"], "营业收入")
    assert found.figures == ()
    assert len(found.single) == 2
    assert [cluster.name for cluster in found.silent] == [found.clusters[0].name]
