"""What was copied: near-identical documents and repeated claims as chains, and since when a claim has been stale."""

from __future__ import annotations

from collections.abc import Sequence

from jiqun.model import Record, Source
from jiqun.reposts.chain import KINDS, Chain, Link, Staleness
from jiqun.reposts.claims import claim_chains
from jiqun.reposts.dates import known_date
from jiqun.reposts.documents import document_chains
from jiqun.reposts.shape import shape
from jiqun.reposts.stale import stale_claims

__all__ = ["KINDS", "Chain", "Link", "Staleness", "known_date", "reposts"]


def reposts(sources: Sequence[Source], records: Sequence[Record]) -> tuple[list[Chain], list[Staleness]]:
    """The chains among documents and among their claims, documents first, and the claims that are stale.

    Documents are dated by `known_date`; those without a date stand last in their chains.
    """
    shapes = {source.id: shape(source.document) for source in sources}
    documents = document_chains(sources, shapes)
    claims = claim_chains(sources, shapes, records, documents)
    return documents + claims, stale_claims(claims, records)
