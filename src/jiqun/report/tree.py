"""A small tree of a printed document: what a report says, before Word or HTML give it a form."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one form; ``note`` is the text of a footnote that stands behind them, ``record`` the claim it is on."""

    text: str
    bold: bool = False
    soft: bool = False
    note: str | None = None
    record: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Runs in a row; ``kind`` is ``body``, ``item`` (of a list) or ``small``."""

    runs: tuple[Run, ...]
    kind: str = "body"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the report's title."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a head that repeats on every page; ``widths`` are shares of the text's width and add up to 1."""

    head: tuple[str, ...]
    rows: tuple[tuple[tuple[Run, ...], ...], ...]
    widths: tuple[float, ...]


Block = Heading | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Report:
    """A report: its title, language, blocks, the words of its page number, and the date that its files carry (ISO)."""

    title: str
    lang: str
    blocks: tuple[Block, ...]
    page: str
    dated: str

    def notes(self) -> list[str]:
        """The footnotes in the order of their numbers."""
        return [run.note for run in self.runs() if run.note is not None]

    def noted(self) -> list[str | None]:
        """The ids of the claims that the footnotes are on, in the order of their numbers."""
        return [run.record for run in self.runs() if run.note is not None]

    def runs(self) -> list[Run]:
        """All runs in reading order."""
        found: list[Run] = []
        for block in self.blocks:
            if isinstance(block, Paragraph):
                found += block.runs
            elif isinstance(block, Table):
                found += [run for row in block.rows for cell in row for run in cell]
        return found
