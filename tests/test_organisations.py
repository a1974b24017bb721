"""Names of organisations, their types and mentions, and who is a member."""

from __future__ import annotations

import pytest

from jiqun.vocab.organisations import ORGANISATIONS
from reading_aid import claims


def names(*lines: str, kind: str | None = None) -> list[str]:
    found = claims(*lines, kind="entity")
    return [e.name for e in found if e.type in ORGANISATIONS and (kind is None or e.type == kind)]


def test_a_list_with_a_head_noun_gives_its_items() -> None:
    assert names("集群聚集了甲光电、乙存储、丙芯等一批龙头企业。", kind="company") == ["甲光电", "乙存储", "丙芯"]


def test_a_second_list_in_the_sentence_is_read_too() -> None:
    text = "集聚了甲机车、乙电机等龙头企业，及丙科技、丁齿轮等“专精特新”中小企业。"
    assert names(text) == ["甲机车", "乙电机", "丙科技", "丁齿轮"]


def test_a_list_of_things_is_no_list_of_firms() -> None:
    assert names("形成了氧化铝粉体、碳纳米管、导电银浆等一批新材料产品。") == []
    assert names("聚焦智慧教育、智慧医疗、智能汽车等领域。") == []


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("当地依托苏州大学开展研究。", "苏州大学", "university"),
        ("由国务院批准设立。", "国务院", "government"),
        ("成立某某轨道科技有限公司。", "某某轨道科技有限公司", "company"),
        ("坐落在宁波石化经济技术开发区内。", "宁波石化经济技术开发区", "park"),
        ("获批国家信息光电子创新中心。", "国家信息光电子创新中心", "research_institute"),
        ("设立检验检测认证产业发展基金。", "检验检测认证产业发展基金", "fund"),
        ("“中国声谷”正式落地。", "中国声谷", "park"),
        ("国家统计局江苏调查总队发布数据。", "国家统计局江苏调查总队", "government"),
    ],
)
def test_organisation_words_make_names(text: str, name: str, kind: str) -> None:
    assert names(text, kind=kind) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "建设各类技术服务平台。",
        "与高校和科研院所合作。",
        "搭建公共服务平台。",
        "引进创投公司。",
        "海陵建成标准厂房三处。",
    ],
)
def test_classes_are_no_names(text: str) -> None:
    assert names(text) == []


def test_and_inside_a_name_does_not_split_it() -> None:
    text = "获批国家数字化设计与制造创新中心。"
    assert names(text) == ["国家数字化设计与制造创新中心"]


def test_every_mention_is_counted_once_the_longest_name_first() -> None:
    found = claims("集聚了甲讯等企业。甲讯人工智能开放平台上线。甲讯增长。", kind="entity")
    assert {e.name: len(e.mentions) for e in found} == {"甲讯": 2, "甲讯人工智能开放平台": 1}


def test_partners_and_exhibitors_are_no_members() -> None:
    lines = (
        "1、长沙工程机械产业集群",
        "聚集了甲重工、乙重科等一批龙头企业。",
        "展览会吸引了丙彼勒、丁迪尔等主机企业参展。",
        "集群与戊集团、己股份等企业合作。",
    )
    members = [r.head for r in claims(*lines, kind="relation") if r.relation == "member_of"]
    assert members == ["甲重工", "乙重科"]
