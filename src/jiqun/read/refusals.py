"""Refusals that several readers share."""

from __future__ import annotations

from jiqun.errors import ReadError
from jiqun.read.limits import most


def too_many_cells(where: str) -> ReadError:
    """A table of more cells than one document may have."""
    return ReadError(f"{where} has more than {most('cells'):,} cells: split it into several files")


def encrypted(where: str) -> ReadError:
    """A file that asks for a password."""
    return ReadError(f"{where} is encrypted: open it with its password and save it without one")


def damaged(where: str, error: BaseException | str, cure: str = "get it again") -> ReadError:
    """A file that its parser gave up on, with the parser's reason in one line."""
    said = " ".join(str(error).split())[:120] or type(error).__name__
    return ReadError(f"{where} is damaged ({said}): {cure}")
