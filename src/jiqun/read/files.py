"""Files to documents: finding them, checking them, and putting a `Document` together."""

from __future__ import annotations

import datetime
import hashlib
import os
import re
import stat
from pathlib import Path

from jiqun.errors import ReadError, UsageError
from jiqun.model import Document
from jiqun.read.encoding import decode
from jiqun.read.kinds import CSV, HTML, KINDS, MARKDOWN, SUFFIXES, TEXT, TSV, UNREADABLE, Kind, kind_of
from jiqun.read.limits import most, size
from jiqun.read.notices import warn
from jiqun.read.parsed import Parsed

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


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
        if status.st_size > max(most(kind.limit) for kind in KINDS):
            raise ReadError(_too_large(where, status.st_size, SUFFIXES.get(path.suffix.lower(), TEXT)))
        data = path.read_bytes()
    except FileNotFoundError:
        raise ReadError(f"{where} does not exist: check the path") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        reason = getattr(error, "strerror", None) or str(error)
        raise ReadError(f"{where} could not be read ({reason}): check the path and its permissions") from None
    return _document(data, path.name, where, date)


def read_bytes(data: bytes, name: str, date: str | None = None) -> Document:
    """Read bytes as a document; the suffix of ``name`` says what they are where they do not say so themselves.

    >>> document = read_bytes("深圳\\r\\n2018年产业规模达到2.1万亿元。".encode(), "note.txt")
    >>> [document.text[block.start : block.end] for block in document.blocks]
    ['深圳', '2018年产业规模达到2.1万亿元。']
    """
    return _document(data, Path(name).name, shown(name), date)


def find_documents(path: str | os.PathLike[str]) -> list[Path]:
    """The documents at ``path``: the file itself, or those of a folder and its subfolders, by suffix.

    Those of a kind that is told but not read (.doc, .pptx) are among them, so that nobody thinks they were. Sorted
    by path; hidden files and folders are left out, links to folders are not followed.
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
        found += [file for file in here if _is_document(file)]
    if not found:
        raise ReadError(f"no document in {shown(path)} ({', '.join(SUFFIXES)}): put some there, or name a file")
    return sorted(found, key=lambda file: file.parts)


def _is_document(file: Path) -> bool:
    """Files that Office leaves beside an open document (``~$report.docx``) are none."""
    known = file.suffix.lower() in SUFFIXES or file.suffix.lower() in UNREADABLE
    return known and not file.name.startswith("~$") and file.is_file()


def _unreadable(error: OSError) -> None:
    raise ReadError(f"{shown(error.filename)} could not be read ({error.strerror}): check its permissions") from None


def shown(path: str | os.PathLike[str]) -> str:
    """A path as it can be printed on one line, whatever its bytes.

    >>> shown("a\\nb.txt")
    'a\\\\nb.txt'
    """
    text = os.fspath(path)
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in str(text))


def _too_large(where: str, count: int, kind: Kind) -> str:
    return (
        f"{where} has {size(count)}, more than the {size(most(kind.limit))} that one {kind.name} document may have: "
        "split it into several files"
    )


def _document(data: bytes, name: str, where: str, date: str | None) -> Document:
    _check_date(date)
    suffix = Path(name).suffix.lower()
    if not data:
        raise ReadError(f"{where} is empty: give a file with text in it")
    kind = kind_of(data, suffix, where)
    if len(data) > most(kind.limit):
        raise ReadError(_too_large(where, len(data), kind))
    if suffix in UNREADABLE and kind is TEXT:
        raise ReadError(f"{where} is {UNREADABLE[suffix]}")
    parsed = _read_text(data, kind, where) if kind.text else _read_binary(data, kind, where)
    if not parsed.blocks:
        raise ReadError(f"{where} holds no visible text: give a file with text in it")
    warn(parsed.notices)
    return Document(
        text=parsed.text,
        blocks=parsed.blocks,
        title=parsed.title,
        date=date or parsed.date,
        sha256=hashlib.sha256(data).hexdigest(),
        name=name,
        media_type=kind.media_type,
        encoding=parsed.encoding or "binary",
    )


def _read_binary(data: bytes, kind: Kind, where: str) -> Parsed:
    from jiqun.read.isolated import parse_isolated

    return parse_isolated(kind.media_type, data, where)


def _read_text(data: bytes, kind: Kind, where: str) -> Parsed:
    text, encoding = decode(data, where, markup=kind is HTML)
    if kind is HTML:
        from jiqun.read.html import read_html

        parsed = Parsed(*read_html(text))
    elif kind in (CSV, TSV):
        from jiqun.read.delimited import read_csv, read_tsv

        parsed = (read_csv if kind is CSV else read_tsv)(text, where)
    else:
        from jiqun.read.text import read_markdown, read_text

        parsed = Parsed(*(read_markdown if kind is MARKDOWN else read_text)(text))
    return parsed._replace(encoding=encoding)


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
