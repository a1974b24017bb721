"""Tag the sentences of a text: spans with the tags of LAC."""

from __future__ import annotations

import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from jiqun.extract.tagger import words

if TYPE_CHECKING:
    from threadpoolctl import ThreadpoolController

_LIMIT = 240  # tokens in one piece; longer sentences (tables run together) are cut here
_BATCH = 6000  # places (sentences × longest) that go through the network together: fits the caches, fills the matrices


@dataclass(frozen=True, slots=True)
class Span:
    """A word or name of the text: ``text[start:end]`` with LAC's tag (ORG, LOC, PER, TIME, n, v, nz, …)."""

    start: int
    end: int
    tag: str


@cache
def _tags() -> list[tuple[str, bool]]:
    """Tag numbers to (name, begins); a number with two names keeps the later one (nr and PER are one class)."""
    table: dict[int, str] = {}
    for line in (words.DATA / "tag.dic").read_text(encoding="utf-8").split("\n"):
        if line:
            number, _, name = line.partition("\t")
            table[int(number)] = name
    return [(table[n].removesuffix("-B").removesuffix("-I"), not table[n].endswith("-I")) for n in range(len(table))]


def tag(text: str, pieces: Iterable[tuple[int, int]]) -> list[Span]:
    """The tagged spans of some pieces of ``text`` (sentences as a rule), in their order.

    ``text`` should be the folded view: the network knows simplified script. The result does not depend on how many
    threads run.

    >>> [("中国船舶集团落户青岛"[s.start : s.end], s.tag) for s in tag("中国船舶集团落户青岛", [(0, 10)])]
    [('中国船舶集团', 'ORG'), ('落户', 'v'), ('青岛', 'LOC')]
    """
    from jiqun.extract.tagger.network import network

    starts: list[int] = []
    ends: list[list[int]] = []
    numbers: list[list[int]] = []
    for start, end in pieces:
        found, ids = words.tokens(text[start:end])
        for low in range(0, len(ids), _LIMIT):
            starts.append(start)
            ends.append(found[low : low + _LIMIT])
            numbers.append(ids[low : low + _LIMIT])
    if not numbers:
        return []
    network()  # read the weights before the threads ask for them
    paths: list[list[int]] = [[]] * len(numbers)
    batches = _batches(numbers)
    with _one_thread_a_product(), ThreadPoolExecutor(max_workers=min(len(batches), _threads())) as pool:
        for batch, tags in zip(batches, pool.map(lambda one: _run(numbers, one), batches), strict=True):
            for index, path in zip(batch, tags, strict=True):
                paths[index] = path
    spans: list[Span] = []
    previous = (-1, -1)
    for start, stops, path in zip(starts, ends, paths, strict=True):
        at = start if previous[0] != start else previous[1]  # a further piece of a long sentence goes on
        spans += _spans(at, [start + stop for stop in stops], path)
        previous = (start, start + stops[-1])
    return spans


def _one_thread_a_product() -> AbstractContextManager[object]:
    """Hold NumPy's matrix products to one thread each: those of two batches that share the cores wait for each other
    (measured: 37,000 characters a second against 57,000).
    """
    held: AbstractContextManager[object] = _pools().limit(limits=1, user_api="blas")
    return held


@cache
def _pools() -> ThreadpoolController:
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def _threads() -> int:
    return min(2, os.cpu_count() or 1)


def _run(numbers: list[list[int]], batch: list[int]) -> list[list[int]]:
    from jiqun.extract.tagger.network import tag_batch

    return tag_batch([numbers[index] for index in batch])


def _batches(numbers: list[list[int]]) -> list[list[int]]:
    """The indices of the sentences, longest first, in batches of about the same number of places."""
    order = sorted((n for n, ids in enumerate(numbers) if ids), key=lambda n: (-len(numbers[n]), n))
    batches: list[list[int]] = []
    size = 0
    for index in order:
        if not batches or size + len(numbers[index]) > _BATCH:
            batches.append([])
            size = 0
        batches[-1].append(index)
        size += len(numbers[index])
    return batches


def _spans(start: int, stops: list[int], path: list[int]) -> list[Span]:
    tags = _tags()
    spans: list[Span] = []
    for stop, number in zip(stops, path, strict=True):
        name, begins = tags[number]
        if not begins and spans and spans[-1].tag == name:
            spans[-1] = Span(spans[-1].start, stop, name)
        else:
            spans.append(Span(start, stop, name))
        start = stop
    return spans
