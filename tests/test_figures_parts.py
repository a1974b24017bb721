"""Towns, parts of a whole, what an office does, and shares that a maker holds; all sentences are invented."""

from __future__ import annotations

import pytest

from reading_aid import figures


def rows(title: str, text: str) -> list[tuple[str, str | None, str | None]]:
    return [(one.value_text, one.subject_text, one.indicator) for one in figures(title, "", text)]


def test_a_town_behind_its_city_is_named_whole_and_later_by_its_short_name() -> None:
    text = "绍兴河口镇聚集了3000家经销商。河口是全国最大的印染基地,年产布料超过50亿米。"
    assert [who for _, who, _ in rows("各地产业快讯", text)] == ["绍兴河口镇", "河口", "河口"]


@pytest.mark.parametrize(
    "text, indicator",
    [
        ("宜昌生产了全球三分之一的牙刷。", "牙刷占全球比重"),
        ("宜昌占据国内70%的轴承市场。", "轴承市场占国内比重"),
    ],
)
def test_a_share_that_is_made_or_held_is_the_share_of_the_thing(text: str, indicator: str) -> None:
    assert [one.indicator for one in figures("宜昌市概况", "", text)] == [indicator]


def test_a_part_of_a_sum_is_its_owners() -> None:
    text = "2019年汽车产业产值为6322亿元,增长3.2%,其中汽车零件占2226亿元。"
    assert rows("宜昌市概况", text)[-1] == ("2226亿元", "汽车零件", "产值")


def test_a_count_with_its_place_alone_counts_what_was_counted_before() -> None:
    found = rows("轴承产业观察", "全国轴承厂商有六百家,浙江省就有319家。")
    assert found[-1] == ("319家", "浙江省", found[0][2])


def test_an_office_acts_behind_a_sentence_on_projects() -> None:
    found = figures("宜昌市政府工作报告", "", "项目建设提速增效。争取国债项目69个,获得国债资金97.4亿元。")
    assert [(one.subject_text, one.status) for one in found] == [("宜昌市", "actual")] * 2


@pytest.mark.parametrize(
    "text",
    ["台湾每出口2台,就有一台来自宜昌。", "世界排名前500家公司进入宜昌。", "以自行车零件为主。"],
)
def test_bases_classes_and_words_are_no_figures(text: str) -> None:
    assert figures("宜昌市概况", "", text) == []


@pytest.mark.parametrize(
    "text, value, indicator",
    [
        ("全市辖崇安、南长5个区。", 5, "区数"),
        ("工厂生产6 000多个品种。", 6000, "品种数"),
        ("拥有300多家工厂的工业城市。", 300, "工厂数"),
        ("工业总产值仅次于上海、广州居全国第3位。", 3, "工业总产值排名"),
        ("在此建城,距今已3000余年。", 3000, "发展历程年数"),
        ("地区生产总值[3](GDP)243.8亿元。", 24_380_000_000, "地区生产总值"),
    ],
)
def test_forms_of_encyclopaedias_and_communiques(text: str, value: float, indicator: str) -> None:
    assert [(one.value, one.indicator) for one in figures("宜昌市概况", "", text)] == [(value, indicator)]


def test_a_year_before_what_was_built_then_dates_nothing_else() -> None:
    found = figures("宜昌高新区", "", "宜昌高新区建立于1992年6月,规划面积67平方公里。")
    assert [(one.tier, one.period) for one in found] == [("time", "1992-06"), ("measure", None)]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("全市产值9亿元,其中河西县占32.5%,河东县占20%。", [("河西县", "产值占比"), ("河东县", "产值占比")]),
        ("园区有公司1400家,其中约一成半为生物医药公司。", [("园区", "生物医药公司占公司比重")]),
    ],
)
def test_a_share_of_what_was_just_measured(text: str, expected: list[tuple[str, str]]) -> None:
    assert [row[1:] for row in rows("宜昌市概况", text)][1:] == expected


def test_spaced_digits_of_scanned_papers_give_years_and_indices() -> None:
    text = "2 0 1 8 年 ,宜昌市产值为 5 . 2 亿元。荆州、宜昌、襄阳的区位熵分别为 1.35、1.28 和 1.02 ,差距不大。"
    found = figures("装备制造业集聚研究", "", text)
    assert [(one.value, one.period) for one in found[:1]] == [(520_000_000, "2018")]
    assert [(one.subject_text, one.value) for one in found[1:]] == [("荆州", 1.35), ("宜昌", 1.28), ("襄阳", 1.02)]


def test_what_a_part_does_is_over_with_its_sentence() -> None:
    text = "全市建成企业10家。其中,夷陵区建成基地2个。零部件本地配套率达到65%。"
    assert [who for _, who, _ in rows("宜昌市概况", text)] == ["全市", "夷陵区", "全市"]


@pytest.mark.parametrize(
    "text, expected",
    [
        # a street or town opens its clause
        ("粤江街道辖区面积19平方公里,聚集了15家公司。", [("粤江街道", "辖区面积"), ("粤江街道", "公司数")]),
        # a rank behind what was measured, and behind a share of a level
        ("炼油厂很大,乙烯装置产能120万吨,规模全国第一。", [("乙烯装置", "乙烯装置产能"), ("乙烯装置", "规模排名")]),
        ("全市产值5亿元,占全省三成,居全省第二位。", [("全市", f"产值{it}") for it in ("", "占全省比重", "排名")]),
        # the total of what was newly added is no addition
        ("全市净增企业5家,总数突破60家。", [("全市", "净增企业数"), ("全市", "企业数")]),
        # sums that are granted together
        ("对亏损企业,分别给予200万元、500万元奖励。", [("亏损企业", "奖励"), ("亏损企业", "奖励")]),
    ],
)  # fmt: skip
def test_later_numbers_lean_on_what_was_told_before(text: str, expected: list[tuple[str, str]]) -> None:
    assert [row[1:] for row in rows("宜昌市概况", text)] == expected


def test_a_yearly_report_calls_its_year_one_year() -> None:
    found = figures("2022年度宜昌市工作总结", "", "一年来,全市实现产值26亿元。")
    assert [one.period for one in found] == ["2022"]


def test_this_town_stands_for_what_is_spoken_of() -> None:
    text = "就轨道装备而言,这座“拉来的城市”已是全国最大的基地,2018年总产值达到1250亿元。"
    assert [who for _, who, _ in rows("宜昌市概况", text)] == ["轨道装备", "轨道装备"]


def test_who_acts_may_stand_between_a_date_and_its_verb() -> None:
    found = figures("宜昌市概况", "", "1994年4月,宜昌市进入摩托车行业。2011年5月被评为国家级基地。")
    assert [(one.value, one.tier, one.indicator) for one in found] == [
        (1994, "time", "进入摩托车行业时间"),
        (2011, "time", "获评国家级基地时间"),
    ]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("稻谷产量55万吨,下降1.0%;棉花产量4436吨,增长5.9%。", ["稻谷", "稻谷", "宜昌市", "宜昌市"]),
        ("高技术制造业增加值增长13.2%,占工业增加值的比重为28.5%。", ["高技术制造业", "高技术制造业"]),
        ("物联网博览会已连续举办七届。", ["物联网博览会"]),
    ],
)
def test_a_class_is_over_with_its_part_of_the_sentence(text: str, expected: list[str]) -> None:
    assert [who for _, who, _ in rows("宜昌市概况", text)] == expected


def test_one_share_of_two_wholes_and_a_rank_of_what_it_is_a_share_of() -> None:
    text = "宜昌市产业规模占全国近1/4、全省近1/2,连续多年居全国首位。"
    assert [name for _, _, name in rows("宜昌市概况", text)] == [
        "产业规模占全国比重",
        "产业规模占全省比重",
        "产业规模排名",
    ]


def test_a_sentence_of_marks_alone_is_no_sentence() -> None:
    assert [one.value for one in figures("宜昌市概况", "", "产值达5亿元。,,,,")] == [500_000_000]


def test_what_settles_is_counted_by_its_own_noun() -> None:
    assert rows("宜昌市概况", "园区主攻六大方向,落户的医药类企业有1200余家。")[-1] == (
        "1200余家",
        "园区",
        "医药类企业数",
    )
