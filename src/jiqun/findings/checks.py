"""All self-checks over one document, and those that need the figures of several."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from jiqun.extract.languages import quantities
from jiqun.extract.quantity import Quantity
from jiqun.extract.reading import Reading, prepare
from jiqun.findings.duplicates import duplicates
from jiqun.findings.finding import VERDICTS, Finding, FindingSpan, in_source
from jiqun.findings.growth import Placed, bearing_on_growth, growth_checks
from jiqun.findings.list_counts import list_counts
from jiqun.findings.ranges import date_ranges, figure_ranges
from jiqun.findings.shares import shares
from jiqun.findings.targets import overdue_targets, past_targets, target_words
from jiqun.findings.totals import parts_and_totals, tells_parts
from jiqun.model import Block, Claim, Document, Figure, Record, Source
from jiqun.vocab.fold import fold


def findings(document: Document, claims: Iterable[Claim], today: str | None = None) -> list[Finding]:
    """What the text of one document says about its own numbers, in the order of the text.

    ``claims`` are those extracted from it. ``today`` (ISO) also tells which targets are over by that day. For every
    span ``document.text[start:end] == quote``.

    >>> from jiqun.model import Block, Document
    >>> text = "聚焦甲、乙、丙、丁五大方向。"
    >>> [(f.kind, f.verdict, f.reason) for f in findings(Document(text, (Block(0, len(text)),)), [])]
    [('list_count', 'disagrees', 'fewer_listed')]
    """
    reading = prepare(document)
    ordered = sorted(claims, key=lambda claim: claim.start)
    figures = [claim for claim in ordered if isinstance(claim, Figure)]
    found = [*list_counts(reading), *figure_ranges(figures), *duplicates(document.text, figures)]
    found += growth_checks([Placed("", figure, reading.view, figure.cluster) for figure in figures])
    found += _targets(reading, figures, today)
    for block in document.blocks:
        if block.excluded is None and block.kind != "cell":
            found += _in_block(reading, block)
    return sorted((_filed(finding, document, ordered) for finding in _once(found)), key=_place)


def _in_block(reading: Reading, block: Block) -> Iterator[Finding]:
    sentences = reading.sentences(block)
    yield from date_ranges(reading, sentences)
    if not tells_parts(reading.view, block.start, block.end):
        return
    numbers = _numbers(reading, block)
    yield from parts_and_totals(reading, sentences, numbers)
    yield from shares(reading, sentences, numbers)


def _numbers(reading: Reading, block: Block) -> list[Quantity]:
    """The quantities of a block, in the offsets of the document."""
    shift = block.start
    return [
        replace(
            q,
            start=q.start + shift,
            end=q.end + shift,
            number_start=q.number_start + shift,
            number_end=q.number_end + shift,
        )
        for q in quantities(reading.text[block.start : block.end], "auto")
    ]


def _targets(reading: Reading, figures: Sequence[Figure], today: str | None) -> list[Finding]:
    """Targets that are over: by the document's own date, else by today's."""
    found: list[Finding] = []
    date = reading.document.date
    if date is not None:
        found += past_targets(reading.view, figures, date)
        for block in reading.document.blocks:
            if block.excluded is None:
                found += target_words(reading, reading.sentences(block), date, found)
    if today:
        found += overdue([Record("", "", figure.cluster, figure) for figure in figures], today, found)
    return found


def overdue(records: Sequence[Record], today: str, known: Sequence[Finding] = ()) -> list[Finding]:
    """The targets among the records of an atlas that are over by ``today`` and were not by their document's date."""
    taken = {(span.source, span.start, span.end) for finding in known for span in finding.spans}
    found: list[Finding] = []
    for record in records:
        if isinstance(record.claim, Figure):
            for finding in overdue_targets([record.claim], today):
                span = finding.spans[0]
                if (record.source, span.start, span.end) not in taken:
                    found.append(replace(in_source(finding, record.source), cluster=record.cluster))
    return found


def findings_across(sources: Sequence[Source], records: Sequence[Record]) -> list[Finding]:
    """What figures of different documents say about each other: growth in one against levels in another."""
    texts = {source.id: source.document.text for source in sources}
    views: dict[str, str] = {}
    placed = []
    for record in bearing_on_growth(records):
        if record.source not in views:
            views[record.source] = fold(texts[record.source])
        if isinstance(record.claim, Figure):
            placed.append(Placed(record.source, record.claim, views[record.source], record.cluster))
    return [f for f in growth_checks(placed) if len({span.source for span in f.spans}) > 1]


def findings_of(
    source: Source, claims: Iterable[Claim], cluster_id: Callable[[str | None], str | None]
) -> list[Finding]:
    """`findings` of a document of an atlas: spans with its id, clusters by their ids.

    A document without a date of its own has that of its publication.
    """
    published = source.origin.published
    dated = source.document.date or (published if published and published[:4].isdigit() else None)
    found = findings(replace(source.document, date=dated), claims)
    return [replace(in_source(f, source.id), cluster=cluster_id(f.cluster)) for f in found]


def _once(found: Iterable[Finding]) -> Iterator[Finding]:
    seen: set[tuple[str, tuple[FindingSpan, ...]]] = set()
    for finding in found:
        if (finding.kind, finding.spans) not in seen:
            seen.add((finding.kind, finding.spans))
            yield finding


def _filed(finding: Finding, document: Document, claims: Sequence[Claim]) -> Finding:
    """A finding under the cluster of the claims of its paragraph, else of the claim before it."""
    if finding.cluster is not None:
        return finding
    at = finding.spans[0].start
    block = bisect_right(document.blocks, at, key=lambda block: block.start) - 1
    low = bisect_left(claims, document.blocks[block].start, key=lambda claim: claim.start)
    for claim in claims[low:]:
        if claim.start >= document.blocks[block].end:
            break
        if claim.cluster is not None:
            return replace(finding, cluster=claim.cluster)
    return replace(finding, cluster=claims[low - 1].cluster) if low else finding


def _place(finding: Finding) -> tuple[int, int, str, int]:
    return finding.spans[0].start, finding.spans[0].end, finding.kind, VERDICTS.index(finding.verdict)
