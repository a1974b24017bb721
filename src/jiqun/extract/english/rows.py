"""English names told by their company: rows of names with a firm among them, symbols of exchanges, governments."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache

from jiqun.extract.english.firm_cues import not_organisations, places_in
from jiqun.extract.english.sections import Paragraph
from jiqun.extract.english.words import stops, verbs
from jiqun.vocab.tables import rows

_WORD = r"(?:[A-ZÀ-Ž][\w&'’-]*(?<!['’])|\d{1,2}[A-Z]\w*)"
_ITEM = (
    rf"{_WORD}(?: (?:& |de |of )?{_WORD}){{0,4}}(?: (?:–|-|—) (?:now|formerly|part of) {_WORD}| \([^()\n]{{1,40}}\))?"
)
_ROW = re.compile(
    rf"(?<![\w.'’-]){_ITEM}(?:, {_ITEM}){{1,14}},? (?:and|or|as well as) (?:the )?{_ITEM}|{_ITEM}(?:, {_ITEM}){{3,14}}"
)
_SPLIT = re.compile(r", (?:and |or )?| (?:and|or|as well as) (?:the )?")
_ASIDE = re.compile(r" (?:–|-|—) (?:now|formerly|part of) (?P<now>.*)$| \([^()]*\)$")
_RENAMED = re.compile(r" (?:–|-|—) (?:now|formerly) ")
_SYMBOL = re.compile(
    rf"(?P<name>{_WORD}(?: {_WORD}){{0,4}}) \((?:[^()\n]{{0,30}}[ ,;])?(?:NYSE|NASDAQ|Nasdaq|LSE|HKEX|SEHK|TSE|TSX|ASX"
    r"|BSE|NSE|SGX|KRX|TWSE|SZSE|SSE|Euronext|FWB|BMV|B3|OTC\w*|AIM)(?: [A-Z][\w ]*)?: ?[\w.]+"
)
_GOVERNMENT = re.compile(r"(?<![\w-])(?P<name>[A-Z][a-z]{3,} government)(?![\w-])")
_NO_NATION = re.compile(
    r"(?:The|This|That|Local|Federal|Central|State|National|Regional|Provincial|Municipal|City|Their|Both|Under|Each|Since"
    r"|When|While|With|From|Host|Current|Former|Previous|Successive|Many|Most|Some|Other|Foreign|Sub)\b"
)
_GOVERNMENT_OF = re.compile(r"\b(?P<name>[Gg]overnment of (?:the )?[A-Z][a-z]{3,}(?: [A-Z][a-z]{3,})?)(?![\w-])")
_DESCRIPTION = r" \((?:the |a |an )?[a-z][^()\n\d]{2,60}\)"
_DESCRIBED = re.compile(rf"(?:{_WORD}(?: {_WORD}){{0,3}}{_DESCRIPTION}(?:,? (?:and )?(?:the )?)){{3,12}}")
_DESCRIBED_ITEM = re.compile(rf"(?P<name>{_WORD}(?: {_WORD}){{0,3}}){_DESCRIPTION}")
"""Firms in a row, each with what it makes in a bracket: Alva (pumps), Bolt (glass), Corley (food)."""
_OWNED = re.compile(
    rf"(?<![\w.'’-])(?P<name>{_WORD}(?: {_WORD}){{0,3}})['’]s? (?:(?:[a-z][\w-]* ){{0,2}})"
    r"(?:subsidiar(?:y|ies)|shareholders|share price|shares|chief executive|CEO|chairman|board of directors"
    r"|product range|customers|annual report|balance sheet|order book|net profit|turnover)\b"
)

Typed = Mapping[str, tuple[str, str]]
"""Names found so far, each with its type and rule."""


def told_by_company(
    view: str, parts: Iterable[Paragraph], found: Typed, type_of: Callable[[str], str | None]
) -> Iterator[tuple[str, str]]:
    """The names, with their types, that a row, a symbol or a possession tells."""
    sited = places_in(view)
    for part in parts:
        for m in _SYMBOL.finditer(view, part.start, part.end):
            if not m["name"].endswith("Public"):
                yield m["name"], "company"
        for m in _GOVERNMENT.finditer(view, part.start, part.end):
            if not _NO_NATION.match(m["name"]):
                yield m["name"], "government"
        for m in _GOVERNMENT_OF.finditer(view, part.start, part.end):
            yield m["name"], "government"
        for row in _DESCRIBED.finditer(view, part.start, part.end):
            for m in _DESCRIBED_ITEM.finditer(row.group()):
                if _nameable(m["name"], sited):
                    yield m["name"], "company"
        for m in _OWNED.finditer(view, part.start, part.end):
            name = re.sub(r"^(?:The|In|At|But|And|As|Of|By|For|With|From) ", "", m["name"])
            if _nameable(name, sited):
                yield name, "company"
        for m in _ROW.finditer(view, part.start, part.end):
            noun = re.compile(r" ([a-z]{3,})").match(view, m.end(), part.end)
            if noun and noun[1] not in stops() and noun[1] not in verbs():
                continue  # Acme, Bolton and Corley pumps
            headed = _headed().search(view, max(part.start, m.start() - 40), m.start()) is not None
            yield from _row(m.group(), found, type_of, sited, headed=headed)


@cache
def _headed() -> re.Pattern[str]:
    """What says before a row that its names are firms: French groups (Acme, Bolton."""
    heads = "|".join(re.escape(row["head"]) for row in rows("list_heads_en.csv") if row["type"] == "company")
    return re.compile(rf"\b(?:{heads}|groups|partners|clients|members)(?: [a-z]+){{0,3}} ?[(:–—-]\s?$")


def _row(
    row: str, found: Typed, type_of: Callable[[str], str | None], sited: frozenset[str], *, headed: bool
) -> Iterator[tuple[str, str]]:
    """The names of a row in which one in three is a firm already, and none a place or a person."""
    items: list[str] = []
    for item in _SPLIT.split(row):
        aside = _ASIDE.search(item)
        items.append(_ASIDE.sub("", item))
        if aside and aside["now"]:
            items.append(aside["now"])
    kinds = [found.get(item, (type_of(item) or "", ""))[0] for item in items]
    firms = kinds.count("company") + (len(items) if headed else 0) + len(_RENAMED.findall(row))
    if firms * 3 < len(items) or not all(k or _nameable(item, sited) for k, item in zip(kinds, items, strict=True)):
        return
    for kind, item in zip(kinds, items, strict=True):
        if not kind:
            yield item, "company"


def _nameable(name: str, sited: frozenset[str]) -> bool:
    """Whether a name may be a firm's: no place, no person, no word that only opens a sentence."""
    table = not_organisations()
    words = name.split(" ")
    if name in table or name in sited or name.upper() in table or len(name) < 2:
        return False
    return table.get(words[0]) not in ("word", "person", "given") and not any(table.get(w) == "person" for w in words)
