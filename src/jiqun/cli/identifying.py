"""The verbs about names: same, different, unsure, relate, identity, organisations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from jiqun import words
from jiqun.cli.app import Json, app, workspace
from jiqun.errors import UsageError
from jiqun.words import Lang, label

if TYPE_CHECKING:
    from jiqun.model import Judgement
    from jiqun.resolve.entities import Contradiction, Joint
    from jiqun.resolve.listing import OrganisationRow
    from jiqun.resolve.proposing import Proposal
    from jiqun.workspace import Workspace

One = Annotated[str, typer.Argument(help="A name, NAME@CLUSTER, a code, or an id (o-…, e-…, c-…).")]
Other = Annotated[str, typer.Argument(help="The other one.")]
By = Annotated[str | None, typer.Option(help="Who decides: initials or a role will do.")]
Why = Annotated[str | None, typer.Option(help="The reason.")]

_VIEWS = ("proposals", "contradictions", "decisions", "clusters")


@app.command()
def same(one: One, other: Other, by: By = None, why: Why = None, as_json: Json = False) -> None:
    """Decide that two names mean one thing; `jiqun review --undo` takes it back."""
    _said(workspace().same(one, other, by=by, why=why), as_json)


@app.command()
def different(one: One, other: Other, by: By = None, why: Why = None, as_json: Json = False) -> None:
    """Decide that two names mean two things, whatever the rules say."""
    _said(workspace().different(one, other, by=by, why=why), as_json)


@app.command()
def unsure(one: One, other: Other, by: By = None, why: Why = None, as_json: Json = False) -> None:
    """Note that you looked at two names and cannot say; nothing is joined or parted by it."""
    _said(workspace().unsure(one, other, by=by, why=why), as_json)


@app.command()
def relate(
    cluster: Annotated[str, typer.Argument(help="A cluster: its id or one of its names.")],
    relation: Annotated[str, typer.Argument(help="succeeds, part_of, named, designated or covers.")],
    other: Annotated[str, typer.Argument(help="The other cluster, the name, the list, or the place.")],
    from_: Annotated[str | None, typer.Option("--from", help="Since when (YYYY, YYYY-MM or YYYY-MM-DD).")] = None,
    to: Annotated[str | None, typer.Option("--to", help="Until when.")] = None,
    as_: Annotated[str | None, typer.Option("--as", help="The name that a list designates it under.")] = None,
    area: Annotated[str | None, typer.Option("--area", help="The area that a list designates it for.")] = None,
    by: By = None,
    why: Why = None,
    as_json: Json = False,
) -> None:
    """State of a cluster what it succeeds or is part of, how it was named, what it covers, which list names it."""
    dated = {"from": from_, "to": to, "as": as_, "area": area}
    _said(workspace().state(cluster, relation, other, by=by, why=why, **dated), as_json)


@app.command()
def identity(
    view: Annotated[str, typer.Argument(help="proposals, contradictions, decisions or clusters.")] = "proposals",
    least: Annotated[
        float | None, typer.Option(min=0, max=100, help="Proposals of this score at least (of 100).")
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="At most this many.")] = None,
    as_json: Json = False,
) -> None:
    """Show which names may mean one thing, what contradicts itself, what was decided, and the clusters' histories."""
    from jiqun import terminal

    if view not in _VIEWS:
        raise UsageError(f"unknown view: {view}: known are {', '.join(_VIEWS)}")
    if least is not None and view != "proposals":
        raise UsageError("--least goes with proposals")
    bodies, lines = _view(workspace(), view, least, terminal.language())
    if as_json:
        terminal.print_json(bodies[:limit])
    else:
        terminal.print_lines(
            map(terminal.printable, lines[:limit] or [label(f"identity.no_{view}", terminal.language())])
        )


@app.command()
def organisations(
    cluster: Annotated[
        str | None, typer.Argument(help="A cluster: its id, its name or a part of it, in any script.")
    ] = None,
    as_json: Json = False,
) -> None:
    """List the organisations, one row each: names, codes, documents, clusters, and the rule that joined them."""
    from jiqun import terminal

    atlas, lang = workspace().atlas, terminal.language()
    rows = atlas.organisations(cluster)
    if as_json:
        terminal.print_json([row.to_dict() | {"rules": list(row.rules)} for row in rows])
        return
    names = {found.id: found.name for found in atlas.clusters()}
    lines = [line for row in rows for line in _row(row, names, lang)]
    terminal.print_lines(map(terminal.printable, lines or [label("identity.no_organisations", lang)]))


def _said(judgement: Judgement, as_json: bool) -> None:
    from jiqun import terminal
    from jiqun.atlas.judged_words import judgement_line

    if as_json:
        terminal.print_json(judgement.to_dict())
    else:
        terminal.print_lines([terminal.one_line(judgement_line(judgement, terminal.language()))])


def _view(work: Workspace, view: str, least: float | None, lang: Lang) -> tuple[list[Any], list[str]]:
    """What a view holds, as JSON and in words, one for one."""
    from jiqun.atlas.judged_words import judgement_line

    if view == "proposals":
        found = work.proposals(least)
        return [asdict(one) for one in found], [_proposal(one, lang) for one in found]
    if view == "contradictions":
        against = work.atlas.contradictions()
        return [asdict(one) for one in against], [_contradiction(one, lang) for one in against]
    if view == "decisions":
        decided = [j for j in work.judgements() if j.about in ("identity", "cluster")]
        return [j.to_dict() for j in decided], [judgement_line(j, lang) for j in decided]
    clusters = work.atlas.clusters()
    dossiers = [work.atlas.dossier(cluster.id) for cluster in clusters]
    return (
        [{"id": c.id, "name": c.name} | d.to_dict() for c, d in zip(clusters, dossiers, strict=True)],
        [_dossier(c.name, d.to_dict(), lang) for c, d in zip(clusters, dossiers, strict=True)],
    )


def _proposal(found: Proposal, lang: Lang) -> str:
    said = label(f"identity.{found.reason}", lang)
    if found.detail:
        said += f" ({label(f'identity.rule.{found.detail}', lang)})"
    unsure = f" · {label('verdict.unsure', lang)} #{found.unsure}" if found.unsure else ""
    return f"{found.score:5.1f}  {found.names[0]} ~ {found.names[1]}  {said}{unsure}  [{found.one} {found.other}]"


def _contradiction(found: Contradiction, lang: Lang) -> str:
    said = label("identity.contradiction", lang).format(one=found.names[0], other=found.names[1])
    why = label(f"identity.why.{found.why}", lang) + (f" #{found.judgement}" if found.judgement else "")
    against = label("list.semicolon", lang).join(_joint(joint, lang) for joint in found.joints)
    return f"{said} {why}{label('list.semicolon', lang)}{label('identity.against', lang)}{against}"


def _joint(joint: Joint, lang: Lang) -> str:
    said = label(f"identity.rule.{joint.rule}", lang)
    if joint.rule == "short_form" and joint.detail:
        said += f" · {label(f'identity.rule.{joint.detail}', lang)}"
    elif joint.rule == "code":
        said += f" {joint.detail}"
    if joint.judgement is not None:
        said += f" #{joint.judgement}" + (f" ({joint.by}, {(joint.when or '')[:10]})" if joint.by else "")
    sign = f" {label(f'verdict.{joint.detail}', lang)} " if joint.detail in ("succeeds", "part_of") else " = "
    return f"{joint.names[0]}{sign}{joint.names[1]}{label('colon', lang)}{said}"


def _row(row: OrganisationRow, clusters: dict[str, str], lang: Lang) -> Iterator[str]:
    comma = label("list.comma", lang)
    parts = [row.name, label(f"type.{row.type}", lang)]
    if row.codes:
        parts.append(comma.join(row.codes))
    named = [
        clusters.get(id_, id_) + (label("identity.member", lang) if id_ in row.member_of else "")
        for id_ in row.clusters
    ]
    if named:
        parts.append(comma.join(named))
    parts.append(label("identity.documents", lang).format(count=len(row.documents)))
    yield " · ".join(parts) + f"  [{row.id}]"
    for joint in row.joints:
        if joint.names[0] != joint.names[1] or joint.rule in ("judgement", "code"):
            yield f"    {_joint(joint, lang)}"


def _dossier(name: str, body: dict[str, Any], lang: Lang) -> str:
    parts: list[str] = []
    for group in ("names", "areas"):
        said = [f"{one['text']}{_dates(one['start'], one['end'])}" for one in body[group] if one["text"] != name]
        parts += _listed(f"identity.{group}", said, lang)
    lists = [
        "".join([one["list"], _dates(one["year"], one["year"]), f" {one['name'] or ''} {one['area'] or ''}".rstrip()])
        for one in body["designations"]
    ]
    parts += _listed("identity.designations", lists, lang)
    for one in body["relations"]:
        parts += _listed(f"identity.{one['relation']}", [one["name"] + _dates(one["start"], one["end"])], lang)
    return " · ".join([name, *parts])


def _listed(key: str, said: Sequence[str], lang: Lang) -> list[str]:
    comma = words.label("list.comma", lang)
    return [f"{label(key, lang)}{label('colon', lang)}{comma.join(said)}"] if said else []


def _dates(start: str | None, end: str | None) -> str:
    if start is None and end is None:
        return ""
    return f" ({start})" if start == end else f" ({start or ''}–{end or ''})"
