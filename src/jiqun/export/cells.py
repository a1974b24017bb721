"""Text made harmless for a cell of a spreadsheet."""

from __future__ import annotations

from jiqun.words import visible

# What a spreadsheet takes for a formula, also in the full width that some of them fold; see OWASP on CSV injection.
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠﹣﹢")
_LONGEST = 32_767  # characters that Excel keeps in a cell


def harmless(text: str) -> str:
    """Text that no spreadsheet runs: an apostrophe before what begins like a formula, hidden characters written out.

    >>> harmless("=1+1"), harmless(" \\t@SUM(A1)"), harmless("5-3"), harmless("a\\u202eb")
    ("'=1+1", "' \\t@SUM(A1)", '5-3', 'a⟨U+202E⟩b')
    """
    shown = visible(text)
    bare = shown.lstrip()
    if shown[:1] in _FORMULA or bare[:1] in _FORMULA:
        shown = "'" + shown
    return shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1] + "…"


def joined(value: object) -> object:
    """What stands in one cell: lists are joined by bars, truth is a word, text is harmless; None stays empty."""
    if isinstance(value, tuple | list):
        value = " | ".join(str(part) for part in value) or None
    if isinstance(value, bool):
        return "yes" if value else "no"
    return harmless(value) if isinstance(value, str) else value
