"""The workspace: bytes kept unchanged, adding twice changes nothing, one bad file does not stop the others."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

import jiqun
from jiqun import workspace as rooms
from jiqun.errors import UsageError, WorkspaceError
from jiqun.workspace import Workspace, find
from small_atlas import TEXT, stand_in, workspace


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.setattr("jiqun.extract.extract", stand_in)
    return workspace(tmp_path)


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_bytes_are_kept_unchanged_under_their_digest(tmp_path: Path) -> None:
    data = "\ufeff洛阳轴承\r\n第二行\r".encode()
    (tmp_path / "A.TXT").write_bytes(data)
    made = Workspace.create(tmp_path / "work")
    made.add(tmp_path / "A.TXT")
    stored = made.folder / "documents" / f"{hashlib.sha256(data).hexdigest()}.txt"
    assert stored.read_bytes() == data
    assert list((made.folder / "documents").iterdir()) == [stored]


def test_adding_twice_changes_nothing(made: Workspace, tmp_path: Path) -> None:
    made.build()
    before = tree(made.folder)
    report = made.add(tmp_path / "small.txt", producer="测试")
    assert (report.added, report.updated, report.present) == ((), (), (tmp_path / "small.txt",))
    assert tree(made.folder) == before


def test_a_new_origin_updates_the_old(made: Workspace, tmp_path: Path) -> None:
    assert made.add(tmp_path / "small.txt", title="新题").updated == (tmp_path / "small.txt",)
    made.build()
    origin = made.atlas.sources()[0].origin
    assert (origin.title, origin.producer) == ("新题", "测试")


def test_a_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("好的文件。", encoding="utf-8")
    (tmp_path / "in" / "b.txt").write_bytes(b"")
    (tmp_path / "in" / "c.md").write_text("# 也好\n\n一句话。", encoding="utf-8")
    made = Workspace.create(tmp_path / "work")
    report = made.add(tmp_path / "in", tmp_path / "none.txt")
    assert [path.name for path in report.added] == ["a.txt", "c.md"]
    assert [path.name for path, _ in report.failed] == ["b.txt", "none.txt"]
    assert all(reason and "\n" not in reason for _, reason in report.failed)
    assert len(list((made.folder / "documents").iterdir())) == 2


def test_public_names_work_from_the_package(made: Workspace) -> None:
    opened = jiqun.open(made.folder)
    opened.build()
    assert [cluster.name for cluster in opened.clusters()] == ["洛阳轴承产业集群", "昆明花卉產業集群"]
    claims = opened.claims()
    assert {claim.kind for claim in claims} >= {"cluster", "figure", "entity", "practice", "excluded"}
    assert all(claim.to_dict()["quote"] == TEXT[claim.start : claim.end] for claim in claims)
    assert [claim.kind for claim in opened.claims("洛陽", "figure")] == ["figure"]
    assert opened.atlas.title == "小图集"


def test_the_atlas_follows_a_new_build(made: Workspace, tmp_path: Path) -> None:
    made.build()
    assert made.atlas.summary["documents"] == 1
    assert made.atlas is made.atlas
    (tmp_path / "b.txt").write_text("又一份。", encoding="utf-8")
    made.add(tmp_path / "b.txt")
    made.build()
    assert made.atlas.summary["documents"] == 2


def test_a_workspace_is_found_from_a_folder_inside_it(made: Workspace) -> None:
    inside = made.folder / "documents"
    assert find(inside).folder == made.folder.resolve()
    with pytest.raises(WorkspaceError, match=r"no workspace.*jiqun new"):
        find(made.folder.parent)


def test_a_workspace_is_not_made_twice(made: Workspace) -> None:
    with pytest.raises(WorkspaceError, match="already a workspace"):
        Workspace.create(made.folder)


def test_titles_with_marks_of_toml_come_back(tmp_path: Path) -> None:
    title = '“引号” "quotes" \\ 反斜杠 # 井号\x7f'
    Workspace.create(tmp_path / "w", title)
    assert jiqun.open(tmp_path / "w").title == title


@pytest.mark.parametrize(
    ("settings", "problem"),
    [
        ("schema = 99", "written by a newer version"),
        ("title = ", "not TOML"),
        ("titel = 'x'", "unknown setting 'titel'"),
        ("title = 1", "setting 'title' is no text"),
    ],
)
def test_wrong_settings_are_told_in_one_line(tmp_path: Path, settings: str, problem: str) -> None:
    (tmp_path / "jiqun.toml").write_text(settings, encoding="utf-8")
    with pytest.raises(WorkspaceError, match=problem) as told:
        jiqun.open(tmp_path)
    assert "\n" not in str(told.value)
    assert "jiqun.toml" in str(told.value) or "update jiqun" in str(told.value)


def test_what_is_wrongly_asked_is_told(made: Workspace, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="unknown origin field: colour"):
        made.add(tmp_path / "small.txt", colour="red")
    with pytest.raises(UsageError, match="nothing to add"):
        made.add()
    with pytest.raises(UsageError, match="2021-06-31"):
        made.add(tmp_path / "small.txt", date="2021-06-31")
    with pytest.raises(WorkspaceError, match="no atlas yet"):
        _ = made.atlas
    with pytest.raises(WorkspaceError, match="not a workspace"):
        jiqun.open(tmp_path / "nowhere")


def test_check_finds_what_was_changed(made: Workspace) -> None:
    made.build()
    assert made.check() == []
    (stored,) = (made.folder / "documents").iterdir()
    stored.write_bytes(b"changed")
    assert [problem for problem in made.check() if "was changed" in problem]
    stored.unlink()
    assert [problem for problem in made.check() if "cannot be read" in problem]


def test_leftovers_of_killed_adds_are_removed(made: Workspace, tmp_path: Path) -> None:
    leftover = made.folder / "documents" / ".abc.txt.1.tmp"
    leftover.write_bytes(b"half")
    made.add(tmp_path / "small.txt")
    assert not leftover.exists()


def test_a_document_is_not_kept_when_the_ledger_refuses_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from jiqun.errors import StoreError
    from jiqun.ledger.ledger import Ledger

    def full(*_: object, **__: object) -> bool:
        raise StoreError("the disk is full: here: free some space")

    made = Workspace.create(tmp_path / "work")
    (tmp_path / "a.txt").write_text("一句话。", encoding="utf-8")
    monkeypatch.setattr(Ledger, "add", full)
    with pytest.raises(StoreError):
        made.add(tmp_path / "a.txt")
    assert list((made.folder / "documents").iterdir()) == []


def test_a_workspace_may_name_its_own_board(made: Workspace) -> None:
    (made.folder / "mine.yaml").write_text(
        "id: mine\nversion: '1'\nsource: ours\nitems:\n"
        "- {id: output, zh: 产值, en: output, named: [产值], evidence: [{words: [总产值]}]}\n",
        encoding="utf-8",
    )
    with (made.folder / rooms.SETTINGS).open("a", encoding="utf-8") as file:
        file.write('board = "mine.yaml"\n')
    opened = jiqun.open(made.folder)
    opened.build()
    items, cells = opened.atlas.board()
    assert [item.id for item in items] == ["output"]
    assert len(cells) == 2
