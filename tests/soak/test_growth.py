"""Time grows with the text and no faster, whatever a text repeats: no rule compares everything with everything."""

from __future__ import annotations

import time

import pytest

from jiqun.extract import extract, periods, quantities
from jiqun.read import read_bytes

pytestmark = pytest.mark.soak

FEW, MANY = 1_500, 6_000
LEAD = {
    "zh": "东岭轴承产业集群2018年产值达到10亿元。",
    "en": "The Dongling bearings cluster reached 10 billion yuan in 2018. ",
}
FRAGMENTS = {
    "zh": (
        "2018 |2018年|2018年，|产值10亿元|产值10亿元，|产值10亿元、|增长5%|同比增长5%，|等|等企业|、甲|甲乙公司、"
        "|聚集了甲、|聚集了甲、乙等企业|（|）|“|《|“甲|(以下简称|以下简称“甲”|。|，|南江|南江市|产业集群|第一|分别为|其中甲5家、"
        "|A、B分别为5%和6%，|一|十|1|1.|1,|1 |1-|1/|1:|1%|A|A-|5G|a b |\n|\t|一、甲\n|1. 甲\n|一、典型做法：\n"
        "|典型做法：\n|春|年底|去年|2018至|由2018年的5%提高到|光谷、|中国光谷|省委|甲、乙生产丙|甲与乙合作|上游为甲、|“甲-乙-丙”|七成|半"
        "|5亩|US$5|占全国的5%|位列第5|博览会|研究院|平台|Ａ|２|　"
    ),
    "en": (
        "2018 |in 2018, |10 billion |USD 10 billion, |grew 5% |grew by 5% year on year, |and |of |the |the cluster "
        "|600 companies, |A Corp, |A Corp and |University of A, |Inc. |(|“|a. |a, |A |A.B. |No. 1 |the largest "
        "|more than |between 5 and |5-|5 to |one |one hundred |million |5% of |respectively |such as A, |by 2030 "
        "|last year |March 5 |Q1 |2018-2020 |based in A, |founded in 1990 |(hereinafter “A”) |supplies |A's |a-|1 "
        "|1,|1 000 |$5 |5 kW |5 tonnes of |employing 5 people |a\n|A b.\n|one of the |top 10 "
    ),
}
CASES = [(lang, fragment) for lang, row in FRAGMENTS.items() for fragment in row.split("|")]


def took(lang: str, text: str) -> dict[str, float]:
    """The seconds of computing that reading, extracting and the two lattices take."""
    found: dict[str, float] = {}
    document = None
    for name in ("read", "extract", "quantities", "periods"):
        started = time.process_time()
        if name == "read":
            document = read_bytes(text.encode(), "a.txt")
        elif name == "extract":
            extract(document)
        else:
            {"quantities": quantities, "periods": periods}[name](text, lang=lang)
        found[name] = time.process_time() - started
    return found


@pytest.mark.parametrize(("lang", "fragment"), CASES)
def test_four_times_the_text_takes_about_four_times_as_long(lang: str, fragment: str) -> None:
    few, many = (took(lang, LEAD[lang] + fragment * count) for count in (FEW, MANY))
    for name, seconds in many.items():
        assert seconds < 8 * few[name] + 0.3, f"{name} of {fragment!r}: {few[name]:.2f} s, then {seconds:.2f} s"
