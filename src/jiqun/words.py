"""What people read, in Chinese (both scripts) and English: interface words, code values, numbers and periods.

One table, ``words.csv`` (key, zh, en); the traditional script is written from the simplified one. A code value without
an entry is shown as it is, never hidden.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal, get_args

Lang = Literal["zh", "zh-hant", "en"]
LANGUAGES: tuple[Lang, ...] = get_args(Lang)
MESSAGES: tuple[Lang, ...] = ("zh", "en")  # in JSON: who reads the traditional script can read both
TAGS = {"zh": "zh-Hans", "zh-hant": "zh-Hant", "en": "en"}  # as HTML and HTTP call them

_MONEY = ("CNY", "USD", "EUR", "JPY", "TWD", "HKD", "GBP", "KRW")
_BARE = {  # no thousands separator, no 万 or million
    "calendar_year": {"zh": "{}年", "en": "{}"},
    "rank": {"zh": "第{}位", "en": "rank {}"},
    "ratio": {"zh": "1:{}", "en": "1:{}"},
}
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]

# Bidirectional controls and zero-width characters could make a page read otherwise than its text; C0 and C1 controls
# are not allowed in HTML. Tab, LF and CR are blanks. Each is shown by its number.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f]"
)


@cache
def _table() -> dict[str, dict[str, str]]:
    text = files("jiqun").joinpath("words.csv").read_text(encoding="utf-8")
    return {row["key"]: {"zh": row["zh"], "en": row["en"]} for row in csv.DictReader(text.split("\n"))}


def label(key: str, lang: str) -> str:
    """The words for a key in a language.

    A code value without an entry falls back, visibly, to the code itself; any other unknown key is a mistake.

    >>> label("comparator.gt", "zh"), label("comparator.gt", "en")
    ('超过', 'more than')
    >>> label("unit.furlong", "en")
    'furlong'
    """
    found = _table().get(key)
    if found is not None:
        return in_language(found, lang)
    group, dot, code = key.partition(".")
    if dot and group in _OPEN_GROUPS:
        return code.replace("_", " ")
    raise KeyError(f"no words for {key!r} in words.csv")


_OPEN_GROUPS = frozenset(
    {"basis", "comparator", "coverage", "kind", "position", "reason", "relation", "status", "tier", "type", "unit"}
)


def in_language(texts: Mapping[str, str], lang: str) -> str:
    """The text in a language, of a table of data that has zh and en.

    >>> in_language({"zh": "产业链", "en": "chain"}, "zh-hant"), in_language({"zh": "产业链", "en": "chain"}, "en")
    ('產業鏈', 'chain')
    """
    found = texts.get(lang)
    return traditional(texts["zh"]) if found is None else found


# Forms that OpenCC chooses and that hardly anybody writes.
_USUAL = (("侷限", "局限"), ("分佈", "分布"), ("發佈", "發布"), ("公佈", "公布"), ("複覈", "複核"))


@lru_cache(8192)
def traditional(text: str) -> str:
    """Words of ours in the traditional script. Never for words of a document: those stay as they are written.

    >>> traditional("面板里的规划与后续，发布了几个复核")
    '面板裡的規劃與後續，發布了幾個複核'
    """
    import opencc

    written = str(_traditional_converter(opencc).convert(text))
    for found, usual in _USUAL:
        written = written.replace(found, usual)
    return written


@cache
def _traditional_converter(opencc: Any) -> Any:
    return opencc.OpenCC("s2tw")


def known(key: str) -> bool:
    """Whether the table has the key."""
    return key in _table()


def codes(group: str) -> tuple[str, ...]:
    """The codes of a group that have words.

    >>> codes("status")[:2]
    ('actual', 'target')
    """
    found = (key.partition(".") for key in _table())
    return tuple(code for head, _, code in found if head == group and "." not in code)


@lru_cache(maxsize=4096)
def number(value: float, lang: str) -> str:
    """A number written out: 万 and 亿 in Chinese, million and billion in English; no digit is lost or added.

    >>> number(2.1e12, "zh"), number(2.1e12, "en")
    ('2.1万亿', '2,100 billion')
    >>> number(68000, "zh"), number(68000, "en"), number(22, "en"), number(-3.2, "zh")
    ('6.8万', '68,000', '22', '-3.2')
    """
    for word, size in scales(lang):
        if abs(value) >= size:
            return f"{_digits(value / size)}{word}"
    return _digits(value)


def scales(lang: str) -> tuple[tuple[str, float], ...]:
    """The words for large numbers with what they are worth, the largest first.

    >>> scales("zh-hant")[0], scales("en")[0]
    (('萬億', 1000000000000.0), (' billion', 1000000000.0))
    """
    if lang == "en":
        return (" billion", 1e9), (" million", 1e6)
    return tuple((in_language({"zh": word}, lang), size) for word, size in (("万亿", 1e12), ("亿", 1e8), ("万", 1e4)))


def _digits(value: float) -> str:
    text = f"{value:,.12g}" if abs(value) < 1e12 else f"{value:,.0f}"
    if "e" in text:
        return repr(value)
    whole, dot, part = text.partition(".")
    return whole + (dot + part.rstrip("0") if part.rstrip("0") else "")


def quantity(value: float, value_max: float | None, unit: str, lang: str) -> str:
    """A value with its unit in words; counts stay bare, because their measure word is the text's own.

    >>> quantity(5.5e11, None, "CNY", "en"), quantity(5.5e11, None, "CNY", "zh")
    ('CNY 550 billion', '5500亿元人民币')
    >>> quantity(1950, 1959, "calendar_year", "en"), quantity(90, None, "percent", "zh")
    ('1950–1959', '90%')
    >>> quantity(1, None, "rank", "zh"), quantity(3, None, "ratio", "en")
    ('第1位', '1:3')
    """
    if unit in _BARE:
        first, last = (f"{v:.10g}" for v in (value, value_max if value_max is not None else value))
        return in_language(_BARE[unit], lang).format(first if first == last else f"{first}–{last}")
    amount = number(value, lang).replace(",", "," if lang == "en" else "")
    if value_max is not None:
        amount += "–" + number(value_max, lang).replace(",", "," if lang == "en" else "")
    if unit == "count":
        return amount
    if unit == "percent":
        return f"{amount}%"
    words = label(f"unit.{unit}", lang)
    if lang == "en":
        return f"{words} {amount}" if unit in _MONEY else f"{amount} {words}"
    return f"{amount}{words}" if "\u4e00" <= words[0] <= "\u9fff" else f"{amount} {words}"


def comparator(code: str, lang: str) -> str:
    """A comparator with its sign; equality, the plain case, is the sign alone.

    >>> comparator("gt", "zh"), comparator("about_below", "en")
    ('> 超过', '≲ just under')
    """
    word = label(f"comparator.{code}", lang)
    sign = f"comparator.{code}.sign"
    if code == "eq":
        return label(sign, lang)
    return f"{label(sign, lang)} {word}" if known(sign) else word


def period(iso: str | None, words: str | None, lang: str) -> str:
    """A period in words; a period that the text leaves open says so.

    >>> period("2018", None, "zh"), period("2019-01", None, "en"), period("2017/..", None, "en")
    ('2018年', 'January 2019', 'since 2017')
    >>> period(None, None, "en"), period(None, "目前", "zh")
    ('period not stated', '文中只说“目前”')
    """
    if not iso:
        return label("period.words", lang).format(words=words) if words else label("period.none", lang)
    start, slash, end = iso.partition("/")
    if not slash:
        return _date(start, lang)
    if end == "..":
        return label("period.since", lang).format(start=_date(start, lang))
    if start == "..":
        return label("period.until", lang).format(end=_date(end, lang))
    if start.isdigit() and end.isdigit() and lang == "en":
        return f"{start}–{end}"
    return label("period.range", lang).format(start=_date(start, lang), end=_date(end, lang))


def date(iso: str | None, lang: str) -> str | None:
    """A date in words, or None when there is none.

    >>> date("2019-03-25", "zh"), date("2019-03-25", "en"), date(None, "en")
    ('2019年3月25日', '25 March 2019', None)
    """
    return _date(iso, lang) if iso else None


def _date(iso: str, lang: str) -> str:
    parts = iso[:10].split("-")
    if not all(part.isdigit() for part in parts) or len(parts) > 3:
        return iso
    year, month, day = (*parts, "", "")[:3]
    if month and not 1 <= int(month) <= 12:
        return iso
    if lang != "en":
        return f"{year}年" + (f"{int(month)}月" if month else "") + (f"{int(day)}日" if day else "")
    return " ".join(
        part for part in (str(int(day)) if day else "", _MONTHS[int(month) - 1] if month else "", year) if part
    )


def visible(text: str) -> str:
    """A text with its hidden characters written as ⟨U+202E⟩.

    >>> visible("a\\u202eb")
    'a⟨U+202E⟩b'
    """
    return _HIDDEN.sub(lambda match: f"⟨U+{ord(match.group()):04X}⟩", text)


def is_chinese(text: str) -> bool:
    """Whether a text holds a Chinese character."""
    return any("\u3400" <= char <= "\u9fff" or "\U00020000" <= char <= "\U0003ffff" for char in text)


def quotation_marks(text: str) -> tuple[str, str]:
    """The marks for a quote: corner brackets around Chinese, whose quotes often hold “” of their own."""
    return ("「", "」") if is_chinese(text) else ("“", "”")


def quoted(text: str) -> str:
    """A quote in its marks, its hidden characters made visible.

    >>> quoted("“九个一”推进机制"), quoted("a cluster")
    ('「“九个一”推进机制」', '“a cluster”')
    """
    left, right = quotation_marks(text)
    return f"{left}{visible(text)}{right}"
