"""What an overview needs of an atlas: counts, and figures by indicator, without reading every claim."""

from __future__ import annotations

from functools import cached_property

from jiqun.ledger.atlas_file import AtlasFile
from jiqun.ledger.tally_rows import Gaps, Tally
from jiqun.model import Record


class Tallies:
    """The part of an atlas that counts."""

    _file: AtlasFile

    @cached_property
    def indicators(self) -> list[Tally]:
        """How many figures, clusters and documents state each indicator; ``None`` is what no dictionary has."""
        return self._file.indicators()

    def figures(self, indicator: str | None, limit: int = 1000, offset: int = 0) -> list[Record]:
        """The figures of an indicator (None: of none), in document order."""
        return self._file.figures(indicator, limit, offset)

    @cached_property
    def tallies(self) -> dict[str, dict[str, int]]:
        """For each cluster (by id) how many claims it has of each kind."""
        return self._file.tallies()

    @cached_property
    def kinds(self) -> dict[str, int]:
        """How many claims there are of each kind, and how many documents and clusters."""
        return self._file.counts() | self._file.counted()

    @cached_property
    def gaps(self) -> Gaps:
        """Of how many figures the texts leave the period, the basis or the indicator open."""
        return self._file.gaps()

    @cached_property
    def sizes(self) -> list[Record]:
        """The size figures in money of all clusters, as stated, in document order; never ranked."""
        return self._file.records(headline=True)
