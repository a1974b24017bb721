"""Make a small document out of lines, for tests of the rules."""

from __future__ import annotations

from jiqun.extract import extract
from jiqun.model import Claim, Document, Figure
from jiqun.read import read_bytes


def document(*lines: str, date: str | None = None) -> Document:
    return read_bytes("\n".join(lines).encode("utf-8"), "test.txt", date=date)


def claims(*lines: str, kind: str) -> list[Claim]:
    doc = document(*lines)
    found = [claim for claim in extract(doc, tagger=False) if claim.kind == kind]
    for claim in found:
        assert doc.text[claim.start : claim.end] == claim.quote
    return found


def figures(*lines: str) -> list[Figure]:
    return [claim for claim in claims(*lines, kind="figure") if isinstance(claim, Figure)]


def figure(*lines: str) -> Figure:
    found = figures(*lines)
    assert len(found) == 1, [(one.value_text, one.indicator) for one in found]
    return found[0]
