"""Origin cards are shown and edited, an older ledger gets the new fields, and a missing origin is told everywhere."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import jiqun
from jiqun.errors import NotFoundError, UsageError
from jiqun.ledger.database import migrations
from jiqun.model import Origin
from jiqun.web.app import create_app
from jiqun.workspace import Workspace

JIQUN = Path(sys.executable).with_name("jiqun")
TEXT = "1、东岭轴承产业集群\n\n2018年，东岭轴承产业总产值为357.6亿元。产品覆盖9大类、70多个小类、1300多个型号规格。\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = Workspace.create(tmp_path / "work", "卡片")
    for name, text, date in (("a.txt", TEXT, "2019"), ("b.txt", "旧事\n\n" + TEXT, "2011")):
        (tmp_path / name).write_text(text, encoding="utf-8")
        made.add(tmp_path / name, date=date)
    return made


def run(workspace: Workspace, *words: str, language: str = "C.UTF-8", status: int = 0) -> str:
    import os

    done = subprocess.run(
        [str(JIQUN), *words], cwd=workspace.folder, env={**os.environ, "LC_ALL": language}, capture_output=True,
        text=True, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout if status == 0 else done.stderr


def test_fields_are_set_and_cleared_one_by_one(workspace: Workspace) -> None:
    assert workspace.origin("a.txt") == Origin()
    workspace.origin("a.txt", title="概况", coverage="东岭，2018", language="zh", processing="OCR")
    assert workspace.origin("a.txt", coverage=None, licence=" CC0-1.0 ") == Origin(
        title="概况", licence="CC0-1.0", language="zh", processing="OCR"
    )
    assert workspace.origin("b.txt") == Origin()
    workspace.build()
    assert workspace.atlas.source("a.txt").origin.language == "zh"
    workspace.origin("a.txt", language="en")
    assert workspace.build().changed
    assert workspace.atlas.source("a.txt").origin.language == "en"


def test_a_document_is_named_by_its_file_its_id_or_its_digest(workspace: Workspace) -> None:
    card = workspace.origins()[0]
    for ref in (card.name, card.id, card.sha256, card.sha256[:6]):
        assert workspace.origin(ref, note=ref).note == ref


@pytest.mark.parametrize(
    ("document", "fields", "error"),
    [
        ("c.txt", {}, NotFoundError),
        ("", {}, NotFoundError),
        ("a.txt", {"colour": "red"}, UsageError),
        ("a.txt", {"title": "  "}, UsageError),
    ],
)
def test_mistakes_are_told_and_change_nothing(workspace: Workspace, document: str, fields: dict, error: type) -> None:
    before = workspace.origins()
    with pytest.raises(error):
        workspace.origin(document, **fields)
    assert workspace.origins() == before


def test_the_command_line_edits_and_lists(workspace: Workspace) -> None:
    assert run(workspace, "origin").count("no origin stated") == 2
    shown = run(workspace, "origin", "a.txt", "--producer", "某局", "--published", "2019-03", "--language", "zh")
    assert "Publisher: 某局" in shown and "Language: zh" in shown and "jiqun build" in shown
    body = json.loads(run(workspace, "origin", "a.txt", "--clear", "language", "--json"))
    assert body["stated"] and body["origin"]["language"] is None and body["origin"]["producer"] == "某局"
    assert [card["stated"] for card in json.loads(run(workspace, "origin", "--json"))] == [True, False]
    assert "来源未载明" in run(workspace, "origin", language="zh_CN.UTF-8")
    assert "unknown origin field" in run(workspace, "origin", "a.txt", "--clear", "colour", status=2)
    assert "at once" in run(workspace, "origin", "a.txt", "--clear", "title", "--title", "x", status=2)
    assert "which document" in run(workspace, "origin", "--title", "x", status=2)


def test_add_takes_the_new_fields(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "c.txt").write_text("别的\n", encoding="utf-8")
    run(workspace, "add", str(tmp_path / "c.txt"), "--coverage", "甲", "--language", "zh", "--processing", "乙")
    assert workspace.origin("c.txt") == Origin(coverage="甲", language="zh", processing="乙")


def test_an_older_ledger_gets_the_new_fields_and_keeps_the_old(tmp_path: Path) -> None:
    made = Workspace.create(tmp_path / "work", "旧")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    made.add(tmp_path / "a.txt", producer="某局", note="旧注")
    ledger = made.folder / "ledger.sqlite"
    with sqlite3.connect(ledger) as connection:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        assert version == migrations()[-1][0] >= 3
        for name in ("coverage", "language", "processing"):
            connection.execute(f"ALTER TABLE origin DROP COLUMN {name}")
        connection.execute("PRAGMA user_version = 2")
    connection.close()
    again = jiqun.open(made.folder)
    assert again.origin("a.txt", coverage="东岭") == Origin(producer="某局", note="旧注", coverage="东岭")


def test_a_claim_without_origin_is_shown_as_such(workspace: Workspace) -> None:
    workspace.origin("a.txt", producer="某局")
    workspace.build()
    lines = [line for line in run(workspace, "show", "东岭").split("\n") if "357.6" in line]
    assert lines and any("no origin stated" in line for line in lines)
    assert not all("no origin stated" in line for line in lines)
    one = next(r for r in workspace.atlas.records(source="b.txt", kind="figure"))
    assert "Origin: no origin stated" in run(workspace, "explain", one.id)
    assert json.loads(run(workspace, "explain", one.id, "--json"))["reposts"]["origin_stated"] is False
    other = next(r for r in workspace.atlas.records(source="a.txt", kind="figure"))
    assert "no origin" not in run(workspace, "explain", other.id)


def test_reposts_and_stale_claims_are_told_in_both_languages(workspace: Workspace) -> None:
    workspace.build()
    body = json.loads(run(workspace, "reposts", "--json"))
    document = next(chain for chain in body["chains"] if chain["kind"] == "document")
    assert [link["document"] for link in document["links"]] == ["b.txt", "a.txt"]
    assert set(document["message"]) == {"zh", "en"} and "2011" in document["message"]["zh"]
    assert {stale["since"] for stale in body["stale"]} == {2011}
    told = " ".join(stale["quote"] for stale in body["stale"])
    assert "9大类" in told and "70多个小类" in told and "1300多个" in told
    assert "stale since 2011" in run(workspace, "reposts", "--all")
    assert "2011年起即有此说" in run(workspace, "show", "东岭", language="zh_CN.UTF-8")
    one = body["stale"][0]["claim"]
    assert "stale since 2011" in run(workspace, "explain", one)


@pytest.mark.parametrize(
    ("lang", "none", "stale"),
    [("zh", "来源未载明", "2011年起即有此说"), ("en", "no origin", "stale since 2011")],
)
def test_the_pages_show_both(workspace: Workspace, lang: str, none: str, stale: str) -> None:
    workspace.origin("b.txt", producer="某局", coverage="东岭全市")
    workspace.build()
    atlas = workspace.atlas
    one = atlas.stale_claims("a.txt")[0]
    with TestClient(create_app(atlas.path)) as client:
        page = client.get(f"/{lang}/claim/{one.claim}").text
        assert none in page and stale in page
        page = client.get(f"/{lang}/document/{one.source}").text
        assert none not in page and "东岭全市" in page and "a.txt" in page
        body = client.get(f"/api/claims/{one.claim}").json()
        assert body["stale"]["since"] == 2011 and body["origin_stated"] is False
