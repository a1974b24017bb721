"""The gate: whether two figures may be compared, by one table of rules (data/gate.csv)."""

from __future__ import annotations

from collections.abc import Mapping

from jiqun.compare.cure import needs
from jiqun.compare.order import order
from jiqun.compare.sides import findings
from jiqun.compare.slots import finding
from jiqun.compare.stated import UNNAMED, Stated, stated
from jiqun.compare.verdict import Verdict
from jiqun.words import LANGUAGES

_MARKS = {">": "<", ">=": "<=", "<": ">", "<=": ">=", "=": "="}


def verdict(a: object, b: object, lang: str = "en") -> Verdict:
    """Whether two figures may be compared, why not, and what would cure it. Symmetric; never raises.

    Takes figures, records, or either as a dict. ``lang`` is the language of ``.reasons`` and ``.cure``.

    >>> one = {"subject": "长沙工程机械产业", "indicator": "总产值", "value": 1639e8, "unit": "CNY", "period": "2018"}
    >>> other = {**one, "subject": "株洲轨道交通产业", "value": 1250e8}
    >>> verdict(one, other).status, verdict(one, {**other, "period": "2012"}).status
    ('reservation', 'refused')
    >>> print(verdict(one, {**other, "indicator": "规上工业总产值"}).cure)
    needs 规上工业总产值 2018 of 长沙工程机械产业, from its statistical yearbook (统计年鉴): enter it here, ...
    """
    return verdict_on(stated(a), stated(b), lang, names=(_name(a), _name(b)))


def verdict_on(
    a: Stated | None, b: Stated | None, lang: str = "en", *, names: tuple[str, str] = (UNNAMED, UNNAMED)
) -> Verdict:
    """The verdict on two figures that were read before; None stands for one without a value."""
    lang = lang if lang in LANGUAGES else "en"
    if a is None or b is None:
        missing = sorted({name for name, figure in zip(names, (a, b), strict=True) if figure is None})
        return Verdict(tuple(finding("figure", "missing", {"a": name}) for name in missing), lang=lang)
    one, other = sorted((a, b), key=lambda figure: figure.order_key)
    found = tuple(findings(one, other))
    refused = [each for each in found if each.status == "refused"]
    if refused:
        return Verdict(found, needs(one, other, refused), None, lang)
    sure = order(one, other)
    return Verdict(found, (), sure if one is a or sure is None else _MARKS[sure], lang)


def _name(thing: object) -> str:
    figure = stated({**thing, "value": 0, "kind": None, "claim": None}) if isinstance(thing, Mapping) else None
    return figure.name if figure else UNNAMED
