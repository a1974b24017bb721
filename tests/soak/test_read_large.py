"""The largest documents: read within bounded time and memory. `make soak` prints what each took."""

from __future__ import annotations

import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path

import pytest

from pdf_writer import Sheet, pdf, prose

pytestmark = pytest.mark.soak

SECONDS, MEGABYTES = 240, 3_000
MEASURE = """
import resource, sys, time
from jiqun.errors import ReadError
from jiqun.read import read
started = time.perf_counter()
try:
    document = read(sys.argv[1])
    print(len(document.text), len(document.blocks), end=" ")
except ReadError as error:
    print("refused:", error, file=sys.stderr)
    print(0, 0, end=" ")
from jiqun.read import isolated
isolated._end()
own, child = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
print(time.perf_counter() - started, own // 1000, child // 1000)
"""


def measured(path: Path) -> tuple[int, int]:
    """Read a file in a fresh process; its characters and blocks. Fails when it takes too long or too much."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, str(path)], capture_output=True, text=True, timeout=2 * SECONDS, check=True
    )
    characters, blocks, seconds, own, child = done.stdout.split()
    size = path.stat().st_size / 1e6
    print(f"\n{path.name}: {size:.1f} MB, {float(seconds):.1f} s, {own} + {child} MB, {blocks} blocks")
    print(done.stderr, end="")
    assert float(seconds) < SECONDS and int(own) < MEGABYTES and int(child) < MEGABYTES
    return int(characters), int(blocks)


def test_a_text_of_fifty_megabytes(tmp_path: Path) -> None:
    line = "2018年东岭轴承产业规模达到1250亿元，聚集了600家企业。\n"
    path = tmp_path / "large.txt"
    path.write_text(line * (49_900_000 // len(line.encode())), encoding="utf-8")
    assert measured(path)[1] > 500_000


def test_a_pdf_of_two_thousand_pages(tmp_path: Path) -> None:
    sheets = []
    for number in range(1, 2001):
        sheet = Sheet().write(80, 40, "东岭市年鉴", 9).write(290, 810, f"- {number} -", 9)
        y = 80.0
        for part in range(8):
            y = prose(sheet, 80, y, f"第{part}项工作进展顺利，产业链条完整，从钢材到轴承都能生产。" * 4, 441)
        sheets.append(sheet)
    path = tmp_path / "large.pdf"
    path.write_bytes(pdf(sheets))
    characters, blocks = measured(path)
    assert characters > 1_500_000 and blocks > 16_000


def test_a_workbook_of_a_million_cells(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("产值")
    for number in range(100_000):
        sheet.append([f"企业{number}", *(number * column / 7 for column in range(1, 10))])
    path = tmp_path / "large.xlsx"
    book.save(path)
    assert measured(path)[1] > 990_000


def test_separated_values_of_a_million_cells(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    path.write_text("\n".join(",".join(f"{row}.{column}" for column in range(10)) for row in range(100_000)))
    assert measured(path)[1] > 990_000


def test_a_batch_of_pdfs_leaves_memory_flat() -> None:
    """Five hundred files through one worker after another; the parent must not grow."""
    import resource

    from jiqun.read import read_bytes

    data = pdf([Sheet().write(80, 100, "产业规模达到1250亿元。")])
    for _ in range(50):
        read_bytes(data, "a.pdf")
    before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
    for _ in range(500):
        read_bytes(data, "a.pdf")
    print(f"\n500 small PDFs: {time.perf_counter() - started:.1f} s")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000


def test_a_zip_bomb_is_refused_soon(tmp_path: Path) -> None:
    import zipfile

    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<a/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as part:
            for _ in range(1_000):
                part.write(b"0" * 1_000_000)
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(out.getvalue())
    assert measured(path) == (0, 0)
