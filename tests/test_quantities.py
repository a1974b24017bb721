"""The lattice of numbers: values, scales, units, comparators, ranges, and what is no number."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
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

NUMERALS = [
    ("1,2345", 12_345),
    ("12\u2009345", 12_345),
    ("共3 860万", 38_600_000),
    ("2千3百", 2300),
    ("3亿5000万", 350_000_000),
    ("員工1萬2,480", 12_480),
    ("三点五", 3.5),
    ("二十三点零五亿", 2_305_000_000),
    ("廿三", 23),
    ("卌二", 42),
    ("兩萬三千", 23_000),
    ("壹佰伍拾", 150),
    ("肆億零六萬", 400_060_000),
    ("二〇一八", 2018),
    ("两千三", 2300),
    ("一万零五十", 10_050),
    ("五兆六十亿", 5_006_000_000_000),
    ("负三十二", -32),
    ("-1200", -1200),
    ("１，２３４", 1234),
    ("1.5×10^8", 150_000_000),
    ("2e5", 200_000),
    ("40k", 40_000),
    (".75", 0.75),
    ("3又1/2", 3.5),
    ("一百又四分之一", 100.25),
    ("一 百 五 十 二", 152),
    ("十几万", 100_000),
    ("10个亿", 1_000_000_000),
]

SHARES = [
    ("6 0 . 3 0 \\%", 60.3, "percent", "eq"),
    ("$60.3\\%$", 60.3, "percent", "eq"),
    ("八 点 五 折", 85, "percent", "eq"),
    ("60％", 60, "percent", "eq"),
    ("3‰", 3, "per_1000", "eq"),
    ("千分之三", 3, "per_1000", "eq"),
    ("万分之五", 5, "per_10000", "eq"),
    ("百分之百", 100, "percent", "eq"),
    ("三成半", 35, "percent", "eq"),
    ("七五折", 75, "percent", "eq"),
    ("四成强", 40, "percent", "gt"),
    ("一半", 50, "percent", "eq"),
    ("过半数", 50, "percent", "gt"),
    ("25个基点", 25, "basis_point", "eq"),
    ("增速为-2.1%", -2.1, "percent", "eq"),
    ("零下5℃", -5, "C", "eq"),
    ("三比一", 1 / 3, "ratio", "eq"),
    ("翻两番", 4, "times", "eq"),
    ("翻了一番多", 2, "times", "gt"),
    ("翻番", 2, "times", "eq"),
    ("1.5倍", 1.5, "times", "eq"),
]

UNITS = [
    ("人民币12亿元", "人民币12亿元", 1.2e9, "CNY"),
    ("12亿元人民币", "12亿元人民币", 1.2e9, "CNY"),
    ("US$1.2亿", "US$1.2亿", 1.2e8, "USD"),
    ("￥300万", "￥300万", 3e6, "CNY"),
    ("新臺幣300億元", "新臺幣300億元", 3e10, "TWD"),
    ("港币5亿元", "港币5亿元", 5e8, "HKD"),
    ("5亿印尼盾", "5亿印尼盾", 5e8, "IDR"),
    ("三块五", "三块五", 3.5, "CNY"),
    ("5元8角", "5元8角", 5.8, "CNY"),
    ("50万千瓦", "50万千瓦", 500, "MW"),
    ("300千瓦", "300千瓦", 300, "kW"),
    ("30GWh", "30GWh", 3e7, "kWh"),
    ("120兆瓦", "120兆瓦", 120, "MW"),
    ("6千字节", "6千字节", 6, "KB"),
    ("12万吨标准煤", "12万吨标准煤", 120_000, "t"),
    ("3万立方米/日", "3万立方米/日", 30_000, "m3/d"),
    ("350公里/小时", "350公里/小时", 350, "km/h"),
    ("两个半小时", "两个半小时", 2.5, "h"),
    ("三年半", "三年半", 3.5, "year"),
    ("半年", "半年", 0.5, "year"),
    ("三个多月", "三个多月", 3, "month"),
    ("5个工作日", "5个工作日", 5, "d"),
    ("一米八", "一米八", 1.8, "m"),
    ("四分之三吨", "四分之三吨", 0.75, "t"),
    ("二两", "二两", 2, "liang"),
    ("3000台(套)", "3000台(套)", 3000, "count"),
    ("一打", "一打", 12, "count"),
]

RANGES = [
    ("亩均税收10至20万元", 100_000, 200_000, "CNY"),
    ("3-5家", 3, 5, "count"),
    ("３～５家", 3, 5, "count"),
    ("三至五年", 3, 5, "year"),
    ("10%—20%", 10, 20, "percent"),
    ("5000万-1亿元", 5e7, 1e8, "CNY"),
    ("5亿元到8亿元", 5e8, 8e8, "CNY"),
    ("三到五亿元", 3e8, 5e8, "CNY"),
    ("三四家", 3, 4, "count"),
    ("十五六家", 15, 16, "count"),
    ("七八百人", 700, 800, "person"),
    ("六七成", 60, 70, "percent"),
    ("5±0.2毫米", 4.8, 5.2, "mm"),
    ("-5~-3℃", -5, -3, "C"),
    ("百分之五至百分之十", 5, 10, "percent"),
    ("500至600家左右", 500, 600, "count"),
]

COMPARATORS = [
    ("约300家左右", "约300家左右", "approx"),
    ("超过20多万人", "超过20多万人", "gt"),
    ("大约超过300家", "大约超过300家", "gt"),
    ("≥5%", "≥5%", "ge"),
    ("不少于20家", "不少于20家", "ge"),
    ("2000万元(含)以上", "2000万元(含)以上", "ge"),
    ("多达300家", "300家", "eq"),
    ("50岁开外", "50岁开外", "gt"),
    ("节约3亿元", "3亿元", "eq"),
    ("3家上下游企业", "3家", "eq"),
    ("不超过3家", "不超过3家", "le"),
    ("约合人民币3亿元", "约合人民币3亿元", "approx"),
    ("突破千亿元", "突破千亿元", "gt"),
    ("近百家", "近百家", "about_below"),
    ("上万人", "上万人", "ge"),
    ("近三年", "三年", "eq"),
    ("历经近30年", "近30年", "about_below"),
    ("十来家", "十来家", "approx"),
    ("百余家", "百余家", "gt"),
    ("500万+", "500万+", "gt"),
    ("两成多", "两成多", "gt"),
    ("最高可达500万元", "最高可达500万元", "le"),
]


@pytest.mark.parametrize(("text", "span", "value", "unit", "comparator"), CASES)
def test_a_number_is_read_with_its_words(text: str, span: str, value: float, unit: str, comparator: str) -> None:
    [q] = quantities(text)
    assert (q.text, q.unit, q.comparator) == (span, unit, comparator)
    assert q.value == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize(("text", "value"), NUMERALS)
def test_a_numeral_is_worth_what_it_says(text: str, value: float) -> None:
    [q] = quantities(text)
    assert q.value == pytest.approx(value, rel=1e-12)
    assert q.unit is None


@pytest.mark.parametrize(("text", "value", "unit", "comparator"), SHARES)
def test_shares_and_multiples_have_their_unit(text: str, value: float, unit: str, comparator: str) -> None:
    [q] = quantities(text)
    assert (q.unit, q.comparator) == (unit, comparator)
    assert q.value == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize(("text", "span", "value", "unit"), UNITS)
def test_a_unit_brings_its_factor(text: str, span: str, value: float, unit: str) -> None:
    [q] = quantities(text)
    assert (q.text, q.unit) == (span, unit)
    assert q.value == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize(("text", "low", "high", "unit"), RANGES)
def test_a_range_has_both_ends(text: str, low: float, high: float, unit: str) -> None:
    [q] = quantities(text)
    assert (q.unit, q.comparator) == (unit, "range")
    assert (q.value, q.value_max) == pytest.approx((low, high))


@pytest.mark.parametrize(("text", "span", "comparator"), COMPARATORS)
def test_comparators_stand_on_either_side(text: str, span: str, comparator: str) -> None:
    [q] = quantities(text)
    assert (q.text, q.comparator) == (span, comparator)


def test_a_marker_governs_only_its_own_number() -> None:
    assert [(q.comparator, q.value) for q in quantities("突破19亿,创业团队105万家")] == [
        ("gt", 1.9e9),
        ("eq", 1_050_000),
    ]


def test_a_comma_of_the_sentence_is_no_group() -> None:
    assert [q.value for q in quantities("截至2018，500家")] == [2018, 500]


def test_an_ordinal_is_told_apart_from_a_count() -> None:
    [q] = quantities("第三名")
    assert (q.text, q.value, q.kind, q.unit) == ("第三", 3, "ordinal", None)


@pytest.mark.parametrize("text", ["一体化", "两手抓", "一流", "三废", "第三方", "千方百计"])
def test_words_with_numerals_are_no_numbers(text: str) -> None:
    assert [q.text for q in quantities(text) if q.unit is None and q.kind != "ordinal"] == []


@pytest.mark.parametrize(
    "text",
    [
        "数十家",
        "几百人",
        "若干项",
        "一批项目",
        "一起发展",
        "半导体产业",
        "十四五规划",
        "四川",
        "三峡",
        "5G",
        "A15芯片",
        "PM2.5",
        "IMT-2020",
        "13812345678",
        "0571-88888888",
        "1.2.3版",
        "20:30",
        "一、总则",
        "千亿级",
        "唯一",
        "产值超亿元企业",
    ],
)
def test_what_is_no_quantity(text: str) -> None:
    assert quantities(text) == []


ALPHABET = (
    "0123456789.,万亿元家个%年一二十百多余近约超过以上/:- 分之成半点零两至到±翻番块米第负比折又千兆$¥数几度月个人左右"
)


@given(st.text(alphabet=ALPHABET, max_size=30))
@settings(max_examples=300)
def test_spans_are_exact_and_do_not_overlap(text: str) -> None:
    last = 0
    for q in quantities(text):
        assert text[q.start : q.end] == q.text != ""
        assert last <= q.start <= q.number_start < q.number_end <= q.end <= len(text)
        assert (q.value_max is None) == (q.comparator != "range")
        assert q.value_max is None or q.value < q.value_max
        last = q.end


_WIDE = {ord(char): ord(char) + 0xFEE0 for char in "0123456789.%:"}
_TRADITIONAL = str.maketrans("万亿个两点负几数", "萬億個兩點負幾數")


@given(st.text(alphabet=ALPHABET.replace(",", ""), max_size=24))
@settings(max_examples=200)
def test_full_width_and_traditional_characters_say_the_same(text: str) -> None:
    plain = [(q.start, q.end, q.value, q.value_max, q.unit, q.comparator) for q in quantities(text)]
    for table in (_WIDE, _TRADITIONAL):
        other = quantities(text.translate(table))
        assert [(q.start, q.end, q.value, q.value_max, q.unit, q.comparator) for q in other] == plain


@pytest.mark.parametrize("unit", ["7", "零", "1,", "一二三", "1,111,", "万", "-", "约", "每"])
@pytest.mark.soak
def test_a_megabyte_of_noise_takes_no_long_time(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    start = time.perf_counter()
    quantities(text)
    assert time.perf_counter() - start < 4
