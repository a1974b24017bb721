"""A batch of files: one that is damaged costs nothing but itself, and the parsers stay in a process of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import jiqun
from jiqun.errors import ReadError
from jiqun.read import isolated, read_bytes
from jiqun.read.limits import LIMITS, Limit, most
from read_samples import samples

JIQUN = Path(sys.executable).with_name("jiqun")


def run(*words: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    return subprocess.run(
        [str(JIQUN), *map(str, words)], cwd=cwd, env=environment, capture_output=True, text=True, timeout=120
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three good documents and two broken ones."""
    place = tmp_path / "inbox"
    place.mkdir()
    for name in ("a.pdf", "a.docx", "a.xlsx"):
        (place / f"good-{name}").write_bytes(samples()[name])
    (place / "cut.pdf").write_bytes(samples()["a.pdf"][:200])
    (place / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"))
    return place


def test_two_broken_files_of_five_are_told_and_the_others_are_in(folder: Path, tmp_path: Path) -> None:
    workspace = tmp_path / "work"
    assert run("new", workspace, cwd=tmp_path).returncode == 0
    done = run("add", folder, cwd=workspace)
    told = done.stderr.splitlines()
    assert done.returncode == 1
    assert [name in told[n] for n, name in enumerate(("cut.pdf", "old.doc"))] == [True, True], told
    assert len(told) == 2 and "save it as .docx" in told[1]
    assert sorted(source.name for source in _documents(workspace)) == ["good-a.docx", "good-a.pdf", "good-a.xlsx"]
    assert run("build", cwd=workspace).returncode == 0
    assert run("check", cwd=workspace).stdout == "all is well\n"


def _documents(workspace: Path) -> list[Path]:
    listed = run("add", workspace.parent / "inbox", "--json", cwd=workspace)
    return [Path(path) for path in json.loads(listed.stdout)["present"]]


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.xlsx", "a.xls", "a.csv", "a.md", "a.html", "a.txt"])
def test_extract_reads_every_kind(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(samples()[name])
    done = run("extract", name, "--format", "jsonl", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    document = jiqun.read(tmp_path / name)
    for line in done.stdout.splitlines():
        claim = json.loads(line)
        assert document.text[claim["start"] : claim["end"]] == claim["quote"]


def test_text_loads_none_of_the_parsers(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("2018年产值达到5亿元。", encoding="utf-8")
    code = (
        "import sys, jiqun; from jiqun.cli import app; app(['extract', 'a.txt'], standalone_mode=False); "
        "print(*[m for m in ('pypdfium2', 'python_calamine', 'docx') if m in sys.modules], 'done', file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stderr.split() == ["done"]


def test_a_pdf_is_parsed_in_another_process(tmp_path: Path) -> None:
    code = (
        "import sys; from jiqun.read import read; read(sys.argv[1]); "
        "print(*[m for m in ('pypdfium2', 'python_calamine', 'docx') if m in sys.modules], 'done')"
    )
    file = tmp_path / "a.pdf"
    file.write_bytes(samples()["a.pdf"])
    done = subprocess.run([sys.executable, "-c", code, str(file)], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["done"]


def test_a_parser_that_stays_silent_is_ended_and_the_next_file_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LIMITS, "worker_silence", Limit(0, "seconds", "a test"))
    with pytest.raises(ReadError, match="takes longer to read"):
        read_bytes(samples()["a.pdf"], "a.pdf")
    monkeypatch.undo()
    assert read_bytes(samples()["a.pdf"], "a.pdf").blocks


def test_a_worker_that_was_killed_is_replaced() -> None:
    read_bytes(samples()["a.pdf"], "a.pdf")
    first = isolated._workers[-1]
    first._process.kill()
    first._process.wait()
    assert read_bytes(samples()["a.pdf"], "a.pdf").blocks
    assert isolated._workers[-1] is not first


def test_every_limit_has_a_reason_and_is_used() -> None:
    source = "".join(path.read_text("utf-8") for path in Path(isolated.__file__).parent.rglob("*.py"))
    for name, limit in LIMITS.items():
        assert limit.most > 0 and len(limit.reason) > 20, name
        assert source.count(f'"{name}"') > 1, f"{name} is never asked for"
    assert most("pages") == 5_000 and most("cells") == 2_000_000


def test_the_reference_says_how_much_a_document_may_hold() -> None:
    reference = (Path(__file__).parents[1] / "docs" / "reference.md").read_text("utf-8")
    for words in ("50 MB", "200 MB", "100 MB", "5,000 pages", "2,000,000 cells", "400 MB", "500 scanned pages"):
        assert words in reference, words
    from jiqun.read.kinds import SUFFIXES

    for suffix in SUFFIXES:
        assert f"`{suffix}`" in reference, suffix
