"""Words and codes with numerals that are no numbers: 一起, 十四五, telephone numbers, versions, clock times."""

from __future__ import annotations

import re
from functools import cache

from jiqun.extract.numbers import row_end
from jiqun.vocab.fold import fold
from jiqun.vocab.tables import rows

_CODE = re.compile(r"\d+(?:-\d+){2,}|\d+(?:\.\d+){2,}|0\d{2,}-\d{6,}|0\d{2,}(?![\d.])|1[3-9]\d{9}(?!\d)")
_ROW, _NOISE = frozenset("0123456789.,"), re.compile(r"[\d.,]{400}")  # a row of data, not of prose
_CLOCK = re.compile(r"(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?![\d:])")


@cache
def _words() -> dict[str, tuple[tuple[str, str], ...]]:
    """Words that begin with a numeral and name no number, by their first two characters, the longest first."""
    found: dict[str, list[tuple[str, str]]] = {}
    for row in rows("numeral_words.csv"):
        word = fold(row["word"])
        found.setdefault(word[:2], []).append((word, row["what"]))
    return {first: tuple(sorted(words, key=lambda w: -len(w[0]))) for first, words in found.items()}


def word_end(view: str, at: int) -> int | None:
    """Where a word such as 一起 or 十四五 at ``at`` ends, or None; 十四五家 is a number all the same."""
    for word, what in _words().get(view[at : at + 2], ()):
        if view.startswith(word, at):
            end = at + len(word)
            counted = what == "plan" and view[end : end + 1] in ("家", "个", "名", "位", "项", "岁")
            return None if counted or view[end : end + 2] in ("点五", "电表") else end
    return None


def code_end(view: str, at: int) -> int | None:
    """Where a telephone number, a version, a date in digits or a clock time at ``at`` ends, or None."""
    if view[at + 399 : at + 400] in _ROW and _NOISE.match(view, at):
        return row_end(view, at)
    code = _CODE.match(view, at)
    if code:
        return code.end()
    clock = _CLOCK.match(view, at)
    if clock and not (view[at : at + 2] == "1:" and not view.startswith(("午", "晚", "晨"), at - 1)):
        around = view[max(0, at - 8) : at] + view[clock.end() : clock.end() + 5]
        return None if "比" in around else clock.end()
    return None
