"""The review pages in a browser: words that are selected fill the form, and everything works without script."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from jiqun.workspace.tokens import Tokens
from small_atlas import TEXT, workspace
from test_web_browser import browser  # noqa: F401  a fixture

pytestmark = pytest.mark.web
QUOTE = "昆明是重要的花卉产地"


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    work = workspace(tmp_path_factory.mktemp("review"))
    work.build()
    _, secret = Tokens(work.folder / "tokens.json").new("LW", "owner")
    command = [Path(sys.executable).with_name("jiqun"), "serve", "--port", "0"]
    server = subprocess.Popen(command, cwd=work.folder, stdout=subprocess.PIPE, text=True)
    try:
        yield work, server.stdout.readline().split()[0].rstrip("/"), secret
    finally:
        server.terminate()
        server.wait(10)


def enter(page, address, secret):
    page.goto(f"{address}/en/review")
    page.fill("#token", secret)
    page.get_by_role("button", name="Enter").click()
    page.wait_for_selector(".desk")


def test_selected_words_fill_in_their_place_and_the_claim_is_added(browser, served):  # noqa: F811
    work, address, secret = served
    page = browser.new_page()
    messages = []
    page.on("console", lambda message: messages.append(message.text))
    page.on("pageerror", lambda error: messages.append(str(error)))
    enter(page, address, secret)
    page.goto(f"{address}/en/review/document/{work.atlas.sources()[0].id}")
    page.evaluate(
        """quote => {
            const run = [...document.querySelectorAll("[data-start]")].find(each => each.textContent.includes(quote));
            const at = run.textContent.indexOf(quote), range = document.createRange();
            range.setStart(run.firstChild, at);
            range.setEnd(run.firstChild, at + quote.length);
            getSelection().removeAllRanges();
            getSelection().addRange(range);
        }""",
        QUOTE,
    )
    start = TEXT.index(QUOTE)
    page.wait_for_function(f"document.getElementById('start').value === '{start}'")
    assert page.input_value("#end") == str(start + len(QUOTE))
    page.locator("summary", has_text="standing").click()
    page.check("#kind-standing")
    page.get_by_role("button", name="Add a claim").click()
    page.wait_for_url("**/review/claim/q-*")
    assert QUOTE in page.inner_text("h1") or QUOTE in page.inner_text("blockquote")
    assert [j.original.quote for j in work.judgements()] == [QUOTE]
    assert messages == []
    page.close()


def test_without_script_a_claim_is_judged_and_taken_back(browser, served):  # noqa: F811
    work, address, secret = served
    page = browser.new_page(java_script_enabled=False, viewport={"width": 390, "height": 844})
    enter(page, address, secret)
    page.locator("ol.queue h2 a").first.click()
    claim = page.url.rpartition("/")[2]
    page.uncheck("#next")
    page.get_by_role("button", name="Reject").click()
    assert "rejected" in page.inner_text("ol.history")
    page.get_by_role("button", name="Take back").first.click()
    assert page.url.endswith(claim) and "taken back" in page.inner_text("ol.history")
    assert work.judgements()[-1].undoes == work.judgements()[-2].id
    page.close()
