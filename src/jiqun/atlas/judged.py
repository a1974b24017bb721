"""What people decided, applied to the claims of all documents; and what of it needs another look, told loudly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from jiqun.judging import ADDED, Applied, apply
from jiqun.ledger.judgements import holding
from jiqun.ledger.ledger import Ledger
from jiqun.ledger.verify import verify
from jiqun.model import Claim, ClusterClaim, Document, Excluded, Judgement, Record, Source
from jiqun.resolve import ClusterNames, resolve_clusters
from jiqun.resolve.clusters import cluster_key

REVIEWED = ("accept", "correct")
OF_NAMES = ("identity", "cluster")  # what judgements that are on no claim are about


@dataclass(frozen=True, slots=True)
class Notice:
    """A judgement that needs another look.

    ``kind`` is ``unplaced`` (its quote stands nowhere, or at several places, in the text as it is read now), ``kept``
    (the rules no longer give the claim; it is kept by the judgement) or ``reread`` (they read it otherwise by now).
    """

    kind: str
    judgement: int
    verdict: str
    by: str
    when: str
    claim: str
    document: str
    quote: str


class Judged:
    """The claims of all documents as they hold now, by SHA-256, the judgements on them, and those without a place.

    ``decisions`` are the judgements on names that hold: which mean the same, and what is stated of clusters. Claims are
    read from the ledger, which must stay open, when they are first asked for: an unchanged build needs none.
    """

    def __init__(self, ledger: Ledger, documents: Sequence[Document]) -> None:
        self._ledger, self._documents = ledger, documents
        every = ledger.judgements()
        self.judgements: Sequence[Judgement] = [j for j in every if j.about not in OF_NAMES]
        self.decisions: Sequence[Judgement] = [j for j in holding(every) if j.about in OF_NAMES]

    @property
    def claims(self) -> Mapping[str, Sequence[Applied]]:
        """The claims of each document as judged, each checked against its text.

        Where people rejected that a cluster is one, nothing is filed under its name.
        """
        return self._applied[0]

    @property
    def unplaced(self) -> Sequence[Judgement]:
        """The judgements whose quotes stand nowhere, or at no single place."""
        return self._applied[1]

    @cached_property
    def _applied(self) -> tuple[Mapping[str, Sequence[Applied]], Sequence[Judgement]]:
        on: dict[str, list[Judgement]] = {}
        for judgement in self.judgements:
            on.setdefault(judgement.document or "", []).append(judgement)
        claims: dict[str, Sequence[Applied]] = {}
        unplaced: list[Judgement] = []
        for document in self._documents:
            done = apply(document, self._ledger.claims(document.sha256), on.get(document.sha256, ()))
            for applied in done.claims:
                verify(document.text, applied.claim, document.name)
            claims[document.sha256] = done.claims
            unplaced += done.unplaced
        rejected = _no_clusters(claims)
        if rejected:
            claims = {sha256: list(_unfiled(found, rejected)) for sha256, found in claims.items()}
        return claims, unplaced

    def notices(self, names: Mapping[str, str]) -> list[Notice]:
        """What needs another look, judgements without a place first; ``names`` are the documents' by SHA-256."""
        found = [_notice("unplaced", judgement, judgement.claim or "", names) for judgement in self.unplaced]
        for applied in (a for claims in self.claims.values() for a in claims):
            kept = applied.kept and applied.claim.rule != ADDED  # no rule ever gave what a person added
            if applied.judgement and (kept or applied.reading):
                found.append(_notice("kept" if kept else "reread", applied.judgement, applied.id, names))
        return found


def _notice(kind: str, judgement: Judgement, claim: str, names: Mapping[str, str]) -> Notice:
    quote = judgement.original.quote if judgement.original else ""
    document = names.get(judgement.document or "", judgement.document or "")
    return Notice(kind, judgement.id, judgement.verdict, judgement.by, judgement.when, claim, document, quote)


def judged(ledger: Ledger, documents: Sequence[Document]) -> Judged:
    """All judgements that hold, applied to the claims of documents."""
    return Judged(ledger, documents)


def _no_clusters(claims: Mapping[str, Sequence[Applied]]) -> set[str]:
    """The keys of names that people rejected as clusters, and that no other claim calls one."""
    named = [(a, cluster_key(a.claim.name)) for c in claims.values() for a in c if isinstance(a.claim, ClusterClaim)]
    return {key for a, key in named if a.verdict == "reject"} - {key for a, key in named if a.verdict != "reject"}


def _unfiled(claims: Sequence[Applied], rejected: set[str]) -> Iterator[Applied]:
    for applied in claims:
        name = applied.claim.cluster
        gone = name is not None and cluster_key(name) in rejected
        yield replace(applied, claim=replace(applied.claim, cluster=None)) if gone else applied


def counts(applied: Applied, reviewed_only: bool) -> bool:
    """Whether a claim is shown among the others: not when rejected; where only reviewed ones are, when vouched for."""
    if reviewed_only and not isinstance(applied.claim, Excluded):
        return applied.verdict in REVIEWED
    return applied.verdict != "reject"


def shown(
    done: Judged, sources: Sequence[Source], reviewed_only: bool
) -> tuple[dict[str, list[Claim]], list[Record], ClusterNames]:
    """The claims by source, their records with those rejected, and the clusters.

    An atlas of reviewed claims has the clusters that such a claim is about, whoever named them.
    """
    applied = {source.id: done.claims[source.document.sha256] for source in sources}
    claims = {id_: [a.claim for a in found if counts(a, reviewed_only)] for id_, found in applied.items()}
    named = {id_: [a.claim for a in found if counts(a, False)] for id_, found in applied.items()}
    names = resolve_clusters(named, done.decisions)
    records = [
        Record(a.id, id_, _filed_under(a.claim, names), a.claim, a.judgement, a.original, a.reading, a.kept)
        for id_, found in applied.items()
        for a in found
        if a.verdict == "reject" or counts(a, reviewed_only)
    ]
    if reviewed_only:
        names = names.only({record.cluster for record in records})
        for id_, found in named.items():  # what divides a document into sections
            claims[id_] += [claim for claim in found if isinstance(claim, ClusterClaim) and claim not in claims[id_]]
    return claims, records, names


def _filed_under(claim: Claim, names: ClusterNames) -> str | None:
    return names.id_of(claim.name if isinstance(claim, ClusterClaim) else claim.cluster)
