"""Page chrome and spam set aside with a reason, by whole-line rules held in ``data/chrome.csv``.

A rule sees one short line, folded; it never looks inside a paragraph, so a sentence on reporting mechanisms or one with
a phone number in its middle stays content.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from jiqun.read.lines import SENTENCE_END, Line, width
from jiqun.vocab.fold import fold

RULES_FILE = Path(__file__).parent / "data" / "chrome.csv"
_CELL_REASONS = frozenset({"phone_number", "spam"})
_NUMBERED = re.compile(
    r"(?:第?[一二三四五六七八九十百]+[、章节]|\d{1,2}[、.](?!\d)|\([一二三四五六七八九十\d]{1,3}\)).+"
)
_PLAIN_NUMBER = re.compile(r"-?\d{1,6}(?:\.\d+)?%?|-?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")
_TABLE_PHONE = re.compile(r"[0+(]|.*[-:]")


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the table: a pattern for a whole folded line, why it is no content, and where it may stand.

    ``where`` is ``any``, ``head`` (before the first running text), ``tail`` (after the last) or ``edge`` (either).
    """

    name: str
    reason: str
    where: str
    longest: int
    pattern: re.Pattern[str]
    example: str
    counterexample: str

    def matches(self, view: str) -> bool:
        """Whether the whole folded line is such chrome."""
        return len(view) <= self.longest and self.pattern.fullmatch(view) is not None


@cache
def rules() -> tuple[Rule, ...]:
    """The table of rules; spam comes first, for its lines often sit among harmless ones."""
    with RULES_FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    table = [
        Rule(
            name=row["name"],
            reason=row["reason"],
            where=row["where"],
            longest=int(row["longest"]),
            pattern=re.compile(row["pattern"], re.IGNORECASE),
            example=row["example"],
            counterexample=row["counterexample"],
        )
        for row in rows
    ]
    return tuple(sorted(table, key=lambda rule: rule.reason != "spam"))


def reason_for(line: str) -> str | None:
    """Why a line that stands alone at the edge of a page is chrome, or None when it is content.

    >>> reason_for("點擊舉報"), reason_for("舉報機制不斷完善"), reason_for("0451-53001222")
    ('page_control', None, 'phone_number')
    """
    view = fold(line.strip())
    return next((rule.reason for rule in rules() if rule.matches(view)), None)


@lru_cache(maxsize=4096)
def cell_reason(words: str) -> str | None:
    """Why a cell of a table is set aside: a phone number or spam; None for data.

    >>> cell_reason("0451-53001222"), cell_reason("15239300000")
    ('phone_number', None)
    """
    view = fold(words)
    found = _first_match(view)
    return found.reason if found is not None and _may_exclude_cell(found, view) else None


def mark(lines: Sequence[Line]) -> None:
    """Set ``excluded`` on chrome; a reason that the reader of the format gave gives way to a more exact one here."""
    found = [_rule(line) for line in lines]
    body = [index for index, line in enumerate(lines) if found[index] is None and not line.excluded and _is_body(line)]
    first, last = (body[0], body[-1]) if body else (len(lines), -1)
    after_links = False
    for index, (line, rule) in enumerate(zip(lines, found, strict=True)):
        tail = index > last
        if rule is not None and _stands(rule.where, head=index < first, tail=tail):
            line.excluded = rule.reason
            after_links = after_links or (tail and rule.reason == "link_block_heading")
        elif tail and after_links and line.excluded is None and _is_link_title(line):
            line.excluded = "related_link"


@cache
def _longest() -> int:
    return max(rule.longest for rule in rules())


@lru_cache(maxsize=4096)
def _first_match(view: str) -> Rule | None:
    if len(view) > _longest() or _PLAIN_NUMBER.fullmatch(view):
        return None
    return next((rule for rule in rules() if rule.matches(view)), None)


def _rule(line: Line) -> Rule | None:
    rule = _first_match(line.view) if len(line.view) <= _longest() else None
    if rule is not None and line.kind == "cell" and not _may_exclude_cell(rule, line.view):
        return None
    return rule


def _may_exclude_cell(rule: Rule, view: str) -> bool:
    """A cell of a table is data: 15239300000 there is an amount, not a mobile number."""
    if rule.reason == "phone_number":
        return _TABLE_PHONE.match(view) is not None
    return rule.reason in _CELL_REASONS


def _stands(where: str, head: bool, tail: bool) -> bool:
    return where == "any" or (where in ("head", "edge") and head) or (where in ("tail", "edge") and tail)


def _is_body(line: Line) -> bool:
    """Running text, a numbered line or a cell: what chrome stands before or after."""
    if line.kind == "cell" or _NUMBERED.fullmatch(line.view):
        return True
    return len(line.view) >= 15 and SENTENCE_END.search(line.view) is not None


def _is_link_title(line: Line) -> bool:
    return width(line.view) <= 45
