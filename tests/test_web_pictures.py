"""Small grey pictures of the map, a chart, a cluster, a chain and a printed sheet, held against the ones that are kept.

``JIQUN_PICTURES=keep pytest -m web tests/test_web_pictures.py`` keeps new ones: look at them before they are committed.
"""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from web_browser import chromium, served
from web_workspace import workspace

pytestmark = pytest.mark.web
KEPT = Path(__file__).parent / "pictures"
SIZE = (96, 72)
TOLERANCE = 4.0  # of 255, on average: other fonts may pass, another layout may not


@pytest.fixture(scope="module")
def seen(tmp_path_factory):
    made = workspace(tmp_path_factory.mktemp("pictures"))
    cluster = made.atlas.clusters()[0].id
    claim = next(r for r in made.atlas.records(cluster, "figure") if r.claim.period == "2020").id
    found = {}
    with served(made.folder) as address, chromium() as browser:
        page = browser.new_page(viewport={"width": 1280, "height": 960})
        page.goto(f"{address}/zh/")
        found["map"] = page.locator("svg.map").first.screenshot()
        page.goto(f"{address}/zh/compare?i=gross_industrial_output")
        found["chart"] = page.locator("figure.chart .wide svg").first.screenshot()
        page.goto(f"{address}/zh/cluster/{cluster}")
        found["cluster"] = page.screenshot()
        found["small"] = page.locator("svg.small").first.screenshot()
        printed = page.pdf(prefer_css_page_size=True)
        page.goto(f"{address}/zh/claim/{claim}")
        found["chain"] = page.screenshot()
        page.close()
    return found, printed


def thumbnail(picture):
    return picture.convert("L").resize(SIZE)


@pytest.mark.parametrize("name", ["map", "chart", "small", "cluster", "chain", "print"])
def test_it_looks_as_it_did(seen, name):
    image = pytest.importorskip("PIL.Image")
    found, printed = seen
    if name == "print":
        pypdfium2 = pytest.importorskip("pypdfium2")
        now = thumbnail(pypdfium2.PdfDocument(printed)[0].render(scale=1).to_pil())
    else:
        now = thumbnail(image.open(io.BytesIO(found[name])))
    path = KEPT / f"{name}.png"
    if os.environ.get("JIQUN_PICTURES") == "keep":
        KEPT.mkdir(exist_ok=True)
        now.save(path, optimize=True)
    kept = image.open(path)
    difference = sum(abs(a - b) for a, b in zip(now.tobytes(), kept.tobytes(), strict=True)) / (SIZE[0] * SIZE[1])
    assert difference <= TOLERANCE, f"{name} differs by {difference:.1f} of 255 on average"
