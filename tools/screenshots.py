"""Pictures of every kind of page of the demo: on a phone, on a screen, on A4; and the one of the README.

    python tools/screenshots.py [FOLDER [CHROMIUM]]

Without a folder only docs/images/home.png is written. Needs playwright and Debian's Chromium.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from playwright.sync_api import sync_playwright

from jiqun.demo import make_demo

IMAGES = Path(__file__).resolve().parents[1] / "docs" / "images"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"]
WIDTHS = (390, 1280)
PAGES = {
    "home": "/", "clusters": "/clusters", "cluster": "/cluster/{cluster}", "document": "/document/{document}",
    "claim": "/claim/{claim}", "compare": "/compare", "matrix": "/compare/practices", "builds": "/compare/builds",
    "indicators": "/indicators", "indicator": "/indicators/gross_output_value", "other": "/indicators/other",
    "practices": "/practices", "practice": "/practices/talent", "organisations": "/organisations",
    "organisation": "/organisations/{organisation}", "network": "/organisations/network", "board": "/board",
    "search": "/search?q=%E7%94%9F%E7%89%A9%E5%8C%BB%E8%8D%AF", "sources": "/sources", "about": "/about",
}  # fmt: skip


def main(folder: str | None = None, chromium: str = "/usr/bin/chromium") -> None:
    """Write the pictures and say where they are."""
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        workspace = make_demo(Path(place) / "demo")
        workspace.build()
        atlas = workspace.atlas
        ids = {
            "cluster": atlas.clusters()[7].id,
            "document": atlas.sources()[7].id,
            "claim": atlas.records(kind="figure")[0].id,
            "organisation": atlas.organisations()[0].id,
        }
        code = f"from jiqun.web import serve; serve({str(atlas.path)!r}, port=0)"
        server = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        try:
            assert server.stdout is not None
            address = server.stdout.readline().split()[0].rstrip("/")
            urlopen(address + "/zh/", timeout=30).close()
            _picture(browser, address + "/zh/", IMAGES / "home.png", 1200, 1560)
            if folder:
                _all(browser, address, ids, Path(folder))
        finally:
            browser.close()
            server.terminate()
            server.wait(10)


def _all(browser: Any, address: str, ids: dict[str, str], folder: Path) -> None:
    """Every page in Chinese at every width, in English on the screen, and as it prints."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, path in PAGES.items():
        own = path.format(**ids)
        for width in WIDTHS:
            _picture(browser, f"{address}/zh{own}", folder / f"{name}-{width}.png", width)
        _picture(browser, f"{address}/en{own}", folder / f"{name}-en.png", WIDTHS[-1])
        page = browser.new_page()
        page.goto(f"{address}/zh{own}")
        page.pdf(path=folder / f"{name}-a4.pdf", prefer_css_page_size=True)
        page.close()


def _picture(browser: Any, address: str, path: Path, width: int, height: int | None = None) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    page = browser.new_page(viewport={"width": width, "height": height or 900})
    page.goto(address)
    page.screenshot(path=path, full_page=height is None)
    page.close()
    print(path)


if __name__ == "__main__":
    main(*sys.argv[1:3])
