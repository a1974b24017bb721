"""English clauses that share a verb, a measure or a place with the clause before, and what a number says in them."""

from __future__ import annotations

import pytest

from jiqun.extract import extract
from jiqun.model import Figure
from reading_aid import document


def figures(text: str, title: str = "Arlen", date: str = "") -> list[Figure]:
    return [
        claim
        for claim in extract(document(title, "", *text.split("\n"), date=date or None))
        if isinstance(claim, Figure)
    ]


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


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The plan aims to raise the output of tin from 3 million tonnes to 5 million tonnes.", ["output of tin"] * 2),
        ("Minister Doe said that Rs 50 crore would be spent on roads and Rs 20 crore for ports.",
         ["roads spending", "ports spending"]),
        ("A sum of EUR 5 million has been set aside for schools.", ["schools allocation"]),
        ("Sales were 500 t (400 t for pipes, and 100 t for rods).", ["Sales", "pipes sales", "rods sales"]),
        ("The mill has an annual sales volume in excess of EUR 5 million.", ["annual sales volume"]),
        ("The fund is pegged at EUR 5 million.", ["fund"]),
        ("Energy use per unit of GDP fell by 13 percent.", ["Energy use per unit of GDP growth"]),
        ("- Gross profit was EUR 5 million.", ["Gross profit"]),
        ("Trade rose 5 percent, reaching EUR 9 million.", ["Trade growth", "Trade"]),
    ],
)  # fmt: skip
def test_indicators_of_clauses(text: str, found: list[str]) -> None:
    assert [one.indicator for one in figures(text)] == found


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Minister Doe said that Rs 50 crore would be spent on roads.", "Arlen"),
        ("The mill grew and its output rose by 5 percent.", "mill"),
        ("Ostrand lies far. Its exports (2023) were to increase from EUR 5 million to EUR 7 million.", "Ostrand"),
        ("Tin accounts for 42% of exports, followed by zinc (23%).", "zinc"),
    ],
)
def test_subjects_of_clauses(text: str, subject: str) -> None:
    assert figures(text)[-1].subject == subject


def test_a_count_that_falls_is_negative() -> None:
    (found,) = figures("The number of idle mills decreased by 84,000.")
    assert (found.value, found.indicator) == (-84000, "idle mills change")


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("Looms were built in 1948, dryers in 1956 and pumps in 1968.",
         [("construction", 1948), ("dryers construction", 1956), ("pumps construction", 1968)]),
        ("The mill has been in operation since 1973.", [("operation start", 1973)]),
        ("The mill is slated for completion in early 2013.", [("completion", 2013)]),
        ("The mill was set up in 1921 and merged with Ostrand in 1987.", [("establishment", 1921), ("merger", 1987)]),
    ],
)  # fmt: skip
def test_dated_events(text: str, events: list[tuple[str, float]]) -> None:
    assert [(one.indicator, one.value) for one in figures(text) if one.unit == "calendar_year"] == events


def test_a_box_of_facts_is_read_line_by_line() -> None:
    box = "Ostrand AB\nType Public\nFounded 1921\nBased in Arlen\nRevenue R$ 11.7 billion (2007)\nEmployees 15,305 [2]"
    found = [(one.indicator, one.value, one.subject) for one in figures(box, "Ostrand")]
    assert found == [
        ("founding", 1921, "Ostrand"),
        ("Revenue", 11.7e9, "Ostrand"),
        ("Employees", 15305, "Ostrand"),
    ]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("In the first half (H1) of this year sales rose 5 percent.", "2024-01/2024-06"),
        ("Sales rose 5 percent in the fourth quarter of last year.", "2023-10/2023-12"),
        ("Sales rose 5 percent in the January-June period.", "2024-01/2024-06"),
        ("Sales grew in the first half of 2023. During the same period, imports rose 5 percent.", "2023-01/2023-06"),
    ],
)
def test_periods_of_news(text: str, period: str) -> None:
    found = figures(text, date="2024-07-12")
    assert [one.period for one in found] == [period]


@pytest.mark.parametrize(
    ("text", "indicator", "subject"),
    [
        ("The mill is to produce a total of 40,000 tonnes of tin a year.", "tin production", "mill"),
        ("Ostrand is a mill. The other 30% of the budget is sourced from Dun.", "share of budget", "Ostrand"),
        ("The car industry exports rose by 5 percent.", "exports growth", "car industry"),
        ("The line runs well with mass production efficiency exceeding 24.8%.", "mass production efficiency", "line"),
        ("The company makes pumps. It is the largest pump maker in Europe.", "pump maker size rank in Europe", "Arlen"),
        ("Travel to Dunmore takes 20 minutes.", "travel time to Dunmore", "Travel to Dunmore"),
        ("Minister Doe said the mill would create 40 jobs.", "jobs", "mill"),
        ("It employs many, as do Ostrand Mills (820 employees).", "employees", "Ostrand Mills"),
        ("Comparable yield factor was EUR 5 million.", "Comparable yield factor", "Arlen"),
        ("The site lies far, with an area of 80 km2 designated for mills.", "area", "site"),
    ],
)
def test_what_is_said_of_whom(text: str, indicator: str, subject: str) -> None:
    found = figures(text)[-1]
    assert (found.indicator, found.subject) == (indicator, subject)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The share rose from 9 to 18 per cent.", [(9, "percent"), (18, "percent")]),
        ("Sales fell to EUR 31 million, from EUR 38 million a year earlier.", [(31e6, "EUR"), (38e6, "EUR")]),
        ("Growth was higher than the 5 percent of last year.", [(5, "percent")]),
    ],
)
def test_units_of_moves(text: str, values: list[tuple[float, str]]) -> None:
    assert [(one.value, one.unit) for one in figures(text)] == values


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Dunmore is a province with an area of 41,200 km2.", [("area", 41200, "Dunmore")]),
        ("Its capital, Calder (pop. 1.2 million), is old.", [("population", 1.2e6, "Calder")]),
        ("By the end of 2019, 40 mills had been built.", [("mills", 40, "Arlen")]),
        ("It had 2,310 mills, an increase of 410.", [("mills", 2310, "Arlen"), ("mills change", 410, "Arlen")]),
    ],
)
def test_forms_of_profiles(text: str, found: list[tuple[str, float, str]]) -> None:
    assert told(text) == found


def test_a_row_of_numbers_shares_the_time_behind_it() -> None:
    found = figures("The port made 3 tonnes of tin, 40 cars and 5 pumps in 2018.")
    assert [(one.period, one.status) for one in found] == [("2018", "actual")] * 3
