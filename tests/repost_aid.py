"""Sources and records made from texts, for tests of reposts."""

from __future__ import annotations

from pathlib import Path

import jiqun
from jiqun.ledger.ledger import identify
from jiqun.model import Block, Document, Origin, Record, Source


def source(text: str, date: str | None = None, name: str = "a.txt", published: str | None = None) -> Source:
    """A source with one block a line; the first line is its title when a blank one follows."""
    import hashlib

    blocks, at = [], 0
    for line in text.split("\n"):
        if line:
            reason = "page_control" if line == "点击举报" else None
            blocks.append(Block(at, at + len(line), excluded=reason))
        at += len(line) + 1
    sha256 = hashlib.sha256((name + text).encode()).hexdigest()
    title = text.split("\n")[0] if "\n\n" in text else None
    document = Document(text, tuple(blocks), title, date, sha256=sha256, name=name)
    return Source(sha256[:12], document, Origin(published=published))


def records(*sources: Source) -> list[Record]:
    """The claims that the rules find in sources, filed under no cluster."""
    return [
        Record(id_, one.id, None, claim)
        for one in sources
        for id_, claim in identify(one.document, jiqun.extract(one.document))
    ]


def read_source(path: Path) -> Source:
    """A file as a source."""
    document = jiqun.read(path)
    return Source(document.sha256[:12], document, Origin())
