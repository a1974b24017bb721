"""Periods of an English text: dates, years, fiscal years, spans, decades, plan periods and words for *now*."""

from __future__ import annotations

import calendar
import re
from functools import cache

from jiqun.extract.english.report_year import iso_of, report_year
from jiqun.extract.english.tables import alternatives
from jiqun.extract.period import Period
from jiqun.vocab.fold import fold
from jiqun.vocab.guarded import guarded
from jiqun.vocab.tables import rows

_MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): n for n, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?"
)
_Y = r"(?:1[5-9]\d\d|20\d\d|21\d\d)"
_ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
    "last": 4,
    "final": 4,
}
_PLANS = {
    "9th": 1996, "ninth": 1996, "10th": 2001, "tenth": 2001, "11th": 2006, "eleventh": 2006, "12th": 2011,
    "twelfth": 2011, "13th": 2016, "thirteenth": 2016, "14th": 2021, "fourteenth": 2021, "15th": 2026,
    "fifteenth": 2026,
}  # fmt: skip
_COUNTS = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
}
_PREFIX = (
    r"(?:(?P<since>[Ss]ince|[Ss]tarting\sin|[Bb]eginning\sin)\s+(?:the\s)?"
    r"|(?P<asof>[Aa]s\s(?:of|at)|[Aa]t(?=\s(?:the\s)?(?:end|close|year|\d))|[Uu]p\sto|[Uu]ntil|[Tt]ill)\s+(?:the\s)?"
    r"|(?P<by>[Bb]y)\s+(?:the\s)?)?"
)
_ONWARDS = re.compile(r"\s(?:onwards?|on)\b(?!\s(?:the|a|an|its)\b)")
_LEAD = re.compile(r"(?:(?:[Aa]t|[Ff]or)\s)?(?:the\s)?")  # words before a time that do not belong to it
_YEAR_CUE = re.compile(
    r"(?:\b(?:in|by|since|until|till|of|for|from|during|between|to|and|or|through|throughout|after|before|around|about"
    r"|circa|c\.|year|founded|established|opened|created|incorporated|formed|built|launched|born|the|its|early|late|mid|end|spring|summer|autumn|winter|fall|vs\.?|versus|than|over|on|at|with"
    r"|base)|[(\[,;:–—/-]|^)\s*$",
    re.IGNORECASE,
)
_YEAR_LEAD = re.compile(r"\b(?:in|by|since|of|the|its|fiscal|year|from|during)\s$", re.IGNORECASE)
_MORE = re.compile(
    r"\b(?:more than|over|about|around|some|nearly|almost|at least|up to|approximately|roughly|exceed\w*|than|close to"
    r"|under|below)\s+$",
    re.IGNORECASE,
)


_TITLE_AFTER = re.compile(r" (?:Vision|Strategy|Agenda|Roadmap|Initiative|Programme|Action Plan|Plan)\b")
_NEAR = 250  # characters to the time that *at this time* takes up
_POLICY = re.compile(r" (?:[\w-]+ ){0,3}(?:strategy|plan|policy|programme|vision|agenda|roadmap)\b", re.IGNORECASE)
_TITLE_BEFORE = re.compile(r"\b(?:Vision|Agenda|Horizon|Roadmap)\s$")
_NEXT = re.compile(r"[.!?]\s+[A-Z]|\n")


@cache
def _pattern() -> re.Pattern[str]:
    """All forms of the table, tried in its order."""
    holes = {
        "{Y}": _Y, "{MONTH}": _MONTH, "{DASH}": r"\s?(?:-|–|—)\s?", "{COUNTS}": "|".join(_COUNTS),
        "{PLANS}": "|".join(sorted(_PLANS, key=len, reverse=True)),
    }  # fmt: skip
    forms = []
    for row in rows("periods_en.csv"):
        form = row["pattern"]
        for hole, filling in holes.items():
            form = form.replace(hole, filling)
        forms.append(form)
    return guarded(rf"(?<![\w]){_PREFIX}(?:{'|'.join(forms)})")


@cache
def _counted() -> re.Pattern[str]:
    """A noun that is counted behind four digits: 2000 employees, 1900 new patents, 2050 MW."""
    words = [row["noun"] for row in rows("nouns_en.csv") if row["class"] != "measure"]
    measured = [row["surface"] for row in rows("units_en.csv") if row["surface"][0].isalpha()]
    return re.compile(rf" (?:[a-z-]+ ){{0,2}}?(?:{alternatives(words)})|[ -](?:{alternatives(measured)})")


def periods(text: str, date: str | None = None) -> list[Period]:
    """Every time named in an English ``text``; relative ones are dated by ``date`` (ISO), else ``iso`` is None.

    >>> [(p.text, p.iso) for p in periods("In the early 1980s; FY2018/19; since 2011; first half of 2019; now")]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('early 1980s', '1980/1983'), ('FY2018/19', '2018/2019'), ('since 2011', '2011/..'),
     ('first half of 2019', '2019-01/2019-06'), ('now', None)]
    >>> [p.iso for p in periods("last month", date="2020-03-01")]
    ['2020-02']
    """
    return scan(text, fold(text), date)


def scan(text: str, view: str, date: str | None = None) -> list[Period]:
    """`periods` for a text whose folded view is at hand."""
    found: list[Period] = []
    year: str | None = None
    report = report_year(view)
    for m in _pattern().finditer(view):
        if (m["year"] and not _is_year(view, m)) or (m["theyear"] and report is None):
            continue
        if year is not None and not m["same"] and _NEXT.search(view, found[-1].end if found else 0, m.start()):
            year = None  # a month without its year is dated by its own sentence or by the document
        if m["then"] and not (found and m.start() - found[-1].end < _NEAR and found[-1].kind in ("date", "by")):
            continue
        iso, kind = (found[-1].iso, "date") if m["then"] else _read(m, date, year)
        if m["same"] and m["same"].endswith("period") and found:
            iso = found[-1].iso
        iso, kind = _reported(m, report, iso, kind)
        start, end = m.span()
        if m["since"]:
            kind = "since"
            iso = f"{iso.split('/')[0]}/.." if iso else None
        elif m["year"] or m["m3"]:
            on = _ONWARDS.match(view, end)
            if on and kind == "date":
                kind, end, iso = "since", on.end(), f"{iso}/.."
        lead = _LEAD.match(view, start, end)
        if lead and not m["since"]:
            start = lead.end()
        found.append(Period(start, end, text[start:end], iso, kind))
        if iso and kind not in ("relative", "century"):
            year = iso.split("/")[-1][:4] if not iso.endswith("..") else iso[:4]
    return found


def _reported(m: re.Match[str], report: tuple[int, int] | None, iso: str | None, kind: str) -> tuple[str | None, str]:
    """A time that is told by the year of the report: the year, the current year, the previous year."""
    if m["yem"]:
        year = int(m["yey"])
        return iso_of((year, year) if _month(m["yem"]) == 12 else (year - 1, year)), "span"
    if report is None:
        return iso, kind
    if m["theyear"]:
        return iso_of(report), "date"
    if m["rel"] and re.fullmatch(
        r"(?:previous|prior|preceding|last|current|this) (?:fiscal |financial )?year", m["rel"].lower()
    ):
        return iso_of(report, 0 if m["rel"].lower().startswith(("current", "this")) else 1), "relative"
    return iso, kind


def _is_year(view: str, m: re.Match[str]) -> bool:
    """Whether four digits are a year and not a count (2000 employees, over 1900 patents)."""
    at, end = m.start("year"), m.end("year")
    before = view[max(0, at - 16) : at]
    if re.search(r"(?:\bthe|['’]s|\bits|\bour)\s(?:new\s|latest\s)?$", before) and _POLICY.match(view, end):
        return False
    if _TITLE_AFTER.match(view, end) or _TITLE_BEFORE.search(before):
        return False  # the 2030 Vision, Agenda 2030
    number = int(m["year"])
    counted = _counted().match(view, end)
    if counted:
        return _YEAR_LEAD.search(before) is not None and not _MORE.search(before)
    if _MORE.search(before) and not re.search(r"\b(?:around|about)\s+$", before):
        return bool(re.search(r"\bover\s+$", before)) and 1990 <= number <= 2035 and not re.match(r" [a-z]", view[end:])
    if _YEAR_CUE.search(before) or m.start("year") > m.start():
        return True
    return 1950 <= number <= 2060


def _read(m: re.Match[str], date: str | None, last: str | None) -> tuple[str | None, str]:
    """The ISO form and the kind of a match."""
    if m["now"]:
        return None, "now"
    if m["recurrent"]:
        return None, "recurrent"
    if m["same"]:
        return last, "date"
    if m["rel"]:
        return _relative(m["rel"].lower(), date), "relative"
    if m["plan"]:
        first = _PLANS[m["plan"].lower()]
        return f"{first}/{first + 4}", "plan"
    if m["dec"]:
        return _decade(m), "decade"
    if m["cent"]:
        return None, "century"
    spanned = _span(m)
    if spanned:
        return spanned, "span"
    iso = _day(m, last, date) or _part_of_year(m, last, date) or m["year"]
    bare = m["barem"] or m["bareq"] or m["bn"] or m["bma"]
    return iso, "relative" if bare else "as_of" if m["asof"] else "by" if m["by"] else "date"


def _full(year: str, near: str | None = None) -> str:
    """A year of two digits completed by a year near it, else by this century."""
    if len(year) == 4:
        return year
    return (near[:2] if near else "20") + year


def _span(m: re.Match[str]) -> str | None:
    if m["fy"]:
        first = _full(m["fy"])
        return f"{first}/{_full(m['fy2'], first)}" if m["fy2"] else first
    if m["split"]:
        return f"{m['split']}/{_full(m['split2'], m['split'])}"
    if m["ma"]:
        first = f"{m['may'] or m['mby']}-{_month(m['ma']):02d}"
        return f"{first}/{m['mby']}-{_month(m['mb']):02d}"
    if m["ya"]:
        return f"{m['ya']}/{_full(m['yb'], m['ya'])}"
    return None


def _month(name: str) -> int:
    return _MONTHS[name.lower().rstrip(".")]


def _day(m: re.Match[str], last: str | None, date: str | None) -> str | None:
    if m["iso"]:
        return m["iso"]
    near = (date[:4] if date else None) or last
    for day, month, year in (("d1", "m1", "y1"), ("d2", "m2", "y2")):
        if m[month]:
            found = m[year] or near
            return f"{found}-{_month(m[month]):02d}-{int(m[day]):02d}" if found else None
    if m["dotm"]:
        return f"{_full(m['doty'])}-{int(m['dotm']):02d}-{int(m['dotd']):02d}"
    if m["slashm"]:
        return f"{m['slashy']}-{int(m['slashm']):02d}"
    if m["m3"]:
        return f"{m['y3']}-{_month(m['m3']):02d}"
    if m["barem"]:
        found = near
        return f"{found}-{_MONTHS[m['barem'].lower()]:02d}" if found else None
    return None


def _part_of_year(m: re.Match[str], last: str | None, date: str | None) -> str | None:
    """Quarters, halves and first months of a year."""
    near = (date[:4] if date else None) or last
    if near and m.group().endswith("last year"):
        near = str(int(near) - 1)
    if m["bma"]:
        first, last_month = _month(m["bma"]), _month(m["bmb"])
        near = _not_ahead(near, last_month, date)
        return f"{near}-{first:02d}/{near}-{last_month:02d}" if near else None
    for part, year in (("q", "qy"), ("q3", "qy3"), ("q4", "qy4")):
        if m[part]:
            letters = re.sub(r"\d", "", m[part])
            return _quarter(_full(m[year]), int(re.sub(r"\D", "", m[part])), half=letters == "H")
    if m["qw"]:
        return _quarter(m["qy2"], _ORDINALS[m["qn"].lower()], half=m["qw"] == "half")
    if m["bareqw"]:
        number, half = _ORDINALS[m["bareq"].lower()], m["bareqw"] == "half"
        near = _not_ahead(near, number * (6 if half else 3), date)
        return _quarter(near, number, half=half) if near else None
    for count, word, whole in (("nq", "nw", m["ny"]), ("bn", "bnw", near)):
        if m[count]:
            number = _COUNTS.get(m[count].lower()) or int(re.sub(r"\D", "", m[count]) or 0)
            months = number * (3 if m[word] == "quarters" else 1)
            return f"{whole}-01/{whole}-{months:02d}" if whole and months <= 12 else None
    return None


def _not_ahead(year: str | None, month: int, date: str | None) -> str | None:
    """The year before where the months named would lie ahead of the document's date: October-December in January."""
    if year is None or date is None or len(date) < 7 or year != date[:4]:
        return year
    return str(int(year) - 1) if month > int(date[5:7]) + 1 else year


def _quarter(year: str, number: int, *, half: bool) -> str:
    size = 6 if half else 3
    number = min(number, 12 // size)
    return f"{year}-{(number - 1) * size + 1:02d}/{year}-{number * size:02d}"


def _decade(m: re.Match[str]) -> str:
    """A decade; *early* is its first four years, as in the Chinese rules."""
    first = int(m["dec"].strip("'’"))
    first += 1900 if first < 100 else 0
    part = (m["part"] or "").lower()
    low, high = (
        (0, 3)
        if part.startswith(("early", "beginning", "start"))
        else (4, 6)
        if part.startswith("mid")
        else (6, 9)
        if part == "late"
        else (7, 9)
        if part
        else (0, 9)
    )
    return f"{first + low}/{first + high}"


def _relative(word: str, date: str | None) -> str | None:
    """Last year, this month and the like, by the document's date."""
    if date is None:
        return None
    year, month = int(date[:4]), int(date[5:7]) if len(date) >= 7 else None
    back = (
        -2
        if "before last" in word
        else 1
        if word.startswith("next")
        else 0
        if word.startswith(("this", "current"))
        else -1
    )
    if "month" in word and "same" not in word:
        if month is None:
            return None
        at = year * 12 + month - 1 + back
        return f"{at // 12}-{at % 12 + 1:02d}"
    if "quarter" in word and "same" not in word:
        if month is None:
            return None
        at = year * 4 + (month - 1) // 3 + back
        return _quarter(str(at // 4), at % 4 + 1, half=False)
    return None if "week" in word else str(year + back)
