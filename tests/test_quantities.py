"""The lattice of numbers: values, scales, units, comparators."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.extract import quantities

CASES = [
    ("产值2.1万亿元", "2.1万亿元", 2.1e12, "CNY", "eq"),
    ("達到２.１萬億元", "２.１萬億元", 2.1e12, "CNY", "eq"),
    ("超過20多萬人次", "超過20多萬人次", 200_000, "person_time", "gt"),
    ("1300多家", "1300多家", 1300, "count", "gt"),
    ("50余家", "50余家", 50, "count", "gt"),
    ("50餘家", "50餘家", 50, "count", "gt"),
    ("105萬家", "105萬家", 1_050_000, "count", "eq"),
    ("近30個", "近30個", 30, "count", "about_below"),
    ("约300家", "约300家", 300, "count", "approx"),
    ("300家左右", "300家左右", 300, "count", "approx"),
    ("不足1%", "不足1%", 1, "percent", "lt"),
    ("20%以上", "20%以上", 20, "percent", "ge"),
    ("不超过3年", "不超过3年", 3, "year", "le"),
    ("占1/4強", "1/4強", 25, "percent", "gt"),
    ("三分之一", "三分之一", 100 / 3, "percent", "eq"),
    ("百分之九十", "百分之九十", 90, "percent", "eq"),
    ("七成以上", "七成以上", 70, "percent", "ge"),
    ("1:3的比例", "1:3", 3, "ratio", "eq"),
    ("6000万吨/年", "6000万吨/年", 6e7, "t/a", "eq"),
    ("5吉瓦", "5吉瓦", 5000, "MW", "eq"),
    ("30亿美元", "30亿美元", 3e9, "USD", "eq"),
    ("提高1.5个百分点", "1.5个百分点", 1.5, "percentage_point", "eq"),
    ("二十余载", "二十余载", 20, "year", "gt"),
    ("十二家企业", "十二家", 12, "count", "eq"),
    ("1,234.5亿元", "1,234.5亿元", 123_450_000_000, "CNY", "eq"),
    ("1兆2498亿元", "1兆2498亿元", 1.2498e12, "CNY", "eq"),
]


@pytest.mark.parametrize(("text", "span", "value", "unit", "comparator"), CASES)
def test_a_number_is_read_with_its_words(text: str, span: str, value: float, unit: str, comparator: str) -> None:
    [q] = quantities(text)
    assert (q.text, q.unit, q.comparator) == (span, unit, comparator)
    assert q.value == pytest.approx(value, rel=1e-12)


def test_a_range_has_both_ends() -> None:
    [q] = quantities("亩均税收10至20万元")
    assert (q.value, q.value_max, q.unit, q.comparator) == (100_000, 200_000, "CNY", "range")


def test_a_marker_governs_only_its_own_number() -> None:
    assert [(q.comparator, q.value) for q in quantities("突破19亿,创业团队105万家")] == [
        ("gt", 1.9e9),
        ("eq", 1_050_000),
    ]


@pytest.mark.parametrize("text", ["一体化", "两手抓", "一流", "三废", "第三方", "千方百计"])
def test_words_with_numerals_are_no_numbers(text: str) -> None:
    assert [q.text for q in quantities(text) if q.unit is None] == []


@given(st.text(alphabet="0123456789.,万亿元家个%年一二十百多余近约超过以上/:- 分之成", max_size=30))
def test_spans_are_exact_and_do_not_overlap(text: str) -> None:
    last = 0
    for q in quantities(text):
        assert text[q.start : q.end] == q.text
        assert q.start >= last
        assert q.value_max is None or q.comparator == "range"
        last = q.end
