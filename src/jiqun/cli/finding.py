"""The verb that shows what the self-checks of the texts found: findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date as calendar
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from jiqun import words
from jiqun.cli.app import Date, Json, app, workspace
from jiqun.errors import UsageError
from jiqun.words import MESSAGES, Lang

if TYPE_CHECKING:
    from jiqun.findings import Finding

_HIDDEN = ("open_list",)  # 甲、乙等八大园区: examples, nothing to look at


@app.command()
def findings(
    cluster: Annotated[
        str | None, typer.Argument(help="A cluster: its id, its name or a part of it, in any script.")
    ] = None,
    file: Annotated[Path | None, typer.Option(help="Check this file instead, without a workspace.")] = None,
    date: Date = None,
    today: Annotated[
        str | None, typer.Option(help="The day by which a target is over (YYYY-MM-DD); the current day otherwise.")
    ] = None,
    show_all: Annotated[bool, typer.Option("--all", help="Show what agrees too, and lists of examples.")] = False,
    as_json: Json = False,
) -> None:
    """Show what the texts say against themselves: counts and lists, parts and totals, growth, targets, values."""
    from jiqun import terminal

    if file is not None and cluster is not None:
        raise UsageError("a cluster is looked up in a workspace: name a cluster or --file FILE, not both")
    if file is None and date is not None:
        raise UsageError("--date goes with --file FILE")
    day = _day(today)
    found, name_of = _of_workspace(cluster, day) if file is None else _of_file(file, date, day)
    shown = [f for f in found if show_all or (f.verdict != "agrees" and f.reason not in _HIDDEN)]
    if as_json:
        terminal.print_json([_body(finding) for finding in shown])
    else:
        lang = terminal.language()
        terminal.print_lines(map(terminal.printable, _lines(shown, found, name_of, lang)))


def _day(given: str | None) -> str:
    if given is None:
        return calendar.today().isoformat()
    try:
        return calendar.fromisoformat(given).isoformat()
    except ValueError:
        raise UsageError(f"not a day: {given}: write it as YYYY-MM-DD") from None


def _of_workspace(cluster: str | None, day: str) -> tuple[list[Finding], Callable[[str], str]]:
    atlas = workspace().atlas
    names = {source.id: source.document.name for source in atlas.sources()}
    return atlas.findings(cluster, today=day), lambda source: names[source]


def _of_file(file: Path, date: str | None, day: str) -> tuple[list[Finding], Callable[[str], str]]:
    from jiqun.extract import extract
    from jiqun.findings import findings as check
    from jiqun.read import read

    document = read(file, date)
    return check(document, extract(document), day), lambda source: document.name


def _body(finding: Finding) -> dict[str, Any]:
    from jiqun.findings.wording import message

    return finding.to_dict() | {"message": {lang: message(finding, lang) for lang in MESSAGES}}


def _lines(
    shown: Sequence[Finding], found: Sequence[Finding], name_of: Callable[[str], str], lang: Lang
) -> Iterator[str]:
    """Each finding with its spans, contradictions first; then how many there are of each verdict."""
    from jiqun.findings import VERDICTS
    from jiqun.findings.wording import kind_name, message, verdict_name

    for finding in sorted(shown, key=lambda f: VERDICTS.index(f.verdict)):
        head = f"{verdict_name(finding, lang)} · {kind_name(finding, lang)}{words.label('colon', lang)}"
        yield f"{head}{message(finding, lang)}  [{finding.id}]"
        for span in finding.spans:
            role = words.label(f"finding.role.{span.role}", lang)
            quote = words.quoted(" ".join(span.quote.split()))
            yield f"  {role}  {name_of(span.source)}:{span.start}–{span.end}  {quote}"
    if not shown:
        yield words.label("findings.none", lang)
    tally = Counter(finding.verdict for finding in found)
    yield words.label("findings.summary", lang).format(**{verdict: tally[verdict] for verdict in VERDICTS})
