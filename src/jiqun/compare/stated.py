"""What one figure states, as the gate sees it: its sides in one vocabulary, unknown kept apart from every value."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from numbers import Real
from typing import Any

from jiqun.compare import tables
from jiqun.compare.days import Days, days
from jiqun.compare.industry import WHOLE_ECONOMY, industry_of, names_industry
from jiqun.model import Figure, Record
from jiqun.resolve import is_one_body
from jiqun.vocab.fold import fold, key
from jiqun.vocab.indicators import INDICATORS, by_surface

UNNAMED = "(unnamed)"  # a figure that says neither its cluster nor its subject

_COVERED = re.compile("规模以上|规上|限额以上|限上|规模以下|规下")
_LEADING = re.compile(rf"^(?:全市|全省|全区|全县)?(?:{_COVERED.pattern})")
_WHOLE = re.compile(
    r"(?:集群|产业|行业|产业链|企业|园区|开发区|高新区|经开区|新区|全市|全省|全国|[市省县区]|cluster|industry|sector|firms)$",
    re.IGNORECASE,
)
_GROWTH = re.compile(r"增长|增速|下降|增幅|growth", re.IGNORECASE)
_NUMERAL = re.compile(r"\d[\d,]*(?:\.(\d+))?")
_PERSONS = frozenset({"person", "person_time", "person/year", "person_day"})
_DATES = frozenset({"calendar_year", "year"})
_SHARES = frozenset({"percent", "per_1000", "percentage_point", "basis_point", "times", "ratio"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """One figure ready for the gate. ``unit_factor`` makes values of one ``unit_family`` comparable.

    ``kind`` is the definition that the indicator's words name (see data/definitions.yaml), ``qualifier`` what they say
    beside it. ``quantity`` is the kind of unit (money, person, count, share, growth …), ``step`` what the last printed
    digit is worth (0 when the value is exact). ``whole`` says that the figure is about an industry or a place (True),
    about one body (False), or neither for sure (None).
    """

    id: str | None
    name: str
    subject: str | None
    label: str | None
    words: str | None
    indicator: str | None
    kind: str | None
    qualifier: str | None
    basis: str | None
    value: float
    value_max: float | None
    step: float
    comparator: str
    unit: str
    unit_family: str
    unit_factor: float
    quantity: str
    status: str
    time: str | None
    period: str | None
    days: Days | None
    base_period: str | None
    coverage: str | None
    sector: str
    territory: str | None
    unit_of_account: str | None
    price_basis: str | None
    industry: str | None
    whole: bool | None
    order_key: tuple[str, ...] = ()  # puts two figures in the same order whichever comes first


# fmt: off
_ORDER = (
    "name", "label", "period", "value", "value_max", "comparator", "unit", "id", "subject", "status", "time", "step",
    "coverage", "territory", "unit_of_account", "price_basis", "industry", "base_period", "basis", "indicator",
)
# fmt: on


def stated(thing: object, *, one_body: bool | None = None, name: str | None = None) -> Stated | None:
    """What a figure states; None when it is no figure or has no value. Never raises.

    Takes a `Figure`, a `Record` of one, or either as a dict (`Figure.to_dict`, or a record's JSON). ``one_body`` says
    that the subject is a single organisation where the caller knows; its words tell otherwise. ``name`` replaces the
    cluster's name.

    >>> figure = stated({"subject": "宁波规上石化企业", "indicator": "规上工业总产值", "value": 3.5e11, "unit": "CNY"})
    >>> figure.kind, figure.coverage, figure.period
    ('gross_industrial_output', 'above_scale', None)
    >>> stated({"indicator": "产值"}) is None
    True
    """
    id_, claim = _claim(thing)
    get = _reader(claim)
    value = _number(get("value"))
    if get("kind") not in (None, "figure") or value is None:
        return None
    words, indicator = _indicator(_text(get("indicator")), _text(get("indicator_id")))
    bare = _LEADING.sub("", fold(words)) if words else None
    unit = _text(get("unit")) or "count"
    family, factor = _unit(unit)
    subject, cluster = _text(get("subject")) or _text(get("subject_text")), _text(get("cluster"))
    kind, qualifier = _kind(bare, words, indicator)
    quantity = _quantity(unit, words)
    period = _text(get("period"))
    quote = _text(get("quote"))
    found = Stated(
        id=id_ or _text(get("id")),
        name=name or cluster or subject or UNNAMED,
        subject=subject,
        label=words or (INDICATORS[indicator].zh if indicator in INDICATORS else indicator),
        words=key(bare) if bare else None,
        indicator=indicator,
        kind=kind,
        qualifier=qualifier,
        basis=_basis(_text(get("basis"))),
        value=value,
        value_max=_number(get("value_max")),
        step=_step(None if _is_corrected(get("corrected")) else _text(get("value_text")), value, quantity),
        comparator=_text(get("comparator")) or "eq",
        unit=unit,
        unit_family=family,
        unit_factor=factor,
        quantity=quantity,
        status=_text(get("status")) or "actual",
        time=_time(_text(get("time")), words, quote, indicator),
        period=period,
        days=days(period) if period else None,
        base_period=_text(get("base_period")),
        coverage=_side(get, "coverage") or _covered(words),
        sector=tables.sector_of(key("".join((subject or "", words or "", cluster or "")))),
        territory=_side(get, "territory"),
        unit_of_account=_side(get, "unit_of_account"),
        price_basis=_side(get, "price_basis"),
        industry=_industry(_text(get("industry")), subject, cluster, indicator),
        whole=_whole(subject, cluster) if one_body is None else not one_body,
    )
    return replace(found, order_key=tuple(str(getattr(found, field)) for field in _ORDER))


def _claim(thing: object) -> tuple[str | None, object]:
    """The record's id and its claim."""
    if isinstance(thing, Record):
        return thing.id, thing.claim
    if isinstance(thing, Mapping) and isinstance(thing.get("claim"), Mapping):
        return _text(thing.get("id")), thing["claim"]
    return None, thing


def _reader(claim: object) -> Callable[[str], Any]:
    if isinstance(claim, Mapping):
        return claim.get
    if isinstance(claim, Figure):
        return lambda name: getattr(claim, name, None)
    return lambda name: None


def _text(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    if not value.isascii():  # half a surrogate pair is no character and would stop the converter of scripts
        value = value.encode("utf-8", "replace").decode()
    return value.strip() or None


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (Real, Decimal)):
        return None
    try:
        number = float(value)
    except (OverflowError, ValueError):  # beyond any float, or a decimal that is no number
        return None
    return number if math.isfinite(number) else None


def _indicator(words: str | None, indicator: str | None) -> tuple[str | None, str | None]:
    """The words and the id; "总产值/gross_output_value" is both in one."""
    if words and indicator is None and re.search(r"[^\x00-\x7f]/[a-z_]+$", words):
        words, _, indicator = words.rpartition("/")
    if words and indicator is None and (entry := by_surface().get(fold(words))):
        indicator = entry.id
    return words, indicator


def _kind(bare: str | None, words: str | None, indicator: str | None) -> tuple[str | None, str | None]:
    """The definition that the words name, and what stands before its name (医药产业 in 医药产业总产值).

    The id speaks where the words are of another language or missing. The end of the words is a name only where the
    id says so too: 财政总收入 is no 总收入.
    """
    if words is None or words.isascii():
        return (indicator if indicator in tables.bases() else None), None
    folded = key(bare or "")
    if found := tables.basis_of_words().get(folded):
        return found, None
    surfaces = INDICATORS[indicator].surfaces if indicator in INDICATORS else ()
    for word in sorted(map(key, surfaces), key=len, reverse=True):
        if folded.endswith(word) and word in tables.basis_of_words():
            return tables.basis_of_words()[word], folded.removesuffix(word)
    return None, None


def _basis(basis: str | None) -> str | None:
    return tables.basis_of_words().get(key(basis), basis) if basis else None


def _covered(words: str | None) -> str | None:
    found = _COVERED.search(fold(words)) if words else None
    return tables.value_of("coverage", found[0]) if found else None


def _unit(unit: str) -> tuple[str, float]:
    base, slash, per = unit.partition("/")
    family, factor = tables.units().get(base, (base, 1.0))
    return f"{family}{slash}{per}", factor


def _quantity(unit: str, words: str | None) -> str:
    base = unit.partition("/")[0]
    if len(base) == 3 and base.isalpha() and base.isupper() and base != "TEU":
        return "money"
    if unit in _SHARES:
        return "growth" if words and _GROWTH.search(words) else "share"
    for kind, units in (("person", _PERSONS), ("date", _DATES), ("count", {"count"}), ("rank", {"rank"})):
        if unit in units:
            return kind
    return "physical" if base in tables.units() else "other"


def _is_corrected(fields: object) -> bool:
    """Whether a person put another value in place of the printed one."""
    return isinstance(fields, (tuple, list)) and "value" in fields


def _step(text: str | None, value: float, quantity: str) -> float:
    """What the last printed digit is worth: 2.1万亿 is known to 1000亿. A bare count is exact."""
    found = _NUMERAL.search(fold(text)) if text else None
    number = float(found.group().replace(",", "")) if found else 0.0
    if found is None or not number:
        return 0.0
    scale = abs(value / number)
    if scale <= 1 and quantity in ("count", "person", "date", "rank"):
        return 0.0
    return float(scale * 10.0 ** -len(found[1] or ""))


def _time(given: str | None, words: str | None, quote: str | None, indicator: str | None) -> str | None:
    """Stock or flow: amounts as the dictionary has them, counts by their words first."""
    known = INDICATORS[indicator].period_type if indicator in INDICATORS else None
    if given in ("stock", "flow"):
        return given
    if known not in ("flow", "rate"):
        for text in (words, quote):
            folded = key(text) if text else ""
            for word, time in tables.time_words():
                if word in folded:
                    return time
    return known if known in ("stock", "flow") else None


def _side(get: Callable[[str], Any], side: str) -> str | None:
    text = _text(get(side))
    return tables.value_of(side, text) if text else None


def _industry(given: str | None, subject: str | None, cluster: str | None, indicator: str | None) -> str | None:
    if given:
        return key(given) or given
    own = industry_of(subject) if subject else None
    if own == WHOLE_ECONOMY and indicator != "gdp":
        own = None  # 深圳 as the subject of a cluster's figure stands for its industry, or for nobody knows what
    of_cluster = industry_of(cluster) if cluster else None
    return (own or of_cluster) if subject and names_industry(subject) else (of_cluster or own)


def _whole(subject: str | None, cluster: str | None) -> bool | None:
    if subject is None:
        return None
    if is_one_body(subject, ()):
        return False
    return True if subject == cluster or _WHOLE.search(fold(subject)) else None
