"""A network in three columns: who belongs at the left, clusters in the middle, institutes and others at the right.

Columns are given, so a readable order inside them is a short barycentre pass: neighbours stand near each other. The SVG
carries presentation attributes only; every name is a link.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from jiqun.words import visible

_SVG = "{http://www.w3.org/2000/svg}"
_ROW, _WIDTH, _TOP = 24, 960, 12
_COLUMNS = (330.0, 480.0, 630.0)  # where names of the left end, where the middle stands, where names of the right begin
_HALF = 92  # half the width of a name in the middle
_INK, _SOFT, _LINE, _ACCENT = "#1d2733", "#55616e", "#9fb4bf", "#1f6a8c"
_PASSES = 6
_LONGEST = (24, 12, 24)  # characters of a name in each column


@dataclass(frozen=True, slots=True)
class Node:
    """One name: its column (0 left, 1 middle, 2 right), its words, a note after them, and where its link leads."""

    id: str
    column: int
    words: str
    address: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """A line between a name of the middle and one beside it; ``sure`` says that a text states that it belongs."""

    middle: str
    side: str
    sure: bool = True


def network_svg(nodes: Sequence[Node], edges: Sequence[Edge], *, name: str, description: str) -> str:
    """The network as one `<svg>` element; an empty text when there is nothing to draw."""
    if not nodes:
        return ""
    columns = _ordered(nodes, edges)
    rows = max(len(column) for column in columns)
    height = rows * _ROW + 2 * _TOP
    places = {
        node.id: (_COLUMNS[number], _TOP + (row + 0.5) * _ROW * rows / len(column))
        for number, column in enumerate(columns)
        for row, node in enumerate(column)
    }
    names: Any = {None: _SVG[1:-1]}  # lxml takes None for the namespace without a prefix; its stubs do not know it
    root = etree.Element(f"{_SVG}svg", viewBox=f"0 0 {_WIDTH} {height}", nsmap=names)
    for attribute, value in (("class", "network"), ("role", "group"), ("aria-label", name)):
        root.set(attribute, value)
    etree.SubElement(root, f"{_SVG}title").text = name
    etree.SubElement(root, f"{_SVG}desc").text = description
    sides = {node.id: node.column for node in nodes}
    for edge in edges:
        if edge.middle in places and edge.side in places:
            _draw_edge(root, places[edge.middle], places[edge.side], sides[edge.side], sure=edge.sure)
    for node in (node for column in columns for node in column):
        _draw_node(root, node, places[node.id])
    return etree.tostring(root, encoding="unicode")


def _ordered(nodes: Sequence[Node], edges: Sequence[Edge]) -> list[list[Node]]:
    """The columns, each in the order of the middle of its neighbours; the first order decides among equals."""
    columns = [[node for node in nodes if node.column == number] for number in range(3)]
    known = {node.id: node for node in nodes}
    near: dict[str, list[str]] = {}
    for edge in edges:
        near.setdefault(edge.middle, []).append(edge.side)
        near.setdefault(edge.side, []).append(edge.middle)
    for _ in range(_PASSES):
        for number in (0, 2, 1):
            at = {n.id: place / max(1, len(c)) for c in columns for place, n in enumerate(c)}
            own = {n.id: _middle([at[m] for m in near.get(n.id, ()) if m in at], at[n.id]) for n in columns[number]}
            columns[number] = [known[id_] for id_ in sorted(own, key=own.__getitem__)]
    return columns


def _middle(places: Sequence[float], own: float) -> float:
    return sum(places) / len(places) if places else own


def _draw_edge(
    root: etree._Element, middle: tuple[float, float], side: tuple[float, float], column: int, *, sure: bool
) -> None:
    start = middle[0] + (_HALF if column == 2 else -_HALF)
    end = side[0] + (-8 if column == 2 else 8)
    bend = (start + end) / 2
    path = f"M{start:.0f},{middle[1]:.1f}C{bend:.0f},{middle[1]:.1f} {bend:.0f},{side[1]:.1f} {end:.0f},{side[1]:.1f}"
    line = etree.SubElement(root, f"{_SVG}path", d=path, fill="none", stroke=_LINE)
    line.set("stroke-width", "1.1" if sure else "1")
    if not sure:
        line.set("stroke-dasharray", "3 3")


def _draw_node(root: etree._Element, node: Node, place: tuple[float, float]) -> None:
    x, y = place
    link = etree.SubElement(root, f"{_SVG}a", href=node.address)
    if node.column == 1:
        box = etree.SubElement(
            link, f"{_SVG}rect", x=f"{x - _HALF:.0f}", y=f"{y - 10:.1f}", width=str(2 * _HALF), height="20", rx="3"
        )
        box.set("fill", "#e8f1f5")
        box.set("stroke", _ACCENT)
    words = etree.SubElement(link, f"{_SVG}text", x=f"{x:.0f}", y=f"{y + 4.2:.1f}", fill=_INK)
    words.set("font-size", "12.5")
    words.set("text-anchor", ("end", "middle", "start")[node.column])
    full = visible(node.words)
    shown = full if len(full) <= _LONGEST[node.column] else full[: _LONGEST[node.column] - 1] + "…"
    if shown != full:
        etree.SubElement(link, f"{_SVG}title").text = full
    words.text = shown
    if node.note:
        note = etree.SubElement(words, f"{_SVG}tspan", fill=_SOFT)
        note.set("font-size", "11")
        note.text = f"  {node.note}"
