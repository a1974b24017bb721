"""What only a browser shows: a silent console, no sideways scrolling on a phone, the way from figure to text."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest

import web_atlas

pytestmark = pytest.mark.web

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PAGES = (
    "/", "/board", "/practices", "/sources", "/about", "/search?q=%E8%BD%B4%E6%89%BF", "/cluster/c-one",
    "/cluster/c-three", f"/document/{web_atlas.ID}", "/board/mechanism/c-one", "/nothing",
)  # fmt: skip


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    path = tmp_path_factory.mktemp("atlas") / "atlas.sqlite"
    web_atlas.write(path).close()
    code = f"from jiqun.web import serve; serve({str(path)!r}, port=0)"
    server = subprocess.Popen([sys.executable, "-W", "ignore", "-c", code], stdout=subprocess.PIPE, text=True)
    try:
        found = server.stdout.readline().split()[0].rstrip("/")
        for _ in range(50):
            try:
                urlopen(found + "/zh/", timeout=5).close()
                break
            except OSError:
                time.sleep(0.1)
        yield found
    finally:
        server.terminate()
        server.wait(10)


@pytest.fixture(scope="module")
def browser():
    playwright = pytest.importorskip("playwright.sync_api")
    if not Path(CHROMIUM).exists():
        pytest.fail(f"{CHROMIUM} is missing: apt-get install chromium")
    with playwright.sync_playwright() as started:
        launched = started.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield launched
        launched.close()


@pytest.mark.parametrize("lang", ["zh", "en"])
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
    page.locator("a.language").click()
    assert page.url.endswith("/en/cluster/c-one")
    page.close()
