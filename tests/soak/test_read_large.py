"""The largest documents: read within bounded time and memory. `make soak` prints what each took."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path

import pytest

from pdf_writer import Sheet, pdf, prose
from read_samples import ods

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


EXTRACT = """
import resource, sys, time
from jiqun.extract import extract
from jiqun.read import read
document = read(sys.argv[1])
started = time.process_time()
print(len(extract(document)), time.process_time() - started)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000)
"""


def extracted(path: Path) -> int:
    """Extract from a file in a fresh process; how many claims. Fails when it takes too long or too much."""
    done = subprocess.run([sys.executable, "-c", EXTRACT, str(path)], capture_output=True, text=True, check=True)
    claims, seconds, own = done.stdout.split()
    print(f"{path.name}: {claims} claims in {float(seconds):.1f} s of computing, {own} MB")
    assert float(seconds) < SECONDS and int(own) < MEGABYTES
    return int(claims)


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
    sheet.append(["企业", *(f"{2010 + column}年产值（亿元）" for column in range(9))])
    for number in range(100_000):
        sheet.append([f"企业{number}", *(number * column / 7 for column in range(1, 10))])
    path = tmp_path / "large.xlsx"
    book.save(path)
    assert measured(path)[1] > 990_000
    assert extracted(path) > 800_000


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


def looped(*objects: str, trailer: str = "trailer<</Root 1 0 R>>") -> bytes:
    """A PDF of a catalogue and some objects, numbered from 2 (the tree of pages), without a table of where they are."""
    bodies = enumerate(("<</Type/Catalog/Pages 2 0 R>>", *objects), 1)
    return ("%PDF-1.7\n" + "".join(f"{n} 0 obj{body}endobj\n" for n, body in bodies) + f"{trailer}\n%%EOF").encode()


PAGES = "<</Type/Pages/Kids[3 0 R]/Count 1>>"
PAGE = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>>>>>"
STREAM = "stream\n/F Do\nendstream\n"
DRAW = "<</Length 5>>" + STREAM
FORM = "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 5 0 R>>>>/Length 5>>" + STREAM
TABLE = "xref\n0 1\n0000000000 65535 f \ntrailer<</Root 1 0 R/Prev 9>>\nstartxref\n9"
LOOPS = {
    "pages.pdf": looped("<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2000000000/Parent 2 0 R>>"),
    "tables.pdf": looped(PAGES, PAGE, trailer=TABLE),
    "form.pdf": looped(PAGES, PAGE, DRAW, FORM),
    "length.pdf": looped(PAGES, PAGE, "<</Length 4 0 R>>" + STREAM),
    "deep.pdf": looped("[" * 2_000_000),
}
"""PDFs that point back at themselves: pages, tables of where objects are, a form drawn in itself, a length; and one
that nests without end.
"""


@pytest.mark.parametrize("name", sorted(LOOPS))
def test_a_pdf_with_a_loop_is_read_or_refused_soon(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(LOOPS[name])
    started = time.perf_counter()
    measured(path)
    assert time.perf_counter() - started < 90


@pytest.mark.parametrize("suffix", [".txt", ".csv", ".md", ".html", ".pdf", ".docx", ".xlsx", ".xls", ".ods"])
def test_random_bytes_are_read_or_refused_soon(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"noise{suffix}"
    path.write_bytes(random.Random(1).randbytes(20_000_000))
    measured(path)


def test_a_sheet_that_says_its_cells_are_repeated_is_refused_soon(tmp_path: Path) -> None:
    """Sixteen billion cells in a thousand bytes: an OpenDocument row repeated a million times."""
    path = tmp_path / "bomb.ods"
    rows, columns = ' table:number-rows-repeated="1048576"', ' table:number-columns-repeated="16384"'
    path.write_bytes(ods([[1.0]], per_row=rows, per_cell=columns))
    assert measured(path) == (0, 0)
