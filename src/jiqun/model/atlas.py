"""What an atlas shows of documents and claims."""

from __future__ import annotations

from dataclasses import dataclass

from jiqun.model.claims import Claim, Mention
from jiqun.model.documents import Document, Origin
from jiqun.model.judgements import Judgement


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
    """One claim in the atlas: its id, the document it stands in, and the cluster it was filed under (ids, or None).

    ``judgement`` is the one in force, None when nobody judged the claim. ``original`` is the claim as it was read,
    where a person corrected it. ``reading`` is what the rules read there by now, where they read it otherwise than when
    it was judged. A claim is ``kept`` by its judgement when the rules no longer give it.
    """

    id: str
    source: str
    cluster: str | None
    claim: Claim
    judgement: Judgement | None = None
    original: Claim | None = None
    reading: Claim | None = None
    kept: bool = False


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
