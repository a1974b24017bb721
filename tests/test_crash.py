"""A kill at any moment leaves atlas and ledger readable and whole; readers do not wait for a writer."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import jiqun
from jiqun.atlas import Atlas
from jiqun.workspace import Workspace
from small_atlas import TEXT

DOCUMENTS = 12
WRITER = (
    "import sys, jiqun\n"
    "work = jiqun.open(sys.argv[1])\n"
    "print('ready', flush=True)\n"
    "for n in range(int(sys.argv[3])):\n"
    "    work.add(sys.argv[2], title=f'{sys.argv[4]} {n}')\n"
    "    work.build()\n"
)
READER = (
    "import sys, jiqun\n"
    "seen = set()\n"
    "for n in range(int(sys.argv[2])):\n"
    "    atlas = jiqun.open(sys.argv[1]).atlas\n"
    "    assert len(atlas.records()) == int(sys.argv[3]), len(atlas.records())\n"
    "    assert atlas.search('轴承') and len(atlas.board()[1]) == 18\n"
    "    seen.add(atlas.meta['fingerprint'])\n"
    "    atlas.close()\n"
    "print(len(seen))\n"
)


@pytest.fixture
def work(tmp_path: Path) -> Workspace:
    (tmp_path / "in").mkdir()
    for number in range(DOCUMENTS):
        text = TEXT.replace("300亿元", f"{300 + number}亿元")
        (tmp_path / "in" / f"{number:02}.txt").write_text(text, encoding="utf-8")
    made = Workspace.create(tmp_path / "work")
    made.add(tmp_path / "in")
    made.build()
    return made


def start(code: str, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def kill_at_random(work: Workspace, rounds: int, seed: int) -> int:
    """Kill writers at random moments and look at what they leave; how many were killed at work."""
    chance = random.Random(seed)
    records = len(work.atlas.records())
    killed = 0
    for number in range(rounds):
        writer = start(WRITER, work.folder, work.folder.parent / "in", 1000, f"round {number}")
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
        time.sleep(chance.uniform(0, 1.0))
        writer.send_signal(signal.SIGKILL)
        _, complaint = writer.communicate()
        assert complaint == ""
        killed += writer.returncode == -signal.SIGKILL
        atlas = Atlas.open(work.folder)
        assert len(atlas.records()) == records
        assert atlas.summary["documents"] == DOCUMENTS
        atlas.close()
        assert jiqun.open(work.folder).check() == []
    report = jiqun.open(work.folder).build()
    assert (report.documents, sum(report.claims.values()) + sum(report.excluded.values())) == (DOCUMENTS, records)
    leftovers = [path.name for path in work.folder.rglob("*") if path.name.startswith(".")]
    assert not [name for name in leftovers if name.startswith(".building")]
    return killed


def test_a_kill_leaves_the_atlas_readable_and_the_ledger_consistent(work: Workspace) -> None:
    assert kill_at_random(work, rounds=3, seed=1) == 3


@pytest.mark.soak
def test_many_kills(work: Workspace) -> None:
    assert kill_at_random(work, rounds=60, seed=2) == 60


def test_two_processes_read_while_one_writes(work: Workspace) -> None:
    records = len(work.atlas.records())
    writer = start(WRITER, work.folder, work.folder.parent / "in", 6, "while read")
    assert writer.stdout is not None
    assert writer.stdout.readline() == "ready\n"
    readers = [start(READER, work.folder, 40, records) for _ in range(2)]
    for reader in readers:
        seen, complaint = reader.communicate(timeout=60)
        assert complaint == ""
        assert int(seen) >= 1
    _, complaint = writer.communicate(timeout=60)
    assert complaint == ""
    assert work.atlas.sources()[0].origin.title == "while read 5"


def test_two_builders_wait_for_each_other(work: Workspace) -> None:
    writers = [start(WRITER, work.folder, work.folder.parent / "in", 3, name) for name in ("one", "two")]
    for writer in writers:
        _, complaint = writer.communicate(timeout=120)
        assert complaint == ""
        assert writer.returncode == 0
    assert work.check() == []
    assert work.atlas.sources()[0].origin.title in ("one 2", "two 2")
