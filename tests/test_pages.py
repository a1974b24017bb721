"""What the pages of the observatory say: like with like, what is apart and why, lists, builds, three languages."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from jiqun.compare import compare
from jiqun.compare.groups import groups
from jiqun.web import create_app
from jiqun.words import LANGUAGES, label, traditional
from test_web import parsed, words_of
from web_workspace import workspace


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return workspace(tmp_path_factory.mktemp("pages"))


@pytest.fixture(scope="module")
def client(made):
    return TestClient(create_app(made.folder))


@pytest.fixture(scope="module")
def ids(made):
    return [cluster.id for cluster in made.atlas.clusters()]


def test_a_group_holds_only_figures_of_which_every_two_may_be_compared(made):
    found = compare(made.atlas)
    refused = {frozenset((p.a.record.id, p.b.record.id)) for p in found.pairs if p.verdict.status == "refused"}
    made_ = groups(found.figures)
    assert made_[0].clusters == 2 and made_[0].status == "reservation"
    for group in made_:
        for row in group.rows:
            for other in group.rows:
                assert frozenset((row.record.id, other.record.id)) not in refused
    assert sum(len(group.rows) for group in made_) == len(found.figures)
    places = made_[0].places()
    assert sorted(places.values()) == [(1, 1), (2, 2)]


def test_comparable_figures_stand_together_and_the_others_apart_with_the_reason_and_the_cure(client):
    words = words_of(client.get("/zh/compare?i=size").text)
    together, apart = words.index("可以比较"), words.index("放在一边：不能与上面的比较")
    assert together < words.index("常州轴承产业集群 不可比") and apart < words.index("为什么不能比")
    assert "补什么就能比" in words and "录入载有它的页面或表格" in words
    assert "Reservations" in words_of(client.get("/en/compare?i=size").text)


def test_unknown_clusters_and_indicators_are_told_and_the_rest_is_shown(client, ids):
    words = words_of(client.get(f"/en/compare?c={ids[0]}&c=nowhere&i=size&i=zzz").text)
    assert "no such cluster: nowhere" in words and "no figure with this indicator: zzz" in words
    assert client.get("/en/compare?" + "&".join(f"c=x{n}" for n in range(70))).status_code == 422


def test_every_chart_has_its_files_and_other_names_are_not_found(client, ids):
    for page in (
        f"/zh/cluster/{ids[0]}/chart/1",
        "/zh/compare/chart/1",
        "/zh/indicators/gross_industrial_output/chart/1",
    ):
        for kind, start in (("svg", b"<svg"), ("png", b"\x89PNG"), ("csv", b"\xef\xbb\xbf"), ("json", b"{")):
            answer = client.get(f"{page}.{kind}")
            assert answer.status_code == 200 and answer.content.startswith(start), f"{page}.{kind}"
    for name in ("9.svg", "1.exe", "..%2f1.svg", "0.png"):
        assert client.get(f"/zh/compare/chart/{name}").status_code == 404
    assert "vegaEmbed" in client.get("/assets/charts.js").text


def test_an_indicator_has_its_definition_who_states_it_and_every_claim(client):
    words = words_of(client.get("/zh/indicators/gross_industrial_output").text)
    for part in (
        "工业总产值",
        "定义",
        "正式数据见",
        "个数",
        "分布",
        "所有陈述",
        "载有它的文档",
        "洛阳轴承产业集群发展报告",
    ):
        assert part in words, part
    listed = words_of(client.get("/zh/indicators").text)
    assert "词典里没有的指标" in listed and "词典里有、文中没有载明的" in listed
    assert client.get("/zh/indicators/nothing").status_code == 404


def test_a_practice_names_who_else_does_it_and_the_instruments(client, ids):
    words = words_of(client.get("/zh/practices/talent").text)
    assert "洛阳轴承产业集群" in words and "常州轴承产业集群" in words and "还有谁这样做" in words
    assert "常州人才新政十条" in words
    one = words_of(client.get(f"/zh/practices/talent/{ids[1]}").text)
    assert "常州轴承产业集群" in one and "洛阳轴承产业集群" not in one.split("所用的手段")[0].split("方法与局限")[1]
    matrix = client.get("/zh/compare/practices").text
    assert re.search(r'title="「[^"]*引进培养高端人才', matrix)
    assert words_of(matrix).count("未载明") > 40, "an empty cell says that nothing is stated"


def test_organisations_can_be_filtered_and_each_has_a_page(client, made, ids):
    everything = client.get("/zh/organisations").text.count("/zh/organisations/o-")
    members = client.get(f"/zh/organisations?cluster={ids[0]}&member=yes").text.count("/zh/organisations/o-")
    assert 0 < members < everything
    row = next(row for row in made.atlas.organisations() if "清华大学" in row.names)
    words = words_of(client.get(f"/zh/organisations/{row.id}").text)
    assert "洛阳轴承产业集群" in words and "常州轴承产业集群" in words and "在哪里被提到" in words
    assert client.get("/zh/organisations/o-nothing").status_code == 404
    assert "没有符合条件的" in words_of(client.get("/zh/organisations?name=飞船").text)


def test_what_changed_between_two_builds(client):
    words = words_of(client.get("/en/compare/builds").text)
    assert "武汉光电产业集群" in words and "added" in words
    home = words_of(client.get("/en/").text)
    assert "Since the last build" in home and "+1" in home
    assert client.get("/en/compare/builds?old=zzz").status_code == 404
    assert client.get("/en/compare/builds?old=../../etc").status_code == 422


def test_pictures_of_pages_come_from_the_workspace_by_checksum_only(client, made):
    source = next(s for s in made.atlas.sources() if s.document.name == "c.pdf")
    text = client.get(f"/zh/document/{source.id}").text
    assert text.count("<img") == 2 and 'alt="第 2 页的图像' in text and 'id="page2"' in text
    assert client.get(f"/picture/{source.id}/1.png").content.startswith(b"\x89PNG")
    for address in (
        f"/picture/{source.id}/3.png",
        f"/picture/{made.atlas.sources()[0].id}/1.png",
        "/picture/..%2f/1.png",
    ):
        assert client.get(address).status_code == 404, address


def test_the_map_shows_sizes_only_where_they_may_be_compared(client):
    text = client.get("/zh/").text
    code = re.search(r'<option value="(gross_industrial_output-2020)">工业总产值 · 2020年 \(2\)', text)[1]
    assert "空心的没有可以一起比的数" in client.get(f"/zh/?size={code}").text
    assert client.get("/zh/?size=nothing").status_code == 200


def test_the_traditional_script_is_ours_and_documents_keep_theirs(client, ids):
    text = client.get(f"/zh-hant/cluster/{ids[0]}").text
    words = words_of(text)
    assert "成員企業" in words and "相關集群" in words and "典型做法" in words
    assert "洛阳轴承产业集群" in words, "a name stays as the document writes it"
    assert '<html lang="zh-Hant">' in text
    assert traditional(label("compare.lead", "zh")) == label("compare.lead", "zh-hant") != label("compare.lead", "zh")
    parsed(client.get("/zh-hant/about").text)
    assert "方法與局限" in words_of(client.get("/zh-hant/about").text)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_long_lists_go_over_pages_that_keep_their_filter(client, lang, monkeypatch):
    from jiqun.web.pages import organisations

    monkeypatch.setattr(organisations, "ON_A_PAGE", 3)
    text = client.get(f"/{lang}/organisations?type=company").text
    following = re.search(r'rel="next" href="([^"]+)"', text)[1].replace("&amp;", "&")
    assert "page=2" in following and "type=company" in following
    assert client.get(following).status_code == 200


def test_a_claim_can_be_cited_by_an_address_that_finds_its_words(client, made):
    record = next(r for r in made.atlas.records(kind="figure") if r.claim.quote)
    text = client.get(f"/zh/claim/{record.id}").text
    assert f"#{record.id}:~:text=" in text
    assert "https://example.org/a.md#:~:text=" in text, "the original page, at these words"


def test_the_limits_stand_beside_the_numbers(client):
    words = words_of(client.get("/en/about").text)
    assert "figures without a period" in words and "documents without a date" in words and "%" in words


def test_pages_in_files_have_no_forms_and_lead_to_no_picture_of_every_small_chart(client, ids):
    site = client.app.state.site
    client.app.state.site = replace(site, frozen=True)
    try:
        text = client.get(f"/zh/cluster/{ids[0]}").text
        assert "chart/1.csv" in text and "chart/1.png" not in text and "data-chart" not in text
        for path in ("/", "/clusters", "/compare", "/organisations", "/organisations/network", "/sources"):
            assert "<form" not in client.get(f"/zh{path}").text
    finally:
        client.app.state.site = site
