"""The process that parses PDF and Office files: its parsers are native code, and what they do to it harms nobody else.

It reads jobs from its standard input and answers on its standard output in frames: a letter, a length, a body.
``T`` is a sign of life, ``R`` a document, ``E`` a refusal. It is limited in memory and time where the system can.
"""

from __future__ import annotations

import marshal
import os
import signal
import struct
import sys
from typing import BinaryIO

from jiqun.errors import ReadError
from jiqun.read.limits import most
from jiqun.read.parsed import Parsed, Tick

HEADER = struct.Struct(">cQ")


def parse(media_type: str, data: bytes, where: str, tick: Tick = lambda: None) -> Parsed:
    """Read a file that is no text. ReadError when it cannot be read; the process may die of a hostile one."""
    from jiqun.read.kinds import DOCX, PDF, XLS

    if media_type == PDF.media_type:
        from jiqun.read.pdf import read_pdf

        return read_pdf(data, where, tick)
    if media_type != XLS.media_type:
        from jiqun.read.archive import check_archive

        check_archive(data, where)
        tick()
    if media_type == DOCX.media_type:
        from jiqun.read.word import read_docx

        return read_docx(data, where, tick)
    from jiqun.read.spreadsheet import read_spreadsheet

    return read_spreadsheet(data, where, tick)


def pack(parsed: Parsed) -> bytes:
    """A document as bytes: marshal holds plain values only, so nothing that comes back can run."""
    blocks = [(b.start, b.end, b.kind, b.level, b.excluded, b.anchor) for b in parsed.blocks]
    return marshal.dumps((parsed.text, blocks, parsed.title, parsed.date, parsed.encoding, parsed.notices))


def send(out: BinaryIO, letter: bytes, body: bytes = b"") -> None:
    """Write one frame."""
    out.write(HEADER.pack(letter, len(body)))
    out.write(body)
    out.flush()


def main() -> None:
    """Answer jobs until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the parent's to handle
    jobs, out = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # a parser that prints must not break the frames
    _limit_memory()
    while head := jobs.read(HEADER.size):
        _, size = HEADER.unpack(head)
        media_type, where, data = marshal.loads(jobs.read(size))  # noqa: S302 — from our own parent
        _limit_time()
        try:
            parsed = parse(media_type, data, where, lambda: send(out, b"T"))
            send(out, b"R", pack(parsed))
        except ReadError as error:
            send(out, b"E", str(error).encode("utf-8", "backslashreplace"))
        except MemoryError:
            send(out, b"E", f"{where} needs more memory than a document may take: split it".encode())


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = most("worker_memory")
    resource.setrlimit(resource.RLIMIT_AS, (wanted if hard < 0 else min(wanted, hard), hard))


def _limit_time() -> None:
    """A worker whose parent was killed ends by itself."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    wanted = int(used.ru_utime + used.ru_stime) + 2 * most("worker_total")
    resource.setrlimit(resource.RLIMIT_CPU, (wanted if hard < 0 else min(wanted, hard), hard))
