"""Self-checks that come from the text: what its own words say about its numbers. Nothing is changed by them.

>>> from jiqun.findings import findings
>>> from jiqun.model import Block, Document
>>> text = "由甲、乙和丙四家企业组成。"
>>> [found] = findings(Document(text, (Block(0, len(text)),)), [])
>>> found.verdict, [span.quote for span in found.spans]
('disagrees', ['四家', '甲', '乙', '丙'])
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from jiqun.findings.finding import KINDS, VERDICTS, Finding, FindingSpan, finding_from_dict

if TYPE_CHECKING:
    from jiqun.findings.checks import findings, findings_across, findings_of, overdue

__all__ = [
    "KINDS",
    "VERDICTS",
    "Finding",
    "FindingSpan",
    "finding_from_dict",
    "findings",
    "findings_across",
    "findings_of",
    "overdue",
]


def __getattr__(name: str) -> Any:
    """Load the checks, and with them the extractor, when one is first used: an atlas only shows what they found."""
    if name not in __all__:
        raise AttributeError(f"module 'jiqun.findings' has no attribute {name!r}")
    return getattr(import_module("jiqun.findings.checks"), name)
