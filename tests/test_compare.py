"""The gate: which two figures may be compared, why not, and what would cure it; on figures written for the purpose."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import jiqun
from jiqun import compare
from jiqun.compare import tables
from jiqun.model import Excluded, Figure, Record

BASE = {
    "kind": "figure",
    "cluster": "长沙光学产业集群",
    "subject": "长沙光学产业集群",
    "indicator": "工业总产值",
    "indicator_id": "gross_industrial_output",
    "basis": "gross_industrial_output",
    "value": 3000e8,
    "value_text": "3000亿元",
    "unit": "CNY",
    "period": "2018",
    "coverage": "above_scale",
    "territory": "city",
    "unit_of_account": "legal_person",
    "price_basis": "current",
}
OTHER = {"cluster": "株洲光学产业集群", "subject": "株洲光学产业集群", "value": 2000e8, "value_text": "2000亿元"}
COUNT = {"indicator": "企业数", "indicator_id": "enterprises", "basis": None, "unit": "count", "value_text": None}
GROWTH = {"indicator": "产值增长", "indicator_id": None, "basis": None, "unit": "percent", "value": 8.0}
SINCE_2015 = {**GROWTH, "base_period": "2015"}


def judged(a: dict, b: dict, lang: str = "en") -> compare.Verdict:
    """The verdict on two variants of the base figure, the second of another cluster."""
    return compare.verdict({**BASE, **a}, {**BASE, **OTHER, **b}, lang)


def figure(**sides: object) -> Figure:
    """A figure whose sides all are stated, but for those given."""
    body = {**BASE, **sides}
    body.pop("kind")
    return Figure(quote="", start=0, end=0, value_start=0, value_end=0, **body)


def test_what_agrees_on_every_stated_side_is_comparable() -> None:
    verdict = judged({}, {})
    assert (verdict.status, verdict.order, verdict.reasons, verdict.cure) == ("comparable", ">", (), None)


@pytest.mark.parametrize("side", ["basis", "coverage", "territory", "unit_of_account", "price_basis", "period"])
def test_unknown_on_both_sides_is_a_reservation_and_never_equality(side: str) -> None:
    verdict = judged({side: None}, {side: None})
    assert verdict.status == "reservation"
    assert verdict.reasons and verdict.cure


# What differs, and a word that the reason and the cure must hold.
REFUSED = [
    ("another definition", {"indicator": "产值", "indicator_id": "output_value"}, {}, "产值", "规上工业总产值 2018"),
    ("another basis", {"basis": "sales_revenue"}, {}, "销售收入", "2018"),
    ("before and after tax", {"indicator": "利润总额"}, {"indicator": "净利润"}, "after income tax", "利润总额 2018"),
    ("currencies", {}, {"unit": "USD"}, "USD", "rate"),
    ("units", {}, {"unit": "t"}, "different units", "one unit"),
    ("the city and the park", {"territory": "全市"}, {"territory": "园区"}, "园区", "needs"),
    ("above scale and all", {}, {"coverage": "全部"}, "20 million yuan", "needs"),
    ("the group and the plant", {"unit_of_account": "集团合并"}, {"unit_of_account": "厂区"}, "集团合并", "needs"),
    ("a firm and a cluster", {"subject": "甲重工股份有限公司"}, {}, "one body", "firm with firm"),
    ("January to September", {"period": "2018-01/2018-09"}, {}, "part of a year", "2018 of 长沙"),
    ("another year", {"period": "2012"}, {}, "2012", "2018 of 长沙"),
    ("an undated figure", {"period": None}, {}, "does not state its period", "2018 of 长沙"),
    ("constant prices", {"price_basis": "可比价"}, {}, "可比价", "现价"),
    ("constant prices and silence", {"price_basis": "constant"}, {"price_basis": None}, "prices", "needs"),
    ("a target", {"status": "target", "period": "2025"}, {}, "a target", "the target of both"),
    ("a plan", {"status": "planned"}, {}, "planned", "actual"),
    ("a rule", {"status": "ratio"}, {}, "rule", "observed"),
    ("two thresholds", {"period": "2010"}, {"period": "2012"}, "5 million yuan", "one threshold"),
    ("growth over other years", SINCE_2015, GROWTH | {"base_period": "previous_year"}, "2015", "base"),
    (
        "a stock and a flow",
        {**COUNT, "indicator": "注册证数", "indicator_id": None, "quote": "累计拥有注册证80个"},
        {**COUNT, "indicator": "注册证数", "indicator_id": None, "quote": "新增注册证20个"},
        "a flow in a period",
        "the stock of both",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("a", "b", "why", "cure"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_what_is_not_alike_is_refused_with_reason_and_cure(a: dict, b: dict, why: str, cure: str) -> None:
    verdict = judged(a, b)
    assert verdict.status == "refused"
    assert verdict.order is None
    assert any(why in reason for reason in verdict.reasons), verdict.reasons
    assert verdict.cure is not None
    assert cure in verdict.cure
    told = "".join(judged(a, b, "zh").reasons)
    assert told and not set(" abcdefghijklm") & set(told.replace("USD", "").replace("CNY", "").replace("R&D", ""))


RESERVED = [
    ("another industry", {}, {"subject": "株洲石化产业集群", "cluster": "株洲石化产业集群"}, "different industries"),
    ("perhaps a part", {}, {"subject": "株洲精密光学产业集群", "cluster": "株洲精密光学产业集群"}, "part of the other"),
    ("silence where statistics count 规上", {}, {"coverage": None}, "by statistical convention"),
    ("silence on prices", {}, {"price_basis": None}, "by convention"),
    ("silence on the unit of account", {}, {"unit_of_account": None}, "legal persons"),
    ("silence on territory against the city", {}, {"territory": None}, "the whole city"),
    ("thresholds of two sectors", {"subject": "长沙软件和信息服务业"}, {}, "by sector"),
    ("constant prices", {"price_basis": "可比价"}, {"price_basis": "不变价"}, "neither says of which year"),
    ("an estimate", {"status": "estimate"}, {}, "estimate"),
    ("a bound", {"comparator": "gt"}, {}, "not ranked as if exact"),
    ("words that may differ", COUNT, {**COUNT, "indicator": "骨干企业数"}, "worded differently"),
    ("stocks of one year", {**COUNT, "period": "2018"}, {**COUNT, "period": "2018-12"}, "dates that may differ"),
    ("growth that says nothing", GROWTH, GROWTH | {"base_period": "previous_year"}, "the year before"),
]  # fmt: skip


@pytest.mark.parametrize(("a", "b", "why"), [row[1:] for row in RESERVED], ids=[row[0] for row in RESERVED])
def test_what_may_be_alike_is_comparable_with_a_stated_reservation(a: dict, b: dict, why: str) -> None:
    verdict = judged(a, b)
    assert verdict.status == "reservation"
    assert any(why in reason for reason in verdict.reasons), verdict.reasons
    assert verdict.cure


def test_silence_about_who_is_counted_is_refused_where_no_convention_speaks() -> None:
    output = {"indicator": "产值", "indicator_id": "output_value", "basis": "output_value"}
    assert judged(output, {**output, "coverage": None}).status == "refused"


def test_a_size_without_a_definition_is_never_fully_comparable() -> None:
    size = {"indicator": "产业规模", "indicator_id": "industry_output", "basis": "industry_output"}
    verdict = judged(size, size)
    assert verdict.status == "reservation"
    assert "no official definition" in verdict.reasons[0]


def test_the_cure_names_the_figure_to_enter() -> None:
    verdict = judged({}, {"indicator": "总产值", "indicator_id": "gross_output_value", "coverage": None})
    [need] = verdict.needs
    assert (need.subject, need.indicator, need.coverage) == ("株洲光学产业集群", "工业总产值", "above_scale")
    assert verdict.cure is not None
    assert verdict.cure.startswith("needs 规上工业总产值 2018 of 株洲光学产业集群, from its statistical yearbook")
    assert (verdict.cured("zh") or "").startswith("需要株洲光学产业集群2018年规上工业总产值")


@pytest.mark.parametrize(
    ("a", "b", "order"),
    [
        ({"comparator": "ge", "value": 5000e8}, {"value": 3000e8}, ">"),
        ({"comparator": "ge", "value": 5000e8}, {"value": 6000e8}, None),
        ({"comparator": "gt", "value": 5000e8}, {"comparator": "gt", "value": 3000e8}, None),
        ({"comparator": "gt", "value": 5000e8}, {"comparator": "lt", "value": 3000e8}, ">"),
        ({"comparator": "about_below", "value": 30}, {"value": 29}, None),
        ({"comparator": "about_below", "value": 30}, {"value": 31}, "<"),
        ({"comparator": "approx", "value": 100}, {"value": 110}, None),
        ({"comparator": "range", "value": 10, "value_max": 20}, {"value": 25}, "<"),
        ({"comparator": "range", "value": 10, "value_max": 20}, {"value": 15}, None),
        ({"comparator": "vague", "value": 10}, {"value": 15}, None),
        ({"value": 2.1e12, "value_text": "2.1万亿元"}, {"value": 2.09e12, "value_text": "20900亿元"}, None),
        ({"value": 2.1e12, "value_text": "2.1万亿元"}, {"value": 1.9e12, "value_text": "1.9万亿元"}, ">"),
        ({"value": 7}, {"value": 7}, "="),
    ],
)
def test_only_what_is_sure_is_ranked(a: dict, b: dict, order: str | None) -> None:
    plain = {"value_text": None}
    assert judged({**plain, **a}, {**plain, **b}).order == order


def test_units_that_convert_exactly_are_one_unit() -> None:
    area = {"indicator": "规划面积", "indicator_id": "planned_area", "basis": None, "value_text": None}
    verdict = judged({**area, "unit": "mu", "value": 15000}, {**area, "unit": "km2", "value": 9})
    assert (verdict.status, verdict.order) == ("comparable", ">")


def test_a_year_is_its_twelve_months() -> None:
    assert judged({"period": "2018-01/2018-12"}, {}).status == "comparable"


def test_words_of_the_text_are_understood_as_well_as_codes() -> None:
    spoken = {"coverage": "规上", "territory": "全市", "unit_of_account": "法人单位", "price_basis": "现价"}
    assert judged(spoken, {}).status == "comparable"


def test_figures_records_and_dicts_are_taken_alike() -> None:
    other = figure(**OTHER)
    expected = judged({}, {})
    assert compare.verdict(figure(), other) == expected
    assert compare.verdict(Record("f-1", "s", None, figure()), Record("f-2", "s", None, other)) == expected
    assert compare.verdict({"id": "f-1", "claim": figure().to_dict()}, other.to_dict()) == expected


@pytest.mark.parametrize(
    "thing", [None, 3, "1250亿元", [], {}, {"value": None}, {"value": float("nan")}, {"value": True}]
)
def test_what_is_no_figure_is_refused_and_missing_is_not_zero(thing: object) -> None:
    verdict = compare.verdict(thing, figure())
    assert verdict.status == "refused"
    assert "missing is not zero" in verdict.reasons[0]
    assert verdict.cure


def test_claims_of_another_kind_are_no_figures() -> None:
    line = Excluded(quote="x", start=0, end=1, reason="spam")
    assert compare.verdict(line, figure()).status == "refused"


def test_the_module_is_called_like_its_function() -> None:
    assert jiqun.compare is compare
    assert jiqun.compare([figure(), figure(**OTHER)]).pairs[0].verdict.status == "comparable"


def test_every_rule_of_the_gate_has_words_in_both_languages_and_an_example() -> None:
    rows = tables.rows("gate.csv")
    assert len(rows) > 40
    for row in rows:
        assert row["status"] in ("reservation", "refused")
        assert row["zh"] and row["en"] and row["example"], row
        assert bool(row["cure_zh"]) == bool(row["cure_en"]), row
        if row["status"] == "reservation":
            assert row["cure_en"], row


def test_definitions_have_a_version_and_a_source() -> None:
    body = tables.document("definitions.yaml")
    assert body["version"] and body["source"]
    for row in [*body["bases"], *body["thresholds"]]:
        assert row["zh"] and row["en"] and row["source"], row
    words = [word for row in body["bases"] for word in row["words"]]
    assert len(words) == len(set(words)), "a word names two definitions"


def test_thresholds_of_one_sector_follow_each_other_without_overlap() -> None:
    assert tables.threshold("industry", 2010) != tables.threshold("industry", 2011)
    for year in range(1998, 2030):
        assert tables.threshold("industry", year) is not None


# Properties -------------------------------------------------------------------------------------------------------

TEXT = st.one_of(
    st.none(), st.sampled_from(["", "全市", "city", "园区", "规上", "constant", "集团合并", "x", "产业/总产值"])
)
FIGURES = st.fixed_dictionaries(
    {},
    optional={
        "kind": st.sampled_from(["figure", None, "entity"]),
        "cluster": st.sampled_from(["长沙光学产业集群", "株洲石化产业集群", None]),
        "subject": st.sampled_from(["长沙光学产业集群", "甲公司", "全国", "", None]),
        "indicator": st.sampled_from(["产业规模", "总产值", "规上工业总产值", "企业数", "产值增长", "output", None]),
        "indicator_id": st.sampled_from(["industry_output", "gross_output_value", "enterprises", "no_such", None]),
        "basis": TEXT,
        "value": st.one_of(st.none(), st.floats(), st.integers(-(10**330), 10**330), st.just("1")),
        "value_max": st.one_of(st.none(), st.floats()),
        "value_text": st.one_of(st.none(), st.text(max_size=8), st.sampled_from(["1,250.5亿元", "0", "1.0.0"])),
        "unit": st.sampled_from(["CNY", "USD", "count", "person", "percent", "t/a", "mu", "km2", "rank", "", None]),
        "comparator": st.sampled_from(["eq", "gt", "ge", "lt", "le", "approx", "about_below", "range", "?", None]),
        "period": st.sampled_from(["2018", "2018-01/2018-09", "2018-12-31", "2011/..", "../2020", "0000", "?", None]),
        "base_period": st.sampled_from(["previous_year", "2015", None]),
        "status": st.sampled_from(["actual", "historical", "target", "estimate", "ratio", "capacity", None]),
        "coverage": TEXT,
        "territory": TEXT,
        "unit_of_account": TEXT,
        "price_basis": TEXT,
        "industry": TEXT,
        "quote": st.one_of(st.none(), st.sampled_from(["新增企业", "累计"]), st.integers()),
    },
)  # fmt: skip
ANYTHING = st.one_of(
    st.none(),
    st.text(alphabet="\ud800规上工业总产值集群公司增长2018-/.%{}亿元A市区", max_size=12),
    st.floats(),
    st.decimals(),
    st.booleans(),
    st.lists(st.integers(), max_size=2),
)
BODIES = st.dictionaries(
    st.sampled_from(
        [*BASE, "value_max", "comparator", "status", "base_period", "industry", "quote", "time", "id", "claim"]
    ),
    ANYTHING,
)
MARKS = {">": "<", ">=": "<=", "<": ">", "<=": ">=", "=": "=", None: None}


@settings(max_examples=400, deadline=None)
@given(FIGURES, FIGURES)
def test_the_verdict_is_symmetric_deterministic_and_never_raises(a: dict, b: dict) -> None:
    verdict, mirrored = compare.verdict(a, b), compare.verdict(b, a)
    assert verdict == mirrored == compare.verdict(dict(b), dict(a))
    assert verdict.reasons == mirrored.reasons
    assert verdict.told("zh") == mirrored.told("zh")
    assert (verdict.cure, verdict.cured("zh")) == (mirrored.cure, mirrored.cured("zh"))
    assert MARKS[verdict.order] == mirrored.order
    assert verdict.status in ("comparable", "reservation", "refused")
    assert bool(verdict.reasons) == (verdict.status != "comparable") == bool(verdict.cure)
    if verdict.status == "refused":
        assert verdict.order is None


@settings(max_examples=400, deadline=None)
@given(st.one_of(BODIES, ANYTHING), st.one_of(BODIES, ANYTHING))
def test_whatever_it_is_given_it_gives_a_verdict_with_words(a: object, b: object) -> None:
    verdict = compare.verdict(a, b)
    assert verdict == compare.verdict(b, a)
    assert verdict.to_dict()["status"] in ("comparable", "reservation", "refused")
    assert compare.total([a, b]).to_dict()["reasons"] is not None


@settings(max_examples=200, deadline=None)
@given(FIGURES, FIGURES)
def test_making_one_side_unknown_never_makes_two_figures_more_alike(a: dict, b: dict) -> None:
    """Taking a known price basis away from a pair that was comparable leaves at best a reservation."""
    if compare.verdict(a, b).status == "comparable" and "price_basis" in a and a.get("unit") == "CNY":
        assert compare.verdict({**a, "price_basis": None}, b).status != "comparable"


@settings(max_examples=300, deadline=None)
@given(st.lists(FIGURES, max_size=4), st.randoms(use_true_random=False))
def test_a_sum_does_not_depend_on_the_order_and_never_raises(figures: list[dict], random: object) -> None:
    found = compare.total(figures)
    shuffled = list(figures)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    again = compare.total(shuffled)
    assert (found.value, found.comparator, found.status) == (again.value, again.comparator, again.status)
    if found.status == "refused":
        assert found.value is None and found.reasons and found.cure
