"""Names to entities: codes, full names, declared aliases and short forms, in this order, under what people decided."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from jiqun.model import Judgement
from jiqun.resolve.codes import Code, parse_code
from jiqun.resolve.joining import Apart, Clash, Link, Tier, join, unambiguous
from jiqun.resolve.links import aliases, by_cluster, by_code, by_document, by_full_name, chained, linked, short_forms
from jiqun.resolve.naming import Naming, is_registered, name_key

RULES = ("code", "judgement", "full_name", "declared_alias", "short_form", "same_name")

ClusterOf = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Joint:
    """Why two names are one thing: the rule (of `RULES`), its detail, the names, and the ids of the documents.

    ``judgement`` is the decision behind it, with who judged when and why.
    """

    rule: str
    detail: str
    names: tuple[str, str]
    sources: tuple[str, ...]
    judgement: int | None = None
    by: str | None = None
    when: str | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Resolved:
    """One thing: its names with the namings behind them, its codes, and why its names are joined."""

    id: str
    name: str
    type: str
    names: tuple[str, ...]
    codes: tuple[Code, ...]
    namings: tuple[Naming, ...]
    joints: tuple[Joint, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two names that must stay apart, which rules or decisions join by way of others: nothing of that is followed.

    ``why`` is ``judgement`` or ``code``; ``judgement`` the one that says so; ``joints`` are the reasons against it.
    """

    names: tuple[str, str]
    why: str
    judgement: int | None
    joints: tuple[Joint, ...]


@dataclass(frozen=True, slots=True)
class Resolution:
    """The entities of all documents, what contradicts itself, and pairs of namings that a short form leaves open."""

    entities: tuple[Resolved, ...]
    contradictions: tuple[Contradiction, ...]
    open_pairs: tuple[tuple[str, str, str], ...]  # ids of two namings, and the rule that may join them


def resolve_entities(
    found: Iterable[Naming], decisions: Sequence[Judgement] = (), cluster_of: ClusterOf = lambda name: None
) -> Resolution:
    """Which names mean one thing, by rules that can be read and by what people decided; the order does not matter.

    ``decisions`` are the judgements on identity that hold. A name given in one holds wherever the name is used;
    ``NAME@CLUSTER`` only in that cluster, which ``cluster_of`` finds by its name; a code or a claim's id only there.
    """
    every = {naming.id: naming for naming in sorted(found, key=lambda naming: naming.id)}
    namings = list(every.values())
    same, different = _decided(namings, decisions, cluster_of)
    codes = {n.id: frozenset(str(c) for c in n.codes if c.system in ("uscc", "lei")) for n in namings if n.codes}
    systems = {
        system: {id_: frozenset(v for v in own if v.startswith(system)) for id_, own in codes.items()}
        for system in ("uscc", "lei")
    }
    single = {f"code {system}": values for system, values in systems.items()}
    registered = {n.id: frozenset({n.key}) for n in namings if is_registered(n.name)}
    lists = {n.id: n.lists for n in namings if n.lists}
    strong = [
        Tier(chained(namings, by_code, "code"), different, single),
        Tier(same, different, single),
        Tier(chained(namings, by_full_name, "full_name"), different, single),
        Tier([*aliases(namings), *chained(namings, by_document, "same_name")], different, single),
    ]
    before, _, _ = join(every, strong)
    overruled = {frozenset((apart.one, apart.other)) for apart in different}
    shorts = [
        link
        for link in short_forms(namings)
        if frozenset((link.one, link.other)) not in overruled and not every[link.one].lists & every[link.other].lists
    ]
    clear = unambiguous(shorts, before)
    last = Tier(
        [*clear, *chained(namings, by_cluster, "same_name")],
        different,
        single | {"full_name": registered},
        lists,
    )
    joined, followed, clashes = join(every, [*strong, last])
    taken = {(link.one, link.other) for link in followed}
    open_pairs = {(k.one, k.other, k.rule) for k in shorts if (k.one, k.other) not in taken}
    links: dict[str, list[Link]] = {}
    for link in followed:
        links.setdefault(joined.find(link.one), []).append(link)
    entities = [
        _resolved([every[id_] for id_ in group], links.get(root, []), every) for root, group in joined.groups().items()
    ]
    return Resolution(
        tuple(sorted(entities, key=lambda entity: entity.id)),
        tuple(_contradictions(clashes, every)),
        tuple(sorted(pair for pair in open_pairs if joined.find(pair[0]) != joined.find(pair[1]))),
    )


# What people decided -----------------------------------------------------------------------------------------------


def refers(ref: str, naming: Naming, cluster_of: ClusterOf = lambda name: None) -> bool:
    """Whether a reference of a decision means this naming: a name, ``NAME@CLUSTER``, a code, or the id of a claim."""
    if ref == naming.record:
        return naming.first
    name, at, cluster = ref.rpartition("@")
    if at and name:
        return naming.key == name_key(name) and naming.cluster is not None and cluster_of(cluster) == naming.cluster
    code = parse_code(ref)
    if code is not None and any(str(own) == str(code) for own in naming.codes):
        return True
    return naming.key == name_key(ref) != ""


def _decided(
    namings: Sequence[Naming], decisions: Sequence[Judgement], cluster_of: ClusterOf
) -> tuple[list[Link], list[Apart]]:
    same: list[Link] = []
    different: list[Apart] = []
    for judgement in decisions:
        if judgement.about != "identity" or judgement.verdict not in ("same", "different"):
            continue
        ones, others = (
            [n for n in namings if refers(ref or "", n, cluster_of)] for ref in (judgement.one, judgement.other)
        )
        if not ones or not others:
            continue
        names = (judgement.one or "", judgement.other or "")
        if judgement.verdict == "same":
            pairs = [(one, others[0]) for one in ones] + [(ones[0], other) for other in others[1:]]
            same += [linked(a, b, "judgement", names, judgement.id) for a, b in pairs if a.id != b.id]
        else:
            different += [
                Apart(min(a.id, b.id), max(a.id, b.id), "judgement", judgement.id)
                for a in ones
                for b in others
                if a.id != b.id
            ]
    return same, different


# What comes of it --------------------------------------------------------------------------------------------------


def _resolved(group: list[Naming], links: Sequence[Link], every: dict[str, Naming]) -> Resolved:
    best = max(group, key=_weight)
    counted: dict[str, int] = {}
    written: dict[str, str] = {}
    for naming in sorted(group, key=_weight, reverse=True):
        counted[naming.key] = counted.get(naming.key, 0) + naming.mentions
        written.setdefault(naming.key, naming.name)
    if not is_registered(best.name):
        main = max(counted, key=lambda folded: (counted[folded], len(folded), folded))
        best = max((naming for naming in group if naming.key == main), key=_weight)
    others = sorted(counted, key=lambda folded: (folded != best.key, -counted[folded], -len(folded), folded))
    codes = tuple(sorted({code for naming in group for code in naming.codes}, key=str))
    return Resolved(
        id="o-" + hashlib.sha256(min(naming.id for naming in group).encode()).hexdigest()[:10],
        name=best.name,
        type=best.type,
        names=(best.name, *(written[folded] for folded in others if folded != best.key)),
        codes=codes,
        namings=tuple(sorted(group, key=lambda naming: naming.id)),
        joints=tuple(_joints(links, every)),
    )


def _weight(naming: Naming) -> tuple[bool, int, int, str, str]:
    return is_registered(naming.name), naming.mentions, len(naming.key), naming.name, naming.id


def _joints(links: Iterable[Link], every: dict[str, Naming]) -> list[Joint]:
    """The reasons, each once for the same rule and names."""
    sources: dict[tuple[str, tuple[str, str], int | None], set[str]] = {}
    for link in links:
        at = sources.setdefault((link.rule, link.names, link.judgement), set())
        at |= {every[link.one].source, every[link.other].source}
    order = sorted(sources, key=lambda known: (RULES.index(known[0].partition(":")[0]), known[0], known[1]))
    found = []
    for rule, names, judgement in order:
        name, _, detail = rule.partition(":")
        found.append(Joint(name, detail, names, tuple(sorted(sources[rule, names, judgement])), judgement))
    return found


def _contradictions(clashes: Iterable[Clash], every: dict[str, Naming]) -> Iterator[Contradiction]:
    """The clashes with judgements or codes, each pair of names once."""
    seen: set[tuple[tuple[str, str], str, int | None]] = set()
    for clash in clashes:
        why = clash.apart.why.partition(" ")[0]
        one, other = sorted((every[clash.apart.one].name, every[clash.apart.other].name))
        known = ((one, other), why, clash.apart.judgement)
        if why in ("judgement", "code") and known not in seen:
            seen.add(known)
            yield Contradiction((one, other), why, clash.apart.judgement, tuple(_joints(clash.links, every)))
