"""Freeze every page of an atlas: from the first page along all links, until nothing new is found."""

from __future__ import annotations

import hashlib
import logging
import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from jiqun.errors import WorkspaceError
from jiqun.export import FORMATS, TABLES
from jiqun.publish import freezing
from jiqun.publish.folder import Folder
from jiqun.publish.freezing import Frozen
from jiqun.version import digest_of_files
from jiqun.web.site import Site
from jiqun.words import LANGUAGES

Progress = Callable[[str, int, int], None]  # step, done, found until now

_CODE = (
    "atlas", "compare", "draw", "export", "findings", "judging", "ledger", "model", "publish", "reposts", "resolve",
    "vocab", "web", "words.csv", "words.py",
)  # fmt: skip
_BATCH = 40  # pages that a process is given at once
_TOLD = 1000  # dead links that are listed


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing did. With ``dead`` links, one line each, nothing was changed in the folder."""

    folder: Path
    pages: int
    written: int
    unchanged: int
    removed: int
    size: int
    seconds: float
    dead: tuple[str, ...] = ()


@dataclass(slots=True)
class _Walk:
    """What is known on the way: addresses seen and waiting, files made, anchors there and anchors asked for."""

    seen: dict[str, str] = field(default_factory=dict)  # address → the page that led there first
    todo: deque[str] = field(default_factory=deque)
    files: dict[str, str] = field(default_factory=dict)
    written: list[str] = field(default_factory=list)
    anchors: set[int] = field(default_factory=set)
    asked: dict[int, tuple[str, str]] = field(default_factory=dict)
    dead: list[str] = field(default_factory=list)
    size: int = 0

    def add(self, address: str, page: str) -> None:
        if address not in self.seen:
            self.seen[address] = page
            self.todo.append(address)

    def take(self, made: Frozen) -> None:
        if made.status != 200:
            self.dead.append(f"dead link: {made.address} ({made.status}): {self.seen[made.address]}")
            return
        self.files[made.file] = made.checksum
        self.size += made.size
        if made.written:
            self.written.append(made.file)
        self.anchors.update(made.anchors)
        for link in made.links:
            self.add(link, made.address)
        for number, address, fragment in made.wanted:
            if number not in self.anchors:
                self.asked.setdefault(number, (f"{address}#{fragment}", made.address))

    def missing(self) -> list[str]:
        lost = [pair for number, pair in self.asked.items() if number not in self.anchors]
        return self.dead + [f"dead link: {to} (no such place): {page}" for to, page in lost]


def publish(
    atlas: Path, folder: Path, site: Site | None = None, progress: Progress | None = None, jobs: int | None = None
) -> Published:
    """Freeze the pages of an atlas into a folder, which becomes a publication and holds nothing else.

    What is unchanged since the last time is not written again, what is gone is removed. A dead link stops it before
    anything is changed. WorkspaceError when there is no atlas, or other files are in the folder.
    """
    started = perf_counter()
    if not atlas.is_file():
        raise WorkspaceError(f"no atlas yet: {atlas}: run `jiqun build` first")
    place = Folder(folder)
    known, walk = place.known(), _Walk()
    made_of = _made_of(atlas, site or Site())
    if known and all(known.values()) and made_of == place.made_of():
        return Published(folder, len(known), 0, len(known), 0, 0, perf_counter() - started)
    for address in _first():
        walk.add(address, "/")
    tell = progress or (lambda step, done, total: None)
    try:
        count = jobs or os.cpu_count() or 1
        with _pool(count, (atlas, site or Site(), place.staging, known)) as pool:
            _walk(pool, count, walk, tell)
        dead = walk.missing()
        gone = sorted(known.keys() - walk.files.keys())
        if not dead:
            tell("put", 0, 1)
            place.put(walk.files, walk.written, gone, made_of)
    finally:
        place.clear()
    done = (0, 0, 0) if dead else (len(walk.written), len(walk.files) - len(walk.written), len(gone))
    return Published(folder, len(walk.files), *done, walk.size, perf_counter() - started, tuple(dead[:_TOLD]))


def _made_of(atlas: Path, site: Site) -> str:
    """A checksum of all that a publication depends on: the atlas, the site's settings and files, and the code."""
    total = hashlib.sha256(f"{digest_of_files(*_CODE)} {site} {LANGUAGES}".encode())
    for path in (atlas, site.logo_file, site.map_file):
        if path is not None:
            with path.open("rb") as file:
                total.update(hashlib.file_digest(file, "sha256").digest())
    return total.hexdigest()


def _first() -> Iterator[str]:
    """Where the walk begins: pages that every publication has, whatever leads there."""
    yield "/"
    for lang in LANGUAGES:
        yield from (f"/{lang}/", f"/{lang}/downloads", f"/{lang}/api")
    yield from (f"/downloads/{table}.{suffix}" for table in TABLES for suffix in FORMATS)
    yield "/api/openapi.json"


class _Here:
    """One process that makes the pages itself, with the face of a pool."""

    def __init__(self, freezer: freezing.Freezer) -> None:
        self._freezer = freezer

    def submit(self, addresses: list[str]) -> Future[list[Frozen]]:
        made: Future[list[Frozen]] = Future()
        made.set_result(self._freezer.freeze(addresses))
        return made


class _There:
    """Processes of their own, which share nothing with this one: it may have threads."""

    def __init__(self, pool: ProcessPoolExecutor) -> None:
        self._pool = pool

    def submit(self, addresses: list[str]) -> Future[list[Frozen]]:
        return self._pool.submit(freezing.freeze, addresses)


@contextmanager
def _pool(jobs: int, given: tuple[Path, Site, Path, dict[str, str]]) -> Iterator[_Here | _There]:
    if jobs == 1:
        log = logging.getLogger("jiqun.web")
        level = log.level
        freezer = freezing.Freezer(*given)
        try:
            yield _Here(freezer)
        finally:
            freezer.close()
            log.setLevel(level)
        return
    context = multiprocessing.get_context("spawn")
    held, ours = context.Pipe(duplex=False)
    with held, ours:  # when our end closes, the processes go: a kill leaves no orphans
        pool = ProcessPoolExecutor(jobs, context, freezing.begin, (held, *given))
        try:
            yield _There(pool)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _walk(pool: _Here | _There, jobs: int, walk: _Walk, tell: Progress) -> None:
    """Hand out pages and take what comes back until no page is waiting and none is being made."""
    running: set[Future[list[Frozen]]] = set()
    limit, done = 2 * jobs, 0
    while walk.todo or running:
        while walk.todo and len(running) < limit:
            size = min(_BATCH, max(1, len(walk.todo) // limit))
            running.add(pool.submit([walk.todo.popleft() for _ in range(min(size, len(walk.todo)))]))
        finished, running = wait(running, return_when=FIRST_COMPLETED)
        for future in finished:
            for made in future.result():
                walk.take(made)
                done += 1
        tell("freeze", done, len(walk.seen))
