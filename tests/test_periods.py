"""Periods and their ISO form."""

from __future__ import annotations

import pytest
from hypothesis import given
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
]


@pytest.mark.parametrize(("text", "iso"), CASES)
def test_a_time_is_read(text: str, iso: str | None) -> None:
    [period] = periods(text)
    assert (period.text, period.iso) == (text, iso)


@pytest.mark.parametrize(
    ("text", "iso"),
    [("去年", "2018"), ("今年上半年", "2019-01/2019-06"), ("上月", "2019-02"), ("前三季度", "2019-01/2019-09")],
)
def test_relative_times_need_the_documents_date(text: str, iso: str) -> None:
    assert [period.iso for period in periods(text, date="2019-03-05")] == [iso]


def test_the_same_year_is_bound_to_the_one_before() -> None:
    assert [p.iso for p in periods("2017年获批。同年开工")] == ["2017", "2017"]


@pytest.mark.parametrize("text", ["60多年来", "5G", "十三五规划", "18座桥"])
def test_what_is_no_period(text: str) -> None:
    assert periods(text) == []


@given(st.text(alphabet="0123456789年月日初底至到-—以来今去上半季度世纪代十二三四五期间目前", max_size=24))
def test_spans_are_exact(text: str) -> None:
    for period in periods(text, date="2020-05-01"):
        assert text[period.start : period.end] == period.text
