"""The lattice of quantities: every number of a text with its scale, unit and comparator, before any subject."""

from __future__ import annotations

import re
from dataclasses import replace

from jiqun.extract import comparators, units
from jiqun.extract.measure import DOUBLED, Measured, measured_at
from jiqun.extract.not_numbers import code_end, word_end
from jiqun.extract.numbers import SCALES, row_end
from jiqun.extract.numerals import DIGITS, Numeral
from jiqun.extract.record import record
from jiqun.vocab.fold import fold


@record
class Quantity:
    """One number of a text: ``text[start:end]`` with its comparator words, scale, unit and measure word.

    ``value`` is in base units (万 and 亿 multiplied out); ``value_max`` is set for ranges. ``unit`` is None for a bare
    number. ``number_start`` and ``number_end`` bound the numeral itself, without comparator and unit. ``kind`` is
    ``money``, ``share``, ``multiple``, ``ratio``, ``physical``, ``duration``, ``person``, ``count``, ``ordinal``,
    ``part`` (of a ratio that makes up a whole) or ``bare``.
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


_START = re.compile(rf"[\d{DIGITS}半对翻.]")
_SEPARATOR = re.compile(r"\s?(?:-|—{1,2}|–|―|~|〜|∼|至|到)\s?(?=[\d负\-−.{DIGITS}])".replace("{DIGITS}", DIGITS))
_PARTS = re.compile(r"(\d{1,2}(?:\.\d+)?)\s?[:∶]\s?(\d{1,2}(?:\.\d+)?)\s?[:∶]\s?(\d{1,2}(?:\.\d+)?)(?![\d:∶])")
_EVERY = re.compile(r"每年(?:约|有|新增|培养|输送|产生)*$|年均$|每年约$")
_HALF = re.compile(
    r"(?P<over>(?<=过)半数?|(?<=超)半数?)|(?P<half>半数)|(?P<tenth>半成(?![品熟]))"
    r"|半(?P<unit>个月|个小时|小时|个世纪|年(?![报度检])|天|公里|吨|斤|亩)"
)
_HALF_WORDS = frozenset("导径岛成自")
_DOUBLE = re.compile(r"翻了?(?:番|倍)")
_BARE_SCALE = re.compile(r"万亿|千亿|百亿|十亿|亿|千万|百万|万|千|百")
_CLASS = re.compile(r"级|强(?!度)|分之")
_CLASS_AFTER = re.compile("(?:以上)?的?(?:企业|项目|产业|集群|园区|工程|产品|镇|村)")
_BOUND = re.compile(r"[^\W\d_]")
_INDEFINITE = re.compile("[数几][十百千万亿]{1,4}")  # 数十家, 几千万: no value
_NO_ONE = frozenset("唯统单同之万专合归逐")
_HEADING = re.compile(r"[、.．)）]")


def quantities(text: str, lang: str = "zh", date: str | None = None) -> list[Quantity]:
    """Every number of ``text`` with or without unit, left to right, without overlaps.

    ``lang`` is the language of the text (``zh``); ``date`` is accepted for symmetry with `periods` and not needed.
    Indefinite quantities (数十家, 若干, 一批) have no value and are left out; 十余家 and 20多家 have one.

    >>> [(q.text, q.value, q.unit, q.comparator) for q in quantities("产值超过20多亿元,近30家企业,占1/4强")]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('超过20多亿元', 2000000000.0, 'CNY', 'gt'), ('近30家', 30.0, 'count', 'about_below'),
     ('1/4强', 25.0, 'percent', 'gt')]
    """
    return scan(text, fold(text))


def scan(text: str, view: str) -> list[Quantity]:
    """`quantities` for a text whose folded view is at hand."""
    found: list[Quantity] = []
    floor = at = 0
    while start := _START.search(view, at):
        parts = _parts(text, view, start.start())
        if parts:
            found += parts
            floor = at = parts[-1].end
            continue
        quantity, at = _at(text, view, start.start(), floor)
        if quantity is not None:
            found.append(quantity)
            floor = at = quantity.end
    return found


def _at(text: str, view: str, at: int, floor: int) -> tuple[Quantity | None, int]:
    """The quantity whose numeral begins at ``at``, or None and the place to go on."""
    char = view[at]
    if char in "半对翻" or (char == "一" and view[at + 1 : at + 2] == "半"):
        made = _special(view, at)
        return (None, at + 1) if made is None else (_finish(text, view, made, floor), at + 1)
    if char == "." and (
        view[at + 1 : at + 2].isdigit() is False or view[at - 1 : at].isalnum() or view[at - 1 : at] == "."
    ):
        return None, at + 1
    stop = code_end(view, at) if char.isdigit() else None if char == "." else word_end(view, at)
    if stop is not None:
        return None, stop
    indefinite = _INDEFINITE.match(view, at - 1) if at and char in "十百千万亿" else None
    if indefinite:
        return None, indefinite.end()
    made = measured_at(text, view, at)
    if made is None:
        made = _bare_scale(view, at, floor)
        if made is None:
            return None, row_end(view, at)
    made = _ranged(text, view, made) or made
    if view[made.numeral.start - 1 : made.numeral.start] == "第":
        return _ordinal(text, made), made.number_end
    if made.unit is None and not _stands_alone(view, made.numeral):
        return None, made.number_end
    if char == "一" and view[at - 1 : at] in _NO_ONE and made.number_end == at + 1:
        return None, at + 1
    return _finish(text, view, made, floor), made.end


def _parts(text: str, view: str, at: int) -> list[Quantity]:
    """The parts of a whole that are written as a ratio (产业结构为9.7:47.3:43): shares that add up to a hundred."""
    match = _PARTS.match(view, at) if view[at].isdigit() and not view[at - 1 : at].isdigit() else None
    if match is None:
        return []
    spans = [match.span(n) for n in (1, 2, 3)]
    values = [float(view[low:high]) for low, high in spans]
    if not 99 <= sum(values) <= 101:
        return []
    return [
        Quantity(low, high, text[low:high], value, None, "percent", None, "eq", low, high, "part")
        for (low, high), value in zip(spans, values, strict=True)
    ]


def _ordinal(text: str, made: Measured) -> Quantity:
    start, end = made.numeral.start - 1, made.number_end
    value = made.numeral.value
    return Quantity(
        start, end, text[start:end], value, None, None, None, "eq", start + 1, end, "ordinal", made.numeral.chinese
    )


def _stands_alone(view: str, numeral: Numeral) -> bool:
    """Whether a number without a unit is one: not part of a word (一体化), a code (A15, 5G) or a heading (三、)."""
    before, after = view[max(0, numeral.start - 1) : numeral.start], view[numeral.end : numeral.end + 1]
    if not numeral.chinese:
        if numeral.scale > 1:
            return True
        letters = [char for char in (before, after) if char.isascii() and char.isalpha()]
        glued = before == "-" and view[max(0, numeral.start - 2) : numeral.start - 1].isalnum()
        return not letters and not glued and before != "_"
    if numeral.end - numeral.start > 2 or (numeral.scale > 1 and numeral.value_max is None):
        return True
    if numeral.end - numeral.start == 2 and "十" in view[numeral.start : numeral.end] and numeral.value_max is None:
        return True
    return not _BOUND.match(before) and not _BOUND.match(after) and not _HEADING.match(after)


def _special(view: str, at: int) -> Measured | None:
    """Numbers without a numeral: 半年, 半数, 过半, 对折, 翻番."""
    if view[at] == "翻":
        double = _DOUBLE.match(view, at)
        return _fixed(at, double.end(), 2.0, "times", "multiple", "eq") if double else None
    if view[at] == "对":
        return _fixed(at, at + 2, 50.0, "percent", "share", "eq") if view.startswith("对折", at) else None
    if view[at] == "一":
        return None if view[at + 2 : at + 3] in _HALF_WORDS else _fixed(at, at + 2, 50.0, "percent", "share", "eq")
    half = _HALF.match(view, at)
    if half is None or view[at - 1 : at] in ("上", "下", "大", "多", "夜", "前", "后"):
        return None
    if half["over"]:
        return _fixed(at - 1, half.end(), 50.0, "percent", "share", "gt")
    if half["half"]:
        return _fixed(at, half.end(), 50.0, "percent", "share", "eq")
    if half["tenth"]:
        return _fixed(at, half.end(), 5.0, "percent", "share", "eq")
    unit = units.unit_at(view, at + 1)
    if unit is None:
        return None
    return replace(_fixed(at, half.end(), 0.5 * unit.factor, unit.unit, unit.kind, "eq"), unit_text=unit.surface)


def _fixed(start: int, end: int, value: float, unit: str, kind: str, comparator: str) -> Measured:
    numeral = Numeral(start, end, value, chinese=True, scale=2.0)
    return Measured(numeral, end, end, value, None, unit, None, kind, comparator)


def _bare_scale(view: str, at: int, floor: int) -> Measured | None:
    """近百家, 超千亿元, 上万人, 百余家: a scale word alone counts only with a comparator and before a unit."""
    if view[at] not in "百千万亿十":
        return None
    scale = _BARE_SCALE.match(view, at)
    if scale is None or _CLASS.match(view, scale.end()):
        return None
    before = view[max(0, at - 2) : at]
    _, comparator = comparators.before(view, at, max(floor, at - 8))
    more = view[scale.end() : scale.end() + 1] in ("余", "多")
    found = units.unit_end(view, scale.end() + more)
    led = comparator is None and at > floor and before.endswith(("过", "上"))
    if found is None or not (comparator or more or led) or before in ("百上", "以上", "不过"):
        return None
    unit, end = found
    if unit.surface == "番" or (unit.kind == "money" and _CLASS_AFTER.match(view, end)):
        return None  # 产值超亿元企业: a class of firms
    start = at - 1 if led else at
    word = "gt" if more else "eq" if comparator else "ge" if before.endswith("上") else "gt"
    numeral = Numeral(start, scale.end(), SCALES[scale.group()], chinese=True, scale=SCALES[scale.group()])
    return Measured(
        numeral, scale.end(), end, numeral.value * unit.factor, None, unit.unit, unit.surface, unit.kind, word
    )


def _ranged(text: str, view: str, low: Measured) -> Measured | None:
    """10至20万元, 3~5家, 10%—20%: two numbers with a dash or 至 between them are one range; else None."""
    separator = _SEPARATOR.match(view, low.end)
    if separator is None or low.value_max is not None or low.kind == "ratio" or low.comparator != "eq":
        return None
    at = separator.end() + (view[separator.end()] in "负-−")
    if at >= len(view) or not (view[at].isdigit() or view[at] in DIGITS or view[at] == "."):
        return None
    dash = separator.group().strip()[0] not in "至到"
    if dash and view[low.numeral.start - 1 : low.numeral.start] in ("-", "/"):
        return None
    high = measured_at(text, view, at)
    if high is None or high.value_max is not None or high.comparator != "eq":
        return None
    if low.unit is not None and low.unit != high.unit and not (high.unit is None and low.kind == "share"):
        return None
    if dash and view[high.end : high.end + 1] == "-" and high.unit is None:
        return None
    return _span(view, low, high)


def _span(view: str, low: Measured, high: Measured) -> Measured | None:
    """Both ends of a range, the scale and the unit of the upper one shared by a lower one that has none."""
    first, second = low.value, high.value
    if high.unit is None and low.unit is not None:
        if low.unit_text is not None or view[low.numeral.start] != "百":
            return None
        high = replace(high, unit=low.unit, kind=low.kind)
    elif low.unit is None:
        if low.numeral.scale == 1.0 and high.numeral.scale > 2 and abs(first) < high.numeral.value / high.numeral.scale:
            first *= high.numeral.scale
        first *= high.factor
        if high.unit_text in ("成", "折"):
            first *= 10
    if first >= second:
        return None
    numeral = replace(
        high.numeral, start=low.numeral.start, chinese=low.numeral.chinese and high.numeral.chinese, scale=2.0
    )
    return replace(high, numeral=numeral, value=first, value_max=second)


def _finish(text: str, view: str, made: Measured, floor: int) -> Quantity:
    """The quantity with its comparator words on both sides, its currency mark, and 每年 before it."""
    numeral, start, end, unit, kind = made.numeral, made.numeral.start, made.end, made.unit, made.kind
    mark = units.mark_before(view, start, floor) if kind in ("bare", "money") else None
    if mark and ((unit is None and view[end : end + 1] != "$") or made.unit_text == "元" or unit == mark[1]):
        start, unit, kind = mark[0], mark[1], "money"
    if made.unit_text == "番" and (doubled := DOUBLED.search(view, max(floor, start - 5), start)):
        start = doubled.start()
    value, high, comparator = made.value, made.value_max, made.comparator
    first, word = comparators.before(view, start, floor)
    if word == "about_below" and kind == "duration" and not comparators.is_age(view, first, end, floor):
        word = None  # 近三年 names a time, not nearly three years
    if word is not None:
        start = first
        comparator = comparator if comparator == "gt" and word in ("approx", "about_below") else word
    if kind == "share":
        end, strong = comparators.strength(view, end)
        comparator = strong or comparator
    end, behind = comparators.after(view, end)
    if behind and comparator in ("eq", "about_below"):
        comparator = behind
    end, unit = units.each(view, end, unit, kind)
    every = _EVERY.search(view, max(floor, start - 6), start)
    if every and unit != "percent":
        start = every.start()
        unit = None if unit is None else f"{unit}/year" if unit in ("person", "count") else f"{unit}/a"
    if unit == "kW" or unit == "kW/a":
        value, unit = units.base(value, unit)
        high = high if high is None or unit != "MW" else high / 1000
    return Quantity(
        start=start,
        end=end,
        text=text[start:end],
        value=value,
        value_max=high,
        unit=unit,
        unit_text=made.unit_text,
        comparator="range" if high is not None else comparator,
        number_start=numeral.start,
        number_end=made.number_end,
        kind=kind,
        chinese=numeral.chinese,
    )
