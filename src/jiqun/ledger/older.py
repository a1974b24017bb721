"""An atlas of an earlier format, read as one of today's: what it does not have, it does not state."""

from __future__ import annotations

import sqlite3
from contextlib import closing


def fill_gaps(connection: sqlite3.Connection, schema: str) -> None:
    """Put what today's schema has beyond the file's before it, empty: columns as NULL, tables without rows.

    The file is not touched: names of a connection's own go before those of its file.
    """
    connection.execute("PRAGMA temp_store = MEMORY")
    with closing(sqlite3.connect(":memory:")) as today:
        today.executescript(schema)
        tables = today.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'")
        columns = {name: _columns(today, name) for (name,) in tables.fetchall() if not name.startswith("passage_index")}
    for name, wanted in columns.items():
        known = _columns(connection, name)
        missing = [column for column in wanted if column not in known]
        if not known:
            connection.execute(f"CREATE TEMP TABLE {name} ({', '.join(wanted)})")
        elif missing:
            listed = ", ".join([*known, *(f"NULL AS {column}" for column in missing)])
            connection.execute(f"CREATE TEMP VIEW {name} AS SELECT {listed} FROM main.{name}")  # noqa: S608  our schema


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row[0] for row in connection.execute("SELECT name FROM pragma_table_info(?) ORDER BY cid", (table,))]
