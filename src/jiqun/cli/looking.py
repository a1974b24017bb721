"""The verbs that look at an atlas: show, board, search, report, serve."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from jiqun.cli.app import Host, Json, OpenBrowser, Port, app, workspace
from jiqun.errors import UsageError


@app.command()
def show(
    cluster: Annotated[
        str | None, typer.Argument(help="A cluster: its id, its name or a part of it, in any script.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Show all clusters with their headline figures as stated, or one cluster's sheet."""
    from jiqun import terminal

    atlas = workspace().atlas
    lang = terminal.language()
    if cluster is None and as_json:
        terminal.print_json(
            [asdict(c) | {"headlines": terminal.records_json(atlas, atlas.headlines(c.id))} for c in atlas.clusters()]
        )
    elif cluster is None:
        terminal.print_lines(terminal.cluster_lines(atlas, lang))
    elif as_json:
        found = atlas.cluster(cluster)
        board = [asdict(cell) for (_, id_), cell in atlas.board()[1].items() if id_ == found.id]
        records = terminal.records_json(atlas, atlas.records(found.id))
        terminal.print_json(asdict(found) | {"records": records, "board": board})
    else:
        terminal.print_lines(terminal.sheet_lines(atlas, atlas.cluster(cluster), lang))


@app.command()
def board(as_json: Json = False) -> None:
    """Show the board: for each deliverable and cluster, evidence found, named only, or not stated."""
    from jiqun import terminal

    atlas = workspace().atlas
    if as_json:
        items, cells = atlas.board()
        terminal.print_json(
            {"items": [asdict(item) for item in items], "cells": [asdict(cell) for cell in cells.values()]}
        )
    else:
        terminal.print_lines(terminal.board_lines(atlas, terminal.language()))


@app.command()
def search(
    query: Annotated[str, typer.Argument(help="Words, separated by blanks; all must occur. Any script.")],
    limit: Annotated[int, typer.Option(min=1, help="At most this many hits.")] = 50,
    as_json: Json = False,
) -> None:
    """Search the texts, clusters and organisations."""
    from jiqun import terminal

    atlas = workspace().atlas
    hits = atlas.search(query, limit)
    if as_json:
        terminal.print_json([asdict(hit) for hit in hits])
    else:
        terminal.print_lines(terminal.hit_line(hit, atlas) for hit in hits)


@app.command()
def report(
    cluster: Annotated[str, typer.Argument(help="A cluster: its id, its name or a part of it.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The file to write: .docx or .html.")],
) -> None:
    """Write a cluster's report; every number is footnoted to its sentence."""
    if output.suffix.lower() not in (".docx", ".html"):
        raise UsageError(f"unknown kind of report: {output}: name a file that ends in .docx or .html")
    atlas = workspace().atlas
    from jiqun.report import write_report

    write_report(atlas, cluster, output)
    print(f"written: {output}")


@app.command()
def serve(
    host: Host = "127.0.0.1",
    port: Port = 8765,
    host_name: Annotated[
        list[str] | None, typer.Option(help="A name that people reach it by; may be repeated. localhost always is.")
    ] = None,
    open_browser: OpenBrowser = False,
) -> None:
    """Serve the pages of the atlas on this machine."""
    work = workspace()
    atlas, site = work.atlas, work.site
    from jiqun.web import serve as serve_pages
    from jiqun.workspace.desk import ReviewDesk

    serve_pages(atlas.path, host, port, open_browser, site=site, names=host_name or (), desk=ReviewDesk(work))
