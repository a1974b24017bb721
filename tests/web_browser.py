"""A served atlas and a browser for the tests that need one."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@contextmanager
def served(atlas: Path) -> Iterator[str]:
    """The address of a server over an atlas or a workspace, until the end."""
    code = f"from jiqun.web import serve; serve({str(atlas)!r}, port=0)"
    server = subprocess.Popen([sys.executable, "-W", "ignore", "-c", code], stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        found = server.stdout.readline().split()[0].rstrip("/")
        for _ in range(50):
            try:
                urlopen(found + "/zh/about", timeout=5).close()
                break
            except OSError:
                time.sleep(0.1)
        yield found
    finally:
        server.terminate()
        server.wait(10)


@contextmanager
def chromium():
    """Debian's Chromium, without a window."""
    playwright = pytest.importorskip("playwright.sync_api")
    if not Path(CHROMIUM).exists():
        pytest.fail(f"{CHROMIUM} is missing: apt-get install chromium")
    with playwright.sync_playwright() as started:
        launched = started.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield launched
        launched.close()
