"""A land-only map of clusters as an SVG: equal-area, fitted to the clusters, every cluster a link, no boundary lines.

The land is Natural Earth; boundaries are not drawn because a map of China that shows them needs an approved map
(审图号). The SVG carries presentation attributes only, so it may stand in a page whose policy forbids inline styles.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from jiqun.draw.labels import Label, place_labels
from jiqun.draw.marks import field_marks
from jiqun.draw.projection import Point, Projection, fit
from jiqun.draw.svg import tidy
from jiqun.model import Cluster
from jiqun.words import label, visible

_LINK_BASE = "https://jiqun.invalid"  # vl-convert completes relative links with a base of its own; this one we take off
_SEA, _LAND, _COAST, _INK, _LEAD = "#e9f0f3", "#fbf9f3", "#a9b7bd", "#1d2733", "#6b7682"
_FONT_SIZE = 12.0
_SIZE, _LARGEST = 95.0, 620.0  # areas of points in square pixels
LABELLED = 120  # clusters: among more, most labels find no room, and the search for it takes seconds
_WIDE = 500  # pixels: from here on labels are whole names


def map_svg(
    clusters: Sequence[Cluster],
    lang: str,
    *,
    link: Callable[[Cluster], str] | None = None,
    width: int = 720,
    sizes: Mapping[str, float] | None = None,
) -> str:
    """The map of the clusters that have coordinates, as one `<svg>` element; an empty text when none has.

    With ``sizes`` (cluster id → a figure that may be compared) the area of a point shows the figure, and a cluster that
    has none is hollow. ``link`` gives a cluster's address (by default `/LANG/cluster/ID`). The same clusters give the
    same bytes. Narrow maps (under 500 pixels) are labelled by place, wide ones by the cluster's name where all names
    find room.
    """
    located = [c for c in clusters if c.longitude is not None and c.latitude is not None]
    if not located:
        return ""
    address = link or (lambda cluster: f"/{lang}/cluster/{cluster.id}")
    specification = map_specification(located, lang, address=address, width=width, sizes=sizes)
    import vl_convert

    svg = vl_convert.vegalite_to_svg(specification)
    name = label("map.name", lang)
    description = label("map.description", lang).format(
        count=len(located), names=label("list.comma", lang).join(visible(c.name) for c in located)
    )
    return tidy(svg, name, description, prefix=f"map{width}", kind="map", base=_LINK_BASE)


def map_specification(
    clusters: Sequence[Cluster],
    lang: str,
    *,
    address: Callable[[Cluster], str],
    width: int,
    sizes: Mapping[str, float] | None = None,
) -> dict[str, Any]:
    """The map as a Vega-Lite specification: land, leading lines, points, labels."""
    places = [(float(c.longitude or 0.0), float(c.latitude or 0.0)) for c in clusters]
    margin = (width * 0.12, width * 0.07)
    height = _height(places, width, margin)
    projection = fit(places, width, height, margin)
    points = [projection(*place) for place in places]
    labels, texts = _labels(clusters, points, (width, height))
    signs = field_marks(c.field for c in clusters)
    rows = [
        {
            "longitude": place[0],
            "latitude": place[1],
            "address": _LINK_BASE + address(cluster),
            "field": signs[cluster.field].shape,
            **_paint(signs[cluster.field].fill, sizes, cluster.id),
        }
        for cluster, place in zip(clusters, places, strict=True)
    ]
    drawn = {sign.shape: sign for sign in signs.values()}
    domain = list(drawn)
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": width,
        "height": height,
        "padding": 0,
        "background": None,
        "view": {"stroke": None, "fill": _SEA},
        "config": {"aria": False},
        "projection": {**projection.vega(), "clipExtent": [[-4, -4], [width + 4, height + 4]]},
        "layer": [
            {
                "data": {"values": _land(projection, width, height)},
                "mark": {"type": "geoshape", "fill": _LAND, "stroke": _COAST, "strokeWidth": 0.8},
            },
            _leading_lines(labels, points),
            {
                "data": {"values": rows},
                "mark": {
                    "type": "point",
                    "filled": True,
                    "strokeWidth": 1.2,
                    "opacity": 1 if sizes is None else 0.85,
                },
                "encoding": {
                    "longitude": {"field": "longitude", "type": "quantitative"},
                    "latitude": {"field": "latitude", "type": "quantitative"},
                    "href": {"field": "address"},
                    "shape": {
                        "field": "field",
                        "type": "nominal",
                        "legend": None,
                        "scale": {"domain": domain, "range": [s.path for s in drawn.values()]},
                    },
                    "fill": {"field": "fill", "type": "nominal", "scale": None},
                    "stroke": {"field": "stroke", "type": "nominal", "scale": None},
                    "size": {"field": "size", "type": "quantitative", "scale": None},
                },
            },
            _label_layer(labels, texts, rows),
        ],
    }


def _paint(colour: str, sizes: Mapping[str, float] | None, cluster: str) -> dict[str, Any]:
    """How a point looks: filled and of one size, or by its figure; hollow where there is none to compare."""
    if sizes is None:
        return {"fill": colour, "stroke": "white", "size": _SIZE}
    value = sizes.get(cluster)
    if value is None:
        return {"fill": "white", "stroke": colour, "size": _SIZE * 0.7}
    return {"fill": colour, "stroke": "white", "size": max(40.0, _LARGEST * value / max(sizes.values()))}


def _height(places: Sequence[Point], width: int, margin: Point) -> int:
    """A height that suits the region; a wide map stays low enough to be seen whole on a screen."""
    trial = fit(places, width, width * 4, margin)
    ys = [trial(*place)[1] for place in places]
    highest = 0.78 if width >= _WIDE else 1.0
    return round(min(max(max(ys) - min(ys) + 2 * margin[1], width * 0.62), width * highest))


def _labels(clusters: Sequence[Cluster], points: Sequence[Point], frame: Point) -> tuple[list[Label | None], list[str]]:
    """Names where all of them find room, else places (a place's own name is short), each in its box."""
    names = [visible(c.name) for c in clusters]
    if len(clusters) > LABELLED:
        return [None] * len(clusters), names
    if frame[0] >= _WIDE:
        labels = place_labels(points, names, frame, _FONT_SIZE)
        if all(labels):
            return labels, names
    texts = [visible(c.place or c.name) for c in clusters]
    return place_labels(points, texts, frame, _FONT_SIZE), texts


def _leading_lines(labels: Sequence[Label | None], points: Sequence[Point]) -> dict[str, Any]:
    lines = []
    for box, point in zip(labels, points, strict=True):
        if box is None:
            continue
        end = box.nearest(point)
        if (end[0] - point[0]) ** 2 + (end[1] - point[1]) ** 2 > 16**2:
            lines.append({"x": point[0], "y": point[1], "x2": end[0], "y2": end[1]})
    pixel = {"type": "quantitative", "scale": None, "axis": None}
    return {
        "data": {"values": lines},
        "mark": {"type": "rule", "stroke": _LEAD, "strokeWidth": 0.8},
        "encoding": {
            "x": {"field": "x", **pixel},
            "y": {"field": "y", **pixel},
            "x2": {"field": "x2"},
            "y2": {"field": "y2"},
        },
    }


def _label_layer(
    labels: Sequence[Label | None], texts: Sequence[str], rows: Sequence[dict[str, Any]]
) -> dict[str, Any]:
    values = [
        {"x": box.middle[0], "y": box.middle[1], "text": texts[box.index], "address": rows[box.index]["address"]}
        for box in labels
        if box is not None
    ]
    pixel = {"type": "quantitative", "scale": None, "axis": None}
    return {
        "data": {"values": values},
        "mark": {"type": "text", "align": "center", "baseline": "middle", "fontSize": _FONT_SIZE, "fill": _INK},
        "encoding": {
            "x": {"field": "x", **pixel},
            "y": {"field": "y", **pixel},
            "text": {"field": "text"},
            "href": {"field": "address"},
        },
    }


@cache
def _base(name: str) -> dict[str, Any]:
    text = files("jiqun.draw").joinpath("data", name).read_text(encoding="utf-8")
    feature: dict[str, Any] = json.loads(text)
    return feature


def _land(projection: Projection, width: float, height: float) -> dict[str, Any]:
    """The fine map of Asia when its window covers the whole frame, else the coarse world."""
    asia = _base("land_asia.geojson")
    west, south, east, north = asia["properties"]["window"]
    steps = [i / 40 for i in range(41)]
    border = [(west + (east - west) * s, lat) for s in steps for lat in (south, north)]
    border += [(lon, south + (north - south) * s) for s in steps for lon in (west, east)]
    crossed = any(0 <= x <= width and 0 <= y <= height for x, y in (projection(*place) for place in border))
    centre_inside = west < projection.longitude < east and south < projection.latitude < north
    if projection.name == "azimuthalEqualArea" and centre_inside and not crossed:
        return asia
    return _base("land_world.geojson")
