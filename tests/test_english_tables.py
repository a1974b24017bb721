"""English tables drawn with strokes in plain text, and figures of the year before in brackets."""

from __future__ import annotations

import pytest

from jiqun.extract import extract
from jiqun.model import Figure
from reading_aid import document


def rows(*lines: str) -> list[tuple[str, float, str, str | None, str | None]]:
    """Indicator, value, unit, subject and period of each figure."""
    found = [claim for claim in extract(document("Ostrand: Interim report", "", *lines)) if isinstance(claim, Figure)]
    return [(one.indicator, one.value, one.unit, one.subject, one.period) for one in found]


def test_rows_of_measures_belong_to_the_one_that_reports() -> None:
    assert rows(
        "MEUR | 1-3/2019 | Q1/2018 | Change %",
        "Net sales | 712.4 | 660.1 | 7.9",
        "Operating profit | (4.1) | 48.8 | -108.4",
        "Personnel | 120 | 110 | 9.1",
    ) == [
        ("Net sales", 712.4e6, "EUR", "Ostrand", "2019-01/2019-03"),
        ("Net sales", 660.1e6, "EUR", "Ostrand", "2018-01/2018-03"),
        ("Net sales change", 7.9, "percent", "Ostrand", "2019-01/2019-03"),
        ("Operating profit", -4.1e6, "EUR", "Ostrand", "2019-01/2019-03"),
        ("Operating profit", 48.8e6, "EUR", "Ostrand", "2018-01/2018-03"),
        ("Operating profit change", -108.4, "percent", "Ostrand", "2019-01/2019-03"),
        ("Personnel", 120, "person", "Ostrand", "2019-01/2019-03"),
        ("Personnel", 110, "person", "Ostrand", "2018-01/2018-03"),
        ("Personnel change", 9.1, "percent", "Ostrand", "2019-01/2019-03"),
    ]


def test_rows_of_places_have_the_measure_of_the_caption() -> None:
    assert rows("Sales by region (MEUR)", "", " | 2019 | 2018", "Arlen | 120.4 | 110.2", "Dunshire | 98.0 | 99.1") == [
        ("Sales", 120.4e6, "EUR", "Arlen", "2019"),
        ("Sales", 110.2e6, "EUR", "Arlen", "2018"),
        ("Sales", 98e6, "EUR", "Dunshire", "2019"),
        ("Sales", 99.1e6, "EUR", "Dunshire", "2018"),
    ]


def test_columns_of_measures_belong_to_their_rows() -> None:
    assert rows(
        "| Region | Output (kt) | Growth |", "|---|---|---|", "| Arlen | 132 | 10% |", "| Dun | 91 | -7% |"
    ) == [
        ("Output", 132e3, "t", "Arlen", None),
        ("Growth", 10, "percent", "Arlen", None),
        ("Output", 91e3, "t", "Dun", None),
        ("Growth", -7, "percent", "Dun", None),
    ]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Net sales were EUR 712.4 million (660.1).", [712.4e6, 660.1e6]),
        ("Cash flow was MEUR -12.4 (31.5).", [-12.4e6, 31.5e6]),
        ("Operating profit was 8.6% of net sales (8.3%).", [8.6, 8.3]),
        ("Net sales were EUR 712.4 million (2018).", [712.4e6]),
    ],
)
def test_the_year_before_stands_in_brackets(text: str, values: list[float]) -> None:
    assert [value for _, value, *_ in rows(text)] == values
