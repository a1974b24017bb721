"""A workspace: a folder with its settings, the bytes of its documents, the ledger, and the atlas built from them."""

from __future__ import annotations

import hashlib
import json
import os
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jiqun
from jiqun.errors import JiqunError, ReadError, StoreError, UsageError, WorkspaceError
from jiqun.model import Claim, Cluster, Origin
from jiqun.version import digest_of

if TYPE_CHECKING:
    from jiqun.atlas import Atlas
    from jiqun.atlas.build import BuildReport, Progress, Settings
    from jiqun.ledger.ledger import Ledger

SETTINGS = "jiqun.toml"
SCHEMA = 1
_KNOWN = {"title": str, "created_by": str, "schema": int, "board": str, "digest": bool}


@dataclass(frozen=True, slots=True)
class AddReport:
    """What an add did: the files added, those whose bytes were there already, and those refused, each with a reason.

    ``updated`` are files that were there already whose origin or date changed.
    """

    added: tuple[Path, ...] = ()
    updated: tuple[Path, ...] = ()
    present: tuple[Path, ...] = ()
    failed: tuple[tuple[Path, str], ...] = ()


class Workspace:
    """An open workspace. Use `Workspace.create` for a new folder and `jiqun.open` for one that exists."""

    def __init__(self, folder: Path, settings: dict[str, Any]) -> None:
        self.folder = folder
        self.title: str = settings["title"]
        self._settings = settings
        self._atlas: tuple[tuple[int, int], Atlas] | None = None

    @classmethod
    def create(cls, folder: str | PathLike[str], title: str | None = None, *, digest: bool = False) -> Workspace:
        """Make a new workspace in a folder, which may exist. WorkspaceError when it is a workspace already.

        ``digest`` says that its documents are digests of the named sources, written by whoever made the workspace.
        """
        place = Path(folder)
        if (place / SETTINGS).exists():
            raise WorkspaceError(f"already a workspace: {place}: open it, or choose another folder")
        settings: dict[str, str | int | bool] = {
            "title": title or place.resolve().name,
            "created_by": jiqun.__version__,
            "schema": SCHEMA,
        }
        if digest:
            settings["digest"] = True
        with _told(place, "cannot make a workspace"):
            (place / "documents").mkdir(parents=True, exist_ok=True)
            (place / "atlas").mkdir(exist_ok=True)
        workspace = cls(place, settings)
        with workspace._ledger():  # the settings come last: a folder with them is whole
            pass
        lines = "".join(f"{name} = {_toml(value)}\n" for name, value in settings.items())
        write_whole(place / SETTINGS, lines.encode())
        return workspace

    @contextmanager
    def _ledger(self) -> Iterator[Ledger]:
        from jiqun.ledger.ledger import Ledger

        with Ledger(self.folder / "ledger.sqlite") as ledger:
            yield ledger

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Adds and builds of one workspace wait for each other; reading the atlas waits for nobody."""
        from jiqun.ledger.database import exclusive

        with exclusive(self.folder / "write.lock"):
            yield

    def _sweep(self) -> None:
        """Remove what adds that were killed left half-written."""
        for leftover in (self.folder / "documents").glob(".*.tmp"):
            leftover.unlink(missing_ok=True)

    def add(self, *paths: str | PathLike[str], date: str | None = None, **origin: str | None) -> AddReport:
        """Add files, or all readable files of folders, with what is known of their origin (fields of `model.Origin`).

        Bytes that are there already are not added twice; origin fields given now replace those known. A file that
        cannot be read is reported and does not stop the others. ``date`` is the documents' own date, ISO 8601.
        """
        card = _origin(origin)
        done: dict[str, list[Path]] = {"added": [], "updated": [], "present": []}
        failed: list[tuple[Path, str]] = []
        with self._writing(), self._ledger() as ledger:
            self._sweep()
            for path in _files(paths, failed):
                try:
                    done[self._add_one(ledger, path, date, card)].append(path)
                except ReadError as error:
                    failed.append((path, str(error)))
        return AddReport(tuple(done["added"]), tuple(done["updated"]), tuple(done["present"]), tuple(failed))

    def _add_one(self, ledger: Ledger, path: Path, date: str | None, origin: Origin) -> str:
        from jiqun.read import read

        document = read(path, date)
        with _told(path, "cannot read"):
            data = path.read_bytes()
        sha256 = document.sha256
        if hashlib.sha256(data).hexdigest() != sha256:
            raise ReadError(f"changed while it was read: {path}: add it again when it is finished")
        known = ledger.has(sha256)
        suffix = path.suffix.lower()
        copy = self.folder / "documents" / f"{sha256}{suffix}"
        if not known:
            write_whole(copy, data)
        try:
            changed = ledger.add(document, origin, suffix=suffix, date_given=date, reader=digest_of("read"))
        except JiqunError:
            if not known:
                copy.unlink(missing_ok=True)
            raise
        if not known:
            return "added"
        return "updated" if changed else "present"

    def build(self, progress: Progress | None = None) -> BuildReport:
        """Bring the atlas up to date: what is unchanged is not extracted again, an unchanged atlas is not touched."""
        from jiqun.atlas.build import build

        with self._writing(), self._ledger() as ledger:
            return build(ledger, self._build_settings(), progress)

    def _build_settings(self) -> Settings:
        from jiqun.atlas.build import Settings

        board = self._settings.get("board")
        return Settings(
            title=self.title,
            version=jiqun.__version__,
            reader=digest_of("read"),
            documents=self.folder / "documents",
            atlas=self.folder / "atlas" / "atlas.sqlite",
            board=self.folder / board if board else None,
            digest=self._settings.get("digest", False),
        )

    @property
    def atlas(self) -> Atlas:
        """The atlas of the last build. WorkspaceError when there is none yet."""
        from jiqun.atlas import Atlas

        path = self.folder / "atlas" / "atlas.sqlite"
        try:
            state = path.stat()
        except FileNotFoundError:
            raise WorkspaceError(f"no atlas yet: {self.folder}: run `jiqun build` first") from None
        version = state.st_ino, state.st_mtime_ns
        if self._atlas is None or self._atlas[0] != version:
            self._atlas = version, Atlas.open(path)
        return self._atlas[1]

    def clusters(self) -> list[Cluster]:
        """The clusters of the last build."""
        return self.atlas.clusters()

    def claims(self, cluster: str | None = None, kind: str | None = None) -> list[Claim]:
        """The claims of the last build, of one cluster (id or name in either script) or one kind, in document order."""
        return [record.claim for record in self.atlas.records(cluster, kind)]

    def check(self) -> list[str]:
        """What is wrong, one line each: stored bytes, ledger, spans, atlas. Nothing when all is well."""
        from jiqun.atlas.check import check

        with self._ledger() as ledger:
            return check(ledger, self._build_settings())


def open(folder: str | PathLike[str] = ".") -> Workspace:
    """Open a workspace. WorkspaceError when the folder is none or was written by a newer version."""
    place = Path(folder)
    path = place / SETTINGS
    try:
        settings = tomllib.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        raise WorkspaceError(f"not a workspace: {place}: run `jiqun new FOLDER`, or change into one") from None
    except OSError as error:
        raise WorkspaceError(f"cannot read the settings: {path}: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WorkspaceError(f"the settings are not TOML: {path}: {error}: correct the file") from error
    schema = settings.get("schema")
    if isinstance(schema, int) and schema > SCHEMA:
        raise WorkspaceError(
            f"written by a newer version of jiqun (schema {schema}, this one knows {SCHEMA}): {place}: update jiqun"
        )
    for name, value in settings.items():
        if name not in _KNOWN:
            raise WorkspaceError(f"unknown setting {name!r}: {path}: known are {', '.join(_KNOWN)}")
        if type(value) is not _KNOWN[name]:
            raise WorkspaceError(f"setting {name!r} is no {_KNOWN[name].__name__}: {path}: correct the file")
    settings.setdefault("title", place.resolve().name)
    return Workspace(place, settings)


def find(start: str | PathLike[str] = ".") -> Workspace:
    """Open the workspace that a folder lies in: the folder itself, or the nearest one above it."""
    place = Path(start).resolve()
    for folder in (place, *place.parents):
        if (folder / SETTINGS).is_file():
            return open(folder)
    raise WorkspaceError(f"no workspace: {place}: run `jiqun new FOLDER`, or change into one")


def write_whole(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: a temporary one beside it, synced, then renamed into place."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    with _told(path, "cannot write"):
        try:
            with temporary.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)


@contextmanager
def _told(where: Path, what: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreError(f"{what}: {where}: {error.strerror}: check space and permissions") from error


def _files(paths: tuple[str | PathLike[str], ...], failed: list[tuple[Path, str]]) -> Iterator[Path]:
    from jiqun.read import find_documents

    if not paths:
        raise UsageError("nothing to add: name at least one file or folder")
    for given in paths:
        try:
            yield from find_documents(Path(given))
        except ReadError as error:
            failed.append((Path(given), str(error)))


def _origin(given: dict[str, str | None]) -> Origin:
    known = [field.name for field in fields(Origin)]
    for name in given:
        if name not in known:
            raise UsageError(f"unknown origin field: {name}: known are {', '.join(known)}")
    return Origin(**given)


def _toml(value: str | int | bool) -> str:
    """A value of TOML; its basic strings are written like JSON's, but for the delete character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
