"""The interface for programs: paged, filtered, described, in one shape of errors, and true to its description."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

import web_atlas
from jiqun.web import create_app
from jiqun.web.api import OPERATIONS


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    path = tmp_path_factory.mktemp("atlas") / "atlas.sqlite"
    web_atlas.write(path).close()
    return TestClient(create_app(path))


def items(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return answer.json()["items"]


def test_lists_are_paged_by_the_address_of_the_next_page(client):
    whole = items(client, "/api/claims?limit=500")
    address, found, pages = "/api/claims?limit=4", [], 0
    while address:
        body = client.get(address).json()
        assert body["total"] == len(whole) and len(body["items"]) <= 4
        found, pages, address = found + body["items"], pages + 1, body["next"]
    assert found == whole and pages == -(-len(whole) // 4)
    beyond = client.get("/api/claims?offset=1000").json()
    assert (beyond["items"], beyond["next"], beyond["total"]) == ([], None, len(whole))


def test_figures_are_filtered_by_indicator_cluster_period_and_status(client):
    def quotes(query):
        return [item["quote"] for item in items(client, f"/api/figures?{query}")]

    first = "2018年甲市轴承总产值超过300亿元"
    for name in ("gross_output_value", "总产值", "總產值"):
        assert quotes(f"indicator={name}") == [first], name
    assert quotes("indicator=平台数") == ["到2025年将建成20个平台"]
    assert quotes("cluster=c-two") == ["有6个园区"] == quotes("period=not_stated")
    assert quotes("period=2018") == [first] and quotes("status=target") == ["到2025年将建成20个平台"]
    assert quotes("period=1999") == [] and quotes("cluster=甲市&status=actual") == [first]


def test_other_lists_are_filtered_too(client):
    assert {r["name"] for r in items(client, "/api/entities?type=company&cluster=c-one")} == {"甲轴", "乙轴"}
    assert [r["head"] for r in items(client, "/api/relations?relation=member_of")] == ["甲轴", "乙轴"]
    assert len(items(client, "/api/practices?category=government_mechanism")) == 1
    assert items(client, "/api/practices?category=not_stated") == []
    assert {r["kind"] for r in items(client, "/api/claims?kind=excluded")} == {"excluded"}
    assert [c["id"] for c in items(client, "/api/clusters?q=軸承")] == ["c-one"]
    assert [c["id"] for c in items(client, "/api/clusters?field=装备")] == ["c-one", "c-two"]
    assert items(client, "/api/claims?verdict=accept") == [] and items(client, "/api/claims?verdict=unjudged")


def test_indicators_are_the_dictionary_with_what_each_is_stated_by(client):
    found = {entry["id"]: entry for entry in items(client, "/api/indicators")}
    assert found["gross_output_value"]["figures"] == 1 and found["gross_output_value"]["definition"]
    assert found["employees"]["figures"] == 0


def test_two_figures_are_judged_and_what_is_no_figure_is_refused(client):
    one, other = (item["id"] for item in items(client, "/api/figures?limit=2"))
    body = client.get(f"/api/compare/verdict?a={one}&b={other}").json()
    assert body["verdict"]["status"] == "refused" and body["verdict"]["reasons"]
    relation = items(client, "/api/relations?limit=1")[0]["id"]
    answer = client.get(f"/api/compare/verdict?a={one}&b={relation}")
    assert answer.status_code == 422 and "no figure" in answer.json()["error"]["message"]
    assert client.get("/api/compare?cluster=c-one&cluster=c-two").json()["not_stated"]
    assert client.get("/api/compare?indicator=zzzz").status_code == 404


def test_nothing_tells_where_files_lie(client, tmp_path):
    for address in ("/api/changes?since=2026-03", "/api/", "/api/clusters/zzz", "/api/documents/zzz"):
        text = client.get(address).text
        assert "sqlite" not in text and "/tmp" not in text, address


def test_every_operation_is_described_with_samples_in_three_languages(client):
    document = client.get("/api/openapi.json").json()
    assert document["openapi"].startswith("3.1") and document["info"]["description"]
    assert len(document["paths"]) == len(OPERATIONS)
    for path, methods in document["paths"].items():
        operation = methods["get"]
        assert set(methods) == {"get"} and operation["description"] and operation["summary"], path
        assert [sample["lang"] for sample in operation["x-codeSamples"]] == ["curl", "Python", "JavaScript"]
        assert all(parameter.get("description") for parameter in operation.get("parameters", ())), path
        for status in ("404", "422"):
            content = operation["responses"][status]["content"]["application/json"]
            assert content["schema"] == {"$ref": "#/components/schemas/Error"}, path
