"""What only a browser shows: a silent console, no sideways scrolling on a phone, the way from figure to text."""

from __future__ import annotations

import pytest

import web_atlas
from jiqun.words import LANGUAGES
from web_browser import chromium, served

pytestmark = pytest.mark.web

PAGES = (
    "/", "/board", "/practices", "/sources", "/about", "/search?q=%E8%BD%B4%E6%89%BF", "/cluster/c-one",
    "/cluster/c-three", f"/document/{web_atlas.ID}", "/board/mechanism/c-one", "/nothing", "/clusters", "/compare",
    "/compare/practices", "/compare/builds", "/indicators", "/indicators/gross_output_value", "/indicators/other",
    "/practices/government_mechanism", "/organisations", "/organisations/network",
)  # fmt: skip


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    path = tmp_path_factory.mktemp("atlas") / "atlas.sqlite"
    web_atlas.write(path).close()
    with served(path) as found:
        yield found


@pytest.fixture(scope="module")
def browser():
    with chromium() as launched:
        yield launched


@pytest.mark.parametrize("lang", LANGUAGES)
def test_pages_fit_a_phone_and_leave_the_console_silent(browser, address, lang):
    page = browser.new_page(viewport={"width": 390, "height": 844})
    messages = []
    page.on("console", lambda message: messages.append(message.text))
    page.on("pageerror", lambda error: messages.append(str(error)))
    for path in PAGES:
        page.goto(f"{address}/{lang}{path}")
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 390, f"{path} is {width} pixels wide"
    # A browser notes the status 404 of the last page itself; nothing else may be said.
    assert [message for message in messages if "404" not in message] == []
    page.close()


def test_from_a_figure_to_its_sentence_to_its_origin_and_back(browser, address):
    page = browser.new_page(viewport={"width": 1280, "height": 900}, java_script_enabled=False)
    page.goto(f"{address}/zh/")
    page.locator("table.figures a.quote").first.click()
    assert f"/document/{web_atlas.ID}?mark=" in page.url
    quote = "".join(page.locator("mark.k-here").all_inner_texts())
    assert quote == "2018年甲市轴承总产值超过300亿元"
    page.locator("mark.k-here").first.click()
    assert "/claim/" in page.url
    assert "逐字相同" in page.locator(".check").inner_text()
    page.locator("a.cluster").first.click()
    assert page.locator("h1").inner_text() == web_atlas.ONE.name
    page.locator(".languages a", has_text="English").click()
    assert page.url.endswith("/en/cluster/c-one")
    page.locator(".languages a", has_text="繁體").click()
    assert page.url.endswith("/zh-hant/cluster/c-one")
    page.close()
