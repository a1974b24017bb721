"""The pages and the API: whole in both languages, valid, inert, linked, honest about what is unknown."""

from __future__ import annotations

import csv
import gzip
import re
import socket
from collections import deque
from importlib.resources import files
from urllib.parse import quote, urldefrag, urljoin, urlsplit

import html5lib
import pytest
from fastapi.testclient import TestClient

import web_atlas
from jiqun.errors import WorkspaceError
from jiqun.web import create_app, serve
from jiqun.words import LANGUAGES


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    path = tmp_path_factory.mktemp("atlas") / "atlas.sqlite"
    web_atlas.write(path).close()
    return TestClient(create_app(path))


def pages_of(client, lang):
    records = client.get("/api/documents/" + web_atlas.ID).json()["claims"]
    kinds = {record["kind"]: record["id"] for record in records}
    assert set(kinds) == {
        "cluster", "entity", "excluded", "figure", "practice", "relation", "segment", "standing",
    }  # fmt: skip
    paths = [
        "/",
        "/practices",
        "/board",
        "/board/guide/c-one",
        "/board/mechanism/c-one",
        "/search",
        "/sources",
        "/about",
        "/clusters",
        "/clusters?name=甲市",
        "/compare",
        "/compare?c=c-one&c=c-two&i=gross_output_value&period=2018",
        "/compare/practices",
        "/compare/builds",
        "/indicators",
        "/indicators/gross_output_value",
        "/indicators/other",
        "/practices/government_mechanism",
        "/practices/government_mechanism/c-one",
        "/practices/talent",
        "/organisations",
        "/organisations?type=company&member=yes",
        "/organisations/network",
        "/organisations/network?cluster=c-one",
        "/downloads",
        "/api",
    ]
    paths += ["/cluster/c-one", "/cluster/c-two", "/cluster/c-three", f"/document/{web_atlas.ID}"]
    paths += [
        f"/document/{web_atlas.ID}?only=figure",
        f"/document/{web_atlas.ID}?mark=10-30",
        "/search?q=軸承",
        "/search?q=zz",
    ]
    paths += [f"/claim/{id_}" for id_ in kinds.values()]
    return [f"/{lang}{path}" for path in paths]


def parsed(text):
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)


def words_of(text):
    return " ".join("".join(parsed(text).find("body").itertext()).split())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_is_there_valid_and_has_no_inline_script_or_style(client, lang):
    for path in pages_of(client, lang):
        answer = client.get(path)
        assert answer.status_code == 200, path
        tree = parsed(answer.text)
        for element in tree.iter():
            if not isinstance(element.tag, str):
                continue
            tag = element.tag.split("}")[-1]
            assert tag not in ("style", "iframe", "object"), path
            assert tag != "script" or (element.get("src", "").startswith("/static/") and not element.text), path
            assert "style" not in element.attrib, f"{path}: the policy forbids inline styles"
            assert not any(name.startswith("on") for name in element.attrib), path
        ids = [element.get("id") for element in tree.iter() if isinstance(element.tag, str) and element.get("id")]
        assert len(ids) == len(set(ids)), f"{path}: an id occurs twice"
        assert len(tree.findall(".//h1")) == 1, path


def test_security_headers_stand_on_pages_api_errors_and_files(client):
    for path in ("/zh/", "/api/clusters", "/zh/nothing", "/static/jiqun.css", "/api/nothing"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy and "style-src 'self'" in policy and "unsafe" not in policy, path
        assert headers["x-content-type-options"] == "nosniff"


def test_hostile_text_is_inert_on_every_page(client):
    for lang in LANGUAGES:
        for path in pages_of(client, lang):
            text = client.get(path).text
            assert "<script>" not in text and "\u202e" not in text and "\u200b" not in text, path
            assert ">49<" not in text and "'49" not in text, f"{path}: template braces were run"
            assert not re.search(r'href="\s*javascript:', text), path
    document = client.get(f"/zh/document/{web_atlas.ID}").text
    assert "⟨U+202E⟩" in document and "&lt;script&gt;" in document and "{{7*7}}" in document


def test_no_internal_link_is_dead(client):
    todo, seen, anchors = deque(["/zh/", "/en/"]), set(), {}
    links = set()
    while todo:
        path = todo.popleft()
        if path in seen:
            continue
        seen.add(path)
        answer = client.get(path)
        assert answer.status_code == 200, f"dead link: {path}"
        if "html" not in answer.headers["content-type"]:
            continue
        tree = parsed(answer.text)
        elements = [element for element in tree.iter() if isinstance(element.tag, str)]
        anchors[path] = {element.get("id") for element in elements if element.get("id")}
        for element in elements:
            target = urljoin(path, element.get("href") or "")
            if element.get("href") is None or urlsplit(target).scheme:
                continue
            address, fragment = urldefrag(target)
            todo.append(address)
            fragment = fragment.partition(":~:")[0]
            if fragment:
                links.add((path, address, fragment))
    assert len(seen) > 60
    assert links
    for path, address, fragment in links:
        assert fragment in anchors[address], f"{path} links to a missing anchor: {address}#{fragment}"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_figure_shows_comparator_unit_period_basis_and_leads_to_its_sentence(client, lang):
    record = next(r for r in client.get("/api/clusters/c-one").json()["claims"] if r["kind"] == "figure")
    text = client.get(f"/{lang}/cluster/c-one").text
    words = words_of(text)
    expected = {
        "zh": ("> 超过300亿元", "300亿元人民币", "2018年", "总产值", "期间未载明", "口径未载明"),
        "zh-hant": ("> 超过300亿元", "300億元人民幣", "2018年", "總產值", "期間未載明", "口徑未載明"),
        "en": ("> more than 超过300亿元", "CNY 30 billion", "2018", "Gross output value", "period not stated"),
    }[lang]
    for part in expected[:4]:
        assert part in words, part
    assert (expected[4] in words_of(client.get(f"/{lang}/cluster/c-two").text)) is True
    address = f"/{lang}/document/{web_atlas.ID}?mark={record['start']}-{record['end']}#{record['id']}"
    assert f'href="{address}"' in text.replace("&amp;", "&")
    document = client.get(address).text
    assert f'id="{record["id"]}"' in document
    marked = "".join(re.findall(r'<mark class="[^"]*k-here[^"]*">([^<]*)</mark>', document))
    assert marked == record["quote"]


def test_what_is_unknown_reads_not_stated_and_never_zero(client):
    for path, phrase in (("/zh/cluster/c-three", "文中未载明"), ("/en/cluster/c-three", "not stated in the sources")):
        words = words_of(client.get(path).text)
        assert words.count(phrase) > 6
        assert not re.search(r"(?<![\d.:/+])0(?![\d.])", re.sub(r"⟨U\+\w+⟩", "", words)), path
    assert "以金额计的规模：文中未载明" in words_of(client.get("/zh/").text)


def test_the_home_page_ranks_nothing_and_lists_clusters_without_a_place(client):
    words = words_of(client.get("/zh/").text)
    assert "不作排名" in words and "未能定位" in words
    text = client.get("/zh/").text
    assert text.count('<svg xmlns="http://www.w3.org/2000/svg"') == 2
    assert len(text.encode()) < 150_000


def test_the_home_page_and_what_it_loads_weigh_little(client):
    loaded = [f"/static/{name}" for name in ("jiqun.css", "parts.css", "media.css", "jiqun.js")]
    for lang in LANGUAGES:
        parts = [client.get(path).content for path in (f"/{lang}/", *loaded)]
        assert sum(len(gzip.compress(part)) for part in parts) < 150_000


def test_overlapping_claims_and_excluded_lines_on_the_document_page(client):
    text = client.get(f"/zh/document/{web_atlas.ID}").text
    assert re.search(r'<mark class="k-entity k-(relation k-segment|segment k-relation)">甲轴</mark>', text)
    assert re.search(r'<p class="body">点击举报</p>\s*<p class="reason">剔除：页面控件</p>', text)
    claims = client.get("/api/documents/" + web_atlas.ID).json()["claims"]
    for claim in claims:
        if claim["kind"] != "excluded":
            assert f'id="{claim["id"]}"' in text, f"{claim['kind']} has no anchor"


def test_search_is_blind_to_script_and_marks_what_matched(client):
    for query in ("轴承", "軸承"):
        assert '<mark class="k-match">轴承</mark>' in client.get(f"/zh/search?q={quote(query)}").text
    assert "没有找到" in client.get("/zh/search?q=飞船").text
    assert client.get("/zh/search?q=" + quote(web_atlas.HOSTILE)).status_code == 200


def test_language_switch_keeps_the_place(client):
    text = client.get("/zh/search?q=%E8%BD%B4%E6%89%BF").text
    assert 'href="/en/search?q=%E8%BD%B4%E6%89%BF"' in text
    assert (
        client.get("/", headers={"accept-language": "en-GB,zh;q=0.3"}, follow_redirects=False).headers["location"]
        == "/en/"
    )
    assert client.get("/", follow_redirects=False).headers["location"] == "/zh/"


def test_errors_are_pages_for_people_and_one_shape_for_machines(client):
    for path in (
        "/en/cluster/nothing",
        "/en/nothing",
        "/nothing",
        "/en/claim/x-1",
        "/en/document/x",
        "/en/board/x/c-one",
    ):
        answer = client.get(path, headers={"accept-language": "en"})
        assert answer.status_code == 404 and "There is no such page" in answer.text, path
        parsed(answer.text)
    long = client.get("/zh/search?q=" + "长" * 201)
    assert long.status_code == 422 and "查询最长 200 个字符" in long.text
    parsed(long.text)
    for path, status in (
        ("/api/nothing", 404),
        ("/api/claims/x", 404),
        ("/api/search?limit=0", 422),
        ("/api/clusters/zzz", 404),
    ):
        answer = client.get(path)
        assert answer.status_code == status
        assert set(answer.json()) == {"error"} and set(answer.json()["error"]) == {"code", "message"}, path
    assert client.post("/zh/").status_code == 405
    assert client.post("/api/clusters").json()["error"]["code"] == "method_not_allowed"


def test_every_page_has_its_json(client):
    clusters = client.get("/api/clusters").json()
    assert [item["id"] for item in clusters["items"]] == ["c-one", "c-two", "c-three"] and clusters["total"] == 3
    document = client.get("/api/documents/" + web_atlas.ID).json()
    for claim in document["claims"]:
        assert document["text"][claim["start"] : claim["end"]] == claim["quote"]
    assert len(client.get("/api/board").json()["cells"]) == 6
    assert client.get("/api/practices").json()["total"] == 1
    assert client.get("/api/search?q=軸承").json()["total"] >= 1
    assert client.get("/api/").json()["title"] == "示例图集"
    assert client.get("/api/openapi.json").json()["openapi"].startswith("3.1")


def test_a_digest_says_so_at_every_quote(tmp_path):
    path = tmp_path / "digest.sqlite"
    web_atlas.write(path, digest=True).close()
    client = TestClient(create_app(path))
    for address in ("/zh/", "/zh/cluster/c-one", "/zh/practices", f"/zh/document/{web_atlas.ID}"):
        text = client.get(address).text
        assert "不是来源的原文" in words_of(text)
        assert text.count('class="quote"') <= text.count("摘述自")
    assert "摘述自《某报告》" in words_of(client.get("/zh/cluster/c-one").text)
    for address in ("/zh/board/mechanism/c-one", "/zh/search?q=軸承"):
        assert "我们对《某报告》的摘述，不是原文" in words_of(client.get(address).text)


def test_a_new_build_is_seen_without_a_restart(tmp_path):
    path = tmp_path / "atlas.sqlite"
    web_atlas.write(path, title="旧图集").close()
    client = TestClient(create_app(path))
    assert "旧图集" in client.get("/zh/").text
    web_atlas.write(path, title="新图集").close()
    assert "新图集" in client.get("/zh/").text


def test_a_taken_port_and_a_missing_atlas_are_told_in_one_line(tmp_path):
    path = tmp_path / "atlas.sqlite"
    web_atlas.write(path).close()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(WorkspaceError, match=f"port {port} is in use .*: choose another with --port"):
            serve(path, port=port)
    with pytest.raises(WorkspaceError, match="no atlas yet"):
        serve(tmp_path / "missing.sqlite")


def test_every_word_that_templates_ask_for_exists_in_both_languages():
    rows = list(csv.DictReader(files("jiqun").joinpath("words.csv").read_text(encoding="utf-8").splitlines()))
    keys = [row["key"] for row in rows]
    assert len(keys) == len(set(keys)), "a key stands twice"
    assert all(row["zh"] and row["en"] for row in rows)
    templates = [path for path in files("jiqun.web").joinpath("templates").iterdir() if path.name.endswith(".html")]
    assert len(templates) >= 13
    for path in templates:
        for key in re.findall(r"\bt\('([^']+)'\)", path.read_text(encoding="utf-8")):
            assert key in keys, f"{path.name} asks for {key}"
