"""English relations that a phrase states between two names: *founded by*, *a subsidiary of*, *supplies*."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from jiqun.extract.english.reading import sentence_spans
from jiqun.extract.english.sections import Paragraph
from jiqun.extract.links.table import DATA, types
from jiqun.model import Entity, Relation
from jiqun.vocab.tables import rows

_BEFORE = re.compile(
    r"(?:'s|’s)?(?:,? (?:which|who|that))?(?: ?\([^()]{1,40}\))?,?"
    r"(?: (?:it|which|and|also|has|have|had|is|was|are|were|been|be|being|itself|recently|jointly|already|currently|now"
    r"|later|then|first|successfully|since|still|today|in \d{4}|last year|this year|said on \w+ it|said it"
    r"|announced it|company|both))*,? ?"
)
_INTO = re.compile(
    r"\s?(?:(?:the|a|an|its|both|several|(?:companies|firms|customers) such as|such as|including|include|annual|local"
    r"|carmakers?|automakers?|chipmakers?|manufacturers?|group|university|startups?|start-ups?|firms?|company|two|three"
    r"|four|five|leading|new|large|major|German|Chinese|US|French|Japanese|British|Swedish|Danish|Finnish|Korean|Dutch"
    r"|Italian|Spanish)\s)*[\"“]?"
)
_UNREAL = re.compile(
    r"\b(?:not|never|may|might|could|would|will|should|can|to|if|without|considering|(?:plans?|planned|hopes?|wants?|aims?"
    r"|intends?|seeks?|expected|set|yet|agreed|talks) to|no longer)\s(?:\w+ )?$"
)
_JOIN = re.compile(r",? and(?: the)? |, (?:the )?| & |, as well as | or ")
_PRONOUN = re.compile(
    r"(?:It|The (?P<company>company|firm|group|manufacturer|maker)|The (?P<park>park|zone)|The (?P<cluster>cluster)"
    r"|The (?P<fund>fund)|The (?P<research_institute>institute|centre|center)|The (?P<university>university)|Its)\b"
)
_GOVERNED = re.compile(r"\b(?:with|by|from|of|to|in|at|for|than|against)(?: the)? $")
_OPENING = re.compile(r"\W*(?:The |In \d{4}, (?:the )?)?")
_COMMA = re.compile(r",|\band\b|;")
_FIRST_WORD = re.compile(r"(?:^|(?<=[.!?] )|(?<=\n))[A-Z][\w&'’-]{3,}(?= [a-z])")
_CLAUSE = re.compile(r"^,?\s?(?:and |but |which |who |also )*$")


@dataclass(frozen=True, slots=True)
class Spot:
    """One place where a thing is named."""

    start: int
    end: int
    name: str
    type: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table (data/links_en.csv)."""

    relation: str
    turned: bool
    left: frozenset[str]
    right: frozenset[str]
    after: re.Pattern[str] | None


@cache
def _table() -> tuple[re.Pattern[str], tuple[Rule, ...]]:
    """One pattern with a numbered group for each row, and the rows."""
    table = rows("links_en.csv", DATA)
    rules = tuple(
        Rule(
            row["relation"],
            row["turn"] == "tail",
            types(row["left"]),
            types(row["right"]),
            re.compile(row["after"]) if row["after"] else None,
        )
        for row in table
    )
    groups = "|".join(rf"(?P<r{n}>{row['phrase']})" for n, row in enumerate(table))
    return re.compile(rf"(?<![\w-])(?:{groups})(?![\w-])"), rules


def phrase_relations(
    text: str, view: str, parts: list[Paragraph], cluster: str | None, entities: Iterable[Entity]
) -> list[Relation]:
    """The relations that phrases state, each with the shortest span that shows both ends and the phrase."""
    spots = _spots(view, parts, cluster, entities)
    starts = [spot.start for spot in spots]
    found: dict[tuple[str, str, str], Relation] = {}
    for part in parts:
        if part.heading:
            continue
        seen: dict[str, Spot] = {}
        for low, high in sentence_spans(view, part.start, part.end):
            inside = spots[bisect_left(starts, low) : bisect_left(starts, high)]
            if not inside:
                continue
            for one in _sentence(text, view, (low, high), inside, seen, cluster):
                found.setdefault((one.head, one.relation, one.tail), one)
            first = inside[0]
            if _OPENING.fullmatch(view, low, first.start):
                seen[first.type] = first
                seen["it"] = first
    return list(found.values())


def _spots(view: str, parts: list[Paragraph], cluster: str | None, entities: Iterable[Entity]) -> list[Spot]:
    every = [Spot(m.start, m.end, entity.name, entity.type) for entity in entities for m in entity.mentions]
    if cluster is not None:
        for part in parts:
            for match in re.compile(re.escape(cluster)).finditer(view, part.start, part.end):
                every.append(Spot(match.start(), match.end(), cluster, "cluster"))
    every += _short(view, parts, every)
    every.sort(key=lambda spot: (spot.start, -spot.end))
    kept: list[Spot] = []
    for spot in every:
        if not kept or spot.start >= kept[-1].end:
            kept.append(spot)
    return kept


def _short(view: str, parts: list[Paragraph], spots: list[Spot]) -> Iterator[Spot]:
    """A firm by the first word of its name, where no other name begins so and a sentence does (*Kestrel makes …*)."""
    named: dict[str, set[str]] = {}
    firms: dict[str, Spot] = {}
    for spot in spots:
        word = spot.name.split(" ", 1)[0]
        named.setdefault(word, set()).add(spot.name)
        if spot.type == "company" and len(spot.name) > len(word) > 3:
            firms.setdefault(word, spot)
    for word, names in named.items():
        stem = min(names, key=len)[:-1]
        if not all(name.startswith(stem) for name in names):
            firms.pop(word, None)
    for part in parts if firms else ():
        for match in _FIRST_WORD.finditer(view, part.start, part.end):
            firm = firms.get(match.group())
            if firm is not None:
                yield Spot(match.start(), match.end(), firm.name, firm.type)


def _sentence(
    text: str, view: str, span: tuple[int, int], spots: list[Spot], seen: dict[str, Spot], cluster: str | None
) -> Iterator[Relation]:
    pattern, rules = _table()
    for match in pattern.finditer(view, *span):
        start, end = match.span()
        if any(spot.start <= start < spot.end for spot in spots):
            continue
        if _UNREAL.search(view, max(span[0], start - 24), start):
            continue
        rule = rules[int((match.lastgroup or "r0")[1:])]
        right = _right(view, end, rule, spots)
        if not right or (rule.after is not None and not rule.after.match(view, end)):
            continue
        for one in _left(view, span, start, rule, spots, seen):
            for other in right:
                if one.name != other.name:
                    yield _relation(text, rule, one, other, (start, end), cluster)


def _right(view: str, at: int, rule: Rule, spots: list[Spot]) -> list[Spot]:
    """The names behind a phrase, as far as they are joined by commas and *and*."""
    behind = [spot for spot in spots if spot.start >= at]
    if not behind or not _INTO.fullmatch(view, at, behind[0].start):
        return []
    found: list[Spot] = []
    for spot in behind:
        if spot.type not in rule.right or (found and not _JOIN.fullmatch(view, found[-1].end, spot.start)):
            break
        found.append(spot)
    return found


def _left(
    view: str, span: tuple[int, int], at: int, rule: Rule, spots: list[Spot], seen: dict[str, Spot]
) -> list[Spot]:
    """The names before a phrase: directly, or the subject of the sentence, or what *it* and *the company* mean."""
    before = [spot for spot in spots if spot.end <= at]
    if before and _BEFORE.fullmatch(view, before[-1].end, at):
        found = [before[-1]]
        for spot in reversed(before[:-1]):
            if not _JOIN.fullmatch(view, spot.end, found[0].start):
                break
            found.insert(0, spot)
        relative = re.match(r",? (?:which|who|that)\b", view[before[-1].end : at]) is not None
        if relative or not _GOVERNED.search(view, span[0], found[0].start):
            fitting = [spot for spot in found if spot.type in rule.left]
            if fitting or found[0].type not in ("product", "place"):
                return fitting
    subject = _subject(view, span, spots, seen)
    if subject is None or subject.type not in rule.left:
        return []
    opened = _PRONOUN.match(view, *span)
    floor = opened.end() if opened else subject.end
    clause = max([floor, *(m.start() for m in _COMMA.finditer(view, floor, at))])
    if before and clause < before[-1].end:
        return []
    return [subject] if _BEFORE.fullmatch(view, clause, at) or _CLAUSE.match(view[clause:at]) else []


def _subject(view: str, span: tuple[int, int], spots: list[Spot], seen: dict[str, Spot]) -> Spot | None:
    """The name that a sentence opens with, or what its first pronoun means."""
    pronoun = _PRONOUN.match(view, *span)
    if pronoun:
        return seen.get(pronoun.lastgroup or "it")
    first = spots[0]
    return first if _OPENING.fullmatch(view, span[0], first.start) else None


def _relation(text: str, rule: Rule, left: Spot, right: Spot, phrase: tuple[int, int], cluster: str | None) -> Relation:
    head, tail = (right, left) if rule.turned else (left, right)
    near = left.start >= phrase[0] - 400 and left.end <= phrase[0] and "\n" not in text[left.end : phrase[0]]
    start = left.start if near and ". " not in text[left.end : phrase[0]] else phrase[0]
    inside = {spot: spot.start >= start for spot in (head, tail)}
    return Relation(
        quote=text[start : right.end],
        start=start,
        end=right.end,
        rule="english.phrase",
        cluster=cluster,
        head=head.name,
        relation=rule.relation,
        tail=tail.name,
        head_start=head.start if inside[head] else None,
        head_end=head.end if inside[head] else None,
        tail_start=tail.start if inside[tail] else None,
        tail_end=tail.end if inside[tail] else None,
    )
