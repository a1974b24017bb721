"""Operations that say what may be compared, what stands against itself, where a number comes from, what changed."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import Query, Request

from jiqun.errors import NotFoundError, UsageError
from jiqun.findings.finding import Finding
from jiqun.model import Figure
from jiqun.web.api.bodies import atlas_of, finding_json, record_json, sliced
from jiqun.web.api.parameters import ClusterRef, ClusterRefs, Code, Day, Id, Indicator, Limit, Offset, Period

if TYPE_CHECKING:
    from jiqun.atlas.atlas import Atlas

MOST = 30  # clusters that are compared at once: pairs grow with their square

FigureId = Annotated[str, Query(max_length=60, description="The id of a figure.", examples=["f-0123456789"])]


def explain(request: Request, id: Id) -> dict[str, Any]:
    """The way of a claim back to its sentence or row, document, reader, rule, judgements and build."""
    from jiqun.atlas.explain import explain as walk_back

    return walk_back(atlas_of(request), id).to_dict()


def compare(
    request: Request, cluster: ClusterRefs = None, indicator: Indicator = None, period: Period = None
) -> dict[str, Any]:
    """Clusters side by side on one indicator, figures of size in money without one: verdicts, series, conflicts."""
    from jiqun.compare import compare as set_side_by_side

    return set_side_by_side(atlas_of(request), _few(request, cluster), indicator, period=period).to_dict()


def measurability(request: Request, cluster: ClusterRefs = None) -> dict[str, Any]:
    """Which indicators and measures can be computed from what is there, and what is missing for the others."""
    from jiqun.compare import measurability as report_on

    return report_on(atlas_of(request), _few(request, cluster)).to_dict()


def _few(request: Request, clusters: list[str] | None) -> list[str]:
    given = clusters or []
    if not given and len(atlas_of(request).clusters()) > MOST:
        raise UsageError(f"too many clusters to set side by side: name at most {MOST} with cluster=")
    return given


def verdict(request: Request, a: FigureId, b: FigureId) -> dict[str, Any]:
    """Whether two figures may be compared, why not, and what would cure it."""
    from jiqun.compare import verdict as verdict_on

    atlas = atlas_of(request)
    records = [atlas.record(id_) for id_ in (a, b)]
    for record in records:
        if not isinstance(record.claim, Figure):
            raise UsageError(f"no figure: {record.id}: only figures are compared")
    one, other = records
    return {"a": record_json(one), "b": record_json(other), "verdict": verdict_on(one, other).to_dict()}


def findings(
    request: Request, cluster: ClusterRef = None, kind: Code = None, verdict: Code = None, limit: Limit = 50,
    offset: Offset = 0,
) -> dict[str, Any]:  # fmt: skip
    """What the texts say against themselves, or for themselves, as of today; disagreements first."""
    from jiqun.findings import VERDICTS

    atlas = atlas_of(request)
    own = None if cluster is None else atlas.cluster(cluster).id
    found = [
        finding
        for finding in _findings(atlas, datetime.now(UTC).date().isoformat())
        if own in (None, finding.cluster) and kind in (None, finding.kind) and verdict in (None, finding.verdict)
    ]
    found.sort(key=lambda finding: VERDICTS.index(finding.verdict))
    return sliced(request, found, limit, offset, finding_json)


@lru_cache(maxsize=1)
def _findings(atlas: Atlas, today: str) -> list[Finding]:
    """All findings of one day: targets that are over make it necessary to look at every figure."""
    return atlas.findings(today=today)


def changes(request: Request, since: Day) -> dict[str, Any]:
    """What changed since the last build at or before a date: added, changed, withdrawn, judged anew, and why."""
    from jiqun.atlas.atlas import Atlas
    from jiqun.atlas.diff import diff
    from jiqun.atlas.history import build_at

    atlas = atlas_of(request)
    try:
        kept = build_at(atlas.path, since)
    except NotFoundError:  # its words name a folder
        raise NotFoundError(f"no build at or before {since} is kept: name a later date") from None
    old = Atlas.open(kept.path)
    try:
        body = diff(old, atlas).to_dict()
    finally:
        old.close()
    for side in ("old", "new"):  # where the files lie is nobody's business
        body[side].pop("path", None)
    return body
