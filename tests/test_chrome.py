"""Page chrome and spam: excluded with the reason, and never at the cost of content."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jiqun.read import read, read_bytes
from jiqun.read.chrome import reason_for, rules
from jiqun.vocab.fold import fold

BODY = "东岭市轴承产业链条完整,2020年产值达到320亿元。"


def excluded(text: str, name: str = "a.txt") -> list[tuple[str, str]]:
    document = read_bytes(text.encode(), name)
    return [(document.text[b.start : b.end], b.excluded) for b in document.blocks if b.excluded]


def test_source_excludes_exactly_the_annotated_lines(source_path: Path, shared: Path) -> None:
    gold = json.loads((shared / "gold/source/boilerplate.json").read_text("utf-8"))
    wanted = [(span["start"], span["end"], span["kind"]) for span in gold["spans"]]
    assert len(wanted) == 8
    assert [(b.start, b.end, b.excluded) for b in read(source_path).blocks if b.excluded] == wanted


def test_each_rule_matches_its_example_and_not_its_counterexample() -> None:
    assert len(rules()) >= 30
    for rule in rules():
        assert rule.matches(fold(rule.example)), (rule.name, rule.example)
        assert reason_for(rule.example) == rule.reason, (rule.name, rule.example)
        assert reason_for(rule.counterexample) is None, (rule.name, rule.counterexample)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("(010)00000000", "phone_number"),
        ("聯繫電話:00000000", "phone_number"),
        ("我要檢舉", "page_control"),
        ("举报", "page_control"),
        ("分享到朋友圈", "page_control"),
        ("列印本頁", "page_control"),
        ("Report abuse", "page_control"),
        ("責任編輯:某某", "byline"),
        ("(责编:某某、审核:某某)", "byline"),
        ("版權所有,轉載請註明出處", "copyright_notice"),
        ("© 2020 Example Media. All rights reserved.", "copyright_notice"),
        ("猜你喜歡", "link_block_heading"),
        ("您可能也感兴趣", "link_block_heading"),
        ("热门推荐", "link_block_heading"),
        ("Related articles", "link_block_heading"),
        ("時時彩計劃群", "spam"),
        ("六合彩特码资料大全", "spam"),
        ("百家樂必勝技巧", "spam"),
        ("北京快3今日开奖结果", "spam"),
        ("彩票平台怎么注册", "spam"),
        ("首頁 > 產業 > 正文", "navigation"),
        ("下一篇:某地发布新规", "navigation"),
        ("上一篇 | 下一篇", "navigation"),
        ("We use cookies. By continuing you accept our policy.", "cookie_notice"),
        ("粤公网安备 00000000000000号", "record_number"),
    ],
)
def test_chrome_of_either_script_and_of_english(line: str, reason: str) -> None:
    assert reason_for(line) == reason


@pytest.mark.parametrize(
    "line",
    [
        "举报机制不断完善",
        "完善知識產權舉報投訴機制。",
        "彩票印刷",
        "彩票印刷产业集群",
        "如何加快三大集群建设",
        "尽快三年内建成平台",
        "浙江长龙航空",
        "特码头建设",
        "返水泵",
        "百家乐器企业集聚",
        "打击六合彩网络赌博",
        "分享经济产业园",
        "打印机产业",
        "基础研究>技术创新>成果产业化",
        "2018-2019",
        "20180101",
        "版权产业园",
        "推荐性标准12项",
        "新闻出版业",
        "Search engines",
        "Home appliances",
    ],
)
def test_content_that_only_sounds_like_chrome_stays(line: str) -> None:
    assert reason_for(line) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "园区设立了举报电话0000-00000000,受理企业对乱收费的举报,全年办结投诉12件,企业满意度不断提高。",
        "东岭市有彩票印刷企业3家,开奖设备企业2家,投注终端产量占全国的60%,是全国最大的彩票设备生产基地。",
        "企业可以通过平台登录、注册、分享和打印检验报告,平台累计服务企业1300家,每年减少跑动5000次。",
        "版权登记机构为企业所有的作品办理登记2万件,著作权质押融资达到3亿元。",
    ],
)
def test_paragraphs_are_never_chrome(sentence: str) -> None:
    assert excluded(f"{BODY}\n{sentence}\n{BODY}") == []


def test_link_titles_after_a_link_block_heading_go_in_the_tail_only() -> None:
    tail = "相关阅读\n某地发布产业新规\n某市召开大会"
    assert excluded(f"{BODY}\n{tail}") == [
        ("相关阅读", "link_block_heading"),
        ("某地发布产业新规", "related_link"),
        ("某市召开大会", "related_link"),
    ]
    assert excluded(f"{BODY}\n{tail}\n{BODY}") == [("相关阅读", "link_block_heading")]


def test_words_that_may_be_content_count_at_the_edges_only() -> None:
    assert excluded(f"来源:某某网\n{BODY}\n作者:某某") == [("来源:某某网", "source_notice"), ("作者:某某", "byline")]
    assert excluded(f"{BODY}\n来源:某某网\n标签\n{BODY}") == []


def test_numbered_sections_after_a_link_block_are_content() -> None:
    assert excluded(f"{BODY}\n推荐阅读\n二、做法\n{BODY}") == [("推荐阅读", "link_block_heading")]


def test_amounts_in_cells_are_no_phone_numbers() -> None:
    assert excluded("| 企业 | 产值 |\n|---|---|\n| 甲厂 | 15239300000 |\n| 乙厂 | 13800000000 |\n", "a.md") == []


def test_excluded_blocks_are_neither_headings_nor_title() -> None:
    document = read_bytes(f"## 相关文章\n{BODY}\n".encode(), "a.md")
    assert [(b.kind, b.level, b.excluded) for b in document.blocks] == [
        ("paragraph", 0, "link_block_heading"),
        ("paragraph", 0, None),
    ]
