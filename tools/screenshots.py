"""Make the picture of the README from the demo: build it, serve it, let headless Chromium look at it.

    python tools/screenshots.py [CHROMIUM]

Writes docs/images/home.png.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.request import urlopen

from jiqun.demo import make_demo

IMAGES = Path(__file__).resolve().parents[1] / "docs" / "images"
ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
    "--lang=zh-CN",
]  # fmt: skip
PICTURES = {"home.png": ("/zh/", "1200,1560")}


def main(chromium: str = "/usr/bin/chromium") -> None:
    """Write every picture and say where it is."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        workspace = make_demo(Path(folder) / "demo")
        workspace.build()
        code = f"from jiqun.web import serve; serve({str(workspace.atlas.path)!r}, port=0)"
        server = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
        try:
            assert server.stdout is not None
            address = server.stdout.readline().split()[0].rstrip("/")
            urlopen(address + "/zh/", timeout=30).close()
            for name, (path, size) in PICTURES.items():
                profile = f"--user-data-dir={folder}/{name}"
                picture = f"--screenshot={IMAGES / name}"
                command = [chromium, *ARGUMENTS, profile, picture, f"--window-size={size}", address + path]
                subprocess.run(command, check=True, capture_output=True, timeout=60)
                print(IMAGES / name)
        finally:
            server.terminate()
            server.wait(10)


if __name__ == "__main__":
    main(*sys.argv[1:2])
