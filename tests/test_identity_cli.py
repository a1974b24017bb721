"""Decisions on names in a workspace: they hold from the next build on, are listed, and can be taken back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from jiqun.cli import app
from jiqun.errors import NotFoundError, UsageError
from jiqun.workspace import Workspace

TEXT = """两个产业集群

1、洛阳轴承产业集群

洛阳轴承产业集群聚集了海河重工、云台轴承等企业。海河重工有限公司扩建。

2、许昌电气产业集群

许昌电气产业集群聚集了海河、大江电气等企业。
"""


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    file = tmp_path / "report.txt"
    file.write_text(TEXT, encoding="utf-8")
    made = Workspace.create(tmp_path / "work", "小图集")
    made.add(file)
    made.build()
    monkeypatch.chdir(made.folder)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return made


def run(*words: str) -> Any:
    done = CliRunner().invoke(app, [*words, "--json"], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def names(work: Workspace) -> set[frozenset[str]]:
    return {frozenset(row.names) for row in work.atlas.organisations() if len(row.names) > 1}


def test_a_decision_holds_from_the_next_build_and_its_undo_restores_all(work: Workspace) -> None:
    before = [row.to_dict() for row in work.atlas.organisations()]
    assert names(work) == {frozenset(("海河重工有限公司", "海河重工"))}
    said = run("same", "海河", "海河重工有限公司", "--by", "甲", "--why", "年报")
    assert (said["about"], said["verdict"], said["by"], said["why"]) == ("identity", "same", "甲", "年报")
    work.build()
    assert names(work) == {frozenset(("海河重工有限公司", "海河重工", "海河"))}
    (row,) = [row for row in run("organisations") if len(row["names"]) > 1]
    assert row["rules"] == ["judgement", "short_form"]
    assert len(row["clusters"]) == 2
    assert [joint["by"] for joint in row["joints"] if joint["rule"] == "judgement"] == ["甲"]
    assert work.check() == []
    assert not work.build().changed, "the same decisions give the same atlas"
    work.undo(said["id"], by="乙")
    assert work.build().changed
    assert [row.to_dict() for row in work.atlas.organisations()] == before
    assert [j["undone_by"] for j in run("identity", "decisions")] == [2]


def test_proposals_join_nothing_and_go_when_they_are_decided(work: Workspace) -> None:
    def asked() -> set[frozenset[str]]:
        return {frozenset(one["names"]) for one in run("identity", "proposals")}

    (found,) = [one for one in run("identity", "proposals") if "海河" in one["names"]]
    assert found["reason"] == "short_form"
    work.build()
    assert names(work) == {frozenset(("海河重工有限公司", "海河重工"))}
    run("unsure", *found["names"], "--by", "甲")
    assert [one["unsure"] for one in run("identity", "proposals") if "海河" in one["names"]] == [1]
    run("different", *found["names"], "--by", "甲")
    assert frozenset(found["names"]) not in asked()
    work.undo(2, by="甲")
    assert frozenset(found["names"]) in asked()


def test_contradictions_are_listed_and_in_the_atlas(work: Workspace) -> None:
    for verb, one, other in (
        ("same", "海河", "大江电气"),
        ("same", "云台轴承", "海河"),
        ("different", "云台轴承", "大江电气"),
    ):
        run(verb, one, other, "--by", "甲")
    work.build()
    (found,) = run("identity", "contradictions")
    assert set(found["names"]) == {"云台轴承", "大江电气"}
    assert {joint["judgement"] for joint in found["joints"]} == {1, 2}
    assert names(work) == {frozenset(("海河重工有限公司", "海河重工"))}


def test_statements_on_clusters_stand_in_their_dossier(work: Workspace) -> None:
    run("relate", "许昌电气产业集群", "succeeds", "洛阳轴承产业集群", "--from", "2020", "--by", "甲")
    given = ["--from", "2022", "--as", "许昌集群", "--area", "许昌市", "--by", "甲"]
    run("relate", "许昌电气产业集群", "designated", "重点名单", *given)
    work.build()
    dossier = work.atlas.dossier("许昌")
    assert dossier.relations[0].cluster == work.atlas.cluster("洛阳").id
    assert dossier.designations[0].year == "2022"
    run("same", "许昌电气产业集群", "洛阳轴承产业集群", "--by", "甲")
    work.build()
    assert len(work.atlas.clusters()) == 1


def test_membership_is_that_of_the_cluster_whose_text_says_so(work: Workspace) -> None:
    luoyang = work.atlas.cluster("洛阳").id
    members = {row.name: row.member_of for row in work.atlas.organisations("洛阳")}
    assert members["云台轴承"] == (luoyang,)
    assert [row["name"] for row in run("organisations", "许昌")] == ["海河", "大江电气"]


def test_names_that_mean_nothing_or_several_things_are_refused(work: Workspace) -> None:
    with pytest.raises(NotFoundError, match=r"no document names it: 大河重工: nearest: .*海河重工"):
        work.same("大河重工", "海河", by="甲")
    with pytest.raises(UsageError, match="two names"):
        work.same("海河", "海河", by="甲")
    with pytest.raises(NotFoundError, match="no such cluster"):
        work.state("没有的集群", "succeeds", "洛阳轴承产业集群", by="甲")
    for field, value in (("from", "去年"), ("colour", "red")):
        with pytest.raises(UsageError):
            work.state("洛阳轴承产业集群", "covers", "洛阳市", by="甲", **{field: value})
    assert work.judgements() == []


def test_the_words_say_what_the_json_says(work: Workspace) -> None:
    run("same", "海河", "海河重工有限公司", "--by", "甲")
    run("relate", "许昌电气产业集群", "covers", "许昌市", "--from", "2020", "--by", "甲")
    work.build()
    runner = CliRunner()
    for words, said in (
        (["organisations"], "judgement #1 (甲"),
        (["identity", "decisions"], "许昌电气产业集群 → 许昌市"),
        (["identity", "clusters"], "许昌市 (2020–)"),
        (["identity", "contradictions"], "No rule or decision contradicts another."),
    ):
        done = runner.invoke(app, words, catch_exceptions=False, env={"LC_ALL": "C.UTF-8", "LANG": "C.UTF-8"})
        assert done.exit_code == 0
        assert said in done.stdout, done.stdout
