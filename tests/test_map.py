"""The map: land only, links for every cluster, labels apart from each other, the same bytes every time."""

from __future__ import annotations

import json
import random
from importlib.resources import files
from itertools import combinations

import pytest
from lxml import etree

from jiqun.draw.labels import place_labels, text_width
from jiqun.draw.map import map_specification, map_svg
from jiqun.draw.projection import fit
from jiqun.model import Cluster

PLACES = {
    "深圳": (114.06, 22.54), "武汉": (114.3, 30.59), "合肥": (117.23, 31.82), "西安": (108.94, 34.34),
    "长沙": (112.94, 28.23), "株洲": (113.13, 27.83), "上海": (121.47, 31.23), "泰州": (119.92, 32.46),
    "宁波": (121.62, 29.86), "苏州": (120.59, 31.3),
}  # fmt: skip
TEN = [
    Cluster(f"c-{n}", f"{place}先进制造产业集群", (), "装备" if n % 2 else "生物", place, lon, lat)
    for n, (place, (lon, lat)) in enumerate(PLACES.items())
]
SVG = {"s": "http://www.w3.org/2000/svg"}


@pytest.mark.parametrize("width", [720, 380])
def test_ten_clusters_all_have_a_label_and_no_two_touch(width):
    spec = map_specification(TEN, "zh", address=lambda c: f"/zh/cluster/{c.id}", width=width)
    points = [fit([(c.longitude, c.latitude) for c in TEN], width, spec["height"], (width * 0.12, width * 0.07))(
        c.longitude, c.latitude) for c in TEN]  # fmt: skip
    values = spec["layer"][3]["data"]["values"]
    assert len(values) == 10
    boxes = []
    for value in values:
        half = text_width(value["text"], 12) / 2
        boxes.append((value["x"] - half, value["y"] - 7, value["x"] + half, value["y"] + 7, value["text"]))
    for a, b in combinations(boxes, 2):
        assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1], f"{a[4]} covers {b[4]}"
    for left, top, right, bottom, text in boxes:
        assert left >= 0 and top >= 0 and right <= width and bottom <= spec["height"], f"{text} leaves the frame"
        assert not any(left < x < right and top < y < bottom for x, y in points), f"{text} covers a point"


def test_labels_never_touch_however_crowded():
    chance = random.Random(7)
    points = [(chance.uniform(60, 540), chance.uniform(40, 360)) for _ in range(40)]
    labels = [label for label in place_labels(points, ["产业集群"] * 40, (600, 400)) if label]
    assert len(labels) > 20
    assert not any(a.touches(b) for a, b in combinations(labels, 2))


def test_the_same_clusters_give_the_same_bytes():
    assert map_svg(TEN, "en") == map_svg(TEN, "en")


def test_only_land_is_drawn_and_no_boundary():
    spec = map_specification(TEN, "zh", address=lambda c: c.id, width=720)
    shapes = [layer for layer in spec["layer"] if layer["mark"]["type"] == "geoshape"]
    assert len(shapes) == 1, "land is the one and only shape of the base map"
    for name in ("land_asia.geojson", "land_world.geojson"):
        base = json.loads(files("jiqun.draw").joinpath("data", name).read_text(encoding="utf-8"))
        assert base["geometry"]["type"] == "MultiPolygon"
        assert set(base["properties"]) == {"source", "window"}
    assert len(files("jiqun.draw").joinpath("data", "land_asia.geojson").read_bytes()) <= 80_000


def test_every_cluster_is_a_link_and_the_map_suits_a_strict_page():
    root = etree.fromstring(map_svg(TEN, "zh").encode())
    links = [a.get("href") for a in root.iterfind(".//s:a", SVG)]
    assert set(links) == {f"/zh/cluster/{c.id}" for c in TEN}
    assert root.find("s:title", SVG).text and "深圳" in root.find("s:desc", SVG).text
    assert root.get("aria-label") and root.get("width") is None
    for element in root.iter():
        assert "style" not in element.attrib and not any(name.startswith("on") for name in element.attrib)
        assert etree.QName(element).localname not in ("script", "style", "image", "foreignObject")


def test_fields_differ_by_shape_as_well_as_colour():
    spec = map_specification(TEN, "zh", address=lambda c: c.id, width=720)
    points = spec["layer"][2]
    assert len(set(points["encoding"]["shape"]["scale"]["range"])) == 2
    assert len({row["fill"] for row in points["data"]["values"]}) == 2


def test_sizes_show_as_areas_and_a_cluster_without_one_is_hollow():
    sizes = {TEN[0].id: 4e11, TEN[1].id: 1e11}
    spec = map_specification(TEN, "zh", address=lambda c: c.id, width=720, sizes=sizes)
    first, second, third = spec["layer"][2]["data"]["values"][:3]
    assert first["size"] == 4 * second["size"]
    assert third["fill"] == "white" and third["stroke"] != "white" and first["fill"] != "white"


def test_places_over_the_globe_fall_back_to_the_coarse_world():
    far = [
        Cluster("a", "甲", place="甲", longitude=-122.0, latitude=37.4),
        TEN[0],
        Cluster("b", "乙", place="乙", longitude=9.2, latitude=48.8),
    ]
    spec = map_specification(far, "zh", address=lambda c: c.id, width=720)
    assert spec["projection"]["type"] == "equalEarth"
    assert spec["layer"][0]["data"]["values"]["properties"]["window"][0] == -180
    alone = map_specification([far[2]], "zh", address=lambda c: c.id, width=720)
    assert alone["projection"]["type"] == "azimuthalEqualArea"
    assert alone["layer"][0]["data"]["values"]["properties"]["window"][0] == -180


def test_clusters_without_coordinates_are_no_points_and_none_at_all_is_no_map():
    lost = Cluster("x", "无地集群")
    assert map_svg([lost], "zh") == ""
    assert "无地" not in map_svg([*TEN, lost], "zh")


def test_hostile_names_stay_text():
    svg = map_svg(
        [Cluster("x", '"><script>alert(1)</script>\u202e', place="<b>", longitude=113.0, latitude=28.0)], "en"
    )
    assert "<script" not in svg and "<b>" not in svg and "\u202e" not in svg
    etree.fromstring(svg.encode())
