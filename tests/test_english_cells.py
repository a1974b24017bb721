"""English tables in plain text, as quarterly reports and fact sheets have them; all of it invented."""

from __future__ import annotations

from jiqun.extract import extract
from jiqun.model import Figure
from jiqun.read import read_bytes

QUARTER = """Acme Pumps

Key figures

MEUR | Q1/2019 | Q1/2018 | Change | 2018
Order intake | 1,400 | 1,300 | 8% | 6,307
of which services | 662 | 610 | 9% | 2,419
Operating result[1] | 87 | (91) | -5% | 543
% of net sales | 7.6 | 8.6 | | 10.5
Earnings per share, EUR | 0.09 | 0.11 | | 0.65
Personnel, end of period | 19,394 | 18,065 | 7% | 19,294
"""


def rows(text: str) -> list[tuple[float, str, str | None, str | None]]:
    found = [one for one in extract(read_bytes(text.encode(), "table.txt"), tagger=False) if isinstance(one, Figure)]
    return [(one.value, one.unit, one.indicator, one.period) for one in found]


def test_the_corner_gives_the_money_and_the_column_the_period() -> None:
    found = rows(QUARTER)
    assert found[:4] == [
        (1_400_000_000, "EUR", "Order intake", "2019-01/2019-03"),
        (1_300_000_000, "EUR", "Order intake", "2018-01/2018-03"),
        (8, "percent", "Order intake change", "2019-01/2019-03"),
        (6_307_000_000, "EUR", "Order intake", "2018"),
    ]
    assert found[6] == (9, "percent", "services order intake change", "2019-01/2019-03")


def test_brackets_and_minus_are_negative_and_rates_and_heads_counts_are_no_money() -> None:
    found = rows(QUARTER)
    assert [value for value, _, name, _ in found if name == "Operating result"] == [
        87_000_000,
        -91_000_000,
        543_000_000,
    ]
    assert (-5, "percent", "Operating result change", "2019-01/2019-03") in found
    assert (7.6, "percent", "% of net sales", "2019-01/2019-03") in found
    assert (0.09, "EUR", "Earnings per share", "2019-01/2019-03") in found
    assert (18_065, "person", "Personnel, end of period", "2018-03") in found


def test_a_fact_sheet_without_heads_lists_names_and_values() -> None:
    text = "Longford\n\nPopulation | 1,255,330 (December 2021)\nArea | 74.4 km2\nUnemployment rate | 3.8% (2021)\n"
    assert rows(text) == [
        (1_255_330, "count", "Population", "2021-12"),
        (74.4, "km2", "Area", None),
        (3.8, "percent", "Unemployment rate", "2021"),
    ]
