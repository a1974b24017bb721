"""The claims that wait for a person, by filters, those first where a look is worth most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from jiqun.atlas.atlas import find_cluster
from jiqun.atlas.build import headline_ids
from jiqun.atlas.judged import Notice, judged, shown
from jiqun.atlas.passages import sentence_at
from jiqun.errors import NotFoundError, UsageError
from jiqun.judging import VERDICTS, gain, review_order
from jiqun.judging.statements import corrected
from jiqun.ledger.ledger import Ledger
from jiqun.model import CLAIM_KINDS, Cluster, Figure, Judgement, Record, Source

STATES = ("unjudged", *VERDICTS, "all")
KINDS = tuple(kind for kind in CLAIM_KINDS if kind != "excluded")
TIERS = ("accept", "review", "measure", "time", "rank", "structural")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which claims: of a cluster (id or name), a kind, a document (name or start of its SHA-256).

    ``rule`` is how the name of their rule begins. ``tier`` is ``accept`` (figures that can be taken unread), ``review``
    (the others), or the tier of figures. ``state`` is ``unjudged``, a verdict that holds, or ``all``.
    """

    cluster: str | None = None
    kind: str | None = None
    document: str | None = None
    rule: str | None = None
    tier: str | None = None
    state: str = "unjudged"
    limit: int | None = None

    def __post_init__(self) -> None:
        for name, known in (("kind", KINDS), ("tier", TIERS), ("state", STATES)):
            value = getattr(self, name)
            if value is not None and value not in known:
                raise UsageError(f"unknown {name}: {value}: known are {', '.join(known)}")

    @property
    def is_narrow(self) -> bool:
        """Whether any filter is given but for the state."""
        return any((self.cluster, self.kind, self.document, self.rule, self.tier))


@dataclass(frozen=True, slots=True)
class Queue:
    """Records in the order of review, with their sources and clusters, and the judgements that need another look."""

    records: Sequence[Record]
    headlines: frozenset[str]
    sources: Mapping[str, Source]
    clusters: Mapping[str, Cluster]
    notices: Sequence[Notice]

    def sentence(self, record: Record) -> tuple[str, str, str]:
        """The sentence of a claim in three parts: before its quote, the quote, and after it."""
        document, claim = self.sources[record.source].document, record.claim
        start, end = sentence_at(document, claim.start, claim.end)
        text = document.text
        return text[start : claim.start], text[claim.start : claim.end], text[claim.end : end]

    def gain(self, record: Record) -> float:
        """What a look at the record is worth."""
        return gain(record.claim, headline=record.id in self.headlines)


def queue(ledger: Ledger, wanted: Wanted) -> Queue:
    """The wanted claims of the ledger, as judged until now. NotFoundError for an unknown cluster or document."""
    return narrowed(whole_queue(ledger), wanted)


def whole_queue(ledger: Ledger) -> Queue:
    """All claims of the ledger as judged until now, in the order of review."""
    entries = ledger.entries()
    done = judged(ledger, [entry.document for entry in entries])
    sources = {
        source.id: source
        for source in (Source(entry.document.sha256[:12], entry.document, entry.origin) for entry in entries)
    }
    _, records, names = shown(done, list(sources.values()), False)
    headlines = frozenset(headline_ids([r for r in records if _state(r) != "reject"]))
    return Queue(
        review_order(records, headlines),
        headlines,
        sources,
        {found.id: found for found in names.clusters},
        done.notices({entry.document.sha256: entry.document.name for entry in entries}),
    )


def narrowed(whole: Queue, wanted: Wanted) -> Queue:
    """The wanted claims of a queue. NotFoundError for an unknown cluster or document."""
    cluster = find_cluster(list(whole.clusters.values()), wanted.cluster).id if wanted.cluster else None
    source = _source(whole.sources, wanted.document) if wanted.document else None
    fits = [
        record
        for record in whole.records
        if _fits(record, wanted)
        and (cluster is None or record.cluster == cluster)
        and (source is None or record.source == source)
    ]
    return replace(whole, records=fits[: wanted.limit])


def overlaid(whole: Queue, since: Sequence[Judgement]) -> Queue | None:
    """A queue with the judgements made since it was; None where it has to be made anew.

    That is when one of them takes back an older one, is on a claim that was not there, or is on names.
    """
    numbers, known = {judgement.id for judgement in since}, {record.id for record in whole.records}
    if any(j.about not in ("claim", "judgement") or (j.undoes and j.undoes not in numbers) for j in since):
        return None
    newest = {j.claim: j for j in since if j.about == "claim" and j.undone_by is None}
    if not newest.keys() <= known:
        return None
    records = [_judged_since(r, newest[r.id]) if r.id in newest else r for r in whole.records]
    return replace(whole, records=records)


def _judged_since(record: Record, judgement: Judgement) -> Record:
    claim = corrected(record.claim, judgement.fields)
    return replace(record, claim=claim, judgement=judgement, original=record.original or record.claim)


def _state(record: Record) -> str:
    return record.judgement.verdict if record.judgement else "unjudged"


def _fits(record: Record, wanted: Wanted) -> bool:
    claim = record.claim
    return (
        wanted.state in ("all", _state(record))
        and wanted.kind in (None, claim.kind)
        and (wanted.rule is None or claim.rule.startswith(wanted.rule))
        and (wanted.tier is None or (isinstance(claim, Figure) and wanted.tier in _tiers(claim)))
    )


def _tiers(figure: Figure) -> tuple[str, str]:
    return figure.tier, "accept" if figure.accept else "review"


def _source(sources: Mapping[str, Source], ref: str) -> str:
    fits = [id_ for id_, s in sources.items() if s.document.name == ref or s.document.sha256.startswith(ref)]
    if len(fits) != 1:
        listed = ", ".join([f"{s.document.name} ({id_})" for id_, s in sources.items()][:5]) or "none"
        said = "several documents fit" if fits else "no such document"
        raise NotFoundError(f"{said}: {ref}: name one of {listed}")
    return fits[0]
