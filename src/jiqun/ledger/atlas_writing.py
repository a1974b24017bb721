"""Writing a built atlas: whole beside its place, checked, then renamed into it."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, field
from importlib.resources import files
from operator import attrgetter
from pathlib import Path
from typing import Any

from jiqun.errors import StoreError
from jiqun.findings.finding import Finding
from jiqun.ledger import identity_rows, repost_rows
from jiqun.ledger.audit import row_counts
from jiqun.ledger.database import connect_read_only, told_in_one_line
from jiqun.model import BoardCell, BoardItem, Cluster, Judgement, Record, Source
from jiqun.reposts.chain import Chain, Staleness
from jiqun.resolve.identity import Identity

FORMAT = 7
TEMPORARY_PREFIX = ".building-"
_HEAD = attrgetter("sha256", "name", "media_type", "encoding", "title", "date")


@dataclass(frozen=True, slots=True)
class IndexedPassage:
    """A passage for the search index: its words as pairs and single characters, separated by blanks."""

    source: str
    start: int
    end: int
    cluster: str | None
    pairs: str
    singles: str


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything that goes into an atlas."""

    meta: dict[str, str]
    sources: Sequence[Source]
    clusters: Sequence[Cluster]
    records: Sequence[Record]
    headlines: frozenset[str]
    items: Sequence[BoardItem]
    cells: Sequence[BoardCell]
    passages: Iterable[IndexedPassage] = field(default_factory=tuple)
    names: Sequence[tuple[str, str, str | None]] = ()  # folded name, record id, cluster id
    findings: Sequence[Finding] = ()
    finding_inputs: Mapping[str, str] = field(default_factory=dict)  # source id → what its findings came from
    judgements: Sequence[Judgement] = ()
    notices: Sequence[dict[str, Any]] = ()  # judgements that need another look
    unplaced: frozenset[int] = frozenset()  # judgements whose quote stands nowhere in its document by now
    chains: Sequence[Chain] = ()
    stale: Sequence[Staleness] = ()
    identity: Identity = field(default_factory=Identity)


def write_atlas(path: Path, contents: Contents) -> None:
    """Write the atlas beside ``path``, sync it, check it, make it read-only, and rename it into place.

    Readers see the old file or the new one, never a part. Leftovers of builds that were killed are removed; callers
    hold the build lock.
    """
    remove_leftovers(path.parent)
    temporary = path.parent / f"{TEMPORARY_PREFIX}{os.getpid()}.sqlite"
    try:
        with told_in_one_line(path):
            with closing(sqlite3.connect(temporary, isolation_level=None)) as connection:
                _fill(connection, contents)
            _check(temporary, path)
        with temporary.open("rb") as file:
            os.fsync(file.fileno())
        temporary.chmod(0o444)
        temporary.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        raise StoreError(f"cannot write the atlas: {path}: {error.strerror or error}") from error
    finally:
        temporary.unlink(missing_ok=True)
        temporary.with_name(temporary.name + "-journal").unlink(missing_ok=True)


def remove_leftovers(folder: Path) -> None:
    """Remove what killed builds left in the folder of the atlas."""
    for leftover in folder.glob(f"{TEMPORARY_PREFIX}*"):
        leftover.unlink(missing_ok=True)


def schema() -> str:
    """The tables of an atlas of today, as SQL."""
    return files("jiqun.ledger").joinpath("atlas.sql").read_text(encoding="utf-8")


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":  # other systems cannot open a folder
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _fill(connection: sqlite3.Connection, contents: Contents) -> None:
    connection.execute("PRAGMA journal_mode = MEMORY")  # the file has no readers yet, and a kill only loses a temporary
    connection.execute("PRAGMA synchronous = OFF")  # synced once, at the end
    connection.execute("PRAGMA foreign_keys = ON")
    connection.executescript(schema())
    connection.execute("BEGIN")
    put = connection.executemany
    put("INSERT INTO meta VALUES (?, ?)", sorted(contents.meta.items()))
    for ordinal, source in enumerate(contents.sources):
        document = source.document
        origin = json.dumps(asdict(source.origin), ensure_ascii=False)
        connection.execute(
            "INSERT INTO source VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (source.id, ordinal, *_HEAD(document), origin, document.text),
        )
        put("INSERT INTO block VALUES (?, ?, ?, ?, ?, ?, ?, ?)", _block_rows(source))
    put(
        "INSERT INTO cluster VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (c.id, n, c.name, json.dumps(c.names, ensure_ascii=False), c.field, c.place, c.longitude, c.latitude)
            for n, c in enumerate(contents.clusters)
        ),
    )
    put(
        "INSERT INTO judgement VALUES (?, ?, ?, ?, ?, ?)",
        (
            (j.id, j.claim, j.first or j.id, j.undoes, j.id in contents.unplaced, _json(j.to_dict()))
            for j in contents.judgements
        ),
    )
    put("INSERT INTO notice VALUES (?, ?)", ((n, _json(body)) for n, body in enumerate(contents.notices)))
    put(
        "INSERT INTO record VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (n, r.id, r.source, r.cluster, r.claim.kind, r.id in contents.headlines, *_judged(r))
            for n, r in enumerate(contents.records)
        ),
    )
    put("INSERT INTO board_item VALUES (?, ?, ?, ?)", ((i.id, n, i.zh, i.en) for n, i in enumerate(contents.items)))
    put("INSERT INTO board_cell VALUES (?, ?, ?)", ((c.item, c.cluster, c.state) for c in contents.cells))
    put(
        "INSERT INTO board_passage VALUES (?, ?, ?, ?, ?, ?)",
        ((c.item, c.cluster, n, p.source, p.start, p.end) for c in contents.cells for n, p in enumerate(c.passages)),
    )
    for number, passage in enumerate(contents.passages):
        place = (number, passage.source, passage.start, passage.end, passage.cluster)
        connection.execute("INSERT INTO passage VALUES (?, ?, ?, ?, ?)", place)
        connection.execute(
            "INSERT INTO passage_index (rowid, pairs, singles) VALUES (?, ?, ?)",
            (number, passage.pairs, passage.singles),
        )
    put("INSERT INTO name VALUES (?, ?, ?, ?)", ((n, *name) for n, name in enumerate(contents.names)))
    put(
        "INSERT INTO finding VALUES (?, ?, ?, ?, ?, ?)",
        (
            (n, f.id, f.kind, f.verdict, f.cluster, json.dumps(f.to_dict(), ensure_ascii=False))
            for n, f in enumerate(contents.findings)
        ),
    )
    put("INSERT INTO finding_input VALUES (?, ?)", contents.finding_inputs.items())
    put("INSERT INTO chain VALUES (?, ?, ?, ?)", repost_rows.chain_rows(contents.chains))
    put("INSERT INTO chain_link VALUES (?, ?, ?, ?, ?, ?)", repost_rows.link_rows(contents.chains))
    put("INSERT INTO stale VALUES (?, ?, ?, ?, ?, ?)", repost_rows.stale_rows(contents.stale))
    identity_rows.put(connection, contents.identity)
    put("INSERT INTO meta VALUES ('rows', ?)", [(_json(row_counts(connection)),)])
    connection.execute(f"PRAGMA user_version = {FORMAT:d}")
    connection.execute("COMMIT")


def _block_rows(source: Source) -> Iterable[tuple[Any, ...]]:
    for n, b in enumerate(source.document.blocks):
        yield source.id, n, b.start, b.end, b.kind, b.level, b.excluded, b.anchor


def _judged(record: Record) -> tuple[Any, ...]:
    """A record's claim, and what was judged of it."""
    judgement = record.judgement
    claims = (_json(claim.to_dict()) if claim else None for claim in (record.original, record.reading))
    verdict = (judgement.verdict, judgement.id) if judgement else (None, None)
    return (_json(record.claim.to_dict()), *verdict, *claims, record.kept)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _check(temporary: Path, path: Path) -> None:
    with closing(connect_read_only(temporary)) as connection:
        (verdict,) = connection.execute("PRAGMA integrity_check").fetchone()
    if verdict != "ok":
        raise StoreError(f"the new atlas is damaged ({verdict}): {path}: check the disk, then build again")
