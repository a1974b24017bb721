"""One number of a text at one place: its sign, its digits, its fraction, share or ratio, before unit and comparator."""

from __future__ import annotations

import re
from dataclasses import replace

from jiqun.extract.numbers import ARABIC, SCALE, SCALES, exact, read_arabic, read_chinese
from jiqun.extract.record import record
from jiqun.vocab.fold import fold


@record
class Numeral:
    """A numeral: its span, value, upper value, and the unit that its own form gives (percent, ratio)."""

    start: int
    end: int
    value: float
    value_max: float | None = None
    unit: str | None = None
    unit_text: str | None = None
    kind: str = "bare"
    comparator: str = "eq"
    chinese: bool = False
    scale: float = 1.0


DIGITS = "零〇○一二三四五六七八九两俩十廿卅卌百千万亿壹贰叁肆伍陆柒捌玖拾佰仟"
_WIDE_COMMA = "，"
_THIN = "\u00a0\u2007\u2009\u202f\u2006"
_THIN_GROUPS = re.compile(rf"\d{{1,3}}(?:[{_THIN}]\d{{3}})+(?!\d)")
_BLANK_GROUPS = re.compile(r"\d{1,3}(?: \d{3})+(?=\.\d|[万亿家个人名吨元公平项千多余])")
_HAN_BEFORE = re.compile("[\u4e00-\u9fff](?<![第年月日号])")
_RATIO = re.compile(rf"\s?[:∶]\s?({ARABIC})(?![\d:])")
_VERSUS = re.compile(r"比(?=[\d一二三四五六七八九十])")
_OVER = re.compile(r"/(\d{1,6})(?![\d/])")
_MIXED = re.compile(r"(\d{1,3}) (\d{1,3})/(\d{1,3})(?![\d/])")
_OUT_OF = re.compile(r"\s*分\s*之\s*")
_BASE = re.compile(r"(百万|千万|十万|万|千|百|亿)\s*分\s*之\s*")
_AND = re.compile(r"\s?又\s?")
_WITHIN = re.compile(rf"\s?(?:±|\\pm|\+/-)\s?({ARABIC})")
_POWER = re.compile(r"[eE]([+-]?\d{1,3})(?![A-Za-z0-9])|\^\{?([+-]{0,2}\d{1,3})\}?(?![A-Za-z0-9])")
_TIMES = re.compile(r"\s?(?:[×*x]|\\times)\s?10\^?\{?([+-]?\d{1,3}|[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})\}?(?![A-Za-z0-9])")
_SUPERSCRIPT = str.maketrans("⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹", "-+0123456789")
_LETTERS = re.compile(r"\s?([kKM])(?![A-Za-z])")
_PIECES = re.compile("个(万亿|千亿|百亿|亿|千万|百万)(?![级达])")  # 10个亿
_MORE = re.compile(rf"\s?零?\s?([多余几])(?:\s{{0,2}}({SCALE}))?")
_SIGN = re.compile(r"(?:负|零下)\s?$|(?<![\w\-−).%）])[-−]$|(?<=[长降速幅率为是达到至约值额比减跌升：:])[-−]$")
_LOOSE_SIGN = re.compile(r"(?<=[^\x00-\x7f])[-−]$")
_PERCENT = re.compile(r"\d+(?:\.\d+)?\s?(?:\\?%|‰|℃|个百分点)")
_TENTHS = re.compile(
    r"成(?![为立果功员本都份交长效套型熟就品绩像语千百体败活天形群建渝员批])(半|[一二三四五六七八九](?![一二三四五六七八九十百千万个家成]))?"
)
_SCALED = re.compile("[百千万亿兆]{1,2}$")
_OFF = re.compile(r"\s?折(?![叠旧合射算线返扇弯页回线中])")


def numeral_at(text: str, view: str, at: int) -> Numeral | None:
    """The number that begins at ``at``, with its sign; None when the characters there are no number."""
    found = _plain(text, view, at)
    if found is None:
        return None
    found = _joined(text, view, found)
    return _signed(view, found)


def _plain(text: str, view: str, at: int) -> Numeral | None:
    """Digits or Chinese numerals with their scale words, or a share of a named base (百分之五)."""
    based = _BASE.match(view, at) if view[at] in "百千万十亿" else None
    return _part_of(text, view, at, based.end(), SCALES[based[1]]) if based else _digits(text, view, at)


def _digits(text: str, view: str, at: int) -> Numeral | None:
    """The digits at ``at``, Arabic or Chinese, with their scale words; None where there are none."""
    char = view[at : at + 1]
    if char.isdigit() or char == ".":
        return _arabic(text, view, at)
    if not char or char not in DIGITS:
        return None
    found = read_chinese(view, at)
    if found is None:
        return None
    end, low, high = found
    more = _MORE.match(view, end)
    comparator = "eq"
    if more and view[end - 1] not in "点" and high is None and (more[2] or more[1] == "几"):
        end, low, comparator = more.end(), low * (SCALES[more[2]] if more[2] else 1.0), "gt"
    word = _SCALED.search(view, at, end)
    size = SCALES.get(word.group(), 1.0) if word else 1.0
    return Numeral(at, end, low, high, None, None, "bare", comparator, True, size)


def _arabic(text: str, view: str, at: int) -> Numeral | None:
    """An Arabic numeral: groups, scale words, powers of ten; 1 3/5 is one number."""
    mixed = _MIXED.match(view, at)
    if mixed and int(mixed[3]) > 1 and not view[at - 1 : at].isdigit():
        return Numeral(at, mixed.end(), int(mixed[1]) + int(mixed[2]) / int(mixed[3]))
    if view[at] == ".":
        found = read_arabic("0" + view[at : at + 60], 0)
        if found is None or found[0] < 3:
            return None
        end, value, more, scale = at + found[0] - 1, *found[1:]
    else:
        thin = _thin_groups(text, view, at)
        found = thin or _narrow(text, at, read_arabic(view, at))
        if found is None:
            return None
        end, value, more, scale = found
    pieces = _PIECES.match(view, end) if scale == 1.0 else None
    if pieces:
        return Numeral(at, pieces.end(), value * SCALES[pieces[1]], scale=SCALES[pieces[1]])
    if scale == 1.0:
        end, value, scale = _powered(view, at, end, value)
    return Numeral(at, end, value, comparator="gt" if more else "eq", scale=scale)


def _narrow(text: str, at: int, found: tuple[int, float, bool, float] | None) -> tuple[int, float, bool, float] | None:
    """Undo a grouping by a full-width comma between half-width digits: 2018，500家 are two clauses."""
    if found is None:
        return None
    comma = text.find(_WIDE_COMMA, at, found[0])
    if comma < 0 or not text[comma + 1].isascii():
        return found
    return comma, exact(fold(text[at:comma]), 1.0), False, 1.0


def _thin_groups(text: str, view: str, at: int) -> tuple[int, float, bool, float] | None:
    """12 345 with thin or no-break spaces between the groups; a plain blank only in prose and before 万 or a unit."""
    if " " not in view[at + 1 : at + 4]:
        return None
    thin = any(char in _THIN for char in text[at + 1 : at + 4])
    groups = (_THIN_GROUPS if thin else _BLANK_GROUPS).match(fold_digits(text[at : at + 40]))
    if groups is None or (not thin and not _HAN_BEFORE.match(view, at - 1)):
        return None
    compact = re.sub(rf"[ {_THIN}]", "", groups.group())
    found = read_arabic(compact + view[at + groups.end() : at + groups.end() + 20], 0)
    return None if found is None else (at + found[0] + groups.end() - len(compact), *found[1:])


def fold_digits(text: str) -> str:
    """Full-width digits as half-width ones, spaces kept as they are."""
    return text.translate({code: code - 0xFEE0 for code in range(0xFF10, 0xFF1A)})


def _powered(view: str, at: int, end: int, value: float) -> tuple[int, float, float]:
    """2e5, 1.5×10^8, 2^5, 40k: a power or a letter behind the digits."""
    times = _TIMES.match(view, end)
    if times:
        return times.end(), float(f"{view[at:end].replace(',', '')}e{times[1].translate(_SUPERSCRIPT)}"), 2.0
    power = _POWER.match(view, end)
    if power and not view[max(0, at - 1) : at].isalpha():
        if power[1]:
            return power.end(), float(f"{view[at:end].replace(',', '')}e{power[1]}"), 2.0
        try:
            return power.end(), value ** int(power[2].replace("--", "")), 2.0
        except (OverflowError, ZeroDivisionError):
            return end, value, 1.0
    letter = _LETTERS.match(view, end)
    if letter and not (letter[1] in "kK" and value in (2, 4, 8, 16)) and not (letter[1] == "M" and value == 3):
        size = 1e6 if letter[1] == "M" else 1e3
        return letter.end(), exact(view[at:end] if view[at] != "." else "0" + view[at:end], size), 2.0
    return end, value, 1.0


def _joined(text: str, view: str, found: Numeral) -> Numeral:
    """What joins two numerals to one: 分之, 又, /, :, 比, ±; and 成 and 折 behind one."""
    at, end = found.start, found.end
    if found.unit is not None or found.value_max is not None:
        return _tenths(view, found)
    following = view[end : end + 3].lstrip()[:1]
    if following == "分" and (out_of := _OUT_OF.match(view, end)):
        return _part_of(text, view, at, out_of.end(), found.value) or found
    if following == "又" and (link := _AND.match(view, end)):
        part = _fraction_at(text, view, link.end())
        if part and part.unit == "percent":
            return replace(found, end=part.end, value=found.value + part.value / 100, scale=2.0)
    if following == "/" and (over := _OVER.match(view, end)) and found.scale == 1.0 and found.value < 1000:
        return _fraction(view, found, over)
    if following in (":", "∶") and (ratio := _RATIO.match(view, end)) and found.value and not found.chinese:
        value = float(ratio[1].replace(",", "")) / found.value
        return replace(found, end=ratio.end(), value=value, unit="ratio", kind="ratio")
    if following == "比" and _VERSUS.match(view, end) and found.value and found.scale == 1.0:
        second = _digits(text, view, end + 1)
        if second and second.scale == 1.0 and second.value_max is None and second.value:
            return replace(found, end=second.end, value=second.value / found.value, unit="ratio", kind="ratio")
    within = _WITHIN.match(view, end)
    if within:
        spread = float(within[1].replace(",", ""))
        high = found.value + spread if spread else None
        return replace(found, end=within.end(), value=found.value - spread, value_max=high)
    return _tenths(view, found)


def _fraction_at(text: str, view: str, at: int) -> Numeral | None:
    """The fraction behind 又: 1/2 or 四分之一."""
    below = _digits(text, view, at)
    if below is None:
        return None
    out_of = _OUT_OF.match(view, below.end)
    if out_of:
        return _part_of(text, view, at, out_of.end(), below.value)
    over = _OVER.match(view, below.end)
    return _fraction(view, below, over) if over else None


def _fraction(view: str, found: Numeral, over: re.Match[str]) -> Numeral:
    """1/4 is 25 percent; 16/5 is a plain number; a date such as 2019/3/25 never comes here."""
    below = int(over[1])
    if not below or found.value != int(found.value):
        return found
    if 0 < found.value < below and (below <= 100 or below in (1000, 10000)):
        value = 100 * found.value / below
        return replace(found, end=over.end(), value=value, unit="percent", kind="share")
    return replace(found, end=over.end(), value=found.value / below, scale=2.0) if found.value >= below else found


def _part_of(text: str, view: str, start: int, at: int, whole: float) -> Numeral | None:
    """百分之五, 三分之一: a share in percent; 千分之 and 万分之 keep their base, as ‰ does."""
    negative = view[at : at + 1] == "负"
    at += negative
    if view.startswith("百", at) and whole == 100:
        part: Numeral | None = Numeral(at, at + 1, 100.0)
    else:
        part = _digits(text, view, at)
    if part is None or not whole:
        return None
    sign = -1 if negative else 1
    high = None if part.value_max is None else part.value_max
    worded = view[start] in "百千万"
    if worded and whole in (1e3, 1e4):
        unit, size = ("per_1000" if whole == 1e3 else "per_10000"), 1.0
    else:
        unit, size = "percent", 100 / whole
    if not worded and whole != 100 and part.value > whole:
        return Numeral(start, part.end, sign * part.value / whole, chinese=part.chinese, scale=2.0)
    value = sign * (part.value if size == 1.0 else 100 * part.value / whole)
    return Numeral(
        start,
        part.end,
        value,
        None if high is None else high * size,
        unit,
        None,
        "share",
        part.comparator,
        part.chinese,
    )


def _tenths(view: str, found: Numeral) -> Numeral:
    """七成 and 七成半 (70 and 75 percent), 7折 and 七五折."""
    end = found.end + (view[found.end : found.end + 1] == " ")
    mark = view[end : end + 1]
    if mark == "成" and 0 < found.value <= 10 and (tenths := _TENTHS.match(view, end)):
        rest = tenths[1]
        value = found.value * 10 + (0 if rest is None else 5 if rest == "半" else read_chinese(rest, 0)[1])  # type: ignore[index]
        high = None if found.value_max is None else found.value_max * 10
        return replace(
            found, end=tenths.end(), value=value, value_max=high, unit="percent", unit_text="成", kind="share"
        )
    if mark == "折" and 0 < found.value < 100 and found.value != 10 and (off := _OFF.match(view, found.end)):
        size = 10 if found.value < 10 else 1
        high = None if found.value_max is None else found.value_max * size
        value = _dual(found, high) * size if high else found.value * size
        return replace(found, end=off.end(), value=value, value_max=None, unit="percent", unit_text="折", kind="share")
    return found


def _dual(found: Numeral, high: float) -> float:
    """Two digits before 折 are one price: 七八折 is 78 percent."""
    return found.value + high / 100


def _signed(view: str, found: Numeral) -> Numeral:
    """The sign before a number: 负, 零下, or a minus that is no hyphen and no dash of a range."""
    before = view[max(0, found.start - 3) : found.start]
    if not before or before[-1] not in "负下-− ":
        return found
    sign = _SIGN.search(before)
    if sign is None and _PERCENT.match(view, found.start):
        sign = _LOOSE_SIGN.search(before)
    if sign is None:
        return found
    start = found.start - (len(before) - sign.start())
    high = None if found.value_max is None else -found.value
    value = -found.value if found.value_max is None else -found.value_max
    return replace(found, start=start, value=value, value_max=high)
