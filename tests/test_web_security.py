"""What every answer carries and every request must pass; answers that are kept; how a workspace's site looks."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

import web_atlas
from jiqun.errors import WorkspaceError
from jiqun.web import create_app
from jiqun.web.keeping import Kept
from jiqun.web.security import BODY_BYTES
from jiqun.web.site import Site, site_of


@pytest.fixture
def path(tmp_path):
    place = tmp_path / "atlas.sqlite"
    web_atlas.write(place).close()
    return place


def test_a_request_for_another_host_is_refused_in_one_shape(path):
    client = TestClient(create_app(path, hosts={"localhost", "[::1]"}), base_url="http://localhost:8765")
    assert client.get("/zh/").status_code == 200
    assert client.get("/zh/", headers={"host": "[::1]:8765"}).status_code == 200
    for host in ("evil.example", "localhost.evil.example", "localhost:8765.evil.example", ""):
        answer = client.get("/api/clusters", headers={"host": host})
        assert answer.status_code == 421 and answer.json()["error"]["code"] == "wrong_host", host
        assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_other_pages_may_read_the_interface_and_nothing_else(path):
    client = TestClient(create_app(path))
    asking = {"origin": "https://elsewhere.example", "access-control-request-method": "GET"}
    assert client.options("/api/clusters", headers=asking).status_code == 204
    answer = client.get("/api/clusters", headers=asking)
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in answer.headers
    assert "POST" not in client.options("/api/clusters", headers=asking).headers["access-control-allow-methods"]
    for address in ("/zh/", "/zh/cluster/c-one", "/static/jiqun.css"):
        assert "access-control-allow-origin" not in client.get(address, headers=asking).headers, address


def test_large_bodies_and_long_addresses_are_refused(path):
    client = TestClient(create_app(path))
    assert client.post("/api/clusters", content=b"x" * (BODY_BYTES + 1)).status_code == 413
    assert client.get("/zh/search?q=" + "x" * 9000).status_code == 414
    assert client.get("/api/clusters", headers={"content-length": "-5"}).status_code == 413


def test_what_a_reader_has_is_not_sent_again_until_the_atlas_changes(path):
    client = TestClient(create_app(path))
    for address in ("/zh/cluster/c-one", "/api/clusters", "/static/jiqun.css"):
        first = client.get(address)
        tag = first.headers["etag"]
        assert first.headers["cache-control"]
        again = client.get(address, headers={"if-none-match": f'"other", {tag}'})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag), address
        assert client.get(address).content == first.content
        head = client.head(address)
        assert (head.status_code, head.content, head.headers["etag"]) == (
            200,
            b"",
            tag,
        )
    web_atlas.write(path, title="新图集").close()
    assert client.get("/api/", headers={"if-none-match": tag}).status_code == 200
    assert client.get("/api/clusters").headers["etag"] != tag


def test_answers_are_compressed_once_and_readable_without(path):
    client = TestClient(create_app(path))
    packed = client.get("/zh/", headers={"accept-encoding": "gzip"})
    plain = client.get("/zh/", headers={"accept-encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip" and "content-encoding" not in plain.headers
    assert packed.text == plain.text and int(packed.headers["content-length"]) < len(plain.content)


def test_errors_are_not_kept(path):
    client = TestClient(create_app(path))
    for _ in range(2):
        answer = client.get("/zh/cluster/nothing")
        assert answer.status_code == 404 and "etag" not in answer.headers


def test_kept_answers_are_bounded(path, monkeypatch):
    monkeypatch.setattr("jiqun.web.keeping.KEPT_BYTES", 4000)
    app = create_app(path)
    client = TestClient(app)
    for number in range(30):
        assert client.get(f"/api/search?q={number}").status_code == 200
    layer = app.middleware_stack
    while not isinstance(layer, Kept):
        layer = getattr(layer, "app", None) or layer._app
    assert 0 < layer._size <= 4000 and layer._size == sum(len(a.body) for a in layer._answers.values())


def test_a_workspace_sets_title_colours_logo_and_a_map_with_its_number(tmp_path, path):
    (tmp_path / "logo.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    (tmp_path / "own.geojson").write_text('{"type": "FeatureCollection", "features": []}', encoding="utf-8")
    settings = {"title": "我们的图集", "colours": {"accent": "#123456"}, "logo": "logo.svg"}
    site = site_of(tmp_path, settings | {"map": "own.geojson", "map_approval": "审图号 1"}, tmp_path / "jiqun.toml")
    assert site.base_map == {"type": "FeatureCollection", "features": []} and site.map_approval == "审图号 1"
    client = TestClient(create_app(path, site=site))
    assert client.get(site.stylesheet).text == ":root {--accent: #123456;}\n"
    logo = client.get(site.logo)
    assert (
        logo.headers["content-type"] == "image/svg+xml"
        and "default-src 'none'" in logo.headers["content-security-policy"]
    )
    for address in ("/site/own.geojson", "/site/..%2Fjiqun.toml", "/site/atlas.sqlite", "/static/..%2F__init__.py"):
        assert client.get(address).status_code == 404, address
    assert TestClient(create_app(path, site=Site())).get("/site/logo.svg").status_code == 404


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"colours": {"accent": "red;} body{"}}, "is no #rrggbb"),
        ({"colours": {"size": "#fff"}}, "unknown colour 'size'"),
        ({"logo": "logo.exe"}, "no picture for a logo"),
        ({"logo": "none.png"}, "the logo is missing"),
        ({"map": "own.geojson"}, "needs its approval number"),
        ({"map": "own.geojson", "map_approval": "审图号 1"}, "the base map cannot be read"),
    ],
)
def test_a_wrong_setting_of_the_site_is_one_line(tmp_path, settings, said):
    with pytest.raises(WorkspaceError, match=said):
        site_of(tmp_path, settings, tmp_path / "jiqun.toml")
