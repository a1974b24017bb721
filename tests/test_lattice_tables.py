"""Every row of the tables of units, currencies, comparators and eras does what its example shows."""

from __future__ import annotations

import pytest

from jiqun.extract import periods, quantities
from jiqun.vocab.tables import rows


def test_every_unit_is_read_in_its_example() -> None:
    units = rows("units.csv")
    assert len(units) > 300
    for row in units:
        assert row["unit"] in [q.unit for q in quantities(row["example"])], row


def test_every_currency_is_read_by_each_of_its_names() -> None:
    names = [(row["code"], name) for row in rows("currencies.csv") for name in row["names"].split("|") if name]
    assert len(names) > 150
    for code, name in names:
        assert [q.unit for q in quantities(f"3亿{name}")] == [code], name


def test_every_mark_of_a_currency_is_read_before_a_number() -> None:
    marks = [(row["code"], mark) for row in rows("currencies.csv") for mark in row["marks"].split("|") if mark]
    assert len(marks) > 100
    for code, mark in marks:
        [q] = quantities(f"投资{mark}12亿")
        assert (q.text, q.unit, q.value) == (f"{mark}12亿", code, 1.2e9)


def test_every_comparator_is_read_in_its_example() -> None:
    for row in rows("comparators.csv"):
        [q] = quantities(row["example"])
        assert (q.comparator, q.text) == (row["comparator"], row["example"]), row


def test_a_comparator_inside_another_word_is_none() -> None:
    barred = [(row["marker"], word) for row in rows("comparators.csv") for word in row["unless"].split("|") if word]
    assert len(barred) > 30
    for marker, word in barred:
        for q in quantities(f"{word}{marker}300家"):
            assert not q.text.startswith(marker) or q.comparator == "eq"


@pytest.mark.parametrize("row", rows("eras.csv"), ids=lambda row: row["era"])
def test_every_era_is_counted(row: dict[str, str]) -> None:
    [period] = periods(row["example"])
    assert period.iso is not None
    assert int(row["before_first"]) < int(period.iso) <= int(row["before_first"]) + int(row["last"] or 200)


def test_no_word_with_a_numeral_is_a_quantity() -> None:
    for row in rows("numeral_words.csv"):
        assert [q.text for q in quantities(row["word"])] == [], row
