"""Make src/jiqun/vocab/data/places.csv from the GB/T 2260 table of the package cpca (MIT).

    python tools/make_places.py ../shared/data/cn_adcodes.csv

Keeps provinces, prefectures and counties with a name of their own; drops 市辖区 and other fillers. The coordinates are
centres as published (they look like GCJ-02, about 0.5 km off): good for a map of a country, not for distances.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

TARGET = Path(__file__).resolve().parents[1] / "src/jiqun/vocab/data/places.csv"
FILLERS = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}


def main(source: str) -> None:
    """Read the table, drop the fillers, write code, name, level, longitude, latitude."""
    with Path(source).open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["name"] not in FILLERS]
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["code", "name", "level", "longitude", "latitude"])
        for row in rows:
            centre = [f"{float(row[axis]):.3f}" if row[axis] else "" for axis in ("longitude", "latitude")]
            out.writerow([row["adcode"], row["name"], row["level"], *centre])
    print(f"{TARGET}: {len(rows)} places")


if __name__ == "__main__":
    main(sys.argv[1])
