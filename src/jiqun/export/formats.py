"""The formats that a table is written in, one line each in `FORMATS`; a new one is a function and a line."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any

from jiqun.export.cells import joined

Row = Mapping[str, Any]
_NO_TIME = datetime(2000, 1, 1)  # the same table gives the same bytes
Writer = Callable[[IO[bytes], str, Sequence[str], Iterable[Row], Mapping[str, str]], None]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: how file names end, its media type, its name, and the function that writes a table.

    The function gets the stream, the table's name, its columns, its rows, and what is known of the atlas.
    """

    suffix: str
    media_type: str
    name: str
    write: Writer


def write_csv(
    stream: IO[bytes], name: str, columns: Sequence[str], rows: Iterable[Row], about: Mapping[str, str]
) -> None:
    """Comma-separated values in UTF-8 with a byte-order mark, by which Excel knows them."""
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="backslashreplace", newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows(["" if (cell := joined(row[c])) is None else cell for c in columns] for row in rows)
    text.flush()
    text.detach()  # the stream stays the caller's


def write_json(
    stream: IO[bytes], name: str, columns: Sequence[str], rows: Iterable[Row], about: Mapping[str, str]
) -> None:
    """One object with what is known of the atlas, and the rows exactly as they are: text untouched, lists as lists."""
    head = json.dumps({"table": name, **about, "columns": list(columns)}, ensure_ascii=False)
    stream.write(head[:-1].encode() + b', "items": [')
    for number, row in enumerate(rows):
        body = json.dumps({c: row[c] for c in columns}, ensure_ascii=False)
        stream.write((b",\n" if number else b"\n") + body.encode("utf-8", "backslashreplace"))
    stream.write(b"\n]}\n")


def write_xlsx(
    stream: IO[bytes], name: str, columns: Sequence[str], rows: Iterable[Row], about: Mapping[str, str]
) -> None:
    """A workbook of one sheet; every text is a text cell, whatever it looks like."""
    from xlsxwriter import Workbook

    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(stream, {"constant_memory": True, "in_memory": False, **plain}) as book:
        said = {"title": joined(about.get("title", "")), "comments": about.get("fingerprint", "")}
        book.set_properties(said | {"created": _NO_TIME})
        sheet = book.add_worksheet(name)
        head = book.add_format({"bold": True})
        sheet.freeze_panes(1, 0)
        for column, title in enumerate(columns):
            sheet.write_string(0, column, title, head)
        for line, row in enumerate(rows, 1):
            for column, title in enumerate(columns):
                cell = joined(row[title])
                if isinstance(cell, str):
                    sheet.write_string(line, column, cell)
                elif cell is not None:
                    sheet.write_number(line, column, cell)


FORMATS: Mapping[str, Format] = {
    made.suffix: made
    for made in (
        Format("csv", "text/csv; charset=utf-8", "CSV", write_csv),
        Format("json", "application/json", "JSON", write_json),
        Format("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel", write_xlsx),
    )
}
