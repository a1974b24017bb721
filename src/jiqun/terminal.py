"""What the command line prints: plain lines, never cut to a width, in the user's language."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from jiqun import words
from jiqun.atlas.explain import judgement_json
from jiqun.atlas.judged_words import judgement_rows, mark
from jiqun.atlas.repost_words import origin_rows, remarks, repost_json
from jiqun.atlas.wording import category_name, figure_words, summary
from jiqun.model import Claim, Cluster, Entity, Figure, Hit, Origin, Practice, Record, Relation
from jiqun.words import Lang

if TYPE_CHECKING:
    from jiqun.atlas import Atlas
    from jiqun.atlas.build import BuildReport, Progress
    from jiqun.atlas.explain import Explanation
    from jiqun.publish import Published
    from jiqun.workspace import AddReport, Workspace


def language() -> Lang:
    """The user's language, from the usual variables of the environment: zh or en."""
    chosen = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "zh" if chosen.lower().startswith("zh") else "en"


def _label(group: str, code: str, lang: Lang) -> str:
    return words.label(f"{group}.{code}", lang)


def figure_line(claim: Figure, lang: Lang) -> str:
    """A figure exactly as stated: indicator, comparator, the value's own words, period, status, basis, coverage."""
    said = figure_words(claim, lang)
    parts = [f"{said.indicator} {said.comparator} {said.value}", said.period]
    if claim.status != "actual":
        parts.append(said.status)
    if claim.basis:
        parts.append(f"{words.label('col.basis', lang)}{words.label('colon', lang)}{said.basis}")
    elif claim.unit == "CNY":
        parts.append(said.basis)
    return " · ".join(parts)


def claim_line(claim: Claim, lang: Lang) -> str:
    """One claim on one line, without its quote."""
    if isinstance(claim, Figure):
        return f"{figure_words(claim, lang).subject} · {figure_line(claim, lang)}"
    if isinstance(claim, Entity):
        return f"{claim.name} ({_label('type', claim.type, lang)})"
    if isinstance(claim, Practice):
        return f"{claim.heading} ({category_name(claim.category, lang)})"
    return summary(claim, lang)


def one_line(text: str) -> str:
    """Text on one line, its control characters written out: what a document holds must not steer a terminal."""
    return printable(" ".join(text.split()))


def printable(text: str) -> str:
    """Text with its control characters written out and its blanks kept."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


def add_lines(report: AddReport) -> Iterator[str]:
    """What an add did; refused files are told on the error stream instead."""
    for title, paths in (("added", report.added), ("updated", report.updated), ("already there", report.present)):
        for path in paths:
            yield f"{title}: {one_line(str(path))}"


def build_lines(report: BuildReport, lang: Lang) -> Iterator[str]:
    """The summary of a build."""
    if report.changed:
        yield f"built {report.path} in {report.seconds:.1f} s ({report.extracted} of {report.documents} extracted anew)"
    else:
        yield f"unchanged: {report.path} is up to date"
    if report.reviewed_only:
        yield f"  ({words.label('build.reviewed_only', lang)})"
    yield f"  {words.label('stat.documents', lang)}: {report.documents}"
    yield f"  {words.label('stat.clusters', lang)}: {report.clusters}"
    yield f"  {words.label('stat.claims', lang)}: {sum(report.claims.values())}"
    for kind, count in sorted(report.claims.items(), key=lambda pair: (-pair[1], pair[0])):
        yield f"    {_label('kind', kind, lang)}: {count}"
    yield f"  {words.label('stat.practices', lang)}: {report.practices}"
    yield f"  {words.label('stat.excluded', lang)}: {sum(report.excluded.values())}"
    for reason, count in report.excluded.items():
        yield f"    {_label('reason', reason, lang)}: {count}"
    if report.verdicts:
        yield f"  {words.label('build.judged', lang)}: {sum(report.verdicts.values())}"
    for verdict, count in report.verdicts.items():
        yield f"    {_label('verdict', verdict, lang)}: {count}"


def cluster_lines(atlas: Atlas, lang: Lang) -> Iterator[str]:
    """All clusters with their headline figures as they are stated, in the order of the documents; no ranking."""
    if atlas.is_reviewed_only:
        yield f"({words.label('build.reviewed_only', lang)})"
    for cluster in atlas.clusters():
        yield _cluster_head(cluster)
        yield from _headline_lines(atlas, cluster, lang)


def _cluster_head(cluster: Cluster) -> str:
    about = " · ".join(part for part in (cluster.field, cluster.place) if part)
    return one_line(f"{cluster.name}  [{cluster.id}]" + (f"  {about}" if about else ""))


def _headline_lines(atlas: Atlas, cluster: Cluster, lang: Lang) -> Iterator[str]:
    headlines = atlas.headlines(cluster.id)
    for record in headlines:
        if isinstance(record.claim, Figure):
            yield f"  {one_line(figure_line(record.claim, lang))}  {_tag(atlas, record, lang)}"
    if not headlines:
        yield f"  {words.label('home.no_headline', lang)}"


def sheet_lines(atlas: Atlas, cluster: Cluster, lang: Lang) -> Iterator[str]:
    """A cluster's sheet: figures by tier, members, practices, and the board, each with its id."""
    yield _cluster_head(cluster)
    yield words.label("cluster.headlines", lang)
    yield from _headline_lines(atlas, cluster, lang)
    figures = atlas.records(cluster.id, "figure")
    for tier in ("measure", "time", "rank", "structural"):
        yield from _section(atlas, f"tier.{tier}", [r for r in figures if getattr(r.claim, "tier", "") == tier], lang)
    members = atlas.members(cluster.id)
    yield words.label("cluster.members", lang)
    for record in members:
        if isinstance(record.claim, Relation):
            yield f"  {one_line(record.claim.head)}  {_tag(atlas, record, lang)}"
    if not members:
        yield f"  {words.label('not_stated', lang)}"
    yield from _section(atlas, "cluster.practices", atlas.records(cluster.id, "practice"), lang, always=True)
    yield words.label("cluster.board", lang)
    items, cells = atlas.board()
    for item in items:
        cell = cells[item.id, cluster.id]
        yield f"  {item.zh if lang == 'zh' else item.en}: {_state(cell.state, len(cell.passages), lang)}"


def _section(atlas: Atlas, title: str, records: Sequence[Record], lang: Lang, *, always: bool = False) -> Iterator[str]:
    if records or always:
        yield words.label(title, lang)
    for record in records:
        yield f"  {one_line(claim_line(record.claim, lang))}  {_tag(atlas, record, lang)}"
    if always and not records:
        yield f"  {words.label('not_stated', lang)}"


def _tag(atlas: Atlas, record: Record, lang: Lang) -> str:
    """A record's id, what a person said of it, whether it is stale, and whether its document has no origin."""
    said = mark(record, lang)
    tag = f"[{record.id}]" + (f" ✓ {one_line(said)}" if said else "")
    return tag + "".join(f" · {one_line(remark)}" for remark in remarks(atlas, record, lang))


def _state(state: str, count: int, lang: Lang) -> str:
    if state == "evidence":
        return words.label("state.evidence_1" if count == 1 else "state.evidence_n", lang).format(count=count)
    return words.label(f"state.{state}", lang)


def board_lines(atlas: Atlas, lang: Lang) -> Iterator[str]:
    """The board, one line a cell: for each item, what the documents show for each cluster."""
    items, cells = atlas.board()
    for item in items:
        yield item.zh if lang == "zh" else f"{item.en} ({item.zh})"
        for cluster in atlas.clusters():
            cell = cells[item.id, cluster.id]
            line = f"  {one_line(cluster.name)}: {_state(cell.state, len(cell.passages), lang)}"
            yield line + (f" — {one_line(cell.passages[0].quote)}" if cell.passages else "")


def explain_lines(chain: Explanation, lang: Lang) -> Iterator[str]:
    """The chain from a claim back to its sentence, its document, its rule and its build."""
    claim, sentence, none = chain.record.claim, chain.sentence, words.label("source.unknown", lang)
    marked = (
        chain.sentence.quote[: max(0, claim.start - sentence.start)]
        + f"【{claim.quote}】"
        + chain.sentence.quote[max(0, claim.end - sentence.start) :]
    )
    rows: list[tuple[str, Any]] = [
        ("claim.id", f"{chain.record.id} ({_label('kind', claim.kind, lang)})"),
        ("claim.what", claim_line(claim, lang)),
        ("claim.cluster", chain.cluster.name if chain.cluster else words.label("claim.none", lang)),
        ("claim.sentence", f"…{chain.before}{marked}{chain.after}…"),
        *([("claim.row", " | ".join(chain.row))] if chain.row else []),
        *([("claim.place", chain.place)] if chain.place else []),
        ("claim.check", words.label("claim.check_ok", lang).format(start=claim.start, end=claim.end)),
        ("claim.document", f"{chain.title or chain.document} ({chain.document})"),
        ("source.date", chain.date or none),
        ("source.producer", chain.origin.producer or none),
        ("source.published", chain.origin.published or none),
        ("source.url", chain.origin.url or none),
        ("source.licence", chain.origin.licence or none),
        ("source.sha256", chain.sha256),
        ("source.file", f"{chain.media_type}, {chain.encoding}"),
        ("claim.rule", f"{claim.rule or claim.kind} ({chain.rule_words[lang]})"),
        *((f"step.name.{step.name}", step.words[lang]) for step in chain.steps),
        ("claim.rules_version", f"{chain.rules_version} (jiqun {chain.jiqun_version})"),
    ]
    at = 1 + next(number for number, (key, _) in enumerate(rows) if key == "claim.document")
    if chain.origin.note:
        rows.insert(at, ("source.note", chain.origin.note))
    if chain.is_digest:
        rows.insert(at, ("digest.badge", words.label("digest.of", lang).format(title=chain.title or chain.document)))
    told = [(words.label(key, lang), str(value)) for key, value in rows]
    told += origin_rows(chain.origin, chain.reposts, lang)
    told[2:2] = judgement_rows(chain.record, chain.judgements, lang)
    for name, said in told:
        yield f"{name}{words.label('colon', lang)}{one_line(said)}"


def hit_line(hit: Hit, atlas: Atlas) -> str:
    """One search hit: document, place, and the passage with the matches marked."""
    quote, at, out = hit.passage.quote, hit.passage.start, ""
    for match in hit.matches:
        out += quote[at - hit.passage.start : match.start - hit.passage.start]
        out += f"【{quote[match.start - hit.passage.start : match.end - hit.passage.start]}】"
        at = match.end
    out += quote[at - hit.passage.start :]
    cluster = atlas.cluster(hit.cluster).name if hit.cluster else "—"
    name = atlas.source(hit.passage.source).document.name
    return one_line(f"{cluster}  {name}:{hit.passage.start}–{hit.passage.end}  {out}")


def extract_lines(claims: Sequence[Claim], lang: Lang) -> Iterator[str]:
    """Extracted claims as a table of tab-separated columns: kind, place, what is stated, quote."""
    for claim in claims:
        kind = _label("kind", claim.kind, lang)
        yield f"{kind}\t{claim.start}–{claim.end}\t{one_line(claim_line(claim, lang))}\t{one_line(claim.quote)}"


def records_json(atlas: Atlas, records: Sequence[Record]) -> list[dict[str, Any]]:
    """Records as JSON objects, each with its judgement, its chains, and whether it is stale."""
    return [
        {
            "id": r.id,
            "source": r.source,
            "cluster": r.cluster,
            "claim": r.claim.to_dict(),
            **judgement_json(r),
            **repost_json(atlas, r, brief=True),
        }
        for r in records
    ]


def print_lines(lines: Iterable[str]) -> None:
    """Print lines; when the reader (`head`) has seen enough, end quietly."""
    try:
        for line in lines:
            print(line)
        sys.stdout.flush()
    except BrokenPipeError:  # what is still buffered goes nowhere
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit from None


def print_json(value: Any) -> None:
    """Print one JSON value."""
    print_lines([json.dumps(value, ensure_ascii=False, indent=2)])


def build_with_progress(workspace: Workspace, reviewed_only: bool | None = None) -> BuildReport:
    """Build with progress on the error stream: a bar on a terminal, plain lines in a log."""
    with _progress("build") as tell:
        return workspace.build(tell, reviewed_only=reviewed_only)


def add_with_progress(workspace: Workspace, paths: Sequence[Path], origin: Origin, date: str | None) -> AddReport:
    """Add with a bar on a terminal; a log needs no line for each of a thousand files before the report names them."""
    if not sys.stderr.isatty():
        return workspace.add_files(paths, origin, date)
    with _progress("add") as tell:
        return workspace.add_files(paths, origin, date, tell)


def publish_with_progress(workspace: Workspace, folder: Path, jobs: int | None) -> Published:
    """Publish with a bar on a terminal; a log gets a line for every thousand pages."""
    from jiqun.publish import publish

    with _progress("publish") as tell:
        last = 0

        def told(step: str, done: int, total: int) -> None:
            nonlocal last
            if sys.stderr.isatty() or done - last >= 1000 or done == total:
                last = done
                tell(step, done, total)

        return publish(workspace.atlas.path, folder, workspace.site, told, jobs)


@contextmanager
def _progress(title: str) -> Iterator[Progress]:
    if not sys.stderr.isatty():
        yield lambda step, done, total: print(f"{step} {done}/{total}", file=sys.stderr)
        return
    from rich.console import Console
    from rich.progress import Progress as Bars

    with Bars(console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task(title)
        yield lambda step, done, total: bars.update(task, description=step, completed=done, total=total)
