"""A claim in words, as the pages, the reports and the command line show it; nothing here is HTML."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jiqun.model import BoardItem, Claim, ClusterClaim, Entity, Excluded, Figure, Practice, Relation, Segment, Source
from jiqun.vocab.indicators import INDICATORS, Indicator
from jiqun.vocab.practices import Category, categories
from jiqun.words import Lang, comparator, in_language, label, period, quantity

_AMOUNT = frozenset({"value", "value_max", "unit"})


@dataclass(frozen=True, slots=True)
class FigureWords:
    """Everything that must stand beside a number: what, of whom, how exact, when, on which basis.

    ``value`` is the text's own wording, ``read`` the same amount written out in the reader's language. ``period_note``
    says when the period was taken from earlier words; it is empty otherwise.
    """

    indicator: str
    subject: str
    comparator: str
    value: str
    read: str
    unit: str
    period: str
    period_note: str
    status: str
    basis: str


def figure_words(figure: Figure, lang: Lang) -> FigureWords:
    """A figure in words; what the text leaves open is said to be open, never left out."""
    return FigureWords(
        indicator=indicator_name(figure, lang),
        subject=figure.subject or figure.subject_text or label("not_stated", lang),
        comparator=_comparator(figure, lang),
        value=_value(figure, lang),
        read=quantity(figure.value, figure.value_max, figure.unit, lang),
        unit=label(f"unit.{figure.unit}", lang),
        period=period(figure.period, figure.period_text, lang),
        period_note=label("period.inherited", lang) if figure.period and figure.period_inherited else "",
        status=label(f"status.{figure.status}", lang),
        basis=basis_name(figure, lang),
    )


def _value(figure: Figure, lang: Lang) -> str:
    """The text's own words, or the amount that a person put in place of what was read."""
    if not _AMOUNT & set(figure.corrected):
        return figure.value_text
    amount = quantity(figure.value, figure.value_max, figure.unit, lang)
    return label("judgement.corrected_value", lang).format(value=amount)


def _comparator(figure: Figure, lang: Lang) -> str:
    """Sign and word; in Chinese the sign alone where the text's own words, shown beside it, say the same."""
    said = comparator(figure.comparator, lang)
    if {*_AMOUNT, "comparator"} & set(figure.corrected):
        return said
    return said.split(" ")[0] if lang != "en" and figure.value_text.strip("0123456789.,%亿億万萬元") else said


def indicator_name(figure: Figure, lang: Lang) -> str:
    """The dictionary's name of the indicator, else the words of the text."""
    entry = INDICATORS.get(figure.indicator_id or "")
    if entry is not None and lang == "en":
        return entry.en
    if entry is not None and "indicator_id" in figure.corrected and "indicator" not in figure.corrected:
        return named(entry, lang)
    return figure.indicator or (named(entry, lang) if entry is not None else label("not_stated", lang))


def basis_name(figure: Figure, lang: Lang) -> str:
    """The basis with its coverage, or that it is not stated."""
    if not figure.basis:
        return label("basis.none", lang)
    entry = INDICATORS.get(figure.basis)
    name = label(f"basis.{figure.basis}", lang) if entry is None else named(entry, lang)
    return f"{name} ({label(f'coverage.{figure.coverage}', lang)})" if figure.coverage else name


def category_name(category: str | None, lang: Lang) -> str:
    """The name of a category of practices."""
    if category is None:
        return label("practices.uncategorised", lang)
    entry = categories().get(category)
    return category.replace("_", " ") if entry is None else named(entry, lang)


def named(entry: Indicator | Category | BoardItem, lang: Lang) -> str:
    """The name of something that a table of ours holds, like an indicator."""
    return in_language({"zh": entry.zh, "en": entry.en}, lang)


def source_title(source: Source, lang: Lang) -> str:
    """The title of a document: of its origin, its own, or its file's name."""
    return source.origin.title or source.document.title or source.document.name or label("untitled", lang)


def digest_of(source: Source, lang: Lang) -> str:
    """The publication that a digest speaks for: the first 《title》 of its origin's note, else the document's title."""
    named = re.search("《[^》]+》", source.origin.note or "")
    return named.group() if named else f"“{source_title(source, lang)}”"


def summary(claim: Claim, lang: Lang) -> str:
    """A claim in one short line: what it would be called in a list."""
    match claim:
        case Figure():
            return f"{indicator_name(claim, lang)} {_value(claim, lang)}"
        case Entity():
            return claim.name
        case Relation():
            return f"{claim.head} — {label(f'relation.{claim.relation}', lang)} — {claim.tail}"
        case ClusterClaim():
            return claim.name
        case Practice():
            return claim.heading
        case Segment():
            return f"{claim.segment} ({label(f'position.{claim.position}', lang)})"
        case Excluded():
            return label(f"reason.{claim.reason}", lang)
    return claim.quote
