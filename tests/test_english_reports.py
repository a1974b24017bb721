"""English figures of yearly reports, lists under a lead line, and promised jobs."""

from __future__ import annotations

import pytest

from jiqun.extract import extract
from jiqun.model import Figure
from reading_aid import document

REPORT = "Directors' Report"


def figures(*lines: str, title: str = "Calder Valley Cluster") -> list[Figure]:
    return [claim for claim in extract(document(title, "", *lines)) if isinstance(claim, Figure)]


def test_the_year_before_in_a_bracket_has_the_same_indicator() -> None:
    now, before = figures(
        "Trade grew in the year 2004-05. The firm had sales turnover of Rs.31 crore (previous year Rs.24 crore)."
    )
    assert (now.value, before.value) == (310e6, 240e6)
    assert now.indicator == before.indicator == "sales turnover"


def test_a_compared_figure_measures_the_same() -> None:
    text = "Acme posted a profit before tax (PBT) of Rs.68 crore against Rs.25 crore in the previous year."
    assert [f.indicator for f in figures(text)] == ["profit before tax", "profit before tax"]


def test_a_ratio_to_one_is_one_figure() -> None:
    (now, before) = figures("Its current ratio went to 1.42:1 (on 30.06.12) from 1.15:1 (on 30.06.11).")
    assert [(f.value, f.unit, f.period) for f in (now, before)] == [
        (1.42, "ratio", "2012-06-30"),
        (1.15, "ratio", "2011-06-30"),
    ]
    assert now.indicator == "current ratio"


def test_growth_in_a_measure_names_the_measure() -> None:
    (found,) = figures("Spring brought a growth of about 12% in export turnover.")
    assert (found.indicator, found.comparator) == ("export turnover growth", "approx")


def test_shares_in_a_row_share_their_whole() -> None:
    found = figures("Dyers account for 41 percent mills, 38 per cent wages and 29 per cent sales of rural firms.")
    assert [f.indicator for f in found] == [
        "share of mills of rural firms",
        "share of wages of rural firms",
        "share of sales of rural firms",
    ]


def test_holders_have_their_shares_and_the_date_of_the_lead() -> None:
    found = figures(
        "As of 9 May 2011, the shareholders of Korvane Bhd. were:",
        "- Sentara Nasional Berhad (state): 21.4%",
        "- Workers Provident Fund Board: 8.3%",
    )
    assert [(f.subject, f.indicator, f.period) for f in found] == [
        ("Sentara Nasional Berhad", "shareholding in Korvane Bhd", "2011-05-09"),
        ("Workers Provident Fund Board", "shareholding in Korvane Bhd", "2011-05-09"),
    ]


def test_promised_jobs_are_targets_and_the_agent_is_their_subject() -> None:
    found = figures(
        "Among the investment plans the boldest was by Varnholt, for US$41 million and the creation of 350 posts."
    )
    assert [(f.subject, f.indicator, f.status) for f in found if f.unit != "rank"] == [
        ("Varnholt", "investment", "actual"),
        ("Varnholt", "posts", "target"),
    ]


def test_jobs_that_came_are_actual() -> None:
    (found,) = figures("The plan led to the creation of 800 jobs.")
    assert found.status == "actual"


def test_firms_counted_in_a_year_found_nothing_that_year() -> None:
    found = figures("Some 640 fresh mills were established in the bay in 2011.")
    assert [(f.unit, f.period) for f in found] == [("count", "2011")]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Arlen-based Ostrand Quell will invest $5 million.", "Ostrand Quell"),
        ("The United Kingdom's Acme Zone employs 500 people.", "Acme Zone"),
        (
            "Hatherby, a town known as the Leeds of Arlen, which makes 55 per cent of the ropes.",
            "Hatherby",
        ),
        ("Korvane, short for Korv Vanten (Northern Car Project), employs 500 people.", "Korvane"),
    ],
)
def test_the_subject_is_the_name_itself(text: str, subject: str) -> None:
    assert figures(text)[0].subject == subject


def test_a_rate_that_moves_is_two_figures_and_one_that_ranges_is_one() -> None:
    moved = figures("The plan raised the share of new firms in exports from 36.4 per cent to 44.2 per cent.")
    assert [(f.value, f.value_max, f.indicator, f.subject) for f in moved] == [
        (36.4, None, "share in exports", "new firms"),
        (44.2, None, "share in exports", "new firms"),
    ]
    ranged = figures("Margins ranged from 3 per cent to 5 per cent.")
    assert [(f.value, f.value_max) for f in ranged] == [(3, 5)]


def test_a_decrease_in_brackets_is_negative_growth_of_what_stands_before() -> None:
    found = figures("Operating income was 5,234 million yen (24.4% decrease from the previous year).")
    assert [(f.value, f.indicator) for f in found] == [
        (5.234e9, "Operating income"),
        (-24.4, "Operating income growth"),
    ]


@pytest.mark.parametrize(
    ("text", "value", "indicator", "subject"),
    [
        ("In May, Orvane Chemicals took up a 8.2-hectare site at Banyan.", 8.2, "area", "Orvane Chemicals"),
        ("The 900-acre site gives us room.", 900, "area", "site"),
        (
            "Dettmar (SEA) Pte Ltd was allocated a 17-hectare site at Banyan.",
            17,
            "area",
            "Dettmar (SEA) Pte Ltd",
        ),
        ("The new US$250m Harlow Industrial Park will open.", 250e6, "investment", "Harlow Industrial Park"),
    ],
)
def test_ground_and_money_belong_to_whom_they_are_given(text: str, value: float, indicator: str, subject: str) -> None:
    found = [f for f in figures(text) if f.value == value]
    assert [(f.indicator, f.subject) for f in found] == [(indicator, subject)]


@pytest.mark.parametrize("colon", ["", ":"])
def test_a_box_of_facts_is_read_line_by_line(colon: str) -> None:
    box = f"Type{colon} Public\nOperating income{colon} €443 million (2007)[1]\nProfit{colon} €291 million (2007)\n"
    found = figures(box + f"Employees{colon} 15,305 (end 2007)", "Calder Valley makes wind turbines.")
    assert [(f.indicator, f.value, f.period) for f in found] == [
        ("Operating income", 443e6, "2007"),
        ("Profit", 291e6, "2007"),
        ("Employees", 15305, "2007"),
    ]


def test_a_numbered_heading_states_nothing() -> None:
    assert figures("Chapter 5", "Table 12", "Phase 2020", "The valley makes wind turbines.") == []
