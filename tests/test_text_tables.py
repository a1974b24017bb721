"""Tables in plain text: rows between bars or tabs, with a head or without one; all of it invented."""

from __future__ import annotations

from jiqun.extract import extract
from jiqun.model import Document, Figure
from jiqun.read import read_bytes

HEADED = (
    "2022年宜昌市主要指标\n\n指标\t单位\t2021年\t2022年\t增长(%)\n"
    "地区生产总值\t亿元\t100.5\t8.2\t7.1\n企业\t家\t200\t230\t-\n"
)
HEADLESS = (
    "宜昌市概况\n\n面积(平方公里) | 74.40Km2 | |\n失业率(%) | 3.8%(2021年下半年) | |\n"
    "就业人口(人) | 648,000人,59.3% | |\n"
)


def read(text: str) -> Document:
    return read_bytes(text.encode(), "table.txt")


def rows(text: str) -> list[tuple[float, str, str | None, str | None]]:
    found = [one for one in extract(read(text), tagger=False) if isinstance(one, Figure)]
    return [(one.value, one.unit, one.indicator, one.period) for one in found]


def test_rows_between_tabs_are_cells() -> None:
    assert rows(HEADED) == [
        (10_050_000_000, "CNY", "地区生产总值", "2021"),
        (820_000_000, "CNY", "地区生产总值", "2022"),
        (7.1, "percent", "地区生产总值增长", "2022"),
        (200, "count", "企业数", "2021"),
        (230, "count", "企业数", "2022"),
    ]


def test_a_table_without_heads_lists_names_and_values() -> None:
    assert rows(HEADLESS) == [
        (74.4, "km2", "面积", None),
        (3.8, "percent", "失业率", "2021-07/2021-12"),
        (648_000, "person", "就业人口数", None),
        (59.3, "percent", "就业人口", None),
    ]


def test_a_cell_that_holds_sentences_is_read_as_text() -> None:
    told = (
        "全市规划区土地合计约16,709公顷,占土地总面积的16%。2021年实现产值90亿元,增长8%,新增企业200家,带动就业3000人。"
    )
    text = f"宜昌市概况\n\n土地情况 | {told} |\n面积 | 74.4km2 |\n"
    assert {"cell", "paragraph"} == {block.kind for block in read(text).blocks if block.kind != "title"}
    assert {90e8, 200.0, 74.4} <= {value for value, *_ in rows(text)}


def test_one_line_with_a_bar_and_indented_prose_stay_text() -> None:
    text = "宜昌市 | 快讯\n\t全市产值90亿元。\n\n全市有企业\t200家。\n"
    assert all(block.kind != "cell" for block in read(text).blocks)


def test_every_cell_keeps_its_place_in_the_text() -> None:
    document = read(HEADED + HEADLESS)
    cells = [document.text[block.start : block.end] for block in document.blocks if block.kind == "cell"]
    assert {"指标", "100.5", "-", "74.40Km2"} <= set(cells)
    assert all(cell == cell.strip() and cell and "|" not in cell and "\t" not in cell for cell in cells)
