"""`jiqun compare` and `jiqun measurability`: on documents written for the purpose, in both languages and as JSON."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import jiqun
from jiqun import cli

Run = Callable[..., tuple[int, str, str]]

PROFILE = """# 集群概况

## 一、新材料领域

### 1、长沙光学产业集群

2018年长沙光学产业总产值达到1639亿元，2016年长沙光学产业总产值为1200亿元。到2025年，长沙光学产业总产值将达到3000亿元。

### 2、株洲石化产业集群

2018年株洲石化产业总产值达到1250亿元，聚集企业320家。

### 3、宁波纺织产业集群

2018年，宁波规上纺织企业完成工业总产值3539.2亿元。

### 4、泰州陶瓷产业集群

泰州陶瓷产业集群拥有院士3名。
"""
LATER = """# 通讯

## 一、新材料领域

### 1、株洲石化产业集群

2018年株洲石化产业总产值达到1280.5亿元。
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built workspace of two documents that disagree on one figure."""
    place = tmp_path_factory.mktemp("compared")
    (place / "profile.md").write_text(PROFILE, encoding="utf-8")
    (place / "later.md").write_text(LATER, encoding="utf-8")
    made = jiqun.Workspace.create(place / "w")
    made.add(place / "profile.md", producer="某报")
    made.add(place / "later.md", producer="株洲市统计局")
    made.build()
    return made.folder


@pytest.fixture
def run(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(folder)

    def call(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["jiqun", *arguments])
        status = cli._run()
        told = capsys.readouterr()
        return status, told.out, told.err

    return call


def test_clusters_are_set_side_by_side_with_reasons_and_cures(run: Run) -> None:
    status, out, _ = run("compare")
    assert status == 0
    assert "Pairs (3): comparable 0 · comparable with a reservation 1 · not comparable 2" in out
    assert re.search(
        r"长沙光学产业集群 > 株洲石化产业集群  \[f-\w+ f-\w+\]\n    because neither says who is counted", out
    )
    assert "cure: needs 规上工业总产值 2018 of 株洲石化产业集群, from its statistical yearbook" in out
    assert "泰州陶瓷产业集群: not stated in the sources — enter 规上工业总产值 2018 of 泰州陶瓷产业集群" in out


def test_a_conflict_shows_both_sources_and_the_preferred_one(run: Run) -> None:
    out = run("compare", "株洲")[1]
    both = re.search(r"Sources disagree: 株洲石化产业集群\n(.*)\n(.*)\n", out)
    assert both is not None
    assert "1250亿元" in both[1] and "taken for tables" not in both[1]
    assert "1280.5亿元" in both[2] and "taken for tables: stated by official statistics" in both[2]


def test_a_series_shows_missing_years_and_targets(run: Run) -> None:
    out = run("compare", "长沙")[1]
    series = out[out.index("Series: 长沙光学产业集群") :]
    assert re.search(
        r"1200亿元 · 2016.*\n.*1639亿元 · 2018.*\n  — years missing: 2017\n  target: .*3000亿元 · 2025", series
    )
    assert "Fewer than two clusters state it" in out


def test_chinese_users_read_chinese(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    out = run("compare", "長沙", "寧波")[1]
    assert "两两比较 (1): 可比 0 · 有保留可比 0 · 不可比 1" in out
    assert "补救：需要长沙光学产业集群2018年规上工业总产值，见地方统计年鉴" in out
    assert "规上指年主营业务收入2000万元及以上的工业法人单位（2011年起）" in out


def test_the_indicator_and_the_period_narrow_the_comparison(run: Run) -> None:
    body = json.loads(run("compare", "--indicator", "总产值", "--period", "2018", "--json")[1])
    assert len(body["figures"]) == 2
    assert [pair["status"] for pair in body["pairs"]] == ["reservation"]
    assert {cluster["name"] for cluster in body["not_stated"]} == {"宁波纺织产业集群", "泰州陶瓷产业集群"}
    assert {need["zh"] for need in body["needs"]} >= {"泰州陶瓷产业集群2018年总产值，见地方统计年鉴"}


def test_unknown_clusters_and_indicators_are_told_in_one_line(run: Run) -> None:
    status, out, err = run("compare", "昆明")
    assert (status, out, err.count("\n")) == (1, "", 1)
    status, out, err = run("compare", "--indicator", "毛竹蓄积量")
    assert (status, out) == (1, "")
    assert err.startswith("jiqun: no figure with this indicator: 毛竹蓄积量: nearest: ")


def test_the_measurability_report_says_what_can_be_computed_and_what_is_missing(run: Run) -> None:
    status, out, _ = run("measurability", "株洲")
    assert status == 0
    assert re.search(r"Cannot be computed\n    growth.*\n", out)
    assert "missing: persons employed of 株洲石化产业集群" in out
    assert "missing: a register or table of plant, industry, place, employment" in out
    body = json.loads(run("measurability", "--json")[1])
    changsha = next(report for report in body["clusters"] if report["name"] == "长沙光学产业集群")
    growth = next(measure for measure in changsha["measures"] if measure["measure"] == "growth")
    assert growth["state"] == "reservation"
    assert len(growth["records"]) == 2
    assert body["set"][0]["indicator"] == "总产值"
