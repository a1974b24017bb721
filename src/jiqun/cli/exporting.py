"""The verbs that give things away: export, publish."""

from __future__ import annotations

import io
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from jiqun.cli.app import Json, app, complain, workspace
from jiqun.errors import UsageError


@app.command()
def export(
    table: Annotated[str, typer.Argument(help="clusters, figures, practices, organisations, relations or sources.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The file to write: .csv, .json or .xlsx.")],
) -> None:
    """Write a table of the atlas as CSV, JSON or Excel; no cell holds a formula."""
    from jiqun.export import FORMATS, TABLES, write_table
    from jiqun.workspace import write_whole

    suffix = output.suffix.lower().removeprefix(".")
    if table not in TABLES:
        raise UsageError(f"unknown table: {table}: known are {', '.join(TABLES)}")
    if suffix not in FORMATS:
        raise UsageError(f"unknown kind of file: {output}: name one that ends in .{', .'.join(FORMATS)}")
    stream = io.BytesIO()
    write_table(workspace().atlas, table, suffix, stream)
    write_whole(output, stream.getvalue())
    print(f"written: {output}")


@app.command()
def publish(
    folder: Annotated[Path, typer.Argument(help="The folder of the publication: empty, or published into before.")],
    jobs: Annotated[int | None, typer.Option(min=1, help="Processes; one for each core without it.")] = None,
    as_json: Json = False,
) -> None:
    """Freeze every page to plain files that work from any web server, or from a folder without one."""
    from jiqun import terminal

    made = terminal.publish_with_progress(workspace(), folder, jobs)
    if as_json:
        terminal.print_json(asdict(made) | {"folder": str(made.folder)})
    elif not made.dead:
        print(
            f"published {made.pages} files into {made.folder} in {made.seconds:.1f} s: {made.written} written, "
            f"{made.unchanged} unchanged, {made.removed} removed"
        )
    for line in made.dead:
        complain(line)
    if made.dead:
        complain(f"{len(made.dead)} dead links: nothing was published: {folder}: correct them, then publish again")
        raise typer.Exit(1)
