"""Figures side by side: a point for a value, an open end for a bound, a bar for a range, hollow for what is not yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

from jiqun.draw.chart import ACCENT, INK, PALE, SOFT, WIDE, Chart, Row, finished
from jiqun.draw.scale import Scale, scale_of
from jiqun.words import visible

_STEP, _TALL = 30, 44  # pixels of a row; on a phone the words stand above the mark
_OPEN = frozenset({"target", "planned", "forecast", "capacity"})
_ABOUT = {"approx": (0.05, 0.05), "about_below": (0.05, 0.0)}
_ABOVE, _BELOW = frozenset({"gt", "ge"}), frozenset({"lt", "le"})


@dataclass(frozen=True, slots=True)
class Dot:
    """One figure to draw: whose it is, how much, how exact, and the words that stand beside it.

    A ``value`` of None is a gap: nothing is stated, and ``words`` say so.
    """

    name: str
    words: str
    value: float | None = None
    value_max: float | None = None
    comparator: str = "eq"
    status: str = "actual"


def dots(
    dots_: Sequence[Dot], unit: str, lang: str, *, title: str, summary: str, columns: Row, rows: tuple[Row, ...]
) -> Chart:
    """A chart of figures that may be compared, in the order given, with the gaps where nothing is stated."""
    stated = [v for dot in dots_ for v in (dot.value, dot.value_max) if v is not None]
    scale = scale_of(stated, unit, lang)
    top = max(stated, default=1.0) / scale.size or 1.0
    return Chart(title, summary, columns, rows, partial(_specification, tuple(dots_), scale, top))


@lru_cache(256)
def _specification(dots_: tuple[Dot, ...], scale: Scale, top: float, width: int) -> dict[str, Any]:
    import altair as alt

    is_wide = width == WIDE
    values = [_values(dot, number, scale, top) for number, dot in enumerate(dots_)]
    x = alt.X(
        "value:Q",
        title=scale.title or None,
        scale=alt.Scale(domain=[min(0.0, *_lows(values)), top * 1.1], nice=False),
        axis=alt.Axis(tickCount=5, format=",~r"),
    )
    order = alt.Y("row:O", axis=None, scale=alt.Scale(paddingInner=0, paddingOuter=0))
    chart = alt.Chart(alt.NamedData(name="dots"))
    layers = [
        chart.mark_rule(color=PALE, strokeWidth=7, opacity=1)
        .encode(x=x, x2=alt.X2("high:Q"), y=order)
        .transform_filter("datum.kind == 'range'"),
        chart.mark_rule(color=PALE, strokeWidth=5, opacity=1)
        .encode(x=alt.X("low:Q"), x2=alt.X2("high:Q"), y=order)
        .transform_filter("datum.kind == 'about'"),
        *_bounds(alt, chart, order),
        chart.mark_point(filled=True, color=ACCENT, size=85, opacity=1)
        .encode(x=x, y=order)
        .transform_filter("datum.value !== null && !datum.open && datum.status != 'historical'"),
        chart.mark_point(filled=True, shape="square", color=SOFT, size=70, opacity=1)
        .encode(x=x, y=order)
        .transform_filter("datum.value !== null && datum.status == 'historical'"),
        chart.mark_point(
            filled=False, color=ACCENT, size=95, strokeDash=[2, 2], strokeWidth=1.8, opacity=1, fill="white"
        )
        .encode(x=x, y=order)
        .transform_filter("datum.value !== null && datum.open"),
        *_words(alt, chart, order, is_wide),
    ]
    height = (_STEP if is_wide else _TALL) * max(1, len(values))
    inner = width - (360 if is_wide else 20)
    layered = alt.layer(*layers).properties(width=inner, height=height)
    return finished(layered, dots=values)


def _values(dot: Dot, row: int, scale: Scale, top: float) -> dict[str, Any]:
    value = None if dot.value is None else dot.value / scale.size
    high = None if dot.value_max is None else dot.value_max / scale.size
    low = value
    kind = "gap" if value is None else "point"
    if value is not None:
        if high is not None:
            kind = "range"
        elif dot.comparator in _ABOUT:
            below, above = _ABOUT[dot.comparator]
            kind, low, high = "about", value * (1 - below), value * (1 + above)
        elif dot.comparator in _ABOVE:
            kind, high = "above", value + top * 0.06
        elif dot.comparator in _BELOW:
            kind, high = "below", value - top * 0.06
    return {
        "row": row, "name": visible(dot.name), "words": visible(dot.words), "value": value, "low": low, "high": high,
        "kind": kind, "status": dot.status, "open": dot.status in _OPEN,
    }  # fmt: skip


def _lows(values: Sequence[dict[str, Any]]) -> list[float]:
    return [v["low"] for v in values if v["low"] is not None] + [0.0]


def _bounds(alt: Any, chart: Any, order: Any) -> list[Any]:
    """A bound is a line that leaves the point to the side where the value may lie, with an arrow at its open end."""
    layers = []
    for kind, shape in (("above", "triangle-right"), ("below", "triangle-left")):
        own = f"datum.kind == '{kind}'"
        layers.append(
            chart.mark_rule(color=ACCENT, strokeWidth=2, strokeDash=[3, 2], opacity=1)
            .encode(x=alt.X("value:Q"), x2=alt.X2("high:Q"), y=order)
            .transform_filter(own)
        )
        layers.append(
            chart.mark_point(filled=True, shape=shape, color=ACCENT, size=45, opacity=1)
            .encode(x=alt.X("high:Q"), y=order)
            .transform_filter(own)
        )
    return layers


def _words(alt: Any, chart: Any, order: Any, is_wide: bool) -> list[Any]:
    """Names at the left, what is stated at the right; on a phone both above the mark."""
    name, said = ("name:N", "words:N")
    limit = 195 if is_wide else 330
    if is_wide:
        return [
            chart.mark_text(align="left", baseline="middle", fontSize=12.5, fontStyle="italic", color=SOFT)
            .encode(x=alt.XValue(6), y=order, text=alt.Text(said))
            .transform_filter("datum.kind == 'gap'"),
            chart.mark_text(align="right", baseline="middle", fontSize=12.5, color=INK, limit=limit, dx=-12).encode(
                x=alt.XValue(0), y=order, text=alt.Text(name)
            ),
            chart.mark_text(align="left", baseline="middle", fontSize=12.5, color=SOFT, dx=10, limit=150)
            .encode(x=alt.XValue("width"), y=order, text=alt.Text(said))
            .transform_filter("datum.kind != 'gap'"),
        ]
    joined = chart.transform_calculate(line="datum.name + '  ' + datum.words")
    return [
        joined.mark_text(align="left", baseline="bottom", fontSize=12, color=INK, dy=-7, limit=limit).encode(
            x=alt.XValue(0), y=order, text=alt.Text("line:N")
        )
    ]
