"""Read the data tables of the vocabularies."""

from __future__ import annotations

import csv
from pathlib import Path

DATA = Path(__file__).parent / "data"


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one CSV table of the vocabularies, lines that start with # left out.

    >>> rows("units.csv")[0]["unit"]
    'CNY'
    """
    text = (DATA / name).read_text(encoding="utf-8")
    lines = [line for line in text.split("\n") if line and not line.startswith("#")]
    return list(csv.DictReader(lines))
