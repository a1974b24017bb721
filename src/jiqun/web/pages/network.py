"""The network of clusters, their members and the institutes around them: of all clusters, or all of one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fastapi import Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from jiqun.draw.network import Edge, Node, network_svg
from jiqun.model import Cluster
from jiqun.resolve.listing import OrganisationRow
from jiqun.web.memo import organisations_of
from jiqun.web.pages.common import Choice
from jiqun.web.rendering import atlas_of, render, shared_by
from jiqun.words import Lang, label

if TYPE_CHECKING:
    from jiqun.atlas.atlas import Atlas

MOST_CLUSTERS = 12  # of the picture of all
_OF_EACH, _OF_ONE = 3, 70  # names at each side: of every cluster, of the only one


def network_page(request: Request, lang: Lang, cluster: Choice = None) -> HTMLResponse:
    """The picture, and the same as a table."""
    atlas = atlas_of(request)
    chosen = [atlas.cluster(cluster)] if cluster else _best_known(atlas)
    rows = _shown(organisations_of(atlas), chosen, _OF_ONE if cluster else _OF_EACH)
    nodes = [Node(c.id, 1, c.name, f"/{lang}/cluster/{c.id}") for c in chosen]
    nodes += [_node(row, lang) for row in rows]
    ids = {c.id for c in chosen}
    edges = [Edge(id_, row.id, id_ in row.member_of) for row in rows for id_ in row.clusters if id_ in ids]
    title = label("network.title", lang)
    description = label("network.description", lang).format(clusters=len(chosen), organisations=len(rows))
    # Our own SVG, written by network_svg, whose texts are XML-escaped by its serializer.
    picture = Markup(network_svg(nodes, edges, name=title, description=description))  # noqa: S704
    return render(
        request, lang, "network.html", **shared_by(atlas), picture=picture, rows=rows, chosen=chosen,
        only=chosen[0] if cluster else None, left=len(atlas.clusters()) - len(chosen), description=description,
    )  # fmt: skip


def _best_known(atlas: Atlas) -> list[Cluster]:
    """The clusters of which most organisations are named, in the order of the atlas."""
    counts: dict[str, int] = {}
    for row in organisations_of(atlas):
        for id_ in row.clusters:
            counts[id_] = counts.get(id_, 0) + 1
    kept = sorted(counts, key=lambda id_: -counts[id_])[:MOST_CLUSTERS]
    return [cluster for cluster in atlas.clusters() if cluster.id in kept]


def _shown(rows: Sequence[OrganisationRow], clusters: Sequence[Cluster], most: int) -> list[OrganisationRow]:
    """Those that link several of the clusters, and the first ones of each cluster at each side."""
    ids = {cluster.id for cluster in clusters}
    room = {(cluster.id, side): most for cluster in clusters for side in (0, 2)}
    found = []
    for row in sorted(rows, key=lambda row: -len(ids & set(row.clusters))):
        here = [id_ for id_ in row.clusters if id_ in ids]
        side = _side(row)
        if len(here) > 1 or any(room[id_, side] > 0 for id_ in here):
            found.append(row)
            for id_ in here:
                room[id_, side] -= 1
    return found


def _side(row: OrganisationRow) -> int:
    return 0 if row.type == "company" else 2


def _node(row: OrganisationRow, lang: Lang) -> Node:
    note = "" if row.type == "company" else label(f"type.{row.type}", lang)
    return Node(row.id, _side(row), row.name, f"/{lang}/organisations/{row.id}", note)
