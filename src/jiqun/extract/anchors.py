"""Where a cell stands, by its anchor: ``t1r2c3`` and ``p3t1r2c3`` of tables in documents, ``Sheet1!B7`` of sheets."""

from __future__ import annotations

import re

_TABLE = re.compile(r"(?P<table>.*?)r(?P<row>\d+)c(?P<column>\d+)", re.S)
_SHEET = re.compile(r"(?P<table>.*)!(?P<column>[A-Z]{1,3})(?P<row>\d+)", re.S)


def place(anchor: str | None) -> tuple[str, int, int] | None:
    """The table, row and column (from 1) that an anchor names; None when it names no cell.

    >>> place("p3t1r2c3"), place("Sheet1!AB7"), place("p3¶2")
    (('p3t1', 2, 3), ('Sheet1!', 7, 28), None)
    """
    sheet = _SHEET.fullmatch(anchor or "")
    if sheet:
        column = 0
        for letter in sheet["column"]:
            column = 26 * column + ord(letter) - 64
        return f"{sheet['table']}!", int(sheet["row"]), column
    found = _TABLE.fullmatch(anchor or "")
    return (found["table"], int(found["row"]), int(found["column"])) if found else None
