"""The picture of one page of a PDF, drawn in a process of its own: its parser is native code, and the file is hostile.

The child reads the file from its standard input and writes a PNG to its standard output.
"""

from __future__ import annotations

import os
import struct
import subprocess
import sys
import threading
import zlib
from typing import Any

from jiqun.errors import ReadError

WIDTH = 900  # pixels
_SECONDS = 20
_MEMORY = 1 << 30
_TALLEST = 4 * WIDTH
_drawing = threading.Semaphore(2)


def page_picture(data: bytes, page: int, where: str) -> bytes:
    """A page (from 1) as PNG. ReadError when there is no such page, or when it cannot be drawn."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    command = [sys.executable, "-c", "from jiqun.draw.page_picture import main; main()", str(page)]
    with _drawing:
        try:
            done = subprocess.run(  # noqa: S603  our own interpreter, and a number
                command, input=data, capture_output=True, timeout=_SECONDS, env=environment, check=False
            )
        except subprocess.TimeoutExpired:
            raise ReadError(f"page {page} of {where} takes too long to draw: read its text") from None
    if done.returncode or not done.stdout.startswith(b"\x89PNG"):
        raise ReadError(f"page {page} of {where} cannot be drawn: read its text")
    return done.stdout


def main() -> None:
    """Draw the page that the command line names of the file on the standard input."""
    _limit()
    import pypdfium2

    document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
    page = document[int(sys.argv[1]) - 1]
    width, height = page.get_size()
    scale = min(WIDTH / max(width, 1), _TALLEST / max(height, 1))
    pixels = page.render(scale=scale, rev_byteorder=True, may_draw_forms=False).to_numpy()
    sys.stdout.buffer.write(png(pixels))


def png(pixels: Any) -> bytes:
    """An array of rows of RGB (or one channel) as PNG.

    >>> import numpy
    >>> png(numpy.zeros((2, 3, 3), dtype="uint8"))[:8]
    b'\\x89PNG\\r\\n\\x1a\\n'
    """
    height, width = pixels.shape[:2]
    channels = 1 if pixels.ndim == 2 else pixels.shape[2]
    if channels == 4:
        pixels, channels = pixels[:, :, :3], 3
    rows = b"".join(b"\0" + row.tobytes() for row in pixels)
    head = struct.pack(">IIBBBBB", width, height, 8, 2 if channels == 3 else 0, 0, 0, 0)
    parts = [(b"IHDR", head), (b"IDAT", zlib.compress(rows, 6)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, body) for kind, body in parts)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _limit() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits
        return
    for what, most in ((resource.RLIMIT_AS, _MEMORY), (resource.RLIMIT_CPU, _SECONDS)):
        _, hard = resource.getrlimit(what)
        resource.setrlimit(what, (most if hard < 0 else min(most, hard), hard))
