"""Judgements on claims: what may be corrected, where a judged quote stands in a new text, what an atlas shows of it."""

from jiqun.judging.adding import ADDABLE, ADDED, added, located
from jiqun.judging.anchors import Text, anchor
from jiqun.judging.applying import Applied, Applying, apply, in_force, undone
from jiqun.judging.correcting import VERDICTS, correctable, corrections
from jiqun.judging.review import gain, review_order
from jiqun.judging.statements import differing, statement

__all__ = [
    "ADDABLE",
    "ADDED",
    "VERDICTS",
    "Applied",
    "Applying",
    "Text",
    "added",
    "anchor",
    "apply",
    "correctable",
    "corrections",
    "differing",
    "gain",
    "in_force",
    "located",
    "review_order",
    "statement",
    "undone",
]
