"""The parameters that operations share, each described once."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Query

from jiqun.ledger.atlas_paging import NOT_STATED
from jiqun.model import CLAIM_KINDS

_LONGEST = 200
_WORDS = {"max_length": _LONGEST, "min_length": 1}

Limit = Annotated[int, Query(ge=1, le=500, description="At most this many items.", examples=[50])]
Offset = Annotated[int, Query(ge=0, le=10_000_000, description="How many items to pass over.", examples=[0])]
ClusterRef = Annotated[
    str | None,
    Query(description="Only this cluster: its id, its name, or a part of its name, in either script.", **_WORDS),
]
ClusterRefs = Annotated[
    list[str] | None,
    Query(max_length=30, description="Clusters by id or name; give it once for each. All of a small atlas without."),
]
DocumentRef = Annotated[
    str | None, Query(description="Only this document: its id, the start of its SHA-256, or its file name.", **_WORDS)
]
Indicator = Annotated[
    str | None,
    Query(
        description=f"An indicator: its id or name in the dictionary, or the words of a text; `{NOT_STATED}` for none.",
        examples=["gross_output_value"], **_WORDS,
    ),
]  # fmt: skip
Period = Annotated[
    str | None,
    Query(
        max_length=40, pattern=rf"^(?:[0-9./-]+|{NOT_STATED})$", examples=["2018"],
        description=f"A period as it is given: `2018`, `2018-06`, `2018/2020`, `2017/..`, or `{NOT_STATED}`.",
    ),
]  # fmt: skip
Kind = Annotated[
    str | None,
    Query(pattern=f"^(?:{'|'.join(CLAIM_KINDS)})$", description="Only this kind of claim.", examples=["figure"]),
]
State = Annotated[
    str | None,
    Query(
        pattern="^(?:accept|correct|reject|unsure|unjudged)$",
        description="Only claims with this verdict of a person. Rejected ones come only when they are asked for.",
    ),
]
Code = Annotated[str | None, Query(pattern=r"^[a-z0-9_]{1,60}$", description="A code; the answer lists them.")]
Words = Annotated[str, Query(max_length=_LONGEST, description="Words, all of which must occur; in either script.")]
Id = Annotated[str, Path(max_length=_LONGEST, description="The id.")]
Day = Annotated[
    str, Query(pattern=r"^\d{4}(?:-\d{2}(?:-\d{2})?)?$", description="A day, a month or a year.", examples=["2026-03"])
]
