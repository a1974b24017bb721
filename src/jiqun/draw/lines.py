"""Figures in time: a line where nothing is missing, a labelled gap where something is, targets hollow and dashed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache, partial
from itertools import pairwise
from typing import Any

from jiqun.draw.chart import COLOURS, NARROW, SOFT, WIDE, Chart, Row, finished
from jiqun.draw.moments import OPEN, Strand
from jiqun.draw.scale import Scale, scale_of
from jiqun.draw.small import small_lines
from jiqun.words import label, visible

_ABOVE, _BELOW = frozenset({"gt", "ge"}), frozenset({"lt", "le"})
_HEIGHT = {WIDE: 260, NARROW: 220}


def lines(
    strands: Sequence[Strand], unit: str, lang: str, *, title: str, summary: str, columns: Row, rows: tuple[Row, ...]
) -> Chart:
    """A chart of strands in time, each with its own colour and its name at its end."""
    stated = [v for strand in strands for m in strand.moments for v in (m.value, m.value_max) if v is not None]
    scale = scale_of(stated, unit, lang)
    specify = partial(_specification, tuple(strands), scale, lang)
    small = small_lines(strands[0], lang, name=title, description=summary) if len(strands) == 1 else ""
    return Chart(title, summary, columns, rows, specify, small)


@lru_cache(256)
def _specification(strands: tuple[Strand, ...], scale: Scale, lang: str, width: int) -> dict[str, Any]:
    import altair as alt

    names = [visible(strand.name) for strand in strands]
    points = [value for strand in strands for value in _points(strand, scale)]
    top = max((p["high"] or p["value"] for p in points), default=1.0) or 1.0
    for point in points:
        point["end"] = _open_end(point, top)
    segments, gaps = _segments(strands, scale, lang)
    x, y, colour = _axes(alt, points, names, scale, top)
    data = {"points": points, "segments": segments}
    chart = alt.Chart(alt.NamedData(name="points"))
    layers = [*_drawn_segments(alt, x, y, colour), *_marks(alt, chart, x, y, colour)]
    if len(names) == 1:
        data["gaps"] = gaps
        layers += _said(alt, chart, x, y, colour)
    else:
        data["ends"] = [values[-1] for strand in strands if (values := _points(strand, scale))]
        named = alt.Chart(alt.NamedData(name="ends")).mark_text(align="left", dx=10, fontSize=12, limit=150)
        layers.append(named.encode(x=x, y=y, text=alt.Text("name:N"), color=colour))
    inner = width - (90 if len(names) == 1 else 190 if width == WIDE else 120)
    return finished(alt.layer(*layers).properties(width=inner, height=_HEIGHT[width]), **data)


def _axes(
    alt: Any, points: Sequence[dict[str, Any]], names: Sequence[str], scale: Scale, top: float
) -> tuple[Any, Any, Any]:
    """Years without fractions, values from zero in the reader's words, and a colour for each name."""
    years = sorted({p["year"] for p in points})
    x = alt.X(
        "year:Q",
        title=None,
        scale=alt.Scale(domain=[years[0] - 0.3, years[-1] + 0.3], nice=False),
        axis=alt.Axis(format="d", tickMinStep=1, grid=False, tickCount=min(8, round(years[-1] - years[0]) + 1)),
    )
    y = alt.Y(
        "value:Q",
        title=scale.title or None,
        scale=alt.Scale(domain=[0, top * 1.12], nice=False),
        axis=alt.Axis(tickCount=4, format=",~r", titleAngle=0, titleAlign="left", titleAnchor="end", titleY=-8),
    )
    colours = [COLOURS[n % len(COLOURS)] for n in range(len(names))]
    return x, y, alt.Color("name:N", legend=None, scale=alt.Scale(domain=list(names), range=colours))


def _marks(alt: Any, chart: Any, x: Any, y: Any, colour: Any) -> list[Any]:
    """Bars of ranges, arrows of bounds, points, and hollow points of what is not there yet."""
    arrows = alt.Scale(domain=["above", "below"], range=["triangle-up", "triangle-down"])
    ranges = chart.mark_rule(strokeWidth=6, opacity=0.35).encode(x=x, y=y, y2=alt.Y2("high:Q"), color=colour)
    bounds = chart.mark_rule(strokeWidth=2, strokeDash=[3, 2]).encode(x=x, y=y, y2=alt.Y2("end:Q"), color=colour)
    tips = chart.mark_point(filled=True, size=40, opacity=1).encode(
        x=x, y=alt.Y("end:Q"), color=colour, shape=alt.Shape("bound:N", legend=None, scale=arrows)
    )
    there = chart.mark_point(filled=True, size=60, opacity=1).encode(
        x=x, y=y, color=colour, tooltip=[alt.Tooltip("name:N"), alt.Tooltip("words:N")]
    )
    hollow = chart.mark_point(filled=False, fill="white", size=75, strokeDash=[2, 2], strokeWidth=1.8, opacity=1)
    return [
        ranges.transform_filter("datum.high !== null"),
        bounds.transform_filter("datum.end !== null"),
        tips.transform_filter("datum.end !== null"),
        there.transform_filter("!datum.open"),
        hollow.encode(x=x, y=y, stroke=colour).transform_filter("datum.open"),
    ]


def _said(alt: Any, chart: Any, x: Any, y: Any, colour: Any) -> list[Any]:
    """The words of each moment and of each gap: where there are several lines they would cover each other."""
    return [
        alt.Chart(alt.NamedData(name="gaps"))
        .mark_text(fontSize=11, fontStyle="italic", color=SOFT, dy=-8)
        .encode(x=x, y=y, text=alt.Text("words:N")),
        chart.mark_text(fontSize=11.5, dy=-12)
        .encode(x=x, y=y, text=alt.Text("words:N"), color=colour)
        .transform_filter("datum.bound != 'above'"),
        chart.mark_text(fontSize=11.5, dy=-9)
        .encode(x=x, y=alt.Y("end:Q"), text=alt.Text("words:N"), color=colour)
        .transform_filter("datum.bound == 'above'"),
    ]


def _drawn_segments(alt: Any, x: Any, y: Any, colour: Any) -> list[Any]:
    """Whole lines between neighbours, dashes to targets, thin dots over gaps."""
    chart = alt.Chart(alt.NamedData(name="segments"))
    looks = (("line", [1, 0], 2.2), ("target", [6, 4], 1.8), ("gap", [1, 4], 1.4))
    return [
        chart.mark_line(strokeWidth=size, strokeDash=dash)
        .encode(x=x, y=y, color=colour, detail=alt.Detail("segment:N"))
        .transform_filter(f"datum.kind == '{kind}'")
        for kind, dash, size in looks
    ]


def _points(strand: Strand, scale: Scale) -> list[dict[str, Any]]:
    return [
        {
            "name": visible(strand.name), "year": m.year, "value": m.value / scale.size, "words": visible(m.words),
            "high": None if m.value_max is None else m.value_max / scale.size, "open": m.status in OPEN,
            "bound": "above" if m.comparator in _ABOVE else "below" if m.comparator in _BELOW else None,
        }
        for m in strand.moments
    ]  # fmt: skip


def _open_end(point: dict[str, Any], top: float) -> float | None:
    if point["bound"] is None:
        return None
    return float(point["value"] + top * (0.08 if point["bound"] == "above" else -0.08))


def _segments(strands: Sequence[Strand], scale: Scale, lang: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The pieces of all lines (two rows each), and the words over the gaps."""
    found: list[dict[str, Any]] = []
    gaps: list[dict[str, Any]] = []
    for strand in strands:
        for one, other in pairwise(_points(strand, scale)):
            missing = range(int(one["year"]) + 1, int(other["year"]))
            kind = "target" if other["open"] else "gap" if missing else "line"
            number = str(len(found))
            found += [{**end, "kind": kind, "segment": number} for end in (one, other)]
            if kind == "gap":
                years = str(missing[0]) if len(missing) == 1 else f"{missing[0]}–{missing[-1]}"
                middle = {"year": (one["year"] + other["year"]) / 2, "value": (one["value"] + other["value"]) / 2}
                gaps.append({**middle, "words": label("chart.gap", lang).format(years=years)})
    return found, gaps
