"""Figures sorted into groups inside which every two may be compared; one that fits nowhere is a group of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from jiqun.compare.gate import verdict_on
from jiqun.compare.select import Row
from jiqun.compare.verdict import Finding, Verdict

_CHECKED = 3  # members of a group that a figure is held against: all of a group have the same footing


@dataclass(frozen=True, slots=True)
class Group:
    """Figures of one footing; ``reservations`` are what stands between them without refusing the comparison."""

    rows: tuple[Row, ...]
    reservations: tuple[Finding, ...] = ()

    @property
    def clusters(self) -> int:
        """How many clusters it has figures of."""
        return len({row.cluster.id for row in self.rows})

    @property
    def status(self) -> str:
        """``reservation`` where something is held back, else ``comparable``."""
        return "reservation" if self.reservations else "comparable"

    def places(self) -> dict[str, tuple[int, int]]:
        """Record ids to the best and the worst place that a figure may have; bounds leave a place open."""
        above: dict[str, int] = dict.fromkeys((row.record.id for row in self.rows), 0)
        below = dict(above)
        for a, b in combinations(self.rows, 2):
            order = verdict_on(a.stated, b.stated).order
            for own, sign in ((a.record.id, "<"), (b.record.id, ">")):
                above[own] += order == sign
                below[own] += order in {"<": (">", ">=", "="), ">": ("<", "<=", "=")}[sign]
        count = len(self.rows)
        return {own: (1 + above[own], count - below[own]) for own in above}


def groups(rows: Iterable[Row]) -> list[Group]:
    """The groups, those of most clusters first; inside a group the order of the figures stays."""
    found: dict[tuple[object, ...], list[tuple[list[Row], list[Finding]]]] = {}
    for row in rows:
        own = row.stated
        candidates = found.setdefault((own.unit_family, own.days), [])
        for members, held in candidates:
            verdicts = _verdicts(row, members)
            if verdicts is not None:
                members.append(row)
                held += [finding for each in verdicts for finding in each.findings]
                break
        else:
            candidates.append(([row], []))
    made = [Group(tuple(members), _distinct(held)) for each in found.values() for members, held in each]
    return sorted(made, key=lambda group: -group.clusters)


def _verdicts(row: Row, members: Sequence[Row]) -> list[Verdict] | None:
    """The verdicts on a figure and the members of a group; None as soon as one refuses."""
    made = []
    for member in members[:_CHECKED]:
        verdict = verdict_on(row.stated, member.stated)
        if verdict.status == "refused":
            return None
        made.append(verdict)
    return made


def _distinct(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """One finding for each side and case: in a group of many they repeat for every two."""
    kept: dict[tuple[str, str], Finding] = {}
    for finding in findings:
        kept.setdefault((finding.side, finding.case), finding)
    return tuple(kept.values())
