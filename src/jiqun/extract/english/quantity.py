"""The lattice of quantities of an English text: every number with its scale, unit and comparator."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from jiqun.extract.english.money import Money, money_after, money_before
from jiqun.extract.english.numbers import STARTS, Numeral, numeral
from jiqun.extract.english.tables import Unit, comparators, units
from jiqun.extract.quantity import Quantity
from jiqun.vocab.fold import fold

_START = re.compile(rf"(?<![\w.])(?:{STARTS})|(?<=[A-Z$€£¥₩₹])(?<![A-Za-z]{{4}})\d|(?<=\bRs\.)\d", re.IGNORECASE)
_PROPORTION = re.compile(
    r"(?P<link> ?in| out of(?: every)?| of every| per| for every) (?P<base>10{1,6}|1,000|10,000|100,000|1,000,000"
    r"|\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|twenty|hundred|a hundred|a thousand"
    r"|thousand)\b(?![,.]?\d|[ -]?%)",
    re.IGNORECASE,
)
_JOINT = re.compile(r" ?(?P<dash>[-–—~]) ?| (?P<to>to|through|and|or) |(?P<pm> ?(?:±|\+/-) ?)", re.IGNORECASE)
_CHANGE = re.compile(
    r"\b(?:gr[eo]w|grown|r[io]s(?:e|es|ing|en)|increas\w+|fell|fall\w*|declin\w+|dropp?\w*|climb\w*|jump\w*|decreas\w+|went"
    r"|go(?:es)? up|up|down|rais\w+|reduc\w+|cut|expand\w*|improv\w+|doubl\w+|shr[aiu]nk|lift\w*|surg\w+|soar\w*)\b",
    re.IGNORECASE,
)
_PER = re.compile(
    r" ?(?:(?:a|per|each|every) (?P<word>year|annum|month|week|day|hour)\b|/ ?(?P<slash>yr|year|a|y|month|day|d|h)\b"
    r"|(?P<ly>annually|yearly|daily|monthly)\b|(?P<pa>p\.a\.|pa\b))",
    re.IGNORECASE,
)
_LATER = re.compile(r"(?: [\w'-]+){1,5}? (?:(?:a|per|each|every) (?:year|annum)|annually)\b", re.IGNORECASE)
_TIMES = re.compile(
    r"\b(?:doubled|tripled|trebled|quadrupled|quintupled|(?:two|three|four|five|six|seven|eight|nine|ten|\d+)-?fold"
    r"|twice(?= (?:as|the|its|that|their))|doubling|tripling|trebling)\b",
    re.IGNORECASE,
)
_FACTOR = {
    "doubl": 2, "tripl": 3, "trebl": 3, "quadr": 4, "quint": 5, "twice": 2, "two": 2, "three": 3, "four": 4, "five": 5,
    "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip
_PER_UNIT = {
    "yr": "a",
    "year": "a",
    "annum": "a",
    "a": "a",
    "y": "a",
    "ly": "a",
    "h": "h",
    "hour": "h",
    "day": "d",
    "d": "d",
}
_PERSONS = re.compile(
    r" (?:[\w'-]+ ){0,3}?(?:people|persons|employees|jobs|workers|staff|students|researchers|engineers|scientists"
    r"|residents|inhabitants|graduates|technicians|specialists|professionals|experts|academics|trainees|apprentices"
    r"|teachers|doctors|entrepreneurs|visitors|participants|academicians|developers|employed|positions|posts|personnel"
    r"|farmers|craftsmen|artisans|designers|programmers|interns|citizens|individuals|operators|mechanics)\b",
    re.IGNORECASE,
)
_NOUN_STOP = re.compile(
    r"[,.;:()]| (?:of|in|and|or|for|with|to|at|by|from|on|that|which|who|has|have|had|is|are|was|were|per)\b"
)


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
    starts = sorted(
        [*((m.start(), None) for m in _START.finditer(view)), *((m.start(), m) for m in _TIMES.finditer(view))]
    )
    for at, multiple in starts:
        if at < last:
            continue
        reading = _multiple(multiple) if multiple else _read(view, at, last, money)
        if reading is None:
            continue
        quantity = _finish(text, view, reading, last, words=not view[at].isdigit())
        found.append(quantity)
        last = quantity.end
    return found


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
    prefix = money_before(view, max(floor, at - 8), at, money) if first.form == "digits" else None
    code = prefix[1] if prefix else None
    start = prefix[0] if prefix else at
    first = _lettered(view, first, code)
    if first.form != "fraction":
        proportion = _proportion(view, first, code)
        if proportion:
            return proportion
    ranged = _range(view, first, code, money)
    value, value_max, number_end = first.value, None, first.end
    last = first
    if ranged:
        value, value_max, last, code, start = _bounds(view, first, ranged, code, start)
        number_end = last.end
    if first.form == "fraction" and not ranged:
        return _Reading(start, first.end, value, None, "percent", view[at : first.end], "share", "eq", first.end)
    return _with_unit(
        view, _Reading(start, number_end, value, value_max, code, None, "bare", "eq", number_end), code, money, last
    )


def _lettered(view: str, first: Numeral, code: str | None) -> Numeral:
    """2m is two million beside a currency; 5M attached is five million; 5 m is five metres."""
    letter = first.letter
    if letter is None:
        return first
    joined = not letter.startswith(" ")
    scale = {"m": 1e6, "b": 1e9, "t": 1e12}[letter.strip().lower()]
    if code is not None or (joined and letter in ("M", "B") and re.match(r" [a-z]{3,}", view[first.end + 1 :])):
        return replace(
            first, value=float(round(first.value * scale, 6)), end=first.end + len(letter), scale=scale, letter=None
        )
    return first


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


def _range(view: str, first: Numeral, code: str | None, money: Money) -> tuple[Numeral, str, str | None] | None:
    """The second numeral of a range, how it is joined, and its own currency; None when there is none."""
    end = first.end
    unit = _unit_at(view, end)
    after = money_after(view, end, first, money)
    stops = [end, *([end + len(unit[0])] if unit else []), *([after[0]] if after else [])]
    for n, stop in enumerate(stops):
        m = _JOINT.match(view, stop)
        if m is None:
            continue
        at = m.end()
        second_code: str | None = None
        for shift in (0, 1, 2, 3, 4, 5):
            second = numeral(view, at + shift) if view[at + shift : at + shift + 1].isalnum() else None
            if second is not None and (shift == 0 or money_before(view, at, at + shift, money)):
                prefix = money_before(view, at, at + shift, money) if shift else None
                second_code = prefix[1] if prefix else None
                second = _lettered(view, second, second_code or code)
                joint = (m["dash"] and "dash") or (m["pm"] and "pm") or m["to"].lower()
                same = n == 0 or _same_unit(view, second, unit, second_code, money)
                if same and _joins(view, first, second, joint):
                    return second, joint, second_code
                break
    return None


def _same_unit(view: str, second: Numeral, unit: tuple[str, Unit] | None, code: str | None, money: Money) -> bool:
    """Whether the second end of a range has the unit of the first (7.5 percent to EUR 148 million are two figures)."""
    if unit is None:
        return code is not None or money_after(view, second.end, second, money) is not None
    other = _unit_at(view, second.end)
    return code is None and other is not None and other[1] == unit[1]


def _joins(view: str, first: Numeral, second: Numeral, joint: str) -> bool:
    """Whether two numerals are the ends of one range, and not two figures."""
    if "fraction" in (first.form, second.form) and first.form != second.form:
        return False
    before = view[max(0, first.start - 90) : first.start]
    before = re.split(r"[;]|\. |, (?:while|and)\b", before)[-1].lower()
    high = second.value if second.scale > 1 or first.scale == 1 else second.value * first.scale
    low = first.value * (second.scale if first.scale == 1 and second.scale > 1 else 1.0)
    if joint == "pm":
        return True
    if low >= high:
        return False
    if joint == "and":
        return bool(re.search(r"\bbetween\s+(?:[A-Z]{2,3}\s?|[^\w\s]{1,3}|US\$ ?)?$", before, re.IGNORECASE))
    if joint == "or":
        return second.form == "words" and second.value - first.value == 1
    if joint in ("to", "through"):
        return _CHANGE.search(before) is None or bool(re.search(r"\bby (?:from )?\S{0,4}$", before))
    return not (first.form == "digits" and re.match(r"[-–]\d", view[second.end : second.end + 2]) is not None)


def _bounds(
    view: str, first: Numeral, ranged: tuple[Numeral, str, str | None], code: str | None, start: int
) -> tuple[float, float, Numeral, str | None, int]:
    second, joint, second_code = ranged
    if joint == "pm":
        scale = second.scale if first.scale == 1 else 1.0
        middle = first.value * scale
        deviation = second.value * (first.scale if second.scale == 1 else 1.0)
        return round(middle - deviation, 12), round(middle + deviation, 12), second, code or second_code, start
    low = first.value * (second.scale if first.scale == 1 and second.scale > 1 and first.value < second.value else 1.0)
    high = second.value * (first.scale if second.scale == 1 and second.value < first.value else 1.0)
    lead = re.search(r"\b(?:between|from)\s+$", view[max(0, start - 9) : start], re.IGNORECASE)
    start -= len(lead.group()) if lead else 0
    return low, high, second, code or second_code, start


def _with_unit(view: str, r: _Reading, code: str | None, money: Money, last: Numeral) -> _Reading:
    """Take in the currency or unit behind the number, and *per year*."""
    end = r.end
    after = money_after(view, end, last, money)
    if code is not None or after is not None:
        unit_text = view[r.start : r.start + 3].strip() if after is None else view[end : after[0]].strip()
        unit = code or (after[1] if after else None)
        end = after[0] if after else end
        end, unit = _per(view, end, unit or "", "money")
        return replace(r, end=end, unit=unit, unit_text=unit_text, kind="money")
    unit_found = _unit_at(view, end)
    if unit_found is None:
        person = _persons(view, end)
        end, each = _per(view, end, "person" if person else "count", "count")
        noun = re.match(r"[ -][A-Za-z]", view[r.end : r.end + 2])
        unit = each if person or noun or each != "count" else None
        return replace(r, end=end, unit=unit, kind="person" if person else "count" if noun else "bare")
    surface, entry = unit_found
    if entry.kind == "duration" and surface.startswith("-"):
        return replace(r, end=end + len(surface), unit=entry.unit, unit_text=surface[1:], kind="duration")
    end += len(surface)
    value_max = None if r.value_max is None else r.value_max * entry.factor
    end, unit = _per(view, end, entry.unit, entry.kind)
    if unit == entry.unit and entry.kind == "physical" and "/" not in unit and _yearly(view, end):
        unit = f"{unit}/a"
    value = r.value * entry.factor
    value = round(value, 10) if entry.factor < 1 else value
    return replace(
        r, end=end, value=value, value_max=value_max, unit=unit, unit_text=surface.strip(" -"), kind=entry.kind
    )


def _yearly(view: str, end: int) -> bool:
    """Whether *a year* follows the thing that is measured: 40,000 tonnes of residue a year."""
    return _LATER.match(view, end) is not None


def _unit_at(view: str, at: int) -> tuple[str, Unit] | None:
    """The unit at ``at`` as written (a blank or hyphen before it included), or None."""
    exact, free, exact_table, free_table = units()
    m = exact.match(view, at)
    f = free.match(view, at)
    if m and (f is None or len(m.group()) >= len(f.group())):
        surface = m.group()
        name = surface if surface in exact_table else surface[1:]
        if name in ("m", "t", "h") and surface.startswith("-"):
            return None
        return surface, exact_table[name]
    if f is None:
        return None
    name = f.group().lower()
    return f.group(), free_table[name if name in free_table else name[1:]]


def _persons(view: str, end: int) -> bool:
    m = _PERSONS.match(view, end)
    return m is not None and _NOUN_STOP.search(view, end, m.end()) is None


def _per(view: str, end: int, unit: str, kind: str) -> tuple[int, str]:
    """*A year*, *per annum* and the like right behind a unit."""
    m = _PER.match(view, end) if kind in ("physical", "money", "person", "count") else None
    if m is None:
        return end, unit
    word = (
        m["word"]
        or m["slash"]
        or {"annually": "year", "yearly": "year", "daily": "day"}.get((m["ly"] or "").lower())
        or "month"
    )
    if m["pa"]:
        word = "year"
    per = _PER_UNIT.get(word.lower(), word.lower())
    return m.end(), "person/year" if unit == "person" and per == "a" else f"{unit}/{per}"


def _finish(text: str, view: str, r: _Reading, floor: int, *, words: bool) -> Quantity:
    """Take in the comparator words on both sides."""
    start, end, comparator = r.start, r.end, r.comparator
    pattern, table = comparators("before")
    lead = max(floor, start - 28)
    before = pattern.search(view[lead:start])
    if before and not _rises(view, lead + before.start(), before["word"].lower()):
        comparator = table[before["word"].lower()]
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
    lead = view[max(0, at - 12) : at].lower().rstrip()
    return word == "up to" and lead.endswith(("went", "came", "moved", "rose", "goes", "climbed", "grew"))
