"""What a reader has to say of a document that it could read, though not all of it."""

from __future__ import annotations

import warnings

from jiqun.errors import ReadWarning


def warn(notices: tuple[str, ...]) -> None:
    """Tell each notice once, as a `ReadWarning`; the command line prints them on standard error."""
    for notice in notices:
        warnings.warn(notice, ReadWarning, stacklevel=4)
