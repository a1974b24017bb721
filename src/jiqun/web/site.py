"""How a workspace's pages look and what they may do: title, colours, logo, own base map; read once, at the start."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from jiqun.errors import WorkspaceError

# The names of jiqun.css that a workspace may set, and nothing else: a colour cannot carry any other style.
COLOURS = ("accent", "ink", "link", "line", "panel", "soft")
_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}")
LOGOS = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".webp": "image/webp"}
LOGO_BYTES = 512 * 1024
MAP_BYTES = 32 * 1024 * 1024


@dataclass(frozen=True)
class Site:
    """What templates call ``site``.

    ``frozen`` is true while pages are written to files: nothing there can search or judge. ``reviewing`` says that
    people with a token can judge here.
    """

    title: str | None = None
    colours: Mapping[str, str] = field(default_factory=dict)
    logo_file: Path | None = None
    map_file: Path | None = None
    map_approval: str | None = None
    frozen: bool = False
    reviewing: bool = False

    @property
    def logo(self) -> str | None:
        """The address of the logo, or None."""
        return f"/site/logo{self.logo_file.suffix.lower()}" if self.logo_file else None

    @property
    def stylesheet(self) -> str | None:
        """The address of the colours that the workspace set, or None."""
        return "/site/colours.css" if self.colours else None

    @cached_property
    def css(self) -> str:
        """The colours as a style sheet, to come after jiqun.css."""
        return ":root {" + " ".join(f"--{name}: {value};" for name, value in self.colours.items()) + "}\n"

    @cached_property
    def base_map(self) -> dict[str, Any] | None:
        """The workspace's own base map as GeoJSON, or None for the land that jiqun brings along."""
        return None if self.map_file is None else read_map(self.map_file)


def check_colours(given: Mapping[str, Any], where: Path) -> dict[str, str]:
    """The colours, checked. WorkspaceError on an unknown name, or a value that is no #rrggbb."""
    for name, value in given.items():
        if name not in COLOURS:
            raise WorkspaceError(f"unknown colour {name!r}: {where}: known are {', '.join(COLOURS)}")
        if not isinstance(value, str) or not _COLOUR.fullmatch(value):
            raise WorkspaceError(f"colour {name!r} is no #rrggbb: {where}: write it like #1f6a8c")
    return dict(given)


def check_logo(path: Path) -> Path:
    """The path of a logo that can be shown. WorkspaceError otherwise."""
    if path.suffix.lower() not in LOGOS:
        raise WorkspaceError(f"no picture for a logo: {path}: name a file that ends in {', '.join(LOGOS)}")
    if not path.is_file():
        raise WorkspaceError(f"the logo is missing: {path}: correct the setting logo")
    if path.stat().st_size > LOGO_BYTES:
        raise WorkspaceError(f"the logo is too large: {path}: at most {LOGO_BYTES // 1024} KB")
    return path


def read_map(path: Path) -> dict[str, Any]:
    """A base map of the workspace's own. WorkspaceError when it is no GeoJSON of features."""
    try:
        if path.stat().st_size > MAP_BYTES:
            raise WorkspaceError(f"the base map is too large: {path}: at most {MAP_BYTES // 1024 // 1024} MB")
        body = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise WorkspaceError(
            f"the base map cannot be read: {path}: {error.strerror}: correct the setting map"
        ) from error
    except ValueError as error:
        raise WorkspaceError(f"the base map is no GeoJSON: {path}: {error}: correct the file") from error
    if (
        not isinstance(body, dict)
        or body.get("type") != "FeatureCollection"
        or not isinstance(body.get("features"), list)
    ):
        raise WorkspaceError(f"the base map is no GeoJSON: {path}: it must be a FeatureCollection")
    return body


def site_of(place: Path, settings: Mapping[str, Any], where: Path) -> Site:
    """The site of a workspace in a folder. WorkspaceError on a wrong setting, which ``where`` holds."""
    own_map, approval = settings.get("map"), (settings.get("map_approval") or "").strip() or None
    if own_map and not approval:
        raise WorkspaceError(f"a base map needs its approval number: {where}: set map_approval (审图号)")
    if own_map:
        read_map(place / own_map)
    return Site(
        title=settings.get("title"),
        colours=check_colours(settings.get("colours", {}), where),
        logo_file=check_logo(place / settings["logo"]) if settings.get("logo") else None,
        map_file=place / own_map if own_map else None,
        map_approval=approval if own_map else None,
    )
