"""Organisations and their types in sixteen annotated passages of many genres, with the tagger and without."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from jiqun.extract import extract
from jiqun.model import Entity
from jiqun.read import read_bytes
from jiqun.vocab.organisations import ORGANISATIONS

PASSAGES = sorted((Path(__file__).parent / "names").glob("*.json"))
FLOORS = {"tagger": {"f1": 0.96, "typed": 0.96}, "rules": {"f1": 0.74, "typed": 0.96}}


@dataclass(frozen=True)
class Score:
    """Names found and right, and those of the right ones that have the right type."""

    gold: int
    found: int
    right: int
    hit: int
    typed: int

    @property
    def f1(self) -> float:
        precision, recall = self.right / max(1, self.found), self.hit / max(1, self.gold)
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


@cache
def score(path: Path, tagger: bool) -> Score:
    """A name counts by any exact mention; a stock exchange and its like may be found or not."""
    body = json.loads(path.read_text(encoding="utf-8"))
    document = read_bytes(body["text"].encode(), "passage.txt")
    spans = {(low, high): row["type"] for row in body["organisations"] for low, high in row["mentions"]}
    found = [
        claim for claim in extract(document, tagger=tagger) if isinstance(claim, Entity) and claim.type in ORGANISATIONS
    ]
    places = {(m.start, m.end): claim.type for claim in found for m in claim.mentions}
    wanted = [row for row in body["organisations"] if row["type"] in ORGANISATIONS]
    right = [claim for claim in found if any((m.start, m.end) in spans for m in claim.mentions)]
    agree = [c for c in right if any(spans.get((m.start, m.end)) in (c.type, "other") for m in c.mentions)]
    return Score(
        gold=len(wanted),
        found=len(found),
        right=len(right),
        hit=sum(any((low, high) in places for low, high in row["mentions"]) for row in wanted),
        typed=len(agree),
    )


def together(tagger: bool) -> Score:
    scores = [score(path, tagger) for path in PASSAGES]
    return Score(*(sum(getattr(one, name) for one in scores) for name in ("gold", "found", "right", "hit", "typed")))


def test_there_are_sixteen_passages_in_both_scripts() -> None:
    scripts = [json.loads(path.read_text(encoding="utf-8"))["script"] for path in PASSAGES]
    assert len(scripts) == 16
    assert set(scripts) == {"zh-Hans", "zh-Hant"}


@pytest.mark.parametrize("way", FLOORS)
def test_organisations_stay_above_their_floor(way: str) -> None:
    found = together(way == "tagger")
    assert found.gold > 150
    assert found.f1 >= FLOORS[way]["f1"], f"{found.f1:.3f} {found}"


@pytest.mark.parametrize("way", FLOORS)
def test_types_of_right_names_stay_above_their_floor(way: str) -> None:
    found = together(way == "tagger")
    assert found.typed / found.right >= FLOORS[way]["typed"], f"{found.typed / found.right:.3f} {found}"


@pytest.mark.parametrize("path", PASSAGES, ids=lambda path: path.stem)
def test_no_genre_falls_through(path: Path) -> None:
    found = score(path, tagger=True)
    assert found.f1 >= 0.85, f"{found.f1:.3f} {found}"
