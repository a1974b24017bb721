"""Chains of reposts and stale claims as rows of an atlas's tables, and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from jiqun.reposts.chain import Chain, Link, Staleness

READ_CHAINS = (
    "SELECT chain.ordinal, kind, within, source, date, record, shared FROM chain"
    " JOIN chain_link ON chain_link.chain = chain.ordinal ORDER BY chain.ordinal, chain_link.ordinal"
)
READ_STALE = (
    "SELECT stale.record, since, stale.source, first, chain, dated FROM stale"
    " JOIN record ON record.id = stale.record ORDER BY since, record.ordinal"
)


def chain_rows(chains: Iterable[Chain]) -> Iterator[tuple[Any, ...]]:
    """The rows of the table ``chain``."""
    return ((number, chain.id, chain.kind, chain.within) for number, chain in enumerate(chains))


def link_rows(chains: Iterable[Chain]) -> Iterator[tuple[Any, ...]]:
    """The rows of the table ``chain_link``."""
    for number, chain in enumerate(chains):
        for place, link in enumerate(chain.links):
            yield number, place, link.source, link.claim, link.date, link.shared


def stale_rows(stale: Iterable[Staleness]) -> Iterator[tuple[Any, ...]]:
    """The rows of the table ``stale``."""
    return ((s.claim, s.since, s.source, s.first, s.chain, s.dated) for s in stale)


def chains(rows: Sequence[Any]) -> list[Chain]:
    """The chains that rows of `READ_CHAINS` give, in their order."""
    found: dict[int, tuple[str, str | None, list[Link]]] = {}
    for number, kind, within, source, date, claim, shared in rows:
        found.setdefault(number, (kind, within, []))[2].append(Link(source, date, claim, shared))
    return [Chain(kind, tuple(links), within) for kind, within, links in found.values()]


def stale(rows: Sequence[Any]) -> list[Staleness]:
    """The stale claims that rows of `READ_STALE` give."""
    return [
        Staleness(claim, since, source, first, chain, bool(dated)) for claim, since, source, first, chain, dated in rows
    ]
