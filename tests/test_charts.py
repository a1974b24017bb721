"""Charts: bounds, ranges, targets and gaps are drawn as what they are; the words of the axis; safe files."""

from __future__ import annotations

import re
from itertools import pairwise

import altair
import pytest
from lxml import etree

from jiqun.draw.chart import NARROW, WIDE
from jiqun.draw.dots import Dot, dots
from jiqun.draw.lines import lines
from jiqun.draw.moments import Moment, Strand
from jiqun.draw.network import Edge, Node, network_svg
from jiqun.draw.page_picture import page_picture
from jiqun.errors import ReadError
from jiqun.web.charts import as_csv
from pdf_writer import Sheet, pdf

SVG = {"s": "http://www.w3.org/2000/svg"}
DOTS = (
    Dot("甲集群", "2.1万亿元 · 2018年", 2.1e12),
    Dot("乙集群", "> 超过3000亿元", 3e11, comparator="gt"),
    Dot("丙集群", "≤ 不超过9000亿元", 9e11, comparator="le"),
    Dot("丁集群", "3000—4000亿元", 3e11, 4e11, "range"),
    Dot("戊集群", "目标1.5万亿元 · 2025年", 1.5e12, status="target"),
    Dot("<script>己\u202e", "文中未载明"),
)
STRAND = Strand(
    "甲集群",
    (
        Moment(2014, "120亿元", 1.2e10),
        Moment(2015, "> 超过150亿元", 1.5e10, comparator="gt"),
        Moment(2018, "200—210亿元", 2e10, 2.1e10),
        Moment(2025, "400亿元 (目标)", 4e10, status="target"),
    ),
)


def chart(lang="zh"):
    return dots(DOTS, "CNY", lang, title="产业规模", summary="几个集群", columns=("集群",), rows=(("=1+1",),))


def series(*strands, lang="zh"):
    return lines(strands, "CNY", lang, title="总产值", summary="几年", columns=("年",), rows=(("2014",),))


def test_values_bounds_ranges_and_gaps_have_marks_of_their_own():
    rows = next(iter(chart().wide["datasets"].values()))
    kinds = {row["name"]: row["kind"] for row in rows}
    assert list(kinds.values()) == ["point", "above", "below", "range", "point", "gap"]
    above, below = rows[1], rows[2]
    assert above["high"] > above["value"] and below["high"] < below["value"]
    assert rows[4]["open"] and not rows[0]["open"]
    assert rows[5]["value"] is None, "a gap is no zero"


@pytest.mark.parametrize(("lang", "axis"), [("zh", "亿元人民币"), ("zh-hant", "億元人民幣"), ("en", "billion CNY")])
def test_the_axis_speaks_the_language_of_the_page(lang, axis):
    texts = [text.text for text in etree.fromstring(chart(lang).svg().encode()).iter(f"{{{SVG['s']}}}text")]
    assert axis in texts


@pytest.mark.parametrize("drawn", [chart(), series(STRAND)], ids=["dots", "lines"])
def test_a_chart_suits_a_strict_page_has_a_name_and_is_a_valid_specification(drawn):
    for narrow in (False, True):
        root = etree.fromstring(drawn.svg(narrow=narrow).encode())
        assert root.find("s:title", SVG).text == drawn.title and root.find("s:desc", SVG).text == drawn.summary
        assert root.get("role") == "img" and root.get("viewBox")
        for element in root.iter():
            assert "style" not in element.attrib and not any(name.startswith("on") for name in element.attrib)
            assert etree.QName(element).localname not in ("script", "style", "image", "foreignObject")
        assert "\u202e" not in etree.tostring(root, encoding="unicode")
    for width in (WIDE, NARROW):
        altair.LayerChart.from_dict(drawn.specify(width))
    assert drawn.svg() == drawn.svg(), "the same figure is the same text"


def test_years_without_a_figure_are_a_labelled_gap_and_a_target_is_dashed():
    spec = str(series(STRAND).wide)
    assert "2016–2017 未载明" in spec and "'kind': 'gap'" in spec and "'kind': 'target'" in spec
    small = series(STRAND).small
    root = etree.fromstring(small.encode())
    assert "2016–2017 未载明" not in "".join(root.find("s:desc", SVG).itertext())
    hollow = [c for c in root.iterfind(".//s:circle", SVG) if c.get("fill") == "#ffffff"]
    assert len(hollow) == 1 and hollow[0].get("stroke-dasharray")
    assert root.get("aria-label") == "总产值" and "120亿元" in "".join(root.itertext())
    assert series(STRAND, Strand("乙集群", STRAND.moments)).small == "", "two lines need room"


def test_a_chart_can_be_taken_away():
    drawn = chart()
    assert drawn.picture("png").startswith(b"\x89PNG")
    alone = drawn.picture("svg").decode()
    assert "产业规模" in alone and "几个集群" in alone
    assert as_csv(drawn.table()) == "\ufeff集群\r\n'=1+1\r\n"
    assert as_csv([("-1.5", "-x", "@a", "+b", "\tc")]) == "\ufeff-1.5,'-x,'@a,'+b,'\tc\r\n"


def test_a_network_places_neighbours_together_and_every_name_is_a_link():
    nodes = [Node(f"c{n}", 1, f"集群{n}", f"/zh/cluster/c{n}") for n in range(3)]
    nodes += [Node(f"o{n}", 0 if n % 2 else 2, f"机构{n}<b>", f"/zh/organisations/o{n}", "平台") for n in range(9)]
    edges = [Edge(f"c{2 - n % 3}", f"o{n}", n % 2 == 0) for n in range(9)]
    root = etree.fromstring(network_svg(nodes, edges, name="网", description="几个").encode())
    assert [a.get("href") for a in root.iterfind("s:a", SVG)].count("/zh/cluster/c1") == 1
    assert len(root.findall("s:a", SVG)) == len(nodes)
    heights = {a.get("href"): float(a.find("s:text", SVG).get("y")) for a in root.iterfind("s:a", SVG)}
    for column in (0, 1, 2):
        own = sorted(heights[node.address] for node in nodes if node.column == column)
        assert all(b - a >= 20 for a, b in pairwise(own)), "names do not cover each other"
    crossings = [
        (heights[f"/zh/cluster/{a.middle}"] - heights[f"/zh/cluster/{b.middle}"])
        * (heights[f"/zh/organisations/{a.side}"] - heights[f"/zh/organisations/{b.side}"])
        for a in edges
        for b in edges
        if a.side != b.side and (int(a.side[1:]) - int(b.side[1:])) % 2 == 0
    ]
    assert all(product >= 0 for product in crossings), "these nine need no crossing"
    assert network_svg([], [], name="", description="") == ""


def test_a_page_of_a_pdf_becomes_a_picture_and_a_broken_file_one_error():
    data = pdf([Sheet().write(72, 90, "年度报告", 20), Sheet().write(72, 90, "第二页")])
    picture = page_picture(data, 2, "a.pdf")
    assert picture.startswith(b"\x89PNG") and int.from_bytes(picture[16:20], "big") == 900
    for page, body in ((3, data), (1, b"%PDF-1.4 broken")):
        with pytest.raises(ReadError, match=r"page \d of a.pdf cannot be drawn"):
            page_picture(body, page, "a.pdf")


def test_no_number_of_a_chart_is_written_in_scientific_notation():
    assert not re.search(r">\d+(\.\d+)?e[+-]?\d+<", chart().svg())
