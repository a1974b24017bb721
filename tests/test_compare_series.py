"""Clusters side by side: which figures are taken, lines in time, gaps, breaks, targets, conflicts, the silent."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from jiqun import compare
from jiqun.compare.select import wanted
from jiqun.errors import NotFoundError
from jiqun.model import ClusterClaim, Document, Entity, Figure, Judgement, Origin, Record, Source

EAST, SOUTH = "东岭光学产业集群", "南江光学产业集群"
_IDS = iter(range(1, 1000))


def record(
    value: float, period: str | None = "2018", cluster: str = EAST, source: str = "s1", **sides: object
) -> Record:
    body = {"indicator": "总产值", "indicator_id": "gross_output_value", "unit": "CNY", "subject": cluster, **sides}
    text = f"{value / 1e8:.10g}亿元"
    claim = Figure(
        quote=text, start=0, end=len(text), value=value, value_text=text, value_start=0, value_end=len(text),
        period=period, cluster=cluster, **body,
    )  # fmt: skip
    return Record(f"f-{next(_IDS)}", source, cluster, claim)


def years(series: compare.Series) -> list[list[str | None]]:
    return [[row.stated.period for row in line.rows] for line in series.lines]


def test_a_series_shows_the_years_that_nobody_states() -> None:
    [series] = compare([record(100e8, "2014"), record(120e8, "2015"), record(150e8, "2018")]).series
    assert years(series) == [["2014", "2015", "2018"]]
    assert series.lines[0].gaps == (2016, 2017)


def test_a_change_of_basis_breaks_the_series() -> None:
    revenue = {"indicator": "营业收入", "indicator_id": "operating_revenue"}
    [series] = compare([record(100e8, "2016"), record(90e8, "2017", **revenue), record(120e8, "2018")]).series
    assert years(series) == [["2016", "2018"], ["2017"]]
    assert {finding.side for finding in series.breaks[0].findings} == {"indicator"}


def test_the_new_threshold_of_2011_breaks_a_series_of_firms_above_scale() -> None:
    output = {"indicator": "规上工业总产值", "indicator_id": "gross_industrial_output", "coverage": "above_scale"}
    [series] = compare(
        [record(v * 1e8, str(year), **output) for year, v in ((2009, 80), (2010, 99), (2012, 70))]
    ).series
    assert years(series) == [["2009", "2010"], ["2012"]]
    assert {finding.case for finding in series.breaks[0].findings} == {"threshold"}


def test_nine_months_do_not_continue_a_series_of_whole_years() -> None:
    [series] = compare([record(100e8, "2017"), record(90e8, "2018-01/2018-09")]).series
    assert years(series) == [["2017"], ["2018-01/2018-09"]]
    assert [finding.side for finding in series.breaks[0].findings] == ["period"]


def test_targets_stand_beside_actuals_and_undated_figures_apart() -> None:
    [series] = compare([record(100e8), record(300e8, "2025", status="target"), record(110e8, None)]).series
    assert years(series) == [["2018"]]
    assert [row.stated.period for row in series.targets] == ["2025"]
    assert len(series.undated) == 1


def test_disagreeing_sources_stay_side_by_side_with_a_stated_preference() -> None:
    bound, exact = record(5500e8, comparator="gt"), record(5200e8, source="s2")
    found = compare([bound, exact])
    [conflict] = found.conflicts
    assert not conflict.agree
    assert [row.record.id for row in conflict.rows] == [bound.id, exact.id]
    assert (conflict.preferred.record, conflict.rule) == (exact, "exact")
    assert conflict.why("zh") == "为精确值"
    assert [row.record for row in found.figures] == [exact]


def test_a_park_inside_a_cluster_does_not_disagree_with_the_cluster() -> None:
    found = compare([record(650e8, indicator="产值"), record(300e8, indicator="产值", subject="云台科创谷")])
    assert found.conflicts == ()
    assert [row.whose for row in found.figures] == ["", "云台科创谷"]


def test_a_bound_and_a_value_that_satisfies_it_do_not_disagree() -> None:
    [conflict] = compare([record(5500e8, comparator="gt"), record(5600e8, source="s2")]).conflicts
    assert conflict.agree


def test_a_person_s_choice_comes_before_every_rule() -> None:
    bound, exact = record(5500e8, comparator="gt"), record(5200e8, source="s2")
    [conflict] = compare([bound, exact], preferred={bound.id}).conflicts
    assert (conflict.preferred.record, conflict.rule) == (bound, "judgement")


def _judged(each: Record, verdict: str) -> Record:
    return replace(each, judgement=Judgement(id=1, about="claim", verdict=verdict, by="LX", when="2026-01-05"))


def test_what_people_accepted_stands_in_tables_and_what_they_rejected_nowhere() -> None:
    bound, exact, wrong = record(5500e8, comparator="gt"), record(5200e8, source="s2"), record(9e8, source="s3")
    found = compare([_judged(bound, "accept"), exact, _judged(wrong, "reject")])
    [conflict] = found.conflicts
    assert (conflict.preferred.record.id, conflict.rule) == (bound.id, "judgement")
    assert {row.record.id for row in conflict.rows} == {bound.id, exact.id}


def test_an_unsure_statement_yields_to_any_other() -> None:
    exact, bound = record(5200e8), record(5500e8, comparator="gt", source="s2")
    [conflict] = compare([_judged(exact, "unsure"), bound]).conflicts
    assert (conflict.preferred.record.id, conflict.rule) == (bound.id, "judgement")


class _Atlas:
    """The least that is an atlas: two documents on one cluster."""

    def __init__(self, records: list[Record], *sources: Source) -> None:
        self._records, self._sources = records, {source.id: source for source in sources}

    def clusters(self) -> list:
        return [self.cluster(EAST)]

    def cluster(self, ref: str) -> object:
        from jiqun.model import Cluster

        return Cluster(EAST, EAST)

    def records(self, cluster: str | None = None, kind: str | None = None, source: str | None = None) -> list[Record]:
        return self._records

    def source(self, id: str) -> Source:
        return self._sources[id]


def _source(id: str, **origin: str) -> Source:
    return Source(id, Document("", name=id), Origin(**origin))


@pytest.mark.parametrize(
    ("first", "second", "rule"),
    [
        ({"producer": "东岭日报"}, {"producer": "东岭市统计局"}, "official"),
        ({"published": "2019-02"}, {"published": "2019-12"}, "later"),
        ({}, {}, "first"),
    ],
)
def test_what_is_known_of_the_sources_decides_between_equals(first: dict, second: dict, rule: str) -> None:
    atlas = _Atlas([record(100e8), record(120e8, source="s2")], _source("s1", **first), _source("s2", **second))
    [conflict] = compare(atlas).conflicts
    assert conflict.rule == rule
    assert conflict.preferred.record.source == ("s1" if rule == "first" else "s2")


def test_figures_of_one_firm_are_kept_apart_from_the_cluster() -> None:
    firm = Entity(quote="东岭精工", start=0, end=4, type="company", name="东岭精工", cluster=EAST)
    own = record(30e8, subject="东岭精工", indicator="营业收入", indicator_id="operating_revenue")
    found = compare([record(100e8), own, Record("e-1", "s1", EAST, firm)])
    assert [row.record.id for row in found.single] == [own.id]
    assert len(found.figures) == 1


def test_a_cluster_that_states_nothing_is_named_and_never_zero() -> None:
    silent = Record("c-1", "s1", SOUTH, ClusterClaim(quote=SOUTH, start=0, end=8, name=SOUTH))
    found = compare([record(100e8), silent])
    assert [cluster.name for cluster in found.silent] == [SOUTH]
    assert (found.pairs, found.conflicts) == ((), ())
    assert found.needs[0].told() == "总产值 2018 of 南江光学产业集群, from its statistical yearbook (统计年鉴)"


def test_ranks_are_spans_where_the_order_is_not_sure() -> None:
    records = [
        record(5000e8, comparator="ge"),
        record(6000e8, cluster=SOUTH),
        record(3000e8, cluster="西塘光学产业集群"),
    ]
    ranks = compare(records).ranks()
    assert [ranks[each.id] for each in records] == [(1, 2), (1, 2), (3, 3)]


def test_clusters_and_indicators_are_found_in_either_script() -> None:
    firms = record(300, cluster=SOUTH, indicator="企業數", indicator_id="enterprises", unit="count")
    records = [record(100e8), record(90e8, cluster=SOUTH), firms]
    assert len(compare(records, ["東嶺", "南江"], "總產值").pairs) == 1
    assert [row.stated.value for row in compare(records, [SOUTH], "企业数").figures] == [300]


def test_the_period_narrows_the_figures() -> None:
    records = [record(100e8, "2017"), record(110e8), record(90e8, "2018-01/2018-12", cluster=SOUTH)]
    assert len(compare(records, period="2018").figures) == 2


@pytest.mark.parametrize(
    ("word", "kind"), [("总产值", "gross_output_value"), ("規上工業總產值", "gross_industrial_output")]
)
def test_a_definition_is_asked_for_by_its_name(word: str, kind: str) -> None:
    assert wanted(word).kind == kind


def test_unknown_clusters_and_indicators_are_told_with_what_there_is() -> None:
    with pytest.raises(NotFoundError, match="no such cluster: 北原: there are 东岭光学产业集群"):
        compare([record(100e8)], ["北原"])
    with pytest.raises(NotFoundError, match="no figure with this indicator: 毛竹蓄积量"):
        compare([record(100e8)], (), "毛竹蓄积量")
    with pytest.raises(TypeError, match="neither an atlas nor records"):
        compare(3)


def test_years_of_two_clusters_are_set_side_by_side_only_when_they_are_one() -> None:
    records = [record(v * 1e8, str(year), cluster) for cluster in (EAST, SOUTH) for year, v in ((2016, 90), (2017, 95))]
    assert [(p.a.stated.period, p.b.stated.period) for p in compare(records).pairs] == [
        ("2016", "2016"),
        ("2017", "2017"),
    ]
    [pair] = compare([record(100e8, "2012"), record(110e8, "2014"), record(90e8, cluster=SOUTH)]).pairs
    assert (pair.a.stated.period, pair.b.stated.period, pair.verdict.status) == ("2014", "2018", "refused")


def test_the_comparison_is_json() -> None:
    body = compare([record(100e8), record(90e8, cluster=SOUTH), record(300e8, "2025", status="target")]).to_dict()
    assert json.loads(json.dumps(body)) == body
    assert [pair["status"] for pair in body["pairs"]] == ["reservation"]
    assert body["pairs"][0]["reasons"][0].keys() == {"side", "case", "status", "zh", "en"}
