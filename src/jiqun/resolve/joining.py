"""Joining what rules and people say is the same, tier by tier, never across what is said to be different.

The result does not depend on the order of anything: what cannot be decided is left apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Link:
    """A reason why two nodes are the same: its rule, the names that it joins, and the judgement behind it, if one is.

    ``short`` is the node whose name is the short one, where the rule is about a short form.
    """

    one: str
    other: str
    rule: str
    names: tuple[str, str] = ("", "")
    judgement: int | None = None
    short: str | None = None


@dataclass(frozen=True, slots=True)
class Apart:
    """Two nodes that are not the same: why (``judgement``, ``code``, ``list``, ``full_name``), and who says so."""

    one: str
    other: str
    why: str
    judgement: int | None = None


@dataclass(frozen=True, slots=True)
class Clash:
    """Links that would join what is said to be different: none of them is followed."""

    apart: Apart
    links: tuple[Link, ...]


class Components:
    """Which nodes are joined so far."""

    def __init__(self, nodes: Iterable[str]) -> None:
        self._parent = {node: node for node in nodes}

    def find(self, node: str) -> str:
        """The node that stands for all that are joined with this one: the first of them."""
        root = node
        while self._parent[root] != root:
            root = self._parent[root]
        while self._parent[node] != root:
            self._parent[node], node = root, self._parent[node]
        return root

    def join(self, one: str, other: str) -> None:
        """Join two nodes and all that are joined with them."""
        first, second = sorted((self.find(one), self.find(other)))
        self._parent[second] = first

    def groups(self) -> dict[str, list[str]]:
        """The nodes of each component, by the one that stands for it."""
        found: dict[str, list[str]] = {}
        for node in sorted(self._parent):
            found.setdefault(self.find(node), []).append(node)
        return found


@dataclass(frozen=True, slots=True)
class Tier:
    """Links of one strength, what must stay apart in it, and kinds of values of which a thing has one only.

    ``single`` are such values by node, by why two of them keep things apart (``code``, ``full_name``). ``lists`` are
    those that each node stands in: two that stand in one are two things.
    """

    links: Sequence[Link]
    apart: Sequence[Apart] = ()
    single: Mapping[str, Mapping[str, frozenset[str]]] = field(default_factory=dict)
    lists: Mapping[str, frozenset[str]] = field(default_factory=dict)


def join(nodes: Iterable[str], tiers: Sequence[Tier]) -> tuple[Components, list[Link], list[Clash]]:
    """Join nodes by the links of each tier, strongest first; the links followed, and what stood against others.

    Where a tier would join what is apart, its links on the way between the two are not followed and come back as a
    clash. A link between two that are apart themselves is overruled: it is left out without a clash.

    >>> links = [Link("a", "b", "x"), Link("b", "c", "x")]
    >>> done, followed, clashes = join("abc", [Tier(links, [Apart("a", "c", "judgement", 1)])])
    >>> done.groups(), len(followed), len(clashes)
    ({'a': ['a'], 'b': ['b'], 'c': ['c']}, 0, 1)
    """
    done = Components(nodes)
    followed: list[Link] = []
    clashes: list[Clash] = []
    for tier in tiers:
        pairs = {frozenset((apart.one, apart.other)) for apart in tier.apart}
        open_links = sorted({link for link in tier.links if not _overruled(link, pairs, tier)}, key=_order)
        blocked, found = _blocked(done, open_links, tier)
        clashes += found
        taken = [link for link in open_links if link not in blocked]
        followed += taken
        for link in taken:
            done.join(link.one, link.other)
    return done, followed, clashes


def _overruled(link: Link, pairs: set[frozenset[str]], tier: Tier) -> bool:
    listed = tier.lists.get(link.one, frozenset()) & tier.lists.get(link.other, frozenset())
    return bool(listed) or frozenset((link.one, link.other)) in pairs


def _order(link: Link) -> tuple[str, str, str, tuple[str, str], int]:
    return link.one, link.other, link.rule, link.names, link.judgement or 0


def _blocked(done: Components, links: Sequence[Link], tier: Tier) -> tuple[set[Link], list[Clash]]:
    """The links on the ways between components that must stay apart, with what they clash with."""
    between = [link for link in links if done.find(link.one) != done.find(link.other)]
    whole = Components({done.find(node) for link in between for node in (link.one, link.other)})
    for link in between:
        whole.join(done.find(link.one), done.find(link.other))
    groups = whole.groups()
    group_of = {node: root for root, group in groups.items() for node in group}
    broken: dict[str, list[Apart]] = {}
    for apart in [*tier.apart, *_unlike(done, group_of, tier)]:
        one, other = done.find(apart.one), done.find(apart.other)
        if one != other and one in group_of and group_of[one] == group_of.get(other):
            broken.setdefault(group_of[one], []).append(apart)
    blocked: set[Link] = set()
    clashes: list[Clash] = []
    for group, reasons in sorted(broken.items()):
        inside = [link for link in between if group_of[done.find(link.one)] == group]
        ends = {done.find(node) for apart in reasons for node in (apart.one, apart.other)}
        ways = _ways(done, inside, ends)
        blocked |= ways
        ordered = tuple(sorted(ways, key=_order))
        for apart in sorted(set(reasons), key=lambda a: (a.one, a.other, a.why, a.judgement or 0)):
            clashes.append(Clash(apart, ordered))
    return blocked, clashes


def _unlike(done: Components, group_of: Mapping[str, str], tier: Tier) -> Iterator[Apart]:
    """Components that the links of a tier would join though each has its own value of a kind."""
    for why, values, together in [*((why, own, True) for why, own in tier.single.items()), ("list", tier.lists, False)]:
        held: dict[str, dict[str, set[str]]] = {}
        for node, own in values.items():
            root = done.find(node)
            if own and root in group_of:
                held.setdefault(group_of[root], {}).setdefault(root, set()).update(own)
        for found in held.values():
            roots = sorted(found)
            for at, one in enumerate(roots):
                yield from (
                    Apart(one, two, why) for two in roots[at + 1 :] if bool(found[one] & found[two]) is not together
                )


def _ways(done: Components, links: Sequence[Link], ends: set[str]) -> set[Link]:
    """The links that are left when all that leads to none of the ends is cut off."""
    near: dict[str, dict[str, list[Link]]] = {}
    for link in links:
        one, other = done.find(link.one), done.find(link.other)
        near.setdefault(one, {}).setdefault(other, []).append(link)
        near.setdefault(other, {}).setdefault(one, []).append(link)
    loose = [node for node, ways in near.items() if len(ways) == 1 and node not in ends]
    while loose:
        node = loose.pop()
        if len(near[node]) != 1:
            continue
        (neighbour,) = near.pop(node)
        del near[neighbour][node]
        if len(near[neighbour]) == 1 and neighbour not in ends:
            loose.append(neighbour)
        near[node] = {}
    return {link for ways in near.values() for found in ways.values() for link in found}


def unambiguous(links: Sequence[Link], joined: Components) -> list[Link]:
    """The links from short names that lead to one thing only, whatever other links join.

    A short name that may stand for two long ones, which nothing else joins, stands for neither.
    """
    ends = {link: (joined.find(link.one), joined.find(link.other)) for link in links}
    by_short: dict[str, list[Link]] = {}
    for link in links:
        if link.short is not None:
            by_short.setdefault(joined.find(link.short), []).append(link)
    dropped: set[Link] = set()
    for short, own in by_short.items():
        longs = {end for link in own for end in ends[link]} - {short}
        if len(longs) < 2:
            continue
        rest = Components({end for pair in ends.values() for end in pair})
        for one, other in ends.values():
            if short not in (one, other):
                rest.join(one, other)
        if len({rest.find(long) for long in longs}) > 1:
            dropped.update(own)
    return [link for link in links if link not in dropped]
