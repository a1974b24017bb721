"""Which record of a newer atlas is which of an older one: by id, else by what it says and where it stands."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from jiqun.model import Claim, Entity, Figure, Practice, Record, Relation, Segment

_CONTEXT = 8  # letters and digits on either side of a number that tell it from others
_LOOK = 40

Pair = tuple[Record | None, Record | None]
Key = Callable[[Claim, str], Hashable]  # of a claim, and the text of its document


@dataclass(frozen=True, slots=True)
class Side:
    """The records of one atlas with the texts of their documents, by the documents' SHA-256."""

    records: Sequence[Record]
    sha256: Mapping[str, str]  # source id → SHA-256
    texts: Mapping[str, str]  # SHA-256 → text

    def placed(self, record: Record) -> tuple[str, int, int, str]:
        """Where a record stands: the order in which records are compared, whatever the order they come in."""
        return self.sha256[record.source], record.claim.start, record.claim.end, record.id


def pairs(old: Side, new: Side) -> Iterator[Pair]:
    """Each record of both sides once, with the one that it was or became; None where there is none.

    An id that vanished is looked for in the same document: by quote, indicator and subject first, then by ever less, so
    that what was read again otherwise is one change and no withdrawal with an addition.
    """
    by_id = {(old.sha256[r.source], r.claim.kind, r.id): r for r in sorted(old.records, key=old.placed)}
    rest: list[Record] = []
    for record in sorted(new.records, key=new.placed):
        was = by_id.pop((new.sha256[record.source], record.claim.kind, record.id), None)
        if was is None:
            rest.append(record)
        else:
            yield was, record
    left = list(by_id.values())
    for kind in sorted({r.claim.kind for r in left} & {r.claim.kind for r in rest}):
        for exact, key in _KEYS.get(kind, ()):
            for was, record in _matched(left, rest, old, new, kind, exact, key):
                yield was, record
    yield from ((was, None) for was in left)
    yield from ((None, record) for record in rest)


def _matched(
    left: list[Record], rest: list[Record], old: Side, new: Side, kind: str, exact: bool, key: Key
) -> list[tuple[Record, Record]]:
    """Pairs of one key, taken out of both lists; ``exact`` keys hold places, which only an unchanged text keeps."""
    unchanged = {sha for sha, text in old.texts.items() if new.texts.get(sha) == text}
    groups: dict[Hashable, list[Record]] = {}
    for was in left:
        if (found := _key(was, old, kind, exact, key, unchanged)) is not None:
            groups.setdefault(found, []).append(was)
    made = []
    for record in rest:
        found = _key(record, new, kind, exact, key, unchanged)
        if found is not None and groups.get(found):
            made.append((groups[found].pop(0), record))
    gone = {id(record) for pair in made for record in pair}
    left[:] = [record for record in left if id(record) not in gone]
    rest[:] = [record for record in rest if id(record) not in gone]
    return made


def _key(record: Record, side: Side, kind: str, exact: bool, key: Key, unchanged: Collection[str]) -> Hashable:
    sha256 = side.sha256[record.source]
    if record.claim.kind != kind or (exact and sha256 not in unchanged):
        return None
    found = key(record.claim, side.texts[sha256])
    return None if found is None else (sha256, found)


def _figure(name: str) -> tuple[bool, Key]:
    def key(claim: Claim, text: str) -> Hashable:
        assert isinstance(claim, Figure)
        quote, number = claim.quote, claim.value_text
        if name == "place":
            return claim.value_start, claim.value_end
        if name == "context":
            return number, _letters(text, claim.value_start, -1), _letters(text, claim.value_end, 1)
        said = {"indicator": claim.indicator, "id": claim.indicator_id, "subject": claim.subject, "number": number}
        return (quote, *(said[part] for part in name.split()))

    return name == "place", key


def _letters(text: str, at: int, step: int) -> str:
    found = text[max(0, at - _LOOK) : at][::-1] if step < 0 else text[at : at + _LOOK]
    return "".join(char for char in found if char.isalnum())[:_CONTEXT]


def _fields(*names: str, exact: bool = False) -> tuple[bool, Key]:
    def key(claim: Claim, text: str) -> Hashable:
        values = tuple(getattr(claim, name) for name in names)
        return None if None in values else values

    return exact, key


# By kind, the keys in the order in which they are tried: (whether it is a place, which needs an unchanged text; key).
_KEYS: dict[str, tuple[tuple[bool, Key], ...]] = {
    Figure.kind: tuple(
        map(
            _figure,
            ("indicator subject number", "indicator subject", "id subject", "indicator number", "subject number",
             "number", "place", "context"),
        )
    ),
    Entity.kind: (_fields("name", "type"), _fields("name"), _fields("start", exact=True)),
    Relation.kind: (
        _fields("head", "relation", "tail", "quote"),
        _fields("head", "relation", "tail"),
        _fields("head", "tail", "quote"),
        _fields("head_start", "relation", "tail", exact=True),
        _fields("tail_start", "relation", "head", exact=True),
    ),
    Practice.kind: (_fields("heading"), _fields("start", exact=True)),
    Segment.kind: (_fields("segment", "position", "quote"), _fields("segment", "quote"), _fields("start", exact=True)),
    "cluster": (_fields("name"), _fields("start", exact=True)),
    "standing": (_fields("quote", "start", exact=True), _fields("quote"), _fields("start", exact=True)),
}  # fmt: skip
