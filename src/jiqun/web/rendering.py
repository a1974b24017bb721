"""Rendering a page: its template with what every page needs, and the maps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from jiqun.atlas.repost_words import remarks
from jiqun.atlas.wording import basis_name, category_name, digest_of, figure_words, named, source_title, summary
from jiqun.draw.chart import Chart
from jiqun.draw.map import LABELLED, map_svg
from jiqun.draw.marks import field_marks
from jiqun.model import Cluster
from jiqun.web.addressing import text_fragment
from jiqun.web.memo import once
from jiqun.web.safe import cite, filled, finalize, quote
from jiqun.words import LANGUAGES, TAGS, Lang, date, in_language, label, traditional

if TYPE_CHECKING:
    from jiqun.atlas.atlas import Atlas

QUERY_LIMIT = 200
MAP_WIDTHS = (720, 380)


@cache
def environment() -> Environment:
    """Jinja with everything escaped, and with missing names as errors."""
    made = Environment(
        loader=PackageLoader("jiqun.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["cite"] = cite
    made.filters["script"] = _in_script
    made.filters["quoted"] = quote
    return made


@pass_context
def _in_script(context: Context, words: str) -> str:
    """A passage of our own words in the script of the page; nothing of a document may stand in it."""
    if context.get("lang") != "zh-hant":
        return words
    return Markup(traditional(str(words))) if isinstance(words, Markup) else traditional(words)  # noqa: S704  converted


def render(request: Request, lang: Lang, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A template with what every page needs: its words, the atlas, and the same place in the other languages."""
    path = request.url.path
    rest = path.removeprefix(f"/{lang}") if path.startswith(f"/{lang}/") else "/"
    query = f"?{request.url.query}" if request.url.query else ""
    common = {
        "lang": lang,
        "tags": TAGS,
        "languages": [(known, f"/{known}{rest}{query}", label(f"lang.{known}", known)) for known in LANGUAGES],
        "base": f"/{lang}",
        "rest": rest,
        "t": partial(label, lang=lang),
        "figure_words": partial(figure_words, lang=lang),
        "basis_name": partial(basis_name, lang=lang),
        "category_name": partial(category_name, lang=lang),
        "named": partial(named, lang=lang),
        "none_of": lambda category: None if category == "none" else category,
        "summary": partial(summary, lang=lang),
        "title_of": partial(source_title, lang=lang),
        "digest_of": partial(digest_of, lang=lang),
        "filled": lambda key, **words: filled(label(key, lang), **words),
        "date": partial(date, lang=lang),
        "remarks": partial(remarks, lang=lang),
        "in_language": partial(in_language, lang=lang),
        "text_fragment": text_fragment,
        "frozen": request.app.state.site.frozen,  # to files: no forms there
        "drawn": drawn,
        "drawn_small": drawn_small,
        "site": request.app.state.site,
        "query_limit": QUERY_LIMIT,
        "q": "",
        "status": status,
    }
    html = environment().get_template(template).render(common | values)
    return HTMLResponse(html, status_code=status)


def drawn(chart: Chart, *, narrow: bool = False) -> Markup:
    """A chart for the page: our own SVG, whose texts are XML-escaped by its serializer."""
    return Markup(chart.svg(narrow=narrow))  # noqa: S704


def drawn_small(chart: Chart) -> Markup:
    """A chart in little for a page of many, made the same way."""
    return Markup(chart.small)  # noqa: S704


def atlas_of(request: Request) -> Atlas:
    """The atlas that is shown by now."""
    atlas: Atlas = request.app.state.shelf.atlas()
    return atlas


def shared_by(atlas: Atlas) -> dict[str, Any]:
    """What the macros need of the atlas, which never changes: gathered once."""
    return {"atlas": atlas, **once(atlas, "shared", lambda: _gathered(atlas))}


def _gathered(atlas: Atlas) -> dict[str, Any]:
    clusters = atlas.clusters()
    return {
        "clusters": clusters,
        "cluster_of": {cluster.id: cluster for cluster in clusters},
        "source_of": {source.id: source for source in atlas.sources()},
        "marks": field_marks(cluster.field for cluster in clusters),
    }


_maps: dict[tuple[tuple[Cluster, ...], Lang, tuple[tuple[str, float], ...]], list[Markup]] = {}
_MAPS = 48


def maps(clusters: Sequence[Cluster], lang: Lang, sizes: Mapping[str, float] | None = None) -> list[Markup]:
    """The wide and the narrow map, rendered once for the same clusters and language (a render takes about 0.5 s)."""
    wanted = (tuple(clusters), lang, tuple((sizes or {}).items()))
    if wanted not in _maps:
        if len(_maps) >= _MAPS:  # an old build's maps are of no use any more
            _maps.clear()
        # Our own SVG, written by map_svg, whose texts are XML-escaped by its serializer.
        widths = MAP_WIDTHS if len(clusters) <= LABELLED else MAP_WIDTHS[:1]  # without labels one serves both
        _maps[wanted] = [Markup(map_svg(clusters, lang, width=width, sizes=sizes)) for width in widths]  # noqa: S704
    return _maps[wanted]
