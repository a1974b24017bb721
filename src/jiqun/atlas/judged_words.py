"""Judgements in words, in Chinese and English: who said what of a claim, when, why, and what stood there before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from jiqun.atlas.judged import Notice
from jiqun.judging import ADDED, differing
from jiqun.model import Claim, Judgement, Record
from jiqun.words import Lang, known, label, number, quoted


def notice_line(notice: Notice, lang: Lang) -> str:
    """A judgement that needs another look, with what to do."""
    return label(f"notice.{notice.kind}", lang).format(
        judgement=notice.judgement,
        verdict=label(f"verdict.{notice.verdict}", lang),
        by=notice.by,
        day=notice.when[:10],
        claim=notice.claim,
        document=notice.document,
        quote=quoted(" ".join(notice.quote.split())),
    )


def judgement_line(judgement: Judgement, lang: Lang) -> str:
    """One judgement: its number, what, about what, by whom and when, why, and whether it was taken back."""
    parts = [f"#{judgement.id}", label(f"verdict.{judgement.verdict}", lang)]
    if judgement.about == "identity":
        sign = {"same": "=", "different": "≠"}.get(judgement.verdict, "?")
        parts.append(f"{judgement.one} {sign} {judgement.other}")
    elif judgement.about == "cluster":
        parts.append(f"{judgement.one} → {judgement.other}")
        dates = [f"{name}={value}" for name, value in judgement.fields.items()]
        return " · ".join([*parts, *dates, *_signature(judgement, lang)])
    elif judgement.undoes is not None:
        parts.append(f"#{judgement.undoes}")
    elif judgement.claim:
        parts.append(judgement.claim)
    if judgement.fields:
        parts.append(fields_words(judgement.fields, lang))
    return " · ".join([*parts, *_signature(judgement, lang)])


def _signature(judgement: Judgement, lang: Lang) -> list[str]:
    parts = [judgement.by, judgement.when]
    if judgement.why:
        parts.append(label("judgement.why", lang).format(why=judgement.why))
    if judgement.undone_by is not None:
        parts.append(label("judgement.undone", lang).format(judgement=judgement.undone_by))
    return parts


def mark(record: Record, lang: Lang) -> str:
    """What a list adds behind a judged claim: the verdict, by whom, and what a correction replaced; else nothing."""
    judgement = record.judgement
    if judgement is None:
        return ""
    said = label(f"verdict.{judgement.verdict}", lang)
    parts = [label("judgement.by", lang).format(verdict=said, by=judgement.by, day=judgement.when[:10])]
    if record.original is not None:
        parts.append(label("judgement.was", lang).format(fields=_was(record.claim, record.original, lang)))
    if record.kept:
        parts.append(label("judgement.added" if record.claim.rule == ADDED else "judgement.kept", lang))
    if record.reading is not None:
        now = fields_words(differing(record.reading, record.claim), lang)
        parts.append(label("judgement.reread", lang).format(fields=now))
    return label("list.semicolon", lang).join(parts)


def _was(claim: Claim, original: Claim, lang: Lang) -> str:
    return fields_words(differing(original, claim) | {n: getattr(original, n) for n in claim.corrected}, lang)


def fields_words(fields: dict[str, Any], lang: Lang) -> str:
    """Fields with their values.

    >>> fields_words({"value": 3e10, "coverage": None}, "en")
    'Value 30 billion, Coverage none'
    """
    said = (f"{field_name(name, lang)} {_value(value, lang)}" for name, value in fields.items())
    return label("list.comma", lang).join(said)


def field_name(name: str, lang: Lang) -> str:
    """The name of a field of claims."""
    return label(f"field.{name}", lang) if known(f"field.{name}") else name


def _value(value: Any, lang: Lang) -> str:
    if value is None:
        return label("none_here", lang)
    return number(value, lang) if isinstance(value, (int, float)) and not isinstance(value, bool) else str(value)


def judgement_rows(record: Record, judgements: Sequence[Judgement], lang: Lang) -> Iterator[tuple[str, str]]:
    """What `jiqun explain` says of judgements: the one that holds, the original, and the history."""
    now = [mark(record, lang) or label("judgement.none", lang)]
    if record.judgement is not None and record.judgement.why:
        now.append(label("judgement.why", lang).format(why=record.judgement.why))
    yield label("judgement.now", lang), label("list.semicolon", lang).join(now)
    for judgement in judgements:
        yield label("judgement.history", lang), judgement_line(judgement, lang)
