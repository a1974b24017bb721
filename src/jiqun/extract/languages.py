"""The number lattice and the times of a text, by the rules of its language."""

from __future__ import annotations

from jiqun.extract import period, quantity
from jiqun.extract.period import Period
from jiqun.extract.quantity import Quantity
from jiqun.vocab.fold import fold


def quantities(text: str, lang: str = "zh", date: str | None = None) -> list[Quantity]:
    """Every number of ``text`` with or without unit, left to right, without overlaps.

    ``lang`` is ``zh`` (the default), ``en``, or ``auto`` for the language that most letters of the text are in.

    >>> [(q.text, q.value, q.unit) for q in quantities("近30家企业")], [q.value for q in quantities("3 bn", lang="en")]
    ([('近30家', 30.0, 'count')], [3000000000.0])
    """
    if _is_english(text, lang):
        from jiqun.extract import english

        return english.quantities(text, date)
    return quantity.quantities(text, "zh", date)


def periods(text: str, lang: str = "zh", date: str | None = None) -> list[Period]:
    """Every time named in ``text``, left to right; relative ones are dated by ``date`` (ISO), else ``iso`` is None.

    >>> [p.iso for p in periods("去年", date="2020-03-01")], [p.iso for p in periods("since 2011", lang="en")]
    (['2019'], ['2011/..'])
    """
    if _is_english(text, lang):
        from jiqun.extract import english

        return english.periods(text, date)
    return period.periods(text, "zh", date)


def _is_english(text: str, lang: str) -> bool:
    if lang not in ("zh", "en", "auto"):
        raise ValueError(f"unknown language {lang!r}: use zh, en or auto")
    if lang != "auto":
        return lang == "en"
    from jiqun.extract.english.document import is_english

    return is_english(fold(text))
