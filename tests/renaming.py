"""The source document under other names: every company another of the same length, every city another city.

Lengths stay, so the annotation's offsets hold; its words are renamed with the text. What then still scores was read by
rules of language and not by names.
"""

from __future__ import annotations

import json
import random
from pathlib import Path

import opencc

from jiqun.vocab.places import places

# Characters that firms are named with; none begins or ends a word of the rules.
_SYLLABLES = (
    "華宏達盛瑞祥泰鑫嘉騰飛翔凱旋博雅維納諾昊軒宇辰星瀚雲帆銘鼎恒潤德康寧樂佳慧穎捷迅馳遠卓越邦奧菲莱斯克倫特爾曼"
)


def _jsonl(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def renamed(shared: Path, out: Path, seed: int) -> tuple[Path, Path]:
    """Write the renamed document and annotation into ``out``; returns the document and the annotation folder."""
    rng = random.Random(seed)
    text = (shared / "source/000_fd78b242fd277d48.txt").read_bytes().decode("utf-8")
    gold = shared / "gold/source"
    entities = _jsonl(gold / "entities.jsonl")
    mapping = _companies(text, entities, rng)
    fresh = list(text)
    taken = [False] * len(text)
    spans = sorted(
        {(m["start"], m["end"]) for e in entities if e["type"] == "company" for m in e["mentions"]},
        key=lambda span: (span[0] - span[1], span[0]),
    )
    for start, end in spans:
        if not any(taken[start:end]):
            fresh[start:end] = mapping[text[start:end]]
            taken[start:end] = [True] * (end - start)
    cities = _cities(text, entities, rng)
    for old, new in cities.items():
        at = text.find(old)
        while at >= 0:
            if not any(taken[at : at + len(old)]):
                fresh[at : at + len(old)] = new
            at = text.find(old, at + 1)
    changed = "".join(fresh)
    assert len(changed) == len(text)
    mapping = {**mapping, **cities}
    _write(gold, out, changed, mapping)
    return out / "document.txt", out


def _companies(text: str, entities: list[dict], rng: random.Random) -> dict[str, str]:
    names = {text[m["start"] : m["end"]] for e in entities if e["type"] == "company" for m in e["mentions"]}
    table: dict[str, str] = {}
    for name in sorted(names):
        new = "".join(rng.choices(_SYLLABLES, k=len(name)))
        suffix = next(
            (s for s in ("有限公司", "集團", "科技", "智能", "重工", "生物", "(中國)") if name.endswith(s)), ""
        )
        table[name] = new[: len(name) - len(suffix)] + suffix if len(suffix) < len(name) else new
    return table


def _cities(text: str, entities: list[dict], rng: random.Random) -> dict[str, str]:
    to_traditional = opencc.OpenCC("s2t").convert
    known = {place.short for place in places() if place.level != "county"}
    to_simplified = opencc.OpenCC("t2s").convert
    old = sorted(
        {
            e["name"]
            for e in entities
            if e["type"] == "place" and to_simplified(e["name"]) in known and len(e["name"]) == 2
        }
    )
    cities = [place.short for place in places() if place.level == "prefecture" and len(place.short) == 2]
    pool = [city for city in cities if city not in to_simplified(text) and len(to_traditional(city)) == 2]
    provinces = {place.short for place in places() if place.level == "province"}
    moved = [name for name in old if to_simplified(name) not in provinces - {"上海"}]
    return dict(zip(moved, map(to_traditional, rng.sample(pool, len(moved))), strict=True))


def _write(gold: Path, out: Path, text: str, mapping: dict[str, str]) -> None:
    to_simplified = opencc.OpenCC("t2s").convert
    simple = {to_simplified(old): to_simplified(new) for old, new in mapping.items()}
    both = sorted({**simple, **mapping}.items(), key=lambda pair: -len(pair[0]))

    def words(value: str) -> str:
        for old, new in both:
            value = value.replace(old, new)
        return value

    for name in ("facts", "entities"):
        lines = []
        for row in _jsonl(gold / f"{name}.jsonl"):
            row["quote"] = text[row["start"] : row["end"]]
            for key in ("subject", "indicator", "name"):
                if isinstance(row.get(key), str):
                    row[key] = words(row[key])
            lines.append(json.dumps(row, ensure_ascii=False))
        (out / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (out / "document.txt").write_bytes(text.encode("utf-8"))
