"""Spreadsheets, separated values and Markdown tables: every cell has its address, and the rules read it there."""

from __future__ import annotations

import datetime
import zipfile
from io import BytesIO

import openpyxl
import pytest
import xlwt

from jiqun.errors import ReadError
from jiqun.extract import extract
from jiqun.model import Document
from jiqun.read import read_bytes
from jiqun.read.chrome import _PLAIN_NUMBER, rules
from jiqun.read.limits import LIMITS, Limit
from read_samples import ods

ROWS = [
    ["主要指标表"],
    ["地区", "2018年产业规模（亿元）", "企业数（家）"],
    ["东岭", 1250.0, 600],
    ["南江", 0.1 + 0.2, 640],
    ["注：初步数据。"],
]


def workbook(rows: list[list[object]], title: str = "产值") -> bytes:
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def cells(document: Document) -> dict[str | None, str]:
    for block in document.blocks:
        assert document.text[block.start : block.end].strip()
    return {b.anchor: document.text[b.start : b.end] for b in document.blocks}


def test_a_sheet_gives_its_name_and_cells_as_they_are_seen() -> None:
    document = read_bytes(workbook(ROWS), "a.xlsx")
    assert document.text == (
        "产值\n主要指标表\n地区\t2018年产业规模（亿元）\t企业数（家）\n东岭\t1250\t600\n南江\t0.3\t640\n注：初步数据。"
    )
    assert [(b.kind, b.anchor) for b in document.blocks][:3] == [
        ("heading", "产值!"), ("paragraph", "产值!A1"), ("cell", "产值!A2")
    ]  # fmt: skip
    assert cells(document)["产值!B3"] == "1250"


def test_the_rules_read_the_cells_of_a_sheet() -> None:
    figures = [c for c in extract(read_bytes(workbook(ROWS), "a.xlsx")) if c.kind == "figure"]
    assert (125e9, "2018") in {(f.value, f.period) for f in figures}, figures  # type: ignore[attr-defined]


def test_cells_keep_their_address_wherever_the_table_begins() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["C5"], sheet["D5"], sheet["C6"], sheet["D6"] = "年份", "日期", 2019, datetime.date(2019, 6, 1)
    sheet["C8"] = "=1+1"
    sheet.merge_cells("C9:D9")
    sheet["C9"] = "合计"
    hidden = book.create_sheet("草稿")
    hidden["A1"] = "旧数据"
    hidden.sheet_state = "hidden"
    out = BytesIO()
    book.save(out)
    document = read_bytes(out.getvalue(), "a.xlsx")
    assert cells(document) == {
        "Sheet!": "Sheet", "Sheet!C5": "年份", "Sheet!D5": "日期", "Sheet!C6": "2019", "Sheet!D6": "2019-06-01",
        "Sheet!C9": "合计", "草稿!": "草稿", "草稿!A1": "旧数据",
    }  # fmt: skip
    assert [b.excluded for b in document.blocks][-2:] == ["hidden_sheet"] * 2


def test_an_old_workbook_is_read_too() -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("产值")
    for number, row in enumerate(ROWS):
        for column, value in enumerate(row):
            sheet.write(number, column, value)
    out = BytesIO()
    book.save(out)
    assert cells(read_bytes(out.getvalue(), "a.xls"))["产值!B3"] == "1250"


def test_an_open_document_spreadsheet_is_read_too() -> None:
    document = read_bytes(ods(ROWS), "a.ods")
    assert document.media_type == "application/vnd.oasis.opendocument.spreadsheet"
    assert cells(document)["产值!B3"] == cells(read_bytes(workbook(ROWS), "a.xlsx"))["产值!B3"] == "1250"


def test_a_binary_workbook_is_told_to_be_saved_anew() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.bin", b"")
    with pytest.raises(ReadError, match=r"a\.xlsb is a binary Excel file: save it as \.xlsx"):
        read_bytes(out.getvalue(), "a.xlsb")


def test_a_page_or_tabs_under_the_name_of_a_workbook_are_read_as_what_they_are() -> None:
    page = "<html><body><table><tr><td>地区</td><td>产值</td></tr></table></body></html>".encode()
    assert read_bytes(page, "a.xls").media_type == "text/html"
    assert cells(read_bytes("地区\t产值\n东岭\t5\n".encode("gb18030"), "a.xls"))["t1r2c2"] == "5"


def test_a_sheet_with_two_far_cells_is_one_clear_error() -> None:
    book = openpyxl.Workbook()
    book.active["A1"], book.active["XFD1048576"] = 1, 2
    out = BytesIO()
    book.save(out)
    with pytest.raises(ReadError, match="makes its parser fail"):
        read_bytes(out.getvalue(), "a.xlsx")
    assert cells(read_bytes(workbook(ROWS), "b.xlsx"))["产值!B3"] == "1250"  # the next file is read


def test_too_many_cells_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from jiqun.read.spreadsheet import read_spreadsheet

    monkeypatch.setitem(LIMITS, "cells", Limit(3, "cells", "a test"))
    for refuse in (lambda: read_spreadsheet(workbook(ROWS), "a.xlsx"), lambda: read_bytes(b"a,b\n1,2\n", "a.csv")):
        with pytest.raises(ReadError, match="more than 3 cells"):
            refuse()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("地区,产值\r\n东岭,5\r\n", {"t1r1c1": "地区", "t1r1c2": "产值", "t1r2c1": "东岭", "t1r2c2": "5"}),
        ('a;b\n"x;y";"他说""好"""\n', {"t1r1c1": "a", "t1r1c2": "b", "t1r2c1": "x;y", "t1r2c2": '他说""好""'}),
        ('a,b\n"开,c\n', {"t1r1c1": "a", "t1r1c2": "b", "t1r2c1": '"开', "t1r2c2": "c"}),
        ('a,b\n"两\n行",c\n', {"t1r1c1": "a", "t1r1c2": "b", "t1r2c1": "两\n行", "t1r2c2": "c"}),
        ("a,b,\n,2,\n", {"t1r1c1": "a", "t1r1c2": "b", "t1r2c2": "2"}),
        ("\ufeffa\tb\n1\t2", {"t1r1c1": "a", "t1r1c2": "b", "t1r2c1": "1", "t1r2c2": "2"}),
    ],
)
def test_separated_values_stay_as_they_are_and_cells_leave_out_quotes(text: str, wanted: dict[str, str]) -> None:
    document = read_bytes(text.encode(), "a.csv")
    assert document.text == text
    assert cells(document) == wanted


def test_a_title_and_notes_around_separated_values_are_no_cells() -> None:
    document = read_bytes("主要指标\n地区,产值\n东岭,5\n注：初步。\n".encode(), "a.csv")
    assert [b.kind for b in document.blocks] == ["title", "cell", "cell", "cell", "cell", "paragraph"]
    assert document.title == "主要指标"


def test_markdown_tables_need_no_bars_at_their_ends() -> None:
    text = "地区 | 产值\n--- | ---\n东岭 | 5\n\n说明 | 不是表格\n"
    document = read_bytes(text.encode(), "a.md")
    assert cells(document) == {
        "t1r1c1": "地区", "t1r1c2": "产值", "t1r2c1": "东岭", "t1r2c2": "5", None: "说明 | 不是表格"
    }  # fmt: skip


def test_a_line_that_is_a_link_or_picture_is_its_words() -> None:
    text = "[东岭概况](https://a.example/2019/10)\n\n![产值图](b.png)\n"
    document = read_bytes(text.encode(), "a.md")
    assert [document.text[b.start : b.end] for b in document.blocks] == ["东岭概况", "产值图"]


def test_html_cells_spanning_rows_and_columns_keep_the_columns_of_the_others() -> None:
    page = (
        "<html><body><table><caption>产值表</caption><tr><th rowspan=2>地区</th><th colspan=2>产值</th></tr>"
        "<tr><th>2018年</th><th>2019年</th></tr><tr><td>东岭</td><td>5</td><td>6</td></tr></table></body></html>"
    )
    document = read_bytes(page.encode(), "a.html")
    assert document.text.startswith("产值表\n")
    assert {k: v for k, v in cells(document).items() if k} == {
        "t1r1c1": "地区", "t1r1c2": "产值", "t1r2c2": "2018年", "t1r2c3": "2019年",
        "t1r3c1": "东岭", "t1r3c2": "5", "t1r3c3": "6",
    }  # fmt: skip


def test_plain_numbers_need_no_rule_of_chrome() -> None:
    for number in ("5", "123456", "1,250.5", "12.5%", "-3", "2018"):
        assert _PLAIN_NUMBER.fullmatch(number)
        assert not [rule.name for rule in rules() if rule.matches(number)], number
