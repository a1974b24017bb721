"""What `jiqun compare` and `jiqun measurability` print: plain lines in the user's language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from jiqun.compare import Comparison, Measurability
from jiqun.compare.comparison import Pair
from jiqun.compare.measurability import ClusterReport
from jiqun.compare.measurable import Measurable
from jiqun.compare.preference import Conflict
from jiqun.compare.select import Row
from jiqun.compare.series import Series
from jiqun.terminal import figure_line, one_line
from jiqun.words import Lang, label, period


def comparison_lines(found: Comparison, lang: Lang) -> Iterator[str]:
    """A comparison: the figures as stated, each two clusters with their verdict, conflicts, series, who is silent."""
    yield from _figures(found, lang)
    yield from _pairs(found, lang)
    yield from _conflicts(found.conflicts, lang)
    for each in found.series:
        if len(each.lines) > 1 or any(len(line.rows) > 1 for line in each.lines) or each.targets:
            yield from _series(each, lang)


def _figures(found: Comparison, lang: Lang) -> Iterator[str]:
    yield label("compare.figures", lang)
    ranks = found.ranks()
    for row in found.figures:
        place = ranks.get(row.record.id)
        yield _row(row, lang) + (f"  {_place(place, lang)}" if place else "")
    for need, cluster in zip(found.needs, found.silent, strict=True):
        head = one_line(f"{cluster.name}: {label('not_stated', lang)}")
        yield f"  {head} — {_said('compare.enter', need.told(lang), lang)}"
    for row in found.single:
        yield f"  {label('compare.single', lang)}: {one_line(row.figure.subject or '')} · {_stated(row, lang)}"


def _said(key: str, text: str, lang: Lang) -> str:
    return label(key, lang).format(text=one_line(text))


def _row(row: Row, lang: Lang) -> str:
    of = f" ({one_line(row.figure.subject or '')})" if row.whose else ""
    return f"  {one_line(row.cluster.name)}{of}: {_stated(row, lang)}"


def _stated(row: Row, lang: Lang) -> str:
    return f"{one_line(figure_line(row.figure, lang))}  [{row.record.id}]"


def _place(place: tuple[int, int], lang: Lang) -> str:
    first, last = place
    key = "compare.place" if first == last else "compare.places"
    return label(key, lang).format(first=first, last=last)


def _pairs(found: Comparison, lang: Lang) -> Iterator[str]:
    best = found.best()
    counts = Counter(pair.verdict.status for pair in best)
    if not best:
        yield label("compare.no_pairs", lang)
        return
    said = [
        f"{label(f'compare.{status}', lang)} {counts[status]}" for status in ("comparable", "reservation", "refused")
    ]
    yield f"{label('compare.pairs', lang)} ({len(best)}): {' · '.join(said)}"
    for status in ("comparable", "reservation", "refused"):
        for pair in best:
            if pair.verdict.status == status:
                yield from _pair(pair, lang)
    if len(found.pairs) > len(best):
        yield label("compare.more_pairs", lang).format(count=len(found.pairs) - len(best))


def _pair(pair: Pair, lang: Lang) -> Iterator[str]:
    verdict = pair.verdict
    mark = verdict.order or label("compare.against", lang)
    names = f"{pair.a.cluster.name} {mark} {pair.b.cluster.name}"
    yield f"  {label(f'compare.{verdict.status}', lang)}: {one_line(names)}  [{pair.a.record.id} {pair.b.record.id}]"
    refusals = [finding for finding in verdict.findings if finding.status == "refused"]
    for finding in refusals or verdict.findings:
        yield f"    {_said('compare.why', finding.reason(lang), lang)}"
    cure = verdict.cured(lang)
    if cure:
        yield f"    {_said('compare.cure', cure, lang)}"


def _conflicts(conflicts: tuple[Conflict, ...], lang: Lang) -> Iterator[str]:
    for found in conflicts:
        key = "compare.agree" if found.agree else "compare.conflict"
        yield label(key, lang).format(name=one_line(found.preferred.cluster.name))
        for row in found.rows:
            chosen = row is found.preferred
            note = f"  ← {label('compare.preferred', lang).format(why=found.why(lang))}" if chosen else ""
            yield f"  {_stated(row, lang)}  {row.record.source}{note}"


def _series(found: Series, lang: Lang) -> Iterator[str]:
    yield label("compare.series", lang).format(name=one_line(found.cluster.name))
    breaks = {id(each.after): each for each in found.breaks}
    for line in found.lines:
        if (change := breaks.get(id(line.rows[0]))) is not None:
            for finding in change.findings:
                yield f"  — {_said('compare.break', finding.reason(lang), lang)}"
        for row in line.rows:
            yield f"  {_stated(row, lang)}"
        if line.gaps:
            yield f"  — {_said('compare.gaps', ', '.join(map(str, line.gaps)), lang)}"
    for row in found.targets:
        yield f"  {label('status.target', lang)}: {_stated(row, lang)}"
    for row in found.undated:
        yield f"  {period(None, None, lang)}: {_stated(row, lang)}"


def measurability_lines(report: Measurability, lang: Lang) -> Iterator[str]:
    """The report: for each cluster what is stated, what can be computed, what is missing; then the whole set."""
    for each in report.clusters:
        yield from _cluster(each, lang)
    if report.set:
        yield label("measurability.set", lang)
    for shared in report.set:
        pairs = " · ".join(f"{label(f'compare.{status}', lang)} {count}" for status, count in shared.pairs.items())
        stated = label("measurability.stated_by", lang).format(
            count=len(shared.clusters), all=len(shared.clusters) + len(shared.silent)
        )
        yield f"  {one_line(shared.indicator)}: {stated} · {pairs}"


def _cluster(report: ClusterReport, lang: Lang) -> Iterator[str]:
    yield one_line(f"{report.cluster.name}  [{report.cluster.id}]")
    yield f"  {label('measurability.stated', lang)}"
    for each in report.stated:
        periods = ", ".join(period(when, None, lang) for when in each.periods)
        yield f"    {one_line(each.indicator)}: {periods}"
    if not report.stated:
        yield f"    {label('not_stated', lang)}"
    yield f"  {_said('measurability.absent', ', '.join(report.absent), lang)}"
    for state in ("yes", "reservation", "no"):
        found = [each for each in report.measures if each.state == state]
        if found:
            yield f"  {label(f'measurability.{state}', lang)}"
        for measure in found:
            yield from _measure(measure, lang)


def _measure(found: Measurable, lang: Lang) -> Iterator[str]:
    ids = " ".join(row.record.id for row in found.rows)
    stated = f" ({label('measurability.itself', lang)})" if found.stated else ""
    yield f"    {found.measure.name[lang]}{stated}" + (f"  [{ids}]" if ids else "")
    for words in found.missing:
        yield f"      {_said('measurability.missing', words[lang], lang)}"
    if found.state != "no" or found.rows:
        for finding in found.findings:
            if found.state == "reservation" or finding.status == "refused":
                yield f"      {_said('compare.why', finding.reason(lang), lang)}"
