"""Which rows of a sheet are its table, and which are the title above and the notes below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

_NOTE = re.compile(
    r"\s*(?:附?注|备注|说明|数据来源|资料来源|来源|数据|单位|编制|制表|填报|审核|\*|※|notes?\b|sources?\b|remarks?\b)",
    re.I,
)
_SENTENCE = re.compile(r"[。;;!!]|[a-z)]\.(?:\s|$)")


def table_rows(rows: Sequence[Sequence[tuple[int, str]]]) -> tuple[int, int]:
    """The half-open range of the rows that are the table; each row is its non-empty cells (column, words).

    Rows of a single cell above the first row of two are a title, below the last one notes when they read so. A sheet
    without a row of two cells is no table when a cell of it holds a sentence; else it is a list, and all of it cells.

    >>> table_rows([[(1, "产值表")], [(1, "指标"), (2, "产值")], [(1, "深圳"), (2, "5")], [(1, "注:初步数据。")]])
    (1, 3)
    """
    wide = [index for index, row in enumerate(rows) if len(row) > 1]
    if not wide:
        sentences = any(_SENTENCE.search(words) for row in rows for _, words in row)
        return (0, 0) if sentences else (0, len(rows))
    last = len(rows)
    while last - 1 > wide[-1] and _is_note(rows[last - 1]):
        last -= 1
    return wide[0], last


def _is_note(row: Sequence[tuple[int, str]]) -> bool:
    return not row or bool(_NOTE.match(row[0][1]) or _SENTENCE.search(row[0][1]))
