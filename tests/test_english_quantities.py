"""Numbers of English texts: grouping, scales, words, ranges, units, currencies, comparators."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiqun.extract import quantities
from jiqun.extract.english import quantity
from jiqun.extract.english.tables import comparators, masks, units
from jiqun.extract.quantity import Quantity
from jiqun.vocab.tables import rows


def one(text: str) -> Quantity:
    found = quantities(text, lang="en")
    assert len(found) == 1, [(q.text, q.value) for q in found]
    assert text[found[0].start : found[0].end] == found[0].text
    return found[0]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234.5", 1234.5),
        ("12 000 firms", 12000),
        ("12\u00a0000 firms", 12000),
        ("12,00,000 units", 1200000),
        ("1.2 million", 1200000),
        ("3bn", 3e9),
        ("4.5 trn", 4.5e12),
        ("10k users", 10000),
        ("€2m", 2e6),
        ("two hundred and fifty firms", 250),
        ("twenty-five firms", 25),
        ("a dozen firms", 12),
        ("half a million units", 500000),
        ("a quarter of a million units", 250000),
        ("one and a half million units", 1500000),
        ("Rs 12,000 crore", 1.2e11),
    ],
)
def test_values(text: str, value: float) -> None:
    assert one(text).value == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("62 percent", 62, "percent"),
        ("41 per cent", 41, "percent"),
        ("6 0 . 3 0 \\%", 60.3, "percent"),
        ("half of sales", 50, "percent"),
        ("a third of sales", 100 / 3, "percent"),
        ("two-thirds of sales", 200 / 3, "percent"),
        ("one in four engineers", 25, "percent"),
        ("3 out of every 10 firms", 30, "percent"),
        ("285.9 out of every 1,000 workers", 285.9, "per_1000"),
        ("0.8 percentage points", 0.8, "percentage_point"),
        ("25 basis points", 0.25, "percentage_point"),
        ("sales doubled", 2, "times"),
        ("a threefold rise", 3, "times"),
        ("2.3 times", 2.3, "times"),
        ("40,000 tonnes", 40000, "t"),
        ("30,000 tonnes a year", 30000, "t/a"),
        ("40,000 tonnes of residue a year", 40000, "t/a"),
        ("500 t/yr", 500, "t/a"),
        ("1.2 GW", 1200, "MW"),
        ("6,400 kW", 6400, "kW"),
        ("20 GWh", 2e7, "kWh"),
        ("1,150 square kilometres", 1150, "km2"),
        ("18,000 m2", 18000, "m2"),
        ("a 500-hectare site", 500, "ha"),
        ("200 acres", 200, "acre"),
        ("200 km/h", 200, "km/h"),
        ("400 hp", 400, "hp"),
        ("25 minutes", 25, "min"),
        ("300 jobs", 300, "person"),
        ("12 small companies", 12, "count"),
        ("600 students a year", 600, "person"),
    ],
)
def test_units(text: str, value: float, unit: str) -> None:
    found = one(text)
    assert (found.value, found.unit) == (pytest.approx(value), unit)


@pytest.mark.parametrize(
    ("text", "value", "code"),
    [
        ("US$6.9 billion", 6.9e9, "USD"),
        ("$96,400", 96400, "USD"),
        ("£42m", 42e6, "GBP"),
        ("NT$1.2 trillion", 1.2e12, "TWD"),
        ("46.2 billion yuan", 46.2e9, "CNY"),
        ("RMB30bn", 30e9, "CNY"),
        ("SEK 28.4 billion", 28.4e9, "SEK"),
        ("5 million US dollars", 5e6, "USD"),
        ("500 million New Taiwan dollars", 500e6, "TWD"),
        ("42 million pounds sterling", 42e6, "GBP"),
        ("900 million Mexican pesos", 900e6, "MXN"),
        ("10 billion won", 10e9, "KRW"),
        ("All figures are in Canadian dollars: $5", 5, "CAD"),
    ],
)
def test_money_in_base_units(text: str, value: float, code: str) -> None:
    found = one(text)
    assert (found.value, found.unit) == (pytest.approx(value), code)


def test_won_without_a_scale_is_a_verb() -> None:
    assert one("In the contest 12 won prizes").unit == "count"


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("5–10 firms", 5, 10),
        ("between 3 and 5 million", 3e6, 5e6),
        ("from 3 to 5 percent", 3, 5),
        ("5±0.2 mm", 4.8, 5.2),
        ("$1.2-1.5 billion", 1.2e9, 1.5e9),
        ("between EUR 2.4 billion and EUR 2.6 billion", 2.4e9, 2.6e9),
    ],
)
def test_ranges(text: str, low: float, high: float) -> None:
    found = one(text)
    assert (found.value, found.value_max, found.comparator) == (pytest.approx(low), pytest.approx(high), "range")


def test_a_change_from_one_level_to_another_is_no_range() -> None:
    found = quantities("Staff rose from 38 to 96; sales fell by 7.5 percent to EUR 148 million", lang="en")
    assert [(q.value, q.value_max) for q in found] == [(38, None), (96, None), (7.5, None), (148e6, None)]


@pytest.mark.parametrize("row", rows("comparators_en.csv"), ids=lambda row: row["marker"])
def test_comparators_of_the_table(row: dict[str, str]) -> None:
    [found] = quantities(row["example"], lang="en")
    assert found.comparator == row["comparator"]
    assert row["marker"].lower() in found.text.lower()


@pytest.mark.parametrize("row", rows("units_en.csv"), ids=lambda row: row["surface"])
def test_units_of_the_table(row: dict[str, str]) -> None:
    found = quantities(row["example"], lang="en")
    assert [q.unit.split("/")[0] for q in found if q.unit] == [row["unit"].split("/")[0]]


@pytest.mark.parametrize("row", rows("currencies_en.csv"), ids=lambda row: row["surface"])
def test_currencies_of_the_table(row: dict[str, str]) -> None:
    [found] = quantities(row["example"], lang="en")
    assert (found.unit, found.kind) == (row["code"], "money")


@pytest.mark.parametrize("row", rows("masks_en.csv"), ids=lambda row: row["name"])
def test_names_and_references_of_the_table_are_masked(row: dict[str, str]) -> None:
    examples = [row["example"]] if row["name"] in ("list_number", "author_year") else row["example"].split(", ")
    for example in examples:
        assert any(pattern.search(example) for pattern in masks()), example


def test_the_tables_compile() -> None:
    assert len(units()) == 4
    assert comparators("before")[1]["more than"] == "gt"


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="use zh, en or auto"):
        quantities("5 firms", lang="fr")


def test_auto_reads_each_text_in_its_language() -> None:
    assert [q.value for q in quantities("about 3 bn euros", lang="auto")] == [3e9]
    assert [q.value for q in quantities("约3亿元", lang="auto")] == [3e8]


PIECES = st.sampled_from(
    [
        *[
            "5",
            "10",
            "1,234",
            "2018",
            "million",
            "bn",
            "percent",
            "%",
            "to",
            "from",
            "between",
            "and",
            "-",
            "–",
            "$",
            "€",
        ],
        *["US$", "more", "than", "about", "half", "third", "two", "hundred", "km", "m", "a", "year", "of", "the", "in"],
        *["every", "1,000", "out", "tonnes", ",", ".", "(", ")", "up"],
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=3)), max_size=14))
def test_spans_are_exact_and_do_not_overlap(pieces: list[str]) -> None:
    text = " ".join(pieces)
    last = 0
    for q in quantities(text, lang="en"):
        assert text[q.start : q.end] == q.text
        assert last <= q.start <= q.number_start < q.number_end <= q.end
        last = q.end


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Rp5.2tn", 5.2e12, "IDR"),
        ("KSh 3.2bn", 3.2e9, "KES"),
        ("Birr 3.2 billion", 3.2e9, "ETB"),
        ("R300 million", 300e6, "ZAR"),
        ("N450bn", 450e9, "NGN"),
        ("7m zlotys", 7e6, "PLN"),
        ("1.2m sq ft", 1.2e6, "sq_ft"),
        ("3m people", 3e6, "person"),
        ("SEKm 345", 345e6, "SEK"),
        ("MEUR 12", 12e6, "EUR"),
        ("12 MEUR", 12e6, "EUR"),
        ("-3.5%", -3.5, "percent"),
        ("5 MMT", 5e6, "t"),
        ("100,000 b/d", 1e5, "barrel/d"),
    ],
)
def test_currencies_units_and_signs_of_many_countries(text: str, value: float, unit: str) -> None:
    (found,) = quantity.quantities(f"It had {text} in all.")
    assert (found.value, found.unit, found.text.startswith(text.split(" ")[0])) == (value, unit, True)


def test_names_of_letters_and_digits_stay_names() -> None:
    assert not [q for q in quantity.quantities("It sells N95 and R3 kits.") if q.kind == "money"]
