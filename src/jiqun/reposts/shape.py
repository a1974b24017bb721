"""The shape of a text: its letters and digits alone, in one script, and fingerprints of all runs of some of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from jiqun.model import Document
from jiqun.vocab.fold import fold

HANZI, LATIN = 5, 16  # characters of a run; a word of Latin script has several
_DROPPED = frozenset("的了个")  # words that an editor adds or leaves out
_LOWER = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_FACTOR = 0x9E3779B97F4A7C15


@dataclass(frozen=True, slots=True)
class Shape:
    """``plain`` is the text without blanks, marks and excluded lines; ``places[offset]`` is where it goes on there."""

    plain: str
    places: NDArray[np.int64]
    runs: NDArray[np.uint64]  # fingerprints, sorted, each once
    numbers: frozenset[str]


def shape(document: Document) -> Shape:
    """The shape of a document; page furniture has no part in it."""
    view = fold(document.text).translate(_LOWER)
    codes = np.frombuffer(view.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    known, which = np.unique(codes, return_inverse=True)
    kept = np.array([_is_kept(int(code)) for code in known], dtype=bool)[which.ravel()] if len(codes) else codes > 0
    content = view
    for block in reversed(document.blocks):
        if block.excluded:
            kept[block.start : block.end] = False
            content = content[: block.start] + " " + content[block.end :]
    letters = codes[kept]
    places = np.concatenate(([0], np.cumsum(kept)))
    plain = letters.tobytes().decode("utf-32-le", "surrogatepass")
    return Shape(plain, places, _runs(letters), frozenset(n for n in _NUMBER.findall(content) if len(n) > 1))


@lru_cache(maxsize=65536)
def _is_kept(code: int) -> bool:
    char = chr(code)
    return char.isalnum() and char not in _DROPPED


def _runs(letters: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """Fingerprints of all runs of one length, by the script that prevails."""
    length = HANZI if not len(letters) or np.mean(letters < 0x250) < 0.5 else LATIN
    count = len(letters) - length + 1
    if count < 1:
        return np.empty(0, dtype=np.uint64)
    wide = letters.astype(np.uint64)
    mixed = np.full(count, length, dtype=np.uint64)
    for at in range(length):
        mixed = mixed * np.uint64(_FACTOR) + wide[at : at + count]
    mixed ^= mixed >> np.uint64(29)  # so that any bits will do for a sample
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(32)
    return np.unique(mixed)
