"""Documents as they were read, their blocks, and where they come from."""

from __future__ import annotations

from dataclasses import dataclass


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
class Origin:
    """Where a document comes from: its publication, its dates, its licence. Unknown fields are None, never guessed.

    ``coverage`` is what it is about (place, time, industry), ``processing`` what was done to it before it was added
    (translated, scanned, digested), ``note`` anything else.
    """

    title: str | None = None
    producer: str | None = None
    url: str | None = None
    published: str | None = None
    accessed: str | None = None
    licence: str | None = None
    citation: str | None = None
    note: str | None = None
    coverage: str | None = None
    language: str | None = None
    processing: str | None = None

    @property
    def is_stated(self) -> bool:
        """Whether it says at all where the document comes from: its producer, title, address or citation.

        >>> Origin(licence="CC0-1.0").is_stated, Origin(producer="统计局").is_stated
        (False, True)
        """
        return any(said and said.strip() for said in (self.producer, self.title, self.url, self.citation))
