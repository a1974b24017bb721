"""What one number says in its clause, and the place where it is read."""

from __future__ import annotations

from jiqun.extract.leading import Subject
from jiqun.extract.record import record
from jiqun.vocab.indicators import Indicator, find_indicators


@record
class Frame:
    """One reading of a number in its clause.

    ``noun`` spans what is counted, ``subject`` overrides the topic, ``base`` says that it compares with a base period.
    """

    indicator: str
    entry: Indicator | None = None
    subject: tuple[int, int] | None = None
    noun: tuple[int, int] | None = None
    unit: str | None = None
    tier: str = "measure"
    negative: bool = False
    rule: str = "figure"
    status: str | None = None
    base: bool = False


@record
class Site:
    """Where a number stands: its clause, what heads it, where nouns may begin and end, and the figure before it.

    ``floor`` is where nouns before the number may begin (behind the clause's subject), ``limit`` where nouns after it
    must end (the next number, or the clause's end), ``sentence`` where the sentence begins. ``last`` is the frame
    of the number before, ``level`` of the last that tells no change; ``after`` and ``kind`` are the end and kind of
    the number before.
    """

    view: str
    start: int
    end: int
    floor: int
    limit: int
    sentence: int
    own: Subject | None = None
    last: Frame | None = None
    level: Frame | None = None
    after: int | None = None
    kind: str | None = None

    def dictionary(self, start: int, end: int) -> tuple[int, int, Indicator] | None:
        """The dictionary's word nearest before ``end``, or None."""
        found = find_indicators(self.view, start, end)
        return found[-1] if found else None

    def across(self, floor: int, end: int) -> tuple[int, int, Indicator] | None:
        """The dictionary's word that begins in the subject and ends behind it (…产业|规模), or None."""
        near = self.dictionary(self.start, end)
        return near if near and near[0] < floor < near[1] else None

    def entry(self, span: tuple[int, int]) -> Indicator | None:
        """The dictionary's entry for the last of its words in a span, or None."""
        found = find_indicators(self.view, *span)
        return found[-1][2] if found else None
