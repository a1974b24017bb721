"""The dictionary of indicators, and for each its definition, who states it, what may be compared, and every claim."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from fastapi import Request, Response
from fastapi.responses import HTMLResponse

from jiqun.atlas.wording import named
from jiqun.compare import tables
from jiqun.compare.groups import Group, groups
from jiqun.compare.select import Row
from jiqun.compare.stated import stated
from jiqun.draw.chart import Chart
from jiqun.errors import NotFoundError
from jiqun.ledger.tally_rows import Tally
from jiqun.model import Figure, Record
from jiqun.vocab.indicators import INDICATORS, Indicator
from jiqun.web.chart_files import chart_file
from jiqun.web.charts import compared
from jiqun.web.memo import once
from jiqun.web.pages.common import Page, Ref, pages_of
from jiqun.web.rendering import atlas_of, render, shared_by
from jiqun.words import Lang, label

if TYPE_CHECKING:
    from jiqun.atlas.atlas import Atlas

OTHER = "other"  # in addresses: figures of which the dictionary knows no indicator
ON_A_PAGE = 60
MOST_DRAWN = 2000  # figures that the distribution is made of
_CHARTS = 3


def indicators_page(request: Request, lang: Lang) -> HTMLResponse:
    """Every indicator of the dictionary with how much is stated; those nobody states come last."""
    atlas = atlas_of(request)
    tallies = {tally.indicator: tally for tally in atlas.indicators}
    stated_ = [INDICATORS[name] for name in tallies if name in INDICATORS]
    rest = [entry for name, entry in INDICATORS.items() if name not in tallies]
    return render(
        request, lang, "indicators.html", **shared_by(atlas), stated=stated_, unstated=rest, tallies=tallies,
        other=OTHER, most=max((t.figures for name, t in tallies.items() if name), default=1),
        definition=lambda name: definition(name, lang),
    )  # fmt: skip


def indicator_page(request: Request, lang: Lang, ref: Ref, page: Page = 1) -> HTMLResponse:
    """One indicator: its definition, its distribution, and all figures."""
    atlas = atlas_of(request)
    indicator = _known(ref)
    tally = next((t for t in atlas.indicators if t.indicator == indicator), Tally(indicator, 0, 0, 0))
    pager = pages_of(tally.figures, page, ON_A_PAGE)
    made = _groups(atlas, indicator)
    return render(
        request, lang, "indicator.html", **shared_by(atlas), ref=ref, tally=tally, pager=pager,
        entry=INDICATORS.get(indicator or ""), definition=definition(ref, lang), basis=tables.bases().get(ref),
        basis_entry=_basis(indicator),
        records=atlas.figures(indicator, ON_A_PAGE, pager.first), charts=_charts(atlas, made, ref, lang),
        alone=sum(len(group.rows) for group in made if group.clusters == 1), groups=made,
        reporters=_reporters(atlas, indicator), words=_words(atlas) if indicator is None else [],
    )  # fmt: skip


def indicator_chart(request: Request, lang: Lang, ref: Ref, file: str) -> Response:
    """A chart of the page as a file."""
    atlas = atlas_of(request)
    return chart_file(_charts(atlas, _groups(atlas, _known(ref)), ref, lang), file)


def _known(ref: str) -> str | None:
    if ref == OTHER:
        return None
    if ref not in INDICATORS:
        raise NotFoundError(f"no such indicator: {ref}: /indicators lists them")
    return ref


def _basis(indicator: str | None) -> Indicator | None:
    """The indicator that an indicator is measured on."""
    entry = INDICATORS.get(indicator or "")
    return INDICATORS.get(entry.basis or "") if entry else None


def definition(ref: str, lang: Lang) -> tuple[str, str]:
    """What an indicator means, and the language of these words: not every definition is there in Chinese."""
    basis, entry = tables.bases().get(ref), INDICATORS.get(ref)
    if basis is not None:
        return (basis.definition["en"], "en") if lang == "en" else (basis.definition["zh"], "zh")
    return (entry.definition, "en") if entry and entry.definition else (label("not_stated.short", lang), lang)


def _groups(atlas: Atlas, indicator: str | None) -> list[Group]:
    """The figures of clusters that may be compared with each other; none for what no dictionary knows."""
    if indicator is None:
        return []
    return once(atlas, f"groups {indicator}", lambda: groups(rows_of(atlas, atlas.figures(indicator, MOST_DRAWN))))


def rows_of(atlas: Atlas, records: Sequence[Record]) -> list[Row]:
    """Figures of clusters as the gate sees them, without those about one body."""
    clusters = {cluster.id: cluster for cluster in atlas.clusters()}
    found = []
    for record in records:
        cluster = clusters.get(record.cluster or "")
        seen = stated(record, name=cluster.name) if cluster else None
        if cluster and seen and seen.whole is not False:
            found.append(Row(record, cluster, seen))
    return found


def _charts(atlas: Atlas, made: Sequence[Group], ref: str, lang: Lang) -> list[Chart]:
    entry = INDICATORS.get(ref)
    name = named(entry, lang) if entry else ref
    drawn = (compared(atlas, group, (), name, lang) for group in made[:_CHARTS] if group.clusters > 1)
    return [chart for chart in drawn if chart is not None]


def _reporters(atlas: Atlas, indicator: str | None) -> list[tuple[str, int]]:
    """The documents that state it, by id, with how often; those of most figures first."""
    found = once(
        atlas,
        f"reporters {indicator}",
        lambda: Counter(record.source for record in atlas.figures(indicator, MOST_DRAWN)).most_common(),
    )
    return found[:12]


def _words(atlas: Atlas) -> list[tuple[str, int]]:
    """What the texts call the figures that the dictionary does not know, most frequent first."""
    return once(atlas, "words", lambda: _counted_words(atlas))


def _counted_words(atlas: Atlas) -> list[tuple[str, int]]:
    figures = (record.claim for record in atlas.figures(None, MOST_DRAWN))
    return Counter(f.indicator for f in figures if isinstance(f, Figure) and f.indicator).most_common(40)
