"""The lattice of quantities of an English text: every number with its scale, unit and comparator."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from jiqun.extract.english.money import Money, money_after, money_before
from jiqun.extract.english.numbers import FIRST_WORDS, Numeral, numeral
from jiqun.extract.english.per import per, persons, yearly
from jiqun.extract.english.ranges import bounds, lettered, second_end, unit_at
from jiqun.extract.english.tables import comparators, units
from jiqun.extract.quantity import Quantity
from jiqun.vocab.fold import fold

_START = re.compile(
    r"(?<![\w.])\d|(?<=[A-Z$€£¥₩₹])(?<![A-Za-z]{4})\d|(?<=\bRs\.)\d|(?<=\bRp)\d|(?<=\bDh)\d|(?<=\bTk)\d|(?<=\b[KTU][Ss]h)\d|"
    r"(?<![\w.])[A-Za-z]+(?![\w])|(?<=\d-)fold"
)
_LATER_WORDS = re.compile(
    r"an? (?:hundred|thousand|million|billion|trillion|dozen|third|quarter|fifth|tenth|half)\b", re.IGNORECASE
)
_TIMES_WORDS = ("doubl", "tripl", "trebl", "quadrupl", "quintupl", "twice")
_PROPORTION = re.compile(
    r"(?P<link> ?in| out of(?: every)?| of every| per| for every) (?P<base>10{1,6}|1,000|10,000|100,000|1,000,000"
    r"|\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|twenty|hundred|a hundred|a thousand"
    r"|thousand)\b(?![,.]?\d|[ -]?%)",
    re.IGNORECASE,
)
_MOVES = re.compile(r" (?:in \d{4} )?to (?:about |over |nearly |around |almost |more than )?(?=\d)")
_SCALED_CODE = re.compile(
    r"\b(?P<unit>[MKT](?:EUR|USD|SEK|NOK|DKK)) ?[-–−]?$|(?<!\w)(?P<code>EUR|USD|GBP|SEK|NOK|DKK|CHF|€|\$|£) ?m ?[-–−]?$"
)
_LETTERS = re.compile(r"(?<![A-Za-z\d.])(?P<letter>[RNW])$")
_LETTER_CODES = {"R": "ZAR", "N": "NGN", "W": "KRW"}
"""Currencies of one letter, before sums with a scale only: R300 million."""
_MINUS = re.compile(r"(?:(?<=[\s(:|])[-−–]|\bminus )$")
_PRIOR = re.compile(r" \((?!(?:19|20)\d\d\))[-–−]?$")
"""What stands before the bare figure of the year before: 712 million (660)."""
_SIGNS = {"€": "EUR", "$": "USD", "£": "GBP"}
_TIMES = re.compile(
    r"\b(?:doubled|tripled|trebled|quadrupled|quintupled|(?:two|three|four|five|six|seven|eight|nine|ten|\d+)-?fold"
    r"|twice(?= (?:as|the|its|that|their))|doubling|tripling|trebling)\b",
    re.IGNORECASE,
)
_TO_ONE = re.compile(r" ?: ?1(?![\d.:,]*\d)")
"""What makes a number a ratio: 1.42:1."""
_FACTOR = {
    "doubl": 2, "tripl": 3, "trebl": 3, "quadr": 4, "quint": 5, "twice": 2, "two": 2, "three": 3, "four": 4, "five": 5,
    "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the numeral and what touches it give, before comparators are looked for."""

    start: int
    end: int
    value: float
    value_max: float | None
    unit: str | None
    unit_text: str | None
    kind: str
    comparator: str
    number_end: int


def quantities(text: str, date: str | None = None) -> list[Quantity]:
    """Every number of an English ``text`` with or without unit, left to right, without overlaps.

    >>> [(q.text, q.value, q.unit, q.comparator) for q in quantities("over 260 firms, nearly two-thirds, US$6.9 bn")]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('over 260', 260.0, 'count', 'gt'), ('nearly two-thirds', 66.66666666666667, 'percent', 'about_below'),
     ('US$6.9 bn', 6900000000.0, 'USD', 'eq')]
    """
    return scan(text, fold(text))


def scan(text: str, view: str) -> list[Quantity]:
    """`quantities` for a text whose folded view is at hand."""
    money = Money.of(view)
    found: list[Quantity] = []
    last = 0
    for at in _starts(view):
        if at < last:
            continue
        multiple = _TIMES.match(view, at)
        reading = _multiple(multiple) if multiple else _read(view, at, last, money)
        if reading is None:
            continue
        if found and reading.kind == "bare" and view[reading.end : reading.end + 1] == ")":
            reading = _prior(view, reading, found[-1])
        quantity = _finish(text, view, reading, last, words=not view[at].isdigit())
        found.append(quantity)
        last = quantity.end
    return found


def _prior(view: str, r: _Reading, before: Quantity) -> _Reading:
    """The figure of the year before in brackets: it has the unit and scale of the one that it follows."""
    if not _PRIOR.fullmatch(view, before.end, r.start) or before.kind not in ("money", "share", "physical", "bare"):
        return r
    digits = re.search(r"\d[\d,]*(?:\.\d+)?", before.text)
    raw = float(digits.group().replace(",", "")) if digits else 0.0
    if raw == 0 or not 0.1 <= r.value / raw <= 10:
        return r
    value = r.value * abs(before.value) / raw
    value = float(round(value)) if before.value > 1000 else round(value, 10)
    return replace(r, value=value, unit=before.unit, unit_text=before.unit_text, kind=before.kind)


def _starts(view: str) -> Iterator[int]:
    """Where a quantity may begin: at a digit, or a word that numerals begin with."""
    for m in _START.finditer(view):
        word = m.group()
        if word.isdigit():
            yield m.start()
            continue
        low = word.lower()
        if low in ("a", "an"):
            if _LATER_WORDS.match(view, m.start()):
                yield m.start()
        elif low in FIRST_WORDS or low.startswith(_TIMES_WORDS) or low.endswith("fold"):
            yield m.start()


def _multiple(m: re.Match[str]) -> _Reading:
    """Doubled, threefold, twice as many: so many times."""
    word = m.group().lower()
    digits = re.match(r"\d+", word)
    value = float(digits.group()) if digits else float(next(v for k, v in _FACTOR.items() if word.startswith(k)))
    return _Reading(m.start(), m.end(), value, None, "times", m.group(), "multiple", "eq", m.end())


def _read(view: str, at: int, floor: int, money: Money) -> _Reading | None:
    first = numeral(view, at)
    if first is None:
        return None
    scaled = _SCALED_CODE.search(view, max(floor, at - 6), at) if first.form == "digits" else None
    if scaled:
        entry = units()[2][scaled["unit"] or f"M{_SIGNS.get(scaled['code'], scaled['code'])}"]
        value = first.value * entry.factor * (-1 if scaled.group()[-1] in "-–−" else 1)
        return _Reading(scaled.start(), first.end, value, None, entry.unit, scaled[1], "money", "eq", first.end)
    prefix = money_before(view, max(floor, at - 8), at, money) if first.form == "digits" else None
    code = prefix[1] if prefix else None
    single = _LETTERS.search(view, max(floor, at - 2), at) if prefix is None else None
    if single and (first.scale >= 1e6 or first.letter in ("m", "b")) and first.form == "digits":
        prefix = single.start(), _LETTER_CODES[single["letter"]]
        code = prefix[1]
    start = prefix[0] if prefix else at
    first = lettered(view, first, code)
    ratio = _TO_ONE.match(view, first.end) if first.form == "digits" and prefix is None else None
    if ratio:
        return _Reading(at, ratio.end(), first.value, None, "ratio", None, "ratio", "eq", ratio.end())
    if first.form != "fraction":
        proportion = _proportion(view, first, code)
        if proportion:
            return proportion
    ranged = second_end(view, first, code, money)
    value, value_max, number_end = first.value, None, first.end
    last = first
    if ranged:
        value, value_max, last, code, start = bounds(view, first, ranged, code, start)
        number_end = last.end
    if first.form == "fraction" and not ranged:
        return _Reading(start, first.end, value, None, "percent", view[at : first.end], "share", "eq", first.end)
    return _with_unit(
        view, _Reading(start, number_end, value, value_max, code, None, "bare", "eq", number_end), code, money, last
    )


def _proportion(view: str, first: Numeral, code: str | None) -> _Reading | None:
    """One in four, 3 out of every 10, 285.9 out of every 1,000."""
    m = _PROPORTION.match(view, first.end)
    if m is None or code is not None:
        return None
    base_text = m["base"].lower().removeprefix("a ")
    base = numeral(view, m.start("base"))
    whole = {"hundred": 100.0, "thousand": 1000.0}.get(base_text) or (base.value if base else 0.0)
    link = m["link"].strip()
    if whole <= first.value or (link in ("per", "for every") and whole < 100):
        return None
    if link == "in" and not (whole <= 20 or whole in (100, 1000)):
        return None
    if link == "in" and re.match(r" (?:years?|months?|countries|cities|places|regions)\b", view[m.end() :]):
        return None
    if whole == 1000:
        return _Reading(first.start, m.end(), first.value, None, "per_1000", None, "share", "eq", first.end)
    if whole > 1000:
        return _Reading(first.start, first.end, first.value, None, "count", None, "bare", "eq", first.end)
    return _Reading(first.start, m.end(), 100 * first.value / whole, None, "percent", None, "share", "eq", first.end)


def _with_unit(view: str, r: _Reading, code: str | None, money: Money, last: Numeral) -> _Reading:
    """Take in the currency or unit behind the number, and *per year*."""
    end = r.end
    after = money_after(view, end, last, money)
    if code is not None or after is not None:
        unit_text = view[r.start : r.start + 3].strip() if after is None else view[end : after[0]].strip()
        unit = code or (after[1] if after else None)
        end = after[0] if after else end
        end, unit = per(view, end, unit or "", "money")
        return replace(r, end=end, unit=unit, unit_text=unit_text, kind="money")
    unit_found = unit_at(view, end)
    moved = _moved(view, r, money) if unit_found is None and r.value_max is None else None
    if moved is not None:
        return moved
    if unit_found is None:
        person = persons(view, end)
        end, each = per(view, end, "person" if person else "count", "count")
        noun = re.match(r"[ -][A-Za-z]", view[r.end : r.end + 2])
        unit = each if person or noun or each != "count" else None
        return replace(r, end=end, unit=unit, kind="person" if person else "count" if noun else "bare")
    surface, entry = unit_found
    if entry.kind == "duration" and surface.startswith("-"):
        return replace(r, end=end + len(surface), unit=entry.unit, unit_text=surface[1:], kind="duration")
    end += len(surface)
    value_max = None if r.value_max is None else r.value_max * entry.factor
    end, unit = per(view, end, entry.unit, entry.kind)
    if unit == entry.unit and entry.kind == "physical" and "/" not in unit and yearly(view, end):
        unit = f"{unit}/a"
    value = r.value * entry.factor
    value = round(value, 10) if entry.factor < 1 else value
    return replace(
        r, end=end, value=value, value_max=value_max, unit=unit, unit_text=surface.strip(" -"), kind=entry.kind
    )


def _moved(view: str, r: _Reading, money: Money) -> _Reading | None:
    """The first of *from 9 to 18 per cent*: it has the unit and scale of the second."""
    link = _MOVES.match(view, r.end)
    second = numeral(view, link.end()) if link and view.endswith("from ", 0, r.start) else None
    if second is None:
        return None
    scale = second.scale if r.value < 1000 else 1.0
    after = money_after(view, second.end, second, money)
    if after is not None:
        return replace(r, value=r.value * scale, unit=after[1], kind="money")
    found = unit_at(view, second.end)
    if found is None or found[1].kind not in ("share", "physical"):
        return None
    return replace(r, value=r.value * scale * found[1].factor, unit=found[1].unit, kind=found[1].kind)


def _finish(text: str, view: str, r: _Reading, floor: int, *, words: bool) -> Quantity:
    """Take in the comparator words on both sides."""
    start, end, comparator = r.start, r.end, r.comparator
    pattern, table = comparators("before")
    lead = max(floor, start - 28)
    before = pattern.search(view[lead:start])
    word = before["word"].lower() if before else ""
    if before and not _rises(view, lead + before.start(), word):
        comparator = table[word]
        start = lead + before.start()
        outer = pattern.search(view[max(floor, start - 20) : start])  # at least about, just over some
        if outer and outer["word"].lower() in ("an estimated", "some", "about", "around"):
            start -= len(view[max(floor, start - 20) : start]) - outer.start()
    pattern, table = comparators("after")
    after = pattern.match(view, end)
    if after and not (after["word"] == "+" and view[after.end() : after.end() + 1].isdigit()):
        end = after.end()
        comparator = table[after["word"].lower()] if comparator in ("eq", "about_below") else comparator
    while view[start : start + 1] == " ":
        start += 1
    minus = _MINUS.search(view, max(floor, start - 7), start) if r.kind == "share" and r.value_max is None else None
    if minus:
        start, r = minus.start(), replace(r, value=-r.value)
    return Quantity(
        start=start,
        end=end,
        text=text[start:end],
        value=r.value,
        value_max=r.value_max,
        unit=r.unit,
        unit_text=r.unit_text,
        comparator="range" if r.value_max is not None else comparator,
        number_start=r.start,
        number_end=r.number_end,
        kind=r.kind,
        chinese=words,
    )


def _rises(view: str, at: int, word: str) -> bool:
    """Whether *up to*, *over* and the like belong to a verb (went up to 5 million)."""
    if word.endswith(" than") and re.match(r"[\w ]+ than the ", view[at : at + 24]):
        return True  # higher than the 5 percent of last year
    lead = view[max(0, at - 12) : at].lower().rstrip()
    if word in ("higher than", "larger than", "greater than", "lower than"):
        return lead.endswith(("times", "percent", "%", "points", "fold"))
    return word == "up to" and lead.endswith(("went", "came", "moved", "rose", "goes", "climbed", "grew"))
