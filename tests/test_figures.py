"""Figures in sentences: period, subject, indicator, status, and what is no figure."""

from __future__ import annotations

import pytest

from reading_aid import figure, figures


def test_money_takes_the_indicator_of_the_text() -> None:
    found = figure("2018年，某某轨道交通产业总产值达到1250亿元。")
    assert (found.value, found.unit, found.indicator, found.indicator_id) == (
        1.25e11,
        "CNY",
        "总产值",
        "gross_output_value",
    )
    assert (found.period, found.period_inherited, found.status) == ("2018", False, "actual")
    assert found.quote == "2018年，某某轨道交通产业总产值达到1250亿元"


def test_output_on_different_bases_has_different_ids() -> None:
    ids = [
        figure(f"某某产业{words}达到10亿元。").indicator_id
        for words in ("规模", "总产值", "产值", "增加值", "营业收入", "主营业务收入", "工业总产值", "工业销售产值")
    ]
    assert None not in ids
    assert len(set(ids)) == len(ids)


def test_a_year_is_inherited_in_the_sentence_and_flagged() -> None:
    first, second = figures("2018年产值达到10亿元，企业共有30家。")
    assert (first.period, first.period_inherited) == ("2018", False)
    assert (second.period, second.period_inherited) == ("2018", True)


def test_a_year_is_never_inherited_across_a_full_stop() -> None:
    *_, last = figures("2001年某某高新区获批国家基地。集群产业规模超过55亿元。")
    assert (last.period, last.comparator) == (None, "gt")


def test_now_dates_nothing() -> None:
    found = figure("目前企业从业人员达6.8万人。")
    assert (found.value, found.unit, found.period, found.period_text) == (68_000, "person", None, "目前")


def test_the_year_of_a_founding_does_not_date_later_stocks() -> None:
    founded, firms = sorted(figures("某某开发区于2009年挂牌成立，吸引企业1200余家。"), key=lambda f: f.value_start)
    assert (founded.tier, founded.indicator, founded.value, founded.unit) == ("time", "成立时间", 2009, "calendar_year")
    assert (firms.value, firms.period) == (1200, None)


def test_from_to_makes_two_figures_with_two_years() -> None:
    first, second = figures("某某公司营业收入从2012年的7.8亿元增长到2018年的79.2亿元。")
    assert (first.period, first.status) == ("2012", "historical")
    assert (second.period, second.status) == ("2018", "actual")
    assert {first.indicator_id, second.indicator_id} == {"operating_revenue"}


def test_a_plan_is_a_target() -> None:
    found = figure("到2025年，全市原油加工能力将达到6000万吨/年。")
    assert (found.status, found.period, found.unit, found.value) == ("target", "2025", "t/a", 6e7)


def test_the_name_of_a_programme_is_no_plan() -> None:
    assert [f.status for f in figures("当地拥有国家“某某计划”专家2名，院士3名。")] == ["actual", "actual"]


def test_counted_nouns_stand_before_or_after_the_number() -> None:
    found = figures("当地拥有院士3名，国家“某某计划”专家2名，6名首席科学家，奖项获得者5人。")
    assert [(f.value, f.indicator) for f in found] == [
        (3, "院士数"),
        (2, "国家某某计划专家数"),
        (6, "首席科学家数"),
        (5, "奖项获得者数"),
    ]


def test_the_indicator_may_close_a_list_of_capacities() -> None:
    found = figures("基地拥有3100万吨炼油、400万吨烯烃的年生产能力。")
    assert [(f.value, f.unit, f.subject_text) for f in found] == [(3.1e7, "t/a", "炼油"), (4e6, "t/a", "烯烃")]


def test_one_share_over_several_subjects_gives_a_figure_for_each() -> None:
    found = figures("资产规模、人才总量和科技成果均占全国1/4强。")
    assert [(f.subject_text, f.value, f.comparator) for f in found] == [
        ("资产规模", 25, "gt"),
        ("人才总量", 25, "gt"),
        ("科技成果", 25, "gt"),
    ]


def test_a_fund_owns_its_size_even_without_a_unit() -> None:
    found = figure("当地设立了300亿的“某某产业发展基金”。")
    assert (found.value, found.unit, found.subject_text, found.indicator) == (
        3e10,
        "CNY",
        "某某产业发展基金",
        "基金规模",
    )


def test_a_ratio_told_in_money_is_a_ratio() -> None:
    found = figures("企业提出1:3的投入理念，即每花1元钱引进技术，就要投入3元钱消化吸收。")
    assert [(f.unit, f.value, f.status) for f in found] == [("ratio", 3, "ratio"), ("ratio", 3, "ratio")]


def test_only_a_superlative_with_a_scope_is_a_rank() -> None:
    assert [f.tier for f in figures("这里是全国最大的装备产业基地。")] == ["rank"]
    assert figures("实现综合利用最大化，培育最好的环境。") == []
    assert figures("这里是全国最大的装备产业基地之一。") == []


def test_a_growth_rate_keeps_its_sign() -> None:
    up, down = figures("2019年出口额同比增长5.2%，利润下降3.2%。")
    assert (up.value, up.unit) == (5.2, "percent")
    assert (down.value, down.unit) == (-3.2, "percent")


@pytest.mark.parametrize(
    "text",
    [
        "推进5G和IMT-2020标准研发。",
        "印发《某某2025行动纲要》。",
        "一批一类新药进入II、III期临床。",
        "推动一体化发展，坚持两手抓。",
        "世界500强企业纷纷来访。",
        "推进某某五期项目。",
    ],
)
def test_numbers_in_names_classes_and_phases_are_no_figures(text: str) -> None:
    assert [(f.value_text, f.quote) for f in figures(text)] == []


def test_the_city_as_subject_of_its_industry_is_the_cluster() -> None:
    found = figures(
        "1、合肥智能语音产业集群",
        "",
        "合肥把握机遇，2018年实现产值650亿元。",
    )
    assert [(f.subject_text, f.subject) for f in found] == [("合肥", "合肥智能语音产业集群")]


def test_a_table_cell_takes_its_heads() -> None:
    from jiqun.extract import extract
    from jiqun.read import read_bytes

    page = """<html><body><h1>株洲轨道交通产业集群概况</h1><p>下表列出主要指标,供各部门查阅使用。</p><table>
    <tr><th>指标</th><th>2018年</th><th>2019年</th></tr>
    <tr><td>总产值(亿元)</td><td>1,250</td><td>1,300.5</td></tr>
    <tr><td>企业</td><td>310家</td><td>x</td></tr></table></body></html>"""
    found = [c for c in extract(read_bytes(page.encode(), "t.html")) if c.kind == "figure"]
    assert [(f.value, f.unit, f.indicator, f.period) for f in found] == [
        (1.25e11, "CNY", "总产值", "2018"),
        (1.3005e11, "CNY", "总产值", "2019"),
        (310, "count", "企业数", "2018"),
    ]
