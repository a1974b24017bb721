"""The board: evidence, named only, not stated; and a template that says in one line what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from jiqun.atlas.board import fill_board
from jiqun.atlas.passages import sections
from jiqun.atlas.template import load_template
from jiqun.errors import WorkspaceError
from jiqun.model import BoardCell, ClusterClaim, Origin, Source
from jiqun.resolve import resolve_clusters
from small_atlas import TEXT, document, span, stand_in

NINE = [
    "mechanism", "research_report", "indicators", "chain_map", "projects",
    "alliances_platforms", "investment_guide", "investment_teams", "policies",
]  # fmt: skip


def cells(text: str, template: Path | None = None) -> dict[tuple[str, str], BoardCell]:
    """The board of the small document, by item and the first two characters of the cluster's name."""
    doc = document(text)
    claims = {"s": list(stand_in(doc))}
    names = resolve_clusters(claims)
    short = {cluster.id: cluster.name[:2] for cluster in names.clusters}
    board = fill_board(load_template(template), [Source("s", doc, Origin())], claims, names)
    return {(cell.item, short[cell.cluster]): cell for cell in board}


def quotes(cell: BoardCell) -> list[str]:
    return [passage.quote for passage in cell.passages]


def with_sentence(sentence: str) -> str:
    """The small document with a sentence more in the section of Luoyang."""
    return TEXT.replace("招商指南尚未编制。", f"招商指南尚未编制。{sentence}")


def test_there_is_a_cell_for_every_item_and_cluster() -> None:
    board = cells(TEXT)
    assert {item for item, _ in board} == set(NINE)
    assert len(board) == 9 * 2


def test_what_was_set_up_is_evidence_with_its_exact_sentence() -> None:
    board = cells(TEXT)
    assert board["mechanism", "洛阳"].state == "evidence"
    assert quotes(board["mechanism", "洛阳"]) == ["市里成立领导小组，出台《洛阳市轴承产业发展规划》。"]
    assert board["policies", "洛阳"].state == "evidence"
    for cell in board.values():
        for passage in cell.passages:
            assert TEXT[passage.start : passage.end] == passage.quote


def test_a_list_of_deliverables_only_names_them() -> None:
    board = cells(TEXT)
    named = {item for item, place in board if place == "昆明" and board[item, place].state == "named"}
    assert named == {"mechanism", "research_report", "chain_map", "investment_guide"}
    assert quotes(board["chain_map", "昆明"]) == ["绘制一份产业链图谱"]
    assert not [item for item, place in board if place == "昆明" and board[item, place].state == "evidence"]


def test_what_nobody_mentions_is_not_stated() -> None:
    board = cells(TEXT)
    assert board["indicators", "洛阳"] == BoardCell("indicators", board["indicators", "洛阳"].cluster, "not_stated")
    assert board["projects", "洛阳"].state == "not_stated"


@pytest.mark.parametrize(
    ("sentence", "item", "state"),
    [
        ("编印了招商手册。", "investment_guide", "evidence"),
        ("拟编制招商手册。", "investment_guide", "named"),
        ("将编制招商手册。", "investment_guide", "named"),
        ("缺少招商手册。", "investment_guide", "named"),
        ("组建三个招商小组。", "investment_teams", "evidence"),
        ("发布轴承产业白皮书。", "research_report", "evidence"),
        ("建立轴承产业统计监测制度。", "indicators", "evidence"),
        ("轴承产量增长5%。", "indicators", "not_stated"),
        ("绘制产业链全景图。", "chain_map", "evidence"),
        ("推进12个重点项目。", "projects", "evidence"),
        ("淘汰不符合产业政策的项目。", "projects", "not_stated"),
        ("成立轴承产业联盟。", "alliances_platforms", "evidence"),
        ("搭建公共检测平台。", "alliances_platforms", "evidence"),
        ("實行鏈長制。", "mechanism", "evidence"),
        ("与国家和地方的政策措施衔接。", "policies", "not_stated"),
        ("出台多项支持措施和政策。", "policies", "evidence"),
    ],
)
def test_one_sentence_decides(sentence: str, item: str, state: str) -> None:
    board = cells(with_sentence(sentence).replace("，出台《洛阳市轴承产业发展规划》", ""))
    if item == "investment_guide" and state == "named":
        assert sentence in quotes(board[item, "洛阳"])
    assert board[item, "洛阳"].state == state, quotes(board[item, "洛阳"])


def test_a_heading_announces_but_does_not_show() -> None:
    board = cells(TEXT.replace("政府推动，统筹发展。市里成立领导小组", "政府推动，统筹发展。市里"))
    assert board["mechanism", "洛阳"].state == "not_stated"
    board = cells(TEXT.replace("1、洛阳轴承产业集群", "1、洛阳轴承产业集群与联席会议"))
    assert quotes(board["mechanism", "洛阳"]) == ["市里成立领导小组，出台《洛阳市轴承产业发展规划》。"]


def test_nothing_before_the_first_cluster_or_excluded_is_used() -> None:
    board = cells("点击举报\n各地建立联席会议。\n" + TEXT.split("\n", 2)[2].replace("成立领导小组，", ""))
    assert board["mechanism", "洛阳"].state == "not_stated"


def test_a_document_on_one_cluster_is_about_it_everywhere_and_on_two_only_where_it_says() -> None:
    text = "介绍。\n洛阳轴承产业集群很大。\n全市建立联席会议制度。\n昆明花卉產業集群也大。\n"
    doc = document(text)
    one = ClusterClaim(**span(text, "洛阳轴承产业集群"), name="洛阳轴承产业集群", cluster="洛阳轴承产业集群")
    two = ClusterClaim(**span(text, "昆明花卉產業集群"), name="昆明花卉產業集群", cluster="昆明花卉產業集群")
    assert set(sections(doc, [one])) == {block.start for block in doc.blocks}
    assert sections(doc, [one, two]) == {4: one.name, 28: two.name}


def test_another_office_has_another_list(tmp_path: Path) -> None:
    template = tmp_path / "mine.yaml"
    template.write_text(
        "id: mine\nversion: '1'\nsource: ours\nitems:\n"
        "- {id: output, zh: 产值, en: output, named: [产值], evidence: [{words: ['总产值[^，]*亿元']}]}\n",
        encoding="utf-8",
    )
    board = cells(TEXT, template)
    assert {key: cell.state for key, cell in board.items()} == {
        ("output", "洛阳"): "evidence",
        ("output", "昆明"): "not_stated",
    }


GOOD = "id: a\nversion: '1'\nsource: s\nitems:\n- {id: x, zh: 甲, en: a, named: [甲], evidence: [{words: [甲]}]}\n"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("- a", "file: must be a mapping"),
        ("a: [", "not YAML"),
        (GOOD.replace("source: s\n", ""), "'source' is missing"),
        (GOOD.replace("version: '1'", "version: 1"), "version: must be a text"),
        (GOOD + "color: red\n", "unknown name 'color'"),
        (GOOD.replace("evidence: [{words: [甲]}]", "evidence: []"), "items[1].evidence: must be a list"),
        (GOOD.replace("{words: [甲]}", "{unless: [甲]}"), "evidence[1]: needs words or entities"),
        (GOOD.replace("{words: [甲]}", "{words: ['(']}"), "'(' is no regular expression"),
        (GOOD + "- {id: x, zh: 乙, en: b, named: [乙], evidence: [{words: [乙]}]}\n", "the id 'x' occurs twice"),
        (GOOD + "only_names: {list_of: 1}\n", "at least 2"),
    ],
)
def test_a_wrong_template_is_told_in_one_line(tmp_path: Path, text: str, problem: str) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(WorkspaceError) as told:
        load_template(path)
    assert problem in str(told.value)
    assert str(path) in str(told.value)
    assert "\n" not in str(told.value)


def test_a_missing_template_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match=r"cannot read the board's template.*jiqun\.toml"):
        load_template(tmp_path / "none.yaml")


def test_on_the_source_document_taizhou_has_nine_and_names_are_no_evidence(source_path: Path) -> None:
    from jiqun.extract import extract
    from jiqun.read import read

    doc = read(source_path)
    claims = {"s": list(extract(doc))}
    names = resolve_clusters(claims)
    board = fill_board(load_template(), [Source("s", doc, Origin())], claims, names)
    assert len(board) == 90
    (taizhou,) = [cluster.id for cluster in names.clusters if "泰州" in cluster.name]
    states = {cell.item: cell.state for cell in board if cell.cluster == taizhou}
    assert set(states) == set(NINE)
    assert "not_stated" not in states.values(), states
    for item in ("research_report", "indicators", "chain_map", "investment_guide"):
        assert {cell.state for cell in board if cell.item == item} == {"named", "not_stated"}, item
    at = doc.text.index("建立一個推進機制")
    end = doc.text.index("研究一系列扶持政策") + 9
    listed = [p for cell in board if cell.state == "evidence" for p in cell.passages if at <= p.start and p.end <= end]
    assert not listed, "a list of names is no evidence"
