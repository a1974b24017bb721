"""Changes between two atlases in words, in Chinese and English: what, how it changed, from what to what, by whom."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jiqun.atlas.because import Because
from jiqun.atlas.diff import CHANGES, WHAT, Change, Difference, FieldChange
from jiqun.atlas.judged_words import field_name
from jiqun.atlas.wording import figure_words, summary
from jiqun.model import Figure
from jiqun.words import Lang, label, number

_LONGEST = 160  # characters of a value that are printed; JSON has all of it


def said(change: Change, lang: Lang) -> str:
    """What changed, in one short line."""
    record = change.new or change.old
    if record is None:
        return change.name
    if isinstance(record.claim, Figure):
        words = figure_words(record.claim, lang)
        return f"{words.subject} · {words.indicator} {words.comparator} {words.value} · {words.period}"
    return summary(record.claim, lang)


def how(change: Change, lang: Lang) -> str:
    """How it changed: added, changed, withdrawn, or judged anew."""
    return label(f"change.{change.change}", lang)


def field_line(field: FieldChange, lang: Lang) -> str:
    """A field with what it was and what it is."""
    name = label(f"changed.{field.name}", lang) if field.name in _NAMED else field_name(field.name, lang)
    return f"{name}{label('colon', lang)}{_value(field, field.old, lang)} → {_value(field, field.new, lang)}"


_NAMED = frozenset(
    {"filed_under", "verdict", "by", "when", "why", "quote", "state", "passages", "text", "title", "date", "names"}
)


def _value(field: FieldChange, value: Any, lang: Lang) -> str:
    if value is None or value == []:
        return label("none_here", lang)
    if field.name in ("verdict", "state"):
        return label(f"{field.name}.{value}", lang)
    if isinstance(value, list):
        return _short(label("list.semicolon", lang).join(str(part) for part in value))
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return number(value, lang)
    return _short(str(value))


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"


def because_line(because: Because, lang: Lang) -> str:
    """Why it changed; of a judgement by whom, when and why."""
    cause = label(f"cause.{because.cause}", lang)
    if because.by is None:
        return cause
    parts = [label("judgement.by", lang).format(verdict=cause, by=because.by, day=(because.when or "")[:10])]
    if because.why:
        parts.append(label("judgement.why", lang).format(why=because.why))
    return label("list.semicolon", lang).join(parts)


def reference(change: Change) -> str:
    """Where to look further: the claim's id; nothing for what is no claim."""
    return change.id if change.new is not None or change.old is not None else ""


def again_words(change: Change, lang: Lang) -> str:
    """That another claim stated the same before, or still does; else nothing."""
    return label(f"again.{change.change}", lang) if change.again else ""


def summary_lines(difference: Difference, lang: Lang) -> Iterator[str]:
    """How many things changed, a line for each kind of thing."""
    for what, counts in difference.summary.items():
        told = (f"{label(f'change.{change}', lang)} {counts[change]}" for change in CHANGES if change in counts)
        yield f"{label(f'what.{what}', lang)}{label('colon', lang)}{label('list.comma', lang).join(told)}"


def diff_lines(difference: Difference, lang: Lang) -> Iterator[str]:
    """The whole difference, a table in lines: what changed, in which cluster, from what to what, why and by whom."""
    yield about_line(difference, lang)
    yield from summary_lines(difference, lang)
    if not difference.changes:
        yield label("diff.none", lang)
    for what in WHAT:
        found = [change for change in difference.changes if change.what == what]
        if found:
            yield ""
            yield label(f"what.{what}", lang)
        for change in found:
            yield from _lines(change, lang)


def about_line(difference: Difference, lang: Lang) -> str:
    """Which two atlases these are."""
    sides = (difference.old, difference.new)
    old, new = (f"{side['title']} {side['fingerprint'][:8]} ({side['path']})" for side in sides)
    return label("diff.from_to", lang).format(old=old, new=new)


def _lines(change: Change, lang: Lang) -> Iterator[str]:
    id_ = reference(change)
    cluster = f"{change.cluster}  " if change.cluster and change.what != "cluster" else ""
    yield f"  {how(change, lang)}  {cluster}{said(change, lang)}" + (f"  [{id_}]" if id_ else "")
    for field in change.fields:
        yield f"    {field_line(field, lang)}"
    told = [because_line(change.because, lang), again_words(change, lang), change.document or ""]
    yield f"    {label('list.semicolon', lang).join(part for part in told if part)}"


def change_words(change: Change, lang: Lang) -> dict[str, Any]:
    """The words of a change for JSON."""
    return {
        "what": label(f"what.{change.what}", lang),
        "change": how(change, lang),
        "said": said(change, lang),
        "fields": [field_line(field, lang) for field in change.fields],
        "because": because_line(change.because, lang),
    }
