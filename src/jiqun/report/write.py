"""Write a report: whole beside its place, then renamed into it."""

from __future__ import annotations

import os
import tempfile
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from jiqun.errors import StoreError, UsageError
from jiqun.report.sheet import sheet
from jiqun.report.tree import Report
from jiqun.words import Lang

if TYPE_CHECKING:
    from jiqun.atlas.atlas import Atlas


def write_report(atlas: Atlas, cluster_ref: str, path: str | PathLike[str], lang: Lang = "zh") -> None:
    """Write the report on a cluster; the suffix of ``path`` decides between Word (.docx) and HTML (.html).

    UsageError for another suffix, NotFoundError for an unknown cluster, StoreError when the file cannot be written.
    """
    target = Path(path)
    _known_suffix(target)
    write_tree(sheet(atlas, atlas.cluster(cluster_ref), lang), target)


def _known_suffix(target: Path) -> None:
    if target.suffix.lower() not in (".docx", ".html"):
        raise UsageError(f"unknown kind of report: {target}: name a file that ends in .docx or .html")


def write_tree(report: Report, target: Path) -> None:
    """Write the tree of a page as the suffix of the file says. UsageError for another suffix than .docx and .html."""
    _known_suffix(target)
    if target.suffix.lower() == ".docx":
        from jiqun.report.docx import to_docx

        data = to_docx(report)
    else:
        from jiqun.report.html import to_html

        data = to_html(report).encode("utf-8")
    _replace(target, data)


def _replace(target: Path, data: bytes) -> None:
    try:
        descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    except OSError as error:
        raise StoreError(f"cannot write the report: {target}: {error.strerror or error}") from error
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o644)
        temporary.replace(target)
    except OSError as error:
        raise StoreError(f"cannot write the report: {target}: {error.strerror or error}") from error
    finally:
        temporary.unlink(missing_ok=True)
