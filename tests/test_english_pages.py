"""Forms that real English pages use: money called won, rows of shares, items with brackets; all of it invented."""

from __future__ import annotations

import pytest

from jiqun.extract import extract
from jiqun.extract.english.organisations import only_trades
from jiqun.model import Figure
from reading_aid import document


def figures(title: str, text: str, date: str | None = None) -> list[Figure]:
    return [one for one in extract(document(title, "", text, date=date), tagger=False) if isinstance(one, Figure)]


def test_won_behind_a_number_is_money_and_no_verb() -> None:
    found = figures("Halden Chem", "Halden Chem's net profit jumped 18.9 percent on-year to 1.1 trillion won.")
    assert [(one.indicator, one.value, one.unit) for one in found] == [
        ("net profit growth", 18.9, "percent"),
        ("net profit", 1.1e12, "KRW"),
    ]


@pytest.mark.parametrize("verb", ["dipped", "dived", "tumbled", "slid", "sank"])
def test_every_verb_of_falling_makes_a_rate_negative(verb: str) -> None:
    assert [one.value for one in figures("Dunmore trade", f"Exports {verb} 13.4 percent in 2019.")] == [-13.4]


def test_a_row_of_shares_goes_on_with_at() -> None:
    found = figures("Dunmore", "The tin sector leads with 27%, followed by Zinc at 19%, Lead at 12% and Salt at 9%.")
    assert [(one.subject, one.value) for one in found][1:] == [("Zinc", 19), ("Lead", 12), ("Salt", 9)]


def test_the_figures_in_a_bracket_are_of_the_item_before_it() -> None:
    text = "Exports rose to $20 billion, including pumps and parts ($9 billion); valves ($6 billion); rods ($2 billion)"
    found = figures("Dunmore trade", text)
    assert [one.subject for one in found][1:] == ["pumps and parts", "valves", "rods"]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Hong Kong grows. Hong Kong and the Hong Kong Government earmarked $100 million.", "HKD"),
        ("Hong Kong grows. Hong Kong and the Hong Kong Government earmarked US$100 million.", "USD"),
        ("Dunmore earmarked $100 million.", "USD"),
    ],
)
def test_a_bare_dollar_is_that_of_the_government_that_speaks(text: str, unit: str) -> None:
    assert [one.unit for one in figures("Budget", text)] == [unit]


def test_months_that_would_lie_ahead_are_those_of_the_year_before() -> None:
    found = figures("Halden", "Sales reached 5 million euros in the October-December period.", date="2021-01-27")
    assert [one.period for one in found] == ["2020-10/2020-12"]


@pytest.mark.parametrize("text", ["89256-900 Dunmore", "NAICS 325510 Paint and Coating", "06:00 on 01/10/2020"])
def test_codes_are_no_figures(text: str) -> None:
    assert figures("Halden works", f"Halden works makes paint, {text}.") == []


def test_a_row_of_trades_is_no_firm() -> None:
    assert only_trades("Information Technology") and only_trades("Engineering & Textiles")
    assert not only_trades("Halden Engineering")
