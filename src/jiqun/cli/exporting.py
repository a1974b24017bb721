"""The verbs that give things away: export."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Annotated

import typer

from jiqun.cli.app import app, workspace
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
