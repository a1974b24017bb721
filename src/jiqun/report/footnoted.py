"""From the number of a footnote in a report back to the claim that it is on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiqun.errors import NotFoundError
from jiqun.report.sheet import sheet
from jiqun.words import Lang

if TYPE_CHECKING:
    from jiqun.atlas.atlas import Atlas


def footnoted(atlas: Atlas, cluster_ref: str, number: int, lang: Lang = "zh") -> str:
    """The id of the claim behind a footnote of the report that this atlas gives of a cluster.

    NotFoundError when the report has no such footnote. A report of an earlier build may number otherwise.
    """
    found = sheet(atlas, atlas.cluster(cluster_ref), lang).noted()
    record = found[number - 1] if 1 <= number <= len(found) else None
    if record is None:
        raise NotFoundError(f"no such footnote: {number}: the report on {cluster_ref} has {len(found)}")
    return record
