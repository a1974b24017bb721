"""What an English document is about by its title, or by the name that its text tells of most."""

from __future__ import annotations

import pytest

from jiqun.extract import extract
from jiqun.model import Figure
from reading_aid import document


def figures(title: str, *lines: str) -> list[Figure]:
    return [claim for claim in extract(document(title, "", *lines)) if isinstance(claim, Figure)]


@pytest.mark.parametrize(
    ("title", "text", "subject"),
    [
        (
            "Ostrand Announces Third Quarter 2021 Results",
            "Total revenues were EUR 5 million. Ostrand is old.",
            "Ostrand",
        ),
        ("Ostrand to build mill in Arlen", "Annual sales were EUR 5 million. Ostrand is old.", "Ostrand"),
        ("Arlen's foreign trade reaches new high", "Exports rose 6.9 percent. Arlen has a port.", "Arlen"),
        ("Steel output down by 3.1% in Arlen", "Production fell by 4 percent.", "Arlen"),
        ("Key Messages", "Ostrand Mills is old. Exports rose 5 percent. Ostrand Mills has a port.", "Ostrand Mills"),
        (
            "Local Growth",
            "Ostrand Mills grew. Exports of all rose 5%. Ostrand Mills has local growth.",
            "Ostrand Mills",
        ),
        ("Ostrand Mills", "Sales were EUR 5 million. Ostrand Mills is old.", "Ostrand Mills"),
    ],
)
def test_a_measure_without_owner_belongs_to_what_the_document_is_about(title: str, text: str, subject: str) -> None:
    found = figures(title, text)
    assert found[-1].subject == subject


def test_the_rate_of_a_title_is_read() -> None:
    (found,) = figures("Steel output down by 3.1% in Arlen", "The mills were quiet.")
    assert (found.value, found.indicator, found.subject) == (-3.1, "Steel output growth", "Arlen")


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Ostrand Mills Growing Works generated revenue of EUR 5 million.", "Ostrand Mills Growing Works"),
        ("Arlen Port is old. The year 2012 saw a growth of 6 percent in sales.", "Arlen Port"),
        ("Arlen Port is old. Strong demand led to sales of EUR 6 million.", "Arlen Port"),
        ("Arlen Port is old. The new road helped it and sales reached EUR 6 million.", "Arlen Port"),
        ("We achieved sales of EUR 6 million.", "We"),
    ],
)
def test_names_times_and_causes(text: str, subject: str) -> None:
    assert figures("Ostrand Mills", text)[-1].subject == subject


def test_a_short_line_that_tells_a_count_is_read() -> None:
    found = figures("Ostrand Mills", "Ostrand Mills grew.", "", "More than 640 local suppliers", "", "It is old.")
    assert [(one.value, one.indicator) for one in found] == [(640, "local suppliers")]
