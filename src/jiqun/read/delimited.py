"""CSV and TSV: the file decoded, unchanged; each field a cell whose span leaves out the quotes around it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from jiqun.model import Block
from jiqun.read.chrome import cell_reason
from jiqun.read.grids import table_rows
from jiqun.read.limits import most
from jiqun.read.lines import strip_span
from jiqun.read.parsed import Parsed
from jiqun.read.refusals import too_many_cells

_DELIMITERS = ",\t;|"
_SAMPLE = 60
_LONGEST_QUOTED = 100_000
"""A quoted field longer than this has lost its closing quote; its opening one is then a character like any other."""

Field = tuple[int, int]


def read_csv(text: str, where: str = "the file") -> Parsed:
    """Text, cells and title of a file of separated values; the separator is told from its first records."""
    return _read(text, sniff(text), where)


def read_tsv(text: str, where: str = "the file") -> Parsed:
    """As `read_csv`, separated by tabs."""
    return _read(text, "\t" if "\t" in text[:100_000] else sniff(text), where)


def sniff(text: str) -> str:
    """The separator: the one that splits the first records into the same number of fields, the more the better.

    >>> sniff("指标;数值\\n产值;1,5\\n企业数;22\\n"), sniff("a,b\\n1,2\\n")
    (';', ',')
    """
    best, chosen = 0.0, ","
    for delimiter in _DELIMITERS:
        counts = Counter(len(record) for record in _some(text[:200_000], delimiter))
        width, often = max(counts.items(), key=lambda pair: (pair[0] > 1, pair[1]), default=(1, 0))
        score = (often / max(1, sum(counts.values()))) * (1 + min(width, 50) / 1000) if width > 1 else 0.0
        if score > best:
            best, chosen = score, delimiter
    return chosen


def _some(text: str, delimiter: str) -> Iterator[list[Field]]:
    for number, record in enumerate(records(text, delimiter)):
        if number == _SAMPLE:
            return
        yield record


def records(text: str, delimiter: str) -> Iterator[list[Field]]:
    r"""The fields of each record as spans, quotes and outer blanks left out; an empty field is an empty span.

    >>> text = 'a,"b, ""c"" d",e\r\n1,,2'
    >>> [[text[slice(*field)] for field in record] for record in records(text, ",")]
    [['a', 'b, ""c"" d', 'e'], ['1', '', '2']]
    """
    plain = re.compile(rf"[^{re.escape(delimiter)}\r\n]*")
    at, size = (1 if text.startswith("\ufeff") else 0), len(text)
    record: list[Field] = []
    unclosed = 0  # before here no quote closes: an opening one need not look again, or a hostile file takes hours
    while at < size or record:
        quoted = None
        if text.startswith('"', at):
            quoted = _quoted(text, at, max(at + 1, unclosed), delimiter)
            unclosed = unclosed if quoted else max(unclosed, at + _LONGEST_QUOTED)
        if quoted is not None:
            field, at = quoted
        else:
            match = plain.match(text, at)
            field = (at, match.end() if match else at)
            at = field[1]
        record.append(strip_span(text, *field))
        if text.startswith(delimiter, at):
            at += 1
            if at < size:
                continue
            record.append((at, at))
        at += 2 if text.startswith("\r\n", at) else 1
        yield record
        record = []


def _quoted(text: str, at: int, look: int, delimiter: str) -> tuple[Field, int] | None:
    """The span inside the quotes that open at ``at``, and where the field ends; None when they do not close."""
    stop = min(len(text), at + _LONGEST_QUOTED)
    while (look := text.find('"', look, stop)) >= 0:
        if text.startswith('"', look + 1):
            look += 2
            continue
        after = text[look + 1 : look + 2]
        if after in (delimiter, "\r", "\n", ""):
            return (at + 1, look), look + 1
        look += 1
    return None


def _read(text: str, delimiter: str, where: str) -> Parsed:
    rows: dict[int, list[tuple[int, Field]]] = {}
    count = 0
    for number, record in enumerate(records(text, delimiter), start=1):
        row = [(column, field) for column, field in enumerate(record, start=1) if field[0] < field[1]]
        if row:
            rows[number] = row
            count += len(row)
            if count > most("cells"):
                raise too_many_cells(where)
    first, last = table_rows([[(column, text[slice(*span)]) for column, span in row] for row in rows.values()])
    blocks: list[Block] = []
    title = None
    for place, (number, row) in enumerate(rows.items()):
        kind = "cell" if first <= place < last else "paragraph"
        for column, (start, end) in row:
            words = text[start:end]
            reason = cell_reason(words) if kind == "cell" and end - start < 200 else None
            if place == 0 and kind == "paragraph" and first and end - start < 60:
                kind, title = "title", words
            blocks.append(Block(start, end, kind, 0, reason, f"t1r{number}c{column}"))
    return Parsed(text, tuple(blocks), title)
