"""Coverage, territory, unit of account and price basis of a figure, from words of its own clause."""

from __future__ import annotations

import re
from functools import cache

from jiqun.model import Facet
from jiqun.vocab.lexicon import alternatives
from jiqun.vocab.tables import rows

FACETS = ("coverage", "territory", "unit_of_account", "price_basis")


@cache
def _pattern() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    table = {word: (row["facet"], row["value"]) for row in rows("facets.csv") for word in row["words"].split("|")}
    return re.compile(alternatives(table)), table


def facets(view: str, spans: list[tuple[int, int]]) -> tuple[Facet, ...]:
    """The facets named in some stretches of a folded text (a figure's clause, its subject), the last of each kind.

    >>> view = "2018年全市规上工业企业完成总产值"
    >>> [(f.name, f.value, view[f.start:f.end]) for f in facets(view, [(0, len(view))])]
    [('coverage', 'above_scale', '规上'), ('territory', 'city', '全市')]
    """
    pattern, table = _pattern()
    found: dict[str, Facet] = {}
    for start, end in spans:
        for match in pattern.finditer(view, start, end):
            name, value = table[match.group()]
            found[name] = Facet(name, value, match.start(), match.end())
    return tuple(found[name] for name in FACETS if name in found)
