"""Pairs of entities that may be one thing: proposed with a score and a reason, never joined by that."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from jiqun.model import Judgement
from jiqun.resolve.entities import ClusterOf, Resolution, Resolved, refers
from jiqun.resolve.naming import Naming, is_registered, is_relative
from jiqun.resolve.shortening import short_rule

_LEGAL = re.compile(r"(?:集团)?(?:股份)?(?:有限责任|有限|总|集团)?公司$")
_LEAST = 70.0  # of 100: what two spellings of one name reach
_COMMON = 60  # names that share two letters; more say nothing
REASONS = ("same_name", "short_form", "similar")


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two entities that may be one: their ids and the two names that are alike, the score of 100, and the reason.

    ``reason`` is ``same_name`` (short names that are equal, in two documents or clusters), ``short_form`` (one is a
    short form of the other elsewhere, or of several) or ``similar`` (spelling). ``unsure`` is the judgement of somebody
    who looked and could not say.
    """

    one: str
    other: str
    names: tuple[str, str]
    score: float
    reason: str
    detail: str = ""
    unsure: int | None = None


def proposals(
    resolution: Resolution,
    decisions: Sequence[Judgement] = (),
    cluster_of: ClusterOf = lambda name: None,
    least: float = _LEAST,
) -> list[Proposal]:
    """The pairs of organisations worth a look, likeliest first; those that people decided are left out.

    Two names that stand in one list, or have different codes, are different and are not proposed.
    """
    bodies = [entity for entity in resolution.entities if any(n.is_organisation for n in entity.namings)]
    by_naming = {naming.id: entity for entity in bodies for naming in entity.namings}
    found: dict[tuple[str, str], Proposal] = {}
    judged = _judged(bodies, decisions, cluster_of)
    open_pairs = [(one, other, rule.partition(":")[2]) for one, other, rule in resolution.open_pairs]
    for one, other, detail in [*open_pairs, *((a, b, "") for a, b in _near(bodies))]:
        if one not in by_naming or other not in by_naming:
            continue
        proposal = _proposal(by_naming[one], by_naming[other], detail, judged, least)
        if proposal is not None:
            known = found.get((proposal.one, proposal.other))
            if known is None or known.score < proposal.score:
                found[proposal.one, proposal.other] = proposal
    return sorted(found.values(), key=lambda p: (-p.score, REASONS.index(p.reason), p.names, p.one, p.other))


Judged = Callable[[Resolved, Resolved], "Judgement | None"]


def _judged(bodies: Sequence[Resolved], decisions: Sequence[Judgement], cluster_of: ClusterOf) -> Judged:
    """The decision on two entities, if there is one; asked by their ids."""
    known: dict[frozenset[str], Judgement] = {}
    for judgement in sorted(decisions, key=lambda judgement: judgement.id):
        if judgement.about != "identity":
            continue
        ones, others = (
            [e.id for e in bodies if any(refers(ref or "", n, cluster_of) for n in e.namings)]
            for ref in (judgement.one, judgement.other)
        )
        known |= {frozenset((one, other)): judgement for one in ones for other in others}
    return lambda one, other: known.get(frozenset((one.id, other.id)))


def _near(bodies: Sequence[Resolved]) -> Iterator[tuple[str, str]]:
    """Namings of different entities that share two letters in a row, or all but a legal form."""
    index: dict[str, dict[str, str]] = {}
    for entity in bodies:
        for naming in entity.namings:
            bare = _bare(naming)
            for part in {bare, *(bare[at : at + 2] for at in range(len(bare) - 1))}:
                index.setdefault(part, {}).setdefault(f"{entity.id} {bare}", naming.id)
    seen: set[tuple[str, str]] = set()
    for part, own in sorted(index.items()):
        if len(own) > _COMMON and len(part) <= 2:
            continue
        named = sorted(own.items())
        for at, (one, first) in enumerate(named):
            for other, second in named[at + 1 :]:
                if one.split(" ")[0] != other.split(" ")[0] and (first, second) not in seen:
                    seen.add((first, second))
                    yield first, second


def _bare(naming: Naming) -> str:
    return _LEGAL.sub("", naming.key) or naming.key


def _proposal(one: Resolved, other: Resolved, detail: str, judged: Judged, least: float) -> Proposal | None:
    if one.id == other.id or _are_apart(one, other):
        return None
    judgement = judged(one, other)
    if judgement is not None and judgement.verdict != "unsure":
        return None
    first, second = sorted((one, other), key=lambda entity: (entity.name, entity.id))
    best = max(_scores(first, second, detail), default=None)
    if best is None or best[0] < least:
        return None
    score, reason, detail, names = best
    return Proposal(first.id, second.id, names, score, reason, detail, judgement.id if judgement else None)


def _are_apart(one: Resolved, other: Resolved) -> bool:
    lists = {number for naming in other.namings for number in naming.lists}
    if any(not lists.isdisjoint(naming.lists) for naming in one.namings):
        return True
    systems: Mapping[str, set[str]] = {code.system: {c.value for c in one.codes} for code in one.codes}
    shared = [code for code in other.codes if code.system in systems and code.system != "gbt2260"]
    return bool(shared) and not any(code.value in systems[code.system] for code in shared)


def _scores(one: Resolved, other: Resolved, detail: str) -> Iterator[tuple[float, str, str, tuple[str, str]]]:
    """The score of each pair of names: equal ones 100, short forms 75 or 90, others by the letters they share."""
    from rapidfuzz import fuzz

    for a in _each_name(one.namings):
        for b in _each_name(other.namings):
            names = (a.name, b.name)
            if a.key == b.key:
                if not is_relative(a.name):
                    yield 100.0, "same_name", "", names
                continue
            rule = short_rule(a.name, b.name, b.type) or short_rule(b.name, a.name, a.type)
            if rule is not None and not is_relative(a.name) and not is_relative(b.name):
                yield 75.0 if rule == "abbreviation" else 90.0, "short_form", rule, names
            elif one.type == other.type or is_registered(a.name) or is_registered(b.name):
                yield round(fuzz.ratio(_bare(a), _bare(b)), 1), "similar", "", names
    if detail:
        yield 80.0, "short_form", detail, (one.name, other.name)


def _each_name(namings: Iterable[Naming]) -> list[Naming]:
    return list({naming.key: naming for naming in namings}.values())
