"""Figures in the genres that do not look like the source document: reports, plans, policies, accounts, tables."""

from __future__ import annotations

from jiqun.extract import extract
from jiqun.read import read_bytes
from reading_aid import document, figure, figures


def test_respectively_hands_the_numbers_to_the_items_in_order() -> None:
    found = figures("全市装备、电子和医药产业产值分别为12亿元、8.6亿元和4.3亿元，同比分别增长8%、12%和3%。")
    assert [(f.subject_text, f.indicator, f.value) for f in found] == [
        ("装备", "产值", 1.2e9),
        ("电子", "产值", 8.6e8),
        ("医药", "产值", 4.3e8),
        ("装备", "产值增长", 8),
        ("电子", "产值增长", 12),
        ("医药", "产值增长", 3),
    ]


def test_and_inside_an_item_is_kept_when_the_counts_ask_for_it() -> None:
    found = figures("汽车及零部件、新材料两大主导产业分别完成产值72亿元、31亿元。")
    assert [f.subject_text for f in found if f.unit == "CNY"] == ["汽车及零部件", "新材料"]


def test_numbers_that_do_not_match_the_items_give_nothing() -> None:
    assert [f for f in figures("装备、电子、医药产业产值分别为12亿元、8亿元。") if f.unit == "CNY"] == []


def test_under_a_heading_of_plans_figures_are_targets() -> None:
    done, planned = figures(
        "一、2022年工作回顾", "工业增加值增长6.1%。", "二、2023年主要目标", "工业增加值增长7%以上。"
    )
    assert (done.status, planned.status) == ("actual", "target")
    assert (done.period, done.period_context) == (None, "2022")


def test_the_documents_date_tells_plans_from_results() -> None:
    doc = document("“十四五”期间完成工业投资600亿元。“十三五”期间完成工业投资300亿元。", date="2021-06")
    assert [(f.period, f.status) for f in extract(doc) if f.kind == "figure"] == [
        ("2021/2025", "target"),
        ("2016/2020", "actual"),
    ]


def test_growth_is_of_the_figure_before_it_and_names_its_base() -> None:
    level, rate = figures("2021年，开发区实际使用外资4.35亿美元，比2020年增长12%。")
    assert (level.unit, level.period) == ("USD", "2021")
    assert (rate.indicator, rate.period, rate.base_period) == ("实际使用外资增长", "2021", "2020")


def test_a_rise_to_a_level_is_of_the_same_indicator() -> None:
    first, second = figures("本地配套率由2019年的35%提高到62%。")
    assert (first.indicator, first.period, first.status) == ("本地配套率", "2019", "historical")
    assert (second.indicator, second.period, second.value) == ("本地配套率", None, 62)


def test_grants_are_told_by_the_noun_behind_the_sum() -> None:
    found = figure("对新认定的单项冠军企业，一次性给予100万元奖励。")
    assert (found.indicator, found.subject_text, found.value) == ("奖励", "单项冠军企业", 1e6)


def test_in_this_binds_a_sentence_to_the_period_before() -> None:
    *_, part = figures("2022年全市地区生产总值达到100亿元。其中，第二产业增加值45亿元。")
    assert (part.period, part.period_inherited) == ("2022", True)


def test_rates_of_flow_carry_their_time() -> None:
    yearly, daily = figures("园区年处理能力30万吨，日供水20万吨。")
    assert (yearly.unit, daily.unit) == ("t/a", "t/d")


def test_terms_are_figures_and_sizes_of_things_are_not() -> None:
    found = figures("项目建设周期18个月，生产12英寸晶圆和28纳米芯片。")
    assert [(f.indicator, f.value, f.unit) for f in found] == [("项目建设周期", 18, "month")]


def test_in_a_document_from_taiwan_yuan_and_years_are_its_own() -> None:
    first, second = figures("園區於民國97年設置，營業額達新台幣12億元，110年成長為15億元。")[-2:]
    assert {first.unit, second.unit} == {"TWD"}
    assert second.period == "2021"


def test_coverage_and_territory_keep_their_spans() -> None:
    doc = document("2018年全市规上工业企业完成总产值100亿元。")
    [found] = [c for c in extract(doc) if c.kind == "figure"]
    assert (found.coverage, found.territory, found.price_basis) == ("above_scale", "city", None)
    assert [doc.text[f.start : f.end] for f in found.facets] == ["规上", "全市"]


def test_the_unit_may_stand_in_a_column_and_the_subject_in_the_caption() -> None:
    page = """<html><body><h1>某市年报</h1><p>下表列出装备产业的主要数据,供参考。</p><table>
    <caption>表1 装备产业主要指标</caption>
    <tr><th>指标</th><th>单位</th><th>2020年</th><th>2025年目标</th></tr>
    <tr><td>工业总产值</td><td>亿元</td><td>812.4</td><td>1,500</td></tr>
    <tr><td>从业人员</td><td>万人</td><td>6.8</td><td>8</td></tr></table></body></html>"""
    found = [c for c in extract(read_bytes(page.encode(), "t.html")) if c.kind == "figure"]
    assert [(f.subject_text, f.indicator, f.value, f.unit, f.period, f.status) for f in found] == [
        ("装备产业", "工业总产值", 8.124e10, "CNY", "2020", "actual"),
        ("装备产业", "工业总产值", 1.5e11, "CNY", "2025", "target"),
        ("装备产业", "从业人员数", 68_000, "person", "2020", "actual"),
        ("装备产业", "从业人员数", 80_000, "person", "2025", "target"),
    ]


def test_numbers_of_pictures_levels_and_bases_are_no_figures() -> None:
    assert figures("如图4所示，系数在1%水平上显著，每1000人中有从业者若干。") == []
