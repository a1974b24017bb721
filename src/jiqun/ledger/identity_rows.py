"""The rows of an atlas about identity: organisations, dossiers of clusters, contradictions."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from typing import Any

from jiqun.resolve.dossiers import Dossier, dossier_from_dict
from jiqun.resolve.entities import Contradiction
from jiqun.resolve.identity import Identity, contradiction_from_dict, contradiction_to_dict
from jiqun.resolve.listing import OrganisationRow, organisation_row_from_dict

Rows = Callable[[str, Sequence[Any]], list[Any]]


def put(connection: sqlite3.Connection, identity: Identity) -> None:
    """Write the rows, inside the caller's transaction; clusters and records are there already."""
    many = connection.executemany
    many(
        "INSERT INTO organisation VALUES (?, ?, ?, ?)",
        ((n, row.id, row.name, _json(row.to_dict())) for n, row in enumerate(identity.organisations)),
    )
    many(
        "INSERT INTO organisation_record VALUES (?, ?)",
        ((row.id, record) for row in identity.organisations for record in row.records),
    )
    many("INSERT INTO dossier VALUES (?, ?)", ((d.cluster, _json(d.to_dict())) for d in identity.dossiers))
    many(
        "INSERT INTO contradiction VALUES (?, ?)",
        ((n, _json(contradiction_to_dict(found))) for n, found in enumerate(identity.contradictions)),
    )


def organisations(rows: Rows) -> list[OrganisationRow]:
    """All organisations, in the order in which the documents name them."""
    return [
        organisation_row_from_dict(json.loads(body))
        for (body,) in rows("SELECT body FROM organisation ORDER BY ordinal", ())
    ]


def dossier(rows: Rows, cluster: str) -> Dossier:
    """What is stated of a cluster; nothing in an atlas that was built before there were dossiers."""
    found = rows("SELECT body FROM dossier WHERE cluster = ?", (cluster,))
    return dossier_from_dict(json.loads(found[0][0])) if found else Dossier(cluster, (), (), (), ())


def contradictions(rows: Rows) -> list[Contradiction]:
    """What contradicts itself among rules and decisions."""
    found = rows("SELECT body FROM contradiction ORDER BY ordinal", ())
    return [contradiction_from_dict(json.loads(body)) for (body,) in found]


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
