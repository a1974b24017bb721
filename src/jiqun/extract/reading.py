"""A document prepared for the rules: its folded view, sentences and clauses, and the zones that hold only names."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from jiqun.extract.record import record
from jiqun.model import Block, Document
from jiqun.vocab.fold import fold

_SENTENCE_END = re.compile(r"[。!?!?](?:[”』」])?")
_LONGEST = 600  # characters; what runs on without a full stop is a table or a list, and rules compare all its numbers
_PAIRS = {"(": ")", "“": "”", "《": "》", "[": "]"}
_QUOTES = tuple(zip("「」『』﹁﹂", "“”“”“”", strict=True))  # one kind of quotation mark, one character for one
_MARKS = re.compile("[,;:" + re.escape("".join([*_PAIRS, *_PAIRS.values()])) + "]")
_TITLE = re.compile(r"《[^《》]{1,80}》")
_LATIN_NAME = re.compile(
    r"[A-Za-z\d]"  # a single set of characters first: searched twice as fast
    r"(?:(?<!\d)[A-Za-z]{0,23}(?:[-.][A-Za-z]{0,16})?\d[\w.-]*"
    r"|(?<!\d\d)(?<=\d)\d*(?:(?:\.\d+)?[GKDPT](?![A-Za-z])|[A-Za-z]+-\w+))"
)


@record
class Clause:
    """A stretch between commas, outside brackets and quotation marks."""

    start: int
    end: int


@record
class Sentence:
    """A stretch up to 。 with its clauses, inside one block."""

    start: int
    end: int
    clauses: tuple[Clause, ...]

    def clause_at(self, at: int) -> int:
        """The index of the clause that holds the offset ``at``."""
        for number in range(len(self.clauses) - 1, 0, -1):
            if self.clauses[number].start <= at:
                return number
        return 0


@dataclass(frozen=True, slots=True)
class Reading:
    """A document with its analysis view; ``masks`` are zones whose numerals belong to names."""

    document: Document
    text: str
    view: str
    masks: tuple[tuple[int, int], ...]
    _known: dict[int, list[Sentence]] = field(default_factory=dict, repr=False, compare=False)

    def sentences(self, block: Block) -> list[Sentence]:
        """The sentences of a block, cut once."""
        if block.start not in self._known:
            self._known[block.start] = sentences(self.view, block)
        return self._known[block.start]

    def masked(self, start: int, end: int) -> bool:
        """Whether ``[start, end)`` touches a zone that holds only a name."""
        if not self.masks:
            return False
        at = bisect_right(self.masks, (start, len(self.text) + 1))
        return any(low < end and start < high for low, high in self.masks[max(0, at - 1) : at + 1])


def prepare(document: Document) -> Reading:
    """Fold the text and mark the zones of names: 《titles》 and names of letters with digits (IMT-2020, 5G)."""
    view = fold(document.text)
    for mark, plain in _QUOTES:
        view = view.replace(mark, plain)
    masks = [match.span() for match in _TITLE.finditer(view)]
    masks += [match.span() for match in _LATIN_NAME.finditer(view)]
    return Reading(document, document.text, view, tuple(sorted(masks)))


def sentences(view: str, block: Block) -> list[Sentence]:
    """The sentences of a block, each with its clauses.

    >>> view = "产值达10亿元,有“A,B”两园。增长5%"
    >>> [[view[c.start:c.end] for c in s.clauses] for s in sentences(view, Block(0, len(view)))]
    [['产值达10亿元', '有“A,B”两园'], ['增长5%']]
    """
    found: list[Sentence] = []
    start = block.start
    for match in [*_SENTENCE_END.finditer(view, block.start, block.end), None]:
        end = match.end() if match else block.end
        stop = match.start() if match else block.end
        while stop - start > _LONGEST:
            cut = _cut(view, start, start + _LONGEST)
            found.append(Sentence(start, cut, tuple(_clauses(view, start, cut))))
            start = cut
        if stop > start:
            found.append(Sentence(start, end, tuple(_clauses(view, start, stop))))
        start = end
    return found


def _cut(view: str, start: int, limit: int) -> int:
    """Where a stretch without a full stop is cut: behind its last comma, else its last list mark or blank."""
    for marks in (",;:", "、 \t\n"):
        last = max(view.rfind(mark, start, limit) for mark in marks)
        if last > start:
            return last + 1
    return limit


def _clauses(view: str, start: int, end: int) -> list[Clause]:
    found: list[Clause] = []
    closer: list[str] = []
    at = start
    for match in _MARKS.finditer(view, start, end):
        here, char = match.start(), match.group()
        if closer and char == closer[-1]:
            closer.pop()
        elif char in _PAIRS:
            if view.find(_PAIRS[char], here, end) > 0:
                closer.append(_PAIRS[char])
        elif not closer and char in ",;:" and not (view[here - 1].isdigit() and view[here + 1 : here + 2].isdigit()):
            if here > at:
                found.append(Clause(at, here))
            at = here + 1
    if end > at:
        found.append(Clause(at, end))
    return found
