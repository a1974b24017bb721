"""From the addresses of the pages to the files that they are frozen to, and the links between them made relative."""

from __future__ import annotations

import hashlib
import html
import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

from jiqun.words import LANGUAGES

_SAFE = re.compile(r"[\w.~=-]{1,80}", re.ASCII)
_KEEPS_ITS_NAME = (
    ".css", ".csv", ".html", ".jpg", ".js", ".json", ".pdf", ".png", ".svg", ".txt", ".webp", ".woff2", ".xlsx"
)  # fmt: skip
_ROOTS = (*LANGUAGES, "api", "assets", "downloads", "site", "static")
_DROPPED = ("mark", "only")  # parameters that only light up or dim a part of the same page
# The attributes that lead somewhere; pages are our own templates', which write them in double quotes.
_LINK = re.compile(r'(?P<head>\s(?:href|src|action|xlink:href|data-[a-z-]+)=")(?P<to>[^"]*)"')


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads: an address of ours without fragment, and the fragment. ``soft`` ones need not be there."""

    address: str
    fragment: str
    soft: bool = False

    @property
    def anchor(self) -> str:
        """The id that the fragment asks for, without the words that a browser looks for besides.

        >>> Target("/zh/", "f-1:~:text=300").anchor
        'f-1'
        """
        return self.fragment.partition(":~:")[0]


@lru_cache(maxsize=20_000)
def file_of(address: str) -> str:
    """The file of an address, relative to the publication.

    >>> file_of("/zh/"), file_of("/zh/cluster/c-1"), file_of("/zh/organisations?page=2"), file_of("/api/clusters")
    ('zh/index.html', 'zh/cluster/c-1.html', 'zh/organisations--page=2.html', 'api/clusters.json')
    """
    parts = urlsplit(address)
    segments = [_safe(unquote(part)) for part in parts.path.strip("/").split("/") if part]
    if parts.path.endswith("/") or not segments:
        segments.append("index")
    name, suffix = posixpath.splitext("/".join(segments))
    if suffix not in _KEEPS_ITS_NAME:
        name, suffix = name + suffix, ".json" if segments[0] == "api" and len(segments) > 1 else ".html"
    return name + ("--" + _safe(unquote(parts.query).replace("&", "~")) if parts.query else "") + suffix


def _safe(part: str) -> str:
    """A part of a file's name that every system takes, and that leads nowhere else."""
    if _SAFE.fullmatch(part) and part.strip("."):
        return part
    return "x-" + hashlib.sha256(part.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def target_of(link: str, page: str) -> Target | None:
    """Where a link of a page leads, when it is one of ours; None for other sites and for data.

    >>> target_of("?page=2", "/zh/organisations").address, target_of("/zh/document/x?mark=1-2#f-1", "/zh/").fragment
    ('/zh/organisations?page=2', 'f-1')
    """
    return _target(link if link.startswith("/") else urljoin(page, link))


@lru_cache(maxsize=20_000)
def _target(link: str) -> Target | None:
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or not parts.path.startswith("/"):
        return None
    given = parse_qsl(parts.query, keep_blank_values=True)
    query = "&".join(f"{name}={value}" for name, value in given if name not in _DROPPED)
    address = parts.path + (f"?{query}" if query else "")
    marked = dict(given).get("mark", "")
    if parts.fragment.partition(":~:")[0] == "here" and marked:
        return Target(address, f"here-{marked.partition('-')[0]}", soft=True)
    return Target(address, parts.fragment)


def is_ours(link: str) -> bool:
    """Whether the value of a data attribute is an address of ours."""
    return link.startswith("/") and link[1:].partition("/")[0] in _ROOTS


def relative(address: str, page: str) -> str:
    """The way from the file of a page to the file of an address.

    >>> relative("/static/jiqun.css", "/zh/cluster/c-1")
    '../../static/jiqun.css'
    """
    return "../" * file_of(page).count("/") + file_of(address)


def rewritten(text: str, page: str, resolve: Callable[[Target], Target]) -> tuple[str, set[Target]]:
    """A page with its links leading to files, and where they lead; ``resolve`` may send a link elsewhere."""
    found: set[Target] = set()
    up = "../" * file_of(page).count("/")

    def link(match: re.Match[str]) -> str:
        given = html.unescape(match["to"])
        if match["head"].lstrip().startswith("data-") and not is_ours(given):
            return match[0]
        if given.startswith("#"):
            found.add(Target(page, given[1:]))
            return match[0]
        target = target_of(given, page)
        if target is None:
            return match[0]
        target = resolve(target)
        found.add(target)
        behind = f"#{html.escape(target.fragment)}" if target.fragment else ""
        return f'{match["head"]}{up}{file_of(target.address)}{behind}"'

    return _LINK.sub(link, text), found
