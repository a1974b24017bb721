"""Numerals: where they end in a folded text and what they are worth.

Arabic numerals with Western or Chinese grouping, Chinese numerals (廿, 卅, 两 and the capital 壹贰叁 too), and both
mixed with scale words (`2.1万亿`, `1兆2498亿`, `20多万`, `一千二百`).
"""

from __future__ import annotations

import re

SCALES = {
    "十": 10.0,
    "百": 100.0,
    "千": 1e3,
    "万": 1e4,
    "十万": 1e5,
    "百万": 1e6,
    "千万": 1e7,
    "亿": 1e8,
    "万万": 1e8,
    "十亿": 1e9,
    "百亿": 1e10,
    "千亿": 1e11,
    "万亿": 1e12,
    "兆": 1e12,
}
_DIGITS = dict(zip("零〇○一二三四五六七八九两俩", (0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 2, 2), strict=True))
_DIGITS |= dict(zip("壹贰叁肆伍陆柒捌玖幺", (1, 2, 3, 4, 5, 6, 7, 8, 9, 1), strict=True))
_ZEROS, _PAIRS_ONLY = "零〇○", "两俩"
_TENS = {"廿": 20, "卅": 30, "卌": 40}
_SMALL = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_BIG = {"万": 10**4, "亿": 10**8, "兆": 10**12}
_LONGEST = 40  # characters: a longer row of numerals is no number but a list, a table or noise

ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d{1,4}(?:,\d{4})+(?!\d)|\d+)(?:\.\d+)?"
SCALE = (
    r"(?:万亿|千亿|百亿|十亿|万万|亿(?!达)|千万(?!别)|百万|十万|万(?![向科达州宁豪分])"
    r"|兆(?![瓦赫字比帕焦欧位伏])|千(?![瓦克米帕伏安升卡字比焦赫乏分吨牛])|百(?![帕强分度]))"
)
CHINESE = "[零〇○一二三四五六七八九十百千万亿兆两俩廿卅卌壹贰叁肆伍陆柒捌玖拾佰仟]"
_RUN = re.compile(f"{CHINESE}{{1,{_LONGEST + 1}}}")  # bounded, so that a long row is not read again at each place
_ROW = re.compile(f"{CHINESE}+|[\\d.,]+")
_UNIT_PREFIX = re.compile("[千兆](?:字节|比特|瓦|卡|帕|伏|赫|焦|牛)")
_DECIMALS = re.compile(
    r"\s?点\s?([零〇○一二三四五六七八九壹贰叁肆伍陆柒捌玖]+)(?![十百刻半]|分(?!之))\s?(万亿|千亿|百亿|[万亿])?"
)


def arabic(text: str) -> float:
    """The value of an Arabic numeral with or without group commas.

    >>> arabic("1,234.5")
    1234.5
    """
    return float(text.replace(",", ""))


def exact(number: str, scale: float) -> float:
    """`number × scale` without binary dust: 1.2345 × 10^8 is 123,450,000 and not 123,449,999.99999999.

    >>> exact("1.2345", 1e8)
    123450000.0
    """
    whole, _, decimals = number.replace(",", "").partition(".")
    scaled = int(whole + decimals) * int(scale)
    return scaled / 10 ** len(decimals) if decimals else float(scaled)


def chinese(text: str) -> float | None:
    """The value of a text that is one Chinese numeral, or None when the characters form no single number.

    >>> [chinese(t) for t in ("二十", "一百零五", "两万三千", "十二", "一九九四", "廿三", "三亿五千万", "三点五")]
    [20.0, 105.0, 23000.0, 12.0, 1994.0, 23.0, 350000000.0, 3.5]
    >>> chinese("万千") is None
    True
    """
    found = read_chinese(text, 0)
    return found[1] if found and found[0] == len(text) and found[2] is None else None


def read_chinese(view: str, at: int) -> tuple[int, float, float | None] | None:
    """The Chinese numeral at ``at``: its end, its value, and the upper value of a pair (三四 is 3 to 4); or None.

    A row of digits is read digit by digit (二〇一八); 四百五 is 450 and 一万三 is 13,000.

    >>> read_chinese("十五六家", 0), read_chinese("两千三点一", 0)
    ((3, 15.0, 16.0), (5, 2300.1, None))
    """
    run = _RUN.match(view, at)
    if run is None:
        return None
    end = run.end()
    if end - at > _LONGEST:
        return None
    used, low, high = _read_run(run.group())
    if used > 1 and _UNIT_PREFIX.match(view, at + used - 1):
        used, low, high = _read_run(run.group()[: used - 1])
    if not used:
        return None
    decimals = _DECIMALS.match(view, at + used) if high is None else None
    if decimals and len(decimals[1]) <= _LONGEST:
        digits = "".join(str(_DIGITS[char]) for char in decimals[1])
        return decimals.end(), exact(f"{int(low)}.{digits}", SCALES.get(decimals[2] or "", 1.0)), None
    return at + used, low, high


def row_end(view: str, at: int) -> int:
    """Where the row of numerals at ``at`` ends, however long it is: the place to go on after one that is no number."""
    row = _ROW.match(view, at)
    return row.end() if row and row.end() - at > _LONGEST else at + 1


def _read_run(run: str) -> tuple[int, float, float | None]:
    """Characters used, value and upper value of the longest numeral at the start of a row of numerals."""
    row = 0
    while row < len(run) and run[row] in _DIGITS and run[row] not in _PAIRS_ONLY:
        row += 1
    scaled = row < len(run) and run[row] not in _PAIRS_ONLY
    if row >= 3 or (row == 2 and not (scaled and run[0] not in _ZEROS) and not _pair(run[0], run[1])):
        return row, float("".join(str(_DIGITS[char]) for char in run[:row])), None
    for at in range(len(run) - 1):
        first, second = run[at], run[at + 1]
        if first not in _DIGITS or second not in _DIGITS or first in _ZEROS or second in _ZEROS:
            continue
        used, low = _compose(run[: at + 1] + run[at + 2 :])
        if _pair(first, second) and used > at:
            high_used, high = _compose(run[:at] + second + run[at + 2 :])
            if high_used == used and high > low:
                return used + 1, low, high
        return *_compose(run[: at + 1]), None
    return *_compose(run), None


def _pair(first: str, second: str) -> bool:
    """Whether two digits side by side are a rough number: 三四, 两三, 三五."""
    low, high = _DIGITS[first], _DIGITS[second]
    return low > 0 and (high == low + 1 or (low, high) == (3, 5))


def _compose(run: str) -> tuple[int, float]:
    """Characters used and value of digits with 十, 百, 千, 万, 亿 and 兆."""
    pieces: list[tuple[int, int]] = []
    section, digit, step, used = 0, None, 10**4, 0
    for at, char in enumerate(run):
        if char in _ZEROS:
            if digit is not None:
                break
            used = used or int(len(run) == 1)
        elif char in _DIGITS:
            lone_two = (
                char in _PAIRS_ONLY and at > 0 and run[at + 1 : at + 2] not in ("百", "千", "万", "亿", "佰", "仟")
            )
            if digit is not None or lone_two:
                break
            digit, used = _DIGITS[char], at + 1
        elif char in _TENS or char in _SMALL:
            size = _SMALL.get(char, 10)
            if size >= step or (digit is not None and char in _TENS) or (digit is None and size > 10):
                break
            section += _TENS[char] if char in _TENS else (1 if digit is None else digit) * size
            digit, step, used = None, size, at + 1
        else:
            value = section + (digit or 0)
            while pieces and (pieces[-1][1] < _BIG[char] or (pieces[-1][1] == _BIG[char] and not value)):
                value += pieces.pop()[0]
            if value == 0:
                break
            pieces.append((value * _BIG[char], _BIG[char]))
            section, digit, step, used = 0, None, 10**4, at + 1
    last = run[used - 2 : used - 1]
    size = _SMALL.get(last) or _BIG.get(last) or 0
    tail = (digit or 0) * (size // 10 if size > 10 else 1)
    return used, float(sum(value for value, _ in pieces) + section + tail)


_PART = re.compile(rf"({ARABIC})(\s?零?[多余几])?(?:\s{{0,2}}({SCALE}))?")
_REST = re.compile(r"(\d{1,3},\d{3}|\d{4})(?![\d.,年%‰])|\s(\d{4})(?=\s?(?:元|人|[家户名吨]))")  # 1 万 7000 元
_NEXT = re.compile(rf"\s?(\d)(?:\s?)({SCALE})|({ARABIC})({SCALE})")


def read_arabic(view: str, at: int) -> tuple[int, float, bool, float] | None:
    """The Arabic numeral at ``at`` with its scale words: its end, value, whether 多 or 余 stands in it, last scale.

    >>> read_arabic("3亿5000万元", 0), read_arabic("20多万", 0)
    ((7, 350000000.0, False, 10000.0), (4, 200000.0, True, 10000.0))
    """
    part = _PART.match(view, at)
    if part is None or part.end(1) - at > _LONGEST:
        return None
    number, more, word = part.groups()
    if more and not word:
        return part.end(1), exact(number, 1.0), False, 1.0
    scale = SCALES[word] if word else 1.0
    total, end, last = exact(number, scale), part.end() if word else part.end(1), scale
    while last > 1 and (following := _NEXT.match(view, end)):
        digits, word = (following[1], following[2]) if following[1] else (following[3], following[4])
        value = exact(digits, SCALES[word])
        if SCALES[word] >= last or len(digits) > _LONGEST or value >= last:
            break
        total, end, last = total + value, following.end(), SCALES[word]
    rest = _REST.match(view, end) if last >= 1e4 and "." not in number else None
    if rest and (value := exact(rest[1] or rest[2], 1.0)) < last:
        total, end, last = total + value, rest.end(), 10.0  # 1万2,480人: the rest stands without a scale word
    return end, total, bool(more), last


def mixed(text: str) -> float | None:
    """The value of a text that is one Arabic numeral with scale words, added up part by part; None if it is not.

    >>> [mixed(t) for t in ("2.1万亿", "1兆2498亿", "20多万", "3亿5000万", "1,300")]
    [2100000000000.0, 1249800000000.0, 200000.0, 350000000.0, 1300.0]
    """
    found = read_arabic(text, 0)
    return found[1] if found and found[0] == len(text) else None
