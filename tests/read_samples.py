"""One small good file of each kind, to be damaged by the fuzz tests."""

from __future__ import annotations

from functools import cache
from io import BytesIO

import docx
import openpyxl
import xlwt

from pdf_writer import Sheet, pdf

ROWS = [["地区", "2018年产值（亿元）"], ["东岭", 1250.5], ["南江", 300], ["合计", 1550.5]]


@cache
def samples() -> dict[str, bytes]:
    """File name → bytes."""
    return {
        "a.pdf": _pdf(),
        "a.docx": _docx(),
        "a.xlsx": _xlsx(),
        "a.xls": _xls(),
        "a.csv": '地区,产值\n东岭,"1,250"\n南江,300\n'.encode(),
        "a.md": "---\ntitle: 报告\n---\n# 概况\n\n地区 | 产值\n--- | ---\n东岭 | 5\n\n```\nx\n```\n".encode(),
        "a.html": "<html><body><h1>概况</h1><table><tr><td>产值<td>5亿元</table><p>企业600家。".encode(),
        "a.txt": "东岭概况\n一、产业\n2018年产值达到5亿元。\n".encode("gb18030"),
    }


def _pdf() -> bytes:
    sheet = Sheet().write(180, 90, "东岭报告", 22).write(80, 130, "2018年产值达到5亿元，企业600家。")
    for number, row in enumerate(ROWS):
        for x, value in zip((90, 300), row, strict=True):
            sheet.write(x, 200 + 18 * number, str(value))
    return pdf([sheet, Sheet().write(80, 100, "Output reached 1.2 billion yuan.")], Title="报告")


def _docx() -> bytes:
    document = docx.Document()
    document.add_heading("一、概况", 1)
    document.add_paragraph("2018年产值达到5亿元。")
    table = document.add_table(2, 2)
    table.cell(0, 0).text = "产值"
    return _saved(document)


def _xlsx() -> bytes:
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    return _saved(book)


def _xls() -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("产值")
    for number, row in enumerate(ROWS):
        for column, value in enumerate(row):
            sheet.write(number, column, value)
    return _saved(book)


def _saved(document: object) -> bytes:
    out = BytesIO()
    document.save(out)  # type: ignore[attr-defined]
    return out.getvalue()
