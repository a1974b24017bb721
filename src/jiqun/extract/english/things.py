"""English names of events, policies, programmes and awards, the places that firms sit in, and what firms make."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from jiqun.extract.english.sections import Paragraph
from jiqun.extract.links.table import DATA
from jiqun.model import Entity, Mention
from jiqun.vocab.tables import rows

_NAMED = r"(?:[A-Z][\w&'’-]*|\d{4})"
_SITED = re.compile(
    r"\b(?:headquartered|based|located|situated|headquarters|head office) (?:in|at) (?:the )?"
    r"(?P<place>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2})"
)
_MAKES = re.compile(
    r"\b(?:makes|manufactures|produces|mass-produces|develops|designs|(?:maker|manufacturer|producer)s? of"
    r"|[Pp]roducts (?:include|including)|speciali[sz]es in making|has developed|is developing)"
    r" (?P<list>[^.;:()]{3,160})"
)
_STREAM = re.compile(
    r"(?:^|[.;,]\s+|\n)(?P<up>[A-Z]?[a-z][a-z -]{2,40}) (?:is|are|lies?|sits?|stands?) (?:up|down)stream of "
    r"(?P<down>[a-z][a-z -]{2,40})(?=[.,;])"
)
_ITEM_STOP = re.compile(
    r",?\s+(?:and|but|while|which|that|who|where|whose)\s+(?:\w+s|also|has|have|is|are|was|were|it|its|they)\s"
    r"|\s+(?:for|in|at|to|by|with|from|on|under|since|through|across|using|used|including|such as|worth|as|per)\b.*$"
    r"|,\s+(?:a|an|the|its|with|headquartered|based|founded|and supplies|and sells)\b.*$",
    re.DOTALL,
)
_ITEM = re.compile(r"(?:[a-z0-9][\w/-]*|[A-Z]{2,}[\w-]*)(?: [\w/-]+){0,4}")
_NO_ITEM = re.compile(
    r"^(?:an?|every|each|any|no|such|other|the|its|their|our|this|that|these|those|more|over|about|up|around|some|many"
    r"|most|several|all|both|it|them|use|sense|sure|money|progress|new|nearly|almost|one|two|three|four|five|six|\d)\b"
    r"|\b(?:years?|percent|per cent|million|billion|jobs|people|growth|plans?|efforts?|decisions?|products?|services?"
    r"|solutions?|goods|items)$"
)


@cache
def _table() -> tuple[re.Pattern[str], dict[str, str]]:
    kinds = {row["word"]: row["type"] for row in rows("titles_en.csv", DATA)}
    words = "|".join(re.escape(word) for word in sorted(kinds, key=lambda word: (-len(word), word)))
    lead = rf"(?:{_NAMED}(?: (?:of|for|and|on|in)(?: the)?)? ){{1,6}}"
    return re.compile(rf"\b(?P<name>{lead}(?P<word>{words})|Fortune Global 500|Fortune 500)(?![\w-])"), kinds


def things(text: str, view: str, parts: list[Paragraph], taken: Iterable[Entity]) -> list[Entity]:
    """The events, policies, programmes, awards, places and products of a document that are in no name found before."""
    held = {at for entity in taken for m in entity.mentions for at in range(m.start, m.end)}
    groups: dict[tuple[str, str], list[tuple[int, int, str]]] = {}
    for part in parts:
        found = (
            [*_titles(view, part), *_places(view, part)]
            if part.heading
            else [*_titles(view, part), *_places(view, part), *_products(view, part)]
        )
        for start, end, kind, rule in found:
            if held.isdisjoint(range(start, end)):
                held.update(range(start, end))
                groups.setdefault((kind, view[start:end].lower()), []).append((start, end, rule))
    return [
        Entity(
            quote=text[spans[0][0] : spans[0][1]],
            start=spans[0][0],
            end=spans[0][1],
            rule=spans[0][2],
            type=kind,
            name=text[spans[0][0] : spans[0][1]],
            mentions=tuple(Mention(start, end) for start, end, _ in spans),
        )
        for (kind, _), spans in groups.items()
    ]


Candidate = tuple[int, int, str, str]


def _titles(view: str, part: Paragraph) -> Iterator[Candidate]:
    pattern, kinds = _table()
    for match in pattern.finditer(view, part.start, part.end):
        start, end = match.span("name")
        lead = re.compile(r"(?:The|A|An|This|At|In|Our|Its|Under|By|For|With|From) ").match(view, start, end)
        start = lead.end() if lead else start
        kind = kinds[match["word"] or match["name"]]
        if view.count(" ", start, end) >= (1 if kind in ("event", "award", "ranking") else 2):
            yield start, end, kind, "english.name.title"


def _places(view: str, part: Paragraph) -> Iterator[Candidate]:
    for match in _SITED.finditer(view, part.start, part.end):
        yield *match.span("place"), "place", "english.name.place"


def _products(view: str, part: Paragraph) -> Iterator[Candidate]:
    for match in _MAKES.finditer(view, part.start, part.end):
        low, high = match.span("list")
        stop = _ITEM_STOP.search(view, low, high)
        for start, end in _items(view, low, stop.start() if stop else high):
            yield start, end, "product", "english.product.made"
    for match in _STREAM.finditer(view, part.start, part.end):
        yield *match.span("up"), "product", "english.product.stream"
        yield *match.span("down"), "product", "english.product.stream"


def _items(view: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    """The items of a list in small letters, split at commas and *and*."""
    at = low
    for match in [*re.compile(r",\s+(?:and\s+|or\s+)?|\s+(?:and|or)\s+").finditer(view, low, high), None]:
        end = match.start() if match else high
        item = view[at:end].rstrip()
        if _ITEM.fullmatch(item) and not _NO_ITEM.search(item):
            yield at, at + len(item)
        else:
            return
        at = match.end() if match else high
