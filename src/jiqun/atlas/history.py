"""Past builds: every atlas stays, by hard link, in a folder beside the current one, so that two dates can be compared.

A past build is named by the moment at which it was built (UTC) and the first eight digits of its fingerprint.
"""

from __future__ import annotations

import os
import re
import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import groupby
from pathlib import Path

from jiqun.errors import NotFoundError, StoreError

FOLDER = "history"
KEPT = 30  # past builds, unless the settings say otherwise
_FORM = "%Y-%m-%dT%H%M%S.%fZ"
_NAME = re.compile(r"(\d{4}-\d{2}-\d{2}T\d{6}\.\d{6}Z)-([0-9a-f]{8})\.sqlite")
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_TEMPORARY = ".keeping-"


@dataclass(frozen=True, slots=True, order=True)
class PastBuild:
    """One build that was kept: when it was built (UTC), the beginning of its fingerprint, and its file."""

    when: datetime
    fingerprint: str
    path: Path


def past_builds(atlas: Path) -> list[PastBuild]:
    """The builds kept beside an atlas, the oldest first; the current one is the last of them."""
    found = []
    for path in (atlas.parent / FOLDER).glob("*.sqlite"):
        if match := _NAME.fullmatch(path.name):
            with suppress(ValueError):  # no date: not a name of ours
                when = datetime.strptime(match[1], _FORM).replace(tzinfo=UTC)
                found.append(PastBuild(when, match[2], path))
    return sorted(found)


def keep(atlas: Path, fingerprint: str, bound: int) -> None:
    """Keep the atlas that stands there among the past builds, and let those beyond ``bound`` go.

    Nothing happens when it is the newest of them already, so that a build that was killed before is made up for. A file
    comes into the folder whole: by a link, or by a copy that is renamed where the disk knows no links.
    """
    folder = atlas.parent / FOLDER
    try:
        folder.mkdir(exist_ok=True)
        for leftover in folder.glob(f"{_TEMPORARY}*"):
            leftover.unlink(missing_ok=True)
        kept = past_builds(atlas)
        if bound > 0 and (not kept or kept[-1].fingerprint != fingerprint[:8]):
            _put(atlas, folder, fingerprint[:8], kept)
        for build in superfluous(past_builds(atlas), bound):
            build.path.unlink(missing_ok=True)
    except OSError as error:
        raise StoreError(f"cannot keep the atlas among the past builds: {folder}: {error.strerror or error}") from error


def _put(atlas: Path, folder: Path, fingerprint: str, kept: list[PastBuild]) -> None:
    when = datetime.fromtimestamp(atlas.stat().st_mtime, UTC)
    if kept and when <= kept[-1].when:  # out of a backup, or the clock was set back: it is the newest all the same
        when = max(datetime.now(UTC), kept[-1].when + timedelta(microseconds=1))
    target = folder / f"{when.strftime(_FORM)}-{fingerprint}.sqlite"
    temporary = folder / f"{_TEMPORARY}{os.getpid()}"
    try:
        os.link(atlas, temporary)
    except OSError:  # the disk knows no hard links
        shutil.copy2(atlas, temporary)
    temporary.replace(target)
    temporary.unlink(missing_ok=True)


def superfluous(builds: list[PastBuild], bound: int) -> list[PastBuild]:
    """Those to let go: first what a date cannot reach (not the last of its day), then of months, then the oldest.

    The newest always stays, unless the bound is 0.
    """
    last = {*_last_of(builds, "%Y-%m-%d")}, {*_last_of(builds, "%Y-%m")}
    worth = sorted(builds, key=lambda b: (b == builds[-1], b in last[0], b in last[1], b))
    return sorted(worth[: max(0, len(builds) - bound)])


def _last_of(builds: list[PastBuild], form: str) -> list[PastBuild]:
    return [list(group)[-1] for _, group in groupby(builds, lambda build: build.when.strftime(form))]


def is_date(words: str) -> bool:
    """Whether this is a date of past builds: YYYY, YYYY-MM or YYYY-MM-DD.

    >>> is_date("2026-03"), is_date("atlas.sqlite")
    (True, False)
    """
    return _DATE.fullmatch(words) is not None


def build_at(atlas: Path, date: str) -> PastBuild:
    """The last build at or before the end of a day, month or year (UTC). NotFoundError when there is none."""
    builds = past_builds(atlas)
    reached = [build for build in builds if build.when.strftime("%Y-%m-%d")[: len(date)] <= date]
    if not reached:
        first = f"the first one kept is of {builds[0].when:%Y-%m-%d}" if builds else "none is kept yet"
        raise NotFoundError(f"no build at or before {date}: {atlas.parent / FOLDER}: {first}")
    return reached[-1]
