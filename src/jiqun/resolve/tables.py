"""The data tables of this room: what changed among places, the usual short forms of kinds of bodies."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jiqun.vocab.tables import rows

DATA = Path(__file__).parent / "data"


@cache
def place_changes() -> tuple[dict[str, str], ...]:
    """Places whose code or name came or went: code, name, ``from`` and ``to`` (years), codes of the successors."""
    return tuple(rows("place_changes.csv", DATA))


@cache
def name_forms() -> tuple[tuple[str, str], ...]:
    """Long words of kinds of bodies and their usual short form, longest first."""
    pairs = ((row["long"], row["short"]) for row in rows("name_forms.csv", DATA))
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))
