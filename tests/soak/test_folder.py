"""A folder of a thousand documents: added and built in bounded time, with memory that stays flat, whatever ends it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))  # bench is no package that is installed
from bench.folder import JIQUN, resident, watched, write_documents

from jiqun.workspace import Workspace

pytestmark = pytest.mark.soak

COUNT, SECONDS = 1000, 180
MEGABYTES_MORE = 120
"""How much more than in its first third the memory may grow while documents are extracted."""


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("folder") / "inbox"
    assert write_documents(folder, COUNT) > 9_500_000
    return folder


def made(folder: Path, inbox: Path) -> Path:
    work = folder / "work"
    Workspace.create(work)
    assert watched([JIQUN, "add", inbox], work).status == 0
    return work


def build(work: Path) -> subprocess.Popen[str]:
    return subprocess.Popen([JIQUN, "build"], cwd=work, stderr=subprocess.PIPE, text=True, start_new_session=True)


def until(process: subprocess.Popen[str], done: int) -> list[str]:
    """The progress that a build told until it had extracted so many documents more."""
    assert process.stderr is not None
    told: list[str] = []
    for line in process.stderr:
        told.append(line.strip())
        if line.startswith(f"extract {done}/"):
            return told
    raise AssertionError(f"the build ended before {done} documents: {told[-3:]}")


def gone(pids: list[int]) -> bool:
    """Whether processes have ended (or wait only to be collected) within a few seconds."""
    for _ in range(50):
        if not any(resident(pid) for pid in pids):
            return True
        time.sleep(0.1)
    return False


def children(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return [int(child) for task in tasks for child in (task / "children").read_text().split()]


def test_a_thousand_documents_are_built_in_three_minutes_in_flat_memory(inbox: Path, tmp_path: Path) -> None:
    """On two free cores; on a machine that others use, the seconds are no measure and only told."""
    started = time.perf_counter()
    work = made(tmp_path, inbox)
    process = build(work)
    seen: list[float] = []
    assert process.stderr is not None
    for line in process.stderr:
        if line.startswith("extract "):
            seen.append(resident(process.pid))
    assert process.wait() == 0
    seconds = time.perf_counter() - started
    first, last = max(seen[: COUNT // 3]), max(seen)
    load = os.getloadavg()[0]
    print(f"\n{COUNT} documents: {seconds:.0f} s at a load of {load:.1f}; {first:.0f} MB, at the end {last:.0f} MB")
    assert last - first < MEGABYTES_MORE, seen[:: COUNT // 20]
    if load < 2.5:
        assert seconds < SECONDS
    again = watched([JIQUN, "build"], work)
    assert again.status == 0 and again.seconds < 20, "nothing is extracted twice"


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_build_that_was_ended_leaves_no_process_and_goes_on(ending: signal.Signals, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    write_documents(inbox, 120)
    work = made(tmp_path, inbox)
    process = build(work)
    until(process, 12)
    workers = children(process.pid)
    assert len(workers) >= 2
    process.send_signal(ending)
    _, told = process.communicate(timeout=30)
    assert process.returncode == (130 if ending == signal.SIGINT else -ending)
    assert "Traceback" not in told
    assert gone(workers)
    again = build(work)
    line = until(again, 0)[-1]
    assert 0 < int(line.partition("/")[2]) <= 120 - 12, "what was extracted is kept"
    again.communicate()
    assert again.returncode == 0
