"""Two builds of the atlas side by side: what was added, changed, withdrawn or judged anew, and by whom."""

from __future__ import annotations

from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING

from fastapi import Request
from fastapi.responses import HTMLResponse

from jiqun.atlas.atlas import Atlas
from jiqun.atlas.change import WHAT, Change, Difference
from jiqun.atlas.diff import diff
from jiqun.atlas.diff_words import again_words, because_line, field_line, how, said
from jiqun.atlas.history import PastBuild, past_builds
from jiqun.errors import NotFoundError
from jiqun.web.memo import once
from jiqun.web.pages.common import Code
from jiqun.web.rendering import atlas_of, render, shared_by
from jiqun.words import Lang

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST = 60  # changes of a kind that the page lists


def builds_page(request: Request, lang: Lang, old: Code = None, new: Code = None) -> HTMLResponse:
    """Two of the builds that were kept; without a choice the newest and the one before it."""
    atlas = atlas_of(request)
    builds = past_builds(atlas.path)
    before, after = _chosen(builds, old, new)
    found = _difference(atlas, before, after) if before and after and before != after else None
    return render(
        request, lang, "builds.html", **shared_by(atlas), builds=builds[::-1], before=before, after=after, found=found,
        groups=_groups(found), most=_MOST, how=lambda change: how(change, lang), said=lambda change: said(change, lang),
        field_line=lambda field: field_line(field, lang), because=lambda change: because_line(change.because, lang),
        again=lambda change: again_words(change, lang), stamp=_stamp,
        is_linked=bool(builds) and after == builds[-1],
    )  # fmt: skip


def _chosen(builds: Sequence[PastBuild], old: str | None, new: str | None) -> tuple[PastBuild | None, PastBuild | None]:
    """The builds by the beginning of their fingerprints. Only what is kept can be named: an address is no path."""
    by_name = {build.fingerprint: build for build in builds}
    for name in (old, new):
        if name and name not in by_name:
            raise NotFoundError(f"no such build: {name}: there are {', '.join(by_name) or 'none'}")
    after = by_name[new] if new else builds[-1] if builds else None
    earlier = [build for build in builds if after and build.when < after.when]
    return (by_name[old] if old else earlier[-1] if earlier else None), after


def _difference(atlas: Atlas, before: PastBuild, after: PastBuild) -> Difference:
    """The difference; the last one asked for is remembered."""
    names = before.path.name, after.path.name
    known: dict[tuple[str, str], Difference] = once(atlas, "difference", dict)
    found = known.get(names)
    if found is None:
        older, newer = Atlas.open(before.path), Atlas.open(after.path)
        try:
            found = diff(older, newer)
        finally:
            older.close()
            newer.close()
        known.clear()
        known[names] = found
    return found


def _groups(found: Difference | None) -> list[tuple[str, list[Change], int]]:
    """The changes under what changed: the first of them, and how many there are."""
    if found is None:
        return []
    made = []
    for what in WHAT:
        own = [change for change in found.changes if change.what == what]
        if own:
            made.append((what, list(islice(own, _MOST)), len(own)))
    return made


def _stamp(when: datetime) -> str:
    return when.strftime("%Y-%m-%d %H:%M UTC")
