"""Make the land-only base maps from Natural Earth (world-atlas TopoJSON): clip, simplify, round, write GeoJSON.

    python tools/make_basemap.py land-50m.json land-110m.json

Writes src/jiqun/draw/data/land_asia.geojson and land_world.geojson. Only land: no boundary line of any kind is read
or written. Natural Earth is in the public domain; world-atlas packages it under the ISC licence.
"""

from __future__ import annotations

import json
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

Ring = list[tuple[float, float]]

DATA = Path(__file__).resolve().parents[1] / "src" / "jiqun" / "draw" / "data"
ASIA = (70.0, -11.0, 150.0, 56.0)  # west, south, east, north
WORLD = (-180.0, -60.0, 180.0, 84.0)  # Antarctica holds no cluster and bends every world map


def decode_arcs(topology: dict[str, Any]) -> list[Ring]:
    """The arcs of a quantised TopoJSON file as longitude/latitude lines."""
    (scale_x, scale_y), (move_x, move_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[Ring] = []
    for steps in topology["arcs"]:
        x = y = 0
        line: Ring = []
        for step_x, step_y in steps:
            x, y = x + step_x, y + step_y
            line.append((x * scale_x + move_x, y * scale_y + move_y))
        arcs.append(line)
    return arcs


def polygons(topology: dict[str, Any]) -> list[list[Ring]]:
    """Every land polygon as rings; an arc index below zero means the arc backwards."""
    arcs = decode_arcs(topology)

    def ring(indexes: list[int]) -> Ring:
        points: Ring = []
        for index in indexes:
            arc = arcs[index] if index >= 0 else arcs[~index][::-1]
            points += arc[1:] if points else arc
        return points

    found: list[list[Ring]] = []
    for geometry in topology["objects"]["land"]["geometries"]:
        many = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        found += [[ring(indexes) for indexes in polygon] for polygon in many]
    return found


def clip(ring: Ring, window: tuple[float, float, float, float]) -> Ring:
    """Sutherland–Hodgman: the part of a ring inside the window, closed again."""
    west, south, east, north = window
    for axis, limit, sign in ((0, west, 1), (0, east, -1), (1, south, 1), (1, north, -1)):
        kept: Ring = []
        for before, point in zip([ring[-1], *ring[:-1]], ring, strict=True):
            inside, was_inside = sign * (point[axis] - limit) >= 0, sign * (before[axis] - limit) >= 0
            if inside != was_inside:
                share = (limit - before[axis]) / (point[axis] - before[axis])
                crossing = [before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1])]
                crossing[axis] = limit
                kept.append((crossing[0], crossing[1]))
            if inside:
                kept.append(point)
        ring = kept
        if not ring:
            return []
    return ring if ring[0] == ring[-1] else [*ring, ring[0]]


def simplify(line: Ring, tolerance: float) -> Ring:
    """Douglas–Peucker without recursion; the ends stay."""
    keep = {0, len(line) - 1}
    stack = [(0, len(line) - 1)]
    while stack:
        first, last = stack.pop()
        (x0, y0), (x1, y1) = line[first], line[last]
        dx, dy = x1 - x0, y1 - y0
        length = (dx * dx + dy * dy) ** 0.5
        farthest, distance = first, 0.0
        for index in range(first + 1, last):
            x, y = line[index]
            off = abs(dx * (y - y0) - dy * (x - x0)) / length if length else ((x - x0) ** 2 + (y - y0) ** 2) ** 0.5
            if off > distance:
                farthest, distance = index, off
        if distance > tolerance:
            keep.add(farthest)
            stack += [(first, farthest), (farthest, last)]
    return [line[index] for index in sorted(keep)]


def area(ring: Ring) -> float:
    """The ring's area in square degrees."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))) / 2


def basemap(
    topology: dict[str, Any], window: tuple[float, float, float, float], tolerance: float, smallest: float, digits: int
) -> dict[str, Any]:
    """One MultiPolygon of the land in the window; islands under ``smallest`` square degrees are left out."""
    kept: list[list[list[tuple[float, float]]]] = []
    for polygon in polygons(topology):
        rings = []
        for number, ring in enumerate(polygon):
            cut = clip(ring, window)
            if len(cut) < 4 or area(cut) < smallest:
                if number == 0:
                    break
                continue
            slim = simplify(cut, tolerance)
            rounded = [(round(x, digits), round(y, digits)) for x, y in slim]
            deduplicated = [point for i, point in enumerate(rounded) if i == 0 or point != rounded[i - 1]]
            if len(deduplicated) >= 4:
                rings.append(deduplicated)
        if rings:
            kept.append(rings)
    return {
        "type": "Feature",
        "properties": {"source": "Natural Earth (public domain) by way of world-atlas (ISC)", "window": window},
        "geometry": {"type": "MultiPolygon", "coordinates": kept},
    }


def main(fine: str, coarse: str) -> None:
    """Write both base maps and say how large they are."""
    jobs = (
        ("land_asia.geojson", fine, ASIA, 0.031, 0.007, 3),
        ("land_world.geojson", coarse, WORLD, 0.2, 0.5, 1),
    )
    for name, path, window, tolerance, smallest, digits in jobs:
        topology = json.loads(Path(path).read_text(encoding="utf-8"))
        text = json.dumps(basemap(topology, window, tolerance, smallest, digits), separators=(",", ":"))
        (DATA / name).write_text(text + "\n", encoding="utf-8")
        print(f"{name}: {len(text) / 1000:.0f} kB")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
