"""The data tables of the comparison gate: rules, definitions, thresholds, conventions. Code only applies them."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from jiqun.vocab.fold import key
from jiqun.vocab.tables import rows as vocabulary_rows
from jiqun.words import in_language

DATA = Path(__file__).parent / "data"
VERSION = "1"  # of the gate: every table of this folder says the same


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one CSV table of this room, lines that start with # left out.

    >>> rows("sides.csv")[0]
    {'side': 'basis', 'kinds': 'money'}
    """
    text = (DATA / name).read_text(encoding="utf-8")
    return list(csv.DictReader([line for line in text.split("\n") if line and not line.startswith("#")]))


@cache
def document(name: str) -> dict[str, Any]:
    """One YAML table of this room; to be read only."""
    body: dict[str, Any] = yaml.safe_load((DATA / name).read_text(encoding="utf-8"))
    return body


@dataclass(frozen=True, slots=True)
class Rule:
    """What one case of one side means: a status, and the words for the reason and for its cure."""

    side: str
    case: str
    status: str
    reason: Mapping[str, str]  # language → template
    cure: Mapping[str, str]  # empty: the figure that is missing


@cache
def rules() -> dict[tuple[str, str], Rule]:
    """The gate: (side, case) to what it means."""
    return {
        (row["side"], row["case"]): Rule(
            row["side"],
            row["case"],
            row["status"],
            {"zh": row["zh"], "en": row["en"]},
            {"zh": row["cure_zh"], "en": row["cure_en"]},
        )
        for row in rows("gate.csv")
    }


@dataclass(frozen=True, slots=True)
class Basis:
    """One definition of an amount or a count. ``standing`` is 3 for official statistics and 0 for none."""

    id: str
    words: tuple[str, ...]
    standing: int
    definition: Mapping[str, str]
    found_in: Mapping[str, str]
    source: str


@cache
def bases() -> dict[str, Basis]:
    """The definitions, by id.

    >>> bases()["industry_output"].standing, bases()["gross_industrial_output"].standing
    (0, 3)
    """
    return {
        row["id"]: Basis(
            row["id"],
            tuple(row["words"]),
            row["standing"],
            {"zh": row["zh"], "en": row["en"]},
            {"zh": row["found_in_zh"], "en": row["found_in_en"]},
            row["source"],
        )
        for row in document("definitions.yaml")["bases"]
    }


@cache
def basis_of_words() -> dict[str, str]:
    """Folded words to the id of the definition they name."""
    return {key(word): basis.id for basis in bases().values() for word in basis.words}


@dataclass(frozen=True, slots=True)
class Threshold:
    """Who counts as above scale in a sector, from one year to another (None: still)."""

    sector: str
    since: int
    until: int | None
    text: Mapping[str, str]
    source: str


@cache
def _thresholds() -> tuple[tuple[Threshold, ...], tuple[tuple[str, str], ...]]:
    table = document("definitions.yaml")["thresholds"]
    found = tuple(
        Threshold(row["sector"], row["since"], row["until"], {"zh": row["zh"], "en": row["en"]}, row["source"])
        for row in table
    )
    return found, tuple((key(word), row["sector"]) for row in table for word in row["words"])


def sector_of(text: str) -> str:
    """The sector whose threshold a folded text speaks of; industry when it names no other.

    >>> sector_of("规上服务业营业收入"), sector_of("规上工业总产值")
    ('services', 'industry')
    """
    return next((sector for word, sector in _thresholds()[1] if word in text), "industry")


def threshold(sector: str, year: int) -> Threshold | None:
    """Who was above scale in a sector in a year; None where the table does not reach.

    >>> threshold("industry", 2010).text["en"], threshold("industry", 2011).text["en"]
    ('industrial firms with main revenue of 5 million yuan or more',
     'industrial firms with main revenue of 20 million yuan or more')
    >>> threshold("industry", 1980) is None
    True
    """
    for found in _thresholds()[0]:
        if found.sector == sector and found.since <= year and (found.until is None or year <= found.until):
            return found
    return None


@cache
def convention(side: str, kind: str | None) -> str | None:
    """What silence about a side may be read as, for an indicator of this kind; None where there is no convention.

    >>> convention("price_basis", None), convention("coverage", "gross_industrial_output"), convention("coverage", None)
    ('current', 'above_scale', None)
    """
    for row in rows("silence.csv"):
        if row["side"] == side and (row["kinds"] == "*" or kind in row["kinds"].split("|")):
            return row["value"]
    return None


@cache
def sides_of(quantity: str) -> frozenset[str]:
    """The sides that must be known for a kind of quantity (money, person, count …)."""
    return frozenset(row["side"] for row in rows("sides.csv") if quantity in row["kinds"].split("|"))


@cache
def _values() -> tuple[dict[tuple[str, str], str], dict[tuple[str, str], dict[str, str]]]:
    words: dict[tuple[str, str], str] = {}
    for row in vocabulary_rows("facets.csv"):
        words |= {(row["facet"], key(word)): row["value"] for word in row["words"].split("|")}
    labels = {}
    for row in rows("values.csv"):
        words |= {(row["side"], key(word)): row["value"] for word in row["words"].split("|") if word}
        words[row["side"], key(row["value"])] = row["value"]
        labels[row["side"], row["value"]] = {"zh": row["zh"], "en": row["en"]}
    return words, labels


def value_of(side: str, text: str) -> str:
    """The value that a word gives one side; a word that no table knows stands for itself.

    >>> value_of("territory", "全市"), value_of("coverage", "规模以上"), value_of("territory", "河西片区")
    ('city', 'above_scale', '河西片区')
    """
    return _values()[0].get((side, key(text)), text)


def value_label(side: str, value: str, lang: str) -> str:
    """A side's value in words; a value without words is shown as it is."""
    found = _values()[1].get((side, value))
    return in_language(found, lang) if found else value


@cache
def units() -> dict[str, tuple[str, float]]:
    """Units that convert exactly: (family, factor)."""
    return {row["unit"]: (row["family"], float(row["factor"])) for row in rows("units.csv")}


@cache
def exactness() -> dict[str, tuple[float, float, bool, bool]]:
    """Comparators to how far the value may lie below and above, and whether those ends are open."""
    return {
        row["comparator"]: (
            float(row["below"]),
            float(row["above"]),
            row["below_open"] == "yes",
            row["above_open"] == "yes",
        )
        for row in rows("exactness.csv")
    }


@cache
def time_words() -> tuple[tuple[str, str], ...]:
    """Words that make a count a stock or a flow."""
    return tuple((key(row["word"]), row["time"]) for row in rows("time_words.csv"))
