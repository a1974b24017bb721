"""Files to documents: finding them, checking them, and putting a `Document` together."""

from __future__ import annotations

import datetime
import hashlib
import os
import re
import stat
from collections.abc import Callable
from pathlib import Path

from jiqun.errors import ReadError, UsageError
from jiqun.model import Block, Document
from jiqun.read.encoding import decode

MAX_BYTES = 50_000_000
MEDIA_TYPES = {
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
}
_MARKUP = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S
)
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")

Parsed = tuple[str, tuple[Block, ...], str | None, str | None]


def read(path: str | os.PathLike[str], date: str | None = None) -> Document:
    """Read one file as a document; ``date`` (ISO 8601) overrides the date that the file states.

    Raises ReadError for a missing, empty, binary, oversized or undecodable file, UsageError for a date that is none.
    """
    path = Path(path)
    where = shown(path)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise ReadError(f"{where} is a folder, not a file: name a file, or use find_documents to list those in it")
        if not stat.S_ISREG(status.st_mode):
            raise ReadError(f"{where} is not a regular file: copy its content into one")
        if status.st_size > MAX_BYTES:
            raise ReadError(_too_large(where, status.st_size))
        data = path.read_bytes()
    except FileNotFoundError:
        raise ReadError(f"{where} does not exist: check the path") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        reason = getattr(error, "strerror", None) or str(error)
        raise ReadError(f"{where} could not be read ({reason}): check the path and its permissions") from None
    return _document(data, path.name, where, date)


def read_bytes(data: bytes, name: str, date: str | None = None) -> Document:
    """Read bytes as a document; the suffix of ``name`` says whether they are text, Markdown or HTML.

    >>> document = read_bytes("深圳\\r\\n2018年产业规模达到2.1万亿元。".encode(), "note.txt")
    >>> [document.text[block.start : block.end] for block in document.blocks]
    ['深圳', '2018年产业规模达到2.1万亿元。']
    """
    return _document(data, Path(name).name, shown(name), date)


def find_documents(path: str | os.PathLike[str]) -> list[Path]:
    """The readable files at ``path``: the file itself, or all .txt, .md and .html files of a folder and its subfolders.

    Sorted by path; hidden files and folders are left out, links to folders are not followed.
    Raises ReadError when nothing is there, or the folder holds none.
    """
    path = Path(path)
    try:
        if path.is_file():
            return [path]
        if not path.exists():
            raise ReadError(f"{shown(path)} does not exist: check the path")
        if not path.is_dir():
            raise ReadError(f"{shown(path)} is neither a file nor a folder: copy its content into a file")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ReadError(f"{shown(path)} could not be read ({reason}): check the path and its permissions") from None
    found: list[Path] = []
    for folder, folders, names in os.walk(path, onerror=_unreadable):
        folders[:] = [name for name in folders if not name.startswith(".")]
        here = [Path(folder, name) for name in names if not name.startswith(".")]
        found += [file for file in here if file.suffix.lower() in MEDIA_TYPES and file.is_file()]
    if not found:
        raise ReadError(f"no .txt, .md or .html file in {shown(path)}: put the documents there, or name a file")
    return sorted(found, key=lambda file: file.parts)


def _unreadable(error: OSError) -> None:
    raise ReadError(f"{shown(error.filename)} could not be read ({error.strerror}): check its permissions") from None


def shown(path: str | os.PathLike[str]) -> str:
    """A path as it can be printed on one line, whatever its bytes.

    >>> shown("a\\nb.txt")
    'a\\\\nb.txt'
    """
    text = os.fspath(path)
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in str(text))


def _too_large(where: str, size: int) -> str:
    return (
        f"{where} has {size / 1e6:,.0f} MB, more than the {MAX_BYTES / 1e6:.0f} MB that one document may have: "
        "split it into several files"
    )


def _document(data: bytes, name: str, where: str, date: str | None) -> Document:
    _check_date(date)
    if len(data) > MAX_BYTES:
        raise ReadError(_too_large(where, len(data)))
    suffix = Path(name).suffix.lower()
    media_type = MEDIA_TYPES.get(suffix) or ("text/html" if _MARKUP.match(data[:4096]) else "text/plain")
    text, encoding = decode(data, where, markup=media_type == "text/html")
    text, blocks, title, stated = _reader(media_type)(text)
    if not blocks:
        raise ReadError(f"{where} holds no visible text: give a file with text in it")
    return Document(
        text=text,
        blocks=blocks,
        title=title,
        date=date or stated,
        sha256=hashlib.sha256(data).hexdigest(),
        name=name,
        media_type=media_type,
        encoding=encoding,
    )


def _reader(media_type: str) -> Callable[[str], Parsed]:
    if media_type == "text/html":
        from jiqun.read.html import read_html

        return read_html
    from jiqun.read.text import read_markdown, read_text

    return read_markdown if media_type == "text/markdown" else read_text


def _check_date(date: str | None) -> None:
    if date is None:
        return
    found = _DATE.fullmatch(date)
    try:
        if found is None:
            raise ValueError(date)
        datetime.date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        raise UsageError(f"the date {date!r} is no ISO date: write it as 2019-06-11, 2019-06 or 2019") from None
