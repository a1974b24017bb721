"""The lattice of quantities: every number of a text with its scale, unit and comparator, before any subject."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from jiqun.extract.numbers import ARABIC, CHINESE, SCALE, chinese, mixed
from jiqun.vocab.fold import fold
from jiqun.vocab.tables import rows


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number of a text: ``text[start:end]`` with its comparator words, scale, unit and measure word.

    ``value`` is in base units (万 and 亿 multiplied out); ``value_max`` is set for ranges. ``unit`` is None for a bare
    number. ``number_start`` and ``number_end`` bound the numeral itself, without comparator and unit.
    """

    start: int
    end: int
    text: str
    value: float
    value_max: float | None
    unit: str | None
    unit_text: str | None
    comparator: str
    number_start: int
    number_end: int
    kind: str = "bare"
    chinese: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit or measure word as written, the unit it stands for and the factor to the base unit."""

    surface: str
    unit: str
    factor: float
    kind: str


@cache
def _units() -> dict[str, tuple[Unit, ...]]:
    by_first: dict[str, list[Unit]] = {}
    for row in rows("units.csv"):
        unit = Unit(fold(row["surface"]), row["unit"], float(row["factor"]), row["kind"])
        by_first.setdefault(unit.surface[0], []).append(unit)
    return {first: tuple(sorted(units, key=lambda u: -len(u.surface))) for first, units in by_first.items()}


@cache
def _markers(side: str) -> tuple[re.Pattern[str], dict[str, str]]:
    table = {fold(row["marker"]): row["comparator"] for row in rows("comparators.csv") if row["side"] == side}
    words = "|".join(sorted(table, key=len, reverse=True))
    pattern = rf"(?:{words})(?:(?:达到?|为|到)?\s*)$" if side == "before" else rf"(?:{words})"
    return re.compile(pattern), table


_ONE = rf"(?:{ARABIC}[多余]?(?:{SCALE}亿?)?(?:{ARABIC}{SCALE})*)"
_CN = rf"(?:{CHINESE}+)"
_NUMBER = re.compile(
    rf"""
    (?P<ratio>(?<![\d:/.])\d+(?:\.\d+)?:\d+(?:\.\d+)?(?![\d:]))
  | (?P<fraction>(?<![\d/.])(?P<numerator>\d+)/(?P<denominator>\d+)(?![\d/]))
  | (?P<share>(?P<of>{_CN}|\d+)分之(?P<parts>\d+(?:\.\d+)?|{_CN}(?:点{_CN})?))
  | (?P<low>{_ONE})(?P<lowunit>[%‰℃]|[万亿]?元|[家个项亩吨年人])?\s*(?:-|~|—|–|至|到|～)\s*(?P<high>{_ONE})
  | (?P<mid>{ARABIC})±(?P<dev>{ARABIC})
  | (?P<number>{_ONE})
  | (?P<chinese>{_CN})
    """,
    re.VERBOSE,
)
_PER = re.compile(r"\s*(?:/|每)\s*(年|a\b|日|天|月|小时)")
_PER_UNIT = {"年": "a", "a": "a", "日": "d", "天": "d", "月": "month", "小时": "h"}
_EVERY = re.compile(r"每年(?:约|有|新增|培养|输送|产生)*$|年均$|每年约$")
_TENTHS = re.compile(r"成(?=[以左多的,。;、)]|$)")


def quantities(text: str, lang: str = "zh", date: str | None = None) -> list[Quantity]:
    """Every number of ``text`` with or without unit, left to right, without overlaps.

    ``lang`` is the language of the text (``zh``); ``date`` is accepted for symmetry with `periods` and not needed.

    >>> [(q.text, q.value, q.unit, q.comparator) for q in quantities("产值超过20多亿元,近30家企业,占1/4强")]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('超过20多亿元', 2000000000.0, 'CNY', 'gt'), ('近30家', 30.0, 'count', 'about_below'),
     ('1/4强', 25.0, 'percent', 'gt')]
    """
    return scan(text, fold(text))


def scan(text: str, view: str) -> list[Quantity]:
    """`quantities` for a text whose folded view is at hand."""
    found: list[Quantity] = []
    last = 0
    for match in _NUMBER.finditer(view):
        if match.start() < last:
            continue
        quantity = _build(text, view, match, last)
        if quantity is not None:
            found.append(quantity)
            last = quantity.end
    return found


def _build(text: str, view: str, match: re.Match[str], floor: int) -> Quantity | None:
    """One quantity from one numeral, with what stands around it; None when the characters are no number."""
    reading = _read(match)
    if reading is None:
        return None
    value, value_max, unit, comparator = reading
    is_chinese = match["chinese"] is not None
    end, kind, unit_text = match.end(), "share" if unit == "percent" else "ratio" if unit == "ratio" else "bare", None
    number_end = end
    if unit is None:
        end, more = _more(view, end, match)
        comparator = more or comparator
        tenths = _TENTHS.match(view, end)
        found = None if tenths else unit_at(view, end)
        if tenths and value <= 10:
            value, unit, kind, unit_text, end = value * 10, "percent", "share", "成", tenths.end()
        elif found is not None:
            unit, kind, unit_text = found.unit, found.kind, found.surface
            end += len(found.surface) + (view[end] == " ")
            value *= found.factor
            value_max = None if value_max is None else value_max * found.factor
            end, unit = _per(view, end, unit, kind)
        elif is_chinese and (len(match["chinese"]) == 1 or match["chinese"][-1] in "千百" or more is None):
            return None  # 一体化, 两手抓, 万千: a Chinese numeral needs a measure word to count
    if comparator == "eq" and view[end : end + 1] == "强" and match["fraction"]:
        comparator, end = "gt", end + 1
    start, end, comparator, unit = _around(view, match.start(), end, comparator, unit, floor)
    return Quantity(
        start=start,
        end=end,
        text=text[start:end],
        value=value,
        value_max=value_max,
        unit=unit,
        unit_text=unit_text
        if unit_text is None
        else text[end - len(unit_text) : end]
        if view[end - len(unit_text) : end] == unit_text
        else unit_text,
        comparator="range" if value_max is not None else comparator,
        number_start=match.start(),
        number_end=number_end,
        kind=kind,
        chinese=is_chinese,
    )


def _read(match: re.Match[str]) -> tuple[float, float | None, str | None, str] | None:
    """Value, upper value, unit and comparator that the numeral alone gives."""
    if match["ratio"]:
        first, second = (float(part) for part in match["ratio"].split(":"))
        return (second / first, None, "ratio", "eq") if first else None
    if match["fraction"]:
        below = int(match["denominator"])
        above = int(match["numerator"])
        return (100 * above / below, None, "percent", "eq") if 0 < above < below <= 100 else None
    if match["share"]:
        return _share(match["of"], match["parts"])
    if match["low"]:
        low, high = mixed(match["low"]), mixed(match["high"])
        if low is None or high is None:
            return None
        scale = high / (mixed(re.sub(SCALE, "", match["high"])) or 1)
        if low < high and scale > 1 and not re.search(SCALE, match["low"]):
            low *= scale  # 10至20万元: one scale word for both ends
        return low, high, None, "eq"
    if match["mid"]:
        middle, deviation = float(match["mid"].replace(",", "")), float(match["dev"].replace(",", ""))
        return middle - deviation, middle + deviation, None, "eq"
    value = mixed(match["number"]) if match["number"] else chinese(match["chinese"])
    if value is None:
        return None
    return value, None, None, "gt" if match["number"] and re.search("[多余]", match["number"]) else "eq"


def _share(whole: str, parts: str) -> tuple[float, float | None, str | None, str] | None:
    base = float(whole) if whole.isdigit() else 100.0 if whole == "百" else chinese(whole)
    if not base:
        return None
    if parts[0].isdigit():
        part: float | None = float(parts)
    else:
        head, _, tail = parts.partition("点")
        part = chinese(head)
        if part is not None and tail:
            decimals = [chinese(char) for char in tail]
            part += sum((d or 0) / 10 ** (n + 1) for n, d in enumerate(decimals))
    return None if part is None else (100 * part / base, None, "percent", "eq")


def _more(view: str, end: int, match: re.Match[str]) -> tuple[int, str | None]:
    """Step over 多 or 余 after the numeral (1300多家, 十余年): more than."""
    if view[end : end + 1] in ("多", "余") and (end + 1 < len(view)) and unit_at(view, end + 1) is not None:
        return end + 1, "gt"
    return end, None


def unit_at(view: str, at: int) -> Unit | None:
    """The longest unit or measure word that starts at ``at`` (one blank allowed before it), or None."""
    if view[at : at + 1] == " ":
        at += 1
    for unit in _units().get(view[at : at + 1], ()):
        if view.startswith(unit.surface, at):
            latin = unit.surface[-1].isascii() and unit.surface[-1].isalpha()
            if latin and view[at + len(unit.surface) : at + len(unit.surface) + 1].isalnum():
                continue
            return unit
    return None


def _per(view: str, end: int, unit: str, kind: str) -> tuple[int, str]:
    """万吨/年 and the like: the unit for a time."""
    per = _PER.match(view, end)
    if per and kind in ("physical", "money", "count", "person"):
        return per.end(), f"{unit}/{_PER_UNIT[per[1]]}"
    return end, unit


def _around(
    view: str, start: int, end: int, comparator: str, unit: str | None, floor: int
) -> tuple[int, int, str, str | None]:
    """Take in the comparator words on both sides; two of the same direction are one, 多 and 余 beat 达."""
    pattern, table = _markers("before")
    window = view[max(floor, start - 8) : start]
    before = pattern.search(window)
    if before and not (before.group().startswith("近") and window[: before.start()].endswith(("最", "附", "靠"))):
        start -= len(window) - before.start()
        word = re.sub(r"(?:达到?|为|到)?\s*$", "", before.group())
        comparator = table.get(before.group().strip()) or table.get(word) or comparator
    after_pattern, after_table = _markers("after")
    after = after_pattern.match(view, end)
    if after:
        end = after.end()
        comparator = after_table[after.group()] if comparator in ("eq", "about_below") else comparator
    every = _EVERY.search(view[max(floor, start - 6) : start])
    if every and unit != "percent":
        start -= len(every.group())
        unit = None if unit is None else f"{unit}/year" if unit in ("person", "count") else f"{unit}/a"
    return start, end, comparator, unit
