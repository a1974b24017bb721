"""Files that are written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jiqun.errors import StoreError


def write_whole(path: Path, data: bytes, *, secret: bool = False) -> None:
    """Write a file whole or not at all: a temporary one beside it, synced, then renamed into place.

    A ``secret`` one can be read by its owner only.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    with told(path, "cannot write"):
        try:
            mode = 0o600 if secret else 0o666
            with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)


@contextmanager
def told(where: Path, what: str) -> Iterator[None]:
    """What the system refuses, as a StoreError in one line."""
    try:
        yield
    except OSError as error:
        raise StoreError(f"{what}: {where}: {error.strerror}: check space and permissions") from error
