"""Cut a run of text into the items of a list: at 、 outside brackets, and at the conjunction before the last one."""

from __future__ import annotations

import re
from functools import cache
from statistics import median

from jiqun.findings.tables import rows, words
from jiqun.vocab.organisations import type_of

Span = tuple[int, int]

OPENERS, CLOSERS = "([“《【", ")]”》】"
_PAIRED = re.compile(r"(?<=[”》])(?=[“《])")
_INNER = re.compile(r"[、,;]")
_LINKS = re.compile(r"\s*[++]\s*|\s*(?:—{1,2}|–|-|→|·|/)\s*")


def depth_cuts(view: str, low: int, high: int, marks: str) -> list[int]:
    """Where the marks stand in ``view[low:high]`` outside brackets and quotation marks."""
    cuts, depth = [], 0
    for at in range(low, high):
        char = view[at]
        if char in OPENERS:
            depth += 1
        elif char in CLOSERS:
            depth = max(0, depth - 1)
        elif depth == 0 and char in marks:
            cuts.append(at)
    return cuts


def parts(view: str, low: int, high: int) -> list[Span]:
    """What stands between the 、 of ``view[low:high]``, and between quotes or titles that touch.

    >>> view = "甲(乙、丙)、“丁”“戊”和己"
    >>> [view[a:b] for a, b in parts(view, 0, len(view))]
    ['甲(乙、丙)', '“丁”', '“戊”和己']
    """
    found: list[Span] = []
    at = low
    for cut in [*depth_cuts(view, low, high, "、"), high]:
        begin = at
        for pair in _PAIRED.finditer(view, at, cut):
            found.append((begin, pair.start()))
            begin = pair.start()
        found.append((begin, cut))
        at = cut + 1
    return found


def inner_parts(view: str, low: int, high: int) -> list[Span]:
    """The items inside quotation marks or brackets: between 、 (or commas), else between + or dashes.

    >>> view = "科研+管理+实操"
    >>> [view[a:b] for a, b in inner_parts(view, 0, len(view))]
    ['科研', '管理', '实操']
    """
    for marks in ("、", ";", ","):
        if depth_cuts(view, low, high, marks):
            at, found = low, []
            for cut in [*depth_cuts(view, low, high, marks), high]:
                found.append((at, cut))
                at = cut + 1
            return [span for span in found if view[span[0] : span[1]].strip()]
    found, at = [], low
    for link in _LINKS.finditer(view, low, high):
        found.append((at, link.start()))
        at = link.end()
    return [*found, (at, high)]


@cache
def _conjunctions() -> re.Pattern[str]:
    forms: list[str] = []
    for row in rows("conjunctions.csv"):
        before = f"(?<![{row['not_after']}])" if row["not_after"] else ""
        after = f"(?![{row['not_before']}])" if row["not_before"] else ""
        forms.append(f"(?P<{'last' if row['joins'] == 'last' else 'either'}_{len(forms)}>{before}{row['word']}{after})")
    return re.compile("|".join(forms))


def leading_conjunction(view: str, low: int, high: int) -> int:
    """Where the words behind a conjunction at ``low`` begin; ``low`` itself when there is none."""
    match = _conjunctions().match(view, low, high)
    return match.end() if match else low


def conjunction_in(view: str, low: int, high: int) -> int | None:
    """Where the words behind the first conjunction of ``view[low:high]`` begin; None when there is none."""
    match = _conjunctions().search(view, low, high)
    return match.end() if match else None


def last_parts(view: str, low: int, high: int, others: list[Span]) -> tuple[list[Span], bool]:
    """The last piece of a list, cut at its conjunction, and whether it may as well be one item.

    Only the conjunction before the last item joins items; one inside an earlier piece joins parts of one item
    (诊断试剂及高端医疗器械). It is one item when the words after it are the head of both (研发和生产), or when only the
    whole is a name of the kind that the other items are.

    >>> view = "中药现代化和保化品"
    >>> [view[a:b] for a, b in last_parts(view, 0, len(view), [])[0]]
    ['中药现代化', '保化品']
    """
    low = leading_conjunction(view, low, high)
    found = [m for m in _conjunctions().finditer(view, low + 1, high - 1) if _outside(view, low, m.start())]
    if not found:
        return [(low, high)], False
    match = found[-1]
    left, right = view[low : match.start()], view[match.end() : high]
    sizes = [end - start for start, end in others]
    short = bool(sizes) and min(len(left), len(right)) <= 2 and median(sizes) >= 4
    typed = [type_of(view[a:b]) for a, b in others]
    halved = type_of(right) is not None and type_of(left) is None and bool(typed) and all(typed)
    doubtful = short or halved or str(match.lastgroup).startswith("either")
    return [(low, match.start()), (match.end(), high)], doubtful


def closes_early(view: str, pieces: list[Span]) -> bool:
    """Whether 和 stands before the last item but one (甲、乙和丙、丁): the list may have closed there already.

    >>> view = "工艺、中药现代化和保化品、试剂"
    >>> closes_early(view, parts(view, 0, len(view)))
    True
    """
    found = [list(_conjunctions().finditer(view, low + 1, high - 1)) for low, high in pieces]
    joined = [[m for m in matches if str(m.lastgroup).startswith("last")] for matches in found]
    if len(pieces) < 3 or any(joined[:-2]) or found[-1] or not joined[-2]:
        return False
    (low, high), match = pieces[-2], joined[-2][-1]
    return min(match.start() - low, high - match.end()) >= 3


def _outside(view: str, low: int, at: int) -> bool:
    """Whether ``at`` stands outside brackets and quotation marks opened since ``low``."""
    depth = 0
    for char in view[low:at]:
        depth += (char in OPENERS) - (char in CLOSERS)
    return depth <= 0


_PARTICLES = "(?:了|出了?|起了?|有(?!限|色|机|关))?"
_IN_WORDS = "(?<![国所具没享存现潜方参理自可予])"  # 国有, 参与, 自由: no words that open a list


@cache
def _opens() -> re.Pattern[str]:
    known = words("list_words.csv", "opens") + words("list_words.csv", "joins")
    long, short = (("|".join(word for word in known if (len(word) > 1) == wanted)) for wanted in (True, False))
    return re.compile(f"(?:{long}){_PARTICLES}|{_IN_WORDS}(?:{short})(?!关|限|机|色|效)")


def opened(view: str, low: int, high: int) -> int:
    """Where the first item begins: behind the last word that opens a list; at least one character is left.

    >>> view = "聚焦化学药"
    >>> view[opened(view, 0, len(view)):]
    '化学药'
    """
    begin = low
    for match in _opens().finditer(view, low, high - 1):
        if _outside(view, low, match.start()):
            begin = match.end()
    return begin


def opens_with(view: str, low: int, high: int) -> bool:
    """Whether a clause begins with a word that opens a list: 联合甲、乙, or 先后引进甲、乙."""
    match = _opens().search(view, low, min(high, low + 6))
    return match is not None and match.end() - match.start() > 1


@cache
def _breaks() -> re.Pattern[str]:
    long = [word for word in words("list_words.csv", "opens") + words("list_words.csv", "joins") if len(word) > 1]
    return re.compile(r"等[^、]{1,12}?(?:" + "|".join(map(re.escape, long)) + ")|" + "|".join(map(re.escape, long)))


def broken(view: str, low: int, high: int) -> bool:
    """Whether a new list opens in the middle of a piece: 乙方面形成丙."""
    match = _breaks().search(view, low + 2, high - 1) if high - low > 3 else None
    return match is not None and _outside(view, low, match.start())


def trimmed(view: str, span: Span) -> Span:
    """A span without blanks, and without the one pair of marks around it."""
    low, high = span
    while low < high and view[low].isspace():
        low += 1
    while high > low and view[high - 1].isspace():
        high -= 1
    return low, high
