"""How much one document may hold: every limit of the readers in one table, each with the reason for its size."""

from __future__ import annotations

from dataclasses import dataclass

MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Limit:
    """The most that is read of something, its unit, and why not more."""

    most: int
    unit: str
    reason: str


LIMITS: dict[str, Limit] = {
    "text_bytes": Limit(50 * MB, "bytes", "17 million characters, 60 books: more is a collection, not a document"),
    "pdf_bytes": Limit(200 * MB, "bytes", "scanned yearbooks have 50 to 150 MB; pictures are not kept in memory"),
    "office_bytes": Limit(100 * MB, "bytes", "a spreadsheet of a million cells has 5 MB; the rest is pictures"),
    "pages": Limit(5_000, "pages", "the thickest statistical yearbooks have 1,200 pages"),
    "page_characters": Limit(200_000, "characters on a page", "a newspaper page has 10,000; more is a plan or a bomb"),
    "pdf_characters": Limit(20 * MB, "characters", "5,000 pages of 4,000 characters"),
    "ocr_pages": Limit(500, "scanned pages", "3 to 8 seconds each on two cores: half an hour to an hour"),
    "cells": Limit(2_000_000, "cells", "about 1 GB of memory while they are read"),
    "unpacked_bytes": Limit(400 * MB, "bytes unpacked", "two million cells are 120 MB of XML"),
    "unpacked_part": Limit(100 * MB, "bytes of one Word part", "its tree takes eight times as much memory"),
    "ratio": Limit(200, "times its packed size", "office files unpack to 5 to 60 times; deflate can do 1,030"),
    "ratio_from": Limit(20 * MB, "bytes unpacked", "below that a large ratio does no harm"),
    "parts": Limit(20_000, "files in an archive", "a report with 5,000 pictures has as many parts"),
    "depth": Limit(20, "tables inside tables", "pages laid out by tables nest four or five deep"),
    "line_marks": Limit(2_000, "characters of a line", "longer lines are never rules, fences or closing hashes"),
    "worker_memory": Limit(4_000 * MB, "bytes", "the largest documents allowed above take 1 to 2 GB"),
    "worker_silence": Limit(60, "seconds without a sign of life", "the slowest page seen takes 2 s, a workbook 15 s"),
    "worker_total": Limit(3_600, "seconds", "500 scanned pages at 3 to 7 seconds each"),
}  # fmt: skip


def most(name: str) -> int:
    """The most that is read of something.

    >>> most("pages")
    5000
    """
    return LIMITS[name].most


def size(count: int) -> str:
    """A number of bytes as a person says it.

    >>> size(50_000_000), size(400_000)
    ('50 MB', '0.4 MB')
    """
    return f"{count / MB:,.0f} MB" if count >= MB else f"{count / MB:.1f} MB"
