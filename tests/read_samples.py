"""One small good file of each kind, to be damaged by the fuzz tests."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
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
        "a.ods": ods(ROWS),
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


def ods(rows: Sequence[Sequence[str | float]], sheet: str = "产值", per_row: str = "", per_cell: str = "") -> bytes:
    """An OpenDocument spreadsheet of one sheet, put together by hand; more attributes for each row and cell."""
    cells = "".join(
        f"<table:table-row{per_row}>{''.join(_ods_cell(value, per_cell) for value in row)}</table:table-row>"
        for row in rows
    )
    names = {name: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" for name in ("office", "table", "text")}
    spaces = " ".join(f'xmlns:{name}="{address}"' for name, address in names.items())
    body = f'<office:body><office:spreadsheet><table:table table:name="{sheet}">{cells}</table:table>'
    media = "application/vnd.oasis.opendocument.spreadsheet"
    parts = {
        "mimetype": media,
        "content.xml": f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces}>{body}'
        "</office:spreadsheet></office:body></office:document-content>",
        "META-INF/manifest.xml": '<?xml version="1.0" encoding="UTF-8"?>'
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{media}"/></manifest:manifest>',
    }
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def _ods_cell(value: str | float, more: str) -> str:
    kind = "string" if isinstance(value, str) else f'float" office:value="{value}'
    return f'<table:table-cell{more} office:value-type="{kind}"><text:p>{value}</text:p></table:table-cell>'


def _saved(document: object) -> bytes:
    out = BytesIO()
    document.save(out)  # type: ignore[attr-defined]
    return out.getvalue()
