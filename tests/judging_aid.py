"""For tests of judgements: figures found by their words, and a workspace whose reader and rules can change."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from jiqun.judging import Text, anchor
from jiqun.ledger.ledger import identify
from jiqun.model import Block, Claim, Document, Figure, Judgement
from jiqun.workspace import Workspace
from small_atlas import TEXT, stand_in, workspace

FIGURE = "2020年轴承产业总产值超过300亿元"


def document(text: str) -> Document:
    return Document(text, (Block(0, len(text)),), sha256="d" * 64, name="d.txt")


def figure(text: str, quote: str, value_text: str, nth: int = 1, **fields: object) -> Figure:
    """The figure of the n-th place of a quote."""
    start = -1
    for _ in range(nth):
        start = text.index(quote, start + 1)
    at = start + quote.index(value_text)
    place = {"start": start, "end": start + len(quote), "value_start": at, "value_end": at + len(value_text)}
    return Figure(**{"quote": quote, "value": 1.0, "value_text": value_text, "rule": "r", **place, **fields})


def judgement(
    text: str, claim: Claim, verdict: str = "accept", number: int = 1, rivals: int = 0, **fields: object
) -> Judgement:
    """A judgement on a claim of a text, as the ledger would keep it."""
    ((id_, _),) = identify(document(text), [claim])
    return Judgement(
        id=number, about="claim", verdict=verdict, by="LW", when="2026-01-01T00:00:00+00:00", document="d" * 64,
        claim=id_, original=claim, fields=fields, anchor=anchor(Text.of(text), claim.start, claim.end, rivals),
    )  # fmt: skip


def identified(text: str, claims: Sequence[Claim]) -> list[tuple[str, Claim]]:
    return identify(document(text), claims)


class Bench:
    """A workspace with the small document, whose reader and rules a test may change between builds."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._patch = monkeypatch
        self.rules(stand_in)
        self.work: Workspace = workspace(folder)
        self.work.build()

    def rules(self, extract: Callable[..., object]) -> None:
        """New rules, under a new version."""
        self._patch.setattr("jiqun.extract.extract", extract)
        self._patch.setattr("jiqun.extract.RULES_VERSION", hashlib.sha256(repr(extract).encode()).hexdigest())

    def reader(self, reads: Callable[[str], str]) -> None:
        """A new reader, which gives another text for the same bytes."""

        def read_bytes(data: bytes, name: str, date: str | None = None) -> Document:
            from small_atlas import document as lay_out

            laid = lay_out(reads(data.decode()), hashlib.sha256(data).hexdigest())
            return replace(laid, name=name)

        self._patch.setattr("jiqun.read.read_bytes", read_bytes)
        self._patch.setattr("jiqun.workspace.digest_of", lambda *rooms: repr(reads))

    def id_of(self, quote: str, kind: str = "figure") -> str:
        """The id of the one claim with this quote in the atlas."""
        (found,) = [r.id for r in self.work.atlas.records(kind=kind, rejected=True) if r.claim.quote == quote]
        return found


__all__ = ["FIGURE", "TEXT", "Bench", "document", "figure", "identified", "judgement"]
