"""English counts and the lists beside them: three centres: A, B and C; the three towns of A, B and C."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from jiqun.findings.counted import Counted
from jiqun.findings.listing import Listing
from jiqun.findings.splitting import Span, trimmed
from jiqun.findings.tables import any_of

_NUMBERS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
}  # fmt: skip
_REACH = 600  # characters: no list is read further
_COUNT = re.compile(rf"(?<![\w.,$€£¥%-])(?P<number>{'|'.join(_NUMBERS)}|\d{{1,2}})(?= [A-Za-z])", re.IGNORECASE)
_WORD = re.compile(r" ([A-Za-z][A-Za-z-]*)")
_WORDS = 6  # of a counted noun phrase: four new regional research centres
_PLURAL = re.compile(r"(?:[a-z-]+s|people|children|criteria)$")
_NO_PLURAL = re.compile(rf"(?:ss|us|is)$|^(?:{any_of('english_words.csv', 'no_noun')})$", re.IGNORECASE)
_BEFORE = re.compile(rf"\b(?:{any_of('english_words.csv', 'not_before')})\s+(?:the )?$", re.IGNORECASE)
_MARK = re.compile(
    r"(?P<open>,? (?:such as|including|for example|e\.g\.,?)\s)|(?P<bracket>\s?\()"
    r"|(?P<names>,? (?:namely|i\.e\.,?):?\s)|(?P<of> of )|(?P<colon>\s?:\s?)|(?P<dash>\s?[—–]\s?|\s-\s)",
    re.IGNORECASE,
)
_APPOSED_BEHIND = re.compile(r", (?=[A-Z])(?P<list>[^;:.()\n]{3,200}?)(?=, (?![A-Z]|and )|[.;)\n]|$)")
_APPOSED = re.compile(r"(?:,|\s[—–-]|\s(?:are|were)(?: the)?)\s*(?:the |these |all )?$")
_STOP = re.compile(r"[;:()\n\r!?—–]|\.(?=\s|$)|\s-\s")
_COMMA = re.compile(r"\s*,\s*(?!\d{3}\b)")
_AND = re.compile(r"\s+(?:and|or|&|as well as)\s+", re.IGNORECASE)
_LEAD = re.compile(r"(?:and|or|&|as well as|plus)\s+", re.IGNORECASE)
_REST = re.compile(rf"(?:,|\band\b)?\s*\b(?:{any_of('english_words.csv', 'rest')})$", re.IGNORECASE)
_CLAUSE = re.compile(rf"\b(?:{any_of('english_words.csv', 'clause')})\b")
_NAME = re.compile(rf"(?!(?i:{any_of('english_words.csv', 'no_name')})\b)[A-Z“\"'‘]")
_SHORT_NAME = re.compile(r"[A-Z][\w&.-]*(?: (?:[A-Z][\w&.-]*|of|and|&)){0,3}$")


@dataclass(frozen=True, slots=True)
class Told:
    """An English count with the list beside it."""

    count: Counted
    listing: Listing


def english_lists(view: str, start: int, end: int) -> Iterator[Told]:
    """The stated counts of an English text that a list stands beside.

    >>> view = "It runs three centres: Alder, Birch and Cedar."
    >>> [(t.count.value, [view[a:b] for a, b in t.listing.items]) for t in english_lists(view, 0, len(view))]
    [(3, ['Alder', 'Birch', 'Cedar'])]
    """
    for match in _COUNT.finditer(view, start, end):
        value = _NUMBERS.get(match["number"].lower()) or int(match["number"])
        if value < 2 or _BEFORE.search(view, max(start, match.start() - 24), match.start()):
            continue
        nouns = list(_nouns(view, match.end(), end))
        for noun_end, word in nouns:
            listing = _behind(view, noun_end, min(end, noun_end + _REACH))
            if listing is not None:
                yield Told(Counted(match.start(), noun_end, value, word, "english"), listing)
                break
        else:
            listing = _before(view, max(start, match.start() - _REACH), match.start()) if nouns else None
            if listing is not None:
                yield Told(Counted(match.start(), nouns[0][0], value, nouns[0][1], "english"), listing)


def _nouns(view: str, at: int, end: int) -> Iterator[tuple[int, str]]:
    """Where the plural nouns of the phrase behind a number end: three | sales | offices."""
    for _ in range(_WORDS):
        word = _WORD.match(view, at, end)
        if word is None or _CLAUSE.fullmatch(word[1]):
            return
        at = word.end()
        if _PLURAL.search(word[1]) and not _NO_PLURAL.search(word[1]):
            yield at, word[1]


def _behind(view: str, at: int, end: int) -> Listing | None:
    mark = _MARK.match(view, at, end)
    if mark is None:
        apposed = _APPOSED_BEHIND.match(view, at, end)
        return None if apposed is None else _region(view, *apposed.span("list"), is_open=False, names_only=True)
    low = mark.end()
    if mark["bracket"]:
        close = view.find(")", low, end)
        return None if close < 0 else _region(view, low, close, is_open=False, is_closed=True)
    stop = _STOP.search(view, low, end)
    high = stop.start() if stop else end
    return _region(view, low, high, is_open=mark["open"] is not None, names_only=mark["of"] is not None)


def _before(view: str, start: int, at: int) -> Listing | None:
    """Alder, Birch and Cedar, three towns on the river: a list in apposition to its count."""
    link = _APPOSED.search(view, max(start, at - 16), at)
    if link is None:
        return None
    low = max((m.end() for m in _STOP.finditer(view, start, link.start())), default=start)
    found = _region(view, low, link.start(), is_open=False, names_only=True)
    if found is None:
        return None
    first = view[slice(*found.items[0])]
    return replace(found, is_sure=found.is_sure and _SHORT_NAME.match(first) is not None)


def _region(
    view: str, low: int, high: int, *, is_open: bool, names_only: bool = False, is_closed: bool = False
) -> Listing | None:
    """The items of ``view[low:high]``: cut at commas and at the last *and*; ``is_closed``: brackets end the list."""
    rest = _REST.search(view, low, high)
    if rest is not None:
        high, is_open = rest.start(), True
    low, high = trimmed(view, (low, high))
    items = _at_commas(view, low, high)
    if not items:
        return None
    oxford = len(items) > 1 and _LEAD.match(view, *items[-1]) is not None
    ands = [] if oxford else list(_AND.finditer(view, *items[-1]))
    if ands:
        items = [*items[:-1], (items[-1][0], ands[-1].start()), (ands[-1].end(), items[-1][1])]
    items = [(lead.end() if (lead := _LEAD.match(view, a, b)) else a, b) for a, b in items]
    texts = [view[a:b] for a, b in items]
    if len(items) < 2 or any(not text or len(text.split()) > 12 for text in texts):
        return None
    if names_only and not all(_NAME.match(text) for text in texts):
        return None
    plain = not any(_AND.search(text) or _CLAUSE.search(text) for text in texts)
    return Listing(
        tuple(items), frozenset({len(items)}), is_open=is_open, is_sure=plain and (oxford or bool(ands) or is_closed)
    )


def _at_commas(view: str, low: int, high: int) -> list[Span]:
    items: list[Span] = []
    at = low
    for comma in [*_COMMA.finditer(view, low, high), None]:
        cut = comma.start() if comma else high
        if view[at:cut].strip():
            items.append((at, cut))
        at = comma.end() if comma else high
    return items
