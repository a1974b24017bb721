"""Bytes to canonical text and blocks: encodings, plain text, Markdown, HTML, the outline, and page chrome set aside.

Parsers and detectors load when a file needs them: a UTF-8 text file meets neither lxml nor trafilatura.
"""

from __future__ import annotations

import sys

from jiqun.callable_module import CallableModule
from jiqun.read.files import find_documents, read, read_bytes

__all__ = ["find_documents", "read", "read_bytes"]

sys.modules[__name__].__class__ = CallableModule
