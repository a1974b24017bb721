"""Tables to take away: every row with its quote, unknown cells empty, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from fastapi.testclient import TestClient

import web_atlas
from jiqun.atlas.atlas import Atlas
from jiqun.errors import NotFoundError
from jiqun.export import FORMATS, TABLES, write_table
from jiqun.export.cells import harmless
from jiqun.ledger.atlas_file import Contents, write_atlas
from jiqun.model import Cluster, Document, Entity, Figure, Origin, Practice, Record, Relation, Source
from jiqun.web import create_app

FORMULAS = ("=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0", "＝1+1", " =1", "\n=1", "\ufeff=1")


@pytest.fixture(scope="module")
def atlas(tmp_path_factory):
    return web_atlas.write(tmp_path_factory.mktemp("atlas") / "atlas.sqlite")


def written(atlas, table, suffix):
    stream = io.BytesIO()
    write_table(atlas, table, suffix, stream)
    return stream.getvalue()


def cells(atlas, table, suffix):
    data = written(atlas, table, suffix)
    if suffix == "csv":
        return [[cell or None for cell in row] for row in csv.reader(io.StringIO(data.decode("utf-8-sig")))]
    if suffix == "xlsx":
        sheet = openpyxl.load_workbook(io.BytesIO(data)).active
        return [[cell.value for cell in row] for row in sheet.iter_rows()]
    body = json.loads(data)
    return [body["columns"], *([item[c] for c in body["columns"]] for item in body["items"])]


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("suffix", FORMATS)
def test_every_table_has_its_rows_in_every_format(atlas, table, suffix):
    head, *rows = cells(atlas, table, suffix)
    assert tuple(head) == TABLES[table].columns
    expected = list(TABLES[table].rows(atlas))
    assert len(rows) == len(expected) and (expected or table == "organisations")  # of which this atlas has none
    assert [str(row[0]) for row in rows] == [row["id"] for row in expected]


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_figure_keeps_its_value_and_quote_and_what_is_unknown_is_empty(atlas, suffix):
    head, *rows = cells(atlas, "figures", suffix)
    figures = [dict(zip(head, row, strict=True)) for row in rows]
    first = next(f for f in figures if f["quote"] == "2018年甲市轴承总产值超过300亿元")
    assert float(first["value"]) == 3e10 and first["comparator"] == "gt" and first["period"] == "2018"
    assert (first["value_max"], first["coverage"]) == (None, None)
    other = next(f for f in figures if f["quote"] == "有6个园区")
    assert other["period"] is None and other["subject"] is None


def hostile_atlas(path):
    """An atlas whose every text begins like a formula."""
    text = "".join(f"{formula}\x01" for formula in FORMULAS)
    source = Source("a" * 12, Document(text, (), "=title", None, "a" * 64, "=name.txt"), Origin(title="@t", url="+u"))
    clusters = [Cluster(f"c-{n}", formula, (formula,), formula, formula) for n, formula in enumerate(FORMULAS)]
    records = []
    for number, formula in enumerate(FORMULAS):
        at = {"quote": formula, "start": text.index(formula), "end": text.index(formula) + len(formula)}
        made = [
            Figure(**at, value=-1, value_text=formula, value_start=at["start"], value_end=at["end"], subject=formula,
                   indicator=formula, unit_text=formula, coverage=formula, rule="=r"),
            Practice(**at, heading=formula, category=None),
            Relation(**at, head=formula, relation="member_of", tail=formula),
            Entity(**at, type="company", name=formula),
        ]  # fmt: skip
        records += [Record(f"{c.kind[0]}-{number}", source.id, f"c-{number}", c) for c in made]
    meta = {"title": "=t", "digest": "0", "rules_version": "1"}
    write_atlas(path, Contents(meta, [source], clusters, records, frozenset(), [], []))
    return Atlas.open(path)


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
@pytest.mark.parametrize("table", TABLES)
def test_no_formula_survives_into_a_cell(tmp_path, table, suffix):
    atlas = hostile_atlas(tmp_path / "atlas.sqlite")
    found = cells(atlas, table, suffix)
    assert len(found) > 1 or table == "organisations"
    for row in found:
        for cell in row:
            if isinstance(cell, str) and cell != "-1" and cell != "-1.0":
                bare = cell.lstrip()
                assert bare[:1] not in "=+-@＝" or not bare, f"{table}.{suffix}: {cell!r}"
                assert cell[:1] not in "\t\r\n", f"{table}.{suffix}: {cell!r}"
    if suffix == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(written(atlas, table, suffix)))
        assert all(cell.data_type != "f" for row in book.active.iter_rows() for cell in row)


def test_text_in_json_is_untouched(tmp_path):
    body = json.loads(written(hostile_atlas(tmp_path / "atlas.sqlite"), "figures", "json"))
    assert [item["quote"] for item in body["items"]] == list(FORMULAS)


def test_text_that_no_cell_can_hold_says_that_it_is_cut():
    assert len(harmless("x" * 40_000)) == 32_767 and harmless("x" * 40_000).endswith("…")


def test_an_unknown_table_or_format_is_one_line_and_no_path_leads_out(atlas):
    with pytest.raises(NotFoundError, match="no such table: zzz: there are clusters, "):
        write_table(atlas, "zzz", "csv", io.BytesIO())
    client = TestClient(create_app(atlas))
    for name in ("figures.exe", "..%2Fatlas.sqlite", "figures", "%2Fetc%2Fpasswd", ".csv"):
        assert client.get(f"/downloads/{name}").status_code == 404, name


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_page_leads_to_every_file(atlas, suffix):
    client = TestClient(create_app(atlas))
    page = client.get("/en/downloads").text
    for table in TABLES:
        assert f'href="/downloads/{table}.{suffix}"' in page
        answer = client.get(f"/downloads/{table}.{suffix}")
        assert answer.status_code == 200 and answer.headers["etag"]
        assert answer.headers["content-disposition"] == f'attachment; filename="{table}.{suffix}"'
        assert answer.headers["content-type"].split(";")[0] == FORMATS[suffix].media_type.split(";")[0]


def test_a_large_file_goes_through_without_being_kept(tmp_path, monkeypatch):
    monkeypatch.setattr("jiqun.web.keeping.LARGEST", 100)
    client = TestClient(create_app(web_atlas.write(tmp_path / "atlas.sqlite")))
    first = client.get("/downloads/figures.json")
    assert json.loads(first.text)["items"] and first.headers["etag"]
    assert client.get("/downloads/figures.json", headers={"if-none-match": first.headers["etag"]}).status_code == 304
    assert client.head("/downloads/figures.json").content == b""


def test_a_new_format_is_one_line(atlas, monkeypatch):
    lines = replace(FORMATS["csv"], suffix="txt", write=lambda out, name, columns, rows, about: out.write(b"ok"))
    monkeypatch.setattr("jiqun.export.write.FORMATS", {**FORMATS, "txt": lines})
    assert written(atlas, "figures", "txt") == b"ok"


def test_the_verb_writes_a_file(tmp_path):
    from small_atlas import workspace

    made = workspace(tmp_path)
    made.build()
    command = [Path(sys.executable).with_name("jiqun"), "export", "figures", "-o", "f.csv"]
    subprocess.run(command, cwd=made.folder, check=True, capture_output=True)
    assert (made.folder / "f.csv").read_bytes().startswith(b"\xef\xbb\xbfid,")
    wrong = subprocess.run([*command[:-1], "f.exe"], cwd=made.folder, capture_output=True, text=True)
    assert wrong.returncode == 2 and "f.exe" in wrong.stderr and wrong.stderr.count("\n") == 1
