"""The atlas as everybody reads it: sources, clusters, records, the board, and search."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cached_property
from os import PathLike
from pathlib import Path

from jiqun.errors import NotFoundError
from jiqun.ledger.atlas_file import AtlasFile, passage
from jiqun.model import BoardCell, BoardItem, Cluster, Entity, Hit, Passage, Record, Relation, Source
from jiqun.vocab.fold import key


class Atlas:
    """A built atlas, opened read-only. It may be shared between threads.

    An open atlas keeps showing the build that it was opened on; open it again to see a newer one.
    """

    def __init__(self, file: AtlasFile) -> None:
        self._file = file

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
        if ref in self._clusters:
            return self._clusters[ref]
        wanted = key(ref)
        names = {c.id: [key(name) for name in (c.name, *c.names)] for c in self.clusters()}
        whole = [c for c in self.clusters() if wanted in names[c.id]]
        fits = whole or [c for c in self.clusters() if wanted and any(wanted in name for name in names[c.id])]
        if len(fits) == 1:
            return fits[0]
        if fits:
            listed = ", ".join(cluster.name for cluster in fits)
            raise NotFoundError(f"several clusters fit: {ref}: name one of {listed}")
        by_key = {key(c.name): c.name for c in self.clusters()}
        near = [by_key[name] for name in get_close_matches(wanted, by_key, 3, 0.3)]
        raise NotFoundError(_not_found("cluster", ref, near or [c.name for c in self.clusters()][:3]))

    def records(self, cluster: str | None = None, kind: str | None = None, source: str | None = None) -> list[Record]:
        """The records of a cluster, a kind (``figure``, ``entity``, …) or a document, in document order."""
        return self._file.records(
            cluster=None if cluster is None else self.cluster(cluster).id,
            kind=kind,
            source=None if source is None else self.source(source).id,
        )

    def record(self, id: str) -> Record:
        """The record with this id. NotFoundError when there is none."""
        found = self._file.records(id=id)
        if not found:
            raise NotFoundError(f"no claim with this id in the atlas: {id}: `jiqun show CLUSTER` lists the ids")
        return found[0]

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
            key(record.claim.name)
            for record in self._file.records(cluster=cluster.id, kind="entity")
            if isinstance(record.claim, Entity) and record.claim.named and record.claim.type == "company"
        }
        return [
            record
            for record in self._file.records(cluster=cluster.id, kind="relation")
            if isinstance(record.claim, Relation)
            and record.claim.relation == "member_of"
            and key(record.claim.tail) in own
            and key(record.claim.head) in companies
        ]

    def board(self) -> tuple[list[BoardItem], dict[tuple[str, str], BoardCell]]:
        """The items of the board, and one cell for each (item id, cluster id)."""
        items, cells, rows = self._file.board()
        passages: dict[tuple[str, str], list[Passage]] = {}
        for item, cluster, source, start, end in rows:
            found = passage(self._sources[source].document.text, source, start, end)
            passages.setdefault((item, cluster), []).append(found)
        return items, {
            (item, cluster): BoardCell(item, cluster, state, tuple(passages.get((item, cluster), ())))
            for item, cluster, state in cells
        }

    def search(self, query: str, limit: int = 50) -> list[Hit]:
        """Passages that hold every word of the query, in either script; clusters and organisations of that name first.

        Words are separated by blanks. A query without a letter or digit finds nothing.
        """
        from jiqun.atlas.search import search

        return search(self, self._file, query, limit)


def _not_found(what: str, ref: str, near: list[str]) -> str:
    hint = f"nearest: {', '.join(near)}" if near else f"the atlas has no {what} yet"
    return f"no such {what}: {ref}: {hint}"
