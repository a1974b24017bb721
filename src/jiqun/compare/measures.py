"""The measures of the field and what each needs, from data/measures.yaml, and those needs in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from jiqun.compare import tables
from jiqun.compare.stated import Stated
from jiqun.model import Cluster
from jiqun.vocab.indicators import INDICATORS
from jiqun.words import period

Words = Mapping[str, str]  # language → text

_WHO = {
    "cluster": ("{name}", "{name}"),
    "place": ("全市（{place}）", "the whole of {place}"),
    "country_industry": ("全国同行业", "the same industry in the country"),
    "country": ("全国全行业", "all industry of the country"),
    "members": ("{name}内企业", "the firms of {name}"),
}


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing that a measure needs: a figure of one of some indicators, about someone, for some periods."""

    any: tuple[str, ...] = ()
    who: str = "cluster"
    periods: int = 1
    times: int = 1
    like: int | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of the field, with what it needs."""

    id: str
    name: Words
    figures: tuple[Wish, ...]
    stated: tuple[str, ...]
    columns: tuple[str, ...]


@cache
def measures() -> tuple[Measure, ...]:
    """The measures, from data/measures.yaml."""
    body = _document()
    return tuple(
        Measure(
            row["id"],
            {"zh": row["zh"], "en": row["en"]},
            tuple(Wish(**{**wish, "any": _expanded(wish.get("any", ()))}) for wish in row.get("figures", ())),
            tuple(row.get("stated", ())),
            tuple(row.get("columns", ())),
        )
        for row in body["measures"]
    )


def _expanded(names: Iterable[str]) -> tuple[str, ...]:
    groups = _document()["groups"]
    return tuple(dict.fromkeys(name for given in names for name in groups.get(given, (given,))))


def _document() -> dict[str, Any]:
    return tables.document("measures.yaml")


def table_words(measure: Measure) -> Words:
    """The register or table that a measure needs."""
    names = _document()["columns"]
    zh = "、".join(names[column]["zh"] for column in measure.columns)
    en = ", ".join(names[column]["en"] for column in measure.columns)
    return {"zh": f"一份表，含{zh}", "en": f"a register or table of {en}"}


def wish_words(wish: Wish, measure: Measure, cluster: Cluster, model: Stated | None = None) -> Words:
    """The figures that a wish asks for, in words: any of a few indicators, of whom, for how many years or firms.

    A wish for the like of a figure that is there (``model``) names its indicator and its period.
    """
    names = wish.any if wish.like is None else measure.figures[wish.like].any
    known = [INDICATORS[name] for name in names if name in INDICATORS][:4]
    zh, en = _WHO[wish.who]
    place = cluster.place or cluster.name
    whom_zh, whom_en = zh.format(name=cluster.name, place=place), en.format(name=cluster.name, place=place)
    if wish.like is not None and model is not None and model.label:
        zh_when, en_when = (period(model.period, None, lang) for lang in ("zh", "en"))
        return {
            "zh": f"{whom_zh}的{model.label}（{zh_when}）",
            "en": f"{model.label} of {whom_en} ({en_when})",
        }
    more_zh, more_en = "", ""
    if wish.periods > 1:
        more_zh, more_en = f"，同一口径至少{wish.periods}个年份", f", for {wish.periods} years or more on one basis"
    elif wish.times > 1:
        more_zh, more_en = f"，至少{wish.times}家", f", {wish.times} or more"
    return {
        "zh": f"{whom_zh}的{'或'.join(entry.zh for entry in known)}{more_zh}",
        "en": f"{' or '.join(_small(entry.en) for entry in known)} of {whom_en}{more_en}",
    }


def _small(name: str) -> str:
    """A name inside a sentence: Gross output becomes gross output, R&D stays."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name
