"""Versions of the rules and readers: a digest of their own files, so that no change of a rule goes unnoticed.

A build extracts a document again when the rules changed, and reads its bytes again when the readers did; a number kept
by hand would be forgotten at the one change that matters.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

_ROOT = Path(__file__).parent
_DATA = {".py", ".csv", ".yaml"}


@cache
def digest_of(*rooms: str) -> str:
    """Twelve hexadecimal digits over the code and tables of some rooms of the package.

    >>> len(digest_of("vocab"))
    12
    """
    total = hashlib.sha256()
    for room in rooms:
        for path in sorted((_ROOT / room).rglob("*")):
            if path.suffix in _DATA:
                total.update(f"{path.relative_to(_ROOT).as_posix()}\0".encode())
                total.update(path.read_bytes())
    return total.hexdigest()[:12]


@cache
def digest_of_files(*names: str) -> str:
    """Twelve hexadecimal digits over whole files and folders of the package, templates and style sheets as well.

    >>> len(digest_of_files("words.csv"))
    12
    """
    total = hashlib.sha256()
    for name in names:
        place = _ROOT / name
        for path in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if path.is_file() and path.suffix != ".pyc":
                total.update(f"{path.relative_to(_ROOT).as_posix()}\0".encode())
                total.update(path.read_bytes())
    return total.hexdigest()[:12]
