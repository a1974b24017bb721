"""Past builds stay beside the atlas, found by date, as many as the settings say; older formats can still be read."""

from __future__ import annotations

import os
import shutil
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import jiqun
from jiqun.atlas import Atlas
from jiqun.atlas.diff import diff
from jiqun.atlas.history import PastBuild, build_at, past_builds, superfluous
from jiqun.errors import NotFoundError
from jiqun.ledger.atlas_file import FORMAT
from jiqun.workspace import Workspace
from judging_aid import FIGURE, Bench


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    return Bench(tmp_path, monkeypatch)


@pytest.fixture
def work(bench: Bench) -> Workspace:
    return bench.work


def rebuilt(work: Workspace, note: str) -> Workspace:
    """The workspace, built again after something changed."""
    (document,) = work.atlas.sources()
    work.origin(document.id, note=note)
    assert work.build().changed
    return work


def dated(work: Workspace, *days: str) -> list[PastBuild]:
    """The builds kept, as if they had been built on these days."""
    for build, day in zip(work.past_builds(), days, strict=True):
        name = build.path.name
        build.path.rename(build.path.with_name(day + name[10:]))
    return work.past_builds()


def test_each_build_is_kept_once_and_shares_the_bytes_of_the_atlas(work: Workspace) -> None:
    (first,) = work.past_builds()
    assert first.path.samefile(work.atlas.path)
    assert first.fingerprint == work.atlas.meta["fingerprint"][:8]
    work.build()
    assert work.past_builds() == [first]
    rebuilt(work, "1")
    kept = work.past_builds()
    assert [build.path for build in kept][:1] == [first.path] and len(kept) == 2
    assert kept[1].path.samefile(work.atlas.path) and not first.path.samefile(work.atlas.path)
    assert diff(Atlas.open(first.path), work.atlas).summary == {"document": {"changed": 1}}


def test_a_disk_without_hard_links_gets_copies(work: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("no hard links here")

    monkeypatch.setattr(os, "link", refuse)
    rebuilt(work, "1")
    newest = work.past_builds()[-1].path
    assert not newest.samefile(work.atlas.path)
    assert newest.read_bytes() == work.atlas.path.read_bytes()


def test_a_build_that_was_killed_before_it_was_kept_is_made_up_for(work: Workspace) -> None:
    (first,) = work.past_builds()
    first.path.unlink()
    (first.path.parent / ".keeping-1").write_bytes(b"half")
    assert not work.build().changed
    assert [build.path for build in work.past_builds()] == [first.path]
    assert [path.name for path in first.path.parent.iterdir()] == [first.path.name]


def test_the_same_atlas_twice_with_another_between_is_kept_twice(work: Workspace) -> None:
    work.build(reviewed_only=True)
    work.build(reviewed_only=False)
    prints = [build.fingerprint for build in work.past_builds()]
    assert len(prints) == 3 and prints[0] == prints[2] != prints[1]


def test_how_many_are_kept_is_a_setting(work: Workspace) -> None:
    settings = work.folder / "jiqun.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + "history = 2\n", encoding="utf-8")
    bounded = jiqun.open(work.folder)
    for number in range(4):
        rebuilt(bounded, str(number))
    kept = bounded.past_builds()
    assert len(kept) == 2 and kept[-1].path.samefile(bounded.atlas.path)
    settings.write_text(settings.read_text(encoding="utf-8").replace("= 2\n", "= 0\n"), encoding="utf-8")
    jiqun.open(work.folder).build()
    assert bounded.past_builds() == [] and bounded.atlas.path.is_file()


def test_what_a_date_cannot_reach_goes_first_then_days_then_months() -> None:
    start = datetime(2026, 1, 30, 9, tzinfo=UTC)
    hours = [0, 1, 24, 25, 48, 72, 73, 74]  # 30 and 31 January twice, then 1 and thrice 2 February
    builds = [PastBuild(start + timedelta(hours=hour), "0" * 8, Path("x")) for hour in hours]
    gone = [hours[builds.index(build)] for build in superfluous(builds, 1)]
    assert set(gone) == set(hours[:-1])
    assert [hours[builds.index(build)] for build in superfluous(builds, 4)] == [0, 24, 72, 73]
    assert [hours[builds.index(build)] for build in superfluous(builds, 2)] == [0, 1, 24, 48, 72, 73]
    assert superfluous(builds, 8) == [] and len(superfluous(builds, 0)) == 8


def test_a_date_means_the_last_build_at_or_before_it(work: Workspace) -> None:
    for number in range(3):
        rebuilt(work, str(number))
    first, second, third, last = dated(work, "2025-12-31", "2026-01-15", "2026-01-15", "2026-03-01")
    atlas = work.folder / "atlas" / "atlas.sqlite"
    assert [build_at(atlas, date) for date in ("2025-12-31", "2026-01-14", "2025")] == [first] * 3
    assert [build_at(atlas, date) for date in ("2026-01-15", "2026-01", "2026-02-28")] == [third] * 3
    assert [build_at(atlas, date) for date in ("2026-03-01", "2026", "2027-01-01")] == [last] * 3
    assert second in past_builds(atlas)
    assert work.atlas_at("2026-01").path == third.path
    with pytest.raises(NotFoundError, match="the first one kept is of 2025-12-31"):
        work.atlas_at("2025-12-30")


def test_an_atlas_of_an_older_format_is_read_with_what_it_has(work: Workspace, bench: Bench, tmp_path: Path) -> None:
    older = tmp_path / "older.sqlite"
    shutil.copy(work.atlas.path, older)
    older.chmod(0o644)
    connection = sqlite3.connect(older)
    for statement in (
        "PRAGMA foreign_keys = OFF", "DROP TABLE finding", "DROP TABLE finding_input", "DROP TABLE judgement",
        "ALTER TABLE record DROP COLUMN reading", "ALTER TABLE record DROP COLUMN kept", "PRAGMA user_version = 1",
    ):  # fmt: skip
        connection.execute(statement)
    connection.commit()
    connection.close()
    assert FORMAT > 1
    work.judge(bench.id_of(FIGURE), "accept", by="LW")
    work.build()
    opened = Atlas.open(older)
    assert len(opened.records()) == len(work.atlas.records())
    assert opened.judgements() == [] and opened.board()[0] == work.atlas.board()[0]
    assert diff(opened, work.atlas).summary == {"figure": {"rejudged": 1}}
