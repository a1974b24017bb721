"""How a field is drawn everywhere, on the map, in legends and in tables: a shape and a colour, never colour alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from jiqun.vocab.fold import key


@dataclass(frozen=True, slots=True)
class FieldMark:
    """A field's sign: an SVG path in a box from -1 to 1, a fill (4.5:1 against white), the shape's name."""

    path: str
    fill: str
    shape: str


_MARKS = (
    FieldMark("M0,-.9A.9,.9,0,1,1,0,.9A.9,.9,0,1,1,0,-.9Z", "#1f6a8c", "circle"),
    FieldMark("M-.8,-.8H.8V.8H-.8Z", "#a8471f", "square"),
    FieldMark("M0,-1L1,.8H-1Z", "#4c7a2b", "triangle"),
    FieldMark("M0,-1.1L1.1,0L0,1.1L-1.1,0Z", "#75458f", "diamond"),
    FieldMark("M-.35,-1H.35V-.35H1V.35H.35V1H-.35V.35H-1V-.35H-.35Z", "#8a6100", "cross"),
    FieldMark("M0,1L1,-.8H-1Z", "#b0305c", "triangle down"),
    FieldMark("M-.5,-.9H.5L1,0L.5,.9H-.5L-1,0Z", "#3b5bb0", "hexagon"),
    FieldMark("M-1,-.45H1V.45H-1Z", "#555f6b", "bar"),
)


@lru_cache(4096)
def field_key(field: str | None) -> str | None:
    """What makes two fields one: the same words in either script."""
    return field and key(field)


def field_marks(fields: Iterable[str | None]) -> dict[str | None, FieldMark]:
    """A sign for each field in order of appearance; with more than eight fields the signs repeat.

    >>> marks = field_marks(["生物", "装备", "生物", "裝備", None])
    >>> [marks[field].shape for field in ("生物", "装备", "裝備", None)]
    ['circle', 'square', 'square', 'triangle']
    """
    found: dict[str | None, FieldMark] = {}
    by_key: dict[str | None, FieldMark] = {}
    for field in fields:
        sign = by_key.setdefault(field_key(field), _MARKS[len(by_key) % len(_MARKS)])
        found[field] = sign
    return found
