"""Find the words of a list in a text: longest first, left to right, without overlaps."""

from __future__ import annotations

from collections.abc import Iterable


class Lexicon:
    """A list of words (two characters or more) that is looked up at every place of a text.

    A regular expression of some thousand alternatives tries them one after the other at each character; this looks up
    the first two characters in a dictionary instead, which is about thirty times faster on a page of Chinese.

    >>> Lexicon(["重点", "重点实验室", "实验"]).find("国家重点实验室的实验")
    [(2, 7), (8, 10)]
    """

    def __init__(self, words: Iterable[str]) -> None:
        heads: dict[str, set[str]] = {}
        for word in words:
            if len(word) < 2:
                raise ValueError(f"a lexicon holds words of two characters or more, not {word!r}")
            heads.setdefault(word[:2], set()).add(word)
        self._heads = {head: tuple(sorted(found, key=len, reverse=True)) for head, found in heads.items()}

    def find_all(self, text: str) -> list[tuple[int, int]]:
        """The spans of all words that ``text`` holds, overlapping ones too, from left to right and longest first."""
        heads = self._heads
        return [
            (at, at + len(word))
            for at in range(len(text) - 1)
            for word in heads.get(text[at : at + 2], ())
            if text.startswith(word, at)
        ]

    def find(self, text: str) -> list[tuple[int, int]]:
        """The spans of the words that ``text`` holds."""
        spans: list[tuple[int, int]] = []
        heads, size, at = self._heads, len(text), 0
        while at < size - 1:
            for word in heads.get(text[at : at + 2], ()):
                if text.startswith(word, at):
                    spans.append((at, at + len(word)))
                    at += len(word) - 1
                    break
            at += 1
        return spans
