"""The floors under the scores: a gate that fails when extraction gets worse, and that cannot be lowered in silence."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from jiqun.errors import EvaluationError
from jiqun.evaluate import Evaluation, broken_floors, evaluate, read_corpus, read_floors, update_floors

ROOT = Path(__file__).resolve().parents[1]
FLOORS = ROOT / "tests" / "floors.json"


@pytest.fixture(scope="module")
def own() -> Evaluation:
    return evaluate(read_corpus(ROOT / "tests" / "gold"))


def read_worse(evaluation: Evaluation) -> Evaluation:
    """The same corpus, read worse: no slot is right, and each document has three false figures more."""
    worse = []
    for gold, outcome in evaluation.documents:
        hits = [replace(hit, verdicts=dict.fromkeys(hit.verdicts, False)) for hit in outcome.hits]
        worse.append((gold, replace(outcome, hits=hits, false=[*outcome.false, *[h.predicted for h in hits[:3]]])))
    return replace(evaluation, documents=tuple(worse))


@pytest.mark.parametrize("name", ["gold", "english"])
def test_our_own_corpora_stay_above_their_floors(name: str) -> None:
    assert broken_floors(read_floors(FLOORS), name, evaluate(read_corpus(ROOT / "tests" / name))) == []


def test_the_source_document_stays_above_its_floors(shared: Path, source_path: Path) -> None:
    assert (
        broken_floors(read_floors(FLOORS), "source", evaluate(read_corpus(shared / "gold/source", source_path))) == []
    )


def test_the_gate_closes_when_scores_sink(own: Evaluation, tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    update_floors(path, "gold", own)
    assert broken_floors(read_floors(path), "gold", own) == []
    told = broken_floors(read_floors(path), "gold", read_worse(own))
    assert any(line.startswith("gold: all/figures is ") and "below its floor" in line for line in told)


def test_the_gate_closes_when_the_corpus_changed(own: Evaluation, tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    update_floors(path, "gold", own)
    [told] = broken_floors(read_floors(path), "gold", replace(own, digest="0123456789abcdef"))
    assert "the corpus changed" in told and "--update-floors" in told
    assert broken_floors(read_floors(path), "other", own) != []


def test_a_bad_quote_is_below_any_floor(own: Evaluation, tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    update_floors(path, "gold", own)
    gold, outcome = own.documents[0]
    spoilt = replace(outcome, bad_quotes=[{"quote": "x"}])
    told = broken_floors(read_floors(path), "gold", replace(own, documents=((gold, spoilt), *own.documents[1:])))
    assert told == ["gold: 1 quotes are not in their text"]


def test_floors_rise_freely_and_sink_only_with_a_reason_that_is_kept(own: Evaluation, tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    worse = read_worse(own)
    update_floors(path, "gold", worse)
    low = read_floors(path)["corpora"]["gold"]["scores"]["all/figures"]
    update_floors(path, "gold", own)
    high = read_floors(path)["corpora"]["gold"]["scores"]["all/figures"]
    assert high > low
    before = path.read_text(encoding="utf-8")
    for reason in (None, "", "  "):
        with pytest.raises(EvaluationError, match=r"would lower .* say why with --lower"):
            update_floors(path, "gold", worse, reason)
    assert path.read_text(encoding="utf-8") == before
    update_floors(path, "gold", worse, "the genre was dropped")
    kept = read_floors(path)["corpora"]["gold"]
    assert kept["scores"]["all/figures"] == low
    [entry] = kept["lowered"]
    assert entry["reason"] == "the genre was dropped" and entry["floors"]["all/figures"] == [high, low]


def test_a_score_that_dips_within_epsilon_keeps_its_floor(own: Evaluation, tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    update_floors(path, "gold", own)
    floors = json.loads(path.read_text(encoding="utf-8"))
    floors["corpora"]["gold"]["scores"]["all/figures"] += 0.004
    path.write_text(json.dumps(floors), encoding="utf-8")
    assert broken_floors(read_floors(path), "gold", own) == []
    update_floors(path, "gold", own)
    assert read_floors(path)["corpora"]["gold"]["scores"] == pytest.approx(floors["corpora"]["gold"]["scores"])


def test_a_corpus_cannot_be_thinned_out_to_pass(own: Evaluation, tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    update_floors(path, "gold", own)
    thin = replace(own, digest="1", documents=own.documents[:2])
    with pytest.raises(EvaluationError, match="would lower"):
        update_floors(path, "gold", thin)


def test_a_file_that_holds_no_floors_is_told(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    for content in ("", "[]", '{"epsilon": "x"}', "{}"):
        path.write_text(content, encoding="utf-8")
        with pytest.raises(EvaluationError, match="holds no floors"):
            read_floors(path)


def test_the_command_line_keeps_and_checks_floors(tmp_path: Path) -> None:
    def run(*words: str) -> subprocess.CompletedProcess[str]:
        command = [str(Path(sys.executable).with_name("jiqun")), "eval", str(ROOT / "tests" / "gold"), *words]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False)

    assert run("--update-floors", "floors.json").returncode == 0
    assert run("--floors", "floors.json", "--json").returncode == 0
    floors = json.loads((tmp_path / "floors.json").read_text(encoding="utf-8"))
    floors["corpora"]["gold"]["scores"]["all/figures"] = 1.5
    (tmp_path / "floors.json").write_text(json.dumps(floors), encoding="utf-8")
    broken = run("--floors", "floors.json")
    assert broken.returncode == 1 and "below its floor of 1.5000" in broken.stderr
    refused = run("--update-floors", "floors.json")
    assert refused.returncode == 1 and "--lower" in refused.stderr
    assert run("--update-floors", "floors.json", "--lower", "a floor above one was a slip").returncode == 0
    assert run("--lower", "why").returncode == 2
