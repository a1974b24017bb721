"""What the spans of a document state, kind by kind."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an entity is named."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Facet:
    """The words of the text that give one side of a figure: its coverage, territory, unit of account or price basis."""

    name: str
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What one span of a document states; the kinds below add what is stated.

    ``corrected`` names the fields that a person set in place of what was read.
    """

    kind: ClassVar[str] = "claim"
    quote: str
    start: int
    end: int
    rule: str = ""
    cluster: str | None = None
    corrected: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The claim as one JSON object, as `jiqun extract --format jsonl` prints it."""
        body: dict[str, Any] = {"kind": self.kind}
        for name in (f.name for f in fields(self)):
            value = getattr(self, name)
            if name == "corrected" and not value:
                continue
            if name == "mentions":
                value = [{"start": m.start, "end": m.end} for m in value]
            elif name == "facets":
                value = [{"name": f.name, "value": f.value, "start": f.start, "end": f.end} for f in value]
            body[name] = value
        return body


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Claim):
    """A stated number about a subject: subject – indicator – value, with unit, comparator, period and status.

    ``value`` and ``value_max`` are in base units (money in currency units, 万 and 亿 multiplied out); ``value_max`` is
    set for ranges only. ``period`` is ISO (`2018`, `2019-01`, `2018/2020`, `2017/..`) or None when not stated;
    ``period_context`` is what a reader would infer across sentences (the year of the heading or of the sentence before)
    and never fills ``period``. ``base_period`` is what a growth rate compares with: ISO, or ``previous_year`` for 同比.
    ``facets`` are the spans of the words that gave coverage, territory, unit of account and price basis.
    ``confidence`` is the calibrated share of such rows that are right in everything (None: not rated); ``accept`` says
    that the row can be taken without reading it.
    """

    kind: ClassVar[str] = "figure"
    value: float
    value_text: str
    value_start: int
    value_end: int
    value_max: float | None = None
    unit: str = "count"
    unit_text: str | None = None
    comparator: str = "eq"
    subject: str | None = None
    subject_text: str | None = None
    indicator: str | None = None
    indicator_id: str | None = None
    basis: str | None = None
    coverage: str | None = None
    territory: str | None = None
    unit_of_account: str | None = None
    price_basis: str | None = None
    facets: tuple[Facet, ...] = ()
    period: str | None = None
    period_text: str | None = None
    period_inherited: bool = False
    period_context: str | None = None
    base_period: str | None = None
    status: str = "actual"
    tier: str = "measure"
    confidence: float | None = None
    accept: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity(Claim):
    """Something with a name (or a definite body without one, ``named=False``) and all places where it is mentioned."""

    kind: ClassVar[str] = "entity"
    type: str
    name: str
    mentions: tuple[Mention, ...] = ()
    named: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation(Claim):
    """``head relation tail``, by name; ``explicit`` is False when it is read from a name or from order.

    The spans of the two ends are None where the sentence does not name them (the subject of a sentence before).
    """

    kind: ClassVar[str] = "relation"
    head: str
    relation: str
    tail: str
    explicit: bool = True
    head_start: int | None = None
    head_end: int | None = None
    tail_start: int | None = None
    tail_end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterClaim(Claim):
    """A cluster that the document names, with the field it stands under and its place."""

    kind: ClassVar[str] = "cluster"
    name: str
    field: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice(Claim):
    """A 典型做法: its heading, its category of the closed list (GUIDELINES §12), and its paragraph."""

    kind: ClassVar[str] = "practice"
    heading: str
    category: str | None
    other_categories: tuple[str, ...] = ()
    paragraph_start: int = 0
    paragraph_end: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment(Claim):
    """A segment of a cluster's chain, at the position that the text gives it."""

    kind: ClassVar[str] = "segment"
    segment: str
    position: str
    explicit: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing(Claim):
    """An achievement or rank claimed without a number (领先, 前列, 重要基地)."""

    kind: ClassVar[str] = "standing"
    subject: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Excluded(Claim):
    """A line of page chrome or spam: kept, shown with its reason, never a source of claims."""

    kind: ClassVar[str] = "excluded"
    reason: str


CLAIM_KINDS: dict[str, type[Claim]] = {
    kind.kind: kind for kind in (Figure, Entity, Relation, ClusterClaim, Practice, Segment, Standing, Excluded)
}


@cache
def _field_names(kind: str) -> frozenset[str]:
    return frozenset(f.name for f in fields(CLAIM_KINDS[kind]))


def claim_from_dict(body: dict[str, Any]) -> Claim:
    """The inverse of `Claim.to_dict`."""
    kind = CLAIM_KINDS[body["kind"]]
    known = _field_names(body["kind"])
    values = {key: value for key, value in body.items() if key in known}
    if "mentions" in values:
        values["mentions"] = tuple(Mention(m["start"], m["end"]) for m in values["mentions"])
    if "facets" in values:
        values["facets"] = tuple(Facet(**facet) for facet in values["facets"])
    for name in ("other_categories", "corrected"):
        if name in values:
            values[name] = tuple(values[name])
    return kind(**values)
