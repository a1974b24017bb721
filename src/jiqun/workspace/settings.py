"""The settings of a workspace: the lines of its file, read, written, and as a build wants them."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jiqun
from jiqun.errors import WorkspaceError
from jiqun.workspace.whole import write_whole

if TYPE_CHECKING:
    from jiqun.atlas.build import Settings

SETTINGS = "jiqun.toml"
SCHEMA = 1
_KNOWN = {
    "title": str,
    "created_by": str,
    "schema": int,
    "board": str,
    "digest": bool,
    "reviewer": str,
    "reviewed_only": bool,
    "history": int,
    "colours": dict,
    "logo": str,
    "map": str,
    "map_approval": str,
}

_WORDS = {str: "text", int: "whole number", bool: "true or false", dict: "table of colours"}


def read_settings(place: Path) -> dict[str, Any]:
    """The settings of the workspace in a folder; the title is the folder's name when none is set.

    WorkspaceError when the folder is no workspace, was written by a newer version, or has a wrong setting.
    """
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
            raise WorkspaceError(f"setting {name!r} is no {_WORDS[_KNOWN[name]]}: {path}: correct the file")
    settings.setdefault("title", place.resolve().name)
    return settings


def write_settings(place: Path, settings: Mapping[str, str | int | bool]) -> None:
    """Write the settings of a new workspace, one line each."""
    lines = "".join(f"{name} = {_toml(value)}\n" for name, value in settings.items())
    write_whole(place / SETTINGS, lines.encode())


def _toml(value: str | int | bool) -> str:
    """A value of TOML; its basic strings are written like JSON's, but for the delete character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def build_settings(place: Path, settings: Mapping[str, Any], reader: str) -> Settings:
    """What a build of the workspace goes by; ``reader`` is the version of the readers."""
    from jiqun.atlas.build import Settings
    from jiqun.atlas.history import KEPT

    board = settings.get("board")
    return Settings(
        title=settings["title"],
        version=jiqun.__version__,
        reader=reader,
        documents=place / "documents",
        atlas=place / "atlas" / "atlas.sqlite",
        board=place / board if board else None,
        digest=settings.get("digest", False),
        reviewed_only=settings.get("reviewed_only", False),
        history=settings.get("history", KEPT),
    )
