"""English names of firms that hold no organisation word, told by what stands beside them."""

from __future__ import annotations

import pytest

from jiqun.extract import extract
from jiqun.model import Entity
from jiqun.vocab.tables import rows
from reading_aid import document

KINDS = ("company", "bank", "university", "research_institute", "government", "association", "fund", "park", "hospital")


def names(*lines: str) -> dict[str, str]:
    found = extract(document("Calder Valley Cluster", "", *lines))
    return {claim.name: claim.type for claim in found if isinstance(claim, Entity) and claim.type in KINDS}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("New tenants include the toy company Varnholt and others.", "Varnholt"),
        ("The Peruvian company Delmora supplies ropes.", "Delmora"),
        ("Carmakers buy here; the chemicals giant Ostrand Quell does too.", "Ostrand Quell"),
        ("UK-based Sprindle runs a bakery here.", "Sprindle"),
        ("Arlen-based pump maker Tollbrook added a hall.", "Tollbrook"),
        ("There is work for Veltsin, a components maker, and for others.", "Veltsin"),
        ("Korvane is a Norwegian car manufacturer.", "Korvane"),
        ("Among them is Ulmera, which makes propellers.", "Ulmera"),
        ("It then paid for a majority share in XT Morgana of Norway.", "XT Morgana"),
        ("It sold the mill after the takeover of Brinvale.", "Brinvale"),
        ("After it bought two foundries in 2003 from Quastelli, skills came.", "Quastelli"),
        ("In an interview with B47, the minister spoke of growth.", "B47"),
        ("Pallister acquired a rival.", "Pallister"),
        ("Kinvar, spun off from a university, builds satellites.", "Kinvar"),
        ("The venture will be called OvalYards.", "OvalYards"),
        ("The mill also owns 20% of Nordhus Quellerie which melts copper.", "Nordhus Quellerie"),
        ("It won jXi's award for zones.", "jXi"),
    ],
)
def test_a_cue_tells_the_name_of_a_firm(text: str, name: str) -> None:
    assert names(text).get(name) == "company"


@pytest.mark.parametrize(
    "text",
    [
        "Karl Nordin bought the mill.",
        "Terry Alder is the co-founder and chairman of the company.",
        "Brazil, which makes steel, is near.",
        "The company said in March that it would hire.",
        "The group President Jane Alder spoke.",
        "Hatherby, a manufacturing town, grew. Firms in Hatherby grew too.",
        "The SME's share and the GDP's growth rose.",
    ],
)
def test_people_places_months_and_common_letters_are_no_firms(text: str) -> None:
    assert names(text) == {}


def test_letters_that_act_again_and_again_are_what_the_text_is_about() -> None:
    found = names("QMCC has won an award. The zone is busy. QMCC plans a tower in the zone, and QMCC will hire.")
    assert found == {"QMCC": "park"}
    assert names("QMCC was once named here.") == {}


def test_holders_in_a_list_are_organisations() -> None:
    found = names("Shareholders of Korvane Bhd:", "- Sentara Nasional Berhad: 21.4%", "- Ulmera: 5.1%")
    assert set(found) >= {"Sentara Nasional Berhad", "Ulmera"}


def test_a_later_first_word_and_initials_mean_the_firm() -> None:
    view = "Brown Ridge Industries will hire. Founded in 1985, BRI manufactures parts. Varnholt Pumps Ltd said so."
    found = [c for c in extract(document("Notes", "", view)) if isinstance(c, Entity) and c.type == "company"]
    mentions = {c.name: len(c.mentions) for c in found}
    assert mentions["Brown Ridge Industries"] == 2


@pytest.mark.parametrize("table", ["known_organisations_en.csv", "not_organisations_en.csv"])
def test_no_name_stands_twice_in_a_table(table: str) -> None:
    found = [row["name"] for row in rows(table)]
    assert len(found) > 600
    assert sorted(set(found)) == sorted(found)


def test_no_known_organisation_is_a_word_that_names_none() -> None:
    known = {row["name"] for row in rows("known_organisations_en.csv")}
    assert known & {row["name"] for row in rows("not_organisations_en.csv")} == set()


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The Ministry of Old and Fresh Water met.", "Ministry of Old and Fresh Water", "government"),
        ("It follows the Arlen Department of Mills's Grow Arlen plan.", "Arlen Department of Mills", "government"),
        ("The General Administration of Mills said so.", "General Administration of Mills", "government"),
        ("The Universidad de Arlen trains them.", "Universidad de Arlen", "university"),
        ("French groups (Ostrand, Delmora and Krusk) came.", "Delmora", "company"),
        ("Bosch, Delmora and Krusk settled here.", "Delmora", "company"),
        ("Ostrand (NYSE: OST) grew.", "Ostrand", "company"),
        ("In 1990 the Arlenian government acted.", "Arlenian government", "government"),
        ("Bosch Pumps Arlen (BPA) came.", "Bosch Pumps Arlen", "company"),
    ],
)
def test_names_of_offices_and_rows(text: str, name: str, kind: str) -> None:
    found = {one.name: one.type for one in extract(document("Arlen report", "", text)) if isinstance(one, Entity)}
    assert found.get(name) == kind


def test_no_name_goes_over_a_short_line() -> None:
    found = [
        one.name
        for one in extract(document("Arlen", "", "Products Pumps\nIndustry Ostrand Group"))
        if isinstance(one, Entity)
    ]
    assert all("\n" not in name for name in found)


def test_firms_in_a_row_each_with_what_it_makes_in_a_bracket() -> None:
    found = names("Suppliers are Alvar (pumps), Boltrum (glass), Corley Dane (bottled food) and Drundel (paper).")
    assert found == dict.fromkeys(("Alvar", "Boltrum", "Corley Dane", "Drundel"), "company")


def test_a_body_ends_before_the_day_of_the_news() -> None:
    assert set(names("The Ministry of Ceramics on Wednesday published its list.")) == {"Ministry of Ceramics"}


def test_the_government_of_a_place_is_a_body_and_the_sign_of_a_share_is_none() -> None:
    assert names("The government of Norland pays.") == {"government of Norland": "government"}
    assert names("Pellow Marn (LSE: PLM) rose.") == {"Pellow Marn": "company"}
