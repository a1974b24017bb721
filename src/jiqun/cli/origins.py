"""The verbs on where documents come from: origin, reposts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from jiqun import words
from jiqun.cli.app import (
    Accessed,
    Citation,
    Coverage,
    Json,
    Language,
    Licence,
    Note,
    Processing,
    Producer,
    Published,
    Title,
    Url,
    app,
    workspace,
)
from jiqun.words import Lang

if TYPE_CHECKING:
    from jiqun.atlas import Atlas
    from jiqun.ledger.origins import Card


@app.command()
def origin(
    document: Annotated[
        str | None, typer.Argument(help="A document: its id, SHA-256 or file name; all without it.")
    ] = None,
    title: Title = None,
    producer: Producer = None,
    url: Url = None,
    published: Published = None,
    accessed: Accessed = None,
    licence: Licence = None,
    citation: Citation = None,
    coverage: Coverage = None,
    language: Language = None,
    processing: Processing = None,
    note: Note = None,
    clear: Annotated[list[str] | None, typer.Option(help="A field to empty; may be given several times.")] = None,
    as_json: Json = False,
) -> None:
    """Show the origin cards of all documents, or show or edit that of one."""
    from jiqun import terminal
    from jiqun.errors import UsageError
    from jiqun.ledger.origins import find

    given = {
        "title": title, "producer": producer, "url": url, "published": published, "accessed": accessed,
        "licence": licence, "citation": citation, "coverage": coverage, "language": language,
        "processing": processing, "note": note,
    }  # fmt: skip
    changed: dict[str, str | None] = {name: value for name, value in given.items() if value is not None}
    both = [name for name in clear or () if name in changed]
    if both:
        raise UsageError(f"set and cleared at once: {', '.join(both)}: do one of them")
    changed |= dict.fromkeys(clear or ())
    here, lang = workspace(), terminal.language()
    if document is None:
        if changed:
            raise UsageError("fields of which document? name it before them: `jiqun origin DOCUMENT --title …`")
        cards = here.origins()
        if as_json:
            terminal.print_json([_body(card) for card in cards])
        else:
            terminal.print_lines(_brief(card, lang) for card in cards)
        return
    if changed:
        here.origin(document, **changed)
    card = find(here.origins(), document)
    if as_json:
        terminal.print_json(_body(card))
        return
    terminal.print_lines(_whole(card, lang))
    if changed:
        print(words.label("origin.changed", lang))


def _body(card: Card) -> dict[str, Any]:
    return {
        "id": card.id,
        "sha256": card.sha256,
        "document": card.name,
        "stated": card.origin.is_stated,
        "origin": asdict(card.origin),
    }


def _brief(card: Card, lang: Lang) -> str:
    """One document on one line: who, what, when; or that nobody says where it comes from."""
    from jiqun import terminal

    one = card.origin
    parts = [one.producer, one.title, words.date(one.published, lang), one.licence]
    said = [part for part in parts if part] if one.is_stated else [words.label("origin.none", lang)]
    return terminal.one_line(f"{card.id}  {card.name}  {' · '.join(said or [one.url or one.citation or ''])}")


def _whole(card: Card, lang: Lang) -> Iterator[str]:
    """All fields of a card, also those that are not known."""
    from jiqun import terminal

    yield terminal.one_line(f"{card.id}  {card.name}")
    if not card.origin.is_stated:
        yield f"  {words.label('origin.none', lang)}"
    for name, value in asdict(card.origin).items():
        said = value or words.label("source.unknown", lang)
        yield "  " + terminal.one_line(f"{words.label(f'source.{name}', lang)}{words.label('colon', lang)}{said}")


@app.command()
def reposts(
    document: Annotated[str | None, typer.Argument(help="Only those of this document: its id or file name.")] = None,
    show_all: Annotated[bool, typer.Option("--all", help="Show also what repeats because its document does.")] = False,
    as_json: Json = False,
) -> None:
    """Show documents that are reposts of each other, claims that several state, and since when claims are stale."""
    from jiqun import terminal
    from jiqun.atlas.repost_words import chain_json, stale_json

    atlas, lang = workspace().atlas, terminal.language()
    source = None if document is None else atlas.source(document).id
    chains = atlas.chains(source=source)
    if as_json:
        stale = atlas.stale_claims(source)
        terminal.print_json(
            {"chains": [chain_json(atlas, c) for c in chains], "stale": [stale_json(atlas, s) for s in stale]}
        )
    else:
        terminal.print_lines(_chain_lines(atlas, chains, source, show_all, lang))


def _chain_lines(atlas: Atlas, chains: Sequence[Any], source: str | None, show_all: bool, lang: Lang) -> Iterator[str]:
    """Each chain with its places, then the stale claims; claims that their document explains are counted only."""
    from jiqun import terminal
    from jiqun.atlas.repost_words import chain_line, stale_line

    shown = [chain for chain in chains if show_all or chain.within is None]
    for chain in shown:
        yield terminal.one_line(f"{chain_line(atlas, chain, lang)}  [{chain.id}]")
        for link in chain.links if chain.kind == "claim" else ():
            quote = words.quoted(" ".join(atlas.record(link.claim).claim.quote.split()))
            yield "  " + terminal.one_line(f"{atlas.source(link.source).document.name}  {quote}  [{link.claim}]")
    stale = atlas.stale_claims(source)
    explained = {chain.id for chain in chains} - {chain.id for chain in shown}
    for one in (one for one in stale if one.chain not in explained):
        quote = words.quoted(" ".join(atlas.record(one.claim).claim.quote.split()))
        yield terminal.one_line(f"{stale_line(atlas, one, lang)}{words.label('colon', lang)}{quote}  [{one.claim}]")
    yield words.label("repost.summary", lang).format(
        documents=sum(chain.kind != "claim" for chain in chains),
        claims=sum(chain.kind == "claim" for chain in chains),
        hidden=len(chains) - len(shown),
        stale=len(stale),
    )
