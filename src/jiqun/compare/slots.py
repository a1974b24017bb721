"""The words that fill a finding: names, values and definitions of two figures, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from jiqun.compare import tables
from jiqun.compare.days import year_of
from jiqun.compare.stated import Stated
from jiqun.compare.verdict import Finding
from jiqun.words import LANGUAGES, period

Words = Mapping[str, str]  # language → text


def finding(side: str, case: str, names: Mapping[str, str], **words: Words) -> Finding:
    """A finding whose slots are the same in every language (``names``) or worded in each (``words``)."""
    return Finding(side, case, names, words)


@lru_cache(4096)
def both(text: str | None) -> Words:
    """A word that is the same in both languages."""
    return dict.fromkeys(LANGUAGES, text or "?")


@lru_cache(4096)
def when(iso: str | None) -> Words:
    """A period in words."""
    return {lang: period(iso, None, lang) for lang in LANGUAGES}


@lru_cache(4096)
def labels(side: str, value: str | None) -> Words:
    """The value of a side in words."""
    return {lang: tables.value_label(side, value, lang) if value else "?" for lang in LANGUAGES}


def named(one: Stated, other: Stated) -> dict[str, str]:
    """The two names; figures of one subject are told apart by what they measure and when."""
    if one.name != other.name:
        return {"a": one.name, "b": other.name}
    return {"a": _told_apart(one, other), "b": _told_apart(other, one)}


def _told_apart(figure: Stated, other: Stated) -> str:
    parts = [figure.name]
    parts += [figure.subject] if figure.subject and figure.subject not in (figure.name, other.subject) else []
    parts += [figure.period] if figure.period and figure.period != other.period else []
    parts += [figure.label] if figure.label and figure.label != other.label else []
    return " ".join(parts)


def who_is_silent(one: Stated, other: Stated, side: str) -> dict[str, str]:
    """The names with the one that leaves a side open (``unknown``) and the one that states it (``known``)."""
    names = named(one, other)
    silent, known = ("a", "b") if getattr(one, side) is None else ("b", "a")
    return {**names, "unknown": names[silent], "known": names[known]}


@lru_cache(4096)
def definitions(*kinds: str | None) -> Words:
    """The definitions behind some kinds of amounts, as the end of a sentence."""
    known = [tables.bases()[kind] for kind in kinds if kind in tables.bases()]
    return {
        "zh": "".join(f"。{basis.definition['zh']}" for basis in known),
        "en": "".join(f". {basis.definition['en']}" for basis in known),
    }


def basis_label(basis: str | None) -> Words:
    """A basis by its plainest word."""
    found = tables.bases().get(basis or "")
    return both(found.words[0] if found else basis)


def who_counts(one: Stated, other: Stated) -> Words:
    """What above scale means for those of two figures that say it, as the end of a sentence."""
    known: list[tables.Threshold] = []
    for found in (threshold(figure) for figure in (one, other)):
        if found and found not in known:
            known.append(found)
    return {
        "zh": "".join(f"。规上指{found.text['zh']}（{years(found, 'zh')}）" for found in known),
        "en": "".join(f". 规上 means {found.text['en']} ({years(found, 'en')})" for found in known),
    }


def years(found: tables.Threshold, lang: str) -> str:
    """The years in which a threshold holds."""
    if found.until is None:
        return f"{found.since}年起" if lang != "en" else f"since {found.since}"
    return f"{found.since}—{found.until}年" if lang != "en" else f"{found.since}–{found.until}"


def threshold(figure: Stated) -> tables.Threshold | None:
    """Who was above scale when the figure was taken; an undated figure is read by today's rule."""
    if figure.coverage != "above_scale":
        return None
    year = year_of(figure.period)
    return tables.threshold(figure.sector, 9999 if year is None else year)
