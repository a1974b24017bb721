"""Items that are numbered: 一是…二是…三是, (1)…(2)…, first … second …, or numbered paragraphs under a stated count."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from jiqun.findings.counted import MOST, Counted, small_number
from jiqun.findings.splitting import Span
from jiqun.findings.tables import rows

_CN = "[一二三四五六七八九十]{1,3}"
_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_INLINE = (
    re.compile(rf"(?:(?<=[,。;:\s!?])|^)(?P<n>{_CN})(?:是|要|则)(?![是个项家一])"),
    re.compile(rf"(?:(?<=[,。;:\s!?])|^)第(?P<n>{_CN})(?:[,、:]|是|步[,:是]?|个?阶段[,:是]?)"),
    re.compile(r"[(](?P<n>\d{1,2})[)]"),
    re.compile(rf"[(](?P<n>{_CN})[)]"),
    re.compile(f"(?P<n>[{_CIRCLES}])"),
    re.compile(r"(?:(?<=[,。;:\s!?])|^)(?P<n>\d{1,2})[.、)](?!\d)"),
)
_HEADED = (
    re.compile(rf"\s*[(](?P<n>{_CN})[)]"),
    re.compile(rf"\s*(?P<n>{_CN})[、.]"),
    re.compile(r"\s*[(]?(?P<n>\d{1,2})[)、.](?!\d)"),
    re.compile(rf"\s*(?P<n>{_CN})(?:是|要)"),
    re.compile(rf"\s*第(?P<n>{_CN})[,、:章步]"),
    re.compile(f"\\s*(?P<n>[{_CIRCLES}])"),
)
_NOUN_END = re.compile(r"[,。;:!?\n]")
_LEAD = 40  # characters between a count and its first item
_CHAIN = 20_000  # characters: no chain is followed further
_LEAD_IN = re.compile(r"[^,。;:!?\n]{0,16}(?:[:,;]|。)?(?:[^。;!?\n]{0,12}[:])?\s*$")


@dataclass(frozen=True, slots=True)
class Chain:
    """The marks of numbered items, from the first to the last in a row; ``broken`` when they start anew inside."""

    marks: tuple[Span, ...]
    broken: bool = False


@cache
def _nouns() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(row["noun"]) for row in rows("chain_nouns.csv")))


def _number(word: str) -> int | None:
    return _CIRCLES.index(word) + 1 if word in _CIRCLES else 1 if word == "一" else small_number(word)


def _run(matches: Iterator[re.Match[str]]) -> Chain:
    """From the first 1 on, each next number in its turn; a second 1 ends the run."""
    marks: list[Span] = []
    for match in matches:
        number = _number(match["n"])
        if number == len(marks) + 1:
            marks.append(match.span())
        elif number == 1:
            rest = [_number(later["n"]) for later in islice(matches, MOST)]
            return Chain(tuple(marks), broken=len(marks) + 1 in rest and 1 not in rest)
    return Chain(tuple(marks))


def chain_behind(view: str, count: Counted, end: int, blocks: Sequence[Span]) -> Chain | None:
    """The numbered items that a stated count announces: in its own paragraph, or as the paragraphs below it.

    ``blocks`` are the paragraphs below, in order. None when the count announces none.

    >>> from jiqun.findings.counted import counted
    >>> view = "抓好三方面工作:一是建平台;二是引人才;三是优服务。"
    >>> len(chain_behind(view, next(counted(view, 0, len(view))), len(view), []).marks)
    3
    """
    if not _announces(view, count, end):
        return None
    for form in _INLINE:
        first = form.search(view, count.end, min(end, count.end + _LEAD))
        if first is not None and _number(first["n"]) == 1 and _leads_in(view, count.end, first.start()):
            return _run(form.finditer(view, first.start(), min(end, first.start() + _CHAIN)))
    if not blocks or not _ends_lead_in(view, count, end):
        return None
    for form in _HEADED:
        first = form.match(view, *blocks[0])
        if first is not None and _number(first["n"]) == 1:
            return _run(m for low, high in blocks if (m := form.match(view, low, high)) is not None)
    return None


def _announces(view: str, count: Counted, end: int) -> bool:
    """Whether what is counted is such as is told one by one: 三方面, 三点, 三项任务."""
    if count.word in ("方面", "点", "步", "阶段", "条"):
        return True
    return chain_noun(view, count.end)


def chain_noun(view: str, at: int) -> bool:
    """Whether the words behind a count name what is told one by one: 三项[任务], 三个重要[方面]."""
    stop = _NOUN_END.search(view, at, at + 16)
    return _nouns().search(view, at, stop.start() if stop else at + 16) is not None


def _leads_in(view: str, low: int, high: int) -> bool:
    return high - low <= 32 and _LEAD_IN.fullmatch(view, low, high) is not None


def _ends_lead_in(view: str, count: Counted, end: int) -> bool:
    """Whether the paragraph ends with the count and a colon: …有以下三项任务:"""
    text = view[count.end : min(end, count.end + _LEAD)].rstrip()
    return end - count.end <= _LEAD and text.endswith(":") and "。" not in text
