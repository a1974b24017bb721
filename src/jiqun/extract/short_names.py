"""Short names of firms by marks of their own: a stock code behind, a firm's tail behind an uncommon word, fame."""

from __future__ import annotations

import re

from jiqun.extract.edges import breaks, left_edge
from jiqun.extract.foreign_names import country_before, described
from jiqun.extract.reading import Reading
from jiqun.extract.tagged_names import DEEDS, TITLES, is_organisation, kind_of
from jiqun.extract.tagger.words import common
from jiqun.extract.tags import Tags
from jiqun.vocab.organisations import company_tails, known_lexicon, known_organisations, tail_pattern
from jiqun.vocab.places import by_name

Candidate = tuple[int, int, str]

_COUNTED = re.compile(
    r"\d{6}|(?:SH|SZ|HK|BJ)?[.:]?\d{4,6}(?:[.](?:SH|SZ|HK|BJ))?|(?:NASDAQ|NYSE|股票代码|证券代码)[:.][\w.]+"
)
_STOCK = re.compile(rf"[(](?:{_COUNTED.pattern})[)]")
_AFTER_KNOWN = re.compile(r"产业|量|工业|技术|集群|级|型|市|省|县|区|人|语|式|平原")
_CELL_BEFORE = re.compile(r"([^、和与及,。;:等]{2,12})(?:[、和与及]|以及)$")
_CELL_BEHIND = re.compile(r"(?:[、和与及]|以及)([^、和与及,。;:等]{2,12})")
_SCHOLARS = re.compile(r"教授|校长|副校长|博士|硕士|团队|毕业|校友|学者|研究生院|附属|科技园|课题组|实验室|合作|老师")
_CHINESE = re.compile(r"[一-龥]+")
_BEHIND = frozenset({"w", "v", "p", "d", "c", "u", "f", "ad", "vd", "ORG", "TIME"})
_OWNS = ("控股", "股份", "集团")  # what follows these may be a noun: 某某控股管理的基金


def short_names(reading: Reading, start: int, end: int, tags: Tags, sure: set[str]) -> list[Candidate]:
    """The short names of one block; ``sure`` are the names found before."""
    return [
        *_with_codes(reading.view, start, end, tags),
        *_with_tails(reading, start, end, tags),
        *_famous(reading.view, start, end, tags, sure),
    ]


def _with_codes(view: str, start: int, end: int, tags: Tags) -> list[Candidate]:
    """某某科技(688001): what stands before a stock code is a firm."""
    found: list[Candidate] = []
    for match in _STOCK.finditer(view, start, end):
        low = _word_start(view, max(start, match.start() - 10), match.start(), tags)
        if match.start() - low >= 2:
            found.append((low, match.start(), kind_of(view[low : match.start()])))
    return found


def _with_tails(reading: Reading, start: int, end: int, tags: Tags) -> list[Candidate]:
    """A firm's tail behind a word of two to four characters that no dictionary holds: 元禾控股."""
    view = reading.view
    found: list[Candidate] = []
    for match in tail_pattern().finditer(view, start, end):
        low = _word_start(view, max(start, match.start() - 5), match.start(), tags)
        low = max(low, left_edge(view, low, match.start()))
        head = view[low : match.start()]
        first = tags.at(low)
        if not 2 <= len(head) <= 4 or first is None or first.start != low or not _uncommon(head):
            continue
        after = tags.at(match.end())
        titled = TITLES.match(view, match.end()) is not None or described(view[max(start, low - 20) : low], head)
        free = after is None or after.start > match.end() or after.tag in _BEHIND or titled
        if after is not None and after.start < match.end() < after.end:
            free = False  # the tail is the beginning of another word
        if (free or match.group() in _OWNS) and is_organisation(reading, low, match.end()):
            found.append((low, match.end(), "company"))
    return found


def _uncommon(head: str) -> bool:
    if head in by_name() or common(head) or not _CHINESE.fullmatch(head):
        return False
    return not any(common(head[at : at + 2]) for at in range(len(head) - 1))


def _famous(view: str, start: int, end: int, tags: Tags, sure: set[str]) -> list[Candidate]:
    """Short names of common knowledge, with a firm's tail behind them (礼来 + 制药); common words only in lists."""
    found: list[Candidate] = []
    for low, high in known_lexicon().find(view[start:end]):
        low, high = start + low, start + high
        known = known_organisations()[view[low:high]]
        if not _whole_words(low, high, tags) or _AFTER_KNOWN.match(view, high):
            continue
        if known.listed and not _among_names(view, low, high, known.type, sure):
            continue
        tail = tags.at(high)
        word = view[tail.start : tail.end] if tail is not None else ""
        trade = tail_pattern().fullmatch(word) is not None or (high - low <= 3 and word in company_tails())
        if known.type == "company" and tail is not None and trade:
            after = tags.at(tail.end)
            high = tail.end if after is None or after.tag in _BEHIND or view[after.start : after.end] in DEEDS else high
        found.append((low, high, known.type))
    return found


def _whole_words(low: int, high: int, tags: Tags) -> bool:
    """Whether a name begins and ends where words of the tagger do, and is no part of a name that it found."""
    first, last = tags.at(low), tags.at(high - 1)
    if first is None or last is None or (high - low >= 4 and first is not last):
        return True
    if first is last and first.tag in ("ORG", "LOC", "PER", "nz"):
        return first.start == low and first.end == high
    return first.start == low and last.end == high


def _among_names(view: str, low: int, high: int, kind: str, sure: set[str]) -> bool:
    """Whether a common word stands as a name: beside another name in a list, behind a country, or with a title."""
    titled = _SCHOLARS.match(view, high) if kind == "university" else TITLES.match(view, high)
    if titled is not None or country_before(view, low):
        return True
    before, behind = _CELL_BEFORE.search(view, max(0, low - 14), low), _CELL_BEHIND.match(view, high)
    return any(cell is not None and _named(cell.group(1), sure) for cell in (before, behind))


def _named(cell: str, sure: set[str]) -> bool:
    known = known_organisations().get(cell)
    return cell in sure or (known is not None and not known.listed)


def _word_start(view: str, floor: int, end: int, tags: Tags) -> int:
    """The start of the run of words before ``end`` that no mark, particle or verb interrupts."""
    low = floor
    for span in tags.within(floor, end):
        if span.end < end and (breaks(view, span) or span.tag in ("w", "c")):
            low = max(low, span.end)
        elif span.end == end and span.tag == "w":
            return end
    return low
