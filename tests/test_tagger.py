"""The tagger against the network written out step by step, and how it treats texts."""

from __future__ import annotations

import itertools
import subprocess
import sys
import time

import numpy as np
import pytest

from jiqun.extract.tagger import tag, words
from jiqun.extract.tagger.network import WEIGHTS, network, tag_batch

SENTENCES = (
    "海河市人民政府与国家电网公司签署合作协议。",
    "中国船舶集团落户青岛,2021年投产。",
    "产值达1200亿元",
    "华",
    "位于美国的特斯拉公司在上海设立研发中心,张三任总经理,企业聚集。",
)


def _sigmoid(x: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-x))


def _plain_tags(ids: list[int]) -> list[int]:
    """One sentence through the network as its description says, in double precision, one step after the other."""
    w = {name: value.astype(np.float64) for name, value in np.load(WEIGHTS).items()}
    y = w["embedding_int8"][ids] * w["embedding_scale"][ids]
    for pair in ((0, 1), (2, 3)):
        outputs = []
        for n in pair:
            x = y @ w[f"layer{n}_in_w"] + w[f"layer{n}_in_b"] + w[f"layer{n}_gate_b"]
            order = range(len(ids)) if n % 2 == 0 else range(len(ids) - 1, -1, -1)
            hidden, out = np.zeros(128), np.zeros((len(ids), 128))
            for t in order:
                gates = _sigmoid(x[t, :256] + hidden @ w[f"layer{n}_gate_w"])
                update, reset = gates[:128], gates[128:]
                candidate = np.tanh(x[t, 256:] + (reset * hidden) @ w[f"layer{n}_cand_w"])
                hidden = (1 - update) * hidden + update * candidate
                out[t] = hidden
            outputs.append(out)
        y = np.concatenate(outputs, axis=1)
    emissions = y @ w["out_w"] + w["out_b"]
    score, back = emissions[0] + w["crf"][0], []
    for row in emissions[1:]:
        paths = score[:, None] + w["crf"][2:]
        back.append(paths.argmax(axis=0))
        score = paths.max(axis=0) + row
    path = [int((score + w["crf"][1]).argmax())]
    for chosen in reversed(back):
        path.append(int(chosen[path[-1]]))
    return path[::-1]


def test_a_batch_gives_what_the_plain_network_gives() -> None:
    numbers = sorted((words.tokens(text)[1] for text in SENTENCES), key=len, reverse=True)
    assert len({len(one) for one in numbers}) > 3, "sentences of different lengths"
    assert tag_batch(numbers) == [_plain_tags(ids) for ids in numbers]


def _tagged(text: str) -> list[tuple[str, str]]:
    return [(text[span.start : span.end], span.tag) for span in tag(text, [(0, len(text))])]


def test_names_get_their_tags() -> None:
    found = _tagged(SENTENCES[4])
    assert ("美国", "LOC") in found
    assert ("上海", "LOC") in found
    assert ("张三", "PER") in found
    assert ("特斯拉公司", "ORG") in found
    assert ("聚集", "v") in found


@pytest.mark.parametrize("text", [*SENTENCES, "", "\n", "abc 123", "㗎" * 3, "研究" * 900])
def test_spans_cover_the_text_once_and_in_order(text: str) -> None:
    spans = tag(text, [(0, len(text))] if text else [])
    assert "".join(text[span.start : span.end] for span in spans) == text
    assert all(left.end == right.start for left, right in itertools.pairwise(spans))


def test_what_stands_beside_a_sentence_does_not_change_its_tags() -> None:
    text = "".join(SENTENCES)
    ends = np.cumsum([len(one) for one in SENTENCES]).tolist()
    pieces = list(zip([0, *ends[:-1]], ends, strict=True))
    together = [(text[s.start : s.end], s.tag) for s in tag(text, pieces)]
    assert together == [one for sentence in SENTENCES for one in _tagged(sentence)]


def test_full_width_and_traditional_letters_read_as_the_plain_ones() -> None:
    assert words.tokens("業績達A")[1] == words.tokens("业绩达A")[1]


def test_the_weights_stay_small_and_load_fast() -> None:
    network.cache_clear()
    started = time.perf_counter()
    held = network()
    assert time.perf_counter() - started < 0.5
    assert held.embedding.dtype == np.int8


def test_importing_jiqun_loads_neither_the_tagger_nor_numpy() -> None:
    code = "import jiqun, sys; jiqun.extract; print('numpy' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
