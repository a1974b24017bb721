"""The verb that walks from a number back to where it comes from: explain."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from jiqun import words
from jiqun.cli.app import Json, app, workspace
from jiqun.errors import UsageError
from jiqun.words import LANGUAGES, Lang

if TYPE_CHECKING:
    from jiqun.atlas import Atlas
    from jiqun.atlas.explain_cell import CellExplanation


@app.command()
def explain(
    what: Annotated[
        str | None,
        typer.Argument(help="A claim's id, or a value as it is shown anywhere (2.1万亿元, CNY 2,100 billion)."),
    ] = None,
    cluster: Annotated[str | None, typer.Option(help="The cluster that it is about.")] = None,
    document: Annotated[str | None, typer.Option(help="The document that it stands in: its name or id.")] = None,
    footnote: Annotated[
        int | None, typer.Option(help="The number of a footnote in the report on --cluster, instead of WHAT.")
    ] = None,
    board: Annotated[
        str | None, typer.Option(help="An item of the board, for its cell of --cluster, instead of WHAT.")
    ] = None,
    lang: Annotated[str, typer.Option(help="The language of the report with the footnote: zh or en.")] = "zh",
    as_json: Json = False,
) -> None:
    """Walk from a number back to its sentence, document, reader, rule, judgement and build."""
    asked = [
        name for name, given in (("WHAT", what), ("--footnote", footnote), ("--board", board)) if given is not None
    ]
    if len(asked) != 1:
        raise UsageError("name one thing to explain: an id or a value, --footnote NUMBER, or --board ITEM")
    if cluster is None and asked != ["WHAT"]:
        raise UsageError(f"{asked[0]} needs --cluster CLUSTER")
    if lang not in LANGUAGES:
        raise UsageError(f"unknown language: {lang}: known are {', '.join(LANGUAGES)}")
    work = workspace()
    if board is not None and cluster is not None:
        from jiqun.atlas.explain_cell import explain_cell

        _print_cell(explain_cell(work.atlas, board, cluster, work.board_template), as_json)
    elif footnote is not None and cluster is not None:
        from jiqun.report.footnoted import footnoted

        _print(work.atlas, [footnoted(work.atlas, cluster, footnote, "en" if lang == "en" else "zh")], as_json)
    elif what is not None:
        from jiqun.atlas.looking_up import is_id, look_up

        found = [record.id for record in look_up(work.atlas, what, cluster, document)]
        _print(work.atlas, found, as_json, listed=not is_id(what))


def _print(atlas: Atlas, ids: list[str], as_json: bool, *, listed: bool = False) -> None:
    """The chains of claims; as JSON a list where a value was asked for, which several claims may have."""
    from jiqun import terminal
    from jiqun.atlas.explain import explain as walk_back

    chains = [walk_back(atlas, id_) for id_ in ids]
    if as_json:
        bodies = [chain.to_dict() for chain in chains]
        terminal.print_json(bodies if listed else bodies[0])
        return
    for number, chain in enumerate(chains):
        terminal.print_lines([*([""] if number else []), *terminal.explain_lines(chain, terminal.language())])


def _print_cell(chain: CellExplanation, as_json: bool) -> None:
    from jiqun import terminal

    if as_json:
        terminal.print_json(chain.to_dict())
    else:
        terminal.print_lines(map(terminal.one_line, _cell_lines(chain, terminal.language())))


def _cell_lines(chain: CellExplanation, lang: Lang) -> Iterator[str]:
    """A cell of the board in lines: what it says, then each passage with its sentence, document and words."""
    none = words.label("source.unknown", lang)
    rows = [
        ("explain.item", f"{chain.item.zh if lang == 'zh' else chain.item.en} [{chain.item.id}]"),
        ("claim.cluster", chain.cluster.name),
        ("changed.state", words.label(f"state.{chain.state}", lang)),
    ]
    for shown in chain.shown:
        rows.append(("claim.sentence", f"【{shown.passage.quote}】 {words.quoted(shown.sentence.quote)}"))
        if shown.words:
            rows.append(("explain.words", words.label("list.comma", lang).join(shown.words)))
        rows += [
            ("claim.document", f"{shown.title or shown.document} ({shown.document})"),
            ("source.date", shown.date or none),
            ("source.producer", shown.origin.producer or none),
            ("source.url", shown.origin.url or none),
            ("source.sha256", shown.sha256),
            ("explain.reader", shown.reader_version or none),
        ]
    if not chain.shown:
        rows.append(("claim.sentence", words.label("board.cell_none", lang)))
    written = {"fingerprint": chain.fingerprint[:8], "version": chain.jiqun_version, "built": chain.built}
    rows += [
        ("explain.template", f"{chain.template} {chain.template_version} ({chain.template_source})"),
        ("claim.rules_version", f"{chain.rules_version} (jiqun {chain.jiqun_version})"),
        ("step.name.write", words.label("step.write", lang).format(**written)),
    ]
    for name, said in rows:
        yield f"{words.label(name, lang)}{words.label('colon', lang)}{said}"
