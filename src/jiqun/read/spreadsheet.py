"""Spreadsheets (.xlsx, .xlsm, .xls, .ods): sheets as headings, cells with their address, values as shown.

Calamine gives values, not formats: 0.153 shown as 15.3% stays 0.153. A merged cell's words stand in its first cell.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from itertools import islice

from jiqun.errors import ReadError
from jiqun.read.cells import Cells
from jiqun.read.grids import table_rows
from jiqun.read.parsed import Parsed, Tick, clean, joined
from jiqun.read.refusals import damaged, encrypted

_TICK_ROWS = 5_000

Row = list[tuple[int, str]]


def read_spreadsheet(data: bytes, where: str, tick: Tick = lambda: None) -> Parsed:
    """All cells of all sheets; ReadError when the file is encrypted, damaged or too large."""
    import python_calamine

    try:
        with python_calamine.CalamineWorkbook.from_object(BytesIO(data)) as book:
            return _read(book, where, tick)
    except python_calamine.PasswordError:
        raise encrypted(where) from None
    except ReadError:
        raise
    except MemoryError:
        raise ReadError(f"{where} needs more memory than a document may take: split it into several files") from None
    except BaseException as error:  # a panic of the parser is a BaseException
        if isinstance(error, KeyboardInterrupt | SystemExit):
            raise
        raise damaged(where, error, "open it in its program and save it anew") from None


def _read(book: object, where: str, tick: Tick) -> Parsed:
    cells = Cells(where)
    for number, sheet in enumerate(book.sheets_metadata):  # type: ignore[attr-defined]
        if not str(sheet.typ).endswith(".WorkSheet"):
            continue
        rows = _rows(book.get_sheet_by_index(number), cells, tick)  # type: ignore[attr-defined]
        tick()
        if rows:
            hidden = not str(sheet.visible).endswith(".Visible")
            _add_sheet(cells, sheet.name, rows, "hidden_sheet" if hidden else None)
    return Parsed(cells.text(), tuple(cells.blocks))


def _add_sheet(cells: Cells, name: str, rows: dict[int, Row], excluded: str | None) -> None:
    name = " ".join(clean(name).split()) or "Sheet"
    if excluded is None:
        cells.add(name, "\n", "heading", f"{name}!", level=1)
    else:
        cells.add(name, "\n", "paragraph", f"{name}!", excluded=excluded)
    first, last = table_rows(list(rows.values()))
    for place, (number, row) in enumerate(rows.items()):
        kind = "cell" if first <= place < last else "paragraph"
        separator = "\n"
        for column, words in row:
            cells.add(words, separator, kind, f"{name}!{letters(column)}{number}", excluded=excluded)
            separator = "\t"


def _rows(sheet: object, cells: Cells, tick: Tick) -> dict[int, Row]:
    """The used rows of a sheet by their number, from 1."""
    start = sheet.start  # type: ignore[attr-defined]
    if start is None:
        return {}
    found: dict[int, Row] = {}
    rows: Iterator[list[object]] = sheet.iter_rows()  # type: ignore[attr-defined]
    number, left = 1, start[1] + 1  # the rows above the first used one are given, the columns before it are not
    while batch := list(islice(rows, _TICK_ROWS)):
        for values in batch:
            row = [
                (column, words) for column, value in enumerate(values, left) if value != "" and (words := shown(value))
            ]
            if row:
                cells.count(len(row))
                found[number] = row
            number += 1
        tick()
    return found


def shown(value: object) -> str:
    """A value as a person sees it: 1250 for 1250.0, ISO dates, TRUE and FALSE.

    >>> shown(1250.0), shown(0.1 + 0.2), shown(datetime.datetime(2019, 6, 1)), shown(True), shown(1e-7)
    ('1250', '0.3', '2019-06-01', 'TRUE', '0.0000001')
    """
    if isinstance(value, str):
        words = ""
        for line in clean(value).splitlines():
            words = joined(words, " ".join(line.split(" ")).strip())
        return words.strip().replace("\t", " ")
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, datetime.datetime):
        if value.time() == datetime.time():
            return value.date().isoformat()
        return value.isoformat(" ", "minutes" if not value.second else "seconds")
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return str(value)


def _number(value: float) -> str:
    """Fifteen digits, as spreadsheets show at most; never an exponent that a reader would have to work out."""
    if value != value or value in (float("inf"), float("-inf")):
        return ""
    plain = format(Decimal(format(value, ".15g")), "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def letters(column: int) -> str:
    """The letters of a column, counted from 1.

    >>> letters(1), letters(27), letters(16384)
    ('A', 'AA', 'XFD')
    """
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found
