"""An atlas as it may be shown to everybody: the same atlas, but for the texts that its documents' licences withhold."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

from jiqun.atlas.atlas import Atlas
from jiqun.ledger.atlas_file import AtlasFile
from jiqun.ledger.atlas_paging import Facets
from jiqun.model import Excluded, Record, Source
from jiqun.publish.masking import Span, allows_text, quoted_only, shown_spans, without_private


def open_for_all(path: Path) -> Atlas:
    """The atlas of a file, as it may be published."""
    return Atlas(_OpenFile(path))


class _OpenFile(AtlasFile):
    """A file whose documents show what their licences allow, and whose excluded lines name nobody."""

    def sources(self) -> list[Source]:
        """All documents: whole where their licence allows it, else their quotes with a sentence around each."""
        found = super().sources()
        closed = {source.id for source in found if not allows_text(source.origin.licence)}
        quotes = self._quotes() if closed else {}
        return [
            replace(source, document=without_private(source.document))
            if source.id not in closed
            else replace(source, document=quoted_only(source.document, shown_spans(source.document, quotes[source.id])))
            for source in found
        ]

    def _quotes(self) -> dict[str, list[Span]]:
        """Where claims, cells of the board and findings quote each document."""
        found: dict[str, list[Span]] = {source.id: [] for source in super().sources()}
        for record in super().records():
            if not isinstance(record.claim, Excluded):
                found[record.source].append((record.claim.start, record.claim.end))
        for _, _, source, start, end in self.board()[2]:
            found[source].append((start, end))
        for finding in self.findings():
            for span in finding.spans:
                found.setdefault(span.source, []).append((span.start, span.end))
        return found

    def records(self, *args: Any, **given: Any) -> list[Record]:
        """The records that fit; the quotes of excluded lines read as their document shows them."""
        return [self._shown(record) for record in super().records(*args, **given)]

    def page(self, facets: Facets, limit: int, offset: int) -> tuple[int, list[Record]]:
        """A page of them."""
        total, found = super().page(facets, limit, offset)
        return total, [self._shown(record) for record in found]

    @cached_property
    def _texts(self) -> dict[str, str]:
        return {source.id: source.document.text for source in self.sources()}

    def _shown(self, record: Record) -> Record:
        claim = record.claim
        if not isinstance(claim, Excluded):
            return record
        return replace(record, claim=replace(claim, quote=self._texts[record.source][claim.start : claim.end]))
