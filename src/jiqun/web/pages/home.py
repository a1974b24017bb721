"""The home page: what the atlas covers, the map, sizes as stated, the board, what changed, how fresh sources are."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fastapi import Request
from fastapi.responses import HTMLResponse

from jiqun.atlas.atlas import Atlas
from jiqun.atlas.history import past_builds
from jiqun.atlas.wording import named
from jiqun.compare.groups import Group, groups
from jiqun.draw.marks import field_key
from jiqun.errors import JiqunError
from jiqun.vocab.indicators import INDICATORS
from jiqun.web import view
from jiqun.web.memo import board_of, once
from jiqun.web.pages.common import Choice
from jiqun.web.pages.indicators import rows_of
from jiqun.web.rendering import atlas_of, maps, render, shared_by
from jiqun.words import Lang, period

if TYPE_CHECKING:
    from datetime import datetime

LISTED = 30  # clusters of a table, and of a field beside the map
_COUNTED = ("documents", "clusters", "figure", "practice", "entity", "relation")


@dataclass(frozen=True, slots=True)
class Size:
    """A group of sizes that may be compared: its code in addresses, its words, and the figure of each cluster."""

    code: str
    words: str
    values: dict[str, float]


def home(request: Request, lang: Lang, field: Choice = None, size: Choice = None) -> HTMLResponse:
    """The atlas at a glance, of all fields or of one; the map shows sizes where they may be compared."""
    atlas = atlas_of(request)
    shared = shared_by(atlas)
    shown = [c for c in shared["clusters"] if not field or field_key(c.field) == field_key(field)]
    groups_, without = view.headlines_by_basis(atlas.sizes, shown, LISTED)
    items, cells = board_of(atlas)
    sizes = _sizes(atlas, lang)
    chosen = next((one for one in sizes if one.code == size), None)
    return render(
        request, lang, "home.html", **shared, summary_counts=atlas.summary, shown=shown[:LISTED], all_shown=len(shown),
        maps=maps(shown, lang, chosen.values if chosen else None), field=field, sizes=sizes, size=chosen,
        fields=view.by_field(shown), field_counts=view.by_field(shared["clusters"]), groups=groups_, without=without,
        items=items, cells=cells, unlocated=[c for c in shown if c.longitude is None or c.latitude is None],
        listed=LISTED, changes=_changes(atlas), years=once(atlas, "years", lambda: _years(atlas)),
    )  # fmt: skip


def _sizes(atlas: Atlas, lang: Lang) -> list[Size]:
    """The groups of sizes of at least two clusters, those of most clusters first."""
    made: list[Group] = once(atlas, "size groups", lambda: groups(rows_of(atlas, atlas.sizes)))
    found = []
    for group in made:
        first = group.rows[0]
        if group.clusters > 1:
            entry = INDICATORS.get(first.stated.kind or first.stated.indicator or "")
            name = named(entry, lang) if entry else first.stated.label or ""
            words = f"{name} · {period(first.stated.period, None, lang)}"
            values = {row.cluster.id: row.stated.value for row in reversed(group.rows)}
            found.append(Size(f"{entry.id if entry else 'size'}-{first.stated.period or 'open'}", words, values))
    return found


def _changes(atlas: Atlas) -> tuple[datetime, list[tuple[str, int, int]]] | None:
    """When the build before this one was made, and how many of each there were then and are now; None without one."""
    return once(atlas, "changes", lambda: _counted_before(atlas))


def _counted_before(atlas: Atlas) -> tuple[datetime, list[tuple[str, int, int]]] | None:
    builds = past_builds(atlas.path)
    if len(builds) < 2:
        return None
    try:
        earlier = Atlas.open(builds[-2].path)
    except JiqunError:  # let go meanwhile, or of a version to come
        return None
    before, now = earlier.kinds, atlas.kinds
    earlier.close()
    return builds[-2].when, [(name, before.get(name, 0), now.get(name, 0)) for name in _COUNTED]


def _years(atlas: Atlas) -> list[tuple[str | None, int]]:
    """How many documents are of each year, the newest first; last those without a date (None)."""
    dates = (source.origin.published or source.document.date for source in atlas.sources())
    counts = Counter(date[:4] if date else None for date in dates)
    known = sorted((year for year in counts if year), reverse=True)
    return [(year, counts[year]) for year in known] + ([(None, counts[None])] if counts[None] else [])
