"""What can be computed from what is there, and what is missing."""

from __future__ import annotations

import json

import pytest

from jiqun import compare
from jiqun.compare import tables
from jiqun.compare.measures import measures
from jiqun.vocab.indicators import INDICATORS

EAST, SOUTH = "东岭光学产业集群", "南江光学产业集群"


def claim(indicator: str, value: float, unit: str = "CNY", cluster: str = EAST, **sides: object) -> dict:
    return {
        "cluster": cluster,
        "subject": cluster,
        "indicator": indicator,
        "value": value,
        "unit": unit,
        "period": "2018",
        **sides,
    }


def states(claims: list[dict], **registers: set[str]) -> dict[str, str]:
    report = compare.measurability(claims, registers=registers).clusters[0]
    return {each.measure.id: each.state for each in report.measures}


def missing(claims: list[dict], measure: str) -> str:
    report = compare.measurability(claims).clusters[0]
    [found] = [each for each in report.measures if each.measure.id == measure]
    return " | ".join(words["en"] for words in found.missing)


KNOWN = {"coverage": "above_scale", "territory": "city", "unit_of_account": "legal_person", "price_basis": "current"}


def test_growth_needs_two_years_on_one_basis() -> None:
    known = {**KNOWN, "basis": "gross_output_value"}
    first, second = claim("总产值", 90e8, period="2017", **known), claim("总产值", 100e8, **known)
    assert states([second])["growth"] == "no"
    assert "for 2 years or more on one basis" in missing([second], "growth")
    assert states([first, second])["growth"] == "yes"
    assert states([first, claim("营业收入", 100e8)])["growth"] == "no"
    assert states([first, claim("总产值", 100e8, period="2018-01/2018-09")])["growth"] == "no"


def test_a_ratio_needs_both_figures_of_one_period_and_perimeter() -> None:
    output, persons = claim("总产值", 100e8, **KNOWN), claim("从业人员", 5000, "person", **KNOWN)
    assert states([output])["labour_productivity"] == "no"
    assert missing([output], "labour_productivity") == "persons employed of 东岭光学产业集群"
    assert states([output, persons])["labour_productivity"] == "yes"
    assert states([output, {**persons, "period": "2018-12"}])["labour_productivity"] == "yes"
    assert states([output, {**persons, "period": "2016"}])["labour_productivity"] == "no"
    assert states([output, {**persons, "territory": "park"}])["labour_productivity"] == "no"
    assert states([output, {**persons, "coverage": None}])["labour_productivity"] == "no"
    assert states([claim("总产值", 1e8), claim("从业人员", 5, "person")])["labour_productivity"] == "reservation"


def test_a_location_quotient_says_which_three_figures_are_missing() -> None:
    told = missing([claim("从业人员", 5000, "person")], "location_quotient")
    assert told.split(" | ") == [
        "从业人员 of the whole of 东岭光学产业集群 (2018)",
        "从业人员 of the same industry in the country (2018)",
        "从业人员 of all industry of the country (2018)",
    ]


def test_a_share_of_the_city_takes_the_city_s_own_figure() -> None:
    city = claim("总产值", 900e8, subject="长沙")
    assert states([claim("总产值", 100e8), city])["share_of_place"] == "reservation"
    assert states([claim("总产值", 100e8), {**city, "indicator": "营业收入"}])["share_of_place"] == "no"


def test_plant_measures_need_a_register_with_its_columns() -> None:
    plants = {"plant", "industry", "place", "employment"}
    assert states([claim("总产值", 1e8)])["ellison_glaeser"] == "no"
    assert (
        missing([claim("总产值", 1e8)], "ellison_glaeser")
        == "a register or table of plant, industry, place, employment"
    )
    assert states([claim("总产值", 1e8)], plants=plants)["ellison_glaeser"] == "yes"
    assert states([claim("总产值", 1e8)], plants=plants)["k_density"] == "no"


def test_a_measure_that_the_documents_state_needs_no_computing() -> None:
    report = compare.measurability([claim("本地配套率", 70, "percent")]).clusters[0]
    [found] = [each for each in report.measures if each.measure.id == "local_supply_rate"]
    assert (found.state, found.stated) == ("yes", True)


def test_targets_and_missing_values_make_nothing_computable() -> None:
    target = claim("总产值", 100e8, status="target", **KNOWN)
    assert states([target, claim("从业人员", 5000, "person", **KNOWN)])["labour_productivity"] == "no"
    assert states([claim("企业数", 320, "count"), claim("总产值", 1e8, status="target")])["firm_size"] == "no"


def test_the_report_lists_what_is_stated_and_what_is_not() -> None:
    report = compare.measurability([claim("总产值", 1e8), claim("总产值", 2e8, period="2019")]).clusters[0]
    assert [(each.indicator, each.periods) for each in report.stated] == [("总产值", ("2018", "2019"))]
    assert "产业规模" in report.absent
    assert "总产值" not in report.absent


def test_the_set_says_how_many_pairs_each_indicator_gives() -> None:
    report = compare.measurability([claim("总产值", 1e8), claim("总产值", 2e8, cluster=SOUTH), claim("营业收入", 1e8)])
    [shared] = report.set
    assert (shared.indicator, shared.pairs["reservation"]) == ("总产值", 1)
    assert json.loads(json.dumps(report.to_dict())) == report.to_dict()


@pytest.mark.parametrize("measure", measures(), ids=lambda measure: measure.id)
def test_every_measure_names_what_it_needs_in_known_words(measure: object) -> None:
    names = tables.document("measures.yaml")["columns"]
    assert measure.figures or measure.columns or measure.stated  # type: ignore[attr-defined]
    assert set(measure.columns) <= set(names)  # type: ignore[attr-defined]
    known = set(INDICATORS) | set(tables.bases())
    for wish in measure.figures:  # type: ignore[attr-defined]
        assert set(wish.any) <= known, wish
        assert wish.any or wish.like is not None
    assert set(measure.stated) <= set(INDICATORS)  # type: ignore[attr-defined]
