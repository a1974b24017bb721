"""Lighthouse on the home page, a cluster and a document of the example atlas, as a phone on a slow line sees them.

    python -m bench.lighthouse

Lighthouse comes from npm into a folder of its own outside the repository; without npm the rows say so. Chromium is
Debian's.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.request import urlopen

from bench.folder import JIQUN
from bench.load import until_quick

KINDS = ("performance", "accessibility", "best-practices")
AIM = "≥ 95, 100, ≥ 95"
FOLDER = Path(tempfile.gettempdir()) / "jiqun-lighthouse"
FLAGS = "--headless=new --no-sandbox --disable-gpu"


def installed() -> Path | None:
    """Lighthouse's program, fetched from npm when it is not there yet; None without npm or without a network."""
    program = FOLDER / "node_modules/.bin/lighthouse"
    if program.exists():
        return program
    npm = shutil.which("npm")
    if npm is None:
        return None
    FOLDER.mkdir(exist_ok=True)
    made = subprocess.run([npm, "install", "--no-audit", "--no-fund", "lighthouse"], cwd=FOLDER, capture_output=True)
    return program if made.returncode == 0 and program.exists() else None


def scores(program: Path, address: str) -> dict[str, int]:
    """The scores of one page, from 0 to 100."""
    chosen = f"--only-categories={','.join(KINDS)}"
    command = [program, address, "--quiet", f"--chrome-flags={FLAGS}", chosen, "--output=json", "--output-path=stdout"]
    chromium = shutil.which("chromium") or "chromium"
    run = subprocess.run(command, check=True, capture_output=True, env={**os.environ, "CHROME_PATH": chromium})
    return {kind: round(100 * json.loads(run.stdout)["categories"][kind]["score"]) for kind in KINDS}


def rows() -> list[tuple[str, str, str]]:
    """A row for each page: its three scores beside what they should be."""
    program = installed()
    if program is None:
        return [("Lighthouse", "no npm, or no network", AIM)]
    with tempfile.TemporaryDirectory() as place:
        command = [JIQUN, "demo", "--dir", Path(place) / "demo", "--port", "0"]
        server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        try:
            return _rows(program, _address(server))
        finally:
            server.terminate()
            server.wait()


def _address(server: subprocess.Popen[str]) -> str:
    """Where the server listens, from what it prints."""
    for line in server.stdout or ():
        found = re.search(r"http://127\.0\.0\.1:(\d+)", line)
        if found:
            until_quick(int(found[1]), ["/en/"])  # it is printed before the server listens
            return found[0]
    raise SystemExit("jiqun demo ended before it said where it listens")


def _rows(program: Path, home: str) -> list[tuple[str, str, str]]:
    cluster = _first(f"{home}/en/", "cluster")
    pages = {"home": "/en/", "cluster": cluster, "document": _first(home + cluster, "document")}
    found = []
    for name, path in pages.items():
        told = scores(program, home + path)
        found.append((f"Lighthouse, {name} page", ", ".join(str(told[kind]) for kind in KINDS), AIM))
    return found


def _first(address: str, kind: str) -> str:
    """The first link of a kind on a page."""
    with urlopen(address) as page:
        found = re.search(rf'/en/{kind}/[^"#?]+', page.read().decode())
    if found is None:
        raise SystemExit(f"{address} links to no {kind}")
    return found.group()


if __name__ == "__main__":
    for row in rows():
        sys.stdout.write("{:<58} {:>20}   {}\n".format(*row))
