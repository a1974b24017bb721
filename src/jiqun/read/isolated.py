"""Parsing in a process of its own, kept for the next file: a parser that hangs, dies or eats memory costs one file.

Found by fuzzing: two cells at the far corners of a sheet make calamine ask for 400 GB and abort the process.
"""

from __future__ import annotations

import atexit
import contextlib
import marshal
import os
import subprocess
import sys
import threading
import time
from queue import Empty, SimpleQueue
from typing import IO

from jiqun.errors import ReadError
from jiqun.model import Block
from jiqun.read.limits import most
from jiqun.read.parsed import Parsed
from jiqun.read.worker import HEADER

_JOBS = 200
"""Files after which a worker is replaced, so that what parsers leak stays small over a batch."""

Frame = tuple[bytes, bytes]


class _Worker:
    """A running child process; ``frames`` fills with its answers, and with an empty one when it ends."""

    def __init__(self) -> None:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
        self.owner = os.getpid()
        self.jobs = 0
        self.frames: SimpleQueue[Frame] = SimpleQueue()
        self._process = subprocess.Popen(
            [sys.executable, "-c", "from jiqun.read.worker import main; main()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
        assert self._process.stdin is not None and self._process.stdout is not None
        self._stdin = self._process.stdin
        threading.Thread(target=_listen, args=(self._process.stdout, self.frames), daemon=True).start()

    def ask(self, job: bytes) -> None:
        """Send a job; what goes wrong shows in the frames."""
        with contextlib.suppress(OSError):  # a child that died says so by ending its frames
            self._stdin.write(HEADER.pack(b"J", len(job)))
            self._stdin.write(job)
            self._stdin.flush()

    def alive(self) -> bool:
        """Whether the process runs, and is ours: one that a fork inherited answers its own parent."""
        return self.owner == os.getpid() and self._process.poll() is None

    def end(self) -> None:
        """Kill the process, whatever it does."""
        if self.owner != os.getpid():
            return
        self._process.kill()
        self._process.wait()
        for pipe in (self._stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                if pipe is not None:
                    pipe.close()


def _listen(pipe: IO[bytes], frames: SimpleQueue[Frame]) -> None:
    with contextlib.suppress(OSError, ValueError):  # the pipe closes when the worker is ended
        while len(head := pipe.read(HEADER.size)) == HEADER.size:
            letter, size = HEADER.unpack(head)
            body = pipe.read(size)
            if len(body) < size:
                break
            frames.put((letter, body))
    frames.put((b"", b""))


_lock = threading.Lock()
_workers: list[_Worker] = []


def parse_isolated(media_type: str, data: bytes, where: str) -> Parsed:
    """Parse a file in the worker; ReadError when it is refused, or when the worker died or stayed silent over it."""
    job = marshal.dumps((media_type, where, data))
    with _lock:
        worker = _ready()
        try:
            worker.jobs += 1
            worker.ask(job)
            letter, body = _answer(worker, where)
        except BaseException:
            _end()
            raise
    if letter == b"E":
        raise ReadError(body.decode())
    text, blocks, *rest = marshal.loads(body)  # noqa: S302 — plain values of our own child
    return Parsed(text, tuple(Block(*block) for block in blocks), *rest)


def _answer(worker: _Worker, where: str) -> Frame:
    deadline = time.monotonic() + most("worker_total")
    while True:
        try:
            frame = worker.frames.get(timeout=min(most("worker_silence"), max(0.1, deadline - time.monotonic())))
        except Empty:
            raise ReadError(
                f"{where} takes longer to read than any ordinary document: open it in its program and save it anew"
            ) from None
        if not frame[0]:
            raise ReadError(
                f"{where} makes its parser fail (it is damaged, or needs more memory than a document may take): "
                "open it in its program and save it anew"
            )
        if frame[0] != b"T":
            return frame
        if time.monotonic() > deadline:
            raise ReadError(f"{where} takes more than {most('worker_total') // 60} minutes to read: split it")


def _ready() -> _Worker:
    if _workers and (not _workers[-1].alive() or _workers[-1].jobs >= _JOBS):
        _end()
    if not _workers:
        _workers.append(_Worker())
    return _workers[-1]


def _end() -> None:
    while _workers:
        _workers.pop().end()


atexit.register(_end)
