"""The pages that everybody opens first, asked for once after each build, so that no reader waits for their making."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from urllib.error import URLError
from urllib.request import Request, urlopen

from jiqun.words import LANGUAGES

_EVERY = 1.0  # seconds between two looks at whether a new build stands there
_WAIT = 120.0


def keep_warm(address: str, stamp: Callable[[], str]) -> None:
    """Ask the server at an address for its main pages whenever the stamp changes; for a thread, it never returns."""
    known = None
    while True:
        now = stamp()
        if now != known and warm(address):
            known = now
        time.sleep(_EVERY)


def warm(address: str) -> bool:
    """Ask for the home page of each language and the main pages that it leads to; whether the server answered."""
    for lang in LANGUAGES:
        home = _ask(f"{address}{lang}/")
        if home is None:
            return False
        for path in main_pages(home, lang):
            _ask(address + path)
    return True


def main_pages(html: str, lang: str) -> list[str]:
    """The pages just below the root of a language that a page leads to.

    >>> main_pages('<a href="/zh/board">…</a> <a href="/zh/cluster/c-1">…</a> <a href="/zh/board">…</a>', "zh")
    ['zh/board']
    """
    return list(dict.fromkeys(re.findall(rf'href="/({lang}/[\w-]+)"', html)))


def _ask(address: str) -> str | None:
    request = Request(address, headers={"User-Agent": "jiqun"})  # noqa: S310  our own server
    try:
        with urlopen(request, timeout=_WAIT) as answer:  # noqa: S310
            return str(answer.read().decode("utf-8", "replace"))
    except (URLError, OSError, ValueError):
        return None
