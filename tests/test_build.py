"""The build: skipped when nothing changed, whole when something did, never half."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from jiqun.atlas import Atlas
from jiqun.errors import ReadError, StoreError, WorkspaceError
from jiqun.model import Claim, Document, Figure, Standing
from jiqun.read import read_bytes
from jiqun.workspace import Workspace
from small_atlas import TEXT, stand_in, workspace


@pytest.fixture
def extracted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the documents that were extracted, by the stand-in."""
    names: list[str] = []

    def extract(document: Document, tagger: bool = False) -> Iterator[Claim]:
        names.append(document.name)
        return stand_in(document)

    monkeypatch.setattr("jiqun.extract.extract", extract)
    return names


@pytest.fixture
def made(tmp_path: Path, extracted: list[str]) -> Workspace:
    return workspace(tmp_path)


def fingerprint(path: Path) -> tuple[int, int, str]:
    status = path.stat()
    return status.st_ino, status.st_mtime_ns, hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_second_build_extracts_nothing_and_leaves_the_atlas_untouched(made: Workspace, extracted: list[str]) -> None:
    first = made.build()
    assert (first.changed, first.extracted, first.clusters, first.practices) == (True, 1, 2, 1)
    assert first.claims["figure"] == 1
    assert sum(first.excluded.values()) >= 1
    before = fingerprint(first.path)
    second = made.build()
    assert (second.changed, second.extracted) == (False, 0)
    assert fingerprint(second.path) == before
    assert extracted == ["small.txt"]
    assert replace(second, changed=True, extracted=1, seconds=first.seconds) == first


def test_the_same_ledger_gives_the_same_bytes(made: Workspace) -> None:
    path = made.build().path
    before = path.read_bytes()
    path.unlink()
    made.build()
    assert path.read_bytes() == before


def test_a_new_document_is_extracted_alone(made: Workspace, extracted: list[str], tmp_path: Path) -> None:
    made.build()
    (tmp_path / "second.txt").write_text("昆明的花卉。\n", encoding="utf-8")
    made.add(tmp_path / "second.txt")
    report = made.build()
    assert (report.changed, report.extracted, report.documents) == (True, 1, 2)
    assert extracted == ["small.txt", "second.txt"]


def test_new_rules_extract_again(made: Workspace, extracted: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    made.build()
    monkeypatch.setattr("jiqun.extract.RULES_VERSION", "another")
    report = made.build()
    assert (report.changed, report.extracted) == (True, 1)
    assert made.atlas.meta["rules_version"] == "another"


@pytest.mark.parametrize(
    "change",
    [
        lambda work, file: work.add(file, title="another"),
        lambda work, file: work.add(file, date="2021"),
        lambda work, file: setattr(work, "title", "another"),
    ],
)
def test_a_new_origin_date_or_title_builds_anew(
    made: Workspace, tmp_path: Path, change: Callable[[Workspace, Path], object]
) -> None:
    made.build()
    change(made, tmp_path / "small.txt")
    assert made.build().changed is True
    assert made.build().changed is False


def test_other_readers_read_the_stored_bytes_again(
    made: Workspace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made.add(tmp_path / "small.txt", date="2021-05")
    assert made.build().read == 0
    monkeypatch.setattr("jiqun.workspace.digest_of", lambda *rooms: "another")
    report = made.build()
    assert (report.read, report.extracted) == (1, 1)
    assert made.build().read == 0
    (source,) = made.atlas.sources()
    assert source.document.date == "2021-05"
    assert source.document.text == TEXT


def test_a_reader_that_gives_another_text_replaces_text_and_claims(
    made: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    made.build()
    shorter = TEXT[: TEXT.rindex("\n", 0, -1)]

    def read_less(data: bytes, name: str, date: str | None = None) -> Document:
        return replace(read_bytes(shorter.encode(), name, date), sha256=hashlib.sha256(data).hexdigest())

    monkeypatch.setattr("jiqun.workspace.digest_of", lambda *rooms: "another")
    monkeypatch.setattr("jiqun.read.read_bytes", read_less)
    report = made.build()
    assert (report.read, report.extracted, report.refused) == (1, 1, ())
    (source,) = made.atlas.sources()
    assert source.document.text == shorter
    assert all(claim.end <= len(shorter) for claim in made.claims())


def test_what_a_newer_reader_refuses_keeps_its_text_and_is_told(
    made: Workspace, monkeypatch: pytest.MonkeyPatch, extracted: list[str]
) -> None:
    before = made.build()

    def refuse(data: bytes, name: str, date: str | None = None) -> Document:
        raise ReadError(f"{name} is a kind of file that is read no more: save it anew")

    monkeypatch.setattr("jiqun.workspace.digest_of", lambda *rooms: "another")
    monkeypatch.setattr("jiqun.read.read_bytes", refuse)
    report = made.build()
    assert report.refused == ("small.txt is a kind of file that is read no more: save it anew",)
    assert (report.read, report.extracted, report.claims) == (0, 0, before.claims)
    assert made.build().refused == report.refused, "it is tried again by every build"
    assert made.atlas.sources()[0].document.text == TEXT
    assert extracted == ["small.txt"]


def test_an_inexact_claim_stops_the_build_and_keeps_the_previous_atlas(
    made: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = made.build().path
    before = fingerprint(path)
    monkeypatch.setattr("jiqun.extract.RULES_VERSION", "bad")
    monkeypatch.setattr(
        "jiqun.extract.extract", lambda document, tagger=False: [Standing(quote="误", start=0, end=1, rule="bad.rule")]
    )
    with pytest.raises(StoreError, match=r"claim rejected: small\.txt at 0–1.*bad\.rule"):
        made.build()
    assert fingerprint(path) == before
    assert made.claims(kind="figure")


def test_spans_are_checked_again_at_the_build(made: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    made.build()
    with made._ledger() as ledger:  # as if the text had been changed behind our back
        ledger._connection.execute("UPDATE document SET text = replace(text, '300', '900')")
        ledger._connection.execute("UPDATE extraction SET inputs = ?", (_inputs(ledger),))
    with pytest.raises(StoreError, match="claim rejected"):
        made.build()


def _inputs(ledger: object) -> str:
    from jiqun.extract import RULES_VERSION
    from jiqun.ledger.ledger import Ledger, extraction_inputs

    assert isinstance(ledger, Ledger)
    return extraction_inputs(ledger.entries()[0].document, RULES_VERSION)


def test_leftovers_of_killed_builds_are_removed(made: Workspace) -> None:
    leftover = made.folder / "atlas" / ".building-1.sqlite"
    leftover.write_bytes(b"half")
    made.build()
    assert not leftover.exists()
    assert sorted(path.name for path in (made.folder / "atlas").iterdir()) == ["atlas.sqlite", "history"]


def test_a_damaged_atlas_is_built_anew(made: Workspace) -> None:
    path = made.build().path
    path.chmod(0o644)
    path.write_bytes(b"damaged" * 1000)
    assert made.build().changed is True
    assert Atlas.open(path).summary["clusters"] == 2


def test_an_empty_workspace_has_nothing_to_build(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match=r"no documents in the workspace.*jiqun add"):
        Workspace.create(tmp_path / "empty").build()


def test_progress_is_told(made: Workspace) -> None:
    steps: list[str] = []
    made.build(lambda step, done, total: steps.append(step))
    assert list(dict.fromkeys(steps)) == ["extract", "resolve", "board", "index", "write"]


@pytest.mark.parametrize(
    ("subject", "is_headline"),
    [
        ("洛阳轴承产业集群", True),
        ("轴承产业", True),
        (None, True),
        ("洛轴", False),
        ("龙头企业洛轴", False),
        ("该公司", False),
    ],
)
def test_the_size_of_a_firm_is_no_headline_of_its_cluster(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, subject: str | None, is_headline: bool
) -> None:
    def extract(document: Document, tagger: bool = False) -> Iterator[Claim]:
        for claim in stand_in(document):
            yield replace(claim, subject=subject) if isinstance(claim, Figure) else claim

    monkeypatch.setattr("jiqun.extract.extract", extract)
    made = workspace(tmp_path)
    made.build()
    assert bool(made.atlas.headlines(made.atlas.cluster("洛阳").id)) is is_headline


@pytest.mark.parametrize("change", [{"status": "target"}, {"unit": "percent"}, {"indicator_id": None}])
def test_a_target_a_share_or_an_unknown_indicator_is_no_headline(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: dict[str, object]
) -> None:
    def extract(document: Document, tagger: bool = False) -> Iterator[Claim]:
        for claim in stand_in(document):
            yield replace(claim, **change) if isinstance(claim, Figure) else claim

    monkeypatch.setattr("jiqun.extract.extract", extract)
    made = workspace(tmp_path)
    made.build()
    assert made.atlas.headlines(made.atlas.cluster("洛阳").id) == []
