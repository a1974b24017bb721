"""Which claims are stale: without a year of their own, and stated already by an older document."""

from __future__ import annotations

from collections.abc import Sequence

from jiqun.model import Figure, Record, Standing
from jiqun.reposts.chain import Chain, Link, Staleness
from jiqun.reposts.dates import last_year


def stale_claims(chains: Sequence[Chain], records: Sequence[Record]) -> list[Staleness]:
    """For each stale claim the oldest document that states it.

    A figure with a year of its own is stale only when it stood before that year. Targets, and dates of foundation, do
    not grow stale.
    """
    known = {record.id: record for record in records}
    found = []
    for chain in chains:
        for link in chain.links:
            if chain.kind == "claim" and (stale := _stale(chain, link, known)):
                found.append(stale)
    return found


def _stale(chain: Chain, link: Link, records: dict[str, Record]) -> Staleness | None:
    record = records[link.claim or ""]
    if not _can_be(record):
        return None
    for older in chain.links:  # dated ones first, the oldest first
        if older.date is None or (link.date is not None and older.date[:4] >= link.date[:4]):
            return None
        if older.source == link.source:
            continue
        since = int(older.date[:4])
        if not _has_own_year(record, records[older.claim or ""], since):
            return Staleness(record.id, since, older.source, older.claim or "", chain.id, link.date is not None)
    return None


def _can_be(record: Record) -> bool:
    claim = record.claim
    if isinstance(claim, Figure):
        return claim.status == "actual" and claim.tier != "time"
    return isinstance(claim, Standing)


def _has_own_year(record: Record, older: Record, since: int) -> bool:
    """Whether a claim gives a year that the older document can have known; one of an earlier sentence is not its own.

    A year taken over from words before it counts where the older document gives the same.
    """
    claim, other = record.claim, older.claim
    year = last_year(claim.period) if isinstance(claim, Figure) else None
    if year is None or year > since:
        return False
    if isinstance(claim, Figure) and claim.period_inherited:
        return isinstance(other, Figure) and claim.period == other.period
    return True
