"""One cluster: a one-page sheet first, then all that is stated, what contradicts itself, and what is near to it."""

from __future__ import annotations

from fastapi import Request, Response
from fastapi.responses import HTMLResponse

from jiqun.findings.wording import kind_name, message, verdict_name
from jiqun.model import Figure, Record
from jiqun.web import view
from jiqun.web.chart_files import chart_file
from jiqun.web.memo import board_of
from jiqun.web.pages.common import Ref
from jiqun.web.pages.indicators import rows_of
from jiqun.web.related import charts_of, conflicts_of, figures_only, near, series_of, sparks
from jiqun.web.rendering import atlas_of, render, shared_by
from jiqun.words import Lang

_KEYS = 3  # figures beside the size on the sheet
_ORDER = {"disagrees": 0, "not_checkable": 1, "agrees": 2}


def cluster_page(request: Request, lang: Lang, ref: Ref) -> HTMLResponse:
    """The sheet and all that is stated."""
    atlas = atlas_of(request)
    cluster = atlas.cluster(ref)
    items, cells = board_of(atlas)
    sheet = view.sheet(atlas, cluster)
    in_time = series_of(atlas, cluster, rows_of(atlas, figures_only(atlas.records(cluster.id, "figure"))))
    stated = atlas.headlines(cluster.id)
    latest = _latest(stated)
    findings = sorted(atlas.findings(cluster.id), key=lambda finding: _ORDER[finding.verdict])
    return render(
        request, lang, "cluster.html", **shared_by(atlas), cluster=cluster, headlines=latest,
        earlier=len(stated) - len(latest), key_figures=_key_figures(sheet, stated),
        sheet=sheet, items=items, cells=cells, charts=charts_of(atlas, in_time, lang), sparks=sparks(in_time),
        conflicts=conflicts_of(in_time), findings=findings, near=near(atlas, cluster),
        dossier=atlas.dossier(cluster.id), message=lambda finding: message(finding, lang),
        check_name=lambda finding: kind_name(finding, lang),
        verdict_name=lambda finding: verdict_name(finding, lang), missing=_missing(sheet),
    )  # fmt: skip


def cluster_chart(request: Request, lang: Lang, ref: Ref, file: str) -> Response:
    """A chart of the page as a file."""
    atlas = atlas_of(request)
    cluster = atlas.cluster(ref)
    found = series_of(atlas, cluster, rows_of(atlas, atlas.records(cluster.id, "figure")))
    return chart_file(charts_of(atlas, found, lang), file)


def _latest(records: list[Record]) -> list[Record]:
    """For each indicator and basis the figures of the last period; earlier ones stand further down and in charts."""
    last: dict[tuple[str | None, str | None], str] = {}
    for record in records:
        if isinstance(record.claim, Figure):
            own = (record.claim.indicator_id, record.claim.basis)
            last[own] = max(last.get(own, ""), record.claim.period or "")
    return [
        record
        for record in records
        if isinstance(record.claim, Figure)
        and (record.claim.period or "") in ("", last[record.claim.indicator_id, record.claim.basis])
    ]


def _key_figures(sheet: view.Sheet, stated: list[Record]) -> list[Record]:
    """Beside the size: the latest figure of each other indicator of the dictionary that the texts state."""
    sizes = {record.id for record in stated}
    last: dict[str, Record] = {}
    for record in (record for found in sheet.figures.values() for record in found):
        figure = record.claim
        if isinstance(figure, Figure) and figure.indicator_id and record.id not in sizes and figure.status == "actual":
            known = last.get(figure.indicator_id)
            if known is None or (figure.period or "") > (getattr(known.claim, "period", None) or ""):
                last[figure.indicator_id] = record
    return list(last.values())[:_KEYS]


def _missing(sheet: view.Sheet) -> list[str]:
    """The parts of a sheet of which the texts state nothing."""
    parts = {
        "figures": sheet.figures,
        "members": sheet.members,
        "practices": sheet.practices,
        "organisations": sheet.organisations,
        "chain": sheet.segments,
        "standings": sheet.standings,
    }
    return [name for name, found in parts.items() if not found]
