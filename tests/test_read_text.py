"""Plain text and Markdown: the text stays as it is, lines become blocks, the outline is found."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.errors import ReadError, UsageError
from jiqun.model import Document
from jiqun.read import find_documents, read, read_bytes
from jiqun.read.limits import LIMITS, Limit
from jiqun.read.outline import style_of, styles
from jiqun.vocab.fold import fold


def shape(document: Document) -> list[tuple[str, int, str]]:
    """Kind, level and text of the blocks that are content."""
    return [
        (block.kind, block.level, document.text[block.start : block.end])
        for block in document.blocks
        if block.excluded is None
    ]


def headings(text: str, name: str = "a.txt") -> list[tuple[int, str]]:
    return [(level, words) for kind, level, words in shape(read_bytes(text.encode(), name)) if kind == "heading"]


def check_blocks(document: Document) -> None:
    """What holds for every document, whatever its format."""
    last = -1
    for block in document.blocks:
        words = document.text[block.start : block.end]
        assert last < block.start < block.end <= len(document.text), (block, words)
        assert words == words.strip(), f"outer blanks in {words!r}"
        assert block.kind in {"title", "heading", "paragraph", "list_item", "cell", "code"}
        assert (block.level > 0) == (block.kind == "heading"), (block, words)
        last = block.end - 1
    assert len(fold(document.text)) == len(document.text)


# The source document -------------------------------------------------------------------------------------------------


def test_source_text_is_the_file_decoded(source_path: Path) -> None:
    document = read(source_path)
    data = source_path.read_bytes()
    assert document.text == data.decode("utf-8")
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert (document.encoding, document.media_type, document.name) == ("utf-8", "text/plain", source_path.name)
    check_blocks(document)


def test_source_outline_is_the_annotated_one(source_path: Path, shared: Path) -> None:
    document = read(source_path)
    rows = [json.loads(line) for line in (shared / "gold/source/structure.jsonl").read_text("utf-8").splitlines()]
    level = {"field_heading": 1, "cluster_heading": 2}
    wanted = [(row["start"], row["end"], level[row["type"]]) for row in rows if row["type"] in level]
    found = [(block.start, block.end, block.level) for block in document.blocks if block.kind == "heading"]
    assert len(wanted) == 14
    assert found == wanted
    title = next(row for row in rows if row["type"] == "title")
    assert document.title == title["quote"]
    assert [(b.start, b.end) for b in document.blocks if b.kind == "title"] == [(title["start"], title["end"])]
    paragraphs = [(b.start, b.end) for b in document.blocks if b.kind == "paragraph" and not b.excluded]
    assert paragraphs == [(r["start"], r["end"]) for r in rows if r["type"] in ("cluster_intro", "practice")]


# Text ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_text_and_spans_survive_any_line_ending(end: str) -> None:
    text = end.join(["\ufeff东岭轴承产业", "", "\u3000\u3000一、概况", "2020年产值达到320亿元。 "]) + end
    document = read_bytes(text.encode("utf-8"), "a.txt")
    assert document.text == text
    assert shape(document) == [
        ("title", 0, "东岭轴承产业"),
        ("heading", 1, "一、概况"),
        ("paragraph", 0, "2020年产值达到320亿元。"),
    ]


def test_only_line_feeds_and_carriage_returns_end_lines() -> None:
    text = "产值\u2028三百\x0b亿\x85元\x0c。\n第二行。"
    assert [words for _, _, words in shape(read_bytes(text.encode(), "a.txt"))] == text.split("\n")


LINES = st.text(
    st.sampled_from("一二、1.(2)第章节 \t\u3000\r\n。,;#|-*>深圳產業集群2018年亿元电话0451abc\ufeff\u2028\x85<p>"),
    max_size=120,
)


@given(st.one_of(st.text(max_size=80), LINES), st.sampled_from(["a.txt", "a.md", "a"]))
def test_any_text_gives_ordered_trimmed_blocks(text: str, name: str) -> None:
    data = text.encode("utf-8")
    try:
        document = read_bytes(data, name)
    except ReadError:
        return
    if document.encoding == "utf-8" and document.media_type != "text/html":
        assert document.text == data.decode("utf-8")
    check_blocks(document)


@given(
    st.lists(st.sampled_from(["深圳产业规模达到2亿元。", "一、概况", "1、甲集群", "", "  ", "點擊舉報"]), min_size=1)
)
def test_every_line_with_text_is_a_block_of_plain_text(lines: list[str]) -> None:
    if not any(line.strip() for line in lines):
        return
    document = read_bytes("\n".join(lines).encode(), "a.txt")
    spans = [document.text[block.start : block.end] for block in document.blocks]
    assert spans == [line for line in lines if line.strip()]


# Title ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("东岭轴承产业调查\n\n一、概况\n产值增长。", "东岭轴承产业调查"),
        ("一、概况\n产值增长。", None),
        ("东岭市发展轴承产业。\n一、概况\n产值增长。", None),
        ("产业规模达到2.1万亿元\n企业22家。", None),
        ("东岭轴承产业", None),
        ("点击举报\n东岭轴承产业调查\n产业链条完整,从钢材到轴承都能生产。", "东岭轴承产业调查"),
    ],
)
def test_title_is_the_first_short_line_before_the_text(text: str, title: str | None) -> None:
    assert read_bytes(text.encode(), "a.txt").title == title


# Outline -------------------------------------------------------------------------------------------------------------


def test_each_numbering_style_recognises_its_example_only() -> None:
    assert len(styles()) >= 12
    for style in styles():
        found = style_of(fold(style.example))
        assert found is not None, style.example
        assert found[0].name == style.name, style.example
        assert style.pattern.match(fold(style.counterexample)) is None, style.counterexample


@pytest.mark.parametrize(
    "numbers",
    [
        ["一、", "1、", "(1)"],
        ["一、", "(一)", "1."],
        ["第一章 ", "第一节 ", "一、"],
        ["1、", "(1)", "(一)"],
        ["壹、", "(壹)", "１．"],
        ["Part I ", "Chapter 1 ", "1. "],
    ],
)
def test_levels_follow_the_order_in_which_styles_appear(numbers: list[str]) -> None:
    text = "".join(f"{number}甲业概况\n本节说明情况。\n" for number in numbers)
    assert headings(text) == [(level, f"{number}甲业概况") for level, number in enumerate(numbers, start=1)]


def test_a_style_keeps_its_level_when_a_new_section_begins() -> None:
    text = "一、甲领域\n1、乙集群\n正文。\n2、丙集群\n正文。\n二、丁领域\n1、戊集群\n正文。"
    assert [level for level, _ in headings(text)] == [1, 2, 2, 1, 2]


@pytest.mark.parametrize(
    "line",
    [
        "2018.5",
        "1.5亿元的产业基金",
        "3.2万人就业",
        "2018、2019年的产值",
        "12、13日召开会议",
        "3、5年内建成基地",
        "一、二线城市的差距",
        "1、建立推进机制。成立了领导小组。",
        "第三篇论文发表",
    ],
)
def test_numbers_that_head_nothing_are_no_headings(line: str) -> None:
    assert headings(f"正文说明情况,产业链条完整。\n{line}\n正文又说明情况。") == []


def test_items_of_a_list_are_no_headings() -> None:
    text = "一、做法\n主要有三项。\n1、建立机制\n2、培育企业\n3、引进人才\n二、成效\n产值增长。"
    document = read_bytes(text.encode(), "a.txt")
    assert [kind for kind, _, words in shape(document) if words[0] in "123"] == ["list_item"] * 3
    assert headings(text) == [(1, "一、做法"), (1, "二、成效")]


def test_one_sentence_makes_a_run_a_list() -> None:
    text = "一、做法\n(1)建立机制\n(2)培育企业,共12家;\n二、成效\n产值增长。"
    assert headings(text) == [(1, "一、做法"), (1, "二、成效")]


def test_lines_of_a_table_of_contents_are_no_headings() -> None:
    text = "目录\n第一章 概况……1\n第二章 做法……9\n第一章 概况\n正文。\n第二章 做法\n正文。"
    assert headings(text) == [(1, "第一章 概况"), (1, "第二章 做法")]


# Markdown ------------------------------------------------------------------------------------------------------------


def test_markdown_headings_lists_and_tables() -> None:
    table = "| 年份 | 产值 |\n|---|---|\n| 2020 | 320 |\n"
    text = f"# 东岭轴承产业\n\n## 规模 ##\n- 企业86家\n> 引用一句。\n\n{table}\n### 做法\n---\n"
    document = read_bytes(text.encode(), "a.md")
    assert document.text == text
    assert document.title == "东岭轴承产业"
    assert shape(document) == [
        ("title", 0, "东岭轴承产业"),
        ("heading", 1, "规模"),
        ("list_item", 0, "企业86家"),
        ("paragraph", 0, "引用一句。"),
        ("cell", 0, "年份"),
        ("cell", 0, "产值"),
        ("cell", 0, "2020"),
        ("cell", 0, "320"),
        ("heading", 2, "做法"),
    ]
    assert [b.anchor for b in document.blocks if b.kind == "cell"] == ["t1r1c1", "t1r1c2", "t1r2c1", "t1r2c2"]


def test_an_empty_cell_keeps_the_columns_of_the_others() -> None:
    document = read_bytes("| 甲 | 乙 | 丙 |\n|--|--|--|\n| 1 || 3 |\n".encode(), "a.md")
    cells = {b.anchor: document.text[b.start : b.end] for b in document.blocks}
    assert cells == {"t1r1c1": "甲", "t1r1c2": "乙", "t1r1c3": "丙", "t1r2c1": "1", "t1r2c3": "3"}


def test_two_top_headings_are_headings_not_titles() -> None:
    text = "# 甲集群\n正文。\n## 做法\n正文。\n# 乙集群\n正文。"
    assert headings(text, "a.md") == [(1, "甲集群"), (2, "做法"), (1, "乙集群")]


def test_numbered_headings_nest_below_marked_ones() -> None:
    assert headings("# 题\n## 甲\n一、概况\n正文。\n(一)规模\n正文。", "a.md") == [
        (1, "甲"),
        (2, "一、概况"),
        (3, "(一)规模"),
    ]


def test_front_matter_gives_title_and_date_and_is_no_content() -> None:
    document = read_bytes("---\ntitle: 东岭轴承\ndate: 2021-03-05\n---\n企业86家。\n".encode(), "a.md")
    assert (document.title, document.date) == ("东岭轴承", "2021-03-05")
    assert shape(document) == [("paragraph", 0, "企业86家。")]
    assert [b.excluded for b in document.blocks] == ["front_matter", "front_matter", None]


def test_code_fences_hold_no_headings() -> None:
    document = read_bytes("说明如下。\n```\n# 注释\n```\n".encode(), "a.md")
    assert shape(document) == [("paragraph", 0, "说明如下。"), ("code", 0, "# 注释")]


# Files ---------------------------------------------------------------------------------------------------------------


def test_a_folder_gives_its_documents_sorted(tmp_path: Path) -> None:
    for name in ("b.txt", "a.HTML", "c.bin", "~$d.docx", ".hidden.txt", "sub/d.md", ".git/e.txt"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("正文。", encoding="utf-8")
    assert [str(path.relative_to(tmp_path)) for path in find_documents(tmp_path)] == ["a.HTML", "b.txt", "sub/d.md"]
    assert find_documents(tmp_path / "c.bin") == [tmp_path / "c.bin"]


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda path: None, "does not exist: check the path"),
        (lambda path: path.mkdir(), "is a folder, not a file"),
        (lambda path: path.write_bytes(b""), "is empty"),
        (lambda path: path.write_bytes(b" \r\n\t"), "is empty"),
        (lambda path: path.write_bytes(b"\xef\xbb\xbf\n"), "is empty"),
        (lambda path: path.write_text("\u3000\u200b\n", encoding="utf-8"), "holds no visible text"),
    ],
)
def test_errors_are_one_line_with_the_path(tmp_path: Path, make, words: str) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "文件.txt"
    make(path)
    with pytest.raises(ReadError) as error:
        read(path)
    assert words in str(error.value)
    assert str(path) in str(error.value)
    assert "\n" not in str(error.value)


def test_a_folder_without_documents_says_what_it_looked_for(tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(b"1")
    with pytest.raises(ReadError, match=r"no document in .*\.txt, .*\.pdf, .*\.xlsx"):
        find_documents(tmp_path)
    with pytest.raises(ReadError, match="does not exist"):
        find_documents(tmp_path / "none")


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LIMITS, "text_bytes", Limit(100, "bytes", "a test"))
    (tmp_path / "a.txt").write_bytes(b"a" * 101)
    with pytest.raises(ReadError, match="more than the"):
        read(tmp_path / "a.txt")
    with pytest.raises(ReadError, match="more than the"):
        read_bytes(b"a" * 101, "a.txt")


def test_the_date_argument_overrides_the_stated_date() -> None:
    data = "发布时间:2021-03-05 10:20\n正文说明情况,产业链条完整。".encode()
    assert read_bytes(data, "a.txt").date == "2021-03-05"
    assert read_bytes(data, "a.txt", date="2022-01").date == "2022-01"
    assert read_bytes("正文。".encode(), "a.txt").date is None
    with pytest.raises(UsageError, match="no ISO date"):
        read_bytes(data, "a.txt", date="2022-13-01")


def test_plain_utf8_loads_no_parser_and_no_detector() -> None:
    code = (
        "import sys; from jiqun.read import read_bytes; read_bytes('深圳产业集群。'.encode(), 'a.txt'); "
        "print(*[m for m in ('lxml', 'trafilatura', 'charset_normalizer') if m in sys.modules], 'done')"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.split() == ["done"]
