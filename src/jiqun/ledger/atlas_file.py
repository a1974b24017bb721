"""The file of a built atlas, opened read-only; `atlas_writing` writes it."""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jiqun.errors import WorkspaceError
from jiqun.findings.finding import Finding, finding_from_dict
from jiqun.ledger import atlas_paging, identity_rows, repost_rows, tally_rows
from jiqun.ledger.atlas_paging import Facets
from jiqun.ledger.atlas_writing import FORMAT, Contents, IndexedPassage, remove_leftovers, schema, write_atlas
from jiqun.ledger.database import connect_read_only, told_in_one_line
from jiqun.ledger.older import fill_gaps
from jiqun.ledger.tally_rows import Gaps, Tally
from jiqun.model import (
    Block,
    BoardItem,
    Cluster,
    Document,
    Judgement,
    Origin,
    Passage,
    Record,
    Source,
    claim_from_dict,
    judgement_from_dict,
)
from jiqun.reposts.chain import Chain, Staleness
from jiqun.resolve.dossiers import Dossier
from jiqun.resolve.entities import Contradiction
from jiqun.resolve.listing import OrganisationRow

__all__ = [
    "FORMAT", "AtlasFile", "Contents", "IndexedPassage", "passage", "remove_leftovers", "write_atlas",
]  # fmt: skip


_RECORD = "record.id, source, cluster, record.body, judgement.body, original, reading, kept"


class AtlasFile:
    """A read-only view of one built atlas; it keeps reading the same build when a newer one takes its place."""

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise WorkspaceError(f"no atlas yet: {path}: run `jiqun build` first")
        self.path = path
        self._lock = threading.Lock()
        with told_in_one_line(path):
            self._connection = connect_read_only(path)
            (version,) = self._connection.execute("PRAGMA user_version").fetchone()
        if version > FORMAT:
            self.close()
            newer = f"written by a newer version of jiqun (atlas format {version}, this one knows {FORMAT})"
            raise WorkspaceError(f"{newer}: {path}: update jiqun")
        if version < FORMAT:
            with told_in_one_line(path):
                fill_gaps(self._connection, schema())
        self.meta: dict[str, str] = dict(self._rows("SELECT name, value FROM meta"))

    def close(self) -> None:
        """Let the file go."""
        self._connection.close()

    def _rows(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        with self._lock, told_in_one_line(self.path):
            return self._connection.execute(sql, values).fetchall()

    def sources(self) -> list[Source]:
        """All documents with their blocks and origins, in the order of adding."""
        blocks: dict[str, list[Block]] = {}
        for source, *values in self._rows(
            "SELECT source, start, stop, kind, level, excluded, anchor FROM block ORDER BY source, ordinal"
        ):
            blocks.setdefault(source, []).append(Block(*values))
        return [
            Source(
                id=id_,
                document=Document(text, tuple(blocks.get(id_, ())), title, date, sha256, name, media_type, encoding),
                origin=Origin(**json.loads(origin)),
            )
            for id_, sha256, name, media_type, encoding, title, date, origin, text in self._rows(
                "SELECT id, sha256, name, media_type, encoding, title, date, origin, text FROM source ORDER BY ordinal"
            )
        ]

    def clusters(self) -> list[Cluster]:
        """All clusters, in the order in which the documents name them."""
        return [
            Cluster(id_, name, tuple(json.loads(names)), *rest)
            for id_, name, names, *rest in self._rows(
                "SELECT id, name, names, field, place, longitude, latitude FROM cluster ORDER BY ordinal"
            )
        ]

    def records(
        self,
        cluster: str | None = None,
        kind: str | None = None,
        source: str | None = None,
        *,
        id: str | None = None,
        headline: bool | None = None,
        rejected: bool = False,
    ) -> list[Record]:
        """The records that fit all given values, in document order; those that a person rejected on request only."""
        given = {"cluster": cluster, "kind": kind, "source": source, "id": id, "headline": headline}
        chosen = {name: value for name, value in given.items() if value is not None}
        where = " AND ".join(f"record.{name} = ?" for name in chosen) or "1"
        shown = "1" if rejected else "record.verdict IS NOT 'reject'"
        sql = (
            f"SELECT {_RECORD}"  # noqa: S608  names
            " FROM record LEFT JOIN judgement ON judgement.id = record.judgement"
            f" WHERE {where} AND {shown} ORDER BY ordinal"
        )
        return [_record(*row) for row in self._rows(sql, list(chosen.values()))]

    def page(self, facets: Facets, limit: int, offset: int) -> tuple[int, list[Record]]:
        """How many records fit, and those from ``offset`` on, in document order."""
        total, found = atlas_paging.page(self._rows, facets, limit, offset, _RECORD)
        return total, [_record(*row) for row in found]

    def headline_ids(self) -> list[tuple[str, str]]:
        """The headline figures of all clusters (cluster, record), in document order."""
        return self._rows(
            "SELECT cluster, id FROM record WHERE headline AND cluster NOT NULL AND verdict IS NOT 'reject'"
            " ORDER BY ordinal"
        )

    def claims_of_sources(self) -> dict[str, int]:
        """How many claims each document makes, without excluded lines and what a person rejected."""
        sql = "SELECT source, count(*) FROM record WHERE kind <> 'excluded' AND verdict IS NOT 'reject' GROUP BY source"
        return dict(self._rows(sql))

    def tally(self, kind: str) -> dict[str, int]:
        """How many records of a kind there are of each value of what they are about (see `Facets`)."""
        return atlas_paging.tally(self._rows, kind)

    def judged_as(self, claim: str) -> str | None:
        """The id that a claim has by now which was judged under another."""
        found = self._rows(
            "SELECT record.id FROM judgement AS old JOIN judgement AS new ON new.first = old.first"
            " JOIN record ON record.judgement = new.id WHERE old.claim = ? ORDER BY new.id DESC LIMIT 1",
            (claim,),
        )
        return found[0][0] if found else None

    def judgements(self, *, unplaced: bool = False) -> list[Judgement]:
        """All judgements in their order, or those whose quotes stand nowhere."""
        rows = self._rows("SELECT body FROM judgement WHERE unplaced >= ? ORDER BY id", (unplaced,))
        return [judgement_from_dict(json.loads(body)) for (body,) in rows]

    def notices(self) -> list[dict[str, Any]]:
        """The judgements that needed another look when the atlas was built."""
        return [json.loads(body) for (body,) in self._rows("SELECT body FROM notice ORDER BY ordinal")]

    def judgements_on(self, claim: str, first: int | None) -> list[Judgement]:
        """The judgements on a claim, by its id or by the first of them, with those that took them back."""
        rows = self._rows(
            "WITH RECURSIVE own (id) AS ("
            " SELECT id FROM judgement WHERE undoes IS NULL"
            " AND (first = ?1 OR first IN (SELECT first FROM judgement WHERE claim = ?2))"
            " UNION SELECT judgement.id FROM judgement JOIN own ON judgement.undoes = own.id"
            ") SELECT body FROM judgement WHERE id IN own ORDER BY id",
            (first, claim),
        )
        return [judgement_from_dict(json.loads(body)) for (body,) in rows]

    def findings(self, cluster: str | None = None) -> list[Finding]:
        """What the self-checks found, in document order; that of one cluster when its id is given."""
        if not self._rows("SELECT 1 FROM sqlite_master WHERE name = 'finding'"):
            raise WorkspaceError(f"built by an older version of jiqun: {self.path}: run `jiqun build` again")
        where, values = ("1", ()) if cluster is None else ("cluster = ?", (cluster,))
        rows = self._rows(f"SELECT body FROM finding WHERE {where} ORDER BY ordinal", values)  # noqa: S608  constants
        return [finding_from_dict(json.loads(body)) for (body,) in rows]

    def finding_inputs(self) -> dict[str, str]:
        """For each document a checksum of what its findings came from."""
        return dict(self._rows("SELECT source, inputs FROM finding_input"))

    def chains(self) -> list[Chain]:
        """The chains of reposts: those of documents first."""
        return repost_rows.chains(self._rows(repost_rows.READ_CHAINS))

    def stale(self) -> list[Staleness]:
        """The claims that stood already in an older document."""
        return repost_rows.stale(self._rows(repost_rows.READ_STALE))

    def organisations(self) -> list[OrganisationRow]:
        """All organisations, one row each, in the order in which the documents name them."""
        return identity_rows.organisations(self._rows)

    def dossier(self, cluster: str) -> Dossier:
        """What is stated of a cluster over time."""
        return identity_rows.dossier(self._rows, cluster)

    def contradictions(self) -> list[Contradiction]:
        """What contradicts itself among the rules and decisions on identity."""
        return identity_rows.contradictions(self._rows)

    def counts(self) -> dict[str, int]:
        """How many records there are of each kind, without those that a person rejected."""
        sql = "SELECT kind, count(*) FROM record WHERE verdict IS NOT 'reject' GROUP BY kind ORDER BY kind"
        return dict(self._rows(sql))

    def indicators(self) -> list[Tally]:
        """How much is stated of each indicator of the dictionary, and (under None) of what it does not know."""
        return tally_rows.indicators(self._rows)

    def figures(self, indicator: str | None, limit: int, offset: int) -> list[Record]:
        """The figures of an indicator, in document order, from one to another."""
        return [_record(*row) for row in self._rows(tally_rows.FIGURES, (indicator, limit, offset))]

    def tallies(self) -> dict[str, dict[str, int]]:
        """For each cluster how many records it has of each kind."""
        return tally_rows.clusters(self._rows)

    def gaps(self) -> Gaps:
        """What is not stated beside the figures."""
        return tally_rows.gaps(self._rows)

    def counted(self) -> dict[str, int]:
        """How many documents and clusters there are."""
        return tally_rows.counted(self._rows)

    def verdicts(self) -> dict[str, int]:
        """How many records have each verdict of a person."""
        sql = "SELECT verdict, count(*) FROM record WHERE verdict NOT NULL GROUP BY verdict ORDER BY verdict"
        return dict(self._rows(sql))

    def board(self) -> tuple[list[BoardItem], list[tuple[str, str, str]], list[tuple[str, str, str, int, int]]]:
        """The board's items, cells (item, cluster, state), and their passages (item, cluster, source, start, end)."""
        items = [BoardItem(*row) for row in self._rows("SELECT id, zh, en FROM board_item ORDER BY ordinal")]
        cells = self._rows("SELECT item, cluster, state FROM board_cell")
        passages = self._rows(
            "SELECT item, cluster, source, start, stop FROM board_passage ORDER BY item, cluster, ordinal"
        )
        return items, cells, passages

    def match(self, expression: str, limit: int) -> list[tuple[str, int, int, str | None]]:
        """Passages (source, start, end, cluster) that an FTS5 expression matches, best first."""
        return self._rows(
            "SELECT source, start, stop, cluster FROM passage_index JOIN passage ON passage.id = passage_index.rowid"
            " WHERE passage_index MATCH ? ORDER BY bm25(passage_index), passage.id LIMIT ?",
            (expression, limit),
        )

    def named(self, part: str, limit: int) -> list[tuple[str, str | None]]:
        """Records (id, cluster) of organisations whose folded name contains ``part``, whole names first."""
        return self._rows(
            "SELECT record, cluster FROM name WHERE instr(key, ?) ORDER BY length(key), ordinal LIMIT ?", (part, limit)
        )


def _record(id: str, source: str, cluster: str | None, body: str, judgement: str | None, *rest: Any) -> Record:
    original, reading, kept = rest
    return Record(
        id,
        source,
        cluster,
        claim_from_dict(json.loads(body)),
        judgement_from_dict(json.loads(judgement)) if judgement else None,
        claim_from_dict(json.loads(original)) if original else None,
        claim_from_dict(json.loads(reading)) if reading else None,
        bool(kept),
    )


def passage(text: str, source: str, start: int, end: int) -> Passage:
    """The passage with its quote sliced from the document's text."""
    return Passage(source, start, end, text[start:end])
