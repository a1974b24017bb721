"""English documents: their numbers, dates, figures, names and clusters, by the same guidelines as Chinese ones."""

from __future__ import annotations

from jiqun.extract.english.document import english_blocks, extract_english
from jiqun.extract.english.period import periods
from jiqun.extract.english.quantity import quantities

__all__ = ["english_blocks", "extract_english", "periods", "quantities"]
