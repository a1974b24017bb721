"""For tests of differences: small atlases made of claims, without a workspace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from jiqun.atlas import Atlas
from jiqun.ledger.atlas_file import Contents, write_atlas
from jiqun.ledger.ledger import identify
from jiqun.model import Block, BoardCell, BoardItem, Claim, Cluster, Document, Figure, Judgement, Origin, Record, Source

CLUSTER = Cluster("c-00000001", "东岭机床产业集群", ("东岭机床产业集群",), "装备", "东岭")
TEXT = "东岭机床产业集群2020年产值650亿元，企业42家，利润3亿元，出口5亿元，占比12%。"
ITEM = BoardItem("policies", "扶持政策", "support policies")


def figure(value_text: str, text: str = TEXT, **fields: object) -> Figure:
    """The figure whose number reads so, its quote the number with the words before it."""
    at = text.index(value_text)
    start = max(text.rfind("，", 0, at) + 1, at - 6)
    end = at + len(value_text)
    given: dict[str, object] = {
        "value": float("".join(c for c in value_text if c.isdigit())), "indicator": text[start:at], "subject": "东岭",
        "rule": "figure.count/topic", "cluster": CLUSTER.name,
    }  # fmt: skip
    return Figure(
        quote=text[start:end], start=start, end=end, value_text=value_text, value_start=at, value_end=end,
        **{**given, **fields},
    )  # fmt: skip


def judged(number: int, verdict: str, by: str = "LW", **fields: object) -> Judgement:
    return Judgement(
        id=number, about="claim", verdict=verdict, by=by, when=f"2026-01-{number:02}T00:00:00+00:00",
        document="a" * 64, claim="f-0000000000", fields=dict(fields),
    )  # fmt: skip


def atlas(
    path: Path,
    claims: Sequence[Claim],
    *,
    text: str = TEXT,
    judgements: dict[int, Judgement] | None = None,
    more: Sequence[Judgement] = (),
    state: str = "not_stated",
    shuffle: Sequence[int] = (),
    **meta: str,
) -> Atlas:
    """An atlas of one document with these claims; ``judgements`` by the number of a claim, ``shuffle`` their order."""
    document = Document(text, (Block(0, len(text)),), None, "2021", "a" * 64, "a.txt")
    ids = {id(claim): id_ for id_, claim in identify(document, claims)}
    records = [
        Record(ids[id(c)], "a" * 12, CLUSTER.id if c.cluster else None, c, (judgements or {}).get(n))
        for n, c in enumerate(claims)
    ]
    if shuffle:
        records = [records[n] for n in shuffle]
    known = {"title": "t", "digest": "0", "fingerprint": path.stem * 2, "rules_version": "r1", "jiqun_version": "0"}
    board = {"board": "b", "board_version": "1", "board_source": "s", "reviewed_only": "0"}
    every = [*(judgements or {}).values(), *more]
    contents = Contents(
        meta={**known, **board, **meta},
        sources=[Source("a" * 12, document, Origin(producer="统计局"))],
        clusters=[CLUSTER],
        records=records,
        headlines=frozenset(),
        items=[ITEM],
        cells=[BoardCell(ITEM.id, CLUSTER.id, state)],
        judgements=sorted(every, key=lambda judgement: judgement.id),
    )
    write_atlas(path, contents)
    return Atlas.open(path)


def moved(claim: Figure, by: int) -> Figure:
    """The same figure behind so many more characters."""
    return replace(
        claim,
        start=claim.start + by,
        end=claim.end + by,
        value_start=claim.value_start + by,
        value_end=claim.value_end + by,
    )
