"""Names as they stand in the ledger now, also since the last build: what a reference means, and what is proposed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from jiqun.atlas.judged import judged, shown
from jiqun.errors import NotFoundError, UsageError
from jiqun.ledger.ledger import Ledger
from jiqun.model import Judgement, Record, Source
from jiqun.resolve import ClusterNames
from jiqun.resolve.entities import Resolution, Resolved, refers
from jiqun.resolve.identity import cluster_finder, resolution_of
from jiqun.resolve.proposing import Proposal, proposals
from jiqun.vocab.fold import key


@dataclass(frozen=True, slots=True)
class NamesNow:
    """The entities and clusters of the ledger under the decisions that hold."""

    records: Sequence[Record]
    names: ClusterNames
    decisions: Sequence[Judgement]
    resolution: Resolution

    @property
    def cluster_of(self) -> Callable[[str], str | None]:
        """Finds the id of a cluster by its id or one of its names."""
        return cluster_finder(self.names)

    def proposals(self, least: float | None = None) -> list[Proposal]:
        """Pairs of organisations that may be one and that nobody has decided, likeliest first."""
        if least is None:
            return proposals(self.resolution, self.decisions, self.cluster_of)
        return proposals(self.resolution, self.decisions, self.cluster_of, least)

    def pair(self, one: str, other: str) -> tuple[str, str]:
        """Two references as a decision keeps them: both of clusters, or both of other things.

        NotFoundError for a name that no document uses; UsageError for one that means several things.
        """
        clusters = [self._cluster(ref) for ref in (one, other)]
        if clusters[0] is not None and clusters[1] is not None:
            return clusters[0], clusters[1]
        return self._entity(one), self._entity(other)

    def cluster(self, ref: str) -> str:
        """A cluster's reference as a statement keeps it: one of its names. NotFoundError when documents name none."""
        found = self._cluster(ref)
        if found is None:
            near = get_close_matches(ref, [n for c in self.names.clusters for n in c.names], 3, 0.3)
            raise NotFoundError(f"no such cluster: {ref}: nearest: {', '.join(near) or 'none'}")
        return found

    def _cluster(self, ref: str) -> str | None:
        ref = ref.strip()
        id_ = self.cluster_of(ref)
        if id_ is None:
            return None
        cluster = next((c for c in self.names.clusters if c.id == id_), None)
        return cluster.name if cluster is not None and ref == id_ else ref

    def _entity(self, ref: str) -> str:
        ref = ref.strip()
        fits = [
            entity
            for entity in self.resolution.entities
            if entity.id == ref or any(refers(ref, naming, self.cluster_of) for naming in entity.namings)
        ]
        if not fits:
            known = {n.key: n.name for e in self.resolution.entities for n in e.namings}
            near = [known[name] for name in get_close_matches(key(ref), known, 3, 0.4)]
            raise NotFoundError(f"no document names it: {ref}: nearest: {', '.join(near) or 'none'}")
        if len(fits) > 1:
            listed = ", ".join(self._precise(entity, ref) for entity in fits[:6])
            raise UsageError(f"this name means several things: {ref}: say which: {listed}")
        return self._precise(fits[0], fits[0].name) if fits[0].id == ref else ref

    def _precise(self, entity: Resolved, name: str) -> str:
        """A reference that means this entity only: its name, its name in a cluster, or the id of a claim."""
        naming = next((n for n in entity.namings if refers(name, n, self.cluster_of)), entity.namings[0])
        cluster = next((c.name for c in self.names.clusters if c.id == naming.cluster), None)
        for ref in (naming.name, f"{naming.name}@{cluster}" if cluster else naming.record):
            own = [e for e in self.resolution.entities if any(refers(ref, n, self.cluster_of) for n in e.namings)]
            if own == [entity]:
                return ref
        return naming.record


def names_now(ledger: Ledger) -> NamesNow:
    """Work out the names of the ledger as they are judged until now."""
    entries = ledger.entries()
    done = judged(ledger, [entry.document for entry in entries])
    sources = [Source(entry.document.sha256[:12], entry.document, entry.origin) for entry in entries]
    _, records, names = shown(done, sources, False)
    counted = [record for record in records if record.judgement is None or record.judgement.verdict != "reject"]
    texts = {source.id: source.document.text for source in sources}
    return NamesNow(counted, names, done.decisions, resolution_of(counted, texts, names, done.decisions))
