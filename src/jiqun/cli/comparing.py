"""The verbs that set clusters side by side: compare, measurability."""

from __future__ import annotations

from typing import Annotated

import typer

from jiqun.cli.app import Json, app, workspace

Clusters = Annotated[
    list[str] | None, typer.Argument(help="Clusters: ids, names or parts of names, in any script; all without.")
]


@app.command()
def compare(
    clusters: Clusters = None,
    indicator: Annotated[
        str | None, typer.Option(help="An indicator by its name or id (总产值, employees); sizes in money without.")
    ] = None,
    period: Annotated[str | None, typer.Option(help="Only figures of this period (2018, 2018-01/2018-09).")] = None,
    as_json: Json = False,
) -> None:
    """Set clusters side by side: comparable, with a reservation, or not, with reasons and what would cure it."""
    from jiqun import terminal
    from jiqun.cli.comparison_lines import comparison_lines
    from jiqun.compare import compare as set_side_by_side

    found = set_side_by_side(workspace().atlas, clusters or (), indicator, period=period)
    if as_json:
        terminal.print_json(found.to_dict())
    else:
        terminal.print_lines(comparison_lines(found, terminal.language()))


@app.command()
def measurability(clusters: Clusters = None, as_json: Json = False) -> None:
    """Report which indicators and measures can be computed from what is there, and what is missing."""
    from jiqun import terminal
    from jiqun.cli.comparison_lines import measurability_lines
    from jiqun.compare import measurability as report_on

    report = report_on(workspace().atlas, clusters or ())
    if as_json:
        terminal.print_json(report.to_dict())
    else:
        terminal.print_lines(measurability_lines(report, terminal.language()))
