"""Zip-based files unpacked with an eye on their size: what an archive says of its parts is not believed."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

from jiqun.errors import ReadError
from jiqun.read.limits import most, size
from jiqun.read.refusals import damaged, encrypted

_CHUNK = 1 << 18


def check_archive(data: bytes, where: str) -> None:
    """Unpack every part once, keep nothing, and raise ReadError for a bomb, an encrypted or a damaged archive.

    A part that overlaps another (as in bombs of one kernel) is unpacked again for each name, and so counts each time.
    """
    with opened(data, where) as archive:
        parts = archive.infolist()
        if len(parts) > most("parts"):
            raise ReadError(f"{where} holds {len(parts):,} parts, more than {most('parts'):,}: it is no ordinary file")
        total = 0
        for part in parts:
            if part.flag_bits & 1:
                raise encrypted(where)
            total += _unpacked(archive, part, where, total, len(data))


def _unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo, where: str, before: int, packed: int) -> int:
    count = 0
    try:
        with archive.open(part) as file:
            while chunk := file.read(_CHUNK):
                count += len(chunk)
                _check_size(before + count, packed, where)
    except ReadError:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise damaged(where, error) from None
    return count


def _check_size(unpacked: int, packed: int, where: str) -> None:
    if unpacked > most("unpacked_bytes"):
        raise ReadError(
            f"{where} unpacks to more than {size(most('unpacked_bytes'))}: it may be a zip bomb; else split it"
        )
    if unpacked > most("ratio_from") and unpacked > most("ratio") * packed:
        raise ReadError(
            f"{where} unpacks to more than {most('ratio')} times its size: it may be a zip bomb; else save it anew"
        )


def opened(data: bytes, where: str) -> zipfile.ZipFile:
    """An archive opened for reading; ReadError when its directory is damaged."""
    try:
        return zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
        raise damaged(where, error) from None


def part(archive: zipfile.ZipFile, name: str, where: str) -> bytes | None:
    """The bytes of one part, or None when there is none of that name. `check_archive` comes first."""
    try:
        if archive.getinfo(name).file_size > most("unpacked_part"):
            raise ReadError(f"{where}: its part {name} has more than {size(most('unpacked_part'))}: split the document")
        return archive.read(name)
    except KeyError:
        return None
