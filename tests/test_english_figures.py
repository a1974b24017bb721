"""What English sentences say: indicators, subjects, periods, status, names, sections."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiqun.extract import extract
from jiqun.model import Document, Figure
from jiqun.read import read_bytes
from reading_aid import claims, document, figures

HERE = Path(__file__).parent / "english"


def told(*lines: str) -> list[tuple[str, str | None, str | None]]:
    return [(f.value_text, f.indicator, f.subject) for f in figures("Calder Cluster", "", *lines)]


def only(*lines: str) -> Figure:
    found = figures("Calder Cluster", "", *lines)
    assert len(found) == 1, [(f.value_text, f.indicator) for f in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "indicator", "subject"),
    [
        ("The park hosts 120 small companies in three halls of glass.", "small companies", "park"),
        ("The cluster had a combined turnover of SEK 28.4 billion.", "combined turnover", "cluster"),
        ("Order intake reached a record EUR 3.1 billion.", "Order intake", "Calder Cluster"),
        ("Exports account for 62 percent of sales.", "Exports share of sales", "Calder Cluster"),
        ("Occupancy stands at 97%.", "Occupancy", "Calder Cluster"),
        ("The average salary of software workers was $96,400.", "average salary", "software workers"),
        ("Orrin plans to invest 15 billion yuan in a second wafer line.", "investment in second wafer line", "Orrin"),
        ("A joint laboratory with a budget of EUR 12.5 million opened.", "budget", "joint laboratory"),
        ("Total employment in the region was 40,000.", "Total employment", "region"),
        ("The park covers 85 hectares.", "area", "park"),
        ("There are 73 suppliers in the corridor.", "suppliers", "corridor"),
        ("The firm employs 9,500 people.", "people employed", "firm"),
        ("Calder is the largest producer of pellets in Europe.", "producer of pellets size rank in Europe", "Calder"),
    ],
)
def test_indicator_and_subject(text: str, indicator: str, subject: str) -> None:
    found = figures("Calder Cluster", "", text)
    assert (found[0].indicator, found[0].subject) == (indicator, subject)


def test_a_pronoun_is_what_was_spoken_of_before() -> None:
    assert told("Orrin Works makes pumps. It employs 40 people.") == [("40 people", "people employed", "Orrin Works")]


def test_what_follows_which_is_about_the_noun_before() -> None:
    assert told("Orrin runs a pilot line, which holds 30 patents.") == [("30", "patents", "pilot line")]


def test_growth_has_a_sign_and_its_level_none() -> None:
    found = figures("Calder Cluster", "", "Operating profit fell by 7.5 percent to EUR 148 million.")
    assert [(f.indicator, f.value, f.unit) for f in found] == [
        ("Operating profit growth", -7.5, "percent"),
        ("Operating profit", 148e6, "EUR"),
    ]


def test_a_bracketed_restatement_says_the_same() -> None:
    found = figures("Calder Cluster", "", "The park had output of 46.2 billion yuan (US$6.9 billion) in 2018.")
    assert [(f.unit, f.indicator, f.period) for f in found] == [("CNY", "output", "2018"), ("USD", "output", "2018")]


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("Output reached 10 bn yuan in 2018.", ["2018"]),
        ("In 2018, output reached 10 bn yuan and the park had 30 firms.", ["2018", "2018"]),
        ("The park has 30 firms and had sales of 10 bn yuan in 2018.", [None, "2018"]),
        ("Output was 10 bn yuan in 2018. The park has 30 firms.", ["2018", None]),
        ("Sales were 10 bn yuan, more than in 2017.", [None]),
        ("Between 2011 and 2016 patents granted rose from 38 to 96.", ["2011", "2016"]),
        ("Founded in 1994, the park has 30 firms.", [None, "1994"]),
        ("The park has supported 180 start-ups since 2008.", ["2008/.."]),
        ("The park exported 300 cars, worth $5 million, in the first half of 2019.", ["2019-01/2019-06"] * 2),
    ],
)
def test_periods_stand_on_either_side_and_never_cross_a_sentence(text: str, periods: list[str | None]) -> None:
    assert [f.period for f in figures("Calder Cluster", "", text)] == periods or [
        f.period for f in sorted(figures("Calder Cluster", "", text), key=lambda f: f.tier)
    ] == periods


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The park aims to attract 100 firms by 2025.", "target"),
        ("Output will reach 200,000 tonnes.", "target"),
        ("Half of the budget of $5 million will come from banks.", "target"),
        ("The park, which plans to expand, had 100 firms in 2018.", "actual"),
        ("The park attracted 100 firms.", "actual"),
    ],
)
def test_targets(text: str, status: str) -> None:
    assert {f.status for f in figures("Calder Cluster", "", text)} == {status}


@pytest.mark.parametrize(
    ("text", "indicator", "period"),
    [
        ("Calder University, established in 1962, trains engineers for the valley.", "establishment", "1962"),
        ("The centre was approved in June 2020.", "approval", "2020-06"),
        ("In January 2019 the group signed a contract.", "contract signing", "2019-01"),
        ("The origins of the industry date back to the early 1950s, when radios came.", "origin", "1950/1953"),
    ],
)
def test_dated_events_are_figures(text: str, indicator: str, period: str) -> None:
    found = only(text)
    assert (found.indicator, found.period, found.unit, found.tier) == (indicator, period, "calendar_year", "time")


@pytest.mark.parametrize(
    "text",
    [
        "The 5G network and Industry 4.0 came with ISO 9001.",
        "It serves Boeing 737 and Horizon 2020 in the 21st century.",
        "See Figure 3, Table 2.1 and pp. 12-15 of the study [12].",
        "Call +49 351 5550 123 at 10:30 a.m.",
        "It makes 12-inch wafers and won a five-star award.",
        "It is one of the largest ports in Europe.",
        "The Made in China 2025 plan and the Fortune 500 matter.",
        "The strategy of 2018 goes on.",
    ],
)
def test_numbers_in_names_and_references_are_no_figures(text: str) -> None:
    assert figures("Calder Cluster", "", text) == []


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        (
            "The Storvik Institute for Wood Chemistry is near.",
            "Storvik Institute for Wood Chemistry",
            "research_institute",
        ),
        ("Haixin Microelectronics Co., Ltd. makes chips.", "Haixin Microelectronics Co., Ltd.", "company"),
        ("It was run by Norwick Genomics Ltd in the past.", "Norwick Genomics Ltd", "company"),
        ("The Ministry of Heavy Industries pays.", "Ministry of Heavy Industries", "government"),
        ("With the University of Selby we train students.", "University of Selby", "university"),
        ("The Kelani Development Bank lends.", "Kelani Development Bank", "bank"),
        ("Firms in Tamsin Science Park grow.", "Tamsin Science Park", "park"),
        ("The Selby Chamber of Commerce helps.", "Selby Chamber of Commerce", "association"),
    ],
)
def test_organisation_words_make_names(text: str, name: str, kind: str) -> None:
    found = [(c.name, c.type) for c in claims("Calder Cluster", "", text, kind="entity") if c.type != "product"]
    assert found == [(name, kind)]


def test_lists_name_their_members_with_every_mention() -> None:
    found = claims(
        "Calder Cluster", "", "Companies such as Orrin, Pallas and Tessera grew. Pallas grew most.", kind="entity"
    )
    assert [(c.name, c.type, len(c.mentions)) for c in found] == [
        ("Orrin", "company", 1),
        ("Pallas", "company", 2),
        ("Tessera", "company", 1),
    ]


def test_a_short_form_in_brackets_is_a_mention() -> None:
    [found] = claims("Calder Cluster", "", "The Calder Energy Institute (CEI) opened. CEI has a lab.", kind="entity")
    assert [found.name, len(found.mentions)] == ["Calder Energy Institute", 3]


@pytest.mark.parametrize("text", ["The Group and the Supervisory Board met.", "In March the Action Plan was read."])
def test_classes_and_programmes_are_no_names(text: str) -> None:
    assert claims("Calder Cluster", "", text, kind="entity") == []


def test_the_title_names_the_cluster() -> None:
    [found] = claims(
        "Profile of the Ostwald Medical Technology Cluster", "", "The cluster has 5 firms.", kind="cluster"
    )
    assert found.name == "Ostwald Medical Technology Cluster"


def test_a_mixed_document_is_read_block_by_block() -> None:
    doc = document(
        "2018年株洲轨道交通产业总产值达到1250亿元。", "In 2018, the park generated output of 46.2 billion yuan."
    )
    found = [(c.value, c.unit, c.period, c.indicator) for c in extract(doc) if isinstance(c, Figure)]
    assert found == [(1250e8, "CNY", "2018", "总产值"), (46.2e9, "CNY", "2018", "output")]


def test_lines_that_were_wrapped_are_read_as_one() -> None:
    text = "The park hosts firms that make pumps and valves; in 2018 it had\na combined turnover of 5 million.\n"
    found = [c for c in extract(read_bytes(text.encode(), "wrapped.txt")) if isinstance(c, Figure)]
    assert [(f.indicator, f.period) for f in found] == [("combined turnover", "2018")]


def test_every_quote_of_the_passages_is_a_slice_of_the_text() -> None:
    seen = 0
    for path in sorted(HERE.glob("*.txt")):
        doc = read_bytes(path.read_bytes(), path.name)
        for claim in extract(doc):
            assert doc.text[claim.start : claim.end] == claim.quote
            if isinstance(claim, Figure):
                assert doc.text[claim.value_start : claim.value_end] == claim.value_text
                assert claim.start <= claim.value_start < claim.value_end <= claim.end
                seen += 1
    assert seen > 120


WORDS = st.sampled_from(
    [
        *[
            "The",
            "park",
            "cluster",
            "employs",
            "rose",
            "from",
            "to",
            "by",
            "5",
            "2018",
            "in",
            "US$",
            "million",
            "percent",
        ],
        *["of", "which", "Acme", "Ltd.", "University", "(", ")", ",", ".", "and", "\n", "three", "half", "largest"],
        *["founded", "will", "it", "—"],
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, min_size=3, max_size=40))
def test_any_words_give_exact_quotes(words: list[str]) -> None:
    text = "The park is here. " + " ".join(words)
    doc: Document = read_bytes(text.encode(), "any.txt")
    for claim in extract(doc):
        assert doc.text[claim.start : claim.end] == claim.quote


@pytest.mark.soak
def test_english_is_read_fast() -> None:
    text = "\n\n".join(path.read_text(encoding="utf-8") for path in sorted(HERE.glob("*.txt"))) * 12
    doc = read_bytes(text.encode(), "long.txt")
    extract(doc)
    start = time.process_time()
    assert extract(doc)
    assert len(text) / (time.process_time() - start) > 40_000  # 200,000 on an idle core; the machine may be busy


def test_a_table_gives_each_number_its_heads() -> None:
    page = """<html><body><h1>Calder Cluster in figures</h1><p>The table shows what the cluster did in two years.</p>
    <table><tr><th>Indicator</th><th>2017</th><th>2018</th></tr>
    <tr><td>Turnover (EUR million)</td><td>310.5</td><td>342</td></tr>
    <tr><td>Employees</td><td>1,900</td><td>2,050</td></tr></table></body></html>"""
    doc = read_bytes(page.encode(), "table.html")
    found = [(c.value, c.unit, c.period, c.indicator, c.subject) for c in extract(doc) if isinstance(c, Figure)]
    assert found == [
        (310_500_000.0, "EUR", "2017", "Turnover", "Calder Cluster"),
        (342_000_000.0, "EUR", "2018", "Turnover", "Calder Cluster"),
        (1900.0, "person", "2017", "Employees", "Calder Cluster"),
        (2050.0, "person", "2018", "Employees", "Calder Cluster"),
    ]


def test_practices_are_announced_and_classified() -> None:
    lines = ["Calder Cluster", "", "What the cluster does", "", "Training. The academy trains apprentices each year."]
    [found] = claims(*lines, kind="practice")
    assert (found.heading, found.category) == ("Training", "talent")


def test_standings_are_claims_and_aims_are_none() -> None:
    text = "The cluster is one of the leading locations in Europe. It aims to become a world-class hub."
    [found] = claims("Calder Cluster", "", text, kind="standing")
    assert (found.subject, found.quote) == ("cluster", "The cluster is one of the leading locations in Europe")


def test_a_list_of_firms_makes_members() -> None:
    found = claims(
        "Calder Cluster", "", "The cluster is home to Orrin Ltd and Pallas Inc. in the west.", kind="relation"
    )
    members = [(r.head, r.tail) for r in found if r.relation == "member_of"]
    assert members == [("Orrin Ltd", "Calder Cluster"), ("Pallas Inc.", "Calder Cluster")]
