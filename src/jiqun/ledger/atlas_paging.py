"""One page of the records of an atlas by filters, found by SQLite instead of reading them all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

Rows = Callable[[str, Sequence[Any]], list[Any]]

# As in the index record_facets of atlas.sql, so that SQLite finds it.
_ABOUT = (
    "coalesce(record.body ->> '$.indicator_id', record.body ->> '$.indicator', record.body ->> '$.type',"
    " record.body ->> '$.category', record.body ->> '$.relation', record.body ->> '$.position',"
    " record.body ->> '$.reason')"
)
_PERIOD, _STATUS = "record.body ->> '$.period'", "record.body ->> '$.status'"
NOT_STATED = "not_stated"


@dataclass(frozen=True, slots=True)
class Facets:
    """What records are looked for by; None takes any.

    ``about`` are the values of what a kind is about: the indicator of a figure (its id, else its words), the type of an
    entity, the category of a practice, a relation, a position in the chain, the reason of an excluded line. A
    ``period`` or a category of ``not_stated`` finds those without one.
    """

    kind: str | None = None
    about: tuple[str, ...] | None = None
    cluster: str | None = None
    source: str | None = None
    period: str | None = None
    status: str | None = None
    verdict: str | None = None


def page(rows: Rows, facets: Facets, limit: int, offset: int, columns: str) -> tuple[int, list[Any]]:
    """How many records fit, and the rows of those from ``offset`` on, in document order."""
    where, values = _where(facets)
    ((total,),) = rows(f"SELECT count(*) FROM record WHERE {where}", values)  # noqa: S608  constants
    if offset >= total or limit < 1:
        return total, []
    sql = (
        f"SELECT {columns} FROM record LEFT JOIN judgement ON judgement.id = record.judgement"  # noqa: S608  constants
        f" WHERE record.ordinal IN (SELECT ordinal FROM record WHERE {where} ORDER BY ordinal LIMIT ? OFFSET ?)"
        " ORDER BY ordinal"
    )
    return total, rows(sql, [*values, limit, offset])


def tally(rows: Rows, kind: str) -> dict[str, int]:
    """How many records of a kind there are of each value of what they are about; none where it is not stated."""
    where, values = _where(Facets(kind))
    sql = f"SELECT {_ABOUT}, count(*) FROM record WHERE {where} GROUP BY 1"  # noqa: S608  constants
    return {about: count for about, count in rows(sql, values) if about is not None}


def _where(facets: Facets) -> tuple[str, list[Any]]:
    tests, values = [], []
    for column, value in (
        ("record.kind", facets.kind), (_PERIOD, facets.period), (_STATUS, facets.status),
        ("record.cluster", facets.cluster), ("record.source", facets.source),
    ):  # fmt: skip
        if value == NOT_STATED and column == _PERIOD:
            tests.append(f"{column} IS NULL")
        elif value is not None:
            tests.append(f"{column} = ?")
            values.append(value)
    if facets.about == (NOT_STATED,):
        tests.append(f"{_ABOUT} IS NULL")
    elif facets.about is not None:
        tests.append(f"{_ABOUT} IN ({', '.join('?' * len(facets.about))})")
        values += facets.about
    if facets.verdict == "unjudged":
        tests.append("record.verdict IS NULL")
    elif facets.verdict:
        tests.append("record.verdict = ?")
        values.append(facets.verdict)
    else:
        tests.append("record.verdict IS NOT 'reject'")
    return " AND ".join(tests), values
