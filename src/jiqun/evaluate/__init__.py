"""Score what the extractor finds against hand-made annotation, and keep floors under the scores.

A figure is right when its value span, its value and the family of its unit are; slots are scored over right figures; an
organisation is found by any of its exact mentions.
"""

from __future__ import annotations

from jiqun.evaluate.corpus import GoldDocument, corpus_digest, read_corpus
from jiqun.evaluate.floors import broken_floors, read_floors, update_floors
from jiqun.evaluate.scores import Evaluation, evaluate
from jiqun.evaluate.tally import Tally

__all__ = [
    "Evaluation",
    "GoldDocument",
    "Tally",
    "broken_floors",
    "corpus_digest",
    "evaluate",
    "read_corpus",
    "read_floors",
    "update_floors",
]
