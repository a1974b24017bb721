"""The analysis view of a text: one character for one, so that every offset holds in both.

Traditional to simplified (OpenCC ``t2s``), full-width to half-width, Kangxi radicals and compatibility ideographs to
the ideographs they stand for. Rules and searches read the view; quotes are always slices of the original.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

_WIDE = {**{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}, 0x3000: 0x20}
_SIGNS = re.compile(r"[\W_]+")
_SHORT = 40  # names and the like, which are folded again and again
_COMPATIBILITY = (range(0x2E80, 0x2FE0), range(0xF900, 0xFB00), range(0x2F800, 0x2FA20))


@cache
def _table() -> dict[str, str]:
    """Character to character: widths, radicals and compatibility ideographs that map to exactly one character."""
    table = dict(_WIDE)
    for block in _COMPATIBILITY:
        for code in block:
            plain = unicodedata.normalize("NFKC", chr(code))
            if len(plain) == 1 and plain != chr(code):
                table[code] = ord(plain)
    for space in (0xA0, 0x2002, 0x2003, 0x2009, 0x202F):
        table[space] = 0x20
    return {chr(code): chr(plain) for code, plain in table.items()}


@cache
def _converter() -> object:
    import opencc

    return opencc.OpenCC("t2s")


def fold(text: str) -> str:
    """The analysis view of ``text``; its length always equals the text's.

    >>> fold("臺灣電子信息產業集群,２０１８年")
    '台湾电子信息产业集群,2018年'
    >>> len(fold("⼯業\\u3000園區\\r\\n")) == len("⼯業\\u3000園區\\r\\n")
    True
    """
    if text.isascii():
        return text
    return _fold_name(text) if len(text) <= _SHORT else _fold(text)


def _fold(text: str) -> str:
    view, table = text, _table()
    for char in table.keys() & set(text):  # a dozen of them in a text: quicker than `translate`, which asks for each
        view = view.replace(char, table[char])
    simplified: str = _converter().convert(view)  # type: ignore[attr-defined]
    if len(simplified) != len(view):  # a phrase rule changed the length: fall back to one character at a time
        simplified = "".join(_fold_one(char) for char in view)
    return simplified


@lru_cache(maxsize=32768)
def _fold_name(text: str) -> str:
    return _fold(text)


@lru_cache(maxsize=65536)
def _fold_one(char: str) -> str:
    simplified: str = _converter().convert(char)  # type: ignore[attr-defined]
    return simplified if len(simplified) == 1 else char


def key(text: str) -> str:
    """A text folded further for comparing names: simplified, lower case, without spaces and punctuation.

    >>> key("“某某軟件”") == key("某某软件")
    True
    """
    return _SIGNS.sub("", fold(text).casefold())
