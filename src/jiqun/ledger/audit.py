"""Are the rows of both databases whole? Parents, counts, spans, checksums, and the search index; nothing is changed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote
from zlib import crc32

from jiqun.errors import JiqunError, StoreError
from jiqun.ledger.database import connect_read_only, told_in_one_line
from jiqun.ledger.verify import spans
from jiqun.model import claim_from_dict, claim_id

REBUILD = "move the atlas away and run `jiqun build`"
_NAMED = 3  # rows that are named of those that are wrong
_COUNTED = 1000  # and counted

Words = Callable[[str], Sequence[str]]  # of a passage: what stands in each column of the search index


def audit_rows(connection: sqlite3.Connection, what: str, path: Path, *, quick: bool) -> list[str]:
    """Damaged pages (unless ``quick``), and rows without the row that they belong to."""
    problems = []
    if not quick:
        verdicts = connection.execute("PRAGMA integrity_check").fetchall()
        problems = [f"the {what} is damaged: {path}: {verdict}" for (verdict,) in verdicts if verdict != "ok"]
    orphans = connection.execute("PRAGMA foreign_key_check").fetchall()
    return problems + [
        f"the {what} has a row without its parent: {path}: table {table}, row {row}, no row of {parent}"
        for table, row, parent, _ in orphans[:_NAMED]
    ]


def audit_claims(connection: sqlite3.Connection, path: Path) -> Iterator[str]:
    """The claims of the ledger: their columns, ids and evidence say what their bodies do, and none is missing."""
    documents = connection.execute("SELECT document FROM extraction ORDER BY document").fetchall()
    for (document,) in documents:
        yield from _claims_of(connection, document, path)


def _claims_of(connection: sqlite3.Connection, document: str, path: Path) -> Iterator[str]:
    evidence: dict[str, set[tuple[Any, ...]]] = {}
    for claim, *row in connection.execute(
        "SELECT claim, role, start, stop FROM evidence WHERE document = ?", (document,)
    ):
        evidence.setdefault(claim, set()).add(tuple(row))
    counted = 0
    sql = "SELECT id, ordinal, kind, body, start, stop, quote FROM claim WHERE document = ? ORDER BY ordinal"
    for id_, ordinal, kind, body, start, stop, words in connection.execute(sql, (document,)):
        try:
            claim = claim_from_dict(json.loads(body))
        except (ValueError, KeyError, TypeError) as error:
            yield f"a claim cannot be read: {path}: {id_}: {error}: restore the ledger from a backup"
            continue
        expected = {(span.role, span.start, span.stop) for span in spans(claim)}
        if (kind, start, stop, words) != (claim.kind, claim.start, claim.end, claim.quote):
            yield f"a claim's row does not say what the claim says: {path}: {id_}: restore the ledger from a backup"
        if not id_.startswith(claim_id(document, claim)):
            yield f"a claim's id is not that of its span: {path}: {id_}: restore the ledger from a backup"
        if evidence.get(id_, set()) != expected:
            yield f"a claim's evidence is missing or moved: {path}: {id_}: restore the ledger from a backup"
        if ordinal != counted:
            yield f"claims are missing before {id_}: {path}: document {document[:12]}: restore the ledger from a backup"
        counted = ordinal + 1


def audit_atlas(path: Path, *, quick: bool, words: Words | None = None) -> list[str]:
    """What is wrong with the file of an atlas, by itself; ``words`` gives what its search index must hold."""
    problems: list[str] = []
    try:
        with told_in_one_line(path), closing(connect_read_only(path)) as connection:
            problems += audit_rows(connection, "atlas", path, quick=quick)
            problems += _counts(connection, path)
            if words is not None and not quick:
                problems += _index(connection, path, words)
    except StoreError as error:
        problems.append(str(error))
    return problems


def row_counts(connection: sqlite3.Connection) -> dict[str, int]:
    """How many rows each table of an atlas has; of the search index how many passages it holds."""
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    counted = [t for t in tables if t == "passage_index_docsize" or not t.startswith(("passage_index", "sqlite_"))]
    sql = "SELECT count(*) FROM "
    return {table: connection.execute(sql + table).fetchone()[0] for table in sorted(counted) if table != "meta"}


def _counts(connection: sqlite3.Connection, path: Path) -> Iterator[str]:
    """Rows that were removed or added since the atlas was written."""
    kept = connection.execute("SELECT value FROM meta WHERE name = 'rows'").fetchone()
    written = json.loads(kept[0]) if kept else {}
    for table, count in row_counts(connection).items():
        if table in written and written[table] != count:
            yield f"the atlas has {count} rows of {table}, {written[table]} were written: {path}: {REBUILD}"


def _index(connection: sqlite3.Connection, path: Path, words: Words) -> list[str]:
    """Passages that the search index does not hold as they stand in the text, and entries without a passage.

    The words of the index are read back with their places and summed up, so that none has to be searched for.
    """
    connection.execute("CREATE VIRTUAL TABLE temp.indexed USING fts5vocab('main', 'passage_index', 'instance')")
    found: dict[int, int] = {}
    for term, passage, column, offset in connection.execute("SELECT term, doc, col, offset FROM temp.indexed"):
        found[passage] = found.get(passage, 0) + _sum(column, offset, term)
    wrong = []
    sql = (
        "SELECT p.id, p.source, p.start, substr(s.text, p.start + 1, p.stop - p.start) FROM passage p"
        " JOIN source s ON s.id = p.source ORDER BY p.id"
    )
    for passage, source, start, text in connection.execute(sql):
        columns = zip(("pairs", "singles"), words(text), strict=True)
        expected = sum(_sum(name, n, term) for name, said in columns for n, term in enumerate(said.split()))
        if found.pop(passage, 0) != expected:
            wrong.append(f"a passage is not found by the search: {path}: {source} at {start}: {REBUILD}")
    wrong += [f"the search index holds a passage that is none: {path}: {id_}: {REBUILD}" for id_ in found]
    return wrong[:_NAMED] + ([f"and {len(wrong) - _NAMED} more of that kind: {path}"] if len(wrong) > _NAMED else [])


def _sum(column: str, offset: int, term: str) -> int:
    return crc32(f"{column} {offset} {term}".encode())


def audit_against(path: Path, expected: Path) -> list[str]:
    """Tables of an atlas whose rows are not those of another, each with the first rows that are amiss."""
    problems: list[str] = []
    with told_in_one_line(path), closing(connect_read_only(path)) as connection:
        connection.execute("ATTACH ? AS expected", (f"file:{quote(str(expected.resolve()))}?mode=ro&immutable=1",))
        for (table,) in connection.execute("SELECT name FROM expected.sqlite_schema WHERE type = 'table'").fetchall():
            if not table.startswith(("passage_index", "sqlite_")):
                problems += _rows_against(connection, table, path)
    return problems


def _rows_against(connection: sqlite3.Connection, table: str, path: Path) -> Iterator[str]:
    known = connection.execute("SELECT 1 FROM main.sqlite_schema WHERE name = ?", (table,)).fetchone()
    if not known:
        yield f"the atlas has no table {table}: {path}: {REBUILD}"
        return
    for one, other, what in (("expected", "main", "lacks"), ("main", "expected", "has, against the ledger,")):
        sql = f"SELECT * FROM {one}.{table} EXCEPT SELECT * FROM {other}.{table}"  # noqa: S608  names of our schema
        rows = connection.execute(sql).fetchmany(_COUNTED)
        if rows:
            count = f"{_COUNTED} rows or more" if len(rows) == _COUNTED else f"{len(rows)} rows"
            listed = ", ".join(" ".join(str(value)[:40] for value in row[:3]) for row in rows[:_NAMED])
            yield f"the atlas {what} {count} of {table}: {path}: {listed}: {REBUILD}"


def opened(path: Path) -> str | None:
    """Why a database cannot be opened, or None when it can."""
    try:
        with told_in_one_line(path), closing(connect_read_only(path)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except JiqunError as error:
        return str(error)
    return None
