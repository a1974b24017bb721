"""Namings and documents of invented organisations, for tests of identity."""

from __future__ import annotations

import re
from collections.abc import Sequence

from jiqun.model import Entity, Judgement, Mention, Record, Relation
from jiqun.resolve.entities import Resolution


def records(
    text: str, entities: Sequence[tuple[str | tuple[str, ...], str]], source: str = "s", cluster: str | None = "c-1"
) -> list[Record]:
    """A record for each entity (its name, or all its written names; its type), mentioned wherever the text has it."""
    found = []
    for number, (names, type_) in enumerate(entities):
        written = (names,) if isinstance(names, str) else names
        mentions = tuple(
            sorted(
                (Mention(m.start(), m.end()) for name in written for m in re.finditer(re.escape(name), text)),
                key=lambda mention: mention.start,
            )
        )
        assert mentions, names
        start, end = mentions[0].start, mentions[0].end
        claim = Entity(
            quote=text[start:end], start=start, end=end, type=type_, name=written[0], mentions=mentions, cluster=cluster
        )
        found.append(Record(f"e-{source}{cluster}{number}", source, cluster, claim))
    return found


def member(name: str, cluster_name: str, source: str = "s", cluster: str = "c-1") -> Record:
    """A record that says that a firm is a member of a cluster."""
    claim = Relation(quote=name, start=0, end=len(name), head=name, relation="member_of", tail=cluster_name)
    return Record(f"r-{source}{cluster}{name}", source, cluster, claim)


def decision(number: int, one: str, other: str, verdict: str = "same") -> Judgement:
    """A decision on two names that holds."""
    first, second = sorted((one, other))
    return Judgement(
        id=number,
        about="identity",
        verdict=verdict,
        by="测试",
        when="2026-01-01T00:00:00+00:00",
        one=first,
        other=second,
    )


def statement(number: int, one: str, verdict: str, other: str, **fields: str) -> Judgement:
    """What somebody states of a cluster."""
    return Judgement(
        id=number, about="cluster", verdict=verdict, by="测试", when="2026-01-01T00:00:00+00:00",
        one=one, other=other, fields={name.rstrip("_"): value for name, value in fields.items()},
    )  # fmt: skip


def sets(resolution: Resolution) -> set[frozenset[str]]:
    """The names of each entity, without the entities of one name."""
    return {frozenset(entity.names) for entity in resolution.entities if len(entity.names) > 1}
