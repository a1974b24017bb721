"""Read the data tables of the vocabularies."""

from __future__ import annotations

import csv
from pathlib import Path

DATA = Path(__file__).parent / "data"


def rows(name: str, folder: Path = DATA) -> list[dict[str, str]]:
    """The rows of one CSV table, of the vocabularies or another ``folder``; lines that start with # are left out.

    >>> rows("units.csv")[0]["unit"]
    'CNY'
    """
    text = (folder / name).read_text(encoding="utf-8")
    lines = [line for line in text.split("\n") if line and not line.startswith("#")]
    return list(csv.DictReader(lines))
