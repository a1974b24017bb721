"""Documents to claims by two processes side by side, which end when the build does, however it ends."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Generator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from multiprocessing.connection import Connection

from jiqun.model import Claim, Document

MAX_WORKERS = 2
WORTH_TWO = 400_000  # characters: below that, starting a second process costs more than it saves

Extractions = Generator[tuple[Document, list[Claim]], None, None]


def extractions(documents: Sequence[Document]) -> Extractions:
    """Each document with its claims, in order; many documents are read by two processes side by side.

    The results are taken one by one, so that each is written before the next and an interrupted build goes on where it
    stopped; no more than a few wait in memory.
    """
    from jiqun.extract import extract

    workers = min(MAX_WORKERS, os.cpu_count() or 1)
    if workers < 2 or sum(len(document.text) for document in documents) < WORTH_TWO:
        yield from ((document, extract(document)) for document in documents)
        return
    context = get_context("spawn")
    held, ours = context.Pipe(duplex=False)
    with held, ours:  # when our end closes, the workers go
        pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_watch, initargs=(held,))
        try:
            yield from _in_turn(pool, documents, 4 * workers)
            pool.shutdown()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _in_turn(pool: ProcessPoolExecutor, documents: Sequence[Document], ahead: int) -> Extractions:
    from jiqun.extract import extract

    waiting: deque[tuple[Document, Future[list[Claim]]]] = deque()
    for document in documents:
        waiting.append((document, pool.submit(extract, document)))
        if len(waiting) > ahead:
            first, future = waiting.popleft()
            yield first, future.result()
    while waiting:
        first, future = waiting.popleft()
        yield first, future.result()


def _watch(held: Connection) -> None:
    """Begin a worker: Ctrl+C ends it without a word, and so does the end of the build (a kill leaves no orphans)."""
    signal.signal(signal.SIGINT, lambda *_: os._exit(130))

    def wait() -> None:
        try:
            held.recv_bytes()
        except (EOFError, OSError):
            os._exit(1)

    threading.Thread(target=wait, daemon=True).start()
