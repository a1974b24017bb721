"""Which names in a cluster mean the same organisation: names that are equal when folded."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from jiqun.model import Entity, Record
from jiqun.vocab.fold import key

# Kinds of things that are no organisation: a size figure about a cluster, its park or its place is the cluster's own.
NOT_ORGANISATIONS = frozenset(
    {"cluster", "place", "park", "product", "policy", "event", "ranking", "program", "award", "project", "person"}
)


# How a text speaks of one body without its name ("该公司…营业收入79.2亿元"): at the end of a folded subject.
_ONE_BODY = re.compile(
    r"(?:公司|集团|银行|基金|院所|(?:该|这家|本)(?:企业|院|所|校)|company|corporation|group|bank|fund)$"
)


def is_one_body(subject: str, organisations: Iterable[str]) -> bool:
    """Whether a subject means a single organisation: one of these folded names, or "the company".

    >>> is_one_body("龙头企业甲光电", ["甲光电"]), is_one_body("该公司", []), is_one_body("宁波规上石化企业", [])
    (True, True, False)
    """
    folded = key(subject)
    return bool(_ONE_BODY.search(folded)) or any(folded.endswith(name) for name in organisations if name)


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation as named in one cluster: its folded name, its type, and the records that mention it."""

    key: str
    name: str
    type: str
    cluster: str | None
    records: tuple[str, ...]


def resolve_organisations(records: Iterable[Record]) -> list[Organisation]:
    """The named organisations among the records, one for each cluster and folded name, in order of first mention."""
    found: dict[tuple[str | None, str], tuple[Entity, list[str]]] = {}
    for record in records:
        claim = record.claim
        if isinstance(claim, Entity) and claim.named and claim.type not in NOT_ORGANISATIONS:
            _, ids = found.setdefault((record.cluster, key(claim.name)), (claim, []))
            ids.append(record.id)
    return [
        Organisation(folded, entity.name, entity.type, cluster, tuple(ids))
        for (cluster, folded), (entity, ids) in found.items()
    ]
