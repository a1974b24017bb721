"""Periods and their ISO form."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiqun.extract import periods

CASES = [
    ("2018年", "2018"),
    ("2018年底", "2018"),
    ("2019年3月", "2019-03"),
    ("2019年3月25日", "2019-03-25"),
    ("2019年一季度", "2019-01/2019-03"),
    ("2019年上半年", "2019-01/2019-06"),
    ("2019年前三季度", "2019-01/2019-09"),
    ("2019年1-9月", "2019-01/2019-09"),
    ("2018—2020年", "2018/2020"),
    ("2017年以来", "2017/.."),
    ("截至2019年1月", "2019-01"),
    ("上世纪50年代", "1950/1959"),
    ("20世紀30年代", "1930/1939"),
    ("80年代初期", "1980/1983"),
    ("十四五期间", "2021/2025"),
    ("“十三五”时期", "2016/2020"),
    ("民國101年", "2012"),
    ("令和2年", "2020"),
    ("二〇一八年", "2018"),
    ("目前", None),
    ("截至目前", None),
    ("去年", None),
    ("２０１８ 年", "2018"),
    ("2018年3月上旬", "2018-03"),
    ("2018年三季度末", "2018-07/2018-09"),
    ("2019年前8个月", "2019-01/2019-08"),
    ("2019年十二月", "2019-12"),
    ("2021Q3", "2021-07/2021-09"),
    ("2021H1", "2021-01/2021-06"),
    ("FY2021", "2021"),
    ("2019/20财年", "2019/2020"),
    ("2019-03", "2019-03"),
    ("2019/3/25", "2019-03-25"),
    ("2019.03.25", "2019-03-25"),
    ("2018年至2020年", "2018/2020"),
    ("2019年3月至2020年5月", "2019-03/2020-05"),
    ("2019年6月1日-6月30日", "2019-06-01/2019-06-30"),
    ("2019年3月25日至28日", "2019-03-25/2019-03-28"),
    ("2011年至今", "2011/.."),
    ("2011年起", "2011/.."),
    ("20世纪八九十年代", "1980/1999"),
    ("60至70年代", "1960/1979"),
    ("2010年代", "2010/2019"),
    ("21世纪初", "2001/2010"),
    ("十九世纪七十年代", "1870/1879"),
    ("“十四五”末", "2025"),
    ("十三五以来", "2016/.."),
    ("“九五”期间", "1996/2000"),
    ("民国九十八年至101年", "2009/2012"),
    ("平成30年", "2018"),
    ("光绪三十一年", "1905"),
    ("十九大以来", "2017/.."),
    ("改革开放以来", None),
    ("每年", None),
    ("连续三年", None),
    ("未来五年", None),
    ("三月", None),
]

RELATIVE = [
    ("去年", "2018"),
    ("今年上半年", "2019-01/2019-06"),
    ("上月", "2019-02"),
    ("前三季度", "2019-01/2019-09"),
    ("前年", "2017"),
    ("明年四月", "2020-04"),
    ("今年以来", "2019"),
    ("去年12月", "2018-12"),
    ("去年底", "2018"),
    ("上年末", "2018"),
    ("本季度", "2019-01/2019-03"),
    ("上季度", "2018-10/2018-12"),
    ("3月25日", "2019-03-25"),
    ("3月至5月", "2019-03/2019-05"),
    ("十月一日", "2019-10-01"),
    ("本月10日", "2019-03-10"),
    ("昨日", "2019-03-04"),
    ("上周三", "2019-02-27"),
    ("下周", "2019-03-11/2019-03-17"),
    ("近三年", "2016/2018"),
    ("过去五年", "2014/2018"),
    ("未来五年", "2019/2023"),
    ("五年来", "2014/2018"),
    ("三年前", "2016"),
    ("近6个月", "2018-09/2019-03"),
    ("截至6月底", "2019-06"),
    ("25日", "2019-03-25"),
]


@pytest.mark.parametrize(("text", "iso"), CASES)
def test_a_time_is_read(text: str, iso: str | None) -> None:
    [period] = periods(text)
    assert (period.text, period.iso) == (text, iso)


@pytest.mark.parametrize(("text", "iso"), RELATIVE)
def test_relative_times_need_the_documents_date(text: str, iso: str) -> None:
    [period] = periods(text, date="2019-03-05")
    assert (period.text, period.iso) == (text, iso)
    assert [other.iso for other in periods(text)] in ([None], [])


def test_late_in_a_year_the_year_itself_counts() -> None:
    assert [p.iso for p in periods("近三年", date="2019-11-05")] == ["2017/2019"]
    assert [p.iso for p in periods("未来三年", date="2019-11-05")] == ["2020/2022"]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2017年获批。同年开工", ["2017", "2017"]),
        ("2017年获批,次年投产", ["2017", "2018"]),
        ("2018年3月开工,9月投产", ["2018-03", "2018-09"]),
        ("民國101年成立,105年擴廠", ["2012", "2016"]),
        ("2018、2019年", ["2018", "2019"]),
    ],
)
def test_a_time_is_bound_to_the_one_before(text: str, iso: list[str]) -> None:
    assert [p.iso for p in periods(text)] == iso


def test_what_a_growth_is_measured_against_is_marked() -> None:
    assert [(p.text, p.kind) for p in periods("2018年比上年增长5%", date="2019-03-05")] == [
        ("2018年", "date"),
        ("上年", "base"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "60多年来",
        "5G",
        "十三五规划",
        "《十四五发展纲要》",
        "18座桥",
        "1—9号",
        "2.5亿",
        "1998元",
        "2000家",
        "2018个",
        "2018.5亿元",
        "版本1.2.3",
        "0571-88888888",
        "2000多年",
        "1500年历史",
        "十四五家企业",
        "第三",
        "三个月",
        "月光",
        "建成后年产能",
    ],
)
def test_what_is_no_period(text: str) -> None:
    assert periods(text) == []


@given(
    st.text(
        alphabet="0123456789年月日初底至到-—以来今去上半季度世纪代十二三四五期间目前近末民国周天下本同截/.“”",
        max_size=24,
    )
)
@settings(max_examples=300)
def test_spans_are_exact_and_times_are_iso(text: str) -> None:
    point = r"\d{4}(?:-\d\d(?:-\d\d)?)?"
    last = 0
    for period in periods(text, date="2020-05-01"):
        assert text[period.start : period.end] == period.text != ""
        assert last <= period.start
        assert period.iso is None or re.fullmatch(rf"{point}(?:/(?:\.\.|{point}))?", period.iso)
        last = period.end


@given(st.text(alphabet="0123456789年月日初底至到以来今去上半季度十二三期间目前近末", max_size=20))
@settings(max_examples=200)
def test_full_width_digits_say_the_same(text: str) -> None:
    wide = text.translate({code: code + 0xFEE0 for code in range(0x30, 0x3A)})
    plain = [(p.start, p.end, p.iso, p.kind) for p in periods(text, date="2020-05-01")]
    assert [(p.start, p.end, p.iso, p.kind) for p in periods(wide, date="2020-05-01")] == plain


@pytest.mark.soak
@pytest.mark.parametrize("unit", ["7", "零", "1,", "一二三", "上", "年", "十四五", "近三", "2018年"])
def test_noise_costs_in_proportion_to_its_length(unit: str) -> None:
    def spent(characters: int) -> float:
        text = unit * (characters // len(unit))
        start = time.process_time()
        periods(text, date="2020-05-01")
        return time.process_time() - start

    spent(10_000)
    assert spent(800_000) < 20 * max(spent(100_000), 0.01)
