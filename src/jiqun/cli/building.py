"""The verbs that make things: new, add, build, check, demo."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from jiqun.cli.app import (
    Accessed,
    Citation,
    Coverage,
    Date,
    Host,
    Json,
    Language,
    Licence,
    Note,
    OpenBrowser,
    Port,
    Processing,
    Producer,
    Published,
    Title,
    Url,
    app,
    complain,
    workspace,
)


@app.command()
def new(
    folder: Annotated[Path, typer.Argument(help="The folder to make.")],
    title: Annotated[str | None, typer.Option(help="Title of the atlas; the folder's name otherwise.")] = None,
) -> None:
    """Make a new workspace."""
    from jiqun.workspace import Workspace

    made = Workspace.create(folder, title)
    print(f"new workspace: {made.folder}")


@app.command()
def add(
    paths: Annotated[
        list[Path], typer.Argument(help="Files, or folders of them: text, pages, PDF, Word, spreadsheets.")
    ],
    title: Title = None,
    producer: Producer = None,
    url: Url = None,
    published: Published = None,
    accessed: Accessed = None,
    licence: Licence = None,
    citation: Citation = None,
    note: Note = None,
    coverage: Coverage = None,
    language: Language = None,
    processing: Processing = None,
    date: Date = None,
    as_json: Json = False,
) -> None:
    """Add documents to the workspace."""
    from jiqun import terminal
    from jiqun.model import Origin

    card = Origin(title, producer, url, published, accessed, licence, citation, note, coverage, language, processing)
    report = terminal.add_with_progress(workspace(), paths, card, date)
    if as_json:
        terminal.print_json(
            {name: [str(path) for path in getattr(report, name)] for name in ("added", "updated", "present")}
            | {"failed": [{"path": str(path), "reason": reason} for path, reason in report.failed]}
        )
    else:
        terminal.print_lines(terminal.add_lines(report))
    for _, reason in report.failed:
        complain(reason)
    if report.failed:
        raise typer.Exit(1)


@app.command()
def build(
    reviewed_only: Annotated[
        bool | None,
        typer.Option(
            "--reviewed-only/--all-claims", help="Only claims that a person accepted or corrected, or all of them."
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """Build the atlas from the documents; what is unchanged is skipped."""
    from jiqun import terminal
    from jiqun.atlas.judged_words import notice_line

    made = terminal.build_with_progress(workspace(), reviewed_only)
    for notice in made.notices:
        complain(f"warning: {notice_line(notice, terminal.language())}")
    for reason in made.refused:
        complain(f"warning: read by an earlier version and not by this one, its text stays: {reason}")
    if as_json:
        terminal.print_json(asdict(made) | {"path": str(made.path)})
    else:
        terminal.print_lines(terminal.build_lines(made, terminal.language()))
    for problem in made.problems:
        complain(problem)
    if made.problems:
        raise typer.Exit(1)


@app.command()
def check(
    quick: Annotated[
        bool, typer.Option("--quick", help="Only rows and their parents: what each build checks at its end.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Check stored bytes, ledger, spans, atlas, search index and past builds; changes nothing."""
    from jiqun import terminal

    notes: list[str] = []
    problems = workspace().check(quick=quick, notes=notes)
    if as_json:
        terminal.print_json(problems)
    for problem in problems:
        complain(problem)
    for note in notes:
        complain(f"note: {note}")
    if problems:
        raise typer.Exit(1)
    if not as_json:
        print("all is well")


@app.command()
def demo(
    folder: Annotated[Path, typer.Option("--dir", help="Where to make the workspace.")] = Path("demo-atlas"),
    no_serve: Annotated[bool, typer.Option("--no-serve", help="Build and print the summary only.")] = False,
    host: Host = "127.0.0.1",
    port: Port = 8765,
    open_browser: OpenBrowser = False,
) -> None:
    """Build an atlas from the example dossiers and serve it."""
    from jiqun import terminal
    from jiqun.demo import make_demo

    made = make_demo(folder)
    terminal.print_lines(terminal.build_lines(terminal.build_with_progress(made), terminal.language()))
    if not no_serve:
        from jiqun.web import serve as serve_pages

        serve_pages(made.atlas.path, host, port, open_browser)
