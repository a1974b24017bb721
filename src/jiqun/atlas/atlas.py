"""The atlas as everybody reads it: sources, clusters, records, the board, and search."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from functools import cached_property
from os import PathLike
from pathlib import Path

from jiqun.atlas.tallies import Tallies
from jiqun.errors import NotFoundError
from jiqun.findings.finding import Finding
from jiqun.ledger.atlas_file import AtlasFile, passage
from jiqun.ledger.atlas_paging import Facets
from jiqun.model import BoardCell, BoardItem, Cluster, Entity, Hit, Judgement, Passage, Record, Relation, Source
from jiqun.reposts.chain import Chain, Staleness
from jiqun.resolve.dossiers import Dossier
from jiqun.resolve.entities import Contradiction
from jiqun.resolve.listing import OrganisationRow
from jiqun.vocab.fold import key


class Atlas(Tallies):
    """A built atlas, opened read-only. It may be shared between threads.

    An open atlas keeps showing the build that it was opened on; open it again to see a newer one.
    """

    def __init__(self, file: AtlasFile) -> None:
        self._file = file
        self._tallies: dict[str, dict[str, int]] = {}

    @classmethod
    def open(cls, path: str | PathLike[str]) -> Atlas:
        """Open the file of a built atlas (`atlas/atlas.sqlite` in a workspace), or a workspace folder."""
        place = Path(path)
        return cls(AtlasFile(place / "atlas" / "atlas.sqlite" if place.is_dir() else place))

    def close(self) -> None:
        """Let the file go."""
        self._file.close()

    @property
    def path(self) -> Path:
        """Where the atlas stands."""
        return self._file.path

    @property
    def title(self) -> str:
        """The title of the workspace."""
        return self._file.meta["title"]

    @property
    def is_digest(self) -> bool:
        """Whether its documents are our digests of the named sources (the demo), not the sources themselves."""
        return self._file.meta["digest"] == "1"

    @property
    def is_reviewed_only(self) -> bool:
        """Whether it holds only claims that a person accepted or corrected."""
        return self._file.meta.get("reviewed_only") == "1"

    @property
    def meta(self) -> dict[str, str]:
        """What the build was made of: title, fingerprint, rules version, version of jiqun, board and its source."""
        return dict(self._file.meta)

    @cached_property
    def summary(self) -> dict[str, int]:
        """How much there is: documents, clusters, claims (all but excluded lines), and each kind of claim."""
        kinds = self._file.counts()
        excluded = kinds.pop("excluded", 0)
        return {
            "documents": len(self.sources()),
            "clusters": len(self.clusters()),
            "fields": len({cluster.field for cluster in self.clusters() if cluster.field}),
            "claims": sum(kinds.values()),
            "figures": kinds.get("figure", 0),
            "entities": kinds.get("entity", 0),
            "relations": kinds.get("relation", 0),
            "practices": kinds.get("practice", 0),
            "segments": kinds.get("segment", 0),
            "standings": kinds.get("standing", 0),
            "excluded": excluded,
        }

    @cached_property
    def _sources(self) -> dict[str, Source]:
        return {source.id: source for source in self._file.sources()}

    def sources(self) -> list[Source]:
        """All documents, in the order in which they were added."""
        return list(self._sources.values())

    def source(self, id: str) -> Source:
        """The document with this id, or with a SHA-256 or a file name that is unique. NotFoundError otherwise."""
        if id in self._sources:
            return self._sources[id]
        fits = [s for s in self._sources.values() if s.document.name == id or (id and s.document.sha256.startswith(id))]
        if len(fits) == 1:
            return fits[0]
        known = [s.id for s in self._sources.values()] + [s.document.name for s in self._sources.values()]
        raise NotFoundError(_not_found("document", id, get_close_matches(id, known, 3, 0.5) or known[:3]))

    @cached_property
    def _clusters(self) -> dict[str, Cluster]:
        return {cluster.id: cluster for cluster in self._file.clusters()}

    def clusters(self) -> list[Cluster]:
        """All clusters, in the order in which the documents name them."""
        return list(self._clusters.values())

    def cluster(self, ref: str) -> Cluster:
        """The cluster with this id, this name, or this part of a name, in either script.

        NotFoundError lists the candidates when several fit, and the nearest names when none does.
        """
        return self._clusters[ref] if ref in self._clusters else find_cluster(self.clusters(), ref)

    def records(
        self,
        cluster: str | None = None,
        kind: str | None = None,
        source: str | None = None,
        *,
        rejected: bool = False,
    ) -> list[Record]:
        """The records of a cluster, a kind (``figure``, ``entity``, …) or a document, in document order.

        Claims that a person rejected are left out unless asked for.
        """
        return self._file.records(
            cluster=None if cluster is None else self.cluster(cluster).id,
            kind=kind,
            source=None if source is None else self.source(source).id,
            rejected=rejected,
        )

    def page(self, facets: Facets, *, limit: int = 50, offset: int = 0) -> tuple[int, list[Record]]:
        """How many records fit, and at most ``limit`` of them from ``offset`` on, in document order."""
        return self._file.page(facets, limit, offset)

    def tally(self, kind: str) -> dict[str, int]:
        """How many records of a kind there are by what they are about: the indicators of figures, types of entities."""
        if kind not in self._tallies:
            self._tallies[kind] = self._file.tally(kind)
        return dict(self._tallies[kind])

    @cached_property
    def headline_ids(self) -> dict[str, list[str]]:
        """The ids of the headline figures of each cluster that has some."""
        found: dict[str, list[str]] = {}
        for cluster, record in self._file.headline_ids():
            found.setdefault(cluster, []).append(record)
        return found

    @cached_property
    def claims_of_sources(self) -> dict[str, int]:
        """How many claims each document makes, by its id, without excluded lines; those without any are left out."""
        return self._file.claims_of_sources()

    def record(self, id: str) -> Record:
        """The record with this id, by now or when it was judged; also a rejected one. NotFoundError without one."""
        found = self._file.records(id=id, rejected=True)
        if not found and (now := self._file.judged_as(id)) is not None:
            found = self._file.records(id=now, rejected=True)
        if not found:
            raise NotFoundError(f"no claim with this id in the atlas: {id}: `jiqun show CLUSTER` lists the ids")
        return found[0]

    def judgements(self, record: Record | None = None) -> list[Judgement]:
        """All judgements in the order of judging, or those on one record, with those that took them back."""
        if record is None:
            return self._file.judgements()
        held = record.judgement
        return self._file.judgements_on(record.id, (held.first or held.id) if held else None)

    def unplaced(self) -> list[Judgement]:
        """The judgements whose quote stands nowhere, or at several places, in its document as it is read now."""
        return self._file.judgements(unplaced=True)

    def verdicts(self) -> dict[str, int]:
        """How many claims have each verdict of a person."""
        return self._file.verdicts()

    def headlines(self, cluster_id: str) -> list[Record]:
        """The cluster's size figures in money, as they are stated; never ranked, never converted. May be empty."""
        return self._file.records(cluster=self.cluster(cluster_id).id, headline=True)

    def members(self, cluster_id: str) -> list[Record]:
        """The ``member_of`` relations that place a named company in the cluster; empty when the texts name none.

        A platform or an institute that belongs to a cluster is no member firm.
        """
        cluster = self.cluster(cluster_id)
        own = {key(name) for name in (cluster.name, *cluster.names)}
        companies = {
            key(entity.name)  # the relation calls a firm as the text does, also where a person corrected its name
            for record in self._file.records(cluster=cluster.id, kind="entity")
            if isinstance(record.claim, Entity) and record.claim.named and record.claim.type == "company"
            for entity in (record.claim, record.original)
            if isinstance(entity, Entity)
        }
        return [
            record
            for record in self._file.records(cluster=cluster.id, kind="relation")
            if isinstance(record.claim, Relation)
            and record.claim.relation == "member_of"
            and key(record.claim.tail) in own
            and key(record.claim.head) in companies
        ]

    @cached_property
    def _organisations(self) -> list[OrganisationRow]:
        return self._file.organisations()

    def organisations(self, cluster: str | None = None) -> list[OrganisationRow]:
        """The organisations, one row for each entity: names, codes, documents, clusters, and what joined its names.

        With a cluster those named in it, in whatever role; ``member_of`` says which of them belong to it.
        """
        found = self._organisations
        if cluster is None:
            return list(found)
        wanted = self.cluster(cluster).id
        return [row for row in found if wanted in row.clusters]

    def dossier(self, cluster: str) -> Dossier:
        """What is stated of a cluster over time: dated names, area, designations, what it succeeds or is part of."""
        return self._file.dossier(self.cluster(cluster).id)

    def contradictions(self) -> list[Contradiction]:
        """Rules and decisions on identity that stand against each other: none of them was followed."""
        return self._file.contradictions()

    def board(self) -> tuple[list[BoardItem], dict[tuple[str, str], BoardCell]]:
        """The items of the board, and one cell for each (item id, cluster id)."""
        items, cells = self._board
        return list(items), dict(cells)

    @cached_property
    def _board(self) -> tuple[list[BoardItem], dict[tuple[str, str], BoardCell]]:
        items, cells, rows = self._file.board()
        passages: dict[tuple[str, str], list[Passage]] = {}
        for item, cluster, source, start, end in rows:
            found = passage(self._sources[source].document.text, source, start, end)
            passages.setdefault((item, cluster), []).append(found)
        return items, {
            (item, cluster): BoardCell(item, cluster, state, tuple(passages.get((item, cluster), ())))
            for item, cluster, state in cells
        }

    def findings(self, cluster: str | None = None, today: str | None = None) -> list[Finding]:
        """What the texts say against themselves, or for themselves: see `jiqun.findings`; spans name their document.

        With ``today`` (ISO) the targets that are over by that day are among them; they change with the day and are no
        part of the build.
        """
        id_ = None if cluster is None else self.cluster(cluster).id
        found = self._file.findings(id_)
        if today is None:
            return found
        from jiqun.findings import overdue

        return found + overdue(self._file.records(id_, "figure"), today, found)

    @cached_property
    def _chains(self) -> list[Chain]:
        return self._file.chains()

    @cached_property
    def _chains_of(self) -> dict[str, list[Chain]]:
        found: dict[str, list[Chain]] = {}
        for chain in self._chains:
            for claim in {link.claim for link in chain.links if link.claim}:
                found.setdefault(claim, []).append(chain)
        return found

    @cached_property
    def _stale(self) -> dict[str, Staleness]:
        return {stale.claim: stale for stale in self._file.stale()}

    def chains(self, kind: str | None = None, *, source: str | None = None, claim: str | None = None) -> list[Chain]:
        """Reposts, each chain with the earliest known source first: all, of a kind, of a document, or of a claim.

        Kinds are ``document`` (nearly the same text), ``part`` (a text that stands in another) and ``claim``.
        """
        own = None if source is None else self.source(source).id
        return [
            chain
            for chain in (self._chains if claim is None else self._chains_of.get(claim, ()))
            if (kind is None or chain.kind == kind) and (own is None or own in chain.sources)
        ]

    def staleness(self, claim: str) -> Staleness | None:
        """Since which year a claim is stale, and where it stood first; None for one that is not known to be stale."""
        return self._stale.get(claim)

    def stale_claims(self, source: str | None = None) -> list[Staleness]:
        """The stale claims of a document, or of all: the oldest year first, then in document order."""
        found = {r.id for r in self._file.records(source=self.source(source).id)} if source else self._stale
        return [stale for stale in self._stale.values() if stale.claim in found]

    def search(self, query: str, limit: int = 50) -> list[Hit]:
        """Passages that hold every word of the query, in either script; clusters and organisations of that name first.

        Words are separated by blanks. A query without a letter or digit finds nothing.
        """
        from jiqun.atlas.search import search

        return search(self, self._file, query, limit)


def find_cluster(clusters: Sequence[Cluster], ref: str) -> Cluster:
    """The cluster with this id, name, or part of a name, in either script. NotFoundError as for `Atlas.cluster`."""
    wanted = key(ref)
    names = {c.id: [key(name) for name in (c.name, *c.names)] for c in clusters}
    whole = [c for c in clusters if wanted in names[c.id] or c.id == ref]
    fits = whole or [c for c in clusters if wanted and any(wanted in name for name in names[c.id])]
    if len(fits) == 1:
        return fits[0]
    if fits:
        listed = ", ".join(cluster.name for cluster in fits)
        raise NotFoundError(f"several clusters fit: {ref}: name one of {listed}")
    by_key = {key(c.name): c.name for c in clusters}
    near = [by_key[name] for name in get_close_matches(wanted, by_key, 3, 0.3)]
    raise NotFoundError(_not_found("cluster", ref, near or [c.name for c in clusters][:3]))


def _not_found(what: str, ref: str, near: list[str]) -> str:
    hint = f"nearest: {', '.join(near)}" if near else f"the atlas has no {what} yet"
    return f"no such {what}: {ref}: {hint}"
