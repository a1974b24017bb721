"""The values that flow between the rooms: documents, blocks, claims, and what an atlas shows of them.

Offsets are Unicode code points into a document's canonical text; ``text[start:end] == quote`` for every span.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True)
class Block:
    """One block of canonical text: a heading, a paragraph, a list item, a table cell.

    ``level`` is 1 for the outermost heading and 0 for anything that is no heading. ``excluded`` is the reason why the
    block is not content (``phone_number``, ``spam``, …), or None. ``anchor`` says where the block stands in the file.
    """

    start: int
    end: int
    kind: str = "paragraph"
    level: int = 0
    excluded: str | None = None
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One immutable snapshot of a source: canonical text, blocks, and the digest of its bytes.

    ``date`` is the document's own date (ISO 8601) or None when unknown.
    """

    text: str
    blocks: tuple[Block, ...] = ()
    title: str | None = None
    date: str | None = None
    sha256: str = ""
    name: str = ""
    media_type: str = "text/plain"
    encoding: str = "utf-8"


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
    """What one span of a document states; the kinds below add what is stated."""

    kind: ClassVar[str] = "claim"
    quote: str
    start: int
    end: int
    rule: str = ""
    cluster: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """The claim as one JSON object, as `jiqun extract --format jsonl` prints it."""
        body: dict[str, Any] = {"kind": self.kind}
        for field in fields(self):
            value = getattr(self, field.name)
            if field.name == "mentions":
                value = [{"start": m.start, "end": m.end} for m in value]
            elif field.name == "facets":
                value = [{"name": f.name, "value": f.value, "start": f.start, "end": f.end} for f in value]
            body[field.name] = value
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
    """``head relation tail``, by name; ``explicit`` is False when it is read from a name or from order."""

    kind: ClassVar[str] = "relation"
    head: str
    relation: str
    tail: str
    explicit: bool = True


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


def claim_from_dict(body: dict[str, Any]) -> Claim:
    """The inverse of `Claim.to_dict`."""
    kind = CLAIM_KINDS[body["kind"]]
    known = {field.name for field in fields(kind)}
    values = {key: value for key, value in body.items() if key in known}
    if "mentions" in values:
        values["mentions"] = tuple(Mention(m["start"], m["end"]) for m in values["mentions"])
    if "facets" in values:
        values["facets"] = tuple(Facet(**facet) for facet in values["facets"])
    if "other_categories" in values:
        values["other_categories"] = tuple(values["other_categories"])
    return kind(**values)


_IDENTITY = (
    "start",
    "end",
    "value_start",
    "value_end",
    "subject",
    "type",
    "name",
    "head",
    "relation",
    "tail",
    "segment",
)


def claim_id(sha256: str, claim: Claim) -> str:
    """A short id that stays the same as long as the document, the span and what the claim is about do.

    >>> claim_id("ab" * 32, Excluded(quote="點擊舉報", start=0, end=4, reason="page_control"))
    'x-...'
    """
    key = "\x1f".join([sha256, claim.kind, *(str(getattr(claim, name, "")) for name in _IDENTITY)])
    letter = {"excluded": "x", "standing": "q"}.get(claim.kind, claim.kind[0])
    return f"{letter}-{hashlib.sha256(key.encode()).hexdigest()[:10]}"


# What an atlas shows ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a document comes from: its publication, its dates, its licence. Unknown fields are None, never guessed."""

    title: str | None = None
    producer: str | None = None
    url: str | None = None
    published: str | None = None
    accessed: str | None = None
    licence: str | None = None
    citation: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A document of the atlas with its origin; ``id`` is the first twelve digits of its SHA-256."""

    id: str
    document: Document
    origin: Origin


@dataclass(frozen=True, slots=True)
class Cluster:
    """A cluster of the atlas: its names in the documents, its field, its place and the place's centre (degrees)."""

    id: str
    name: str
    names: tuple[str, ...] = ()
    field: str | None = None
    place: str | None = None
    longitude: float | None = None
    latitude: float | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """One claim in the atlas: its id, the document it stands in, and the cluster it was filed under (ids, or None)."""

    id: str
    source: str
    cluster: str | None
    claim: Claim


@dataclass(frozen=True, slots=True)
class Passage:
    """A quoted span of one document of the atlas."""

    source: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class BoardItem:
    """One row of the board: an id and its names."""

    id: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class BoardCell:
    """What the documents show for one item in one cluster: ``evidence``, ``named`` or ``not_stated``."""

    item: str
    cluster: str
    state: str
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A search hit: the passage, and where the matched words stand in it (offsets into the document)."""

    passage: Passage
    matches: tuple[Mention, ...] = ()
    cluster: str | None = None
