"""The command line: each verb parses, calls one function, and prints. What is heavy is imported inside the verbs."""

from __future__ import annotations

import json
import os
import sys
import warnings
from collections.abc import Iterable
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from jiqun import __version__
from jiqun.errors import JiqunError, ReadWarning, UsageError

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


class _Format(StrEnum):
    table = "table"
    jsonl = "jsonl"


def _version(wanted: bool) -> None:
    if wanted:
        print(f"jiqun {__version__}")
        raise typer.Exit


_debugging: set[str] = set()

# The classes of click's errors, wherever this version of typer keeps click (its own copy since 0.16).
_WRONG_USAGE: type[Any] = typer.BadParameter.__mro__[1]
_CLICK_ERROR: type[Any] = typer.BadParameter.__mro__[2]


@app.callback(invoke_without_command=True)
def _options(
    context: typer.Context,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    if debug:
        _debugging.add("--debug")
    if context.invoked_subcommand is None:
        print(context.get_help())
        raise typer.Exit(2)


@app.command()
def new(
    folder: Annotated[Path, typer.Argument(help="The folder to make.")],
    title: Annotated[str | None, typer.Option(help="Title of the atlas; the folder's name otherwise.")] = None,
) -> None:
    """Make a new workspace."""
    from jiqun.workspace import Workspace

    workspace = Workspace.create(folder, title)
    print(f"new workspace: {workspace.folder}")


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
    report = _workspace().add(*paths, date=date, **card)
    if as_json:
        terminal.print_json(
            {name: [str(path) for path in getattr(report, name)] for name in ("added", "updated", "present")}
            | {"failed": [{"path": str(path), "reason": reason} for path, reason in report.failed]}
        )
    else:
        terminal.print_lines(terminal.add_lines(report))
    for _, reason in report.failed:
        _complain(reason)
    if report.failed:
        raise typer.Exit(1)


@app.command()
def build(as_json: Json = False) -> None:
    """Build the atlas from the documents; what is unchanged is skipped."""
    from jiqun import terminal

    made = terminal.build_with_progress(_workspace())
    if as_json:
        terminal.print_json(asdict(made) | {"path": str(made.path)})
    else:
        terminal.print_lines(terminal.build_lines(made, terminal.language()))


@app.command()
def show(
    cluster: Annotated[
        str | None, typer.Argument(help="A cluster: its id, its name or a part of it, in any script.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Show all clusters with their headline figures as stated, or one cluster's sheet."""
    from jiqun import terminal

    atlas = _workspace().atlas
    lang = terminal.language()
    if cluster is None and as_json:
        terminal.print_json(
            [asdict(c) | {"headlines": terminal.records_json(atlas.headlines(c.id))} for c in atlas.clusters()]
        )
    elif cluster is None:
        terminal.print_lines(terminal.cluster_lines(atlas, lang))
    elif as_json:
        found = atlas.cluster(cluster)
        board = [asdict(cell) for (_, id_), cell in atlas.board()[1].items() if id_ == found.id]
        terminal.print_json(asdict(found) | {"records": terminal.records_json(atlas.records(found.id)), "board": board})
    else:
        terminal.print_lines(terminal.sheet_lines(atlas, atlas.cluster(cluster), lang))


@app.command()
def explain(
    claim: Annotated[str, typer.Argument(help="A claim's id, as `jiqun show` lists it.")], as_json: Json = False
) -> None:
    """Walk from a claim back to its sentence, its document, its rule and its build."""
    from jiqun import terminal
    from jiqun.atlas.explain import explain as walk_back

    chain = walk_back(_workspace().atlas, claim)
    if as_json:
        terminal.print_json(chain.to_dict())
    else:
        terminal.print_lines(terminal.explain_lines(chain, terminal.language()))


@app.command()
def board(as_json: Json = False) -> None:
    """Show the board: for each deliverable and cluster, evidence found, named only, or not stated."""
    from jiqun import terminal

    atlas = _workspace().atlas
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

    atlas = _workspace().atlas
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
    atlas = _workspace().atlas
    from jiqun.report import write_report

    write_report(atlas, cluster, output)
    print(f"written: {output}")


@app.command()
def serve(host: Host = "127.0.0.1", port: Port = 8765, open_browser: OpenBrowser = False) -> None:
    """Serve the pages of the atlas on this machine."""
    atlas = _workspace().atlas
    from jiqun.web import serve as serve_pages

    serve_pages(atlas.path, host, port, open_browser)


@app.command()
def extract(
    file: Annotated[Path, typer.Argument(help="A file: text, page, PDF, Word, spreadsheet.")],
    date: Date = None,
    format: Annotated[_Format, typer.Option(help="How to print the claims.")] = _Format.table,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Write to this file instead.")] = None,
    llm: Annotated[str | None, typer.Option(help="Also ask a model at this address (…/v1), and check it.")] = None,
    model: Annotated[str | None, typer.Option(help="The name of the model to ask.")] = None,
    llm_cache: Annotated[Path | None, typer.Option(help="Keep the model's answers in this folder.")] = None,
    llm_report: Annotated[Path | None, typer.Option(help="Write what was asked, kept and rejected as JSON.")] = None,
    llm_jobs: Annotated[int, typer.Option(min=1, max=64, help="Requests under way at once.")] = 4,
    llm_timeout: Annotated[float, typer.Option(min=0.1, help="Seconds that one answer may take.")] = 120.0,
    llm_price: Annotated[
        tuple[float, float] | None, typer.Option(help="Prices of a million tokens of prompt and of answer.")
    ] = None,
) -> None:
    """Extract claims from one file, without a workspace."""
    from jiqun import terminal
    from jiqun.extract import extract as extract_claims
    from jiqun.read import read
    from jiqun.workspace import write_whole

    if (llm is None) != (model is None):
        raise UsageError("a model is asked with --llm URL and --model NAME together")
    document = read(file, date)
    claims, failed = extract_claims(document, tagger=True), False
    if llm is not None and model is not None:
        from jiqun.extract import llm as reader

        endpoint = reader.Endpoint(llm, model, timeout=llm_timeout, concurrency=llm_jobs, prices=llm_price)
        reading = reader.read_with_model(document, endpoint, llm_cache)
        claims = reader.added(claims, reading)
        for told in reader.report_lines(reading):
            _complain(told)
        if llm_report is not None:
            write_whole(llm_report, json.dumps(reader.report(reading), ensure_ascii=False, indent=1).encode())
        failed = bool(reading.failed)
    if format is _Format.jsonl:
        lines: Iterable[str] = (json.dumps(claim.to_dict(), ensure_ascii=False) for claim in claims)
    else:
        lines = terminal.extract_lines(claims, terminal.language())
    if output is None:
        terminal.print_lines(lines)
    else:
        write_whole(output, "".join(f"{line}\n" for line in lines).encode())
    if failed:
        raise typer.Exit(1)


@app.command("eval")
def evaluate(
    gold: Annotated[Path, typer.Argument(help="A folder with NAME.facts.jsonl beside the documents.")],
    doc: Annotated[
        Path | None, typer.Option(help="The document that GOLD/facts.jsonl annotates, where GOLD holds just one.")
    ] = None,
    examples: Annotated[int, typer.Option(min=0, help="Show up to this many examples of each mistake.")] = 0,
    floors: Annotated[Path | None, typer.Option(help="Fail when a score is below its floor in this file.")] = None,
    update_floors: Annotated[Path | None, typer.Option(help="Write the scores as floors to this file.")] = None,
    lower: Annotated[str | None, typer.Option(help="Why floors may sink; recorded with them.")] = None,
    as_json: Json = False,
) -> None:
    """Score the extractor against hand-made annotation."""
    from jiqun import evaluate as scoring
    from jiqun import terminal
    from jiqun.evaluate.lines import eval_lines

    if lower is not None and update_floors is None:
        raise UsageError("--lower goes with --update-floors FILE")
    done = scoring.evaluate(scoring.read_corpus(gold, doc))
    if as_json:
        terminal.print_json(done.to_dict(examples))
    else:
        terminal.print_lines(map(terminal.printable, eval_lines(done, examples)))
    name = gold.resolve().name
    if update_floors is not None:
        scoring.update_floors(update_floors, name, done, lower)
    broken = scoring.broken_floors(scoring.read_floors(floors), name, done) if floors is not None else []
    for line in broken:
        _complain(line)
    if broken:
        raise typer.Exit(1)


@app.command()
def check(as_json: Json = False) -> None:
    """Check stored bytes, spans and both databases; changes nothing."""
    from jiqun import terminal

    problems = _workspace().check()
    if as_json:
        terminal.print_json(problems)
    for problem in problems:
        _complain(problem)
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

    workspace = make_demo(folder)
    terminal.print_lines(terminal.build_lines(terminal.build_with_progress(workspace), terminal.language()))
    if not no_serve:
        from jiqun.web import serve as serve_pages

        serve_pages(workspace.atlas.path, host, port, open_browser)


def _workspace() -> Workspace:
    from jiqun.workspace import find

    return find()


def _complain(message: str) -> None:
    print(f"jiqun: {' '.join(message.split())}", file=sys.stderr)


def _warn(message: Warning | str, category: type[Warning], *where: object, **more: object) -> None:
    """What a reader could not read is said like an error, in one line; other warnings are no news to the user."""
    if issubclass(category, ReadWarning):
        _complain(f"warning: {message}")


def main() -> None:
    """Run the command line; an error is told in one line, with status 1, or 2 when the command was called wrongly."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    warnings.showwarning = _warn
    os.environ.setdefault(
        "OPENBLAS_NUM_THREADS", "1"
    )  # the tagger has threads of its own; more only wait for each other
    sys.exit(_run())


def _run() -> int:
    _debugging.clear()
    try:
        status = app(standalone_mode=False)
        return status if isinstance(status, int) else 0
    except _WRONG_USAGE as error:
        hint = f"see `{error.ctx.command_path} --help`" if error.ctx else "see `jiqun --help`"
        _complain(f"{error.format_message().rstrip('.')}: {hint}")
        return 2
    except _CLICK_ERROR as error:
        _complain(error.format_message())
        return 1
    except (KeyboardInterrupt, typer.Abort):
        return 130
    except JiqunError as error:
        if _debugging:
            raise
        _complain(str(error))
        return 2 if isinstance(error, UsageError) else 1
