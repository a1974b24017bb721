"""The ways people go through the pages: filter, compare, see why not, print, by keyboard, with and without script."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from web_browser import chromium, served
from web_workspace import workspace

pytestmark = pytest.mark.web
CHART = "figure.chart"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return workspace(tmp_path_factory.mktemp("journeys"))


@pytest.fixture(scope="module")
def address(made):
    with served(made.folder) as found:
        yield found


@pytest.fixture(scope="module")
def browser():
    with chromium() as launched:
        yield launched


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def page(browser, request):
    opened = browser.new_page(viewport={"width": 1280, "height": 900}, java_script_enabled=request.param)
    yield opened
    opened.close()


def test_choose_two_clusters_and_see_what_may_be_compared_and_what_not(page, address):
    page.goto(f"{address}/zh/compare")
    form = page.locator("form.choose")
    form.get_by_label("常州轴承产业集群").uncheck()
    form.get_by_label("以金额计的规模").uncheck()
    form.get_by_label("工业总产值", exact=True).check()
    form.get_by_label("总产值", exact=True).check()
    form.get_by_role("button").click()
    asked = parse_qs(urlsplit(page.url).query)
    assert set(asked["i"]) == {"gross_industrial_output", "gross_output_value"}
    assert len(asked["c"]) == 2
    assert page.locator(CHART).first.locator("figcaption").inner_text().startswith("工业总产值")
    # Neither of the two states gross output: it is said so, and which figure to enter.
    words = page.locator("main").inner_text()
    assert "可以比较" in words and "这些集群都没有载明这个指标" in words and "可录入" in words
    page.locator("table.figures a.quote").first.click()
    page.locator("mark.k-here").first.wait_for()
    assert "/document/" in page.url
    page.go_back()
    assert "/compare?" in page.url


def test_a_refused_comparison_says_why_and_what_would_cure_it(page, address):
    page.goto(f"{address}/en/compare?i=size")
    refused = page.locator("ul.apart > li").first.inner_text()
    assert "not comparable" in refused and "Why not" in refused and "What would cure it" in refused


def test_filter_organisations_and_go_back(page, address):
    page.goto(f"{address}/en/organisations")
    everything = page.locator("table.directory tbody tr").count()
    page.get_by_label("Type").select_option("company")
    page.get_by_label("Members of clusters only").check()
    page.get_by_role("button", name="Filter").click()
    assert 0 < page.locator("table.directory tbody tr").count() < everything
    page.locator("table.directory tbody th a").first.click()
    assert "/en/organisations/o-" in page.url
    page.go_back()
    assert "member=yes" in page.url


def test_switching_the_language_keeps_the_place(page, address):
    page.goto(f"{address}/zh/compare?i=gross_industrial_output&period=2020")
    page.locator(".languages a", has_text="English").click()
    assert page.url == f"{address}/en/compare?i=gross_industrial_output&period=2020"
    assert page.locator("html").get_attribute("lang") == "en"
    page.locator(".languages a", has_text="繁體").click()
    assert page.url == f"{address}/zh-hant/compare?i=gross_industrial_output&period=2020"
    assert page.locator("h1").inner_text() == "比較"


def test_the_keyboard_alone_reaches_the_text_and_a_chart(browser, address):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{address}/zh/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.className") == "quote":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/document/**")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid", outline
    page.close()


def test_a_chart_answers_when_asked_and_tables_sort(browser, made, address):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    told, asked = [], []
    page.on("console", lambda message: told.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/zh/cluster/{made.atlas.clusters()[0].id}")
    assert not [url for url in asked if url.endswith("/assets/charts.js")], "the bundle loads only when asked for"
    page.locator(CHART).first.get_by_role("button", name="交互图").click()
    page.locator(f"{CHART} .live svg").first.wait_for()
    assert all(url.startswith(address) for url in asked), "nothing comes from elsewhere"
    page.goto(f"{address}/zh/clusters")
    page.get_by_role("button", name="数字").click()
    page.get_by_role("button", name="数字").click()
    counts = [int(n) for n in page.locator("table.directory td:nth-child(5)").all_inner_texts() if n.isdigit()]
    assert counts == sorted(counts, reverse=True)
    assert told == []
    page.close()


def test_the_sheet_of_a_cluster_prints_on_its_own_page_without_the_navigation(browser, made, address):
    page = browser.new_page()
    page.goto(f"{address}/zh/cluster/{made.atlas.clusters()[0].id}")
    page.emulate_media(media="print")
    assert not page.locator("nav.pages").is_visible() and not page.locator("form.find").is_visible()
    assert page.locator(f"{CHART} svg.small").first.is_visible()
    pypdfium2 = pytest.importorskip("pypdfium2")
    printed = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    first = printed[0].get_textpage().get_text_range()
    assert len(printed) >= 2 and "洛阳轴承产业集群" in first and "核对与冲突" not in first
    page.close()


def test_a_page_of_a_pdf_stands_beside_its_text(browser, made, address):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    source = next(s for s in made.atlas.sources() if s.document.name == "c.pdf")
    page.goto(f"{address}/zh/document/{source.id}")
    picture = page.locator("a.picture img").first
    picture.scroll_into_view_if_needed()
    for _ in range(100):  # the policy forbids wait_for_function, which evaluates a text
        if picture.evaluate("image => image.naturalWidth"):
            break
        page.wait_for_timeout(100)
    assert picture.evaluate("image => image.naturalWidth") > 0
    text, beside = page.locator(".page .blocks").first.bounding_box(), picture.bounding_box()
    assert beside["x"] > text["x"] + text["width"] - 1
    page.close()
