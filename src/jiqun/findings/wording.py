"""What a finding says, in Chinese and in English."""

from __future__ import annotations

from jiqun import words
from jiqun.findings.finding import Finding


def message(finding: Finding, lang: str) -> str:
    """The finding in one sentence; numbers and quotes are those of the text.

    >>> found = Finding("list_count", "agrees", "same_number", (), (("stated_words", "三种"), ("listed", 3)))
    >>> message(found, "en")
    '“三种” is stated and 3 are listed: they agree.'
    """
    values = dict(finding.values)
    unit = str(values.pop("unit", "count"))
    said = {
        name: value if isinstance(value, str) else words.quantity(value, None, unit if name == "sum" else "count", lang)
        for name, value in values.items()
    }
    if "indicator" in said and words.known(f"unit.{said['indicator']}"):
        said["indicator"] = words.label(f"unit.{said['indicator']}", lang)
    return words.label(f"finding.{finding.kind}.{finding.reason}", lang).format(**said)


def kind_name(finding: Finding, lang: str) -> str:
    """The name of its check."""
    return words.label(f"finding.{finding.kind}", lang)


def verdict_name(finding: Finding, lang: str) -> str:
    """The name of its verdict."""
    return words.label(f"finding.verdict.{finding.verdict}", lang)
