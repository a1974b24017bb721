"""Pure functions that turn records into what the templates show; nothing here knows about requests."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from jiqun.compare.stated import stated
from jiqun.draw.marks import field_key
from jiqun.model import (
    Block,
    Cluster,
    Entity,
    Figure,
    Practice,
    Record,
    Relation,
    Segment,
    Source,
    Standing,
)
from jiqun.vocab.fold import key
from jiqun.web.segments import Piece, Span, pieces, spans_of

if TYPE_CHECKING:
    from jiqun.atlas.atlas import Atlas

_AROUND = 2000  # characters of a block before and after a claim; some texts are one line of megabytes
THEMES = ("money", "growth", "share", "person", "count", "physical", "rank", "time", "structural", "other")
# Types of entities in the order in which a sheet lists them; companies come before all of these.
TYPES = (
    "university", "research_institute", "hospital", "platform", "alliance", "association", "government", "park", "fund",
    "bank", "policy", "program", "project", "event", "infrastructure", "award", "ranking", "product", "person", "place",
    "other",
)  # fmt: skip
POSITIONS = ("upstream", "midstream", "downstream", "core", "linked", "support", "application", "stage", "system")


@dataclass(frozen=True, slots=True)
class Named:
    """A name with every record that states it, the first one first."""

    name: str
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a cluster's page shows, grouped and in document order."""

    figures: dict[str, list[Record]]
    members: list[Named]
    other_companies: list[Named]
    organisations: dict[str, list[Named]]
    practices: list[Record]
    segments: dict[str, list[Named]]
    standings: list[Record]
    relations: list[Record]
    sources: list[Source]


def sheet(atlas: Atlas, cluster: Cluster) -> Sheet:
    """Everything the atlas holds on a cluster, in the order of a sheet."""
    records = atlas.records(cluster=cluster.id)
    entities = [(r.claim.type, r.claim.name, r) for r in records if isinstance(r.claim, Entity)]
    joined = atlas.members(cluster.id)
    members = by_name((r.claim.head, r) for r in joined if isinstance(r.claim, Relation))
    member_keys = {key(named.name) for named in members}
    companies = by_name((name, r) for kind, name, r in entities if kind == "company")
    figures = [(theme_of(r.claim), r) for r in records if isinstance(r.claim, Figure)]
    segments = [(r.claim.position, r.claim.segment, r) for r in records if isinstance(r.claim, Segment)]
    seen = {r.source for r in records}
    return Sheet(
        figures={
            theme: found
            for theme in _order(THEMES, (t for t, _ in figures))
            if (found := [r for t, r in figures if t == theme])
        },
        members=members,
        other_companies=[named for named in companies if key(named.name) not in member_keys],
        organisations={
            kind: by_name((name, r) for k, name, r in entities if k == kind)
            for kind in _order(TYPES, (k for k, _, _ in entities))
            if kind not in ("company", "cluster") and any(k == kind for k, _, _ in entities)
        },
        practices=[r for r in records if isinstance(r.claim, Practice)],
        segments={
            position: by_name((name, r) for p, name, r in segments if p == position)
            for position in _order(POSITIONS, (p for p, _, _ in segments))
            if any(p == position for p, _, _ in segments)
        },
        standings=[r for r in records if isinstance(r.claim, Standing)],
        relations=[r for r in records if isinstance(r.claim, Relation) and r not in joined],
        sources=[source for source in atlas.sources() if source.id in seen],
    )


def theme_of(figure: Figure) -> str:
    """What a figure is listed under: the kind of its unit; places, years and structure by their tier."""
    if figure.tier != "measure":
        return figure.tier
    found = stated(figure)
    return "other" if found is None else "time" if found.quantity == "date" else found.quantity


def _order(known: Sequence[str], found: Iterable[str]) -> list[str]:
    """The known values in their order, then any others that occur."""
    return list(dict.fromkeys([*known, *found]))


def by_name(pairs: Iterable[tuple[str, Record]]) -> list[Named]:
    """Records under their name; names that differ only in script, width or blanks are one."""
    names: dict[str, str] = {}
    groups: dict[str, list[Record]] = {}
    for name, record in pairs:
        folded = key(name) or name
        names.setdefault(folded, name)
        groups.setdefault(folded, []).append(record)
    return [Named(names[folded], tuple(records)) for folded, records in groups.items()]


def by_field(clusters: Iterable[Cluster]) -> list[tuple[str | None, list[Cluster]]]:
    """Clusters under their field, in order of appearance; a field is one in either script."""
    groups: dict[str | None, list[Cluster]] = {}
    for cluster in clusters:
        groups.setdefault(field_key(cluster.field), []).append(cluster)
    return [(members[0].field, members) for members in groups.values()]


def by_cluster(records: Iterable[Record]) -> dict[str, list[Record]]:
    """Records under the id of their cluster; those filed under none are left out."""
    found: dict[str, list[Record]] = {}
    for record in records:
        if record.cluster is not None:
            found.setdefault(record.cluster, []).append(record)
    return found


@dataclass(frozen=True, slots=True)
class BasisGroup:
    """Headline figures that share one basis; groups are never ordered by size."""

    basis: str | None
    records: tuple[Record, ...]


def headlines_by_basis(
    sizes: Iterable[Record], shown: Sequence[Cluster], most: int
) -> tuple[list[BasisGroup], list[Cluster]]:
    """The size figures of the first clusters shown, grouped by basis in order of appearance, and who has none."""
    own = by_cluster(sizes)
    groups: dict[str | None, list[Record]] = {}
    for cluster in shown[:most]:
        for record in own.get(cluster.id, ()):
            if isinstance(record.claim, Figure):
                groups.setdefault(record.claim.basis, []).append(record)
    without = [cluster for cluster in shown[:most] if cluster.id not in own]
    return [BasisGroup(basis, tuple(records)) for basis, records in groups.items()], without


@dataclass(frozen=True, slots=True)
class BlockView:
    """One block of a document cut into pieces, with the claims that begin in it."""

    block: Block
    pieces: tuple[Piece, ...]
    notes: tuple[Record, ...]
    names: int


_NOTED = ("figure", "practice", "standing", "cluster")


def blocks(
    source: Source, records: Sequence[Record], only: str | None, here: tuple[int, int] | None
) -> list[BlockView]:
    """The document's blocks with their highlights; ``here`` is a span asked for, ``only`` a kind of claim to show."""
    document = source.document
    shown = [r for r in records if only is None or r.claim.kind == only]
    spans = sorted(spans_of(shown), key=lambda span: span.start)
    if here is not None:
        spans.append(Span(here[0], here[1], "here", ""))
    views: list[BlockView] = []
    for block in document.blocks:
        inside = [r for r in shown if block.start <= r.claim.start < block.end]
        near = () if block.excluded else tuple(r for r in inside if r.claim.kind in _NOTED)
        cut = pieces(
            document.text, block.start, block.end, [s for s in spans if s.start < block.end and s.end > block.start]
        )
        views.append(BlockView(block, tuple(cut), near, len([r for r in inside if r.claim.kind not in _NOTED])))
    return views


@dataclass(frozen=True, slots=True)
class TableView:
    """A table of the document: rows of cells, each of one or more blocks; missing cells are empty."""

    rows: tuple[tuple[tuple[BlockView, ...], ...], ...]
    notes: tuple[Record, ...]
    names: int


_CELL = re.compile(r"t(\d+)r(\d+)c(\d+)$")  # a cell's anchor: table, row and column


def laid_out(views: Sequence[BlockView]) -> list[BlockView | TableView]:
    """The blocks in order, with the cells of one table gathered into it; cells without a place stay blocks."""
    found: list[BlockView | TableView] = []
    for table, group in groupby(views, key=_table_of):
        members = list(group)
        if table is None:
            found += members
            continue
        cells: dict[tuple[int, int], list[BlockView]] = {}
        for view in members:
            place = _CELL.search(view.block.anchor or "")
            assert place is not None
            cells.setdefault((int(place[2]), int(place[3])), []).append(view)
        width = max(column for _, column in cells)
        rows = tuple(
            tuple(tuple(cells.get((row, column), ())) for column in range(1, width + 1))
            for row in sorted({row for row, _ in cells})
        )
        notes = tuple(note for view in members for note in view.notes)
        found.append(TableView(rows, notes, sum(view.names for view in members)))
    return found


def _table_of(view: BlockView) -> str | None:
    place = _CELL.search(view.block.anchor or "") if view.block.kind == "cell" and not view.block.excluded else None
    return place[1] if place else None


def block_around(source: Source, start: int, end: int) -> tuple[int, int]:
    """The borders of the block that holds a span, of what is near it in a very long one, or of the span itself."""
    for block in source.document.blocks:
        if block.start <= start and end <= block.end:
            return max(block.start, start - _AROUND), min(block.end, end + _AROUND)
    return start, end


def matched(text: str, start: int, end: int, matches: Iterable[tuple[int, int]]) -> list[Piece]:
    """A passage cut at the words that a search matched."""
    return pieces(text, start, end, [Span(a, b, "match", "") for a, b in matches])


@dataclass(frozen=True, slots=True)
class PracticeGroup:
    """A category of practices with those who do it."""

    category: str | None
    records: tuple[Record, ...]
    clusters: int


def practices_by_category(
    records: Sequence[Record], categories: Iterable[str]
) -> tuple[list[PracticeGroup], list[str]]:
    """Practices by category in the order of the closed list, and the categories that nobody is reported to follow."""
    groups: dict[str | None, list[Record]] = {category: [] for category in categories}
    for record in records:
        if isinstance(record.claim, Practice):
            groups.setdefault(record.claim.category, []).append(record)
    filled = [
        PracticeGroup(category, tuple(found), len({record.cluster for record in found}))
        for category, found in groups.items()
        if found
    ]
    return filled, [category for category, found in groups.items() if not found and category is not None]
