"""Scoring against annotation: the documented rules, counted as the scorer of the shared folder counts them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import jiqun
from jiqun.errors import EvaluationError
from jiqun.evaluate import Evaluation, GoldDocument, evaluate, read_corpus
from jiqun.evaluate.alike import close, family, overlap, similar
from jiqun.evaluate.lines import eval_lines
from jiqun.evaluate.matching import Outcome, match
from jiqun.evaluate.tally import Tally

GOLD = Path(__file__).parent / "gold"
ROOT = Path(__file__).resolve().parents[1]
TEXT = "青屿市2021年产值达到300亿元，企业50多家，甲公司、乙公司入驻。"


def fact(value_text: str, value: float, **fields: Any) -> dict[str, Any]:
    at = TEXT.index(value_text)
    end = at + len(value_text)
    row = {
        "quote": value_text, "start": at, "end": end, "value_start": at, "value_end": end, "value_text": value_text,
        "value": value, "value_max": None, "unit": "count", "comparator": "eq", "period": None, "status": "actual",
        "subject": "青屿市", "indicator": "产值", "tier": "measure",
    }  # fmt: skip
    return row | fields


def found(value_text: str, value: float, **fields: Any) -> dict[str, Any]:
    return {"kind": "figure", "rule": "figure.money", **fact(value_text, value), **fields}


def name(text: str, type: str = "company", **fields: Any) -> dict[str, Any]:
    at = TEXT.index(text)
    span = {"start": at, "end": at + len(text)}
    return {
        "kind": "entity",
        "type": type,
        "name": text,
        "quote": text,
        "rule": "r",
        **span,
        "mentions": [span],
        **fields,
    }


MONEY = {"unit": "CNY", "period": "2021"}


def counts(outcome: Outcome) -> dict[str, Any]:
    tally = Tally.of(outcome)
    return {
        "figures": {
            "gold": tally.gold, "predicted": tally.right + tally.false, "right": tally.right, "false": tally.false,
            "missed": tally.gold - tally.right,
        },
        "slots": {key: {"right": count, "of": tally.right} for key, count in tally.slots.items()},
        "organisations": {
            "gold": tally.names_gold, "predicted": tally.names_predicted, "found": tally.names_found,
            "good": tally.names_good,
        },
        "bad_quotes": tally.bad_quotes,
    }  # fmt: skip


def scored(shared: Path, folder: Path, text: str, claims: list[dict[str, Any]], gold: str) -> dict[str, Any]:
    """What the scorer of the shared folder counts."""
    (folder / "page.txt").write_bytes(text.encode())
    lines = "".join(json.dumps(claim, ensure_ascii=False) + "\n" for claim in claims)
    (folder / "claims.jsonl").write_text(lines, encoding="utf-8")
    tool = [sys.executable, str(shared / "tools/score_extraction.py")]
    words = [str(folder / "claims.jsonl"), gold, "--doc", str(folder / "page.txt"), "--json"]
    done = subprocess.run([*tool, *words], capture_output=True, text=True, check=False)
    assert done.stdout, done.stderr
    return dict(json.loads(done.stdout))


def agree(shared: Path, folder: Path, gold: GoldDocument, prefix: str) -> None:
    document = jiqun.read(gold.path, gold.date)
    claims = [claim.to_dict() for claim in jiqun.extract(document)]
    spoilt = [row | {"value": row["value"] + 1, "comparator": "gt"} if n % 5 == 0 and "value" in row else row
              for n, row in enumerate(claims)]  # fmt: skip
    shifted = [row | {"start": row["start"] + 1} if n % 7 == 0 else row for n, row in enumerate(claims)]
    for version in (claims, spoilt, shifted, claims + claims[::3], []):
        ours = counts(match(document.text, version, gold.facts, gold.entities))
        theirs = scored(shared, folder, document.text, version, prefix)
        assert ours == theirs


def test_the_counts_are_those_of_the_scorer_on_the_source_document(
    shared: Path, source_path: Path, tmp_path: Path
) -> None:
    [gold] = read_corpus(shared / "gold/source", source_path)
    assert len(gold.facts) > 100
    agree(shared, tmp_path, gold, str(shared / "gold/source"))


@pytest.mark.parametrize("gold", read_corpus(GOLD), ids=lambda gold: gold.name)
def test_the_counts_are_those_of_the_scorer_on_our_own_corpus(shared: Path, tmp_path: Path, gold: GoldDocument) -> None:
    agree(shared, tmp_path, gold, str(GOLD / gold.name))


def test_our_own_corpus_is_what_its_sources_say() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools/annotate.py"), "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_our_own_corpus_has_the_genres_and_exact_spans() -> None:
    corpus = read_corpus(GOLD)
    assert len(corpus) >= 14 and len({gold.genre for gold in corpus}) >= 12
    for gold in corpus:
        text = jiqun.read(gold.path).text
        assert gold.facts and gold.language == "zh"
        for row in gold.facts:
            assert text[row["start"] : row["end"]] == row["quote"]
            assert text[row["value_start"] : row["value_end"]] == row["value_text"]
        for row in gold.entities:
            assert text[row["start"] : row["end"]] == row["quote"]


def test_a_right_figure_needs_its_span_its_value_and_its_family_of_unit() -> None:
    gold = [fact("300亿元", 3e10, **MONEY)]
    for change, right in (
        ({}, 1), ({"unit": "CNY/a"}, 1), ({"unit": "USD"}, 0), ({"value": 3e9}, 0), ({"value_max": 4e10}, 0),
        ({"value_start": 0, "value_end": 3}, 0),
    ):  # fmt: skip
        outcome = match(TEXT, [found("300亿元", 3e10, **MONEY) | change], gold, [])
        assert (len(outcome.hits), len(outcome.false), len(outcome.missed)) == (right, 1 - right, 1 - right), change


def test_slots_are_judged_one_by_one() -> None:
    gold = [fact("300亿元", 3e10, **MONEY)]
    wrong = {"comparator": "gt", "period": "2020", "status": "target", "indicator": "企业数", "subject": "乙公司"}
    for slot, value in wrong.items():
        [hit] = match(TEXT, [found("300亿元", 3e10, **MONEY) | {slot: value}], gold, []).hits
        assert [key for key, ok in hit.verdicts.items() if not ok] == [slot]


def test_optional_gold_is_neither_missed_nor_false() -> None:
    for mark in ({"tier": "structural"}, {"ambiguous": True}, {"same_as": "x"}, {"relevance": "background"}):
        gold = [fact("50多家", 50) | mark]
        assert counts(match(TEXT, [], gold, []))["figures"]["missed"] == 0
        assert counts(match(TEXT, [found("50多家", 51)], gold, []))["figures"]["false"] == 0


def test_a_number_spread_over_several_subjects_counts_once() -> None:
    gold = [fact("50多家", 50, subject="甲公司"), fact("50多家", 50, subject="乙公司")]
    twice = [found("50多家", 50, subject="甲公司"), found("50多家", 50, subject="丙公司")]
    outcome = match(TEXT, twice, gold, [])
    assert len(outcome.hits) == 1 and outcome.false == [] and outcome.missed == []
    assert len(match(TEXT, [*twice, twice[0]], gold, []).false) == 1


def test_names_count_by_exact_mentions_and_bodies_without_a_name_do_not() -> None:
    gold = [name("甲公司"), name("乙公司"), name("青屿市", "place"), name("企业", named=False)]
    claims = [name("甲公司"), name("企业50多家"), name("企业"), name("青屿市", "place")]
    outcome = match(TEXT, claims, [], gold)
    assert [row["name"] for row in outcome.names_found] == ["甲公司"]
    assert [row["name"] for row in outcome.names_missed] == ["乙公司"]
    assert [row["name"] for row in outcome.names_false] == ["企业50多家"]


def test_a_quote_that_is_not_in_the_text_is_told() -> None:
    claim = found("50多家", 50)
    assert match(
        TEXT, [claim | {"quote": "50家"}, claim | {"value_end": claim["value_end"] + 1}, claim], [], []
    ).bad_quotes


def test_wordings_values_and_units_are_alike_by_the_documented_rules() -> None:
    assert similar("高新技術企業數", "高新技术企业数") and similar("產值", "工业产值")
    assert not similar("值", "产值") and not similar("", "产值") and not similar(None, None)
    assert close(None, None) and not close(None, 0) and not close(1, None) and close(1e12, 1e12 + 1)
    assert [family(u) for u in ("%", "CNY/年", "TWD", "GW", None, "TEU")] == [
        "percent",
        "CNY",
        "TWD",
        "GW",
        "count",
        "count",
    ]
    assert overlap((0, 10), (5, 10)) == 0.5 and overlap((0, 10), (6, 10)) == 0.0


def test_scores_are_grouped_and_add_up() -> None:
    evaluation = evaluate(read_corpus(GOLD))
    for what in ("kind", "genre", "language", "document"):
        groups = evaluation.by(what)
        assert sum(t.right for t in groups.values()) == evaluation.total.right > 100
        assert sum(t.false for t in groups.values()) == evaluation.total.false
    assert set(evaluation.by("language")) == {"zh"}
    assert "statistical communique" in evaluation.by("genre")
    assert {"money", "share", "count", "time", "rank", "people", "physical"} >= set(evaluation.by("kind"))
    body = json.loads(json.dumps(evaluation.to_dict(3)))
    assert body["documents"] == len(evaluation.documents) and set(body["by_language"]) == {"zh"}
    assert all(len(rows) <= 3 for rows in body["examples"].values())


def test_examples_show_what_was_said_and_what_was_meant() -> None:
    gold = GoldDocument("a", Path("a.txt"), (), (), genre="news", language="zh")
    wrong = found("300亿元", 3e10, **MONEY) | {"period": "2020"}
    outcome = match(
        TEXT, [wrong, found("50多家", 51)], [fact("300亿元", 3e10, **MONEY), fact("50多家", 50)], [name("甲公司")]
    )
    evaluation = Evaluation("0", ((gold, outcome),))
    told = "\n".join(eval_lines(evaluation, 5))
    assert "a: 300亿元 — found 2020; gold 2021 [figure.money]" in told
    assert (
        "a: 50多家 — found 51 count" in told
        and "a: 50多家 — gold 50 count" in told
        and "a: 甲公司 — gold company" in told
    )
    assert "orgs" in told and "news" in told
    assert "wrong period" not in "\n".join(eval_lines(evaluation))


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({}, "holds no NAME.facts.jsonl"),
        ({"a.facts.jsonl": "{}\n"}, "document is missing"),
        ({"a.facts.jsonl": "{\n", "a.txt": "x"}, "a.facts.jsonl:1: not JSON"),
        ({"a.facts.jsonl": '{"value": 1}\n', "a.txt": "x"}, "row 1 has no unit, indicator, start, end"),
        ({"a.facts.jsonl": "", "a.txt": "x", "a.json": "[]"}, "a card is one JSON object"),
        ({"facts.jsonl": ""}, "--doc FILE"),
    ],
)
def test_a_broken_corpus_is_one_clear_error(tmp_path: Path, files: dict[str, str], told: str) -> None:
    for file, content in files.items():
        (tmp_path / file).write_text(content, encoding="utf-8")
    with pytest.raises(EvaluationError) as caught:
        read_corpus(tmp_path)
    assert told in str(caught.value) and "\n" not in str(caught.value)
    with pytest.raises(EvaluationError, match="is no folder"):
        read_corpus(tmp_path / "absent")
