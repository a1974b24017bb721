"""The rules that link two names: a code, a full name, one document's own usage, a short form; each link says which."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from jiqun.resolve.joining import Link
from jiqun.resolve.naming import Naming, is_registered, is_relative
from jiqun.resolve.shortening import short_form, short_rule

_LONG_LIST = 400  # names of one section of which each pair is looked at; beyond, only those that begin or end alike

Group = tuple[str, ...]


def by_code(naming: Naming) -> Iterator[Group]:
    """One code is one thing; a place code also covers the kind, for a place and its government share it."""
    for code in naming.codes:
        yield str(code), "" if code.system != "gbt2260" else naming.type


def by_full_name(naming: Naming) -> Iterator[Group]:
    """One full name is one thing, in whatever document."""
    if naming.is_full:
        yield naming.key, _kind(naming)


def by_document(naming: Naming) -> Iterator[Group]:
    """One name in one document is one thing; where it depends on its surroundings, in one section only."""
    if naming.type == "company" and not is_relative(naming.name):
        yield naming.source, naming.key, _kind(naming)
    yield naming.source, naming.cluster or "", naming.key, _kind(naming)


def by_cluster(naming: Naming) -> Iterator[Group]:
    """One name in documents on one cluster is one thing."""
    if naming.cluster is not None:
        yield naming.cluster, naming.key, _kind(naming)


def _kind(naming: Naming) -> str:
    return "organisation" if naming.is_organisation else naming.type


def chained(namings: Sequence[Naming], groups: Callable[[Naming], Iterator[Group]], rule: str) -> list[Link]:
    """Links from the first of each group to the others of it."""
    firsts: dict[Group, Naming] = {}
    found: list[Link] = []
    for naming in namings:
        for group in groups(naming):
            first = firsts.setdefault(group, naming)
            if first is not naming:
                said = f"code:{group[0]}" if rule == "code" else rule
                found.append(linked(first, naming, said, (first.name, naming.name)))
    return found


def aliases(namings: Sequence[Naming]) -> list[Link]:
    """The written names of one record: declared by the text, or short forms that the reader saw."""
    firsts = {naming.record: naming for naming in namings if naming.first}
    found: list[Link] = []
    for naming in namings:
        first = firsts.get(naming.record)
        if first is not None and first is not naming:
            rule = short_rule(naming.name, first.name, first.type) or short_rule(first.name, naming.name, first.type)
            said = f"short_form:{rule}" if rule and not naming.declared else "declared_alias"
            found.append(linked(first, naming, said, (first.name, naming.name)))
    return found


def short_forms(namings: Sequence[Naming]) -> list[Link]:
    """Links from short names to the long forms that they abbreviate, within one section of one document."""
    sections: dict[tuple[str, str | None], dict[str, list[Naming]]] = {}
    for naming in namings:
        sections.setdefault((naming.source, naming.cluster), {}).setdefault(naming.key, []).append(naming)
    found: list[Link] = []
    for section in sections.values():
        firsts = [own[0] for own in section.values()]
        for one, other in _pairs(firsts):
            reason = short_form(one, other)
            if reason is not None and one.record != other.record:
                rule, short = reason
                if rule == "trade_left_out" and sum(begun.startswith(short.key) for begun in section) > 2:
                    continue  # 大江 beside 大江电机 and 大江重工 is their group
                names = (short.name, other.name if short is one else one.name)
                found.append(replace(linked(one, other, f"short_form:{rule}", names), short=short.id))
    return found


def _pairs(namings: Sequence[Naming]) -> Iterator[tuple[Naming, Naming]]:
    """Pairs of one section that may be short and long forms; two registered names never are."""
    shorts = [naming for naming in namings if not is_registered(naming.name)]
    longs = namings
    if len(shorts) * len(longs) > _LONG_LIST**2:
        yield from _alike(shorts, longs)
        return
    for short in shorts:
        for long in longs:
            if short.id < long.id or (short is not long and is_registered(long.name)):
                yield short, long


def _alike(shorts: Sequence[Naming], longs: Sequence[Naming]) -> Iterator[tuple[Naming, Naming]]:
    """The pairs that share their first two characters or their last two."""
    index: dict[str, list[Naming]] = {}
    for long in longs:
        for part in {f"^{long.key[:2]}", f"{long.key[-2:]}$"}:
            index.setdefault(part, []).append(long)
    for short in shorts:
        near = {n.id: n for part in (f"^{short.key[:2]}", f"{short.key[-2:]}$") for n in index.get(part, ())}
        for long in near.values():
            if short.id < long.id or (short is not long and is_registered(long.name)):
                yield short, long


def linked(one: Naming, other: Naming, rule: str, names: tuple[str, str], judgement: int | None = None) -> Link:
    """A link between two namings, the smaller id first, with the rule or the judgement that makes it."""
    first, second = sorted((one.id, other.id))
    return Link(first, second, rule, names, judgement)
