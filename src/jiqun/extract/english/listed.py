"""Items of a list under a lead line: they share its date, and the holders of a firm have their shares in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from jiqun.extract.period import Period
from jiqun.model import Figure

_ITEM = re.compile(r"[ \t]*(?:[-•*–·]|\(?[a-z0-9]{1,2}[.)])\s+\S|[ \t]*[A-Z][^\n:.]{2,70}:\s*\S")
_LEAD = re.compile(r":[ \t]*$")
_HOLDERS = re.compile(
    r"\b(?:share|stock)?holders\b(?:\s*\([^)\n]*\))? (?:of|in) (?:the )?(?P<firm>[A-Z][\w&.' -]+?)\.?"
    r"(?:,| (?:are|is|were|include|as|at|on)\b|:)|\b(?P<held>[A-Z][\w&.' -]+?) (?:is|are|was) (?:owned|held) by\b",
)
_HOLDER = re.compile(
    r"[ \t]*(?:[-•*–·]\s*)?(?P<who>[A-Z][^\n:()]{1,70}?)(?:\s*\([^)\n]*\))?\s*(?::|–|—| - )\s*"
    r"(?:about |over )?\d[\d.,]*\s?(?:%|per)"
)
_MOST = 40  # lines of a list


def with_lead(view: str, figures: list[Figure], periods: Sequence[Period]) -> list[Figure]:
    """The figures, those of list items completed from the line that leads the list in."""
    return [_completed(view, figure, periods) if _in_item(view, figure) else figure for figure in figures]


def lead_of(view: str, at: int) -> tuple[int, int] | None:
    """The line ending with a colon that leads in the list whose item begins at ``at``.

    >>> view = "The members are:\\n- Acme: 5%\\n- Bolton: 7%"
    >>> view[slice(*lead_of(view, 29))]
    'The members are:'
    """
    end = at
    for _ in range(_MOST):
        end = view.rfind("\n", 0, end)
        if end < 0:
            return None
        start = view.rfind("\n", 0, end) + 1
        line = view[start:end]
        if not line.strip():
            continue
        if _LEAD.search(line):
            return start, end
        if not _ITEM.match(line):
            return None
    return None


def _in_item(view: str, figure: Figure) -> bool:
    return _ITEM.match(view, view.rfind("\n", 0, figure.value_start) + 1) is not None


def _completed(view: str, figure: Figure, periods: Sequence[Period]) -> Figure:
    start = view.rfind("\n", 0, figure.value_start) + 1
    lead = lead_of(view, start)
    if lead is None:
        return figure
    dated = [p for p in periods if lead[0] <= p.start < lead[1] and p.iso is not None]
    if figure.period is None and dated and figure.tier != "time":
        figure = replace(figure, period=dated[-1].iso, period_text=dated[-1].text, period_inherited=True)
    firm, holder = _HOLDERS.search(view, *lead), _HOLDER.match(view, start)
    if firm is None or holder is None or figure.unit != "percent":
        return figure
    who = holder["who"].strip()
    return replace(
        figure,
        subject=who,
        subject_text=who,
        indicator=f"shareholding in {(firm['firm'] or firm['held']).strip()}",
        rule="english.shareholding",
    )
