"""The network of LAC in NumPy: two stacked bidirectional GRU layers and a linear-chain CRF (weights: Apache-2.0).

Sentences of like length go through together, longest first, so that no step computes for a sentence that has ended;
the embedding rows of a batch are multiplied with the input matrices once a word, not once a place.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

WEIGHTS = Path(__file__).parent / "data" / "lac_int8.npz"
_UNITS = 128


@dataclass(frozen=True, slots=True)
class Direction:
    """One direction of one GRU layer; the biases of input and gates are added up."""

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

    layers = [
        Direction(
            wide(f"layer{n}_in_w"),
            wide(f"layer{n}_in_b") + wide(f"layer{n}_gate_b"),
            wide(f"layer{n}_gate_w"),
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
    alive = [int((sizes > t).sum()) for t in range(longest)]
    offset = np.concatenate([[0], np.cumsum(alive)])  # packed by time: step t holds its alive sentences in a row
    ids = np.concatenate([[one[t] for one in sentences[: alive[t]]] for t in range(longest)])
    mirror = np.concatenate([offset[sizes[: alive[t]] - 1 - t] + np.arange(alive[t]) for t in range(longest)])
    words, place = np.unique(ids, return_inverse=True)
    rows = net.embedding[words].astype(np.float32) * net.scale[words]
    ahead, back = ((rows @ d.into + d.bias)[place] for d in net.layers[:2])
    y = np.concatenate(
        [_run(net.layers[0], ahead, offset, alive), _run(net.layers[1], back[mirror], offset, alive)[mirror]], axis=1
    )
    ahead, back = (y @ d.into + d.bias for d in net.layers[2:])
    y = np.concatenate(
        [_run(net.layers[2], ahead, offset, alive), _run(net.layers[3], back[mirror], offset, alive)[mirror]], axis=1
    )
    return _viterbi(net, y @ net.out + net.out_bias, sizes, offset, alive)


def _run(layer: Direction, x: Floats, offset: Ints, alive: list[int]) -> Floats:
    """One direction over inputs packed by time; sigmoid(z) is written as (1 + tanh(z / 2)) / 2, which is one pass."""
    hidden = np.zeros((alive[0], _UNITS), dtype=np.float32)
    found = np.empty((len(x), _UNITS), dtype=np.float32)
    half_gates = layer.gates * np.float32(0.5)
    for t, count in enumerate(alive):
        step = x[offset[t] : offset[t] + count]
        hidden = hidden[:count]
        gates = np.tanh(hidden @ half_gates + step[:, : 2 * _UNITS] * np.float32(0.5))
        gates += np.float32(1)
        gates *= np.float32(0.5)
        update, reset = gates[:, :_UNITS], gates[:, _UNITS:]
        candidate = np.tanh((reset * hidden) @ layer.candidate + step[:, 2 * _UNITS :])
        hidden = hidden + update * (candidate - hidden)
        found[offset[t] : offset[t] + count] = hidden
    return found


def _viterbi(net: Network, emissions: Floats, sizes: Ints, offset: Ints, alive: list[int]) -> list[list[int]]:
    """The best tag path of each sentence."""
    score = emissions[: alive[0]] + net.start
    into = np.ascontiguousarray(net.transition.T)  # [to, from]: the best predecessor lies along the last axis
    back: list[NDArray[np.int8]] = []
    final = np.empty((alive[0], len(net.start)), dtype=np.float32)
    for t, count in enumerate(alive):
        if t:
            paths = score[:count, None, :] + into
            chosen = paths.argmax(axis=2)
            back.append(chosen.astype(np.int8))
            best = np.take_along_axis(paths, chosen[:, :, None], axis=2)[:, :, 0]
            score = best + emissions[offset[t] : offset[t] + count]
        ended = alive[t + 1] if t + 1 < len(alive) else 0
        final[ended:count] = score[ended:count] + net.stop
    tags = final.argmax(axis=1)
    paths_found: list[list[int]] = []
    for row, size in enumerate(sizes):
        tag = int(tags[row])
        path = [tag]
        for t in range(int(size) - 2, -1, -1):
            tag = int(back[t][row, tag])
            path.append(tag)
        paths_found.append(path[::-1])
    return paths_found
