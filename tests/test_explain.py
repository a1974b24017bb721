"""`explain` leads from any number that is shown (id, value, footnote, board cell) back to where it comes from."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest

from jiqun.atlas import Atlas
from jiqun.atlas.explain import explain
from jiqun.atlas.explain_cell import explain_cell
from jiqun.atlas.looking_up import look_up
from jiqun.atlas.rule_words import _table, rule_words
from jiqun.atlas.steps import place_of
from jiqun.atlas.template import load_template
from jiqun.cli import main
from jiqun.errors import NotFoundError
from jiqun.model import Block, Document
from jiqun.report import write_report
from jiqun.report.footnoted import footnoted
from jiqun.version import digest_of
from jiqun.workspace import Workspace
from judging_aid import FIGURE, Bench

SOURCE = Path(__file__).parents[1] / "src" / "jiqun" / "extract"


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    return Bench(tmp_path, monkeypatch)


@pytest.fixture
def work(bench: Bench) -> Workspace:
    return bench.work


@pytest.fixture
def atlas(work: Workspace) -> Atlas:
    return work.atlas


def test_the_chain_has_reader_rules_steps_and_build(atlas: Atlas, bench: Bench) -> None:
    chain = explain(atlas, bench.id_of(FIGURE))
    assert chain.reader_version == digest_of("read")
    assert chain.fingerprint == atlas.meta["fingerprint"] and chain.built[:2] == "20"
    assert [step.name for step in chain.steps] == ["read", "extract", "judge", "file", "write"]
    assert set(chain.rule_words) == {"zh", "en"}
    assert "洛阳轴承产业集群" in chain.steps[3].words["en"]
    body = json.loads(json.dumps(chain.to_dict()))
    assert body["steps"][0]["words"]["zh"] and body["reader_version"] == chain.reader_version


def test_the_step_of_judgement_tells_who(work: Workspace, bench: Bench) -> None:
    id_ = bench.id_of(FIGURE)
    assert "nobody" in explain(work.atlas, id_).steps[2].words["en"]
    work.judge(id_, "correct", by="LW", value=3.3e10)
    work.build()
    assert "LW" in explain(work.atlas, id_).steps[2].words["zh"]
    bench.rules(lambda document, tagger=False: [])
    work.build()
    (record,) = work.atlas.records(kind="figure")
    assert "no longer given by the rules" in explain(work.atlas, record.id).steps[2].words["en"]


@pytest.mark.parametrize(
    "shown",
    ["超过300亿元", "超過300億元", "300亿元", "30000000000", "30000000000.0", "3e10", "CNY 30 billion", "CNY30 billion",
     "300亿元人民币", "3000000万元", "0.03万亿元", "2020年轴承产业总产值超过300亿元", "> 超过300亿元"],
)  # fmt: skip
def test_a_value_is_found_however_it_is_shown(atlas: Atlas, bench: Bench, shown: str) -> None:
    assert [record.id for record in look_up(atlas, shown, "洛阳")] == [bench.id_of(FIGURE)]
    assert look_up(atlas, shown) == look_up(atlas, shown, document="small.txt")


@pytest.mark.parametrize("shown", ["30亿元", "00亿元", "300亿美元", "301亿元", "", "亿", "元", "300万元"])
def test_another_value_is_not_found(atlas: Atlas, shown: str) -> None:
    with pytest.raises(NotFoundError, match="no figure with this value"):
        look_up(atlas, shown)
    with pytest.raises(NotFoundError):
        look_up(atlas, "300亿元", "昆明")


def test_a_corrected_value_is_found_as_it_is_shown(work: Workspace, bench: Bench) -> None:
    id_ = bench.id_of(FIGURE)
    work.judge(id_, "correct", by="LW", value=3.3e10)
    work.build()
    for shown in ("330亿元", "CNY 33 billion (corrected)", "33000000000"):
        assert [record.id for record in look_up(work.atlas, shown)] == [id_], shown


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_footnote_leads_to_the_claim_whose_sentence_it_quotes(work: Workspace, tmp_path: Path, lang: str) -> None:
    write_report(work.atlas, "洛阳", tmp_path / "r.html", lang)  # type: ignore[arg-type]
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    notes = re.findall(r'<li id="note(\d+)">([^<]*)', page)
    assert notes
    for number, words in notes:
        id_ = footnoted(work.atlas, "洛阳", int(number), lang)  # type: ignore[arg-type]
        assert work.atlas.record(id_).claim.quote in words
    for number in (0, len(notes) + 1, -1):
        with pytest.raises(NotFoundError, match="no such footnote"):
            footnoted(work.atlas, "洛阳", number)


def test_a_cell_leads_to_its_sentences_and_the_words_that_count(atlas: Atlas) -> None:
    chain = explain_cell(atlas, "推进机制", "洛阳", load_template())
    assert chain.state == "evidence" and chain.template == "nine_ones"
    (shown,) = chain.shown
    assert shown.words and all(word in shown.passage.quote for word in shown.words)
    assert shown.passage.quote in shown.sentence.quote
    assert shown.document == "small.txt" and shown.origin.producer == "测试" and shown.reader_version
    assert explain_cell(atlas, chain.item.id, "洛阳").shown[0].words == ()
    assert json.loads(json.dumps(chain.to_dict()))["state"] == "evidence"
    empty = next(c for c in atlas.board()[1].values() if c.state == "not_stated")
    assert explain_cell(atlas, empty.item, empty.cluster).shown == ()
    with pytest.raises(NotFoundError, match="no such item"):
        explain_cell(atlas, "没有的项", "洛阳")


def test_a_cell_of_a_table_comes_with_its_row() -> None:
    text = "产值\n650\n730\n企业\n42\n51\n"
    places = [(0, 2, "t1r1c1"), (3, 6, "t1r1c2"), (7, 10, "t1r1c3"), (11, 13, "t1r2c1"), (14, 16, "t1r2c2")]
    document = Document(text, tuple(Block(start, end, "cell", anchor=anchor) for start, end, anchor in places))
    assert place_of(document, 7, 10) == ("t1r1c3", ("产值", "650", "730"))
    sheet = Document(
        text, tuple(Block(s, e, "cell", anchor=f"表!{'ABC'[n % 3]}{1 + n // 3}") for n, (s, e, _) in enumerate(places))
    )
    assert place_of(sheet, 14, 16) == ("表!B2", ("企业", "42"))
    assert place_of(Document(text, (Block(0, len(text), anchor="p3"),)), 3, 6) == ("p3", ())
    assert place_of(Document(text), 3, 6) == (None, ())


def test_every_rule_of_the_extractor_has_words() -> None:
    groups = "figure|organisation|product|relation|segment|practice|cluster|name"
    named = re.compile(rf"[\"']((?:{groups})\.[a-z_]+)[\"']")
    rules = {rule for path in SOURCE.rglob("*.py") for rule in named.findall(path.read_text(encoding="utf-8"))}
    assert len(rules) > 60
    assert sorted(rule for rule in rules if rule not in _table()) == []
    assert rule_words("english.money/topic", "figure", "en").startswith("an amount of money")
    assert rule_words("", "figure", "zh") == "数字"


class Run:
    def __init__(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self._capsys, self._monkeypatch = capsys, monkeypatch

    def __call__(self, *words: str) -> tuple[int, str, str]:
        self._monkeypatch.setattr(sys, "argv", ["jiqun", *words])
        for name in ("stdout", "stderr"):
            self._monkeypatch.setattr(getattr(sys, name), "reconfigure", lambda **_: None, raising=False)
        with pytest.raises(SystemExit) as ended:
            main()
        said = self._capsys.readouterr()
        return int(ended.value.code or 0), said.out, said.err


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, work: Workspace) -> Run:
    monkeypatch.chdir(work.folder)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    return Run(capsys, monkeypatch)


def test_the_verb_explains_ids_values_footnotes_and_cells(run: Run, bench: Bench) -> None:
    id_ = bench.id_of(FIGURE)
    for words in ([id_], ["300亿元"], ["300亿元", "--cluster", "洛阳"], ["--footnote", "1", "--cluster", "洛阳"]):
        status, out, err = run("explain", *words)
        assert (status, err) == (0, "") and id_ in out and "Step 2, extract" in out, words
    assert isinstance(json.loads(run("explain", id_, "--json")[1]), dict)
    assert [c["record"]["id"] for c in json.loads(run("explain", "300亿元", "--json")[1])] == [id_]
    status, out, _ = run("explain", "--board", "推进机制", "--cluster", "洛阳")
    assert status == 0 and "领导小组" in out and "Words that count" in out
    assert json.loads(run("explain", "--board", "推进机制", "--cluster", "洛阳", "--json")[1])["state"] == "evidence"


def test_a_wrong_question_is_one_line(run: Run) -> None:
    for words, status in (
        ([], 2), (["x", "--board", "y"], 2), (["--footnote", "1"], 2), (["--board", "推进机制"], 2),
        (["300亿元", "--lang", "xx"], 2), (["999亿元"], 1), (["f-0123456789"], 1),
        (["--footnote", "99", "--cluster", "洛阳"], 1),
    ):  # fmt: skip
        ended, out, err = run("explain", *words)
        assert (ended, out) == (status, "") and err.count("\n") == 1, words


def test_the_verb_diff_takes_dates_builds_files_and_folders(
    run: Run, work: Workspace, bench: Bench, tmp_path: Path
) -> None:
    work.judge(bench.id_of(FIGURE), "correct", by="LW", value=3.3e10)
    work.build()
    first, second = work.past_builds()
    assert run("diff")[1].split()[3::4] == [first.fingerprint, second.fingerprint]
    for old, new in ((first.fingerprint, []), (str(first.path), ["2999-01-01"]), (str(first.path), ["."])):
        status, out, _ = run("diff", old, *new)
        assert status == 0 and "judged anew" in out and "LW" in out
    assert json.loads(run("diff", first.fingerprint, "--json")[1])["summary"] == {"figure": {"rejudged": 1}}
    assert "Nothing changed" in run("diff", ".", "2999")[1]
    assert run("diff", first.fingerprint, "-o", str(tmp_path / "d.html"))[0] == 0
    assert "LW" in (tmp_path / "d.html").read_text(encoding="utf-8")
    for words, status in (
        (["2001-01-01"], 1),
        (["nowhere"], 1),
        ([first.fingerprint, "-o", "d.txt"], 2),
        (["-o", "d.html"], 2),
    ):
        ended, out, err = run("diff", *words)
        assert (ended, out) == (status, "") and err.count("\n") == 1, words
