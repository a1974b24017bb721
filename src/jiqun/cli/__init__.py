"""The command line: each verb parses, calls one function, and prints. What is heavy is imported inside the verbs."""

from __future__ import annotations

import sys
import warnings
from typing import Any

import typer

from jiqun.cli import (
    admitting,
    building,
    comparing,
    differing,
    explaining,
    exporting,
    finding,
    identifying,
    looking,
    origins,
    reading,
    reviewing,
)
from jiqun.cli.app import app, complain, debugging
from jiqun.errors import JiqunError, ReadWarning, UsageError

__all__ = [
    "admitting",
    "app",
    "building",
    "comparing",
    "differing",
    "explaining",
    "exporting",
    "finding",
    "identifying",
    "looking",
    "main",
    "origins",
    "reading",
    "reviewing",
]

# The classes of click's errors, wherever this version of typer keeps click (its own copy since 0.16).
_WRONG_USAGE: type[Any] = typer.BadParameter.__mro__[1]
_CLICK_ERROR: type[Any] = typer.BadParameter.__mro__[2]


def _warn(message: Warning | str, category: type[Warning], *where: object, **more: object) -> None:
    """What a reader could not read is said like an error, in one line; other warnings are no news to the user."""
    if issubclass(category, ReadWarning):
        complain(f"warning: {message}")


def main() -> None:
    """Run the command line; an error is told in one line, with status 1, or 2 when the command was called wrongly."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    warnings.showwarning = _warn
    sys.exit(_run())


def _run() -> int:
    debugging.clear()
    try:
        status = app(standalone_mode=False)
        return status if isinstance(status, int) else 0
    except _WRONG_USAGE as error:
        hint = f"see `{error.ctx.command_path} --help`" if error.ctx else "see `jiqun --help`"
        complain(f"{error.format_message().rstrip('.')}: {hint}")
        return 2
    except _CLICK_ERROR as error:
        complain(error.format_message())
        return 1
    except (KeyboardInterrupt, typer.Abort):
        return 130
    except JiqunError as error:
        if debugging:
            raise
        complain(str(error))
        return 2 if isinstance(error, UsageError) else 1
