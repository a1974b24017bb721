"""Score relations and entities against an annotation: per kind, precision and recall, ends matched by name or alias.

    python tests/relation_scoring.py [--verbose] [--tagger] [--passages] [--strict]

scores the rules on the source document of the shared folder, or on the passages of tests/relations;
``--strict`` counts implied relations that the annotation leaves out as false.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import yaml

import jiqun
from jiqun.model import Claim, Entity, Relation
from jiqun.read import read_bytes
from jiqun.vocab.fold import fold

SHARED = Path(__file__).resolve().parents[2] / "shared"
SAME = {"established": ("founded_by", True), "linked_segment_of": ("segment_of", False)}
"""Names of the annotation for what the rules call otherwise, and whether head and tail change places."""
SYMMETRIC = {"cooperates_with"}


@dataclass(slots=True)
class Tally:
    """What was wanted, found, and right of one kind."""

    gold: int = 0
    found: int = 0
    right: int = 0
    hit: int = 0
    missed: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.hit / self.gold if self.gold else 1.0


def plain(name: str) -> str:
    """A name in simplified script without marks."""
    return re.sub(r"[\W_]+", "", fold(name).lower())


def alike(one: str, other: str) -> bool:
    """Whether two names may mean the same: equal, one inside the other, or most of their pairs of letters shared."""
    a, b = plain(one), plain(other)
    if not a or not b:
        return False
    short, long = sorted((a, b), key=len)
    if short in long and len(short) >= 0.5 * len(long):
        return True
    pairs = [Counter(name[i : i + 2] for i in range(max(1, len(name) - 1))) for name in (a, b)]
    return 2 * sum((pairs[0] & pairs[1]).values()) / sum(map(Counter.total, pairs)) >= 0.75


@dataclass(frozen=True, slots=True)
class Wanted:
    """One relation of an annotation: the kind, and all names that either end goes by."""

    relation: str
    heads: tuple[str, ...]
    tails: tuple[str, ...]
    start: int
    end: int
    words: str


def wanted(relation: str, heads: Iterable[str], tails: Iterable[str], start: int, end: int) -> Wanted:
    """A relation of an annotation under the name that the rules use."""
    heads, tails = tuple(heads), tuple(tails)
    name, turned = SAME.get(relation, (relation, False))
    if turned:
        heads, tails = tails, heads
    return Wanted(name, heads, tails, start, end, f"{heads[0]} {name} {tails[0]}")


def score_relations(
    claims: Iterable[Claim], gold: list[Wanted], near: int = 400, strict: bool = False
) -> dict[str, Tally]:
    """A tally for each kind. A relation found counts where the annotation has it within ``near`` characters.

    An implied relation that the annotation leaves out (every park whose name holds a city lies there) is no false hit.
    """
    tallies: dict[str, Tally] = defaultdict(Tally)
    used: set[int] = set()
    for one in gold:
        tallies[one.relation].gold += 1
    for claim in claims:
        if not isinstance(claim, Relation):
            continue
        fitting = [n for n, one in enumerate(gold) if _fits(claim, one, near)]
        if not fitting and not claim.explicit and not strict:
            continue
        tally = tallies[claim.relation]
        tally.found += 1
        tally.right += bool(fitting)
        used.update(fitting)
        if not fitting:
            tally.false.append(f"{claim.head} {claim.relation} {claim.tail} | {claim.quote}")
    for n, one in enumerate(gold):
        tallies[one.relation].hit += n in used
        if n not in used:
            tallies[one.relation].missed.append(one.words)
    return dict(tallies)


def _fits(claim: Relation, one: Wanted, near: int) -> bool:
    if claim.relation != one.relation or claim.start > one.end + near or claim.end < one.start - near:
        return False

    def ends(head: str, tail: str) -> bool:
        return any(alike(head, name) for name in one.heads) and any(alike(tail, name) for name in one.tails)

    return ends(claim.head, claim.tail) or (one.relation in SYMMETRIC and ends(claim.tail, claim.head))


def score_entities(claims: Iterable[Claim], gold: list[tuple[str, str, set[tuple[int, int]]]]) -> dict[str, Tally]:
    """A tally for each type. A name counts where it shares one mention, exactly, with one of its type."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    found = [
        (claim.type, claim.name, {(m.start, m.end) for m in claim.mentions})
        for claim in claims
        if isinstance(claim, Entity)
    ]
    for kind, name, spans in gold:
        tallies[kind].gold += 1
        hit = any(kind == other and spans & places for other, _, places in found)
        tallies[kind].hit += hit
        if not hit:
            tallies[kind].missed.append(name)
    for kind, name, spans in found:
        tallies[kind].found += 1
        right = any(kind == other and spans & places for other, _, places in gold)
        tallies[kind].right += right
        if not right:
            tallies[kind].false.append(name)
    return dict(tallies)


def total(tallies: dict[str, Tally], kinds: Iterable[str] | None = None) -> Tally:
    """All kinds, or those named, as one."""
    chosen = [tallies[kind] for kind in (kinds if kinds is not None else tallies) if kind in tallies]
    return Tally(*(sum(getattr(tally, name) for tally in chosen) for name in ("gold", "found", "right", "hit")))


def source_gold(shared: Path) -> tuple[list[Wanted], list[tuple[str, str, set[tuple[int, int]]]]]:
    """The relations and the named entities of the source document's annotation."""

    def lines(name: str) -> list[dict]:
        text = (shared / f"gold/source/{name}.jsonl").read_text(encoding="utf-8")
        return [json.loads(line) for line in text.split("\n") if line]

    things = {row["id"]: row for row in lines("entities")}

    def names(id: str) -> list[str]:
        row = things[id]
        return [row["name"], *(alias["name"] for alias in row["aliases"]), *(m["text"] for m in row["mentions"])]

    relations = [
        wanted(row["relation"], names(row["head"]), names(row["tail"]), row["start"], row["end"])
        for row in lines("relations")
    ]
    entities = [
        (row["type"], row["name"], {(m["start"], m["end"]) for m in row["mentions"]})
        for row in things.values()
        if row["named"]
    ]
    return relations, entities


def passage(path: Path) -> tuple[str, list[Wanted], list[tuple[str, str]]]:
    """The text, the relations and the entities of one passage of tests/relations."""
    body = yaml.safe_load(path.read_text(encoding="utf-8"))
    rows = [wanted(row[1], [row[0]], [row[2]], 0, len(body["text"])) for row in body["relations"]]
    return body["text"], rows, [tuple(pair) for pair in body["entities"]]


def score_passage(path: Path, tagger: bool = True) -> dict[str, Tally]:
    """The tallies of relations of one passage."""
    text, rows, _ = passage(path)
    claims = jiqun.extract(read_bytes(text.encode(), "passage.txt"), tagger=tagger)
    return score_relations(claims, rows, near=len(text))


def report(tallies: dict[str, Tally], verbose: bool) -> None:
    """Print a table, and with ``verbose`` each miss and false hit."""
    for kind in [*sorted(tallies, key=lambda one: -tallies[one].gold), "all"]:
        tally = total(tallies) if kind == "all" else tallies[kind]
        print(
            f"{kind:<22} gold {tally.gold:>4} found {tally.found:>4} right {tally.right:>4}"
            f"  precision {tally.precision:.2f} recall {tally.recall:.2f}"
        )
        if verbose and kind != "all":
            for words in tally.missed:
                print(f"    missed {words}")
            for words in tally.false:
                print(f"    false  {words}")


def main() -> None:
    """Score the source document."""
    if "--passages" in sys.argv:
        for path in sorted((Path(__file__).parent / "relations").glob("*.yaml")):
            print(path.stem)
            report(score_passage(path), "--verbose" in sys.argv)
        return
    document = jiqun.read(SHARED / "source/000_fd78b242fd277d48.txt")
    claims = list(jiqun.extract(document, tagger="--tagger" in sys.argv))
    relations, entities = source_gold(SHARED)
    report(score_relations(claims, relations, strict="--strict" in sys.argv), "--verbose" in sys.argv)
    print()
    report(score_entities(claims, entities), "--verbose" in sys.argv)


if __name__ == "__main__":
    main()
