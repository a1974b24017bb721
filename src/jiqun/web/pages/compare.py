"""Clusters side by side: what may be compared in charts and tables, the rest apart with why and what would cure it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from fastapi import Query, Request, Response
from fastapi.responses import HTMLResponse

from jiqun.errors import NotFoundError
from jiqun.model import Cluster
from jiqun.web.chart_files import chart_file
from jiqun.web.pages.common import Choice
from jiqun.web.rendering import QUERY_LIMIT, atlas_of, render, shared_by
from jiqun.web.side_by_side import SIZE, SideBySide, indicator_words, side_by_side
from jiqun.words import Lang

if TYPE_CHECKING:
    from jiqun.atlas.atlas import Atlas

MOST_CLUSTERS, MOST_INDICATORS = 24, 4
_LISTED = 200  # clusters that the form lists; beyond them they are named in words

Several = Annotated[tuple[str, ...], Query(max_length=64)]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the form asks for: clusters, indicators, a period, and what was asked for but is not there."""

    clusters: list[Cluster]
    indicators: list[str]
    period: str | None
    unknown: list[str]


def compare_page(
    request: Request,
    lang: Lang,
    c: Several = (),
    i: Several = (),
    add: Choice = None,
    period: Choice = None,
) -> HTMLResponse:
    """The form, and the chosen clusters side by side on each chosen indicator."""
    atlas = atlas_of(request)
    chosen = _chosen(atlas, c, i, add, period)
    query = f"?{request.url.query}" if request.url.query else ""
    shown = chosen.clusters if len(atlas.clusters()) > _LISTED else atlas.clusters()
    return render(
        request, lang, "compare.html", **shared_by(atlas), chosen=chosen, query=query,
        found=_found(atlas, chosen, lang), listed=shown, indicators=_stated(atlas), size=SIZE,
        name_of=lambda name: indicator_words(name, lang),
        most=(MOST_CLUSTERS, MOST_INDICATORS),
    )  # fmt: skip


def compare_chart(
    request: Request,
    lang: Lang,
    file: str,
    c: Several = (),
    i: Several = (),
    add: Choice = None,
    period: Choice = None,
) -> Response:
    """A chart of the comparison as a file."""
    atlas = atlas_of(request)
    found = _found(atlas, _chosen(atlas, c, i, add, period), lang)
    return chart_file([chart for each in found for chart in each.charts], file)


def _chosen(atlas: Atlas, c: tuple[str, ...], i: tuple[str, ...], add: str | None, period: str | None) -> Chosen:
    """What can be done of what was asked for: without clusters the first ones, without indicators the size in money."""
    clusters: list[Cluster] = []
    unknown: list[str] = []
    for ref in [*c, *([add] if add and add.strip() else [])]:
        try:
            found = atlas.cluster(ref[:QUERY_LIMIT])
        except NotFoundError as error:
            unknown.append(str(error))
        else:
            clusters += [found] if found not in clusters else []
    return Chosen(
        (clusters or atlas.clusters()[:12])[:MOST_CLUSTERS],
        [name[:QUERY_LIMIT] for name in dict.fromkeys(i) if name.strip()][:MOST_INDICATORS] or [SIZE],
        (period or "").strip() or None,
        unknown,
    )


def _found(atlas: Atlas, chosen: Chosen, lang: Lang) -> list[SideBySide]:
    found = []
    for name in chosen.indicators:
        try:
            found.append(side_by_side(atlas, chosen.clusters, name, chosen.period, lang))
        except NotFoundError as error:
            chosen.unknown.append(str(error))
    return found


def _stated(atlas: Atlas) -> list[str]:
    """The indicators of the dictionary that any cluster states, those of most clusters first."""
    known = [tally for tally in atlas.indicators if tally.indicator]
    return [str(tally.indicator) for tally in sorted(known, key=lambda tally: -tally.clusters)]
