"""A number with its unit: halves (两个半小时), coins (三块五), digits that OCR has spaced, and 番."""

from __future__ import annotations

import re
from dataclasses import replace

from jiqun.extract import units
from jiqun.extract.numerals import DIGITS, Numeral, numeral_at
from jiqun.extract.record import record


@record
class Measured:
    """A numeral with its unit: ``number_end`` is where the numeral ends, ``factor`` what the unit multiplies it by."""

    numeral: Numeral
    number_end: int
    end: int
    value: float
    value_max: float | None
    unit: str | None
    unit_text: str | None
    kind: str
    comparator: str
    factor: float = 1.0


_HALF_MORE = re.compile(r"个([半多余])(月|小时|钟头|世纪|学时|星期|礼拜)")
_HALF_MORE_UNIT = {"月": "month", "小时": "h", "钟头": "h", "世纪": "century", "学时": "class_hour"}
_POINTS = re.compile(r" +(个? *百 *分 *点)")
_HALF_AFTER = re.compile(r"半(?![导岛径成自挂决球山城固结坡封个年月天数])")
_MORE_AFTER = re.compile(r"多(?![家项个种元样媒功晶层次措方边年月级地国维])")
_MORE = re.compile(r"[多余](?![晶元种样层功媒方边维])")
_METRES = re.compile(r"(\d{1,2})(?![\d米厘公])|([一二三四五六七八九])(?![一二三四五六七八九十百千万米厘公])")
DOUBLED = re.compile("翻了?(?:近|约|超|超过|将近|大约)?$")  # before 一番
_NINE = "一二三四五六七八九"
_STILL_MORE = re.compile("还?多")
_TAIL_OF_YUAN = re.compile(r"([一二三四五六七八九\d])(?![一二三四五六七八九十百千万\d大家个])")
_SPACED = re.compile(
    r"\d(?: \d){1,12}(?: ?[.,] ?\d(?: \d){0,12}){0,4}(?! ?[\d/])|\d(?: \d){0,12} [.,] \d(?: \d){0,12}(?! ?[\d/])"
)
_SPACED_CHINESE = re.compile(rf"[{DIGITS}]{{1,12}}(?:\s{{1,2}}[{DIGITS}点余多几]{{1,12}}){{1,10}}(?:\s?[成折])?")
_WINDOW = 60


def measured_at(text: str, view: str, at: int) -> Measured | None:
    """The number that begins at ``at`` with its unit; None when there is no number.

    >>> found = measured_at("两个半小时", "两个半小时", 0)
    >>> (found.value, found.unit, found.end)
    (2.5, 'h', 5)
    """
    spaced = _spaced(text, view, at)
    if spaced is not None:
        return spaced
    numeral = numeral_at(text, view, at)
    return None if numeral is None else _with_unit(view, numeral)


def _with_unit(view: str, numeral: Numeral) -> Measured:
    end, value, high = numeral.end, numeral.value, numeral.value_max
    comparator = numeral.comparator
    if numeral.unit is not None:
        return _unit_of_share(view, numeral)
    if view[end : end + 1] == "个" and (half := _HALF_MORE.match(view, end)):
        term = _HALF_MORE_UNIT.get(half[2], "week")
        value, comparator = (value + 0.5, comparator) if half[1] == "半" else (value, "gt")
        return Measured(numeral, end, half.end(), value, high, term, half.group(), "duration", comparator)
    number_end = end
    if numeral.scale > 2 and view.startswith("级", end):
        return Measured(numeral, end, end, value, high, None, None, "bare", comparator)  # 3000亿级: a class
    if view[end : end + 1] in ("多", "余", "来") and not view.startswith("多米尼加", end):
        end, comparator = _more(view, numeral, comparator)
    points = _POINTS.match(view, end) if view[end : end + 1] == " " else None
    if points:
        return Measured(
            numeral, number_end, points.end(), value, high, "percentage_point", points.group(1), "share", comparator
        )
    found = units.unit_end(view, end)
    if found is None and view[end : end + 1] == "$" and view[numeral.start - 1 : numeral.start] == "$":
        found = units.unit_end(view, end + 1)
    if found is None or (
        found[0].surface == "番" and not DOUBLED.search(view, max(0, numeral.start - 5), numeral.start)
    ):
        return Measured(numeral, number_end, end, value, high, None, None, "bare", comparator)
    unit = found[0]
    end = found[1]
    value, high = _exactly(value, unit.factor), None if high is None else _exactly(high, unit.factor)
    made = Measured(numeral, number_end, end, value, high, unit.unit, unit.surface, unit.kind, comparator, unit.factor)
    return _behind(view, made, unit)


def _exactly(value: float, factor: float) -> float:
    """A product without binary dust: 30 × 0.1."""
    return value * factor if factor >= 1 else value / round(1 / factor)


def _more(view: str, numeral: Numeral, comparator: str) -> tuple[int, str]:
    """Step over 多 or 余 behind the numeral (1300多家, 十余年): more than; over 来 (十来家): about."""
    end = numeral.end
    if units.unit_end(view, end + 1) is not None:
        if view[end] == "来":
            return (end + 1, "approx") if view[end - 1] in "十百" else (end, comparator)
        return end + 1, "gt"
    round_number = numeral.value % 10 == 0 and numeral.value > 0
    return (end + 1, "gt") if round_number and _MORE.match(view, end) else (end, comparator)


def _unit_of_share(view: str, numeral: Numeral) -> Measured:
    """A fraction with a unit of size is a part of that unit (三分之一吨); else it is a share (两成多: more than)."""
    more = numeral.value_max is None and bool(_MORE_AFTER.match(view, numeral.end))
    found = units.unit_end(view, numeral.end) if numeral.unit == "percent" and numeral.kind == "share" else None
    shared = numeral.unit_text is not None or view[numeral.start] in "百"
    if found and not shared and found[0].kind in ("physical", "duration") and found[0].surface not in ("度", "方"):
        unit, end = found
        value = numeral.value / 100 * unit.factor
        return Measured(
            numeral, numeral.end, end, value, None, unit.unit, unit.surface, unit.kind, numeral.comparator, unit.factor
        )
    return Measured(
        numeral,
        numeral.end,
        numeral.end + more,
        numeral.value,
        numeral.value_max,
        numeral.unit,
        numeral.unit_text,
        numeral.kind,
        "gt" if more else numeral.comparator,
    )


def _behind(view: str, made: Measured, unit: units.Unit) -> Measured:
    """What follows a unit and belongs to the number: 半, 多, coins, 一米八, the 番 of 翻两番, 每年 and /年."""
    end, value = made.end, made.value
    following = view[end : end + 1]
    if unit.surface == "番":
        more = _STILL_MORE.match(view, end)
        made = replace(made, value=2.0 ** min(made.value, 30), value_max=None)
        return replace(made, end=more.end(), comparator="gt") if more else made
    if following == "半" and unit.kind in ("duration", "physical") and _HALF_AFTER.match(view, end):
        return replace(made, end=end + 1, value=value + unit.factor / 2)
    if following == "多" and unit.kind in ("duration", "multiple", "share") and _MORE_AFTER.match(view, end):
        return replace(made, end=end + 1, comparator="gt")
    if unit.surface == "米" and value <= 2 and (rest := _METRES.match(view, end)):
        digits = rest[1] or str(_NINE.index(rest[2]) + 1)
        return replace(made, end=rest.end(), value=value + int(digits) / 10 ** len(digits))
    if made.numeral.scale == 1.0 and made.value_max is None and (unit.kind == "money" or unit.surface == "块"):
        coined = _coined(view, made, unit)
        if coined is not None:
            return coined
    end, per_unit = units.per(view, made.end, unit.unit, unit.kind)
    return made if end == made.end else replace(made, end=end, unit=per_unit)


def _coined(view: str, made: Measured, unit: units.Unit) -> Measured | None:
    """五元三毛 and 三块五 are one sum; 三块 alone are three pieces."""
    end, worth = units.coins(view, made.end)
    if not worth and unit.surface == "块" and (tail := _TAIL_OF_YUAN.match(view, made.end)):
        end, worth = tail.end(), (float(tail[1]) if tail[1].isdecimal() else _NINE.index(tail[1]) + 1) / 10
    if not worth:
        return None
    code = "CNY" if unit.surface == "块" else made.unit
    return replace(made, end=end, value=round(made.value + worth, 2), unit=code, kind="money")


def _spaced(text: str, view: str, at: int) -> Measured | None:
    """Digits that OCR or LaTeX has set apart (6 0 . 3 0 \\%, 一百 五 十 二): read without the blanks.

    Only where the blanks are inside one number: a decimal point or a unit must show it, or the Chinese numeral must
    end where one of the spaced groups ends.
    """
    if " " not in view[at + 1 : at + 5]:
        return None
    pattern = _SPACED if view[at].isdigit() else _SPACED_CHINESE
    row = pattern.match(view, at)
    if row is None or row.end() - at > _WINDOW or (at and view[at - 1].isdigit()):
        return None
    stop = view.find("\n", at, row.end() + 12)
    places = [n for n in range(at, min(len(view), row.end() + 12) if stop < 0 else stop) if view[n] != " "]
    before = view[max(0, at - 1) : at]
    compact = before + "".join(view[n] for n in places)
    plain = before + "".join(text[n] for n in places)
    shift = len(before)
    numeral = numeral_at(plain, compact, shift)
    if numeral is None or numeral.start != shift:
        return None
    made = _with_unit(compact, numeral)
    joined = places[numeral.end - shift - 1] + 1
    if view[at].isdigit():
        believable = made.unit is not None or "." in row.group() or "," in row.group()
    else:
        scaled = made.unit is not None or any(char in row.group() for char in "十百千万亿拾佰仟")
        believable = scaled and (joined >= row.end() or view[joined : joined + 1] == " ")
    if not believable or joined <= at + 1 or " " not in view[at:joined]:
        return None
    last = places[made.end - shift - 1] + 1
    return replace(made, numeral=replace(numeral, start=at, end=joined), number_end=joined, end=last)
