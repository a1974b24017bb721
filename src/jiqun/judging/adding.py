"""Claims that a person adds: words of a document, and what they state; checked like corrections are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from jiqun.errors import NotFoundError, UsageError
from jiqun.judging.correcting import corrections
from jiqun.model import (
    Block,
    Claim,
    ClusterClaim,
    Document,
    Entity,
    Figure,
    Mention,
    Practice,
    Relation,
    Segment,
    Standing,
)
from jiqun.vocab.indicators import INDICATORS
from jiqun.words import is_chinese

ADDED = "person"  # the rule of a claim that a person added
ADDABLE = ("figure", "entity", "relation", "cluster", "practice", "segment", "standing")
_NEEDED = {"entity": ("type",), "relation": ("head", "relation", "tail"), "segment": ("position",)}
_LONGEST = 2000


def located(document: Document, quote: str, occurrence: int = 1) -> tuple[int, int]:
    """Where a quote stands for the ``occurrence``-th time. NotFoundError says how often it does.

    >>> located(Document("甲产业、乙产业"), "产业", 2)
    (5, 7)
    """
    if not quote.strip():
        raise UsageError("no quote: select the words of the document that state it")
    at, count = document.text.find(quote), 0
    while at >= 0:
        count += 1
        if count == occurrence:
            return at, at + len(quote)
        at = document.text.find(quote, at + 1)
    raise NotFoundError(
        f"the quote stands {count} times in the document, not {occurrence}: {document.name}: copy it again"
    )


def added(document: Document, kind: str, start: int, end: int, given: Mapping[str, Any]) -> Claim:
    """The claim that a person reads in ``document.text[start:end]``; UsageError on anything wrong.

    Of a figure the number is read from the words, ``value_text`` names it where there are several; every field may be
    given instead. ``cluster`` is the name of the cluster that it is filed under.

    >>> text = "全市有30家轴承企业。"
    >>> figure = added(Document(text, (Block(0, len(text)),)), "figure", 2, 10, {"indicator": "企业数"})
    >>> figure.value, figure.unit, figure.quote, figure.rule
    (30.0, 'count', '有30家轴承企业', 'person')
    """
    if kind not in ADDABLE:
        raise UsageError(f"a claim of this kind cannot be added: {kind}: known are {', '.join(ADDABLE)}")
    block = _block(document, start, end)
    fields = {name: value for name, value in given.items() if value not in (None, "")}
    cluster, number = fields.pop("cluster", None), fields.pop("value_text", None)
    for name in _NEEDED.get(kind, ()):
        if name not in fields:
            raise UsageError(f"a {kind} needs its {name}: give {name}")
    base = _base(document, kind, start, end, number, block)
    made = corrections(base, fields)
    if made.get("indicator_id") and "indicator" not in made:
        made["indicator"] = INDICATORS[made["indicator_id"]].zh
    return replace(base, cluster=cluster, rule=ADDED, **made)


def _block(document: Document, start: int, end: int) -> Block:
    if not 0 <= start < end <= len(document.text):
        raise UsageError(f"no words of the document: {start}–{end}: it has {len(document.text)} characters")
    if end - start > _LONGEST or not document.text[start:end].strip():
        raise UsageError(f"a quote has 1 to {_LONGEST} characters and is not blank: select less, or more")
    for block in document.blocks:
        if block.start <= start < block.end:
            if block.excluded:
                raise UsageError("the words stand in an excluded line: nothing there is a source of claims")
            return block
    raise UsageError(f"the words stand between the blocks of the document: {start}–{end}: select words of its text")


def _base(document: Document, kind: str, start: int, end: int, number: str | None, block: Block) -> Claim:
    quote = document.text[start:end]
    at: dict[str, Any] = {"quote": quote, "start": start, "end": end}
    if kind == "figure":
        return _figure(at, number)
    if kind == "entity":
        return Entity(**at, type="other", name=quote.strip(), mentions=(Mention(start, end),))
    if kind == "relation":
        return Relation(**at, head="", relation="member_of", tail="")
    if kind == "cluster":
        return ClusterClaim(**at, name=quote.strip())
    if kind == "practice":
        return Practice(
            **at, heading=quote.strip(), category=None, paragraph_start=block.start, paragraph_end=max(end, block.end)
        )
    return Segment(**at, segment=quote.strip(), position="core") if kind == "segment" else Standing(**at)


def _figure(at: dict[str, Any], number: str | None) -> Figure:
    """The one number of the words that is no date, with the one period that they name."""
    from jiqun.extract import periods, quantities

    quote = at["quote"]
    lang = "zh" if is_chinese(quote) else "en"
    times = periods(quote, lang=lang)
    found = [
        q
        for q in quantities(quote, lang=lang)
        if number in (q.text, quote[q.number_start : q.number_end])
        or (number is None and not any(t.start < q.end and q.start < t.end for t in times))
    ]
    if len(found) != 1:
        listed = ", ".join(q.text for q in found) or "none"
        raise UsageError(f"one number is needed in the words, found {listed}: select fewer, or name it in value_text")
    read, when = found[0], times[0] if len(times) == 1 else None
    return Figure(
        **at,
        value=read.value,
        value_max=read.value_max,
        value_text=read.text,
        value_start=at["start"] + read.start,
        value_end=at["start"] + read.end,
        unit=read.unit or "count",
        unit_text=read.unit_text,
        comparator=read.comparator,
        period=when.iso if when else None,
        period_text=when.text if when else None,
    )
