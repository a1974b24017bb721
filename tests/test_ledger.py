"""The ledger: exact or rejected, one transaction a document, and nothing changed by adding twice."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from jiqun.errors import StoreError, WorkspaceError
from jiqun.ledger import database
from jiqun.ledger.ledger import Ledger, identify
from jiqun.model import Claim, Figure, Origin, Standing
from small_atlas import TEXT, document, span, stand_in


@pytest.fixture
def ledger(tmp_path: Path):
    with Ledger(tmp_path / "ledger.sqlite") as opened:
        yield opened


def add(ledger: Ledger, origin: Origin = Origin(), **changes: object) -> bool:  # noqa: B008
    return ledger.add(replace(document(), **changes), origin, suffix=".txt", reader="0")


def test_schema_is_strict_and_versioned(ledger: Ledger) -> None:
    with sqlite3.connect(ledger.path) as connection:
        tables = {
            name: strict for _, name, _, _, _, strict in connection.execute("PRAGMA table_list") if name[:6] != "sqlite"
        }
        assert set(tables) == {"document", "origin", "block", "extraction", "claim", "evidence", "judgement"}
        assert all(tables.values()), tables
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA user_version").fetchone() == (database.migrations()[-1][0],)


def test_the_same_bytes_twice_change_nothing(ledger: Ledger) -> None:
    assert add(ledger) is True
    before = ledger.entries()
    assert add(ledger) is False
    assert ledger.entries() == before
    assert before[0].document == document()


def test_an_origin_given_again_replaces_only_what_it_names(ledger: Ledger) -> None:
    add(ledger, Origin(title="旧", url="https://example.org"))
    assert add(ledger, Origin(title="新")) is True
    assert ledger.entries()[0].origin == Origin(title="新", url="https://example.org")
    assert add(ledger, Origin(title="新")) is False


def test_claims_come_back_as_they_went_in(ledger: Ledger) -> None:
    add(ledger)
    claims = sorted(stand_in(document()), key=lambda claim: (claim.start, claim.end))
    assert len(claims) > 8
    ledger.put_extraction(document(), claims, rules="1")
    assert [claim for _, claim in ledger.claims("a" * 64)] == claims
    assert ledger.check() == []


@pytest.mark.parametrize(
    ("claim", "problem"),
    [
        (Standing(quote="不在这里", start=0, end=4, rule="r.1"), "the quote is '不在这里' but the text has '点击举报'"),
        (Standing(quote="点击", start=0, end=0, rule="r.1"), "empty or outside"),
        (Standing(quote="", start=3, end=3, rule="r.1"), "empty or outside"),
        (Standing(quote="x", start=9999, end=10000, rule="r.1"), "empty or outside"),
        (Standing(quote="x", start=-1, end=1, rule="r.1"), "empty or outside"),
        (
            Figure(quote="点击", start=0, end=2, value=1, value_text="举报", value_start=2, value_end=4, rule="r.1"),
            "outside the quote",
        ),
        (
            Figure(quote="点击", start=0, end=2, value=1, value_text="一", value_start=0, value_end=1, rule="r.1"),
            "the value is '一' but the text has '点'",
        ),
    ],
)
def test_an_inexact_claim_is_rejected_by_name_and_leaves_the_old_claims(
    ledger: Ledger, claim: Claim, problem: str
) -> None:
    add(ledger)
    good = Standing(**span(TEXT, "重要的花卉产地"))
    ledger.put_extraction(document(), [good], rules="1")
    with pytest.raises(StoreError, match=r"r\.1") as told:
        ledger.put_extraction(document(), [good, claim], rules="2")
    assert problem in str(told.value)
    assert "\n" not in str(told.value)
    assert [kept for _, kept in ledger.claims("a" * 64)] == [good]


def test_two_claims_with_one_identity_get_two_ids_and_a_repeated_claim_one() -> None:
    one = Standing(**span(TEXT, "花卉产地"), subject="昆明")
    other = replace(one, rule="another")
    ids = [id_ for id_, _ in identify(document(), [one, other, one])]
    assert len(ids) == len(set(ids)) == 2
    assert ids[1] == f"{ids[0]}-2"


def test_an_id_of_another_document_is_not_taken_twice(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jiqun.ledger.ledger.claim_id", lambda sha256, claim: "q-0")
    claim = Standing(**span(TEXT, "花卉产地"))
    for sha256 in ("a" * 64, "b" * 64):
        add(ledger, sha256=sha256)
        ledger.put_extraction(document(sha256=sha256), [claim], rules="1")
    assert [ledger.claims(sha)[0][0] for sha in ("a" * 64, "b" * 64)] == ["q-0", "q-0-2"]


def test_evidence_must_not_be_empty_nor_without_a_claim(ledger: Ledger) -> None:
    add(ledger)
    with pytest.raises(sqlite3.IntegrityError):
        ledger._connection.execute("INSERT INTO evidence VALUES ('none', 'quote', 0, 4, ?)", ("a" * 64,))
    ledger.put_extraction(document(), [Standing(**span(TEXT, "花卉产地"))], rules="1")
    with pytest.raises(sqlite3.IntegrityError):
        ledger._connection.execute("UPDATE evidence SET stop = start")


def test_a_ledger_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    Ledger(tmp_path / "l.sqlite").close()
    with sqlite3.connect(tmp_path / "l.sqlite") as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(WorkspaceError, match=r"written by a newer version.*update jiqun"):
        Ledger(tmp_path / "l.sqlite")


def test_a_file_that_is_no_database_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "l.sqlite").write_bytes(b"no database, but long enough to be looked at" * 50)
    with pytest.raises(StoreError, match="not a database of jiqun") as told:
        Ledger(tmp_path / "l.sqlite")
    assert "\n" not in str(told.value)


def test_a_full_disk_rolls_the_document_back(ledger: Ledger) -> None:
    add(ledger)
    (pages,) = ledger._connection.execute("PRAGMA page_count").fetchone()
    ledger._connection.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(StoreError, match="disk is full"):
        ledger.add(replace(document("长" * 200_000), sha256="b" * 64), Origin(), suffix=".txt", reader="0")
    assert [entry.document.sha256 for entry in ledger.entries()] == ["a" * 64]
    ledger._connection.execute("PRAGMA max_page_count = 100000")
    assert add(ledger, sha256="c" * 64) is True


def test_a_locked_ledger_is_told_in_one_line(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    add(ledger)
    with Ledger(ledger.path) as other, database.transaction(ledger._connection):
        assert other.has("a" * 64)  # reading goes on
        with pytest.raises(StoreError, match="another process is writing"):
            add(other, sha256="b" * 64)


def test_a_migration_is_applied_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Ledger(tmp_path / "l.sqlite").close()
    newest = database.migrations()[-1][0]
    steps = [*database.migrations(), (newest + 1, "CREATE TABLE new (a) STRICT;\nCREATE TABLE bad (;\n")]
    monkeypatch.setattr(database, "migrations", lambda: steps)
    with pytest.raises(StoreError):
        Ledger(tmp_path / "l.sqlite")
    with sqlite3.connect(tmp_path / "l.sqlite") as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (newest,)
        assert connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'new'").fetchone() is None
    steps[-1] = (newest + 1, "CREATE TABLE new (a TEXT) STRICT;\n")
    Ledger(tmp_path / "l.sqlite").close()
    with sqlite3.connect(tmp_path / "l.sqlite") as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (newest + 1,)
