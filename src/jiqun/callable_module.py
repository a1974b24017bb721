"""Let `jiqun.read(path)`, `jiqun.extract(document)` and `jiqun.compare(atlas)` be calls of packages of that name."""

from __future__ import annotations

from types import ModuleType
from typing import Any


class CallableModule(ModuleType):
    """A module that is called through its function of the same name: `jiqun.read(...)` is `jiqun.read.read(...)`."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call the function that is named like the module."""
        return getattr(self, self.__name__.rpartition(".")[2])(*args, **kwargs)
