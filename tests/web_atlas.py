"""A small atlas with invented clusters for tests of pages, maps and reports: overlaps, unknowns, and hostile text."""

from __future__ import annotations

from pathlib import Path

from jiqun.atlas.atlas import Atlas
from jiqun.atlas.search import characters, pairs
from jiqun.ledger.atlas_file import Contents, IndexedPassage, write_atlas
from jiqun.model import (
    Block,
    BoardCell,
    BoardItem,
    Claim,
    Cluster,
    ClusterClaim,
    Document,
    Entity,
    Excluded,
    Figure,
    Mention,
    Origin,
    Passage,
    Practice,
    Record,
    Relation,
    Segment,
    Source,
    Standing,
    claim_id,
)

HOSTILE = "<script>alert(1)</script>\"'{{7*7}}\u202etxt\u200b&amp;"
LINES = [
    ("点击举报", "excluded", 0),
    ("两个示例集群", "title", 0),
    ("一、装备领域", "heading", 1),
    ("1、甲市轴承产业集群", "heading", 2),
    ("2018年甲市轴承总产值超过300亿元，聚集了甲轴、乙轴等企业，技术全国领先。", "paragraph", 0),
    ("政府推动，统筹发展。市里成立领导小组，出台《规划》，到2025年将建成20个平台。", "paragraph", 0),
    ("2、乙市花卉产业集群", "heading", 2),
    (f"乙市的企业叫{HOSTILE}，有6个园区。", "paragraph", 0),
]
TEXT = "\n".join(line for line, _, _ in LINES) + "\n"
ONE = Cluster("c-one", "甲市轴承产业集群", ("甲市轴承产业集群", "甲市轴承集群"), "装备", "甲市", 113.0, 28.2)
TWO = Cluster("c-two", "乙市花卉产业集群", ("乙市花卉产业集群",), "裝備", None, None, None)
THREE = Cluster("c-three", f"丙市{HOSTILE}集群", (), None, "丙市", 121.5, 31.2)
ITEMS = (BoardItem("mechanism", "推进机制", "promotion mechanism"), BoardItem("guide", "招商指南", "investment guide"))
SHA = "ab" * 32
ID = SHA[:12]


def _blocks() -> tuple[Block, ...]:
    blocks, at = [], 0
    for line, kind, level in LINES:
        excluded = "page_control" if kind == "excluded" else None
        blocks.append(Block(at, at + len(line), "paragraph" if excluded else kind, level, excluded))
        at += len(line) + 1
    return tuple(blocks)


def _at(quote: str, after: int = 0) -> dict[str, object]:
    start = TEXT.index(quote, after)
    return {"quote": quote, "start": start, "end": start + len(quote)}


def _value(text: str) -> dict[str, object]:
    start = TEXT.index(text)
    return {"value_text": text, "value_start": start, "value_end": start + len(text)}


def claims() -> list[tuple[str | None, Claim]]:
    """The claims of the document, each with its cluster."""
    body = TEXT.index("2018年甲市")
    names = [
        Entity(
            **_at(n, body), type="company", name=n, mentions=(Mention(TEXT.index(n, body), TEXT.index(n, body) + 2),)
        )
        for n in ("甲轴", "乙轴")
    ]
    listed = _at("聚集了甲轴、乙轴等企业")
    return [
        (None, Excluded(**_at("点击举报"), reason="page_control")),
        ("c-one", ClusterClaim(**_at("甲市轴承产业集群"), name=ONE.name, field="装备", place="甲市")),
        ("c-one", Figure(
            **_at("2018年甲市轴承总产值超过300亿元"), **_value("超过300亿元"), value=3e10, unit="CNY", comparator="gt",
            subject=ONE.name, indicator="总产值", indicator_id="gross_output_value", basis="gross_output_value",
            period="2018", period_text="2018年", rule="quantity",
        )),
        *[("c-one", name) for name in names],
        *[("c-one", Relation(**listed, head=n.name, relation="member_of", tail=ONE.name)) for n in names],
        ("c-one", Segment(**listed, segment="轴承", position="core")),
        ("c-one", Standing(**_at("技术全国领先"), subject="甲市")),
        ("c-one", Practice(**_at("政府推动，统筹发展"), heading="政府推动，统筹发展", category="government_mechanism")),
        ("c-one", Figure(
            **_at("到2025年将建成20个平台"), **_value("20个"), value=20, indicator="平台数", period="2025",
            period_text="2025年", status="target",
        )),
        ("c-two", ClusterClaim(**_at("乙市花卉产业集群"), name=TWO.name, field="裝備")),
        ("c-two", Entity(**_at(HOSTILE), type="company", name=HOSTILE)),
        ("c-two", Figure(**_at("有6个园区"), **_value("6个"), value=6, indicator="园区数", subject=None)),
    ]  # fmt: skip


def write(path: Path, *, digest: bool = False, title: str = "示例图集") -> Atlas:
    """Write the atlas's file and open it."""
    document = Document(TEXT, _blocks(), "两个示例集群", "2019-03-01", SHA, "small.txt")
    note = "《某报告》的摘编" if digest else None
    source = Source(
        ID, document, Origin(title=f"两个示例集群{HOSTILE}", producer=None, url="javascript:alert(1)", note=note)
    )
    records = {}
    for cluster, claim in sorted(claims(), key=lambda pair: (pair[1].start, pair[1].end)):
        assert TEXT[claim.start : claim.end] == claim.quote
        id_ = claim_id(SHA, claim)
        records[id_] = Record(id_, ID, cluster, claim)
    headlines = frozenset(r.id for r in records.values() if isinstance(r.claim, Figure) and r.claim.unit == "CNY")
    quote = _at("市里成立领导小组")
    found = Passage(ID, int(str(quote["start"])), int(str(quote["end"])), str(quote["quote"]))
    clusters = (ONE, TWO, THREE)
    cells = [
        BoardCell(i.id, c.id, "evidence", (found,)) if (i.id, c.id) == ("mechanism", "c-one")
        else BoardCell(i.id, c.id, "not_stated")
        for i in ITEMS for c in clusters
    ]  # fmt: skip
    passages = []
    for block in document.blocks:
        words = "".join(char for char, _ in characters(TEXT[block.start : block.end]))
        if not block.excluded:
            passages.append(IndexedPassage(ID, block.start, block.end, None, pairs(words), " ".join(words)))
    path.parent.mkdir(parents=True, exist_ok=True)
    meta = {"title": title, "digest": "1" if digest else "0", "rules_version": "1", "jiqun_version": "0.1.0"}
    meta |= {"fingerprint": "f" * 64, "reader_version": "1"}
    write_atlas(path, Contents(meta, [source], clusters, list(records.values()), headlines, ITEMS, cells, passages))
    return Atlas.open(path)
