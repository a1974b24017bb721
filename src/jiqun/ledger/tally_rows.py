"""How much an atlas states of what, counted by the database: an overview must not read every claim."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

Rows = Callable[[str, Sequence[Any]], list[Any]]

_INDICATOR = "json_extract(record.body, '$.indicator_id')"
_SHOWN = "record.kind = 'figure' AND record.verdict IS NOT 'reject'"

FIGURES = (
    "SELECT record.id, source, cluster, record.body, judgement.body, original, reading, kept"  # noqa: S608  constants
    " FROM record LEFT JOIN judgement ON judgement.id = record.judgement"
    f" WHERE {_SHOWN} AND {_INDICATOR} IS ? ORDER BY ordinal LIMIT ? OFFSET ?"
)


@dataclass(frozen=True, slots=True)
class Tally:
    """An indicator (None: not in the dictionary) and how many figures, clusters and documents state it."""

    indicator: str | None
    figures: int
    clusters: int
    documents: int


def indicators(rows: Rows) -> list[Tally]:
    """The indicators that are stated, those of most figures first."""
    sql = (
        f"SELECT {_INDICATOR}, count(*), count(DISTINCT cluster), count(DISTINCT source) FROM record"  # noqa: S608
        f" WHERE {_SHOWN} GROUP BY 1 ORDER BY 2 DESC, 1"
    )
    return [Tally(*row) for row in rows(sql, ())]


def clusters(rows: Rows) -> dict[str, dict[str, int]]:
    """Cluster id → kind → records."""
    found: dict[str, dict[str, int]] = {}
    sql = "SELECT cluster, kind, count(*) FROM record WHERE cluster NOT NULL AND verdict IS NOT 'reject' GROUP BY 1, 2"
    for cluster, kind, count in rows(sql, ()):
        found.setdefault(cluster, {})[kind] = count
    return found


def counted(rows: Rows) -> dict[str, int]:
    """How many documents and clusters there are."""
    found = rows("SELECT (SELECT count(*) FROM source), (SELECT count(*) FROM cluster)", ())
    return dict(zip(("documents", "clusters"), found[0], strict=True))


@dataclass(frozen=True, slots=True)
class Gaps:
    """Of how many figures the texts leave something open, and how many are no plain actual value."""

    figures: int
    no_period: int
    no_basis: int
    no_indicator: int
    bounds: int
    not_actual: int


def gaps(rows: Rows) -> Gaps:
    """What is not stated beside the figures of an atlas."""
    sql = (
        "SELECT count(*), sum(json_extract(body, '$.period') IS NULL), sum(json_extract(body, '$.basis') IS NULL),"  # noqa: S608
        f" sum({_INDICATOR} IS NULL), sum(json_extract(body, '$.comparator') <> 'eq'),"
        f" sum(json_extract(body, '$.status') <> 'actual') FROM record WHERE {_SHOWN}"
    )
    return Gaps(*(value or 0 for value in rows(sql, ())[0]))
