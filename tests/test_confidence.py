"""The confidence of figures: what counts for and against, and that the accept tier keeps its promise."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import jiqun
from jiqun.evaluate import evaluate, read_corpus
from jiqun.evaluate.matching import Hit, Outcome
from jiqun.evaluate.trust import Trust
from jiqun.extract import confidence
from jiqun.model import Block, Document, Figure

GOLD = Path(__file__).parent / "gold"
TEXT = "2021年，青屿区光学产业产值达到286.5亿元，园区聚集企业320余家。"


def figures(text: str = TEXT) -> list[Figure]:
    claims = jiqun.extract(Document(text, (Block(0, len(text)),)))
    return [claim for claim in claims if isinstance(claim, Figure)]


def test_every_figure_carries_a_chance_and_its_rule_path() -> None:
    found = figures()
    assert len(found) == 2
    for figure in found:
        assert figure.confidence is not None and 0 < figure.confidence < 1
        assert figure.rule.count("/") == 1
        assert figure.to_dict()["accept"] is figure.accept


def test_the_features_say_what_can_be_seen() -> None:
    output, firms = figures()
    seen = set(confidence.features(TEXT, output))
    assert {"kind money", "indicator known", "comparator plain", "subject clause"} <= seen
    seen = set(confidence.features(TEXT, firms))
    assert {"kind count", "comparator marked", "period inherited"} <= seen
    assert "torn number" not in seen and "english" not in seen


def test_digits_that_stand_too_near_make_a_number_doubtful() -> None:
    text = "园区装机容量3 860万千瓦，其中光伏240万千瓦。"

    def seen(words: str) -> set[str]:
        at = text.index(words)
        span = {"start": at, "end": at + len(words), "value_start": at, "value_end": at + len(words)}
        made = Figure(quote=words, value_text=words, value=1.0, unit="MW", rule="figure.physical/clause", **span)
        return set(confidence.features(text, made))

    assert "torn number" in seen("860万千瓦")
    assert "torn number" not in seen("240万千瓦")


def test_what_waits_for_review_stands_in_the_order_of_what_a_look_would_gain() -> None:
    output, firms = figures()
    rows = [
        replace(output, confidence=c, accept=a) for c, a in ((0.9, False), (0.2, False), (0.99, True), (None, False))
    ]
    assert [figure.confidence for figure in confidence.for_review([*rows])] == [0.2, None, 0.9]
    assert confidence.for_review([replace(firms, accept=True)]) == []


def test_what_is_missing_or_far_lowers_the_chance() -> None:
    output, _ = figures()
    rate = confidence.rate
    plain = rate(TEXT, output).confidence or 0
    assert (rate(TEXT, replace(output, subject_text=None, rule="figure.money/section")).confidence or 1) < plain
    assert not rate(TEXT, replace(output, subject_text=None, indicator="值", indicator_id=None, rule="x")).accept


def test_the_table_says_when_on_what_and_how_well_it_was_fitted() -> None:
    head = [line for line in confidence.TABLE.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    told = "\n".join(head)
    assert "fitted by tools/calibrate.py" in told and "figures of gold " in told
    assert "cross-validated by document" in told


def test_the_accept_tier_keeps_its_promise_on_our_own_corpus() -> None:
    """When a rule changed what figures look like, fit again: tools/calibrate.py --write (docs/how-to.md)."""
    trust = evaluate(read_corpus(GOLD)).trust
    tier = trust.tier(True)
    assert tier["core"] >= 0.97 and tier["indicator"] >= 0.89 and tier["subject"] >= 0.89, tier
    assert tier["share"] >= 0.36, tier
    assert tier["whole"] > trust.tier(False)["whole"]
    assert (trust.error() or 0) < 0.1


def judged_row(confidence: float, accept: bool) -> dict[str, object]:
    return {"confidence": confidence, "accept": accept}


def test_tiers_and_bins_count_false_hits_as_wrong_in_everything() -> None:
    right = dict.fromkeys(("comparator", "period", "status", "indicator", "subject"), True)
    outcome = Outcome(
        hits=[Hit(judged_row(0.95, True), (), right), Hit(judged_row(0.95, True), (), right | {"subject": False})],
        false=[judged_row(0.95, True), judged_row(0.1, False)],
    )
    trust = Trust.of([outcome])
    tier = trust.tier(True)
    assert (tier["figures"], tier["share"], tier["core"], tier["whole"]) == (3, 0.75, 2 / 3, 1 / 3)
    assert [(band["figures"], band["right"]) for band in trust.bins()] == [(1, 0.0), (3, 1 / 3)]
    assert trust.error() is not None and Trust().error() is None and Trust().tier(True)["whole"] is None
