"""The directory of organisations with its filters, and a page for each: names, codes, clusters, what is said of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from fastapi import Request
from fastapi.responses import HTMLResponse

from jiqun.atlas.passages import sentence_at
from jiqun.errors import NotFoundError
from jiqun.model import Entity, Figure, Passage, Record, Relation
from jiqun.resolve.listing import OrganisationRow
from jiqun.vocab.fold import key
from jiqun.web.memo import once, organisations_of
from jiqun.web.pages.common import Choice, Code, Page, Ref, pages_of
from jiqun.web.rendering import atlas_of, render, shared_by
from jiqun.words import Lang

if TYPE_CHECKING:
    from jiqun.atlas.atlas import Atlas

ON_A_PAGE = 100
_PASSAGES = 40  # places where an organisation is named that its page quotes


def organisations_page(
    request: Request,
    lang: Lang,
    type: Code = None,
    cluster: Choice = None,
    name: Choice = None,
    member: Code = None,
    page: Page = 1,
) -> HTMLResponse:
    """The organisations of a type, of a cluster, whose name holds some words; members of clusters only if asked for."""
    atlas = atlas_of(request)
    rows = organisations_of(atlas)
    in_cluster = atlas.cluster(cluster).id if cluster else None
    found = [row for row in rows if _fits(row, type or None, in_cluster, name, bool(member))]
    pager = pages_of(len(found), page, ON_A_PAGE)
    chosen = {"type": type or "", "cluster": in_cluster or "", "name": name or "", "member": member or ""}
    return render(
        request, lang, "organisations.html", **shared_by(atlas), found=found[pager.first : pager.last], pager=pager,
        types=Counter(row.type for row in rows).most_common(), chosen=chosen,
    )  # fmt: skip


def organisation_page(request: Request, lang: Lang, ref: Ref) -> HTMLResponse:
    """One organisation. NotFoundError for an id that no organisation has."""
    atlas = atlas_of(request)
    row = _find(atlas, ref)
    own = {key(name) for name in (row.name, *row.names)}
    near = [record for cluster in row.clusters for record in atlas.records(cluster=cluster)]
    return render(
        request, lang, "organisation.html", **shared_by(atlas), row=row,
        figures=[r for r in near if isinstance(r.claim, Figure) and key(r.claim.subject or "") in own],
        relations=_relations(near, own), passages=_passages(atlas, row), most=_PASSAGES,
    )  # fmt: skip


def _fits(row: OrganisationRow, type_: str | None, cluster: str | None, name: str | None, member: bool) -> bool:
    if type_ and row.type != type_:
        return False
    if cluster and cluster not in (row.member_of if member else row.clusters):
        return False
    if member and not row.member_of:
        return False
    wanted = key(name) if name else ""
    return not wanted or any(wanted in key(words) for words in (row.name, *row.names, *row.codes))


def _find(atlas: Atlas, ref: str) -> OrganisationRow:
    by_id = once(atlas, "organisation ids", lambda: {row.id: row for row in organisations_of(atlas)})
    if ref not in by_id:
        raise NotFoundError(f"no such organisation: {ref}: /organisations lists them")
    return by_id[ref]


def _relations(records: Iterable[Record], own: set[str]) -> list[Record]:
    return [r for r in records if isinstance(r.claim, Relation) and {key(r.claim.head), key(r.claim.tail)} & own]


def _passages(atlas: Atlas, row: OrganisationRow) -> list[tuple[Passage, Record]]:
    """The sentences that name it, each once, with the claim that is read there."""
    found: dict[tuple[str, int, int], tuple[Passage, Record]] = {}
    for record in _named(atlas, row.records):
        document = atlas.source(record.source).document
        claim = record.claim
        spans = claim.mentions if isinstance(claim, Entity) and claim.mentions else (claim,)
        for span in spans:
            start, end = sentence_at(document, span.start, span.end)
            passage = Passage(record.source, start, end, document.text[start:end])
            found.setdefault((record.source, start, end), (passage, record))
            if len(found) >= _PASSAGES:
                return list(found.values())
    return list(found.values())


def _named(atlas: Atlas, ids: Sequence[str]) -> Iterable[Record]:
    return (atlas.record(id_) for id_ in ids)
