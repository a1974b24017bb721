"""A chart as a file: ``1.svg``, ``1.png``, ``1.csv`` of a page's first chart, and ``1.json``, its specification."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fastapi import Response

from jiqun.draw.chart import Chart, script
from jiqun.errors import NotFoundError
from jiqun.web.charts import as_csv

_NAME = re.compile(r"(\d{1,3})\.(svg|png|csv|json)")
_TYPES = {"svg": "image/svg+xml", "png": "image/png", "csv": "text/csv; charset=utf-8", "json": "application/json"}


def chart_file(charts: Sequence[Chart], name: str) -> Response:
    """One chart of a page in one format. NotFoundError where the page has no such chart."""
    asked = _NAME.fullmatch(name)
    number = int(asked[1]) if asked else 0
    if asked is None or not 1 <= number <= len(charts):
        raise NotFoundError(f"no such chart: {name}: this page has {len(charts)}")
    chart, kind = charts[number - 1], asked[2]
    headers = {"Content-Disposition": f'attachment; filename="jiqun-{chart.key}.{kind}"'} if kind != "json" else {}
    return Response(_body(chart, kind), media_type=_TYPES[kind], headers=headers)


def _body(chart: Chart, kind: str) -> bytes | str:
    if kind == "csv":
        return as_csv(chart.table())
    return chart.specification() if kind == "json" else chart.picture(kind)


def chart_script() -> Response:
    """The JavaScript that makes a chart interactive; loaded only when somebody asks for that."""
    return Response(script(), media_type="text/javascript; charset=utf-8")
