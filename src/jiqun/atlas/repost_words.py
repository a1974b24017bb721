"""Reposts, stale claims and missing origins in words, in Chinese and English, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from jiqun.atlas.atlas import Atlas
from jiqun.model import Origin, Record
from jiqun.reposts.chain import Chain, Staleness
from jiqun.words import MESSAGES, Lang, date, label

_LISTED = 5  # documents that a line names after the first


def chain_line(atlas: Atlas, chain: Chain, lang: Lang) -> str:
    """A chain in one line: how many documents, the earliest known first, each with its date."""
    dates = {link.source: link.date for link in reversed(chain.links)}
    said = [_dated(atlas.source(source).document.name, dates[source], lang) for source in chain.sources]
    rest = label("list.comma", lang).join(said[1 : _LISTED + 1]) + ("…" if len(said) > _LISTED + 1 else "")
    key = "repost.first" if dates[chain.sources[0]] else "repost.no_first"
    kind = label(f"repost.{chain.kind}", lang).format(count=len(said))
    return kind + label("list.semicolon", lang) + label(key, lang).format(first=said[0], rest=rest)


def stale_line(atlas: Atlas, stale: Staleness, lang: Lang) -> str:
    """Since when a claim is stale, and the document in which it stood already."""
    said = label("stale.since", lang).format(year=stale.since, document=atlas.source(stale.source).document.name)
    return said if stale.dated else said + label("stale.undated", lang)


def _dated(name: str, day: str | None, lang: Lang) -> str:
    return label("repost.dated", lang).format(document=name, date=date(day, lang) or label("repost.undated", lang))


def remarks(atlas: Atlas, record: Record, lang: Lang) -> Iterator[str]:
    """What a list adds to a claim: that it is stale, and that its document has no origin; mostly nothing."""
    stale = atlas.staleness(record.id)
    if stale is not None:
        yield stale_line(atlas, stale, lang)
    if not atlas.source(record.source).origin.is_stated:
        yield label("origin.none", lang)


def origin_rows(origin: Origin, reposts: Mapping[str, Any], lang: Lang) -> Iterator[tuple[str, str]]:
    """What `jiqun explain` adds on the origin and on reposts (`repost_json`): only what there is to say."""
    if not origin.is_stated:
        yield label("document.origin", lang), label("origin.none", lang)
    for name in ("citation", "coverage", "language", "processing"):
        if said := getattr(origin, name):
            yield label(f"source.{name}", lang), said
    if reposts["stale"]:
        yield label("claim.stale", lang), reposts["stale"]["message"][lang]
    for chain in reposts["chains"]:
        yield label("repost.title", lang), chain["message"][lang]


def chain_json(atlas: Atlas, chain: Chain) -> dict[str, Any]:
    """A chain as one JSON object, with its documents' names, the quotes of its claims, and its line in both languages.

    ``sources`` are the ids of its documents.
    """
    body = chain.to_dict()
    for link in body["links"]:
        link["document"] = atlas.source(link["source"]).document.name
        link["quote"] = atlas.record(link["claim"]).claim.quote if link["claim"] else None
    return body | {
        "sources": list(chain.sources),
        "message": {lang: chain_line(atlas, chain, lang) for lang in MESSAGES},
    }


def stale_json(atlas: Atlas, stale: Staleness) -> dict[str, Any]:
    """A stale claim as one JSON object: the claim, the year, the document and claim where it stood, both quotes."""
    return asdict(stale) | {
        "document": atlas.source(stale.source).document.name,
        "quote": atlas.record(stale.claim).claim.quote,
        "first_quote": atlas.record(stale.first).claim.quote,
        "message": {lang: stale_line(atlas, stale, lang) for lang in MESSAGES},
    }


def repost_json(atlas: Atlas, record: Record, *, brief: bool = False) -> dict[str, Any]:
    """What is known of one claim: whether its document states an origin, its chains and its document's, and staleness.

    ``stale`` is null for a claim that is not known to be stale. In ``brief``, chains are ids, and staleness a year.
    """
    stale = atlas.staleness(record.id)
    if brief:
        return {
            "origin_stated": atlas.source(record.source).origin.is_stated,
            "stale_since": stale.since if stale else None,
            "chains": [chain.id for chain in atlas.chains("claim", claim=record.id)],
        }
    chains = [*atlas.chains("claim", claim=record.id), *atlas.chains("document", source=record.source)]
    return {
        "origin_stated": atlas.source(record.source).origin.is_stated,
        "stale": stale_json(atlas, stale) if stale else None,
        "chains": [chain_json(atlas, chain) for chain in chains],
    }
