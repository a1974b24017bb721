"""Cut a text into the words that the network reads: the most probable path through a dictionary of short words."""

from __future__ import annotations

import math
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"
_LONGEST = 3  # the dictionary holds words of two and three characters; longer ones are the network's business


@cache
def _log_counts() -> dict[str, float]:
    lines = (DATA / "small_seg.dic").read_text(encoding="utf-8").split("\n")
    counts = {word: int(count) for word, _, count in (line.partition(" ") for line in lines if line)}
    total = math.log(sum(counts.values()))
    return {"": -total, **{word: math.log(count) - total for word, count in counts.items()}}


@cache
def _ids() -> dict[str, int]:
    lines = (DATA / "word.dic").read_text(encoding="utf-8").split("\n")
    return {word: int(number) for number, _, word in (line.partition("\t") for line in lines if line)}


@cache
def _plain() -> dict[int, str]:
    lines = (DATA / "q2b.dic").read_text(encoding="utf-8").split("\n")
    return {ord(wide): plain for wide, _, plain in (line.partition("\t") for line in lines if line)}


def normalise(text: str) -> str:
    """The text in the characters of the network's dictionary, one for one.

    >>> normalise("業績達ＡＢ")
    '业绩达AB'
    """
    return text.translate(_plain())


def cut(text: str) -> list[int]:
    """Where the words of a normalised text end, by the largest product of word frequencies.

    >>> cut("轴承产业园")
    [2, 5]
    """
    counts = _log_counts()
    size, single = len(text), counts[""]
    best, step = [0.0] * (size + _LONGEST), [1] * size
    for at in range(size - 1, -1, -1):
        score = single + best[at + 1]
        pair = counts.get(text[at : at + 2])
        if pair is not None and at + 2 <= size and pair + best[at + 2] > score:
            score, step[at] = pair + best[at + 2], 2
        triple = counts.get(text[at : at + 3])
        if triple is not None and at + 3 <= size and triple + best[at + 3] > score:
            score, step[at] = triple + best[at + 3], 3
        best[at] = score
    ends, at = [], 0
    while at < size:
        at += step[at]
        ends.append(at)
    return ends


def tokens(text: str) -> tuple[list[int], list[int]]:
    """The ends and the dictionary numbers of the tokens of a text; a word without a number goes as its characters."""
    plain, ids = normalise(text), _ids()
    unknown = ids["OOV"]
    ends: list[int] = []
    numbers: list[int] = []
    start = 0
    for end in cut(plain):
        number = ids.get(plain[start:end])
        if number is not None:
            ends.append(end)
            numbers.append(number)
        else:
            ends += range(start + 1, end + 1)
            numbers += [ids.get(char, unknown) for char in plain[start:end]]
        start = end
    return ends, numbers


def common(word: str) -> bool:
    """Whether the dictionary knows a word of two or three characters, or every two neighbours of a longer one.

    >>> common("创新"), common("矽智")
    (True, False)
    """
    counts = _log_counts()
    if len(word) <= _LONGEST:
        return word in counts
    return all(word[at : at + 2] in counts for at in range(0, len(word) - 1, 2))
