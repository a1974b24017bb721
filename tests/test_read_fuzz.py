"""Whatever the bytes, a reader gives a document whose spans hold, or one ReadError in one line; and soon."""

from __future__ import annotations

import time
import warnings
import zipfile
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jiqun.errors import ReadError, ReadWarning
from jiqun.read import read_bytes
from read_samples import samples

MAGIC = {
    "a.pdf": b"%PDF-1.7\n",
    "a.docx": b"PK\x03\x04",
    "a.xlsx": b"PK\x03\x04",
    "a.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "a.ods": b"PK\x03\x04",
    "a.html": b"<!doctype html><html>",
    "a.md": b"---\n",
    "a.csv": b'"',
    "a.txt": b"",
}
LONGEST = 20
"""Seconds for any of these small files; the slowest seen took 0.4."""


def check(data: bytes, name: str) -> None:
    started = time.monotonic()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ReadWarning)  # a damaged page may be told as one that could not be read
            document = read_bytes(data, name)
    except ReadError as error:
        assert name in str(error) and "\n" not in str(error), error
    else:
        assert document.blocks
        last = 0
        for block in document.blocks:
            assert last <= block.start < block.end <= len(document.text)
            assert document.text[block.start : block.end].strip()
            last = block.end
    assert time.monotonic() - started < LONGEST


def test_the_samples_are_good_files() -> None:
    for name, data in samples().items():
        assert read_bytes(data, name).blocks, name


@pytest.mark.parametrize("name", sorted(MAGIC))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=400))
def test_random_bytes_after_the_right_signature(name: str, rest: bytes) -> None:
    check(MAGIC[name] + rest, name)


@pytest.mark.parametrize("name", sorted(samples()))
@settings(max_examples=25, deadline=None)
@given(st.floats(0, 1))
def test_files_cut_off(name: str, share: float) -> None:
    data = samples()[name]
    check(data[: int(share * len(data))], name)


@pytest.mark.parametrize("name", sorted(samples()))
@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(1, 255)), min_size=1, max_size=8))
def test_files_with_flipped_bits(name: str, flips: list[tuple[float, int]]) -> None:
    data = bytearray(samples()[name])
    for share, mask in flips:
        data[int(share * len(data))] ^= mask
    check(bytes(data), name)


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a.ods"])
@settings(max_examples=40, deadline=None)
@given(st.integers(0, 30), st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.binary(max_size=6)), max_size=6))
def test_archives_whose_parts_are_damaged_inside(name: str, which: int, splices: list[tuple[float, bytes]]) -> None:
    """Flipped bits mostly break a checksum; these parts are packed whole, so that the parsers see the damage."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(samples()[name])) as old, zipfile.ZipFile(out, "w") as new:
        parts = old.infolist()
        for number, part in enumerate(parts):
            body = bytearray(old.read(part))
            for share, words in splices if number == which % len(parts) else ():
                at = int(share * len(body))
                body[at : at + len(words)] = words
            new.writestr(part.filename, bytes(body))
    check(out.getvalue(), name)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", "产" * 3_300_000),
        ("a.md", "# a" + " " * 3_000_000 + "b"),
        ("a.md", "-" * 3_000_000 + "x"),
        ("a.md", "|" * 300_000),
        ("a.md", "[" * 1_000_000),
        ("a.csv", '"a,' * 1_000_000),
        ("a.csv", "a;" * 300_000),
        ("a.html", "<p>" + "a" * 5_000_000),
    ],
)
def test_a_line_of_megabytes_is_read_in_bounded_time(name: str, text: str) -> None:
    check(text.encode(), name)
