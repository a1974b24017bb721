"""A small line in time for a page of many: what `lines` draws, in the room of a thumb, at the cost of a text.

Years without a figure break the line, a target is hollow at the end of dashes, a bound has an arrow, a range a bar.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from lxml import etree

from jiqun.draw.chart import ACCENT, GRID, INK, PALE, SOFT
from jiqun.draw.moments import OPEN, Moment, Strand
from jiqun.words import label, visible

_SVG = "{http://www.w3.org/2000/svg}"
_NAMES: dict[Any, str] = {None: _SVG[1:-1]}
_WIDTH, _HEIGHT = 340.0, 128.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 26.0, 314.0, 26.0, 104.0
Place = tuple[float, float]
_ROOM = 60  # pixels that the words over a gap need
_ABOVE, _BELOW = ("gt", "ge"), ("lt", "le")


def small_lines(strand: Strand, lang: str, *, name: str, description: str) -> str:
    """The line of one strand as an `<svg>` element; its first, its last and its highest moment have words."""
    root = etree.Element(f"{_SVG}svg", viewBox=f"0 0 {_WIDTH:.0f} {_HEIGHT:.0f}", nsmap=_NAMES)
    for attribute, value in (("class", "small"), ("role", "img"), ("aria-label", name)):
        root.set(attribute, value)
    etree.SubElement(root, f"{_SVG}title").text = name
    etree.SubElement(root, f"{_SVG}desc").text = description
    places = _places(strand.moments)
    _line(root, (_LEFT - 14, _BOTTOM), (_RIGHT + 14, _BOTTOM), stroke=GRID)
    for (one, at), (other, to) in pairwise(zip(strand.moments, places, strict=True)):
        gap = int(other.year) - int(one.year) > 1
        dash = "5 4" if other.status in OPEN else "1 4" if gap else ""
        _line(root, at, to, stroke=ACCENT, dash=dash, width="1.8")
        if gap and other.status not in OPEN and to[0] - at[0] > _ROOM:
            _gap(root, (at, to), label("chart.gap", lang).format(years=_missing(one, other)))
    for moment, at in zip(strand.moments, places, strict=True):
        _mark(root, moment, at, strand.moments)
    for index in _worded(strand.moments):
        _words(root, strand.moments[index], places[index])
    return etree.tostring(root, encoding="unicode")


def _missing(one: Moment, other: Moment) -> str:
    first, last = int(one.year) + 1, int(other.year) - 1
    return str(first) if first == last else f"{first}–{last}"


def _gap(root: etree._Element, ends: tuple[Place, Place], said: str) -> None:
    (x, y), (right, other) = ends
    words = etree.SubElement(
        root, f"{_SVG}text", x=f"{(x + right) / 2:.1f}", y=f"{(y + other) / 2 + 16:.1f}", fill=SOFT
    )
    words.set("font-size", "10")
    words.set("font-style", "italic")
    words.set("text-anchor", "middle")
    words.text = said


def _places(moments: Sequence[Moment]) -> list[Place]:
    first, last = moments[0].year, moments[-1].year
    most = _most(moments)
    wide = (last - first) or 1.0
    return [
        (_LEFT + (m.year - first) / wide * (_RIGHT - _LEFT), _BOTTOM - m.value / most * (_BOTTOM - _TOP))
        for m in moments
    ]


def _most(moments: Sequence[Moment]) -> float:
    return max(max(m.value, m.value_max or 0.0) for m in moments) or 1.0


def _worded(moments: Sequence[Moment]) -> list[int]:
    """The first, the last, and the highest between them when it is far from both."""
    last = len(moments) - 1
    highest = max(range(len(moments)), key=lambda n: moments[n].value)
    chosen = {0, last}
    span = (moments[last].year - moments[0].year) or 1.0
    if all(abs(moments[highest].year - moments[n].year) / span > 0.3 for n in chosen):
        chosen.add(highest)
    return sorted(chosen)


def _line(root: etree._Element, at: Place, to: Place, *, stroke: str, dash: str = "", width: str = "1") -> None:
    line = etree.SubElement(root, f"{_SVG}path", d=f"M{at[0]:.1f},{at[1]:.1f}L{to[0]:.1f},{to[1]:.1f}", stroke=stroke)
    line.set("stroke-width", width)
    if dash:
        line.set("stroke-dasharray", dash)


def _mark(root: etree._Element, moment: Moment, at: Place, moments: Sequence[Moment]) -> None:
    x, y = at
    if moment.value_max is not None:
        top = _BOTTOM - moment.value_max / _most(moments) * (_BOTTOM - _TOP)
        _line(root, (x, y), (x, top), stroke=PALE, width="6")
    if moment.comparator in _ABOVE + _BELOW:
        way = -1 if moment.comparator in _ABOVE else 1
        _line(root, (x, y), (x, y + way * 11), stroke=ACCENT, dash="2 2", width="1.6")
        tip = f"M{x - 3.2:.1f},{y + way * 10:.1f}L{x:.1f},{y + way * 15:.1f}L{x + 3.2:.1f},{y + way * 10:.1f}Z"
        etree.SubElement(root, f"{_SVG}path", d=tip, fill=ACCENT)
    dot = etree.SubElement(root, f"{_SVG}circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r="3.4", stroke=ACCENT)
    dot.set("fill", "#ffffff" if moment.status in OPEN else ACCENT)
    dot.set("stroke-width", "1.4")
    if moment.status in OPEN:
        dot.set("stroke-dasharray", "2 1.5")
    etree.SubElement(dot, f"{_SVG}title").text = f"{moment.when} {visible(moment.words)}"


def _words(root: etree._Element, moment: Moment, at: Place) -> None:
    """What is stated above the point, and its year below the line."""
    x, y = at
    side = "start" if x < _LEFT + 30 else "end" if x > _RIGHT - 30 else "middle"
    edge = {"start": x - 16, "end": x + 16, "middle": x}[side]
    lift = 20 if moment.comparator in _ABOVE else 8
    for text, height, colour, size in (
        (visible(moment.words), y - lift, INK, "12"),
        (moment.when, _BOTTOM + 15, SOFT, "11"),
    ):
        words = etree.SubElement(root, f"{_SVG}text", x=f"{edge:.1f}", y=f"{max(12.0, height):.1f}", fill=colour)
        words.set("font-size", size)
        words.set("text-anchor", side)
        words.text = text
