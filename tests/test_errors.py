"""Errors: one line each that says what, where and what to do; status 1; nothing half-written."""

from __future__ import annotations

import resource
import socket
import subprocess
import sys
from pathlib import Path

import pytest

import jiqun
from jiqun.workspace import Workspace
from small_atlas import TEXT

JIQUN = [sys.executable, "-c", "from jiqun.cli import main; main()"]


def told(folder: Path, *arguments: object, limit: int | None = None) -> str:
    """Run the command line where it must fail: the one line that it tells."""

    def limited() -> None:
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    done = subprocess.run(
        [*JIQUN, *map(str, arguments)], cwd=folder, capture_output=True, text=True, preexec_fn=limited, timeout=60
    )
    lines = [line for line in done.stderr.splitlines() if line.startswith("jiqun: ")]
    assert done.returncode == 1, done.stderr
    assert len(lines) == 1, done.stderr
    assert "Traceback" not in done.stderr
    return lines[0]


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def work(tmp_path: Path) -> Path:
    return Workspace.create(tmp_path / "work").folder


BAD_FILES = {
    "missing.txt": None,
    "empty.txt": b"",
    "blank.txt": b" \r\n \n",
    "binary.txt": bytes(range(256)) * 40,
    "picture.txt": b"\x89PNG\r\n\x1a\n" + bytes(200),
    "broken.txt": "产业集群的规模".encode() + b"\xff\xfe\xfa" + "产业".encode()[:4],
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_refused_in_one_line_and_nothing_is_written(work: Path, name: str) -> None:
    content = BAD_FILES[name]
    if content is not None:
        (work.parent / name).write_bytes(content)
    before = tree(work / "documents")
    line = told(work, "add", work.parent / name)
    assert name in line
    assert line.count(": ") >= 1
    assert tree(work / "documents") == before == {}
    assert name in told(work, "extract", work.parent / name)


def test_a_folder_without_documents_is_refused(work: Path) -> None:
    (work.parent / "nothing").mkdir()
    (work.parent / "nothing" / "a.bin").write_bytes(b"x")
    assert "nothing" in told(work, "add", work.parent / "nothing")


def test_a_good_file_beside_a_bad_one_is_added_but_the_status_is_one(work: Path) -> None:
    (work.parent / "good.txt").write_text(TEXT, encoding="utf-8")
    line = told(work, "add", work.parent / "none.txt", work.parent / "good.txt")
    assert "none.txt" in line
    assert len(tree(work / "documents")) == 1


@pytest.mark.parametrize(
    "verb", [["add", "x.txt"], ["build"], ["show"], ["board"], ["search", "x"], ["check"], ["serve"]]
)
def test_outside_a_workspace(tmp_path: Path, verb: list[str]) -> None:
    line = told(tmp_path, *verb)
    assert "no workspace" in line
    assert "jiqun new" in line
    assert tree(tmp_path) == {}


@pytest.mark.parametrize("verb", [["show"], ["board"], ["serve"], ["report", "x", "-o", "x.docx"]])
def test_before_the_first_build(work: Path, verb: list[str]) -> None:
    line = told(work, *verb)
    assert "no atlas yet" in line
    assert "jiqun build" in line


def test_a_build_without_documents(work: Path) -> None:
    assert "no documents in the workspace" in told(work, "build")
    assert tree(work / "atlas") == {}


def test_a_workspace_of_a_newer_version(work: Path) -> None:
    settings = work / "jiqun.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("schema = 1", "schema = 2"), encoding="utf-8")
    for verb in (["show"], ["build"], ["add", "x"]):
        line = told(work, *verb)
        assert "written by a newer version" in line
        assert "update jiqun" in line


def test_a_full_disk_while_adding(work: Path) -> None:
    (work.parent / "large.txt").write_text("产业集群的规模。\n" * 20_000, encoding="utf-8")
    line = told(work, "add", work.parent / "large.txt", limit=100_000)
    assert "space" in line
    assert tree(work / "documents") == {}
    opened = jiqun.open(work)
    assert [problem for problem in opened.check() if "atlas" not in problem] == []
    assert len(opened.add(work.parent / "large.txt").added) == 1


def test_a_full_disk_while_building_keeps_the_previous_atlas(work: Path) -> None:
    (work.parent / "a.txt").write_text(TEXT, encoding="utf-8")
    opened = jiqun.open(work)
    opened.add(work.parent / "a.txt")
    opened.build()
    before = tree(work / "atlas")
    opened.add(work.parent / "a.txt", title="another")
    size = len(before["atlas.sqlite"])
    line = told(work, "build", limit=size // 2)
    assert "space" in line
    assert tree(work / "atlas") == before
    assert opened.build().changed is True


def test_a_port_in_use(work: Path) -> None:
    (work.parent / "a.txt").write_text(TEXT, encoding="utf-8")
    opened = jiqun.open(work)
    opened.add(work.parent / "a.txt")
    opened.build()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        line = told(work, "serve", "--port", port)
    assert str(port) in line
    assert "--port" in line


def test_a_folder_that_may_not_be_written(work: Path) -> None:
    (work.parent / "file").write_text("x", encoding="utf-8")
    assert "cannot make a workspace" in told(work, "new", work.parent / "file" / "inside")


def test_a_ledger_that_is_no_database(work: Path) -> None:
    (work / "ledger.sqlite").write_bytes(b"nothing of the kind" * 100)
    assert "not a database of jiqun" in told(work, "build")
