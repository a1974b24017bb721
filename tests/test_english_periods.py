"""Times of English texts."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiqun.extract import periods
from jiqun.vocab.tables import rows


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("in 2018", "2018"),
        ("by 2030", "2030"),
        ("since 2011", "2011/.."),
        ("Since March 2011", "2011-03/.."),
        ("from 2015 onwards", "2015/.."),
        ("FY2019", "2019"),
        ("fiscal year 2018/19", "2018/2019"),
        ("Q1 2019", "2019-01/2019-03"),
        ("1Q19", "2019-01/2019-03"),
        ("first quarter of 2019", "2019-01/2019-03"),
        ("H1 2019", "2019-01/2019-06"),
        ("first half of 2019", "2019-01/2019-06"),
        ("first nine months of 2019", "2019-01/2019-09"),
        ("January-March 2019", "2019-01/2019-03"),
        ("March 2019", "2019-03"),
        ("25 March 2019", "2019-03-25"),
        ("March 25, 2019", "2019-03-25"),
        ("as of end-January 2019", "2019-01"),
        ("2018–2020", "2018/2020"),
        ("2018-20", "2018/2020"),
        ("between 2011 and 2016", "2011/2016"),
        ("the 1990s", "1990/1999"),
        ("back to the early 1980s,", "1980/1983"),
        ("the end of 2018", "2018"),
        ("14th Five-Year Plan (2021–2025)", "2021/2025"),
        ("currently", None),
        ("last year", None),
    ],
)
def test_forms(text: str, iso: str | None) -> None:
    assert [p.iso for p in periods(text, lang="en")] == [iso]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("last year", "2019"),
        ("this year", "2020"),
        ("last month", "2020-02"),
        ("last quarter", "2019-10/2019-12"),
        ("the same period last year", "2019"),
        ("on March 14", "2020-03-14"),
        ("first-quarter sales", "2020-01/2020-03"),
    ],
)
def test_relative_times_are_dated_by_the_document(text: str, iso: str) -> None:
    assert [p.iso for p in periods(text, lang="en", date="2020-03-15")] == [iso]


@pytest.mark.parametrize("text", ["2000 employees", "over 2000 companies", "about 1900 patents", "2050 MW", "may sell"])
def test_counts_and_words_are_no_years(text: str) -> None:
    assert periods(text, lang="en") == []


@pytest.mark.parametrize("row", rows("periods_en.csv"), ids=lambda row: row["name"])
def test_forms_of_the_table(row: dict[str, str]) -> None:
    example = f"in {row['example']}" if row["name"] == "bare_month" else row["example"]
    found = periods(example, lang="en", date="2020-03-15")
    assert len(found) == (2 if row["name"] in ("the_year", "then") else 1)
    assert found[-1].text in example


PIECES = st.sampled_from(
    [
        *["in", "2018", "since", "the", "1990s", "March", "25", ",", "-", "to", "2020", "Q1", "first", "half", "of"],
        *["end", "last", "year", "/", "19"],
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=12))
def test_spans_are_exact_and_do_not_overlap(pieces: list[str]) -> None:
    text = " ".join(pieces)
    last = 0
    for period in periods(text, lang="en", date="2020-03-15"):
        assert text[period.start : period.end] == period.text
        assert last <= period.start < period.end
        last = period.end
