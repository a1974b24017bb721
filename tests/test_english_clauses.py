"""English clauses that share a verb, a measure or a place with the clause before, and what a number says in them."""

from __future__ import annotations

import pytest

from jiqun.extract import extract
from jiqun.model import Figure
from reading_aid import document


def figures(text: str, title: str = "Arlen", date: str = "") -> list[Figure]:
    return [claim for claim in extract(document(title, date, *text.split("\n"))) if isinstance(claim, Figure)]


def told(text: str, title: str = "Arlen") -> list[tuple[str, float, str | None]]:
    """Indicator, value and subject of each figure."""
    return [(one.indicator, one.value, one.subject) for one in figures(text, title)]


def test_a_row_of_rates_shares_verb_and_measure() -> None:
    assert told("In Arlen, production of steel fell by 5.5%, tin by 4% and zinc by 1.8%.") == [
        ("production of steel growth", -5.5, "Arlen"),
        ("production of tin growth", -4, "Arlen"),
        ("production of zinc growth", -1.8, "Arlen"),
    ]


def test_the_nearest_verb_gives_the_sign() -> None:
    assert told("Production of steel fell by 2% and tin rose by 1%.") == [
        ("Production of steel growth", -2, "Arlen"),
        ("Production of tin growth", 1, "Arlen"),
    ]


def test_each_place_has_its_rate() -> None:
    found = told("Industrial output decreased by 4.2% in the Arlen area and by 2.7% in Dunshire.", "Output bulletin")
    assert [(value, subject) for _, value, subject in found] == [(-4.2, "the Arlen area"), (-2.7, "Dunshire")]


@pytest.mark.parametrize(
    ("text", "indicator", "value"),
    [
        ("The volume of trade expanded 6.1 percent year on year to 20 billion dollars.", "volume of trade", 20e9),
        ("It is a partner, with the bilateral trade rising 10.5 percent.", "bilateral trade growth", 10.5),
        ("Exports of the country's general trade saw an increase of 5 percent to 3 billion euros.", "Exports", 3e9),
    ],
)
def test_what_a_rate_and_the_level_behind_it_measure(text: str, indicator: str, value: float) -> None:
    found = figures(text)[-1]
    assert (found.indicator, found.value) == (indicator, value)
