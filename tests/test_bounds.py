"""Short cuts that keep time in bounds give what the long way gives."""

from __future__ import annotations

import re
import time
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiqun.extract import extract, period, quantity, rank, tables
from jiqun.extract.around import around
from jiqun.extract.reading import sentences
from jiqun.model import Block
from jiqun.read import read_bytes
from jiqun.vocab.lexicon import Lexicon, alternatives

WORDS = st.lists(st.text("产业园区研究院所", min_size=2, max_size=4), min_size=1, max_size=12)


@settings(max_examples=300, deadline=None)
@given(st.decimals(0, 10**10, allow_nan=False, places=3) | st.integers(0, 10**10))
def test_a_cell_of_plain_digits_is_what_the_lattice_reads(value: object) -> None:
    words = f"{value}"
    for cell in (words, words.rstrip("0"), words[:6]):
        if tables._PLAIN.fullmatch(cell):
            assert [tables._plain(cell)] == quantity.scan(cell, cell)
            assert period.scan(cell, cell) == []


@settings(max_examples=200, deadline=None)
@given(st.text("全国世界第一二前最大强首个唯率先,。位居列行业产品0", max_size=80))
def test_ranks_sought_around_their_cores_are_all_ranks(text: str) -> None:
    near = [m.span() for m in around(rank._RANK, rank._CORE, text, 0, len(text), before=24, behind=24)]
    assert near == [m.span() for m in rank._RANK.finditer(text)]


@settings(max_examples=200, deadline=None)
@given(WORDS, st.text("产业园区研究院所 ", max_size=60))
def test_words_grouped_by_their_first_letters_are_found_as_in_a_row(words: list[str], text: str) -> None:
    plain = re.compile("|".join(sorted(words, key=lambda word: (-len(word), word))))
    expected = [m.span() for m in plain.finditer(text)]
    assert [m.span() for m in re.compile(alternatives(words)).finditer(text)] == expected
    assert Lexicon(words).find(text) == expected


def test_what_runs_on_without_a_full_stop_is_cut_behind_a_comma() -> None:
    view = "产值10亿元," * 500
    cut = sentences(view, Block(0, len(view)))
    assert "".join(view[s.start : s.end] for s in cut) == view
    assert all(len(view[s.start : s.end]) <= 600 and view[s.end - 1] == "," for s in cut)


@pytest.mark.parametrize("fragment", ["产值10亿元、", "一、甲\n", "a\n", "1 ", "2018年", "光谷、"])
def test_a_long_document_of_one_fragment_takes_seconds(fragment: str) -> None:
    document = read_bytes(("东岭轴承产业集群。" + fragment * 2_000).encode(), "a.txt")
    started = time.process_time()
    assert list(islice(extract(document), 1)) is not None
    assert time.process_time() - started < 10


def test_a_wide_sheet_is_read_as_fast_as_a_long_one() -> None:
    heads = "企业," + ",".join(f"产值{column}(亿元)" for column in range(400))
    rows = [heads, *(f"某企业{row}," + ",".join(str(column + row) for column in range(400)) for row in range(10))]
    document = read_bytes("\n".join(rows).encode(), "a.csv")
    started = time.process_time()
    figures = [claim for claim in extract(document) if claim.kind == "figure"]
    assert len(figures) > 3_000
    assert time.process_time() - started < 8
