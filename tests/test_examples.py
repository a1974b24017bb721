"""The example dossiers: one for each cluster, in our own words, with the source's figures and nothing invented."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import lxml.html
import pytest
import yaml

import jiqun
from jiqun.vocab.fold import fold

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
ORIGINS: list[dict[str, Any]] = yaml.safe_load((EXAMPLES / "origins.yaml").read_text(encoding="utf-8"))
FILES = [origin["file"] for origin in ORIGINS]
ENCODINGS = {"taizhou.html": "gb18030"}
LONGEST_SHARED_RUN = 12  # Chinese characters; names of organisations and policies stand aside
HEADLINES = {"industry_output", "output_value", "gross_output_value", "above_scale_gross_industrial_output"}


def dossier(name: str) -> str:
    """The visible text of a dossier, folded to simplified script."""
    text = (EXAMPLES / name).read_bytes().decode(ENCODINGS.get(name, "utf-8"))
    if name.endswith(".html"):
        page = lxml.html.document_fromstring(text)
        for unseen in page.xpath("//style | //head"):
            unseen.getparent().remove(unseen)
        text = "\n".join(page.itertext())
    return fold(text)


def lines_of(shared: Path, name: str) -> list[dict[str, Any]]:
    path = shared / "gold" / "source" / name
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def sections(shared: Path, source_path: Path) -> dict[str, str]:
    """The source document cut at its cluster headings: name of the cluster (folded) to its folded section."""
    text = source_path.read_bytes().decode("utf-8")
    headings = [line for line in lines_of(shared, "structure.jsonl") if line["type"] == "cluster_heading"]
    starts = [heading["start"] for heading in headings] + [len(text)]
    names = [fold(re.sub(r"^\d、", "", heading["quote"])) for heading in headings]
    return {name: fold(text[start:end]) for name, (start, end) in zip(names, pairwise(starts), strict=True)}


def masked(text: str, names: list[str]) -> str:
    for name in names:
        text = text.replace(name, "|")
    return text


def shared_runs(text: str, source: str, longest: int) -> list[str]:
    """Stretches of more than ``longest`` Chinese characters that stand in both texts."""
    width = longest + 1
    return [
        run[start : start + width]
        for run in re.findall(r"[\u4e00-\u9fff]+", text)
        for start in range(len(run) - width + 1)
        if run[start : start + width] in source
    ]


def test_the_ten_clusters_of_the_source_have_one_dossier_each(sections: dict[str, str]) -> None:
    assert len(sections) == 10
    assert sorted(fold(origin["cluster"]) for origin in ORIGINS) == sorted(sections)


def test_every_dossier_has_an_origin_card_and_no_file_is_left_out() -> None:
    shipped = {path.name for path in EXAMPLES.iterdir()} - {"README.md", "origins.yaml"}
    assert shipped == set(FILES)
    for origin in ORIGINS:
        assert origin["digest"] is True
        assert origin["licence"] == "CC0-1.0"
        assert origin["url"] is None
        assert origin["published"] is None
        assert "中国先进产业集群现状" in origin["note"]


@pytest.mark.parametrize("name", FILES)
def test_no_sentence_is_the_source_s(name: str, shared: Path, source_path: Path) -> None:
    source = fold(source_path.read_bytes().decode("utf-8"))
    entities = [line for line in lines_of(shared, "entities.jsonl") if line["type"] not in {"place", "product"}]
    names = {fold(entity["name"]) for entity in entities if len(entity["name"]) >= 8}
    ordered = sorted(names, key=len, reverse=True)
    assert len(ordered) > 50
    assert shared_runs(masked(source, ordered), masked(source, ordered), LONGEST_SHARED_RUN)  # the check can fail
    assert shared_runs(masked(dossier(name), ordered), masked(source, ordered), LONGEST_SHARED_RUN) == []


@pytest.mark.parametrize("origin", ORIGINS, ids=FILES)
def test_every_numeral_stands_in_the_source_s_section(origin: dict[str, Any], sections: dict[str, str]) -> None:
    section = sections[fold(origin["cluster"])]
    body = re.sub(r"(?m)^#* *\d、|CC0 1\.0", "", dossier(origin["file"]))
    numerals = set(re.findall(r"\d+(?:\.\d+)?", body))
    assert numerals
    assert numerals <= set(re.findall(r"\d+(?:\.\d+)?", section))


def test_the_headline_figures_are_restated_in_the_same_number_words(shared: Path) -> None:
    facts = [
        fact
        for fact in lines_of(shared, "facts.jsonl")
        if fact["unit"] == "CNY" and fact["indicator"].rpartition("/")[2] in HEADLINES
    ]
    assert len(facts) == 7
    texts = [dossier(name) for name in FILES]
    for fact in facts:
        assert sum(fold(fact["value_text"]) in text for text in texts) == 1, fact["value_text"]


@pytest.mark.parametrize("origin", ORIGINS, ids=FILES)
def test_a_dossier_reads_with_its_encoding_title_and_headings(origin: dict[str, Any]) -> None:
    document = jiqun.read(EXAMPLES / origin["file"])
    headings = [document.text[b.start : b.end] for b in document.blocks if b.kind in {"title", "heading"}]
    assert document.encoding.lower().replace("-sig", "") == ENCODINGS.get(origin["file"], "utf-8")
    assert document.title == origin["title"]
    assert any(heading.endswith(origin["cluster"]) for heading in headings), headings


def test_one_page_is_gb18030_and_says_so() -> None:
    data = (EXAMPLES / "taizhou.html").read_bytes()
    assert b'<meta charset="gb18030">' in data
    with pytest.raises(UnicodeDecodeError):
        data.decode("utf-8")
    assert data.decode("gb18030").encode("gb18030") == data


@pytest.mark.parametrize("origin", ORIGINS, ids=FILES)
def test_a_dossier_is_short_and_leads_to_three_or_four_practices(origin: dict[str, Any]) -> None:
    text = dossier(origin["file"])
    assert 400 <= len(re.findall(r"\w", text)) <= 1100
    assert text.count("典型做法包括:") == 1
    assert fold(origin["cluster"]) in text
