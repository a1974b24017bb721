"""The tagged spans of a document, for looking up by place."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from jiqun.extract.reading import Reading
from jiqun.extract.sections import Section
from jiqun.extract.tagger import Span, tag

_CHINESE = re.compile(r"[一-龥]{2}")
_MOST = 2_000_000  # characters: half a minute on two cores; of a longer document only the beginning is tagged
_CHUNK = 20_000  # sentences that are held at a time


@dataclass(frozen=True, slots=True)
class Tags:
    """The spans in the order of the text; stretches that were not tagged (other scripts, excluded lines) have none."""

    spans: tuple[Span, ...]
    starts: tuple[int, ...]

    def within(self, start: int, end: int) -> tuple[Span, ...]:
        """The spans that touch ``[start, end)``."""
        low = max(0, bisect_right(self.starts, start) - 1)
        high = bisect_left(self.starts, end)
        return tuple(span for span in self.spans[low:high] if span.end > start)

    def at(self, offset: int) -> Span | None:
        """The span that covers ``offset``."""
        index = bisect_right(self.starts, offset) - 1
        return self.spans[index] if index >= 0 and self.spans[index].end > offset else None

    def before(self, offset: int) -> Span | None:
        """The span that ends at ``offset``."""
        found = self.at(offset - 1) if offset else None
        return found if found is not None and found.end == offset else None


def read_tags(reading: Reading, parts: list[Section]) -> Tags:
    """Tag the sentences of all sections; a document without two Chinese characters in a row needs no tagger."""
    spans: list[Span] = []
    for batch in _batches(_pieces(reading, parts)):
        spans += tag(reading.view, batch)
    return Tags(tuple(spans), tuple(span.start for span in spans))


def _pieces(reading: Reading, parts: list[Section]) -> Iterator[tuple[int, int]]:
    room = _MOST
    for block in chain.from_iterable(section.blocks for section in parts):
        for sentence in reading.sentences(block):
            room -= sentence.end - sentence.start
            if room < 0:
                return
            if _CHINESE.search(reading.view, sentence.start, sentence.end):
                yield sentence.start, sentence.end


def _batches(pieces: Iterable[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    held: list[tuple[int, int]] = []
    for piece in pieces:
        held.append(piece)
        if len(held) == _CHUNK:
            yield held
            held = []
    if held:
        yield held
