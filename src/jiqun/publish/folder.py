"""The folder of a publication: what stands there by the last time, and how new files take their places."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from jiqun.errors import StoreError, WorkspaceError

MANIFEST = ".jiqun-published.json"
_STAGING = ".publishing-"


class Folder:
    """A folder that holds a publication and nothing else."""

    def __init__(self, path: Path) -> None:
        """WorkspaceError when there are files in it that no publication put there."""
        self.path = path
        self._manifest = path / MANIFEST
        try:
            path.mkdir(parents=True, exist_ok=True)
            for leftover in path.glob(f"{_STAGING}*"):
                shutil.rmtree(leftover, ignore_errors=True)
            foreign = not self._manifest.is_file() and any(path.iterdir())
        except OSError as error:
            raise StoreError(f"cannot publish there: {path}: {error.strerror}: choose another folder") from error
        if foreign:
            raise WorkspaceError(f"not empty, and no publication of jiqun: {path}: choose an empty folder")
        self.staging = path / f"{_STAGING}{os.getpid()}"

    def known(self) -> dict[str, str]:
        """The files of the last time with their checksums; empty checksums where it was interrupted."""
        try:
            body = json.loads(self._manifest.read_text(encoding="utf-8"))
            found = {str(file): str(checksum) for file, checksum in body["files"].items()}
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, KeyError, AttributeError) as error:
            raise StoreError(f"the list of files is damaged: {self._manifest}: publish into a new folder") from error
        return {file: checksum if (self.path / file).is_file() else "" for file, checksum in found.items()}

    def made_of(self) -> str:
        """A checksum of all that the publication that stands there was made of; empty when it is not whole."""
        try:
            body = json.loads(self._manifest.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return ""
        return str(body.get("made_of", "")) if isinstance(body, dict) else ""

    def put(self, files: Mapping[str, str], written: Iterable[str], gone: Iterable[str], made_of: str) -> None:
        """Move new files into their places, remove the stale ones, and note what stands there now, made of what.

        A kill on the way leaves every file whole, old or new, and a list by which the next time writes all anew.
        """
        moving, leaving = list(written), list(gone)
        try:
            self._note(dict.fromkeys([*files, *leaving], ""))
            for file in moving:
                place = self.path / file
                place.parent.mkdir(parents=True, exist_ok=True)
                (self.staging / file).replace(place)
            for file in leaving:
                (self.path / file).unlink(missing_ok=True)
                self._prune((self.path / file).parent)
            self._note(files, made_of)
        except OSError as error:
            raise StoreError(
                f"cannot publish there: {self.path}: {error.strerror}: check space and permissions"
            ) from error
        finally:
            self.clear()

    def _prune(self, folder: Path) -> None:
        """Remove folders that became empty."""
        while folder != self.path and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent

    def _note(self, files: Mapping[str, str], made_of: str = "") -> None:
        temporary = self._manifest.with_name(f"{MANIFEST}.tmp")
        temporary.write_text(
            json.dumps({"format": 1, "made_of": made_of, "files": dict(files)}, indent=0, sort_keys=True),
            encoding="utf-8",
        )
        temporary.replace(self._manifest)

    def clear(self) -> None:
        """Remove what was written beside."""
        shutil.rmtree(self.staging, ignore_errors=True)
