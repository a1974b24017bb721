"""The command line: every verb, in plain lines and as JSON, and the statuses it ends with."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from jiqun import cli
from small_atlas import TEXT, stand_in, workspace

Run = Callable[..., tuple[int, str, str]]
JIQUN = [sys.executable, "-c", "from jiqun.cli import main; main()"]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Call the command line in this process: (status, standard output, error output)."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)

    def call(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["jiqun", *map(str, arguments)])
        status = cli._run()
        told = capsys.readouterr()
        return status, told.out, told.err

    return call


@pytest.fixture
def inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder is a built workspace with the small document."""
    monkeypatch.setattr("jiqun.extract.extract", stand_in)
    made = workspace(tmp_path)
    made.build()
    monkeypatch.chdir(made.folder)
    return made.folder


def test_from_nothing_to_an_explained_figure(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jiqun.extract.extract", stand_in)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert run("new", "mywork") == (0, "new workspace: mywork\n", "")
    monkeypatch.chdir(tmp_path / "mywork")
    assert run("add", "../a.txt", "--title", "两个产业集群", "--date", "2021") == (0, "added: ../a.txt\n", "")
    assert run("add", "../a.txt") == (0, "already there: ../a.txt\n", "")
    status, out, err = run("build")
    assert status == 0
    assert "clusters: 2\n" in out
    assert re.search(r"practices: 1\n.*excluded lines: 1\n    page control: 1\n", out, re.S)
    assert "extract 1/1\n" in err
    assert "unchanged" in run("build")[1]
    status, out, _ = run("show")
    (shown,) = re.findall(r"\[(f-[0-9a-f]+)\]", out)
    assert "总产值" in out or "Gross output value" in out
    assert "> more than 超过300亿元 · 2020" in out
    assert "Size in money: not stated in the sources" in out
    status, out, _ = run("explain", shown)
    assert status == 0
    assert "洛阳【2020年轴承产业总产值超过300亿元】，聚集了洛轴、轴研等企业。" in out
    assert "The document: 两个产业集群 (a.txt)" in out


def test_a_sheet_shows_figures_members_practices_and_board_with_ids(run: Run, inside: Path) -> None:
    status, out, _ = run("show", "洛陽")
    assert status == 0
    for words in ("超过300亿元", "洛轴  [r-", "政府推动，统筹发展", "promotion mechanism: evidence found (1 quote)"):
        assert words in out, words
    assert "not stated in the sources" in run("show", "昆明")[1]


def test_chinese_users_read_chinese(run: Run, inside: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert "以金额计的规模：文中未载明" in run("show")[1]
    assert "  昆明花卉產業集群: 仅点名 — 建立一个推进机制" in run("board")[1]


@pytest.mark.parametrize(
    "verb", [["show"], ["show", "洛阳"], ["board"], ["search", "轴承"], ["findings"], ["check"], ["build"]]
)
def test_every_listing_verb_takes_json(run: Run, inside: Path, verb: list[str]) -> None:
    status, out, _ = run(*verb, "--json")
    assert status == 0
    json.loads(out)


def test_json_holds_what_the_lines_hold(run: Run, inside: Path) -> None:
    clusters = json.loads(run("show", "--json")[1])
    assert [cluster["name"] for cluster in clusters] == ["洛阳轴承产业集群", "昆明花卉產業集群"]
    (headline,) = clusters[0]["headlines"]
    assert headline["claim"]["value"] == 3e10
    assert clusters[1]["headlines"] == []
    chain = json.loads(run("explain", headline["id"], "--json")[1])
    assert chain["sentence"]["quote"].startswith("洛阳2020年")
    assert len(json.loads(run("board", "--json")[1])["cells"]) == 18
    sheet = json.loads(run("show", "洛阳", "--json")[1])
    assert {record["cluster"] for record in sheet["records"]} == {sheet["id"]}


def test_search_marks_matches(run: Run, inside: Path) -> None:
    status, out, _ = run("search", "總產值")
    assert status == 0
    assert "【总产值】" in out
    assert run("search", "没有这个词") == (0, "", "")


def test_extract_needs_no_workspace(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jiqun.extract.extract", stand_in)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    status, out, _ = run("extract", "a.txt", "--format", "jsonl")
    claims = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    assert {"figure", "entity", "relation", "cluster", "practice", "excluded"} <= {claim["kind"] for claim in claims}
    assert all(TEXT[claim["start"] : claim["end"]] == claim["quote"] for claim in claims)
    status, table, _ = run("extract", "a.txt")
    assert len(table.splitlines()) == len(claims)
    assert run("extract", "a.txt", "--format", "jsonl", "-o", "out.jsonl") == (0, "", "")
    assert (tmp_path / "out.jsonl").read_text(encoding="utf-8") == out


def test_what_a_document_holds_does_not_steer_the_terminal(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("\u202e2018年产值\x85达到5亿元\u2028。\n", encoding="utf-8")
    status, out, _ = run("extract", tmp_path / "a.txt")
    assert status == 0
    assert "产值" in out
    assert not set(out) & set("\u202e\x85\u2028")


@pytest.mark.parametrize(
    "arguments",
    [["nonsense"], ["show", "--nonsense"], ["add"], ["build", "extra"], ["report", "x"], ["serve", "--port", "x"]],
)
def test_wrong_usage_ends_with_two_and_one_line(run: Run, arguments: list[str]) -> None:
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert err.startswith("jiqun: ")
    assert err.count("\n") == 1
    assert "--help" in err


def test_wrong_values_end_with_two(run: Run, inside: Path) -> None:
    assert run("report", "洛阳", "-o", "x.pdf")[0] == 2
    assert run("add", "../small.txt", "--date", "yesterday")[0] == 2


def test_an_unknown_cluster_or_claim_ends_with_one(run: Run, inside: Path) -> None:
    for arguments in (["show", "没有"], ["show", "产业集群"], ["explain", "f-0"]):
        status, out, err = run(*arguments)
        assert (status, out, err.count("\n")) == (1, "", 1), err


def test_debug_shows_the_traceback(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from jiqun.errors import WorkspaceError

    monkeypatch.chdir(tmp_path)
    with pytest.raises(WorkspaceError):
        run("--debug", "show")


def test_an_interrupt_ends_quietly(run: Run, inside: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("jiqun.workspace.find", interrupted)
    assert run("show") == (130, "", "")


def test_help_and_version(run: Run) -> None:
    from jiqun import __version__

    assert run("--version") == (0, f"jiqun {__version__}\n", "")
    status, out, _ = run("--help")
    assert status == 0
    verbs = {"new", "add", "build", "show", "explain", "board", "search", "report", "serve", "extract", "check", "demo"}
    for verb in verbs:
        assert re.search(rf"^  {verb} ", out, re.M), verb
    assert run()[0] == 2


def test_a_closed_pipe_is_quiet(inside: Path) -> None:
    done = subprocess.run(
        ["bash", "-c", 'set -o pipefail; "$@" board --json | head -c 1', "-", *JIQUN], capture_output=True, text=True
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "{", "")


def test_piped_lines_are_not_cut_to_a_width(inside: Path) -> None:
    environment = {**os.environ, "COLUMNS": "20", "LC_ALL": "C"}
    done = subprocess.run([*JIQUN, "search", "总产值"], capture_output=True, env=environment)
    assert "洛阳2020年轴承产业【总产值】超过300亿元，聚集了洛轴、轴研等企业。" in done.stdout.decode("utf-8")


def test_the_demo_builds_ten_clusters_from_digests(run: Run, tmp_path: Path) -> None:
    from jiqun.atlas import Atlas

    status, out, err = run("demo", "--no-serve", "--dir", tmp_path / "demo")
    assert status == 0, err
    assert "clusters: 10\n" in out
    atlas = Atlas.open(tmp_path / "demo")
    assert atlas.is_digest
    assert all(cluster.longitude and cluster.latitude for cluster in atlas.clusters())
    assert all(source.origin.title and source.origin.licence for source in atlas.sources())
    status, out, _ = run("demo", "--no-serve", "--dir", tmp_path / "demo")
    assert status == 0
    assert "unchanged" in out


def test_the_source_document_reads_ten_clusters(run: Run, tmp_path: Path, source_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    run("new", ".")
    assert run("add", source_path)[0] == 0
    assert "clusters: 10\n" in run("build")[1]
    clusters = json.loads(run("show", "--json")[1])
    assert len(clusters) == 10
    for cluster in clusters:
        without = any(place in cluster["name"] for place in ("西安", "張江", "蘇州"))
        assert bool(cluster["headlines"]) != without, cluster["name"]
    for place in ("西安", "张江"):
        sheet = run("show", place)[1]
        assert re.search(r"Member firms.*\n  not stated in the sources", sheet), sheet
        assert run("check")[0] == 0


def test_importing_loads_nothing_heavy() -> None:
    heavy = "import jiqun, sys; print({'sqlite3', 'yaml', 'opencc', 'fastapi', 'typer', 'lxml'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", heavy], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
