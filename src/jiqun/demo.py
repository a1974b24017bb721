"""The demo: an atlas of the example dossiers that come with jiqun."""

from __future__ import annotations

from dataclasses import fields
from importlib.resources import files
from pathlib import Path
from typing import Any

from jiqun.errors import StoreError
from jiqun.model import Origin
from jiqun.workspace import SETTINGS, Workspace
from jiqun.workspace import open as open_workspace

TITLE = "先进产业集群：示例图集"
_ORIGIN = tuple(field.name for field in fields(Origin))


def examples() -> Path:
    """The folder with the example dossiers: inside an installed jiqun, or at the top of its repository."""
    package = Path(str(files("jiqun")))
    for folder in (package / "examples", package.parents[1] / "examples"):
        if (folder / "origins.yaml").is_file():
            return folder
    raise StoreError(f"the examples are missing: {package}: install jiqun again")


def cards(folder: Path) -> list[dict[str, Any]]:
    """The origin cards of the dossiers in a folder, in order."""
    import yaml

    loaded: list[dict[str, Any]] = yaml.safe_load((folder / "origins.yaml").read_text(encoding="utf-8"))
    return loaded


def make_demo(folder: Path) -> Workspace:
    """The demo's workspace in a folder, made when it is not there yet, with all dossiers added; not built yet."""
    source = examples()
    loaded = cards(source)
    if (folder / SETTINGS).is_file():
        workspace = open_workspace(folder)
    else:
        workspace = Workspace.create(folder, TITLE, digest=all(card.get("digest") for card in loaded))
    for card in loaded:
        origin = {name: None if card.get(name) is None else str(card[name]) for name in _ORIGIN}
        report = workspace.add(source / card["file"], **origin)
        for _, reason in report.failed:
            raise StoreError(f"an example cannot be added: {reason}")
    return workspace
