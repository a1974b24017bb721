"""The verb that lets people judge: review, key by key in a terminal, or one call at a time from a script."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from jiqun import words
from jiqun.cli.app import Json, app, complain, workspace
from jiqun.errors import UsageError

if TYPE_CHECKING:
    from jiqun.model import Judgement
    from jiqun.workspace import Workspace


@app.command()
def review(
    cluster: Annotated[str | None, typer.Option(help="Only claims of this cluster: its id or name.")] = None,
    kind: Annotated[str | None, typer.Option(help="Only this kind: figure, entity, relation, …")] = None,
    document: Annotated[str | None, typer.Option(help="Only this document: its name or SHA-256.")] = None,
    rule: Annotated[str | None, typer.Option(help="Only claims whose rule begins like this.")] = None,
    tier: Annotated[
        str | None, typer.Option(help="Only figures of this tier: accept, review, measure, time, rank, structural.")
    ] = None,
    state: Annotated[
        str, typer.Option(help="Only unjudged ones, or those that are: accept, correct, reject, unsure; or all.")
    ] = "unjudged",
    limit: Annotated[int | None, typer.Option(min=1, help="At most this many claims.")] = None,
    claim: Annotated[list[str] | None, typer.Option(help="Judge this claim; may be repeated.")] = None,
    verdict: Annotated[str | None, typer.Option(help="accept, correct, reject or unsure.")] = None,
    set_: Annotated[list[str] | None, typer.Option("--set", help="FIELD=VALUE to correct; may be repeated.")] = None,
    why: Annotated[str | None, typer.Option(help="The reason.")] = None,
    by: Annotated[str | None, typer.Option(help="Who judges: initials or a role will do.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Judge all that fit without asking.")] = False,
    undo: Annotated[list[int] | None, typer.Option(help="Take back a judgement by its number.")] = None,
    undo_bulk: Annotated[
        int | None, typer.Option(help="Take back all judgements that were made at once with this one.")
    ] = None,
    log: Annotated[bool, typer.Option("--log", help="List the judgements.")] = False,
    list_: Annotated[bool, typer.Option("--list", help="List the claims instead of asking.")] = False,
    as_json: Json = False,
) -> None:
    """Judge claims: accept, correct, reject, unsure. Nothing is overwritten, everything can be taken back."""
    from jiqun import terminal
    from jiqun.judging import VERDICTS

    work, lang = workspace(), terminal.language()
    wanted: dict[str, Any] = {"cluster": cluster, "kind": kind, "document": document, "rule": rule}
    wanted |= {"tier": tier, "state": state, "limit": limit}
    if undo or undo_bulk is not None:
        numbers = [*(undo or []), *(_bulk(work, undo_bulk) if undo_bulk is not None else [])]
        _tell(work.undo(*numbers, by=by, why=why), as_json, lang)
    elif log:
        found = [j for j in work.judgements() if not claim or j.claim in claim]
        _tell(found, as_json, lang, none="review.log_empty")
    elif verdict is not None:
        if verdict not in VERDICTS:
            raise UsageError(f"unknown verdict: {verdict}: known are {', '.join(VERDICTS)}")
        fields = _fields(set_ or [])
        chosen = claim or _by_rule(work, wanted, verdict, yes, lang)
        _tell(work.judge_all(chosen, verdict, by=by, why=why, fields=fields) if chosen else [], as_json, lang)
    elif set_ or claim or yes:
        raise UsageError("say what is to be judged how: --verdict accept, correct, reject or unsure")
    else:
        _look(work, wanted, by, list_, as_json, lang)


def _look(
    work: Workspace, wanted: dict[str, Any], by: str | None, listed: bool, as_json: bool, lang: words.Lang
) -> None:
    from jiqun import terminal
    from jiqun.atlas.judged_words import notice_line
    from jiqun.cli.review_session import Session, body, line

    found = work.queue(**wanted)
    for notice in found.notices:
        complain(f"warning: {notice_line(notice, lang)}")
    if as_json:
        terminal.print_json([body(found, record) for record in found.records])
    elif not found.records:
        terminal.print_lines([words.label("review.empty", lang)])
    elif listed:
        terminal.print_lines(line(found, record, lang) for record in found.records)
    else:
        Session(work, found, _name(work, by, lang), lang).run()


def _name(work: Workspace, by: str | None, lang: words.Lang) -> str:
    """Who judges: asked once, on a terminal, unless it is given or set."""
    if by is None and sys.stdin.isatty() and not work.settings_reviewer:
        by = typer.prompt(words.label("review.who", lang), default=os.environ.get("USER") or None)
    name = by or work.reviewer
    if not name:
        raise UsageError("a judgement needs a name: give --by (initials or a role will do)")
    return name


def _fields(given: list[str]) -> dict[str, str]:
    fields: dict[str, str] = {}
    for pair in given:
        name, equals, value = pair.partition("=")
        if not equals or not name.strip():
            raise UsageError(f"no field to set: {pair}: write it as FIELD=VALUE")
        fields[name.strip()] = value
    return fields


def _by_rule(work: Workspace, wanted: dict[str, Any], verdict: str, yes: bool, lang: words.Lang) -> list[str]:
    """The ids of all claims that fit, once the user has agreed to their number."""
    from jiqun.atlas.queue import Wanted

    if not Wanted(**wanted).is_narrow:
        raise UsageError("nothing says which claims: give --claim ID, or a rule, kind, tier, cluster or document")
    ids = [record.id for record in work.queue(**wanted).records]
    said = words.label(f"verdict.{verdict}", lang)
    print(words.label("review.bulk", lang).format(count=len(ids), verdict=said), file=sys.stderr)
    if ids and not yes:
        if not sys.stdin.isatty():
            raise UsageError(f"{len(ids)} claims fit and nobody can be asked: add --yes")
        if not typer.confirm(words.label("review.bulk_ask", lang), err=True):
            return []
    return ids


def _bulk(work: Workspace, number: int) -> list[int]:
    """All judgements still in force that were made at once with this one."""
    every = {judgement.id: judgement for judgement in work.judgements()}
    bulk = every[number].bulk if number in every else None
    if bulk is None:
        return [number]
    return [judgement.id for judgement in every.values() if judgement.bulk == bulk and judgement.undone_by is None]


def _tell(judgements: list[Judgement], as_json: bool, lang: words.Lang, none: str = "review.empty") -> None:
    from jiqun import terminal
    from jiqun.atlas.judged_words import judgement_line

    if as_json:
        terminal.print_json([judgement.to_dict() for judgement in judgements])
    elif not judgements:
        terminal.print_lines([words.label(none, lang)])
    else:
        terminal.print_lines(terminal.one_line(judgement_line(judgement, lang)) for judgement in judgements)
