"""`check` finds each kind of damage, names the place, and says nothing where all is well."""

from __future__ import annotations

import json
import shutil
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import jiqun
from jiqun.atlas.search import characters, pairs
from jiqun.cli import main
from jiqun.workspace import Workspace
from judging_aid import FIGURE, Bench
from small_atlas import TEXT
from small_atlas import workspace as small_workspace


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    return Bench(tmp_path, monkeypatch)


@pytest.fixture
def work(bench: Bench) -> Workspace:
    bench.work.judge(bench.id_of(FIGURE), "accept", by="LW")
    assert bench.work.build().problems == ()
    assert bench.work.check() == [] == bench.work.check(quick=True)
    return bench.work


def change(path: Path, *statements: str) -> None:
    path.chmod(0o644)
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def atlas_of(work: Workspace) -> Path:
    return work.folder / "atlas" / "atlas.sqlite"


def ledger_of(work: Workspace) -> Path:
    return work.folder / "ledger.sqlite"


def test_a_flipped_byte_in_a_stored_copy(work: Workspace) -> None:
    (stored,) = (work.folder / "documents").iterdir()
    data = bytearray(stored.read_bytes())
    data[10] ^= 1
    stored.write_bytes(bytes(data))
    (problem,) = work.check()
    assert "was changed" in problem and str(stored) in problem


def test_a_missing_and_an_unknown_stored_copy(work: Workspace) -> None:
    (stored,) = (work.folder / "documents").iterdir()
    stored.rename(stored.with_name("other.txt"))
    problems = work.check()
    assert len(problems) == 2
    assert "cannot be read" in problems[0] and "not in the ledger" in problems[1]
    assert "is missing" in work.check(quick=True)[0]


LEDGER_DAMAGE = {
    "a moved span": ("UPDATE claim SET body = json_set(body, '$.start', 3, '$.end', 7) WHERE kind = 'figure'", "f-"),
    "a column that says otherwise": ("UPDATE claim SET start = start + 1 WHERE kind = 'figure'", "f-"),
    "evidence that moved": ("UPDATE evidence SET stop = stop + 1 WHERE role = 'value'", "evidence"),
    "evidence that is gone": ("DELETE FROM evidence WHERE role = 'value'", "evidence"),
    "a claim that is gone": ("DELETE FROM claim WHERE kind = 'figure'", "missing"),
    "a text that was changed": (
        "UPDATE document SET text = replace(text, '花卉产地', '花木产地')",
        "text in the ledger",
    ),
    "a text that was cut": ("UPDATE document SET text = substr(text, 1, 40)", "outside the text"),
    "a claim without a document": ("UPDATE claim SET document = 'x' WHERE kind = 'figure'", "without its parent"),
    "a claim that is no JSON object of ours": ("UPDATE claim SET body = '{}' WHERE kind = 'figure'", "cannot be read"),
}


@pytest.mark.parametrize("damage", LEDGER_DAMAGE)
def test_damage_to_the_ledger(work: Workspace, damage: str) -> None:
    statement, words = LEDGER_DAMAGE[damage]
    change(ledger_of(work), statement)
    problems = work.check()
    assert any(words in problem for problem in problems), problems


ATLAS_DAMAGE: dict[str, tuple[str, str, bool]] = {  # statement, words that are told, whether the quick part sees it
    "a record that is gone": ("DELETE FROM record WHERE kind = 'practice'", "rows of record", True),
    "a passage that is gone": ("DELETE FROM passage WHERE id = 1", "rows of passage", True),
    "a cell that is gone": ("DELETE FROM board_cell WHERE state = 'not_stated'", "rows of board_cell", True),
    "a quote of the board that is gone": ("DELETE FROM board_passage WHERE ordinal = 0", "rows of board_passage", True),
    "a judgement that is gone": ("DELETE FROM judgement", "without its parent", True),
    "a record of no document": ("UPDATE record SET source = 'x' WHERE kind = 'figure'", "without its parent", True),
    "a moved span": (
        "UPDATE record SET body = json_set(body, '$.start', 3, '$.end', 7) WHERE kind = 'figure'", "claim rejected",
        False,
    ),
    "a value that was changed": (
        "UPDATE record SET body = json_set(body, '$.value', 1.0) WHERE kind = 'figure'", "rows of record", False,
    ),
    "a verdict that was changed": ("UPDATE record SET verdict = 'reject' WHERE kind = 'practice'", "of record", False),
    "a cluster that was renamed": ("UPDATE cluster SET name = '别名'", "rows of cluster", False),
    "a state that was changed": ("UPDATE board_cell SET state = 'evidence'", "rows of board_cell", False),
    "a quote of the board that moved": ("UPDATE board_passage SET stop = 9999", "quote of the board", False),
    "a text that was changed": ("UPDATE source SET text = replace(text, '花卉', '花木')", "rows of source", False),
    "a passage that moved": ("UPDATE passage SET start = start + 1 WHERE id = 3", "not found by the search", False),
    "an index without a passage": ("DELETE FROM passage_index_docsize WHERE id = 2", "passage_index_docsize", True),
    "another fingerprint": ("UPDATE meta SET value = 'x' WHERE name = 'fingerprint'", "run `jiqun build`", True),
}  # fmt: skip


@pytest.mark.parametrize("damage", ATLAS_DAMAGE)
def test_damage_to_the_atlas(work: Workspace, damage: str) -> None:
    statement, words, quick = ATLAS_DAMAGE[damage]
    change(atlas_of(work), statement)
    problems = work.check()
    assert any(words in problem for problem in problems), problems
    assert bool(work.check(quick=True)) == quick
    assert [problem for problem in problems if "Traceback" in problem or "\n" in problem] == []


def test_a_passage_that_the_index_lost(work: Workspace) -> None:
    connection = sqlite3.connect(atlas_of(work))
    id_, start, stop, text = connection.execute(
        "SELECT p.id, p.start, p.stop, s.text FROM passage p JOIN source s ON s.id = p.source WHERE p.id = 4"
    ).fetchone()
    connection.close()
    view = "".join(char for char, _ in characters(text[start:stop]))
    columns = f"{id_}, '{pairs(view)}', '{' '.join(sorted(set(view)))}'"
    delete = "INSERT INTO passage_index (passage_index, rowid, pairs, singles)"
    change(atlas_of(work), f"{delete} VALUES ('delete', {columns})")
    problems = work.check()
    assert any("not found by the search" in problem and f"at {start}" in problem for problem in problems), problems
    assert work.atlas.path.is_file()


def test_damaged_pages(work: Workspace) -> None:
    path = atlas_of(work)
    path.chmod(0o644)
    data = bytearray(path.read_bytes())
    data[5000:9000] = b"\x55" * 4000
    path.write_bytes(bytes(data))
    assert any("damaged" in problem or "cannot be read" in problem for problem in work.check())
    assert work.check(quick=True)


def test_an_atlas_that_is_swapped_for_an_older_one(work: Workspace) -> None:
    older = work.past_builds()[0].path
    atlas_of(work).unlink()
    shutil.copy(older, atlas_of(work))
    for quick in (False, True):
        (problem,) = work.check(quick=quick)
        assert "not the one that this ledger gave last" in problem and "jiqun build" in problem


def test_an_atlas_that_waits_for_a_build_is_noted_and_is_no_damage(work: Workspace) -> None:
    work.undo(1, by="LW")
    notes: list[str] = []
    assert work.check(notes=notes) == []
    assert len(notes) == 1 and "waits for a build" in notes[0]
    change(atlas_of(work), "UPDATE record SET body = json_set(body, '$.start', 3, '$.end', 7) WHERE kind = 'figure'")
    assert any("claim rejected" in problem for problem in work.check())
    work.build()
    notes.clear()
    assert work.check(notes=notes) == [] == notes


def test_an_atlas_of_another_workspace(work: Workspace, tmp_path: Path) -> None:
    other = small_workspace(tmp_path / "other", TEXT + "后记。\n")
    other.build()
    for kept in work.past_builds():
        kept.path.unlink()
    atlas_of(work).unlink()
    shutil.copy(atlas_of(other), atlas_of(work))
    (problem,) = work.check()
    assert "not the one that this ledger gave last" in problem


@pytest.mark.parametrize("of", [atlas_of, ledger_of])
def test_a_file_of_a_newer_version(work: Workspace, of: Callable[[Workspace], Path]) -> None:
    change(of(work), "PRAGMA user_version = 999")
    problems = work.check()
    assert any("newer version" in problem and "update jiqun" in problem for problem in problems)
    assert any("newer version" in problem for problem in work.check(quick=True))


def test_a_past_build_that_is_damaged(work: Workspace) -> None:
    path = work.past_builds()[0].path
    path.chmod(0o644)
    path.write_bytes(b"no database at all, not at all" * 200)
    assert work.check(quick=True) == []
    (problem,) = work.check()
    assert "past build" in problem and path.name in problem


def test_a_build_mends_an_atlas_with_rows_amiss_and_takes_over_nothing_from_it(work: Workspace) -> None:
    change(atlas_of(work), "DELETE FROM passage WHERE id = 1", "DELETE FROM finding")
    report = work.build()
    assert report.changed and report.problems == ()
    assert work.check() == []


def test_a_check_changes_nothing(work: Workspace) -> None:
    before = {
        path: path.read_bytes() for path in work.folder.rglob("*") if path.is_file() and "ledger" not in path.name
    }
    assert work.check() == []
    assert {p: p.read_bytes() for p in work.folder.rglob("*") if p.is_file() and "ledger" not in p.name} == before


def test_a_limited_atlas_is_checked_as_it_was_made(work: Workspace) -> None:
    work.build(reviewed_only=True)
    assert jiqun.open(work.folder).check() == []


def test_the_verb_lists_and_ends_with_one(
    work: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(*words: str) -> tuple[int, str, str]:
        monkeypatch.chdir(work.folder)
        monkeypatch.setattr(sys, "argv", ["jiqun", *words])
        for name in ("stdout", "stderr"):
            monkeypatch.setattr(getattr(sys, name), "reconfigure", lambda **_: None, raising=False)
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        return int(ended.value.code or 0), said.out, said.err

    assert run("check") == (0, "all is well\n", "")
    assert run("check", "--quick", "--json")[:2] == (0, "[]\n")
    change(atlas_of(work), "DELETE FROM record WHERE kind = 'practice'")
    status, out, err = run("check", "--quick", "--json")
    assert status == 1 and len(json.loads(out)) == len(err.splitlines()) >= 1
    assert run("check")[0] == 1
