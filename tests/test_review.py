"""`jiqun review`: key by key from a pipe, one call from a script, in bulk by rule; what is wrong is one line."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from jiqun.cli import main
from jiqun.cli.review_session import Session
from jiqun.workspace import Workspace
from judging_aid import FIGURE, Bench


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    made = Bench(tmp_path, monkeypatch)
    monkeypatch.chdir(made.work.folder)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "USER", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    return made


class Told:
    """What one call of the command line printed, and its status."""

    def __init__(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self._capsys, self._monkeypatch = capsys, monkeypatch

    def __call__(self, *words: str, keys: str = "") -> tuple[int, str, str]:
        self._monkeypatch.setattr(sys, "argv", ["jiqun", *words])
        self._monkeypatch.setattr(sys, "stdin", io.StringIO(keys))
        for name in ("stdout", "stderr"):
            self._monkeypatch.setattr(getattr(sys, name), "reconfigure", lambda **_: None, raising=False)
        with pytest.raises(SystemExit) as ended:
            main()
        said = self._capsys.readouterr()
        return int(ended.value.code or 0), said.out, said.err


@pytest.fixture
def jiqun(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Told:
    return Told(capsys, monkeypatch)


def verdicts(work: Workspace) -> list[str]:
    return [j.verdict for j in work.judgements()]


def test_keys_judge_one_claim_after_another_and_the_sentence_is_marked(bench: Bench, jiqun: Told) -> None:
    status, out, err = jiqun("review", "--by", "LW", "--kind", "entity", keys="a\nr\nu\n")
    assert (status, err) == (0, "")
    assert "洛阳2020年轴承产业总产值超过300亿元，聚集了【洛轴】、轴研等企业。" in out
    assert verdicts(bench.work) == ["accept", "reject", "unsure"]
    assert "3 judged" in out
    assert {j.by for j in bench.work.judgements()} == {"LW"}


def test_a_correction_asks_for_fields_and_a_wrong_one_asks_again(bench: Bench, jiqun: Told) -> None:
    keys = "c\nunit=furlong\n\n年鉴\nc\nvalue=320亿\ncomparator=eq\n\n年鉴\n"
    status, out, err = jiqun("review", "--by", "LW", "--kind", "figure", keys=keys)
    assert status == 0
    assert err.startswith("jiqun: unknown unit: furlong")
    (made,) = bench.work.judgements()
    assert (made.fields, made.why) == ({"value": 3.2e10, "comparator": "eq"}, "年鉴")
    assert "corrected" in out


def test_undo_goes_back_a_reason_goes_with_the_next_verdict_and_quit_keeps_what_was_judged(
    bench: Bench, jiqun: Told
) -> None:
    status, out, _ = jiqun("review", "--by", "LW", "--kind", "entity", keys="z\na\nz\nw\n不是企业\nr\ns\n?\nq\n")
    assert status == 0
    assert "nothing to take back" in out and "no such key: '?'" in out
    made = bench.work.judgements()
    assert [j.verdict for j in made] == ["accept", "undo", "reject"]
    assert [j.why for j in made] == [None, None, "不是企业"]
    assert made[0].claim == made[2].claim


def test_the_end_of_the_input_ends_the_review(bench: Bench, jiqun: Told) -> None:
    status, out, _ = jiqun("review", "--by", "LW", keys="")
    assert (status, verdicts(bench.work)) == (0, [])
    assert "0 judged" in out


def test_a_claim_that_somebody_judged_meanwhile_is_not_asked(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    session = Session(bench.work, bench.work.queue(kind="figure"), "LW", "en")
    bench.work.judge(bench.id_of(FIGURE), "reject", by="AB")
    monkeypatch.setattr(sys, "stdin", io.StringIO("a\n"))
    session.run()
    assert "judged meanwhile by AB" in capsys.readouterr().out
    assert verdicts(bench.work) == ["reject"]


def test_a_script_judges_undoes_and_lists_without_a_terminal(bench: Bench, jiqun: Told) -> None:
    id_ = bench.id_of(FIGURE)
    status, out, _ = jiqun(
        "review", "--claim", id_, "--verdict", "correct", "--set", "period=2021", "--by", "LW", "--why", "x", "--json"
    )
    (made,) = json.loads(out)
    assert (status, made["fields"], made["original"]["period"]) == (0, {"period": "2021"}, "2020")
    status, out, _ = jiqun("review", "--undo", "1", "--by", "AB")
    assert status == 0 and out.startswith("#2 · taken back · #1 · AB")
    status, out, _ = jiqun("review", "--log", "--json")
    assert [(row["id"], row["undone_by"]) for row in json.loads(out)] == [(1, 2), (2, None)]
    assert jiqun("review", "--undo", "1", "--by", "AB")[0] == 2
    assert jiqun("review", "--undo", "9", "--by", "AB")[0] == 1


def test_a_bulk_needs_a_yes_and_says_how_many(bench: Bench, jiqun: Told) -> None:
    bulk = ("review", "--rule", "list", "--kind", "entity", "--verdict", "accept", "--by", "LW")
    status, _, err = jiqun(*bulk)
    assert status == 2 and "2 claims will be judged: accepted" in err and "add --yes" in err
    assert verdicts(bench.work) == []
    status, out, err = jiqun(*bulk, "--yes")
    assert status == 0 and "2 claims will be judged" in err
    assert len(out.splitlines()) == 2
    assert [j.bulk for j in bench.work.judgements()] == [1, 1]
    assert jiqun(*bulk, "--yes")[1].startswith("No claim fits")  # what is judged is not judged again
    jiqun("review", "--undo-bulk", "2", "--by", "LW")
    assert bench.work.judgements(in_force=True) == []


def test_filters_choose_and_the_queue_is_json(bench: Bench, jiqun: Told) -> None:
    work = bench.work

    def ids(*words: str) -> list[str]:
        return [row["id"] for row in json.loads(jiqun("review", "--json", *words)[1])]

    everything = ids()
    assert len(everything) == len([r for r in work.atlas.records() if r.claim.kind != "excluded"])
    assert ids("--kind", "figure") == [bench.id_of(FIGURE)] == ids("--tier", "measure") == ids("--limit", "1")
    assert ids("--cluster", "昆明", "--kind", "figure") == []
    assert ids("--document", "small.txt") == everything
    assert set(ids("--rule", "cluster.")) == {r.id for r in work.atlas.records(kind="cluster")}
    work.judge(bench.id_of(FIGURE), "unsure", by="LW")
    assert bench.id_of(FIGURE) not in ids()
    assert ids("--state", "unsure") == [bench.id_of(FIGURE)]
    (row,) = json.loads(jiqun("review", "--json", "--state", "unsure")[1])
    assert row["sentence"]["quote"] == FIGURE
    assert row["headline"] and row["gain"] > 0
    assert row["judgement"]["by"] == "LW"
    assert jiqun("review", "--list", "--kind", "figure", "--state", "all")[1].startswith(f"[{bench.id_of(FIGURE)}]")


@pytest.mark.parametrize(
    ("words", "status", "problem"),
    [
        (("--verdict", "accept", "--by", "LW", "--yes"), 2, "nothing says which claims"),
        (("--claim", "f-1"), 2, "--verdict"),
        (("--set", "value=1"), 2, "--verdict"),
        (("--claim", "f-1", "--verdict", "accept", "--by", "LW"), 1, "no claim with this id in the ledger: f-1"),
        (("--claim", "f-1", "--verdict", "correct", "--set", "value", "--by", "LW"), 2, "FIELD=VALUE"),
        (("--claim", "f-1", "--verdict", "accept"), 2, "needs a name"),
        (("--kind", "figure", "--verdict", "maybe", "--by", "LW"), 2, "unknown verdict: maybe"),
        (("--kind", "rumour"), 2, "unknown kind: rumour"),
        (("--tier", "gold"), 2, "unknown tier: gold"),
        (("--state", "seen"), 2, "unknown state: seen"),
        (("--cluster", "不存在"), 1, "no such cluster"),
        (("--document", "none.txt"), 1, "no such document"),
        ((), 2, "needs a name"),
    ],
)
def test_wrong_calls_are_one_line(bench: Bench, jiqun: Told, words: tuple[str, ...], status: int, problem: str) -> None:
    ended, _, err = jiqun("review", *words)
    assert ended == status
    assert problem in err.splitlines()[-1]
    assert verdicts(bench.work) == []


def test_explain_and_show_tell_who_judged_when_and_why_and_the_original(bench: Bench, jiqun: Told) -> None:
    id_ = bench.id_of(FIGURE)
    made = bench.work.judge(id_, "correct", by="LW", why="看了年鉴", value="320亿")
    bench.work.build()
    out = jiqun("explain", id_)[1]
    assert f"corrected by LW, {made.when[:10]}; as read: Value 30 billion; because 看了年鉴" in out
    assert "CNY 32 billion (corrected)" in out
    body = json.loads(jiqun("explain", id_, "--json")[1])
    assert (body["judgement"]["why"], body["original"]["value"], body["claim"]["value"]) == ("看了年鉴", 3e10, 3.2e10)
    assert "✓ corrected by LW" in jiqun("show", "洛阳")[1]
    bench.work.undo(1, by="AB")
    bench.work.build()
    out = jiqun("explain", id_)[1]
    assert "nobody judged it yet" in out and "taken back by #2" in out


def test_what_has_no_place_is_said_loudly_by_build_check_and_review(bench: Bench, jiqun: Told) -> None:
    bench.work.judge(bench.id_of(FIGURE), "accept", by="LW")
    bench.rules(lambda document, tagger=False: [])
    bench.reader(lambda text: "全新的文字。")
    for words in (("build",), ("check",), ("review", "--list")):
        _, _, err = jiqun(*words)
        assert "judgement #1 (accepted by LW" in err, words
        assert FIGURE in err, words


def test_the_command_line_builds_reviewed_atlases(bench: Bench, jiqun: Told) -> None:
    bench.work.judge(bench.id_of(FIGURE), "accept", by="LW")
    out = jiqun("build", "--reviewed-only")[1]
    assert "only claims that a person accepted or corrected" in out
    assert jiqun("show")[1].startswith("(only claims that a person accepted or corrected)")
    assert json.loads(jiqun("build", "--all-claims", "--json")[1])["claims"]["entity"] == 3
