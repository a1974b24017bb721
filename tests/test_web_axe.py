"""axe-core on every kind of page in every language: no violation of what it can tell (WCAG A and AA, and more)."""

from __future__ import annotations

import pytest

from jiqun.words import LANGUAGES
from web_browser import chromium, served
from web_workspace import workspace

pytestmark = pytest.mark.web


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    made = workspace(tmp_path_factory.mktemp("pages"))
    atlas = made.atlas
    found = {
        "cluster": atlas.clusters()[0].id,
        "organisation": atlas.organisations()[0].id,
        "pdf": next(s.id for s in atlas.sources() if s.document.name == "c.pdf"),
        "text": atlas.sources()[0].id,
        "claim": atlas.records(kind="figure")[0].id,
    }
    with served(made.folder) as address, chromium() as browser:
        yield address, browser, found


PAGES = (
    "/", "/?size=gross_industrial_output-2020", "/clusters", "/cluster/{cluster}", "/document/{text}",
    "/document/{pdf}",
    "/claim/{claim}", "/compare", "/compare?i=gross_industrial_output&i=size", "/compare/practices", "/compare/builds",
    "/indicators", "/indicators/gross_industrial_output", "/indicators/other", "/practices", "/practices/talent",
    "/practices/talent/{cluster}", "/organisations", "/organisations/{organisation}", "/organisations/network",
    "/board",
    "/board/mechanism/{cluster}", "/search", "/search?q=%E8%BD%B4%E6%89%BF", "/sources", "/about", "/nothing",
)  # fmt: skip


@pytest.mark.parametrize("lang", LANGUAGES)
def test_axe_finds_nothing_on_any_page(place, lang):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    address, browser, found = place
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    told = []
    for path in PAGES:
        page.goto(f"{address}/{lang}{path.format(**found)}")
        for violation in axe.run(page).response["violations"]:
            where = "; ".join(str(node["target"]) for node in violation["nodes"][:3])
            told.append(f"{path}: {violation['id']}: {violation['help']}: {where}")
    page.close()
    assert not told, "\n".join(told)
