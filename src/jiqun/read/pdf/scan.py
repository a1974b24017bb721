"""Scanned pages: told from empty ones, and read by rapidocr where the extra ``jiqun[ocr]`` is installed.

rapidocr (Apache-2.0) ships its models in the wheel and runs on the processor; nothing is downloaded.
"""

from __future__ import annotations

import importlib.util
import logging
from functools import cache
from statistics import median
from typing import Any

from jiqun.read.parsed import clean
from jiqun.read.pdf.segments import Segment

EXTRA = "pip install 'jiqun[ocr]'"
_DPI = 200
_LARGEST = 4_000
"""Pixels on the longer side of a page's picture."""
_SURE = 0.5
_COVER = 0.25


def available() -> bool:
    """Whether the extra is installed."""
    return all(importlib.util.find_spec(name) is not None for name in ("rapidocr", "onnxruntime"))


def is_picture(page: Any) -> bool:
    """Whether pictures cover a good part of a page: a page without them and without text is simply empty."""
    from pypdfium2 import raw

    width, height = page.get_size()
    covered = 0.0
    for number, item in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=4)):
        if number > 2_000:
            return True
        left, bottom, right, top = item.get_bounds()
        covered += abs(right - left) * abs(top - bottom)
    return bool(covered > _COVER * width * height)


def read_picture(page: Any) -> list[Segment]:
    """What the engine reads on a page, as segments in points."""
    width, height = page.get_size()
    scale = min(_DPI / 72, _LARGEST / max(width, height, 1))
    picture = page.render(scale=scale).to_numpy()
    result = _engine()(picture)
    if result.txts is None:
        return []
    found = []
    for box, words, score in zip(result.boxes, result.txts, result.scores, strict=True):
        xs, ys = [float(x) / scale for x, _ in box], [float(y) / scale for _, y in box]
        words = " ".join(clean(words).split())
        if words and score >= _SURE:
            tall = max(ys) - min(ys)
            found.append(Segment(words, min(xs), max(xs), min(ys), max(ys), 0.8 * tall))
    usual = median(segment.size for segment in found) if found else 0.0
    for segment in found:  # boxes of one size of type differ by a fifth, as their letters do
        if 0.75 * usual < segment.size < 1.35 * usual:
            segment.size = usual
    return found


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    return RapidOCR(params={"Global.log_level": "error"})
