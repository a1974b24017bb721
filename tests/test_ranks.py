"""Ranks: ordinals, firsts, superlatives with a scope, and what only looks like one."""

from __future__ import annotations

import pytest

from jiqun.extract.rank import ranks


@pytest.mark.parametrize(
    ("text", "span", "value", "kind"),
    [
        ("规模居全国第一", "居全国第一", 1, "nth"),
        ("位列全省第3位", "位列全省第3位", 3, "nth"),
        ("全省排名第九", "全省排名第九", 9, "nth"),
        ("位居全国开发区第四", "位居全国开发区第四", 4, "nth"),
        ("排在第6", "排在第6", 6, "nth"),
        ("居全国首位", "居全国首位", 1, "top"),
        ("国内首台样机", "国内首台", 1, "first"),
        ("是国内唯一的基地", "唯一", 1, "only"),
        ("全国最大的基地", "最大", 1, "most"),
    ],
)
def test_a_rank_is_read(text: str, span: str, value: float, kind: str) -> None:
    [rank] = ranks(text)
    assert (text[rank.start : rank.end], rank.value, rank.kind, rank.comparator) == (span, value, kind, "eq")


def test_a_class_counts_only_behind_named_firms() -> None:
    [rank] = ranks("甲公司、乙公司等全国百强企业")
    assert (rank.value, rank.comparator, rank.kind) == (100, "le", "class")
    assert ranks("引进世界500强企业") == []


@pytest.mark.parametrize(
    "text",
    [
        "第一产业",
        "第三方",
        "第二届博览会",
        "第三季度",
        "第一时间",
        "首位度",
        "首批成员单位",
        "最大化",
        "最大的基地之一",
    ],
)
def test_what_is_no_rank(text: str) -> None:
    assert ranks(text) == []
