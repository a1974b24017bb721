"""Hostile documents: whatever stands in them, pages, answers, exports and publications are inert."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import deque
from urllib.parse import urldefrag, urljoin, urlsplit

import openpyxl
import pytest
from fastapi.testclient import TestClient

from hostile_aid import HIDDEN, check_inert, hostile_workspace
from jiqun.export import TABLES, write_table
from jiqun.publish import publish
from jiqun.web import create_app
from jiqun.words import LANGUAGES
from jiqun.workspace.desk import ReviewDesk
from jiqun.workspace.tokens import Tokens


@pytest.fixture(scope="module")
def work(tmp_path_factory):
    return hostile_workspace(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module")
def client(work):
    return TestClient(create_app(work.atlas.path, site=work.site))


def test_every_page_is_inert(client):
    todo, seen = deque(f"/{lang}/" for lang in LANGUAGES), set()
    while todo:
        path = todo.popleft()
        if path in seen:
            continue
        seen.add(path)
        answer = client.get(path)
        assert answer.status_code == 200, path
        if "html" not in answer.headers["content-type"]:
            continue
        check_inert(answer.text, path)
        for link in re.findall(r'href="([^"]*)"', answer.text):
            target = urldefrag(urljoin(path, link.replace("&amp;", "&")))[0]
            if not urlsplit(target).scheme:
                todo.append(target)
    assert len(seen) > 40


def test_a_fake_id_is_only_text(client, work):
    for path in ("/zh/claim/f-0123456789", "/api/claims/f-0123456789", "/zh/document/d-000000000000"):
        assert client.get(path).status_code == 404, path
    source = next(s for s in work.atlas.sources() if s.document.name == "fake_ids.txt")
    text = client.get(f"/zh/document/{source.id}").text
    assert 'id="f-0123456789"' not in text and "&lt;mark id=" in text
    assert all(record.judgement is None for record in work.atlas.records())


def test_search_and_errors_give_hostile_words_back_inert(client):
    for query in (
        "<script>alert(1)</script>",
        "{{7*7}}",
        "\u202e",
        "' OR 1=1 --",
        '"><svg onload=alert(1)>',
        "pairs : x*",
        "\x00",
    ):
        for path in ("/zh/search", "/en/search"):
            answer = client.get(path, params={"q": query})
            assert answer.status_code == 200, query
            check_inert(answer.text, query)
    for path in (
        "/zh/cluster/<script>",
        "/zh/claim/%22%3E%3Cscript%3E",
        "/en/%7B%7B7*7%7D%7D",
        "/zh/document/..%2F..%2Fetc%2Fpasswd",
    ):
        answer = client.get(path)
        assert answer.status_code == 404
        check_inert(answer.text, path)


def test_answers_for_programs_are_json_with_the_text_as_it_is(client, work):
    for source in work.atlas.sources():
        answer = client.get(f"/api/documents/{source.id}")
        assert answer.headers["content-type"] == "application/json"
        assert answer.headers["x-content-type-options"] == "nosniff"
        body = answer.json()
        assert body["text"] == source.document.text
        for claim in body["claims"]:
            assert body["text"][claim["start"] : claim["end"]] == claim["quote"]


@pytest.mark.parametrize("table", TABLES)
def test_no_cell_of_an_export_runs(work, table):
    for suffix in ("csv", "xlsx", "json"):
        stream = io.BytesIO()
        write_table(work.atlas, table, suffix, stream)
        data = stream.getvalue()
        if suffix == "json":
            assert json.loads(data)["items"] is not None
            continue
        if suffix == "csv":
            cells = [cell for row in csv.reader(io.StringIO(data.decode("utf-8-sig"))) for cell in row]
        else:
            rows = openpyxl.load_workbook(io.BytesIO(data)).active.iter_rows()
            cells = [cell for row in rows for cell in row]
            assert all(cell.data_type != "f" for cell in cells)
            cells = [cell.value for cell in cells if isinstance(cell.value, str)]
        for cell in cells:
            bare = cell.lstrip()
            assert bare[:1] not in tuple("=+@＝＋－＠") and cell[:1] not in tuple("\t\r\n"), (
                f"{table}.{suffix}: {cell!r}"
            )
            assert bare[:1] != "-" or re.fullmatch(r"-[\d.e+]+", bare), f"{table}.{suffix}: {cell!r}"
            assert not set(cell) & set(HIDDEN), f"{table}.{suffix}: {cell!r}"


def test_review_pages_are_inert(work):
    _, secret = Tokens(work.folder / "tokens.json").new("<script>alert(9)</script>{{7*7}}", "owner")
    client = TestClient(create_app(work.atlas.path, desk=ReviewDesk(work)), base_url="http://localhost")
    client.post("/zh/review/enter", data={"token": secret}, headers={"origin": "http://localhost"})
    queue = work.queue(state="all").records
    paths = ["", "?state=all&cluster=", "/log", *(f"/document/{source.id}" for source in work.atlas.sources())]
    for path in [*paths, *(f"/claim/{record.id}" for record in queue[:40])]:
        text = client.get(f"/zh/review{path}").text
        assert "csrf" in text, path
        check_inert(text, path)


def test_a_publication_is_inert(work, tmp_path):
    made = publish(work.atlas.path, tmp_path / "out", work.site, jobs=1)
    assert made.dead == ()
    pages = list((tmp_path / "out").rglob("*.html"))
    assert len(pages) > 40
    for page in pages:
        check_inert(page.read_text(encoding="utf-8"), page.name)
