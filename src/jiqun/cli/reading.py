"""The verbs that read one file or score the reading: extract, eval."""

from __future__ import annotations

import json
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from jiqun.cli.app import Date, Json, app, complain
from jiqun.errors import UsageError


class Format(StrEnum):
    """How `jiqun extract` prints claims."""

    table = "table"
    jsonl = "jsonl"


@app.command()
def extract(
    file: Annotated[Path, typer.Argument(help="A file: text, page, PDF, Word, spreadsheet.")],
    date: Date = None,
    format: Annotated[Format, typer.Option(help="How to print the claims.")] = Format.table,
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
    claims, failed = extract_claims(document), False
    if llm is not None and model is not None:
        from jiqun.extract import llm as reader

        endpoint = reader.Endpoint(llm, model, timeout=llm_timeout, concurrency=llm_jobs, prices=llm_price)
        reading = reader.read_with_model(document, endpoint, llm_cache)
        claims = reader.added(claims, reading)
        for told in reader.report_lines(reading):
            complain(told)
        if llm_report is not None:
            write_whole(llm_report, json.dumps(reader.report(reading), ensure_ascii=False, indent=1).encode())
        failed = bool(reading.failed)
    if format is Format.jsonl:
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
        complain(line)
    if broken:
        raise typer.Exit(1)
