"""Cutting a text at its claims' borders, and making hidden characters visible."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

import web_atlas
from jiqun.model import Block, Document, Origin, Source
from jiqun.web import view
from jiqun.web.safe import cite, finalize
from jiqun.web.segments import Span, pieces


def test_overlapping_and_nested_claims_are_cut_at_every_border():
    text = "0123456789"
    spans = [
        Span(1, 6, "relation", "r"),
        Span(4, 8, "figure", "f"),
        Span(2, 3, "entity", "e"),
        Span(4, 8, "segment", "s"),
    ]
    cut = pieces(text, 0, 10, spans)
    assert [piece.text for piece in cut] == ["0", "1", "2", "3", "45", "67", "89"]
    assert [sorted(piece.kinds) for piece in cut[2:6]] == [
        ["entity", "relation"], ["relation"], ["figure", "relation", "segment"], ["figure", "segment"],
    ]  # fmt: skip
    assert cut[2].target == "e", "the shortest claim is the one to lead to"
    assert cut[4].target == "f", "of two claims of one length the figure wins"
    assert [piece.anchors for piece in cut] == [(), ("r",), ("e",), (), ("f", "s"), (), ()]


def test_a_claim_that_began_in_an_earlier_block_has_no_second_anchor():
    spans = [Span(2, 8, "figure", "f")]
    assert [piece.anchors for piece in pieces("0123456789", 5, 10, spans)] == [(), ()]


@given(st.integers(0, 2**32))
def test_pieces_joined_are_the_text_and_cover_exactly_their_spans(seed):
    chance = random.Random(seed)
    text = "".join(chr(0x4E00 + i) for i in range(40))
    start, end = sorted(chance.sample(range(41), 2))
    spans = []
    for n in range(chance.randrange(12)):
        left, right = sorted(chance.sample(range(41), 2))
        spans.append(Span(left, right, "figure", f"f{n}"))
    cut = pieces(text, start, end, spans)
    assert "".join(piece.text for piece in cut) == text[start:end]
    at = start
    for piece in cut:
        covering = {span.id for span in spans if span.start <= at < span.end}
        assert {span.id for span in piece.spans} == covering
        at += len(piece.text)


def test_cells_of_one_table_are_gathered_into_rows():
    text = "指标\n数值\n产值\n5亿\n后文"
    blocks, at = [], 0
    for line, anchor in (("指标", "t1r1c1"), ("数值", "t1r1c2"), ("产值", "t1r2c1"), ("5亿", "t1r2c2"), ("后文", None)):
        blocks.append(Block(at, at + len(line), "cell" if anchor else "paragraph", anchor=anchor))
        at += len(line) + 1
    source = Source("x", Document(text, tuple(blocks)), Origin())
    table, after = view.laid_out(view.blocks(source, [], None, None))
    assert isinstance(table, view.TableView)
    words = [["".join(piece.text for part in cell for piece in part.pieces) for cell in row] for row in table.rows]
    assert words == [["指标", "数值"], ["产值", "5亿"]]
    assert isinstance(after, view.BlockView)


def test_names_in_either_script_are_one():
    records = [object(), object()]
    [named] = view.by_name([("華為", records[0]), ("华为", records[1])])
    assert (named.name, named.records) == ("華為", tuple(records))


def test_a_sheet_parts_members_from_other_firms(tmp_path):
    atlas = web_atlas.write(tmp_path / "atlas.sqlite")
    one, two = (view.sheet(atlas, atlas.cluster(ref)) for ref in ("c-one", "c-two"))
    assert [named.name for named in one.members] == ["甲轴", "乙轴"]
    assert one.other_companies == []
    assert two.members == []
    assert [named.name for named in two.other_companies] == [web_atlas.HOSTILE]
    assert list(one.figures) == ["money", "count"]


def test_hidden_characters_are_shown_and_markup_is_escaped():
    shown = str(cite("a\u202e\u200b<b>\ufeff"))
    assert shown == "<bdi>a⟨U+202E⟩⟨U+200B⟩&lt;b&gt;⟨U+FEFF⟩</bdi>"
    assert str(finalize('"\x00')) == "&#34;⟨U+0000⟩"
