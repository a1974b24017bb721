"""English figures in the genres they come in: profiles, encyclopaedias, yearly reports, news, plans."""

from __future__ import annotations

import pytest

from jiqun.extract import extract
from jiqun.model import Claim, Entity, Figure
from reading_aid import document

TITLE = "Calder Valley Cluster"


def claims(text: str, title: str = TITLE) -> list[Claim]:
    return list(extract(document(title, "", *text.split("\n"))))


def figures(text: str, title: str = TITLE) -> list[Figure]:
    return [claim for claim in claims(text, title) if isinstance(claim, Figure)]


def only(text: str, unit: str, title: str = TITLE) -> Figure:
    (found,) = [figure for figure in figures(text, title) if figure.unit == unit]
    return found


@pytest.mark.parametrize(
    ("text", "words", "value", "indicator"),
    [
        ("Acme is the second biggest port in Europe.", "second biggest", 2, "port size rank in Europe"),
        ("The yard is the 42nd largest in the world.", "42nd largest", 42, "size rank in the world"),
        ("The town ranks #1 overall on Orbis' Future Skills Report.", "#1", 1, "Future Skills Report rank"),
        ("The mill was ranked 20th in the 2023 Fortune Global 500.", "20th", 20, "Fortune Global 500 rank"),
        ("It is the firm's third assembly plant in Peru.", "third", 3, "assembly plant order in Peru"),
        ("The valley has the highest density of engineers.", "highest", 1, "density of engineers rank"),
        ("It was the first pump maker in Asia.", "first", 1, "pump maker order in Asia"),
    ],
)
def test_ranks_span_ordinal_and_superlative(text: str, words: str, value: float, indicator: str) -> None:
    found = only(text, "rank")
    assert (found.value_text, found.value, found.indicator) == (words, value, indicator)


@pytest.mark.parametrize(
    "text",
    [
        "The park hosts one of Calder's largest research centres.",
        "Acme has long been among the largest tenants of the park.",
        "The fund invested in Europe's largest economy.",
        "In its second quarter the firm grew.",
    ],
)
def test_one_of_several_and_things_referred_to_are_no_ranks(text: str) -> None:
    assert [figure for figure in figures(text) if figure.unit == "rank"] == []


@pytest.mark.parametrize(
    ("text", "indicator", "subject", "period"),
    [
        ("The first plant opened in Longford, Dunshire, in 1988.", "opening", "first plant", "1988"),
        (
            "The ministry set up the Orrin Science Park, on 15 May 1980.",
            "establishment",
            "Orrin Science Park",
            "1980-05-15",
        ),
        ("Acme had set up its first plant outside the north in 1972.", "plant establishment", "Acme", "1972"),
        (
            "Many foreign firms and capital entered the pump market in the 1980s.",
            "pump market entry",
            None,
            "1980/1989",
        ),
        (
            "At the beginning of the 1990s, the council adopted the Open Port Plan.",
            "Open Port Plan adoption",
            "council",
            "1990/1993",
        ),
    ],
)
def test_dated_events_name_what_was_done(text: str, indicator: str, subject: str | None, period: str) -> None:
    found = only(text, "calendar_year")
    assert (found.indicator, found.period) == (indicator, period)
    assert subject is None or found.subject == subject


def test_by_a_year_something_was_done_is_no_date_of_it() -> None:
    assert [f for f in figures("By May 2007, Acme further expanded its works.") if f.unit == "calendar_year"] == []


REPORT = "Annual Report 2009-10"


@pytest.mark.parametrize(
    ("text", "indicator", "periods"),
    [
        (
            "The revenue (net) of the Company for the year was Rs. 3m against Rs. 2m in the previous year.",
            "revenue",
            ["2009/2010", "2008/2009"],
        ),
        (
            "Profit before tax (PBT) stood at Rs. 35 million and profit after tax(PAT) stood at Rs. 24 million.",
            "rofit",
            [None, None],
        ),
        ("The board recommends a dividend of Rs. 6.00 for the year ended 31st March 2010.", "dividend", ["2009/2010"]),
        ("Earnings before interest, tax and amortization(EBITDA) stood at Rs. 44 million.", "EBITDA", [None]),
    ],
)
def test_a_yearly_report_dates_its_year_and_the_one_before(
    text: str, indicator: str, periods: list[str | None]
) -> None:
    found = figures(f"The Company is well.\n\n{text}", REPORT)
    assert [figure.period for figure in found] == periods
    assert all(indicator in figure.indicator for figure in found)


def test_a_yearly_report_is_about_the_one_that_reports() -> None:
    found = figures("The Company is well. The Company grows.\n\nProfit before tax stood at Rs. 35 million.", REPORT)
    assert [figure.subject for figure in found] == ["the Company"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Sales were Rs. 214 millionin the previous month.", 214e6),
        ("Sales were Rs. 24 million againstRs. 16 million.", 16e6),
        ("Sales were Rs. 238.5 Lacs.", 23_850_000),
    ],
)
def test_glued_words_of_broken_text_are_read(text: str, value: float) -> None:
    assert value in [figure.value for figure in figures(text)]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Contemporary pump maker, Orrin Pumps Limited (OPL) employs 500 people.", "Orrin Pumps Limited"),
        ("Orrin, a maker of pumps, employs 500 people.", "Orrin"),
        ("Orrin has a campus with 500 employees.", "campus"),
        ("Some 80 tenant firms employ 500 people.", "tenant firms"),
        ("Orrin Park is the largest park in Peru; it employs 500 people.", "Orrin Park"),
        ("Orrin Park is home to 80 companies that employ 500 workers.", "Orrin Park"),
        ("Dunmore — The Orrin market employs 500 people.", "Orrin market"),
        ("Following a merger, Orrin employs 500 people.", "Orrin"),
    ],
)
def test_subjects(text: str, subject: str) -> None:
    assert only(text, "person").subject == subject


@pytest.mark.parametrize(
    ("text", "indicator", "subject"),
    [
        ("Orrin uses 60% of the town's overall water.", "share of town's overall water", "Orrin"),
        ("The rest went, with the remaining 60% taken by private owners.", None, "private owners"),
        ("Those who work in design account for 40% of the staff.", "share of staff", "Those who work in design"),
        ("Some 66% of employees own a higher degree.", "share of employees higher degree", "employees"),
        ("At this time, Orrin made up 40% of world output.", "share of world output", "Orrin"),
        ("Orrin has a strong concentration of engineers (2.9%).", "strong concentration of engineers", "Orrin"),
    ],
)
def test_shares(text: str, indicator: str | None, subject: str) -> None:
    found = only(text, "percent")
    assert found.subject == subject
    assert indicator is None or found.indicator == indicator


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("Orrin will build a new US$500 million plant in Peru.", "plant investment"),
        ("Orrin started to construct its 4.5 billion-euro (4.9 billion dollars) plant of pumps.", "plant investment"),
        ("Approximately £300m has been invested across the sector.", "investment"),
        ("The plan aims to grow the turnover of the pump sector to £8 billion.", "turnover"),
        ("Turnover is in excess of £4 billion and gross value added (GVA) around £2 billion.", "gross value added"),
        ("The State contributed 902 million euros to the works.", "contribution"),
    ],
)
def test_what_money_measures(text: str, indicator: str) -> None:
    assert figures(text)[-1].indicator == indicator


@pytest.mark.parametrize(
    ("text", "indicator", "subject"),
    [
        ("The 6.5-square kilometer Orrin now houses yards.", "area", "Orrin"),
        ("Orrin will open a 100GWh battery plant.", "capacity", "battery plant"),
        ("Sales of tractors in the home market increased to 870,790.", "Sales of tractors", None),
        ("The pump industry has been developing for 50 years.", "years of development", "pump industry"),
        ("Orrin sits in a four-building complex.", "buildings", None),
    ],
)
def test_measures(text: str, indicator: str, subject: str | None) -> None:
    found = figures(text)[0]
    assert found.indicator == indicator
    assert subject is None or found.subject == subject


@pytest.mark.parametrize(
    "text",
    ["Orrin decided to invest US$7 billion.", "Orrin announced an investment of 7 billion euros to build a dock."],
)
def test_decisions_and_announced_investments_are_targets(text: str) -> None:
    assert figures(text)[0].status == "target"


def test_the_year_of_a_strategy_is_its_name() -> None:
    assert [f.period for f in figures("The 2030 Vision aims to raise turnover to £8 billion.")] == [None]


def test_a_dateline_names_no_subject_and_dates_nothing() -> None:
    found = figures("Dunmore, 6 May 2022 (ODN): Orrin Pumps employs 500 people.")
    assert [(f.subject, f.period) for f in found] == [("Orrin Pumps", None)]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        (
            "Students of the University of North Dunmore at Orrin Hill study.",
            "University of North Dunmore at Orrin Hill",
            "university",
        ),
        (
            "Work of the Marine Technology Research Institute, Dunmore.",
            "Marine Technology Research Institute",
            "research_institute",
        ),
        ("Orrin Pumps Limited ANNUAL REPORT is out.", "Orrin Pumps Limited", "company"),
        ("It grew, said Ann Other, Executive Vice President, QXRE.", "QXRE", "company"),
        ("The Dunmore Institutes of Health have staff.", "Dunmore Institutes of Health", "research_institute"),
    ],
)
def test_organisations(text: str, name: str, kind: str) -> None:
    assert (name, kind) in [(c.name, c.type) for c in claims(text) if isinstance(c, Entity)]


def test_a_field_of_industry_is_no_company() -> None:
    found = claims("The Dunmore Automotive industry grew.")
    assert [c.name for c in found if isinstance(c, Entity) and c.type == "company"] == []
