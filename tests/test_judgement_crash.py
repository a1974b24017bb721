"""Reviewers at work at the same time lose nothing, and a kill at any moment loses nothing that was told as done."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import jiqun
from jiqun.workspace import Workspace
from small_atlas import TEXT

# Judges claims, corrects and takes back in turn, and says the number of each row once it is told to be kept.
REVIEWER = (
    "import sys, jiqun\n"
    "work = jiqun.open(sys.argv[1])\n"
    "ids = sys.argv[4:]\n"
    "made = work.judge_all(ids[:1], 'accept', by=sys.argv[2])\n"
    "print('ready', flush=True)\n"
    "for n in range(int(sys.argv[3])):\n"
    "    id_, by = ids[n % len(ids)], sys.argv[2]\n"
    "    if n % 5 == 4:\n"
    "        made = work.judge_all(ids, 'unsure', by=by)\n"
    "    elif n % 5 == 3:\n"
    "        made = work.undo(made[-1].id, by=by)\n"
    "    else:\n"
    "        fields = {'status': ('target', 'actual', 'planned')[n % 3]}\n"
    "        try:\n"
    "            made = work.judge_all([id_], 'correct', by=by, fields=fields)\n"
    "        except jiqun.errors.UsageError:\n"  # the other reviewer set the same
    "            made = work.judge_all([id_], 'accept', by=by)\n"
    "    print(*[j.id for j in made], flush=True)\n"
)
BUILDER = "import sys, jiqun\nwork = jiqun.open(sys.argv[1])\nfor n in range(int(sys.argv[2])): work.build()\n"


@pytest.fixture
def work(tmp_path: Path) -> Workspace:
    (tmp_path / "in").mkdir()
    for number in range(4):
        text = TEXT.replace("300亿元", f"{300 + number}亿元")
        (tmp_path / "in" / f"{number}.txt").write_text(text, encoding="utf-8")
    made = Workspace.create(tmp_path / "work")
    made.add(tmp_path / "in")
    made.build()
    return made


def start(code: str, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", "import jiqun.errors\n" + code, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def figures(work: Workspace) -> list[str]:
    found = [record.id for record in work.atlas.records(kind="figure")]
    assert len(found) >= 4
    return found


def whole(work: Workspace) -> None:
    """Every bulk is whole, every number is there once, and nothing is half a row."""
    every = work.judgements()
    assert [j.id for j in every] == list(range(1, len(every) + 1))
    bulks: dict[int, int] = {}
    for judgement in every:
        assert judgement.about == "judgement" or (judgement.original and judgement.anchor and judgement.by)
        if judgement.bulk is not None:
            bulks[judgement.bulk] = bulks.get(judgement.bulk, 0) + 1
    assert len(set(bulks.values())) <= 1, bulks
    waiting = "the atlas is not what the ledger gives now"  # judged since the last build
    assert [problem for problem in work.check() if not problem.startswith(waiting)] == []


def kill_at_random(work: Workspace, rounds: int, seed: int) -> int:
    chance = random.Random(seed)
    told: set[int] = set()
    ids = figures(work)
    for number in range(rounds):
        reviewer = start(REVIEWER, work.folder, f"round {number}", 100_000, *ids)
        builder = start(BUILDER, work.folder, 100_000)
        assert reviewer.stdout is not None
        assert reviewer.stdout.readline() == "ready\n"
        time.sleep(chance.uniform(0.1, 1.0))
        reviewer.send_signal(signal.SIGKILL)
        builder.send_signal(signal.SIGKILL)
        said, complaint = reviewer.communicate()
        assert complaint == ""
        assert builder.communicate()[1] == ""
        told |= {int(word) for line in said.splitlines() if line for word in line.split()}
        assert told <= {j.id for j in jiqun.open(work.folder).judgements()}  # what was told is kept
        whole(jiqun.open(work.folder))
    jiqun.open(work.folder).build()
    return len(told)


def test_a_kill_during_review_loses_nothing_that_was_told_as_kept(work: Workspace) -> None:
    assert kill_at_random(work, rounds=3, seed=1) >= 3


@pytest.mark.soak
def test_many_kills_during_review(work: Workspace) -> None:
    assert kill_at_random(work, rounds=60, seed=2) >= 60


def test_two_reviewers_and_a_builder_at_once_lose_nothing(work: Workspace) -> None:
    ids = figures(work)
    reviewers = [start(REVIEWER, work.folder, name, 40, *ids) for name in ("one", "two")]
    builder = start(BUILDER, work.folder, 10)
    told: list[int] = []
    for process in reviewers:
        said, complaint = process.communicate(timeout=120)
        assert complaint == ""
        told += [int(word) for line in said.splitlines()[1:] for word in line.split()]
    assert builder.communicate(timeout=120)[1] == ""
    kept = work.judgements()
    assert set(told) <= {j.id for j in kept}
    assert len(kept) == len(told) + 2  # one each before it was ready
    assert {j.by for j in kept} == {"one", "two"}
    whole(work)
