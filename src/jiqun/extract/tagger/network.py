"""The network of LAC in NumPy: two stacked bidirectional GRU layers and a linear-chain CRF (weights: Apache-2.0).

Sentences of like length go through together, longest first, so that no step computes for a sentence that has ended;
the embedding rows of a batch are multiplied with the input matrices once a word, not once a place.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

WEIGHTS = Path(__file__).parent / "data" / "lac_int8.npz"
_UNITS = 128


@dataclass(frozen=True, slots=True)
class Direction:
    """One direction of one GRU layer; the biases of input and gates are added up, what goes to gates is halved."""

    into: Floats
    bias: Floats
    gates: Floats
    candidate: Floats


@dataclass(frozen=True, slots=True)
class Network:
    """The weights: the embedding stays int8 (7 MB) and its rows are widened when a text uses them."""

    embedding: NDArray[np.int8]
    scale: Floats
    layers: tuple[Direction, Direction, Direction, Direction]
    out: Floats
    out_bias: Floats
    start: Floats
    stop: Floats
    transition: Floats


@cache
def network() -> Network:
    """The weights, read once and on first use (about 30 ms)."""
    with np.load(WEIGHTS) as held:
        arrays = {name: held[name] for name in held.files}

    def wide(name: str) -> Floats:
        return np.ascontiguousarray(arrays[name], dtype=np.float32)

    halves = np.repeat(np.array([0.5, 0.5, 1.0], dtype=np.float32), _UNITS)  # of update gate, reset gate, candidate
    layers = [
        Direction(
            wide(f"layer{n}_in_w") * halves,
            (wide(f"layer{n}_in_b") + wide(f"layer{n}_gate_b")) * halves,
            wide(f"layer{n}_gate_w") * np.float32(0.5),
            wide(f"layer{n}_cand_w"),
        )
        for n in range(4)
    ]
    crf = wide("crf")
    return Network(
        arrays["embedding_int8"],
        wide("embedding_scale"),
        (layers[0], layers[1], layers[2], layers[3]),
        wide("out_w"),
        wide("out_b"),
        crf[0],
        crf[1],
        np.ascontiguousarray(crf[2:]),
    )


def tag_batch(sentences: list[list[int]]) -> list[list[int]]:
    """The tag numbers of each token of each sentence (lists of dictionary numbers, none empty, longest first).

    Sentences must come sorted by falling length: at step t the first ``alive[t]`` of them still run.
    """
    net = network()
    sizes = np.array([len(one) for one in sentences])
    longest = int(sizes[0])
    alive: list[int] = np.searchsorted(-sizes, -np.arange(longest), side="left").tolist()
    offset = np.concatenate([[0], np.cumsum(alive)])  # packed by time: step t holds its alive sentences in a row
    times = np.repeat(np.arange(longest), alive)
    rows = np.arange(len(times)) - offset[times]
    ids = np.array(list(chain.from_iterable(sentences)))[(np.cumsum(sizes) - sizes)[rows] + times]
    mirror = offset[sizes[rows] - 1 - times] + rows
    words, place = np.unique(ids, return_inverse=True)
    vectors = net.embedding[words].astype(np.float32) * net.scale[words]
    ahead, back = ((vectors @ d.into + d.bias)[place] for d in net.layers[:2])
    y = np.concatenate(
        [_run(net.layers[0], ahead, offset, alive), _run(net.layers[1], back[mirror], offset, alive)[mirror]], axis=1
    )
    ahead, back = (y @ d.into + d.bias for d in net.layers[2:])
    y = np.concatenate(
        [_run(net.layers[2], ahead, offset, alive), _run(net.layers[3], back[mirror], offset, alive)[mirror]], axis=1
    )
    return _viterbi(net, y @ net.out + net.out_bias, sizes, offset, alive)


def _run(layer: Direction, x: Floats, offset: Ints, alive: list[int]) -> Floats:
    """One direction over inputs packed by time; sigmoid(z) is written as (1 + tanh(z / 2)) / 2, which is one pass.

    The halves are multiplied into the weights of the gates; every array of a step is made once.
    """
    found = np.empty((len(x), _UNITS), dtype=np.float32)
    hidden = np.zeros((alive[0], _UNITS), dtype=np.float32)
    all_gates = np.empty((alive[0], 2 * _UNITS), dtype=np.float32)
    all_candidates = np.empty((alive[0], _UNITS), dtype=np.float32)
    half = np.float32(0.5)
    for t, count in enumerate(alive):
        low, high = int(offset[t]), int(offset[t]) + count
        hidden, gates, candidate = hidden[:count], all_gates[:count], all_candidates[:count]
        np.matmul(hidden, layer.gates, out=gates)
        gates += x[low:high, : 2 * _UNITS]
        np.tanh(gates, out=gates)
        gates += np.float32(1)
        gates *= half
        update, reset = gates[:, :_UNITS], gates[:, _UNITS:]
        reset *= hidden
        np.matmul(reset, layer.candidate, out=candidate)
        candidate += x[low:high, 2 * _UNITS :]
        np.tanh(candidate, out=candidate)
        candidate -= hidden
        candidate *= update
        hidden = np.add(hidden, candidate, out=found[low:high])
    return found


def _viterbi(net: Network, emissions: Floats, sizes: Ints, offset: Ints, alive: list[int]) -> list[list[int]]:
    """The best tag path of each sentence.

    Going forward only the best scores are kept; going back, the predecessor is sought for the one tag that was taken.
    """
    into = np.ascontiguousarray(net.transition.T)  # [to, from]: the predecessors lie along the last axis
    scores = np.empty_like(emissions)
    tags = np.empty(len(emissions), dtype=np.int64)
    scores[: alive[0]] = emissions[: alive[0]] + net.start
    for t in range(1, len(alive)):
        low, count = int(offset[t]), alive[t]
        before = scores[offset[t - 1] : offset[t - 1] + count]
        best = (before.T[:, None, :] + net.transition[:, :, None]).max(axis=0)
        scores[low : low + count] = best.T + emissions[low : low + count]
    chosen = np.empty(alive[0], dtype=np.int64)
    for t in range(len(alive) - 1, -1, -1):
        low, count = int(offset[t]), alive[t]
        going_on = alive[t + 1] if t + 1 < len(alive) else 0
        if going_on:
            chosen[:going_on] = (scores[low : low + going_on] + into[chosen[:going_on]]).argmax(axis=1)
        chosen[going_on:count] = (scores[low + going_on : low + count] + net.stop).argmax(axis=1)
        tags[low : low + count] = chosen[:count]
    return [tags[offset[:size] + row].tolist() for row, size in enumerate(sizes)]
