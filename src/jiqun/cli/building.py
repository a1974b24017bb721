"""The verbs that make things: new, add, build, check, demo."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from jiqun.cli.app import Date, Host, Json, OpenBrowser, Port, app, complain, workspace


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
    title: Annotated[str | None, typer.Option(help="Title of the publication.")] = None,
    producer: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    url: Annotated[str | None, typer.Option(help="Its address.")] = None,
    published: Annotated[str | None, typer.Option(help="Date of publication.")] = None,
    accessed: Annotated[str | None, typer.Option(help="Date of access.")] = None,
    licence: Annotated[str | None, typer.Option(help="Its licence.")] = None,
    citation: Annotated[str | None, typer.Option(help="How to cite it.")] = None,
    note: Annotated[str | None, typer.Option(help="Anything else to know about it.")] = None,
    date: Date = None,
    as_json: Json = False,
) -> None:
    """Add documents to the workspace."""
    from jiqun import terminal

    card = {
        "title": title, "producer": producer, "url": url, "published": published, "accessed": accessed,
        "licence": licence, "citation": citation, "note": note,
    }  # fmt: skip
    report = workspace().add(*paths, date=date, **card)
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
def build(as_json: Json = False) -> None:
    """Build the atlas from the documents; what is unchanged is skipped."""
    from jiqun import terminal

    made = terminal.build_with_progress(workspace())
    if as_json:
        terminal.print_json(asdict(made) | {"path": str(made.path)})
    else:
        terminal.print_lines(terminal.build_lines(made, terminal.language()))


@app.command()
def check(as_json: Json = False) -> None:
    """Check stored bytes, spans and both databases; changes nothing."""
    from jiqun import terminal

    problems = workspace().check()
    if as_json:
        terminal.print_json(problems)
    for problem in problems:
        complain(problem)
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
