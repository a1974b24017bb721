"""A chart: one specification for the page, the picture and the interactive figure, with its words and its table.

The specification is Vega-Lite, written with Altair, rendered by vl-convert. What was drawn once is kept by the checksum
of its specification, so that a page costs no rendering after the first.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from jiqun.draw.svg import tidy

VERSION = "6.4"  # of Vega-Lite: the one that this Altair writes
WIDE, NARROW = 720, 350
INK, SOFT, GRID, ACCENT, PALE = "#1d2733", "#55616e", "#e3e7ea", "#1f6a8c", "#8fb5c7"
COLOURS = ("#1f6a8c", "#a8471f", "#4c7a2b", "#75458f", "#8a6100", "#b0305c", "#3b5bb0", "#555f6b")
FONT = (
    "Noto Sans CJK SC, PingFang SC, Microsoft YaHei, WenQuanYi Micro Hei, sans-serif"  # of pictures; pages have theirs
)
_KEPT = 512

Row = tuple[str, ...]


@dataclass(frozen=True)
class Chart:
    """A figure with its title, its summary in one sentence, and the table that says the same.

    ``specify`` gives its specification for a width; it is worked out when the figure is drawn, not before. ``small`` is
    a drawing of it for a page of many, or empty.
    """

    title: str
    summary: str
    columns: Row
    rows: tuple[Row, ...]
    specify: Callable[[int], dict[str, Any]]
    small: str = ""

    @property
    def wide(self) -> dict[str, Any]:
        """The specification for a page."""
        return self.specify(WIDE)

    @cached_property
    def key(self) -> str:
        """A short checksum of what is drawn."""
        return _checksum(self.wide)[:12]

    def svg(self, *, narrow: bool = False) -> str:
        """The figure for a page: its texts are the page's, and it has neither title nor background."""
        return _rendered(self.specify(NARROW if narrow else WIDE), self.title, self.summary)

    def standalone(self) -> dict[str, Any]:
        """The specification as it stands alone: on white, with its title and its summary."""
        title = {"text": self.title, "subtitle": self.summary, "anchor": "start", "fontSize": 16, "offset": 16}
        return {**self.wide, "background": "white", "padding": 16, "title": title}

    def picture(self, kind: str) -> bytes:
        """The figure as a file: ``svg`` or ``png``."""
        import vl_convert

        with _lock:
            if kind == "svg":
                return vl_convert.vegalite_to_svg(self.standalone(), vl_version=VERSION).encode()
            return bytes(vl_convert.vegalite_to_png(self.standalone(), vl_version=VERSION, scale=2))

    def specification(self) -> str:
        """The figure as Vega-Lite, for those who want to change it."""
        return json.dumps(self.wide, ensure_ascii=False)

    def table(self) -> list[Row]:
        """The data table with its head."""
        return [self.columns, *self.rows]


_lock = threading.Lock()
_svgs: OrderedDict[str, str] = OrderedDict()


def _checksum(spec: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(spec, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _rendered(spec: dict[str, Any], name: str, description: str) -> str:
    key = _checksum({"spec": spec, "name": name, "description": description})
    found = _svgs.get(key)
    if found is None:
        import vl_convert

        with _lock:
            drawn = vl_convert.vegalite_to_svg(spec, vl_version=VERSION)
        found = tidy(drawn, name, description, prefix=f"c{key[:8]}", kind="chart")
        while len(_svgs) >= _KEPT:
            _svgs.popitem(last=False)
        _svgs[key] = found
    return found


@cache
def script() -> str:
    """The JavaScript that makes a figure interactive: vl-convert's own bundle, which calls nothing from elsewhere."""
    import vl_convert

    return str(vl_convert.javascript_bundle("export { vegaEmbed };", vl_version=VERSION))


def config() -> dict[str, Any]:
    """How all figures look."""
    axis = {
        "labelFontSize": 12, "labelColor": SOFT, "titleColor": SOFT, "titleFontSize": 12, "titleFontWeight": "normal",
        "gridColor": GRID, "domain": False, "ticks": False, "labelPadding": 6,
    }  # fmt: skip
    title = {"color": INK, "subtitleColor": SOFT, "subtitleFontSize": 12, "fontWeight": "bold"}
    return {"aria": False, "axis": axis, "view": {"stroke": None}, "title": title, "font": FONT}


def finished(chart: Any, **data: list[dict[str, Any]]) -> dict[str, Any]:
    """An Altair chart as a specification of ours: no background, our look, and the data that its layers name.

    The data come in last, for Altair copies and validates all that it is given, for each layer.
    """
    spec: dict[str, Any] = chart.to_dict(validate=False)  # the schema is checked by the tests
    spec.update({"background": "transparent", "padding": 4, "config": config(), "datasets": data})
    spec.pop("usermeta", None)
    return spec
