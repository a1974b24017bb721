"""Self-checks that come from the text: what agrees, what does not, and what cannot be checked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from jiqun import words
from jiqun.cli import app
from jiqun.errors import UsageError
from jiqun.extract import extract
from jiqun.findings import KINDS, VERDICTS, Finding, checks, finding_from_dict, findings, findings_of
from jiqun.findings.tables import rows
from jiqun.findings.wording import kind_name, message, verdict_name
from jiqun.model import Block, Document, Source
from jiqun.workspace import Workspace


def check(text: str, date: str | None = None, today: str | None = None) -> list[Finding]:
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(at, at + len(line)))
        at += len(line) + 1
    document = Document(text, tuple(blocks), date=date)
    found = findings(document, extract(document), today)
    assert_exact(text, found)
    return found


def assert_exact(text: str, found: list[Finding]) -> None:
    for finding in found:
        assert finding.spans
        for span in finding.spans:
            assert text[span.start : span.end] == span.quote
            assert span.quote


def verdicts(text: str, kind: str, date: str | None = None) -> list[tuple[str, str]]:
    return [(f.verdict, f.reason) for f in check(text, date) if f.kind == kind]


# Counts and lists ---------------------------------------------------------------------------------------------------

AGREE = [
    "成立甲园、乙园、丙园三大中心。",
    "成立甲園、乙園、丙園等三大中心。",
    "通过“自研、配套、转包”三种方式合作。",
    "形成“科研+管理+实操”三级体系。",
    "A、B、C和D四者结合。",
    "长沙、株洲、湘潭三市协同发展。",
    "省、市、县三级联动。",
    "甲部、乙部、丙部三部委共同建设。",
    "2018、2019两年完成投资。",
    "三大产业(电子信息、装备制造、新材料)加快发展。",
    "聚焦三大方向:电子信息、装备制造和新材料。",
    "形成“三个一”格局,即“建一个平台、设一支基金、办一场展会”,成效明显。",
    "实施“科技创新”“人才强市”“工业倍增”三大行动。",
    "抓好三方面工作:一是建平台;二是引人才;三是优服务。",
    "主要有以下三点:(1)建平台;(2)引人才;(3)优服务。",
    "聚焦制剂、疫苗、试剂及器械、现代中药和保健品五大方向。",
    "人才引进、平台建设、成果转化和推广三大任务。",
    "甲集团牵头,联合乙公司、丙公司、丁公司四家单位。",
    "甲集团牵头,联合乙公司、丙公司、丁公司三家单位。",
    "由甲厅会同乙厅、丙厅、丁厅四部门印发。",
    "电子信息、新材料、生物医药三大主导产业和汽车、化工两大传统产业。",
    "It runs three centres: Alder, Birch and Cedar.",
    "The three centres (Alder, Birch, and Cedar) opened in 2015.",
    "It covers four fields, namely materials, energy, transport and health.",
    "The three towns of Alder, Birch and Cedar share a plant.",
]


@pytest.mark.parametrize("text", AGREE)
def test_a_count_agrees_with_the_list_beside_it(text: str) -> None:
    found = verdicts(text, "list_count")
    assert found
    assert {verdict for verdict, _ in found} == {"agrees"}


DISAGREE = [
    ("成立甲园、乙园、丙园四大中心。", "fewer_listed"),
    ("成立甲园、乙园、丙园两大中心。", "more_listed"),
    ("成立甲园、乙园、丙园等两大中心。", "more_listed"),
    ("通过“自研、配套、转包”四种方式合作。", "fewer_listed"),
    ("形成“科研+管理”三级体系。", "fewer_listed"),
    ("A、B、C和D三者结合。", "more_listed"),
    ("三大產業(電子信息、裝備製造)加快發展。", "fewer_listed"),
    ("聚焦四大方向:电子信息、装备制造和新材料。", "fewer_listed"),
    ("抓好四方面工作。一是建平台;二是引人才;三是优服务。", "fewer_listed"),
    ("实施“科技创新”“人才强市”三大行动。", "fewer_listed"),
    ("设立甲中心、乙中心、丙中心、丁中心等五个研发中心。", "all_but_one"),
    ("It runs four centres: Alder, Birch and Cedar.", "fewer_listed"),
    ("The two towns of Alder, Birch and Cedar share a plant.", "more_listed"),
]


@pytest.mark.parametrize(("text", "reason"), DISAGREE)
def test_a_count_that_its_list_does_not_bear_out_is_found(text: str, reason: str) -> None:
    assert verdicts(text, "list_count") == [("disagrees", reason)]


def test_numbered_paragraphs_are_counted_under_the_count_that_announces_them() -> None:
    text = "下一步要完成以下三项任务:\n(一)建平台。\n(二)引人才。\n(三)优服务。\n"
    assert verdicts(text, "list_count") == [("agrees", "same_number")]
    assert verdicts(text.replace("三项", "四项"), "list_count") == [("disagrees", "fewer_listed")]


OPEN = [
    "引进甲公司、乙公司等八家企业。",
    "涵盖材料、能源等五大领域。",
    "涵盖材料、能源、交通、健康等五大领域。",
    "It has twelve members, including Alder, Birch and Cedar.",
]


@pytest.mark.parametrize("text", OPEN)
def test_a_list_of_examples_is_not_checkable(text: str) -> None:
    found = verdicts(text, "list_count")
    assert found and {verdict for verdict, _ in found} <= {"not_checkable"}


NO_LIST = [
    "园区在上海、北京建立三大中心。",
    "院士3名、专家2名、6名首席。",
    "国家级平台1个、省级平台3个。",
    "机械、电子、化工12家企业参展。",
    "覆盖一、二、三类医疗器械。",
    "研发第三代材料、第二代器件。",
    "建设“一核两翼三区”。",
    "产业、人才近三年增长明显。",
    "引进三四家企业、十余家机构。",
    "构建以企业为主体、市场为导向的三大体系。",
    "北京、上海3家企业落户,湖南、江西3个县参加。",
    "长沙、株洲两市三县联动,上海、江苏、浙江一市两省合作。",
    "甲信、乙讯、丙通三大通信企业5家研究院。",
    "国家级、省级3家企业技术中心获批。",
    "The park has three sites. Alder, Birch and Cedar are firms.",
    "It grew for three years: exports, imports and output rose.",
]


@pytest.mark.parametrize("text", NO_LIST)
def test_what_is_no_list_is_never_contradicted(text: str) -> None:
    assert [v for v, _ in verdicts(text, "list_count") if v == "disagrees"] == []


def test_a_leader_counts_where_the_counted_family_is_its_own() -> None:
    text = "中云电机牵头,联合中云电控、中云电源、中云电缆{}家中云在地企业。"
    assert verdicts(text.format("四"), "list_count") == [("agrees", "with_leader")]
    assert verdicts(text.format("三"), "list_count") == [("disagrees", "more_listed")]
    assert verdicts(text.format("五"), "list_count") == [("disagrees", "fewer_listed")]


# Parts, shares, growth, targets, ranges, duplicates -----------------------------------------------------------------


def test_a_part_may_not_exceed_its_total() -> None:
    assert verdicts("拥有企业100家,其中规上企业20家。", "parts_total") == [("agrees", "part_within_total")]
    assert verdicts("拥有企业100家,其中规上企业120家。", "parts_total") == [("disagrees", "part_exceeds_total")]
    english = "The region has 120 firms, of which 130 are foreign-owned."
    assert verdicts(english, "parts_total") == [("disagrees", "part_exceeds_total")]


def test_parts_of_other_things_are_left_alone() -> None:
    for text in (
        "企业来自36个国家,其中投资项目52个。",
        "总投资50亿元的项目25个,其中10亿元以上项目8个。",
        "完成投资10亿元,其中某项目总投资50亿元。",
        "出口超过60亿元,其中甲市70亿元。",
    ):
        assert "disagrees" not in [v for v, _ in verdicts(text, "parts_total")], text


def test_parts_that_are_all_must_add_up() -> None:
    text = "全市地区生产总值100.0亿元,其中,第一产业增加值10.0亿元,第二产业增加值50.0亿元,第三产业增加值{}亿元。"
    assert verdicts(text.format("40.1"), "parts_total") == [("agrees", "adds_up")]  # rounded
    assert verdicts(text.format("45.0"), "parts_total") == [("disagrees", "sum_differs")]


def test_shares_of_all_parts_must_add_up_to_100() -> None:
    assert verdicts("三次产业结构为3.2:45.6:51.2。", "shares") == [("agrees", "sectors_add_up")]
    assert verdicts("三次产业结构为3.2:45.6:52.2。", "shares") == [("disagrees", "sectors_differ")]
    assert verdicts("甲类占60%,乙类占30%,其余占10%。", "shares") == [("agrees", "with_rest_add_up")]
    assert verdicts("甲类占60%,乙类占30%,其余占20%。", "shares") == [("disagrees", "with_rest_differ")]
    assert verdicts("甲类占60%,乙类占30%。", "shares") == []  # not said to be all


def test_official_growth_against_levels_of_other_sets_of_firms_is_not_an_error() -> None:
    for text in (
        "2018年,全国规模以上某业实现利润总额29047.6亿元。2019年,全国规模以上某业实现利润总额27298.3亿元,"
        "同比增长16.5%。",
        "规上工业企业实现利润总额27298.3亿元,同比增长16.5%,上年为29047.6亿元。",
        "Profits reached 27,298.3 in 2019, after 29,047.6 a year before, an official growth of 16.5 %.",
    ):
        assert verdicts(text, "growth") == [("not_checkable", "same_set_of_firms")], text


def test_growth_of_an_unknown_perimeter_or_at_constant_prices_is_not_checkable() -> None:
    unknown = "2018年利润29047.6亿元。2019年利润27298.3亿元,同比增长16.5%。"
    assert verdicts(unknown, "growth") == [("not_checkable", "perimeter_unknown")]
    constant = "2018年某市工业增加值100.0亿元。2019年某市工业增加值104.0亿元,同比增长9.5%。"
    assert verdicts(constant, "growth") == [("not_checkable", "constant_prices")]


def test_growth_that_the_text_ties_to_its_levels_is_checked() -> None:
    text = "某某公司营业收入由2018年的10.0亿元增长到2019年的12.0亿元,增长{}%。"
    assert verdicts(text.format("20"), "growth") == [("agrees", "growth_fits")]
    assert verdicts(text.format("30"), "growth") == [("disagrees", "growth_differs")]
    assert verdicts("某某公司营业收入由2018年的2亿元增长到2019年的3亿元,增长70%。", "growth") == [
        ("not_checkable", "rounded")
    ]
    firm = "某某公司2018年营业收入100.2亿元。某某公司2019年营业收入120.5亿元,比上年增长50%。"
    assert verdicts(firm, "growth") == [("disagrees", "growth_differs")]
    yearly = "营业收入由2015年的10.0亿元增长到2019年的20.0亿元,年均增长18.9%。"
    assert verdicts(yearly, "growth") == [("agrees", "growth_fits")]


def test_a_target_before_the_documents_date_is_told() -> None:
    text = "到2015年,产值将达到100亿元。"
    assert verdicts(text, "target_year", "2018-05-01") == [("disagrees", "before_document")]
    assert verdicts(text, "target_year", "2012-05-01") == []
    assert verdicts("当时提出到2015年产值将达到100亿元。", "target_year", "2018-05-01") == []
    assert verdicts("2015年计划投资100亿元,完成98亿元。", "target_year", "2018-05-01") == []
    english = "By 2015 the park will reach an output of 100 million euros."
    assert verdicts(english, "target_year", "2018-05-01") == [("disagrees", "before_document")]


def test_a_target_that_is_over_today_asks_for_the_actual_figure() -> None:
    text = "到2025年,全市产值将达到100亿元。"
    [finding] = [f for f in check(text, None, "2026-11-25") if f.kind == "target_year"]
    assert (finding.verdict, finding.reason) == ("not_checkable", "before_today")
    assert [f for f in check(text, None, "2024-01-01") if f.kind == "target_year"] == []


def test_values_that_cannot_be_are_told() -> None:
    for text in ("某产品市场占有率达到120%。", "规划到3018年建成。", "2018年13月投产。", "3月45日开工。"):
        assert [v for v, _ in verdicts(text, "range")] == ["disagrees"], text
    for text in ("某产品市场占有率达到90%。", "有3000年历史。", "产值增长120%。", "利润-5亿元。", "2018年12月31日。"):
        assert verdicts(text, "range") == [], text


def test_a_figure_stated_twice_is_held_against_itself() -> None:
    text = "2018年全市工业总产值达到650亿元。多年发展之后,2018年全市工业总产值达到{}亿元。"
    assert verdicts(text.format("650"), "duplicate") == [("agrees", "stated_again")]
    assert verdicts(text.format("605"), "duplicate") == [("disagrees", "other_value")]
    assert verdicts("2018年全市工业总产值达到650亿元。2019年全市工业总产值达到700亿元。", "duplicate") == []


# What every finding has ----------------------------------------------------------------------------------------------

EVERYTHING = [
    *(*AGREE, *OPEN, *(text for text, _ in DISAGREE)),
    "拥有企业100家,其中规上企业120家。三次产业结构为3.2:45.6:52.2。到2015年,产值将达到100亿元。规划到3018年建成。",
    "2018年利润29047.6亿元。2019年利润27298.3亿元,同比增长16.5%。2018年全市工业总产值达到650亿元。",
]


def test_every_finding_can_be_said_in_both_languages_and_written_as_json() -> None:
    found = [finding for text in EVERYTHING for finding in check(text, "2018-05-01", "2026-11-25")]
    assert len(found) > 40
    for finding in found:
        assert finding.kind in KINDS and finding.verdict in VERDICTS
        for lang in words.LANGUAGES:
            for said in (message(finding, lang), kind_name(finding, lang), verdict_name(finding, lang)):
                assert said and "{" not in said
            for span in finding.spans:
                assert words.known(f"finding.role.{span.role}")
        assert finding_from_dict(finding.to_dict()) == finding


def test_every_row_of_a_table_has_an_example() -> None:
    for name in ("list_counts", "list_words", "conjunctions", "total_words", "target_words", "growth_words", "ranges"):
        assert all(row["example"] for row in rows(f"{name}.csv")), name


PIECES = st.sampled_from(
    [
        *"甲乙丙丁、,。;:()“”《》和及与等共其中一二三四五十大家个种级年月占%0123456789.+—\n ",
        *("三大", "12家", "一是", "二是", "(1)", "(2)", "联合", "牵头", "增长", "2018年", "亿元", "其余", "将", "到"),
        *(" three ", " centres: ", " and ", ", ", "A", "B", " of which ", " by 2015 "),
    ]
)


@settings(max_examples=120, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_no_text_breaks_the_checks_and_every_span_is_exact(text: str) -> None:
    check(text, "2018-05-01", "2026-11-25")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_random_text_never_breaks_the_checks(text: str) -> None:
    check(text)


# In an atlas and on the command line ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder = tmp_path_factory.mktemp("checked")
    workspace = Workspace.create(folder / "atlas")
    (folder / "one.txt").write_text(
        "1、洛阳轴承产业集群\n\n洛阳轴承产业集群由甲园、乙园、丙园四大园区组成，规上工业企业2019年实现利润总额110.5亿元，"
        "同比增长16.5%。到2025年，洛阳轴承产业总产值将达到500亿元。\n",
        encoding="utf-8",
    )
    (folder / "two.txt").write_text(
        "1、洛阳轴承产业集群\n\n洛阳轴承产业集群规上工业企业2018年实现利润总额120.8亿元。\n", encoding="utf-8"
    )
    workspace.add(folder / "one.txt", folder / "two.txt")
    workspace.build()
    return workspace


def test_a_build_keeps_the_findings_of_each_document_and_of_several(checked: Workspace) -> None:
    found = checked.atlas.findings("洛阳")
    assert [(f.kind, f.verdict) for f in found] == [("list_count", "disagrees"), ("growth", "not_checkable")]
    sources = {source.id: source.document for source in checked.atlas.sources()}
    assert len({span.source for span in found[1].spans}) == 2
    for finding in found:
        for span in finding.spans:
            assert sources[span.source].text[span.start : span.end] == span.quote
    assert checked.check() == []


def test_overdue_targets_depend_on_the_day_and_are_no_part_of_the_build(checked: Workspace) -> None:
    assert "target_year" not in [f.kind for f in checked.atlas.findings()]
    assert "target_year" not in [f.kind for f in checked.atlas.findings(today="2025-06-30")]
    [overdue] = [f for f in checked.atlas.findings(today="2026-11-25") if f.kind == "target_year"]
    assert (overdue.verdict, overdue.reason) == ("not_checkable", "before_today")


def test_the_command_line_shows_disagreements_first_and_all_on_demand(
    checked: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(checked.folder)
    runner = CliRunner()
    said = runner.invoke(app, ["findings", "--today", "2026-11-25"], env={"LC_ALL": "C"})
    assert said.exit_code == 0, said.output
    assert said.output.startswith("disagrees · Count and list: “四大” is stated but only 3 are listed.")
    assert said.output.rstrip().endswith("0 agree, 1 disagree, 2 are not checkable.")
    body = json.loads(runner.invoke(app, ["findings", "洛阳", "--all", "--json"]).output)
    assert body[0]["message"]["zh"] == "文中称“四大”，只列出 3 项。"
    assert {span["role"] for span in body[0]["spans"]} == {"stated", "item"}
    file = tmp_path / "alone.txt"
    file.write_text("到2015年，产值将达到100亿元。\n", encoding="utf-8")
    alone = runner.invoke(app, ["findings", "--file", str(file), "--date", "2018"], env={"LC_ALL": "zh_CN.UTF-8"})
    assert "目标期 2015 早于文档日期 2018" in alone.output
    for wrong in (
        ["findings", "洛阳", "--file", str(file)],
        ["findings", "--date", "2018"],
        ["findings", "--today", "x"],
    ):
        assert isinstance(runner.invoke(app, wrong).exception, UsageError)


def test_a_build_checks_again_only_what_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = Workspace.create(tmp_path / "atlas")
    (tmp_path / "one.txt").write_text("1、洛阳轴承产业集群\n\n洛阳由甲园、乙园、丙园四大园区组成。\n", encoding="utf-8")
    (tmp_path / "two.txt").write_text("1、昆明花卉产业集群\n\n昆明由甲园、乙园、丙园三大园区组成。\n", encoding="utf-8")
    workspace.add(tmp_path / "one.txt")
    workspace.build()
    first = workspace.atlas.findings()
    looked_at: list[str] = []

    def spy(source: Source, *rest: Any) -> list[Finding]:
        looked_at.append(source.document.name)
        return findings_of(source, *rest)

    monkeypatch.setattr(checks, "findings_of", spy)
    workspace.add(tmp_path / "two.txt")
    workspace.build()
    assert looked_at == ["two.txt"]
    assert [f.verdict for f in workspace.atlas.findings()] == ["disagrees", "agrees"]
    assert workspace.atlas.findings("洛阳") == first
