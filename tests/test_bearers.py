"""Whose figure a number is, in the ways reports, communiqués, plans and news say it; all sentences are invented."""

from __future__ import annotations

import pytest

from jiqun.model import Figure
from reading_aid import document, figures


def rows(title: str, text: str) -> list[tuple[str, str | None, str | None]]:
    return [(one.value_text, one.subject_text, one.indicator) for one in figures(title, "", text)]


def subjects(title: str, text: str) -> list[str | None]:
    return [one.subject_text for one in figures(title, "", text)]


@pytest.mark.parametrize(
    "title, text, expected",
    [
        # what the document is about, where its sentences do not say
        ("2023年宜昌市统计公报", "城镇化率达65%。", ["宜昌市"]),
        ("轴承产业观察", "滚子轴承销量30亿套。", ["滚子轴承"]),
        # an item of a list begins anew
        ("宜昌市政府报告", "一是项目落地。海澜集团投资3亿元。二是民生改善。城镇化率达65%。", ["海澜集团", "宜昌市"]),
        # lists with numbers of their own
        ("芯片产量榜", "芯片产量榜中,江苏以140亿块居首,上海为39亿块、浙江为30亿块。", ["江苏", "上海", "浙江"]),
        ("光电产业观察", "光电产业营业额最高;其次是精密机械产业26亿元,占19%。", ["精密机械产业", "精密机械产业"]),
        # what is measured stands before its measure
        ("宜昌市概况", "动力电池产业链完整度达97%。", ["动力电池产业链"]),
        ("宜昌市概况", "健康产业园一期规划面积6324亩。", ["健康产业园一期"]),
        ("轴承产业观察", "我国轴承产量达到200亿套。", ["我国轴承"]),
        # places and classes that the next numbers are counted in
        ("宜昌市概况", "在面积仅60平方公里的河口镇,有20个专业市场。", ["河口镇", "河口镇"]),
        ("宜昌市概况", "百强企业中,共有22家获得融资。", ["百强企业"]),
        ("宜昌市工作方案", "到2027年,提升一批百亿级特色集群,其中国家级5个。", ["百亿级特色集群"]),
        # a gross product is a territory's, whoever was spoken of before
        ("宜昌市概况", "海澜集团开工扩产,地区生产总值达到100亿元。", ["宜昌市"]),
        # ranks that stand before what they rank
        ("宜昌市概况", "全球最大的干燥剂、国内首台盐雾机在这里研制。", ["干燥剂", "盐雾机"]),
    ],
)  # fmt: skip
def test_a_number_has_the_bearer_that_a_reader_gives_it(title: str, text: str, expected: list[str | None]) -> None:
    assert subjects(title, text) == expected


def test_each_sum_of_a_list_has_its_own_indicator_and_each_rate_its_own_sum() -> None:
    text = "财政收入48亿元、税收收入40亿元,较2015年分别增长12%和9%。"
    assert {value: indicator for value, _, indicator in rows("宜昌市政府工作报告", text)} == {
        "48亿元": "财政收入",
        "40亿元": "税收收入",
        "12%": "财政收入增长",
        "9%": "税收收入增长",
    }


def test_a_list_hands_its_items_to_the_numbers_of_a_later_clause_and_to_their_growth() -> None:
    text = "生物医药、新材料、电子信息产业已初具规模,2018年分别实现产值78亿元、65亿元、25亿元,同比增长27%、30%、38%。"
    found = {value: who for value, who, _ in rows("宜昌市政府工作报告", text)}
    assert found == {
        "78亿元": "生物医药", "65亿元": "新材料", "25亿元": "电子信息产业",
        "27%": "生物医药", "30%": "新材料", "38%": "电子信息产业",
    }  # fmt: skip


def test_made_and_sold_are_two_figures() -> None:
    found = rows("轴承产业观察", "2020年,轴承产销分别完成20亿套和19亿套,同比分别增长3%和2%。")
    assert [row[2] for row in found] == ["轴承产量", "轴承销量", "轴承产量增长", "轴承销量增长"]


def test_the_years_of_a_span_are_handed_to_as_many_numbers() -> None:
    found = figures("轴承产业观察", "", "2020年至2022年,轴承产业链年产值分别为17亿元、35亿元、68亿元。")
    assert [one.period for one in found] == ["2020", "2021", "2022"]


def test_the_parts_of_a_ratio_are_shares() -> None:
    found = figures("宜昌市统计公报", "", "三次产业结构调整为9.7:47.3:43。")
    assert [(one.value, one.unit, one.indicator) for one in found] == [
        (9.7, "percent", "第一产业比重"),
        (47.3, "percent", "第二产业比重"),
        (43, "percent", "第三产业比重"),
    ]
    assert all(one.unit != "percent" for one in figures("配方", "", "甲乙丙的比例为6:3:1。"))


@pytest.mark.parametrize(
    "lines, date, period",
    [
        (("2019年宜昌市国民经济和社会发展统计公报", "", "全年财政收入78亿元。"), None, "2019"),
        (("宜昌市政府工作报告", "", "全年财政收入78亿元。"), "2020-01-12", "2019"),
        (("宜昌市快讯", "", "2017年开局良好,全年财政收入78亿元。"), None, "2017"),
        (("宜昌市快讯", "", "全年财政收入78亿元。"), None, None),
    ],
)
def test_the_whole_year_is_the_one_that_a_report_tells_about(
    lines: tuple[str, ...], date: str | None, period: str | None
) -> None:
    from jiqun.extract import extract

    found = [one for one in extract(document(*lines, date=date)) if isinstance(one, Figure) and one.unit == "CNY"]
    assert [one.period for one in found] == [period]


def test_what_a_report_on_the_past_year_estimates_is_no_target() -> None:
    from jiqun.extract import extract

    told = document("宜昌市政府工作报告", "", "预计地区生产总值增长8.5%。", date="2020-01-12")
    planned = document("宜昌市快讯", "", "预计明年地区生产总值增长8.5%。", date="2020-08-12")
    assert [one.status for one in extract(told) if isinstance(one, Figure)] == ["actual"]
    assert [one.status for one in extract(planned) if isinstance(one, Figure)] == ["target"]


def test_a_horizon_holds_for_the_items_under_it() -> None:
    lines = ("宜昌市行动方案", "", "到2027年,产业规模超过1000亿元。", "", "——创新能力提升。研发投入强度达到3%。")
    assert [one.status for one in figures(*lines)] == ["target", "target"]


@pytest.mark.parametrize(
    "text, currency",
    [
        ("特首在施政报告中提出,拨款2亿元支持初创企业。", "HKD"),
        ("经济部表示,园区营业额达到2亿元。", "TWD"),
        ("市政府拨款2亿元支持初创企业。", "CNY"),
    ],
)
def test_plain_yuan_is_the_money_of_the_place(text: str, currency: str) -> None:
    assert [one.unit for one in figures("园区快讯", "", text)] == [currency]


def test_a_unit_goes_on_behind_its_stroke() -> None:
    found = figures("宜昌市概况", "", "劳动生产率超过50万元/人,机器人密度达360台/万人。")
    assert [(one.value_text, one.unit) for one in found] == [("超过50万元/人", "CNY/person"), ("360台/万人", "count")]


def test_sessions_and_editions_are_no_figures() -> None:
    assert (
        figures("宜昌市政府工作报告", "", "在宜昌市第十五届人民代表大会第七次会议上,贯彻十九届四中、五中全会精神。")
        == []
    )
