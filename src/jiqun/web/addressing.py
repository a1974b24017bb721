"""Addresses that survive: words that a browser finds in a page by themselves."""

from __future__ import annotations

from urllib.parse import quote

_WHOLE, _END = 60, 14  # characters of words that a text fragment has in whole, or of their two ends


def text_fragment(words: str) -> str:
    """The end of an address that finds these words in a page by themselves (W3C text fragment), whatever its ids.

    >>> text_fragment("产值 超过300亿元")
    ':~:text=%E4%BA%A7%E5%80%BC%20%E8%B6%85%E8%BF%87300%E4%BA%BF%E5%85%83'
    """
    line = words.strip().split("\n")[0].strip()
    if len(line) <= _WHOLE:
        return f":~:text={_escaped(line)}"
    return f":~:text={_escaped(line[:_END])},{_escaped(line[-_END:])}"


def _escaped(words: str) -> str:
    return quote(words, safe="").replace("-", "%2D")
