"""From what somebody sees of a number to its claims: an id, the words of a value, or the value written otherwise."""

from __future__ import annotations

import re
from collections.abc import Callable

from jiqun.atlas.atlas import Atlas
from jiqun.atlas.wording import figure_words
from jiqun.errors import NotFoundError
from jiqun.model import Figure, Record
from jiqun.vocab.fold import fold
from jiqun.words import LANGUAGES, number

_ID = re.compile(r"[a-z]-[0-9a-f]{10}(?:-k?\d+)?")
_SILENT = re.compile(r"[\s,]")
_NUMERAL = re.compile(r"[\d一二两三四五六七八九十半]")


def is_id(words: str) -> bool:
    """Whether this is the id of a claim.

    >>> is_id("f-0123456789"), is_id("2.1万亿元")
    (True, False)
    """
    return _ID.fullmatch(words) is not None


def look_up(atlas: Atlas, words: str, cluster: str | None = None, document: str | None = None) -> list[Record]:
    """The claim with this id, or the figures with this value, of a cluster or a document if one is given.

    A value may be written as in its text, as the pages and reports write it in either language, as in an export
    (2100000000000), or otherwise (21000亿元): the closest way that fits any figure decides. NotFoundError without one.
    """
    if is_id(words):
        return [atlas.record(words)]
    figures = [r for r in atlas.records(cluster, "figure", document) if isinstance(r.claim, Figure)]
    wanted = _bare(words)
    if wanted:
        for fits in (_written, _quoted, _inside, _amounts(words)):
            found = [r for r in figures if isinstance(r.claim, Figure) and fits(r.claim, wanted)]
            if found:
                return found
    where = " ".join(part for part in (cluster, document) if part) or "the atlas"
    raise NotFoundError(
        f"no figure with this value: {words}: {where}: `jiqun show CLUSTER` lists figures and their ids"
    )


def _bare(words: str) -> str:
    return _SILENT.sub("", fold(words)).casefold()


def _written(figure: Figure, wanted: str) -> bool:
    """Whether the value is shown so anywhere: in the text, on a page, in a report, in an export."""
    shown = {figure.value_text, f"{figure.value:.15g}", repr(figure.value)}
    for lang in LANGUAGES:
        said = figure_words(figure, lang)
        shown |= {said.value, said.read, f"{said.comparator}{said.value}", number(figure.value, lang)}
    if figure.value_max is not None:
        shown |= {f"{figure.value_max:.15g}", repr(figure.value_max)}
    return wanted in {_bare(words) for words in shown}


def _quoted(figure: Figure, wanted: str) -> bool:
    """Whether these words are said of it, its value among them."""
    return _bare(figure.value_text) in wanted and wanted in _bare(figure.quote)


def _inside(figure: Figure, wanted: str) -> bool:
    """Whether they are part of the value's words, and no other number (1 is no part of 21)."""
    at = _bare(figure.value_text).find(wanted) if _NUMERAL.search(wanted) else -1
    around = (
        _bare(figure.value_text)[at - 1 : at] + _bare(figure.value_text)[at + len(wanted) :][:1] if at >= 0 else "0"
    )
    return not any(char.isdigit() or char == "." for char in around)


def _amounts(words: str) -> Callable[[Figure, str], bool]:
    """Whether a figure has the amount that these words say, whatever they look like."""
    from jiqun.extract.quantity import scan

    said = [(q.value, q.unit) for q in scan(words, fold(words))]

    def fits(figure: Figure, wanted: str) -> bool:
        ends = (figure.value, figure.value_max)
        return any(value in ends and unit in (None, "count", figure.unit) for value, unit in said)

    return fits
