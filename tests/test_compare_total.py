"""Sums: of what may be added, never across units of account, along a chain, or of a part with its whole."""

from __future__ import annotations

import pytest

from jiqun import compare
from jiqun.model import Relation, Segment

PLANT = {
    "subject": "甲厂", "indicator": "工业总产值", "value": 3e8, "unit": "CNY", "period": "2018",
    "unit_of_account": "establishment", "coverage": "above_scale", "territory": "city", "price_basis": "current",
    "basis": "gross_industrial_output",
}  # fmt: skip


def plant(subject: str, value: float = 2e8, **sides: object) -> dict:
    return {**PLANT, "subject": subject, "value": value, **sides}


def relation(head: str, name: str, tail: str) -> Relation:
    return Relation(quote="", start=0, end=0, head=head, relation=name, tail=tail)


def test_figures_of_one_kind_about_different_plants_add_up() -> None:
    found = compare.total([PLANT, plant("乙厂"), plant("丙厂", 0.5e8)])
    assert (found.value, found.comparator, found.status, found.unit) == (5.5e8, "eq", "comparable", "CNY")


REFUSED = [
    ("a group among plants", plant("丙集团", unit_of_account="group"), "units of account"),
    ("another year", plant("乙厂", period="2017"), "different periods"),
    ("another currency", plant("乙厂", unit="USD"), "different currencies"),
    ("another indicator", plant("乙厂", indicator="营业收入"), "different indicators"),
    ("a target", plant("乙厂", status="target"), "a target"),
    ("the same plant again", plant("甲厂", 3.1e8), "count it twice"),
    ("a missing value", {**plant("乙厂"), "value": None}, "missing is not zero"),
    ("an upper bound", plant("乙厂", comparator="lt"), None),
]


@pytest.mark.parametrize(("other", "why"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_what_cannot_be_added_is_refused_with_reason_and_cure(other: dict, why: str | None) -> None:
    found = compare.total([PLANT, other])
    if why is None:  # exact and upper bound add up to an upper bound
        assert (found.value, found.comparator) == (5e8, "lt")
        return
    assert (found.status, found.value) == ("refused", None)
    assert any(why in reason for reason in found.reasons), found.reasons
    assert found.cure


def test_a_group_s_consolidated_revenue_is_no_part_of_a_cluster_s_total() -> None:
    revenue = {"indicator": "营业收入", "unit_of_account": None}
    group = plant("甲集团", **revenue, cluster="东岭光学产业集群") | {"unit_of_account": "group"}
    cluster = plant("东岭光学产业集群", 90e8, **revenue, cluster="东岭光学产业集群")
    assert compare.total([group, cluster]).status == "refused"


def test_output_is_not_summed_along_a_chain_but_value_added_is() -> None:
    links = [relation("甲材料产业", "upstream_of", "乙器件产业")]
    output = [plant("甲材料产业"), plant("乙器件产业")]
    refused = compare.total(output, links)
    assert refused.status == "refused"
    assert any("one chain" in reason for reason in refused.reasons)
    assert "value added" in (refused.cure or "")
    added = [{**figure, "indicator": "工业增加值", "basis": "industrial_value_added"} for figure in output]
    assert compare.total(added, links).value == 4e8
    assert compare.total(output).value == 4e8


@pytest.mark.parametrize(
    "figures",
    [
        [plant("光学上游材料产业"), plant("光学下游应用产业")],
        [plant("衬底材料"), plant("封装测试")],
    ],
)
def test_chain_positions_are_told_by_words_and_by_segments(figures: list[dict]) -> None:
    segments = [
        Segment(quote="", start=0, end=0, segment="衬底材料", position="upstream", cluster="东岭光学产业集群"),
        Segment(quote="", start=0, end=0, segment="封装测试", position="downstream", cluster="东岭光学产业集群"),
    ]
    assert compare.total(figures, segments).status == "refused"


@pytest.mark.parametrize("name", ["part_of", "member_of", "owned_by"])
def test_a_part_is_not_added_to_its_whole(name: str) -> None:
    found = compare.total([PLANT, plant("乙厂")], [relation("甲厂", name, "乙厂")])
    assert found.status == "refused"
    assert any("inside the other" in reason for reason in found.reasons)


def test_shares_and_ranks_are_never_summed() -> None:
    share = {"indicator": "市场占有率", "unit": "percent", "value": 30, "period": "2018"}
    assert compare.total([{**share, "subject": "甲厂"}, {**share, "subject": "乙厂"}]).status == "refused"


@pytest.mark.parametrize(
    ("sides", "value", "value_max", "comparator"),
    [
        ({"comparator": "gt"}, 5e8, None, "gt"),
        ({"comparator": "ge"}, 5e8, None, "ge"),
        ({"comparator": "le"}, 5e8, None, "le"),
        ({"comparator": "approx"}, 5e8, None, "approx"),
        ({"comparator": "range", "value_max": 4e8}, 5e8, 7e8, "range"),
    ],
)
def test_bounds_add_up_to_bounds(sides: dict, value: float, value_max: float | None, comparator: str) -> None:
    found = compare.total([PLANT, plant("乙厂", **sides)])
    assert (found.value, found.value_max, found.comparator) == (value, value_max, comparator)
    assert found.status == "reservation"


def test_a_lower_and_an_upper_bound_have_no_sum() -> None:
    found = compare.total([plant("甲厂", comparator="gt"), plant("乙厂", comparator="lt")])
    assert (found.status, found.value) == ("refused", None)


def test_two_groups_add_up_but_to_no_total_of_the_place() -> None:
    groups = [plant(name, unit_of_account="group") for name in ("甲集团", "乙集团")]
    found = compare.total(groups)
    assert (found.status, found.value) == ("reservation", 4e8)


def test_nothing_has_no_sum() -> None:
    assert compare.total([]).value is None
    assert compare.total([]).to_dict()["status"] == "refused"
