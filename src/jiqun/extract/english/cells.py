"""English tables: a cell's number with the heads of its row and column as indicator, subject, period and unit."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from jiqun.extract.english import period, quantity
from jiqun.extract.english.numbers import SCALES
from jiqun.extract.english.tables import currencies, units
from jiqun.extract.english.words import is_measure, is_person
from jiqun.model import Block, Figure

_ANCHOR = re.compile(r"^(?P<table>.*?)r(?P<row>\d+)c(?P<column>\d+)$")
_HINT = re.compile(
    r"\((?P<inside>[^()]{1,40})\)|,\s*(?P<after>(?:in\s+)?[A-Za-z%$€£¥][^,()]{0,24})$|\bin (?P<plain>[A-Z]{3} \w+)"
)
_VALUE_HEAD = re.compile(r"^(?:value|amount|figure|number|total|data|level)?$", re.IGNORECASE)
_CHANGE = re.compile(r"(?:change|growth|chg\.?|diff(?:erence)?|\+/-|var(?:iance)?|%)(?:,?\s*%)?$", re.IGNORECASE)
_UNITLESS = re.compile(
    r"%|\b(?:personnel|employees|staff|headcount|number|margin|rate|ratio|share|per|people|fte|return|days)\b",
    re.IGNORECASE,
)
"""Rows that have no money in a table of money."""
_MONTHS = re.compile(
    r"(?<!\d)(?P<a>1[0-2]|[1-9])\s?[-–]\s?(?P<b>1[0-2]|[1-9])\s?[/. ]\s?(?P<year>20\d\d|\d\d)(?!\d)"
    r"|(?P<part>[QH])(?P<n>[1-4])\s?[/'’. -]?\s?(?P<partyear>20\d\d|\d\d)(?!\d)"
    r"|(?<!\d)(?P<firstyear>20\d\d)\s?[/ -]\s?(?P<secondpart>[QH])(?P<m>[1-4])(?!\d)"
)
"""Months of a year as reports write them: 1-3/2019."""
_TARGET = re.compile(r"\b(?:target|plan(?:ned)?|forecast|goal|projected|expected)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Head:
    """A head of a row or column: its words without unit, its period, and what its brackets say of the unit."""

    words: str
    iso: str | None
    period_text: str | None
    unit: str | None
    factor: float


def table_figures(
    text: str, view: str, blocks: list[Block], main: str | None, cluster: str | None, date: str | None
) -> list[Figure]:
    """One figure for each body cell that holds one number; years in heads are its period, brackets its unit."""
    tables: dict[str, dict[tuple[int, int], Block]] = {}
    for block in blocks:
        match = _ANCHOR.match(block.anchor or "") if block.kind == "cell" else None
        if match:
            tables.setdefault(match["table"], {})[int(match["row"]), int(match["column"])] = block
    found: list[Figure] = []
    for cells in tables.values():
        if len(cells) >= 4:
            found += _of_table(text, view, cells, main, cluster, date)
    return found


def _of_table(
    text: str, view: str, cells: dict[tuple[int, int], Block], main: str | None, cluster: str | None, date: str | None
) -> list[Figure]:
    """The figures of one table; its corner may give the unit of all (MEUR), and its columns be only times."""
    top, first = min(row for row, _ in cells), min(column for _, column in cells)
    corner = cells.get((top, first))
    whole = _unit(view[corner.start : corner.end].strip("() ")) if corner else (None, 1.0)
    if whole == (None, 1.0):
        whole = _captioned(view, min(cell.start for cell in cells.values()))
    told = _told(view, min(cell.start for cell in cells.values()), corner)
    heads = {column: _head(view, cell, date) for (row, column), cell in cells.items() if row == top}
    timed = sum(bool(head.iso) for column, head in heads.items() if column != first) * 2 >= len(heads) - 1
    labels = [view[cell.start : cell.end] for (row, column), cell in cells.items() if column == first and row != top]
    measured = told is not None or sum(_measures(label) for label in labels) * 2 >= len(labels)
    found: list[Figure] = []
    for (row, column), cell in cells.items():
        side, above = cells.get((row, first)), heads.get(column)
        if row == top or column == first or side is None or above is None:
            continue
        label = _head(view, side, date)
        owner = main
        if timed and told and label.words and not _measures(label.words) and not _UNITLESS.search(label.words):
            owner, label = label.words, replace(label, words=told)
        if timed and measured and _CHANGE.match(above.words):
            label, above = replace(label, words=f"{label.words} change", unit="percent"), replace(above, words="")
        elif not label.unit and not above.unit and not _UNITLESS.search(label.words):
            above = replace(above, unit=whole[0], factor=whole[1])
        figure = _figure(text, view, cell, label, above, owner, cluster)
        found += [figure] if figure else []
    return found


def _told(view: str, at: int, corner: Block | None) -> str | None:
    """The measure that the line right above a table, or its corner, names: Sales by region."""
    lines = [line.strip(" |:*#") for line in view[max(0, at - 160) : view.rfind("\n", 0, at) + 1].split("\n")]
    said = [line for line in lines if line][-1:] + ([view[corner.start : corner.end]] if corner else [])
    for line in said:
        words = re.split(r"\s*[(,]|\sby\s|\sin\s", line)[0].strip()
        if 0 < len(words) <= 60 and not line.endswith(".") and _measures(words):
            return words
    return None


def _captioned(view: str, at: int) -> tuple[str | None, float]:
    """The unit that the lines right above a table give: Key figures, MEUR."""
    lines = [line.strip(" |:*#") for line in view[max(0, at - 240) : view.rfind("\n", 0, at) + 1].split("\n")]
    for line in [line for line in lines if line][-2:][::-1]:
        if len(line) > 100 or line.endswith("."):
            return None, 1.0
        for hint in [*re.findall(r"\(([^()]{1,40})\)", line), line.rpartition(",")[2], line.rpartition(" in ")[2]]:
            unit, factor = _unit(hint.strip())
            if unit in currencies()[2].values() or (unit and factor > 1):
                return unit, factor
    return None, 1.0


def _head(view: str, block: Block, date: str | None) -> _Head:
    words = view[block.start : block.end]
    months = _MONTHS.search(words)
    if months:
        rest = words[: months.start()] + words[months.end() :]
        return _Head(rest.strip(" ,;:-()"), _iso_of(months), months.group(), None, 1.0)
    times = period.periods(words, date)
    hint = _HINT.search(words)
    unit, factor = _unit(next((part for part in hint.groups() if part), "")) if hint else (None, 1.0)
    rest = words
    if hint and (unit or factor > 1):
        rest = words[: hint.start()] + words[hint.end() :]
    for time in times:
        rest = rest.replace(view[block.start + time.start : block.start + time.end], "")
    dated = times[0] if times else None
    return _Head(rest.strip(" ,;:-()"), dated.iso if dated else None, dated.text if dated else None, unit, factor)


def _iso_of(m: re.Match[str]) -> str:
    """The period of months or a part of a year in the head of a column."""
    year = m["year"] or m["partyear"] or m["firstyear"]
    year = year if len(year) == 4 else f"20{year}"
    first, last = int(m["a"] or 1), int(m["b"] or 12)
    part, number = m["part"] or m["secondpart"], m["n"] or m["m"]
    if part:
        size = 3 if part == "Q" else 6
        last = min(12, int(number) * size)
        first = last - size + 1
    return year if (first, last) == (1, 12) else f"{year}-{first:02d}/{year}-{last:02d}"


def _unit(hint: str) -> tuple[str | None, float]:
    """The unit and factor of a head's brackets: EUR million, %, thousand tonnes, '000."""
    factor, unit = 1.0, None
    codes = currencies()[2]
    _, _, exact, free = units()
    hint = re.sub(r"^in\s+", "", hint.strip())
    for word in [hint, *re.split(r"\s+", hint)]:
        low = word.lower()
        scaled = re.fullmatch(r"([a-z$€£]{1,3})(m|mn|bn|k)", low)
        if scaled and scaled[1] in codes and word not in exact:
            return codes[scaled[1]], SCALES[scaled[2]]
        if (low in SCALES and len(low) > 1) or low in ("m", "k"):
            factor = SCALES[low]
        elif low in ("'000", "000", "thousands", "millions", "billions"):
            factor = {"millions": 1e6, "billions": 1e9}.get(low, 1e3)
        elif word in exact or low in free:
            entry = exact.get(word) or free[low]
            unit, factor = unit or entry.unit, factor * entry.factor if unit is None else factor
        elif low in codes:
            unit = unit or codes[low]
    return unit, factor


def _figure(
    text: str, view: str, cell: Block, side: _Head, above: _Head, main: str | None, cluster: str | None
) -> Figure | None:
    found = quantity.scan(text[cell.start : cell.end], view[cell.start : cell.end])
    if len(found) != 1 or (cell.end - cell.start) - (found[0].end - found[0].start) > 2:
        return None
    q = found[0]
    indicator, subject = _roles(side, above, main)
    if indicator is None:
        return None
    head = side if side.unit or side.factor > 1 else above
    unit, factor = (q.unit, 1.0) if q.unit not in (None, "count") else (head.unit, head.factor)
    person = is_person(indicator.split()[-1])
    lead = view[cell.start : cell.start + q.start].strip()
    tail = view[cell.start + q.end : cell.end].strip()
    below = lead in ("-", "−", "–", "(-", "(−") or (lead == "(" and tail == ")")
    value = q.value * factor * (-1 if below and q.value_max is None else 1)
    dated = above if above.iso else side
    start, end = cell.start + q.start, cell.start + q.end
    return Figure(
        quote=text[start:end],
        start=start,
        end=end,
        rule="english.table",
        cluster=cluster,
        value=float(round(value)) if factor > 1 and abs(value - round(value)) < 1e-6 else value,
        value_max=None if q.value_max is None else q.value_max * factor,
        unit=unit or ("person" if person else "count"),
        unit_text=q.unit_text,
        comparator=q.comparator,
        value_text=text[start:end],
        value_start=start,
        value_end=end,
        subject=subject,
        subject_text=subject,
        indicator=indicator,
        period=dated.iso,
        period_text=dated.period_text,
        status="target" if _TARGET.search(f"{side.words} {above.words}") else "actual",
    )


def _roles(side: _Head, above: _Head, main: str | None) -> tuple[str | None, str | None]:
    """Which head is the indicator and which the subject: a head that is only a time, or *Value*, is neither."""
    plain_above = _VALUE_HEAD.match(above.words) is not None or _TARGET.fullmatch(above.words) is not None
    plain_side = not side.words
    if plain_above and plain_side:
        return None, None
    if plain_above:
        return side.words, main
    if plain_side:
        return above.words, main
    if _measures(side.words) and not _measures(above.words):
        return side.words, above.words if re.match(r"[A-Z][a-z]+", above.words) and not above.iso else main
    return above.words, side.words


def _measures(words: str) -> bool:
    """Whether a head names a measure."""
    return any(is_measure(word) for word in re.findall(r"[A-Za-z]+", words))
