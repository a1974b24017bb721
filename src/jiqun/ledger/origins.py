"""Origin cards in the ledger: read, found by a document's name, and edited field by field."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, fields, replace

from jiqun.errors import NotFoundError, UsageError
from jiqun.model import Origin

FIELDS = tuple(field.name for field in fields(Origin))
_SHORTEST = 4  # digits of a SHA-256 that name a document


@dataclass(frozen=True, slots=True)
class Card:
    """The origin of one document; ``id`` is the one that it has in the atlas."""

    sha256: str
    name: str
    origin: Origin

    @property
    def id(self) -> str:
        """The first twelve digits of the SHA-256."""
        return self.sha256[:12]


def read(connection: sqlite3.Connection) -> list[Card]:
    """The cards of all documents, in the order of adding."""
    rows = connection.execute(
        "SELECT d.sha256, d.name, o.* FROM document d JOIN origin o ON o.document = d.sha256 ORDER BY d.ordinal"
    )
    return [Card(sha256, name, Origin(*values)) for sha256, name, _, *values in rows]


def write(connection: sqlite3.Connection, card: Card) -> None:
    """Put a card in place of the one that the document has."""
    sets = ", ".join(f"{name} = ?" for name in FIELDS)
    connection.execute(f"UPDATE origin SET {sets} WHERE document = ?", (*astuple(card.origin), card.sha256))  # noqa: S608  names


def find(cards: Sequence[Card], document: str) -> Card:
    """The card of a document by its id, a SHA-256 or its beginning, or its file name."""
    fits = [card for card in cards if document in (card.id, card.name, card.sha256)]
    fits = fits or [card for card in cards if len(document) >= _SHORTEST and card.sha256.startswith(document)]
    if len(fits) == 1:
        return fits[0]
    what = "several documents fit" if fits else "no such document"
    listed = ", ".join(f"{card.id} ({card.name})" for card in (fits or cards)[:3])
    raise NotFoundError(f"{what}: {document}: " + (f"name one of {listed}" if listed else "add some with `jiqun add`"))


def edited(card: Card, given: Mapping[str, str | None]) -> Card:
    """The card with fields set, or cleared by None. UsageError on an unknown field and on one without words."""
    for name, value in given.items():
        if name not in FIELDS:
            raise UsageError(f"unknown origin field: {name}: known are {', '.join(FIELDS)}")
        if value is not None and not value.strip():
            raise UsageError(f"origin field without words: {name}: give it some, or clear it")
    words = {name: value.strip() if value else None for name, value in given.items()}
    return replace(card, origin=replace(card.origin, **words))
