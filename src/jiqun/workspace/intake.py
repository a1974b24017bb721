"""Taking files into a workspace: each is read, copied beside the ledger, and entered with its origin."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, fields
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from jiqun.errors import JiqunError, ReadError, UsageError
from jiqun.model import Origin
from jiqun.workspace.whole import told, write_whole

if TYPE_CHECKING:
    from jiqun.atlas.build import Progress
    from jiqun.ledger.ledger import Ledger


@dataclass(frozen=True, slots=True)
class AddReport:
    """What an add did: the files added, those whose bytes were there already, and those refused, each with a reason.

    ``updated`` are files that were there already whose origin or date changed.
    """

    added: tuple[Path, ...] = ()
    updated: tuple[Path, ...] = ()
    present: tuple[Path, ...] = ()
    failed: tuple[tuple[Path, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Intake:
    """What all files of one add share: where they go, what is known of their origin, and the readers' version."""

    ledger: Ledger
    documents: Path
    origin: Origin
    date: str | None
    reader: str

    def add(self, paths: Sequence[str | PathLike[str]], progress: Progress | None = None) -> AddReport:
        """Add the files named and those of the folders named; the caller holds the workspace's lock for writing."""
        done: dict[str, list[Path]] = {"added": [], "updated": [], "present": []}
        failed: list[tuple[Path, str]] = []
        self._sweep()
        files = _files(paths)
        for number, (path, refused) in enumerate(files):
            if progress is not None:
                progress("add", number, len(files))
            try:
                if refused is not None:
                    raise refused
                done[self._add_one(path)].append(path)
            except ReadError as error:
                failed.append((path, str(error)))
        return AddReport(tuple(done["added"]), tuple(done["updated"]), tuple(done["present"]), tuple(failed))

    def _sweep(self) -> None:
        """Remove what adds that were killed left half-written."""
        for leftover in self.documents.glob(".*.tmp"):
            leftover.unlink(missing_ok=True)

    def _add_one(self, path: Path) -> str:
        from jiqun.read import read

        document = read(path, self.date)
        with told(path, "cannot read"):
            data = path.read_bytes()
        sha256 = document.sha256
        if hashlib.sha256(data).hexdigest() != sha256:
            raise ReadError(f"changed while it was read: {path}: add it again when it is finished")
        known = self.ledger.has(sha256)
        suffix = path.suffix.lower()
        copy = self.documents / f"{sha256}{suffix}"
        if not known:
            write_whole(copy, data)
        try:
            changed = self.ledger.add(document, self.origin, suffix=suffix, date_given=self.date, reader=self.reader)
        except JiqunError:
            if not known:
                copy.unlink(missing_ok=True)
            raise
        if not known:
            return "added"
        return "updated" if changed else "present"


def _files(paths: Sequence[str | PathLike[str]]) -> list[tuple[Path, ReadError | None]]:
    """The files named and those of the folders named, in order; where nothing is found, the reason."""
    from jiqun.read import find_documents

    if not paths:
        raise UsageError("nothing to add: name at least one file or folder")
    found: list[tuple[Path, ReadError | None]] = []
    for given in paths:
        try:
            found += [(path, None) for path in find_documents(Path(given))]
        except ReadError as error:
            found.append((Path(given), error))
    return found


def origin_card(given: dict[str, str | None]) -> Origin:
    """An origin card of the fields given. UsageError when there is no such field."""
    known = [field.name for field in fields(Origin)]
    for name in given:
        if name not in known:
            raise UsageError(f"unknown origin field: {name}: known are {', '.join(known)}")
    return Origin(**given)
