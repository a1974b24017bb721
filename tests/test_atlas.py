"""The atlas as it is read: names, records, search, and what it says when something is not there."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from jiqun.atlas import Atlas
from jiqun.atlas.explain import explain
from jiqun.errors import NotFoundError, StoreError, WorkspaceError
from small_atlas import TEXT, stand_in, workspace


@pytest.fixture(scope="module")
def atlas(tmp_path_factory: pytest.TempPathFactory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("jiqun.extract.extract", stand_in)
        made = workspace(tmp_path_factory.mktemp("atlas"))
        made.build()
        yield made.atlas


def found(atlas: Atlas, query: str) -> list[str]:
    return [hit.passage.quote for hit in atlas.search(query)]


def test_the_summary_counts_claims_without_excluded_lines(atlas: Atlas) -> None:
    assert atlas.summary["documents"] == 1
    assert atlas.summary["clusters"] == 2
    assert atlas.summary["figures"] == 1
    assert atlas.summary["excluded"] >= 1
    assert atlas.summary["claims"] == len([r for r in atlas.records() if r.claim.kind != "excluded"])
    assert atlas.title == "小图集"
    assert atlas.is_digest is False


@pytest.mark.parametrize("ref", ["洛阳轴承产业集群", "洛阳", "洛陽", "軸承", "洛阳 轴承"])
def test_a_cluster_is_found_by_name_or_part_in_either_script(atlas: Atlas, ref: str) -> None:
    assert atlas.cluster(ref).name == "洛阳轴承产业集群"
    assert atlas.cluster(atlas.cluster(ref).id) == atlas.cluster(ref)


def test_a_cluster_has_its_field_place_and_coordinates(atlas: Atlas) -> None:
    cluster = atlas.cluster("洛阳")
    assert (cluster.field, cluster.place) == ("装备", "洛阳")
    assert cluster.longitude == pytest.approx(112.4, abs=0.5)
    assert cluster.latitude == pytest.approx(34.6, abs=0.5)


def test_an_ambiguous_name_lists_the_candidates(atlas: Atlas) -> None:
    with pytest.raises(NotFoundError, match="洛阳轴承产业集群, 昆明花卉產業集群"):
        atlas.cluster("产业集群")


@pytest.mark.parametrize("ref", ["落阳轴承集群", "", "。", "c-00000000"])
def test_an_unknown_cluster_is_told_with_the_nearest_names(atlas: Atlas, ref: str) -> None:
    with pytest.raises(NotFoundError, match="no such cluster") as told:
        atlas.cluster(ref)
    assert "洛阳轴承产业集群" in str(told.value)


def test_sources_are_found_by_id_digest_and_name(atlas: Atlas) -> None:
    (source,) = atlas.sources()
    assert source.document.text == TEXT
    assert source.origin.producer == "测试"
    for ref in (source.id, source.document.sha256, "small.txt"):
        assert atlas.source(ref) == source
    with pytest.raises(NotFoundError, match=r"no such document: x.*small\.txt|nearest"):
        atlas.source("x")


def test_records_are_chosen_by_cluster_kind_and_source_in_document_order(atlas: Atlas) -> None:
    records = atlas.records()
    assert [r.claim.start for r in records] == sorted(r.claim.start for r in records)
    assert {r.claim.kind for r in atlas.records(kind="figure")} == {"figure"}
    assert {r.cluster for r in atlas.records("昆明")} == {atlas.cluster("昆明").id}
    assert atlas.records(source="small.txt") == records
    assert atlas.records("昆明", "figure") == []
    assert all(TEXT[r.claim.start : r.claim.end] == r.claim.quote for r in records)


def test_headlines_are_sizes_in_money_as_stated_and_missing_is_empty(atlas: Atlas) -> None:
    (headline,) = atlas.headlines(atlas.cluster("洛阳").id)
    assert headline.claim.to_dict()["value_text"] == "超过300亿元"
    assert headline == atlas.record(headline.id)
    assert atlas.headlines(atlas.cluster("昆明").id) == []


def test_members_are_the_named_companies_of_the_cluster(atlas: Atlas) -> None:
    members = [record.claim.to_dict()["head"] for record in atlas.members(atlas.cluster("洛阳").id)]
    assert members == ["洛轴", "轴研"], "the stand-in also has a body that belongs to the cluster"
    assert atlas.members(atlas.cluster("昆明").id) == []


def test_an_unknown_record_is_told(atlas: Atlas) -> None:
    with pytest.raises(NotFoundError, match="no claim with this id"):
        atlas.record("f-0000000000")


@pytest.mark.parametrize("query", ["轴承", "軸承", "总产值", "總產值", "300亿元", "３００億元", "洛轴 轴研"])
def test_search_is_blind_to_script_and_width(atlas: Atlas, query: str) -> None:
    assert any("2020年轴承产业总产值超过300亿元" in quote for quote in found(atlas, query)), found(atlas, query)


def test_search_finds_one_character(atlas: Atlas) -> None:
    assert found(atlas, "譜") == [
        "形成“建立一个推进机制、撰写一个研究报告、绘制一份产业链图谱、制定一部招商指南”的格局。"
    ]


def test_search_marks_the_matches_in_the_document(atlas: Atlas) -> None:
    for query in ("總產值", "招商", "指", "洛轴 轴研"):
        hits = atlas.search(query)
        assert hits, query
        for hit in hits:
            assert hit.matches, hit
            assert TEXT[hit.passage.start : hit.passage.end] == hit.passage.quote
            for match in hit.matches:
                assert hit.passage.start <= match.start < match.end <= hit.passage.end


def test_clusters_of_that_name_come_first_then_organisations(atlas: Atlas) -> None:
    assert found(atlas, "昆明")[0] == "昆明花卉產業集群"
    hit = atlas.search("洛轴")[0]
    assert [TEXT[m.start : m.end] for m in hit.matches] == ["洛轴"]
    assert hit.cluster == atlas.cluster("洛阳").id
    assert len(atlas.search("洛轴")) == 1


@pytest.mark.parametrize(
    "query", ["", "  ", "。，《》", '"', "'", "*", "a OR b", "NEAR(", "pairs : x", "轴承\x00", "-轴"]
)
def test_a_query_is_never_an_expression(atlas: Atlas, query: str) -> None:
    assert all("轴" in quote for quote in found(atlas, query))


def test_excluded_lines_are_not_searched_and_the_limit_holds(atlas: Atlas) -> None:
    assert found(atlas, "举报") == []
    assert len(atlas.search("产业", limit=2)) == 2
    assert atlas.search("产业", limit=0) == []


def test_explain_walks_back_to_sentence_document_and_rule(atlas: Atlas) -> None:
    (headline,) = atlas.headlines(atlas.cluster("洛阳").id)
    chain = explain(atlas, headline.id)
    assert chain.sentence.quote == "洛阳2020年轴承产业总产值超过300亿元，聚集了洛轴、轴研等企业。"
    assert chain.after == "洛阳的典型做法包括："
    assert (chain.rule, chain.document, chain.encoding) == ("quantity", "small.txt", "utf-8")
    assert chain.origin.producer == "测试"
    assert chain.to_dict()["claim"]["value"] == 3e10


def test_an_atlas_cannot_be_written(atlas: Atlas) -> None:
    assert atlas.path.stat().st_mode & 0o777 == 0o444
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        atlas._file._connection.execute("DELETE FROM record")


def test_an_atlas_opens_from_a_path_with_marks_of_uris(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jiqun.extract.extract", stand_in)
    made = workspace(tmp_path / "what? 100% #1 &mode=rw")
    made.build()
    assert Atlas.open(made.folder).title == "小图集"


def test_an_open_atlas_keeps_its_build_when_another_takes_its_place(atlas: Atlas, tmp_path: Path) -> None:
    copy = tmp_path / "atlas.sqlite"
    copy.write_bytes(atlas.path.read_bytes())
    opened = Atlas.open(copy)
    other = tmp_path / "other"
    other.write_bytes(b"something else" * 1000)
    other.replace(copy)
    assert len(opened.records()) == len(atlas.records())


def test_what_is_no_atlas_is_told_in_one_line(tmp_path: Path, atlas: Atlas) -> None:
    with pytest.raises(WorkspaceError, match=r"no atlas yet.*jiqun build"):
        Atlas.open(tmp_path / "none.sqlite")
    bad = tmp_path / "bad.sqlite"
    bad.write_bytes(b"nothing like a database" * 100)
    with pytest.raises(StoreError, match="not a database of jiqun"):
        Atlas.open(bad)
    newer = tmp_path / "newer.sqlite"
    newer.write_bytes(atlas.path.read_bytes())
    with sqlite3.connect(newer) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(WorkspaceError, match=r"newer version.*update jiqun"):
        Atlas.open(newer)
