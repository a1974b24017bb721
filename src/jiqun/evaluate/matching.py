"""Match what was extracted from one document with its annotation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from jiqun.evaluate.alike import SLOTS, close, family, overlap, slot_right

Row = dict[str, Any]
Span = tuple[int, int]
_Key = tuple[int, int, Any, str]

ORGANISATIONS = {
    "company", "university", "research_institute", "platform", "alliance", "fund", "government", "bank",
    "association", "park", "hospital",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hit:
    """A right figure with the gold rows of its span and the verdict on each of its slots."""

    predicted: Row
    gold: tuple[Row, ...]
    verdicts: dict[str, bool]


@dataclass(slots=True)
class Outcome:
    """What was right, missed and false in one document. Optional gold is in none of the lists."""

    hits: list[Hit] = field(default_factory=list)
    missed: list[tuple[Row, ...]] = field(default_factory=list)
    false: list[Row] = field(default_factory=list)
    names_found: list[Row] = field(default_factory=list)
    names_missed: list[Row] = field(default_factory=list)
    names_good: list[Row] = field(default_factory=list)
    names_false: list[Row] = field(default_factory=list)
    bad_quotes: list[Row] = field(default_factory=list)


def match(text: str, claims: Iterable[Row], facts: Iterable[Row], entities: Iterable[Row]) -> Outcome:
    """Compare the claims of one document (as `Claim.to_dict` gives them) with its annotation."""
    found = list(claims)
    outcome = Outcome(bad_quotes=[row for row in found for bad in _bad_quotes(text, row) if bad])
    _match_figures(outcome, [row for row in found if row["kind"] == "figure"], facts)
    _match_names(outcome, [row for row in found if row["kind"] == "entity"], list(entities))
    return outcome


def _bad_quotes(text: str, row: Row) -> list[bool]:
    spans = [(row["start"], row["end"], row["quote"])]
    if row["kind"] == "figure":
        spans.append((row["value_start"], row["value_end"], row["value_text"]))
    return [text[start:end] != quote for start, end, quote in spans]


def value_span(gold: Row) -> Span:
    """Where a gold row's value stands: its own span, else its number's, else the whole quote."""
    if "value_start" in gold:
        return gold["value_start"], gold["value_end"]
    number: Row = {"start": gold["start"], "end": gold["end"]} | (gold.get("number") or {})
    return number["start"], number["end"]


def optional(rows: Iterable[Row]) -> bool:
    """Whether all gold rows of a span are of the kind that is neither missed nor false."""
    return all(
        g.get("tier") == "structural" or g.get("ambiguous") or g.get("same_as") or g.get("relevance") == "background"
        for g in rows
    )


def _match_figures(outcome: Outcome, figures: list[Row], facts: Iterable[Row]) -> None:
    """One number spread over several subjects is one span with several rows: the span is matched once."""
    spans: dict[_Key, list[Row]] = {}
    for gold in facts:
        spans.setdefault((*value_span(gold), gold["value"], family(gold["unit"])), []).append(gold)
    lenient = {key for key, rows in spans.items() if optional(rows)}
    used: Counter[_Key] = Counter()
    for figure in sorted(figures, key=lambda row: (row["value_start"], row["value_end"])):
        at = (figure["value_start"], figure["value_end"])
        key = _best(figure, at, spans, used)
        if key is not None:
            used[key] += 1
            if used[key] == 1 and key not in lenient:
                verdicts = {name: slot_right(name, figure, spans[key]) for name in SLOTS}
                outcome.hits.append(Hit(figure, tuple(spans[key]), verdicts))
        elif not any(overlap(at, key[:2]) for key in lenient):
            outcome.false.append(figure)
    outcome.missed = [tuple(rows) for key, rows in spans.items() if key not in lenient and not used[key]]


def _best(figure: Row, at: Span, spans: dict[_Key, list[Row]], used: Counter[_Key]) -> _Key | None:
    best: tuple[float, _Key] | None = None
    for key, rows in spans.items():
        size = overlap(at, key[:2])
        if not size or used[key] >= len(rows) or (best is not None and size <= best[0]):
            continue
        same = close(figure["value"], key[2]) and close(figure["value_max"], rows[0].get("value_max"))
        if same and family(figure["unit"]) == key[3]:
            best = (size, key)
    return best[1] if best else None


def _spans(row: Row) -> list[Span]:
    return [(m["start"], m["end"]) for m in row.get("mentions") or [row]]


def _match_names(outcome: Outcome, found: list[Row], entities: list[Row]) -> None:
    """A gold name is found by any exact mention; a found one is good when most of its mentions are in the gold."""
    unnamed = {span for gold in entities if not gold.get("named", True) for span in _spans(gold)}
    wanted = [gold for gold in entities if gold["type"] in ORGANISATIONS and gold.get("named", True)]
    found = [row for row in found if row["type"] in ORGANISATIONS and not unnamed & set(_spans(row))]
    found_spans = {span for row in found for span in _spans(row)}
    gold_spans = {span for gold in wanted for span in _spans(gold)}
    for gold in wanted:
        (outcome.names_found if found_spans & set(_spans(gold)) else outcome.names_missed).append(gold)
    for row in found:
        spans = _spans(row)
        good = 2 * sum(span in gold_spans for span in spans) > len(spans)
        (outcome.names_good if good else outcome.names_false).append(row)
