"""Reposts are one chain with the earliest first, nothing else is, and a claim is stale since it first stood."""

from __future__ import annotations

import random
from pathlib import Path
from time import perf_counter

import opencc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import jiqun
from jiqun.reposts import Chain, Staleness, known_date, reposts
from jiqun.reposts.documents import document_chains
from jiqun.reposts.shape import shape
from jiqun.workspace import Workspace
from repost_aid import read_source, records, source

ROOT = Path(__file__).resolve().parents[1]
PARAGRAPHS = [
    "东岭轴承产业集群起步于上世纪六十年代，由两家老厂带动，逐步形成从钢材、锻件到成品的链条。",
    "2018年，东岭轴承产业总产值为357.6亿元，规上企业达到86家，从业人员3.4万人。",
    "集群建有2个国家级企业技术中心、11个省级工程研究中心，授权专利合计4275件。",
    "政府设立了5亿元的产业引导基金，重点支持精密轴承与高速主轴的研发，并与三所高校共建实训基地。",
    "龙头企业每年举办供需对接会，帮助上百家配套小厂进入整机企业的采购名单，物流成本明显下降。",
    "产品覆盖9大类、70多个小类、1300多个型号规格，远销四十余个国家和地区。",
]
TEXT = "\n".join(PARAGRAPHS)
OTHER = "\n".join(
    [
        "南江陶瓷产业集群以日用瓷见长，窑火延续了数百年，如今工坊与园区并存。",
        "2019年，南江陶瓷产业营业收入达到128.4亿元，注册企业1930家，出口占三成。",
        "当地办有陶瓷学院和两座博物馆，每年秋天举办瓷器节，客商云集，订单多在会上签下。",
        "为减少排放，园区统一改用天然气，老窑陆续停烧，余热用于烘干坯体。",
    ]
)


def named(chains: list[Chain], sources: list, kind: str) -> list[list[str]]:
    name = {one.id: one.document.name for one in sources}
    return [[name[id_] for id_ in chain.sources] for chain in chains if chain.kind == kind]


def found(*sources: object) -> tuple[list[Chain], list[Staleness]]:
    return reposts(list(sources), records(*sources))  # type: ignore[arg-type]


def stale_quotes(one: object, stale: list[Staleness]) -> dict[str, int]:
    quotes = {record.id: record.claim.quote for record in records(one)}  # type: ignore[arg-type]
    return {quotes[s.claim]: s.since for s in stale if s.claim in quotes}


# Documents ----------------------------------------------------------------------------------------------------------


def test_a_repost_is_one_chain_with_the_earliest_first() -> None:
    late, early = source(TEXT, "2020-03", "late"), source("转自网络\n" + TEXT, "2019-03", "early")
    chains, _ = found(late, early)
    assert named(chains, [late, early], "document") == [["early", "late"]]


def test_the_date_of_publication_goes_before_the_documents_own_and_undated_ones_stand_last() -> None:
    first = source(TEXT, None, "undated")
    second = source(TEXT + "\n完", "2018", "published late", published="2021年5月2日")
    third = source(TEXT + "\n完毕", "2019-07", "dated")
    chains, _ = found(first, second, third)
    (chain,) = (c for c in chains if c.kind == "document")
    assert [link.date for link in chain.links] == ["2019-07", "2021-05-02", None]
    assert known_date(second) == "2021-05-02"


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6), drop=st.booleans(), traditional=st.booleans())
def test_order_script_chrome_and_small_edits_do_not_hide_a_repost(seed: int, drop: bool, traditional: bool) -> None:
    rng = random.Random(seed)
    paragraphs = PARAGRAPHS[:]
    rng.shuffle(paragraphs)
    text = "\n".join(paragraphs[1:] if drop else paragraphs)
    text = text.replace("逐步形成", "渐渐形成").replace("，", ", ") + "\n上一篇：通知\n点击举报"
    text = opencc.OpenCC("s2t").convert(text) if traditional else text
    sources = [source(OTHER, "2018", "other"), source(TEXT, "2019", "first"), source(text, "2020", "again")]
    shapes = {one.id: shape(one.document) for one in sources}
    assert named(document_chains(sources, shapes), sources, "document") == [["first", "again"]]


@settings(max_examples=20, deadline=None)
@given(order=st.permutations(range(5)))
def test_chains_do_not_depend_on_the_order_of_adding(order: list[int]) -> None:
    texts = [TEXT, "某网\n" + TEXT, OTHER, OTHER + "\n责任编辑", "\n".join(PARAGRAPHS[::-1])]
    sources = [source(texts[n], str(2010 + n), str(n)) for n in order]
    shapes = {one.id: shape(one.document) for one in sources}
    assert sorted(named(document_chains(sources, shapes), sources, "document")) == [["0", "1", "4"], ["2", "3"]]


def test_a_text_inside_a_longer_one_is_told_apart_from_a_repost_and_ties_nothing_else_to_it() -> None:
    digest = source(TEXT + "\n" + OTHER * 2, "2021", "digest")
    one, two = source(TEXT, "2019", "one"), source(OTHER, "2020", "two")
    chains, _ = found(digest, one, two)
    assert "digest" in {name for names in named(chains, [digest, one, two], "part") for name in names}
    assert not any({"one", "two"} <= set(names) for kind in ("document", "part") for names in
                   named(chains, [digest, one, two], kind))  # fmt: skip


def test_yearly_reports_with_the_same_phrases_and_other_numbers_are_no_reposts() -> None:
    phrase = "全县实现生产总值{}亿元，比上年增长{}%；财政收入{}亿元，增长{}%；规上工业企业{}家；城镇居民人均收入{}元。"
    rng = random.Random(5)
    years = [
        source("\n".join(phrase.format(*(rng.randrange(1000, 9999) / 10 for _ in range(6))) for _ in range(9)), y, y)
        for y in ("2018", "2019")
    ]
    assert found(*years)[0] == []


def test_the_examples_and_the_annotated_texts_are_no_reposts_of_each_other() -> None:
    kinds = {".txt", ".md", ".html", ".csv"}
    paths = [p for d in ("examples", "tests/gold") for p in sorted((ROOT / d).iterdir()) if p.suffix in kinds]
    sources = [read_source(path) for path in paths if path.name != "README.md"]
    assert len(sources) >= 30
    assert found(*sources) == ([], [])


# Claims -------------------------------------------------------------------------------------------------------------


def test_a_claim_without_a_year_is_stale_since_it_first_stood() -> None:
    old = source("旧闻。东岭轴承的产品覆盖9大类、70多个小类、1300多个型号规格。", "2011-06", "old")
    new = source(
        "东岭轴承产业集群发展很快，产品涵盖九成品类。產品覆蓋9大類、70多個小類、1300多個型號規格。", "2019", "new"
    )
    _, stale = found(old, new)
    assert sorted(stale_quotes(new, stale).values()) == [2011, 2011, 2011]
    assert stale_quotes(old, stale) == {}


def test_a_dated_figure_that_is_repeated_is_a_chain_but_not_stale() -> None:
    first, second = source(TEXT, "2019", "first"), source(TEXT + "\n转发", "2020", "second")
    chains, stale = found(first, second)
    quotes = {record.id: record.claim.quote for record in records(first, second)}
    output = [c for c in chains if c.kind == "claim" and "357.6" in quotes[c.links[0].claim or ""]]
    assert len(output) == 1 and output[0].within == chains[0].id
    told = stale_quotes(second, stale)
    assert not any("357.6" in quote for quote in told)
    assert any("4275" in quote or "1300" in quote for quote in told), told


def test_a_figure_of_a_later_year_than_the_document_in_which_it_stood_is_stale() -> None:
    old = source("南江的企业家说：80%新品出自企业，80%设备由企业购置，80%课题由企业出题。", "2009", "old")
    new = source("截至2018年底，南江80%新品出自企业，80%设备由企业购置，80%课题由企业出题。", "2019", "new")
    _, stale = found(old, new)
    assert set(stale_quotes(new, stale).values()) == {2009}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("东岭市共有规上企业86家。", "南江市共有规上企业86家。"),
        ("2018年东岭市生产总值增长6.5%。", "2019年东岭市生产总值增长6.5%。"),
        ("东岭市共有规上企业86家。", "东岭市共有规上企业87家。"),
        ("杭州全市共有规上企业186家。", "宁波全市共有规上企业186家。"),
        (
            "东阿县2018年公报\n\n年末全县共有艺术表演团体1个，公共图书馆1个，文化馆1个，博物馆2个。",
            "茌平县2018年公报\n\n年末全县共有艺术表演团体1个，公共图书馆1个，文化馆1个，博物馆2个。",
        ),
        (
            "2018年末全县共有艺术表演团体1个，公共图书馆1个，文化馆1个，博物馆2个。",
            "2019年末全县共有艺术表演团体1个，公共图书馆1个，文化馆1个，博物馆2个。",
        ),
    ],
)
def test_figures_of_others_of_other_years_and_other_values_are_no_repeats(one: str, other: str) -> None:
    sources = [source(one, "2019", "a"), source(other, "2020", "b")]
    assert len(records(*sources)) >= 2
    chains, stale = found(*sources)
    assert named(chains, sources, "claim") == [] and stale == []


def test_a_claim_of_an_undated_document_is_stale_with_a_reservation() -> None:
    dated, undated = source(PARAGRAPHS[5], "2015", "dated"), source("近况。" + PARAGRAPHS[5], None, "undated")
    _, stale = found(undated, dated)
    assert stale and {(s.since, s.dated) for s in stale} == {(2015, False)}


def test_documents_of_one_year_make_nothing_stale() -> None:
    assert found(source(TEXT, "2019-01", "a"), source(TEXT + "。", "2019-12", "b"))[1] == []


# The source document ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def planted(source_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The source document, a repost of it a year later, and an older document with seven of its figures."""
    folder = tmp_path_factory.mktemp("planted")
    text = source_path.read_text(encoding="utf-8")
    cut = [
        text[text.index(start) : text.index(end, text.index(start)) + len(end)]
        for start, end in (("截止2018年底", "來源于企業"), ("重點產品涵蓋", "型號規格"))
    ]
    old = f"機械與創新雜談\n\n席間有人說起創新:{cut[0]}。眾人稱是。\n\n又有人說起機械。{cut[1]}。這些話流傳多年。\n"
    again = "首頁 > 資訊 > 正文\n" + text.replace("嬗變", "演變").replace("不斷", "持續", 5) + "\n責任編輯:佚名\n"
    workspace = Workspace.create(folder / "work", "种下的")
    for name, body, date in (("again.txt", again, "2020-03"), ("old.txt", old, "2012-05-01")):
        (folder / name).write_text(body, encoding="utf-8")
        workspace.add(folder / name, date=date)
    workspace.add(source_path, published="2019-03-25", producer="某网")
    workspace.build()
    return workspace


def test_a_repost_of_the_source_document_is_one_chain_with_it(planted: Workspace, source_path: Path) -> None:
    atlas = planted.atlas
    (chain,) = atlas.chains("document")
    assert [atlas.source(id_).document.name for id_ in chain.sources] == [source_path.name, "again.txt"]
    assert [link.date for link in chain.links] == ["2019-03-25", "2020-03"]


def test_the_shares_of_shenzhen_and_the_products_of_changsha_are_stale(planted: Workspace, source_path: Path) -> None:
    atlas = planted.atlas
    for name in (source_path.name, "again.txt"):
        told = {atlas.record(s.claim).claim.quote for s in atlas.stale_claims(name) if s.since == 2012}
        assert sum("90%" in quote for quote in told) == 4
        assert [sum(part in quote for quote in told) for part in ("12大類", "100多個小類", "400多個型號")] == [1, 1, 1]
        assert len(told) == 7
    assert atlas.stale_claims("old.txt") == []


def test_staleness_names_where_the_claim_stood(planted: Workspace) -> None:
    atlas = planted.atlas
    one = next(s for s in atlas.stale_claims() if s.since == 2012)
    assert atlas.source(one.source).document.name == "old.txt"
    assert atlas.record(one.first).source == one.source
    assert atlas.staleness(one.claim) == one
    (chain,) = atlas.chains("claim", claim=one.claim)
    assert chain.id == one.chain and chain.links[0].claim == one.first


def test_what_people_rejected_is_no_older_statement(planted: Workspace, tmp_path: Path) -> None:
    import shutil

    copy = tmp_path / "copy"
    shutil.copytree(planted.folder, copy)
    workspace = jiqun.open(copy)
    one = next(s for s in workspace.atlas.stale_claims() if s.since == 2012)
    workspace.judge(one.first, "reject", by="t")
    workspace.build()
    now = workspace.atlas.staleness(one.claim)
    assert now is None or now.since != 2012


def test_a_thousand_documents_cost_seconds() -> None:
    rng = random.Random(3)
    sources = []
    for number in range(1000):
        shift = rng.randrange(3000)
        text = "".join(chr(0x4E00 + (ord(c) - 0x4E00 + shift) % 0x5000) if "一" <= c <= "鿿" else c for c in TEXT * 4)
        sources.append(source(text if number % 10 else TEXT + str(number), str(1990 + number % 30), str(number)))
    started = perf_counter()
    chains, _ = reposts(sources, [])
    assert perf_counter() - started < 10
    assert len(chains[0].sources) >= 100
