"""A document is about the cluster of its title, also where its place stands in no table."""

from __future__ import annotations

import pytest

from jiqun.extract import extract
from jiqun.model import ClusterClaim
from reading_aid import document


def named(title: str, *lines: str) -> list[str]:
    return [claim.name for claim in extract(document(title, "", *lines)) if isinstance(claim, ClusterClaim)]


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("北岭电子产业集群", "2018年,全市总产值达到300亿元。"),
        ("北岭电子产业集群发展报告", "2018年,北岭电子产业集群总产值达到300亿元。"),
    ],
)
def test_a_title_names_the_cluster(title: str, line: str) -> None:
    assert named(title, line) == ["北岭电子产业集群"]


@pytest.mark.parametrize(
    "title", ["加快培育世界级产业集群", "战略性新兴产业集群", "我国先进制造业集群", "关于推动特色产业集群的意见"]
)
def test_a_title_of_policy_names_none(title: str) -> None:
    assert named(title, f"各地{title},2018年总产值达到300亿元。") == []
