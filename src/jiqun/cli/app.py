"""The application that the verbs hang on, the options that they share, and how they speak of errors."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from jiqun import __version__

if TYPE_CHECKING:
    from jiqun.workspace import Workspace

app = typer.Typer(
    name="jiqun",
    help="An open observatory for industrial clusters: every figure tied to the sentence that states it.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Host = Annotated[str, typer.Option(help="Address to listen on.")]
Port = Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on; 0 takes a free one.")]
OpenBrowser = Annotated[bool, typer.Option("--open", help="Open the pages in the browser.")]
Date = Annotated[str | None, typer.Option(help="The document's own date (YYYY, YYYY-MM or YYYY-MM-DD).")]
Title = Annotated[str | None, typer.Option(help="Title of the publication.")]
Producer = Annotated[str | None, typer.Option(help="Who published it.")]
Url = Annotated[str | None, typer.Option(help="Its address.")]
Published = Annotated[str | None, typer.Option(help="Date of publication.")]
Accessed = Annotated[str | None, typer.Option(help="Date of access.")]
Licence = Annotated[str | None, typer.Option(help="Its licence.")]
Citation = Annotated[str | None, typer.Option(help="How to cite it.")]
Coverage = Annotated[str | None, typer.Option(help="What it is about: place, time, industry.")]
Language = Annotated[str | None, typer.Option(help="Its language.")]
Processing = Annotated[str | None, typer.Option(help="What was done to it: translated, scanned, digested.")]
Note = Annotated[str | None, typer.Option(help="Anything else to know about it.")]

debugging: set[str] = set()


def _version(wanted: bool) -> None:
    if wanted:
        print(f"jiqun {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _options(
    context: typer.Context,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    if debug:
        debugging.add("--debug")
    if context.invoked_subcommand is None:
        print(context.get_help())
        raise typer.Exit(2)


def workspace() -> Workspace:
    """The workspace that the command was called in."""
    from jiqun.workspace import find

    return find()


def complain(message: str) -> None:
    """Tell an error or a warning on standard error, in one line."""
    print(f"jiqun: {' '.join(message.split())}", file=sys.stderr)
