"""Jiqun 集群: an open observatory for industrial clusters.

>>> import jiqun
>>> sorted(jiqun.__all__)
['Workspace', '__version__', 'compare', 'extract', 'open', 'read']
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jiqun.compare import compare
    from jiqun.extract import extract
    from jiqun.read import read
    from jiqun.workspace import Workspace, open

__version__ = "0.1.0"
__all__ = ["Workspace", "__version__", "compare", "extract", "open", "read"]

_HOME = {
    "compare": "jiqun.compare",
    "extract": "jiqun.extract",
    "open": "jiqun.workspace",
    "read": "jiqun.read",
    "Workspace": "jiqun.workspace",
}
_CALLABLE = ("compare", "extract", "read")


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used, so that `import jiqun` costs nothing.

    `read`, `extract` and `compare` are packages that can be called (see `callable_module`).
    """
    if name not in _HOME:
        raise AttributeError(f"module 'jiqun' has no attribute {name!r}")
    module = import_module(_HOME[name])
    return module if name in _CALLABLE else getattr(module, name)
