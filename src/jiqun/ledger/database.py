"""Connections to SQLite files: pragmas, migrations, locks, and SQLite's errors told in one line."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from time import monotonic
from urllib.parse import quote

from jiqun.errors import StoreError, WorkspaceError

BUSY_SECONDS = 30.0
LOCK_SECONDS = 600.0

# SQLite's primary result code → what is wrong and what to do.
_ADVICE = {
    "SQLITE_FULL": "the disk is full: {where}: free some space, then run the command again (nothing was half-written)",
    "SQLITE_BUSY": "another process is writing: {where}: wait for it to finish, then run the command again",
    "SQLITE_LOCKED": "another process is writing: {where}: wait for it to finish, then run the command again",
    "SQLITE_READONLY": "no permission to write: {where}: check the permissions of the file and its folder",
    "SQLITE_PERM": "no permission: {where}: check the permissions of the file and its folder",
    "SQLITE_CANTOPEN": "cannot open: {where}: check that the folder exists and may be written",
    "SQLITE_NOTADB": "not a database of jiqun: {where}: restore it from a backup, or move it away",
    "SQLITE_CORRUPT": "the database is damaged: {where}: restore it from a backup",
    "SQLITE_IOERR": "the disk refused to read or write (full, over a quota, or failing): {where}: free some space",
    "SQLITE_TOOBIG": "a document is too large for the database: {where}: split the file",
}


@contextmanager
def told_in_one_line(where: Path) -> Iterator[None]:
    """Turn an error of SQLite on the file ``where`` into a StoreError that says what to do."""
    try:
        yield
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", None) or ""
        primary = "_".join(name.split("_")[:2])
        advice = _ADVICE.get(primary, "the database refused: {where}: " + f"{error} ({name or type(error).__name__})")
        raise StoreError(advice.format(where=where)) from error


def connect(path: Path) -> sqlite3.Connection:
    """Open (or create) a database for writing: WAL, foreign keys, every commit on disk before it returns."""
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def connect_read_only(path: Path) -> sqlite3.Connection:
    """Open a file that nobody will change in place; it keeps reading its own copy when a new one takes the name."""
    uri = f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1"
    return sqlite3.connect(uri, uri=True, check_same_thread=False, isolation_level=None)


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing: commit at the end, roll back on any error."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if connection.in_transaction:  # a full disk has rolled back already
            connection.execute("ROLLBACK")
        raise
    try:
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Hold a lock that the system releases when the process ends, even by a kill; the file itself stays empty."""
    with told_in_one_line(path):
        connection = sqlite3.connect(path, timeout=0.2, isolation_level=None)
        try:
            _wait_for_lock(connection)
        except BaseException:
            connection.close()
            raise
    try:
        yield
    finally:
        connection.close()


def _wait_for_lock(connection: sqlite3.Connection) -> None:
    """Try again and again: one long wait inside SQLite would not hear an interrupt."""
    deadline = monotonic() + LOCK_SECONDS
    while True:
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorname != "SQLITE_BUSY" or monotonic() > deadline:
                raise
        else:
            return


def migrations() -> list[tuple[int, str]]:
    """The numbered migrations of the ledger: (version, SQL), in order."""
    found = []
    for file in files("jiqun.ledger").joinpath("migrations").iterdir():
        number, _, rest = file.name.partition("_")
        if number.isdigit() and rest.endswith(".sql"):
            found.append((int(number), file.read_text(encoding="utf-8")))
    return sorted(found)


def migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Bring the ledger to the newest schema, each step in a transaction of its own; refuse one from the future."""
    steps = migrations()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    newest = steps[-1][0]
    if version > newest:
        raise WorkspaceError(
            f"written by a newer version of jiqun (schema {version}, this one knows {newest}): {path}: update jiqun"
        )
    for number, script in steps:
        if number > version:
            with transaction(connection):
                (now,) = connection.execute("PRAGMA user_version").fetchone()
                if now >= number:  # another process was faster
                    continue
                for statement in _statements(script):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {number:d}")


def _statements(script: str) -> Iterator[str]:
    """The statements of a script, one by one: `executescript` would commit between them."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
