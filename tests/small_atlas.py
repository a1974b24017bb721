"""A small document on two invented clusters and the claims in it, for tests of what comes after extraction."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from jiqun.model import (
    Block,
    Claim,
    ClusterClaim,
    Document,
    Entity,
    Excluded,
    Figure,
    Mention,
    Practice,
    Relation,
)
from jiqun.workspace import Workspace

TEXT = """点击举报
两个产业集群

一、装备领域

1、洛阳轴承产业集群

洛阳2020年轴承产业总产值超过300亿元，聚集了洛轴、轴研等企业。洛阳的典型做法包括：

政府推动，统筹发展。市里成立领导小组，出台《洛阳市轴承产业发展规划》。招商指南尚未编制。

2、昆明花卉產業集群

昆明是重要的花卉产地。形成“建立一个推进机制、撰写一个研究报告、绘制一份产业链图谱、制定一部招商指南”的格局。
"""


def span(text: str, quote: str) -> dict[str, object]:
    """The first place of a quote, as a claim's keywords."""
    start = text.index(quote)
    return {"quote": quote, "start": start, "end": start + len(quote)}


def stand_in(document: Document, tagger: bool = False) -> Iterator[Claim]:
    """What the small document states, written out by hand; other documents state nothing."""
    text = document.text
    if "洛阳轴承产业集群" not in text:
        return
    one, two = "洛阳轴承产业集群", "昆明花卉產業集群"
    for name, place in ((one, "洛阳"), (two, "昆明")):
        yield ClusterClaim(
            **span(text, name), name=name, field="装备", place=place, cluster=name, rule="cluster.heading"
        )
    at = text.index("超过300亿元")
    yield Figure(
        **span(text, "2020年轴承产业总产值超过300亿元"),
        value=3e10, value_text="超过300亿元", value_start=at, value_end=at + 7, unit="CNY", comparator="gt",
        subject=one, indicator="总产值", indicator_id="gross_output_value", period="2020", period_text="2020年",
        basis="gross_output_value", cluster=one, rule="quantity",
    )  # fmt: skip
    for name in ("洛轴", "轴研"):
        place = span(text, name)
        mention = Mention(int(str(place["start"])), int(str(place["end"])))
        yield Entity(**place, type="company", name=name, mentions=(mention,), cluster=one, rule="list")
        yield Relation(**span(text, "聚集了洛轴、轴研等企业"), head=name, relation="member_of", tail=one, cluster=one)
    if "领导小组" in text:
        yield Entity(**span(text, "领导小组"), type="government", name="领导小组", cluster=one, named=False)
        yield Relation(**span(text, "领导小组"), head="领导小组", relation="member_of", tail=one, cluster=one)
    start, end = text.index("政府推动"), text.index("尚未编制。") + 5
    yield Practice(
        **span(text, "政府推动，统筹发展"), heading="政府推动，统筹发展", category="government_mechanism",
        paragraph_start=start, paragraph_end=end, cluster=one,
    )  # fmt: skip
    for block in document.blocks:
        if block.excluded:
            quote = text[block.start : block.end]
            yield Excluded(quote=quote, start=block.start, end=block.end, reason=block.excluded)


def document(text: str = TEXT, sha256: str = "a" * 64) -> Document:
    """The small document as a reader would give it: one block a line, headings by their numbers."""
    blocks, at = [], 0
    for line in text.split("\n"):
        if line:
            kind, level = "paragraph", 0
            if line[1:2] == "、":
                kind, level = "heading", 1 if line[0] in "一二三四" else 2
            reason = "page_control" if line == "点击举报" else None
            blocks.append(Block(at, at + len(line), kind, level, reason))
        at += len(line) + 1
    return Document(text, tuple(blocks), sha256=sha256, name="small.txt")


def workspace(folder: Path, text: str = TEXT) -> Workspace:
    """A workspace with the small document in it, not built yet."""
    file = folder / "small.txt"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    made = Workspace.create(folder / "work", "小图集")
    assert made.add(file, producer="测试").added == (file,)
    return made
