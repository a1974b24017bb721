"""The verb that says what changed between two atlases: diff."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jiqun import words
from jiqun.cli.app import Json, app, workspace
from jiqun.errors import NotFoundError, UsageError
from jiqun.words import MESSAGES, Lang

if TYPE_CHECKING:
    from jiqun.atlas import Atlas
    from jiqun.atlas.history import PastBuild

_WHICH = "An atlas: a file, a workspace, a date (the last build at or before it), or the fingerprint of a past build."


@app.command()
def diff(
    old: Annotated[str | None, typer.Argument(help=f"{_WHICH} Without it, the past builds are listed.")] = None,
    new: Annotated[str | None, typer.Argument(help=f"{_WHICH} The current atlas otherwise.")] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Write a page to print instead: .html or .docx.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Say what changed between two atlases: added, changed, withdrawn, judged anew, and by whom."""
    from jiqun import terminal

    if output is not None and output.suffix.lower() not in (".docx", ".html"):
        raise UsageError(f"unknown kind of page: {output}: name a file that ends in .html or .docx")
    lang = terminal.language()
    if old is None:
        if output is not None:
            raise UsageError("nothing to write: name the older atlas, or a date")
        _list(as_json, lang)
        return
    from jiqun.atlas.diff import diff as compare_atlases
    from jiqun.atlas.diff_words import change_words, diff_lines

    found = compare_atlases(_atlas(old), _atlas(new) if new is not None else workspace().atlas)
    if output is not None:
        from jiqun.report.changes import write_changes

        write_changes(found, output, lang)
        print(f"written: {output}")
    elif as_json:
        worded = [c.to_dict() | {"words": {code: change_words(c, code) for code in MESSAGES}} for c in found.changes]
        terminal.print_json(found.to_dict() | {"changes": worded})
    else:
        terminal.print_lines(map(terminal.printable, diff_lines(found, lang)))


def _atlas(ref: str) -> Atlas:
    from jiqun.atlas import Atlas
    from jiqun.atlas.history import is_date

    if Path(ref).exists():
        return Atlas.open(ref)
    if is_date(ref):
        return workspace().atlas_at(ref)
    fits = [build for build in workspace().past_builds() if len(ref) >= 4 and build.fingerprint.startswith(ref[:8])]
    if not fits:
        raise NotFoundError(f"no such atlas: {ref}: name a file, a workspace, a date, or a build of `jiqun diff`")
    return Atlas.open(fits[-1].path)


def _list(as_json: bool, lang: Lang) -> None:
    from jiqun import terminal

    builds = workspace().past_builds()
    if as_json:
        told = [{"when": b.when.isoformat(), "fingerprint": b.fingerprint, "path": str(b.path)} for b in builds]
        terminal.print_json(told)
    else:
        terminal.print_lines(_build_lines(builds, lang))


def _build_lines(builds: list[PastBuild], lang: Lang) -> Iterator[str]:
    for build in builds:
        yield f"{build.when:%Y-%m-%d %H:%M:%S} UTC  {build.fingerprint}"
    if not builds:
        yield words.label("diff.no_builds", lang)
