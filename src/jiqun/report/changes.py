"""What changed between two atlases, as a page to print: a table for each kind of thing, and who judged what."""

from __future__ import annotations

from os import PathLike
from pathlib import Path

from jiqun.atlas.diff import WHAT, Change, Difference
from jiqun.atlas.diff_words import (
    about_line,
    again_words,
    because_line,
    field_line,
    how,
    reference,
    said,
    summary_lines,
)
from jiqun.report.tree import Block, Heading, Paragraph, Report, Run, Table
from jiqun.report.write import write_tree
from jiqun.words import Lang, label, visible

_COLUMNS = ("diff.change", "col.cluster", "diff.what", "diff.fields", "diff.because")
_WIDTHS = (0.09, 0.16, 0.27, 0.28, 0.2)


def write_changes(difference: Difference, path: str | PathLike[str], lang: Lang = "zh") -> None:
    """Write the difference as HTML (.html) or Word (.docx); UsageError for another suffix."""
    write_tree(changes(difference, lang), Path(path))


def changes(difference: Difference, lang: Lang) -> Report:
    """The difference as the tree of a page."""
    title = label("diff.title", lang)
    blocks: list[Block] = [
        Heading(title, 1),
        Paragraph((Run(visible(about_line(difference, lang)), soft=True),), "small"),
    ]
    blocks += [Paragraph((Run(line),)) for line in summary_lines(difference, lang)]
    if not difference.changes:
        blocks.append(Paragraph((Run(label("diff.none", lang)),)))
    for what in WHAT:
        rows = tuple(_row(change, lang) for change in difference.changes if change.what == what)
        if rows:
            head = tuple(label(name, lang) for name in _COLUMNS)
            blocks += [Heading(label(f"what.{what}", lang)), Table(head, rows, _WIDTHS)]
    return Report(title, lang, tuple(blocks), label("report.page", lang), _dated(difference))


def _row(change: Change, lang: Lang) -> tuple[tuple[Run, ...], ...]:
    semicolon, id_ = label("list.semicolon", lang), reference(change)
    fields = semicolon.join(field_line(field, lang) for field in change.fields)
    told = [because_line(change.because, lang), again_words(change, lang), change.document or ""]
    return (
        (Run(how(change, lang), bold=True),),
        (Run(visible(change.cluster or "")),),
        (Run(visible(said(change, lang))), *((Run(f" {id_}", soft=True),) if id_ else ())),
        (Run(visible(fields)),),
        (Run(visible(semicolon.join(part for part in told if part))),),
    )


def _dated(difference: Difference) -> str:
    """The day of the last judgement among the changes, so that the same difference gives the same file."""
    days = [change.because.when[:10] for change in difference.changes if change.because.when]
    return max(days, default="2000-01-01")
