"""Word: styles, lists, tables, notes, boxes and tracked changes."""

from __future__ import annotations

import zipfile
from io import BytesIO

import docx
import pytest
from docx.oxml import parse_xml

from jiqun.errors import ReadError
from jiqun.model import Document
from jiqun.read import read_bytes
from jiqun.read.limits import LIMITS, Limit
from jiqun.read.word import read_docx

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def saved(document: object, **extra: str) -> bytes:
    """The bytes of a document; ``extra`` are parts of ``word/`` added to it."""
    out = BytesIO()
    document.save(out)  # type: ignore[attr-defined]
    if extra:
        with zipfile.ZipFile(out, "a") as archive:
            for name, body in extra.items():
                archive.writestr(f"word/{name}.xml", body)
    return out.getvalue()


def with_body(*xml: str, **extra: str) -> bytes:
    document = docx.Document()
    for item in xml:
        document.element.body.insert(-1, parse_xml(item.replace(">", f" {W}>", 1)))
    return saved(document, **extra)


def shape(document: Document) -> list[tuple[str, str | None, str]]:
    return [(b.kind, b.anchor, document.text[b.start : b.end]) for b in document.blocks if b.excluded is None]


def test_headings_lists_tables_heads_and_feet() -> None:
    document = docx.Document()
    document.core_properties.title = "忽略"
    document.add_heading("东岭市轴承产业", 0)
    document.add_heading("一、概况", 1)
    document.add_paragraph("2018年产值达到").add_run("100亿元。")
    document.add_paragraph("钢材", style="List Bullet")
    table = document.add_table(3, 3)
    for row in range(3):
        for column in range(3):
            table.cell(row, column).text = f"{row}{column}"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "产值"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "东岭"
    document.sections[0].header.paragraphs[0].text = "东岭市发展报告"
    document.sections[0].footer.paragraphs[0].text = "内部使用"
    read = read_bytes(saved(document), "a.docx")
    assert shape(read) == [
        ("title", "¶1", "东岭市轴承产业"), ("heading", "¶2", "一、概况"),
        ("paragraph", "¶3", "2018年产值达到100亿元。"),
        ("list_item", "¶4", "钢材"), ("cell", "t1r1c1", "00"), ("cell", "t1r1c2", "产值"),
        ("cell", "t1r2c1", "东岭"), ("cell", "t1r2c2", "11"), ("cell", "t1r2c3", "12"),
        ("cell", "t1r3c2", "21"), ("cell", "t1r3c3", "22"),
    ]  # fmt: skip
    assert [(b.excluded, read.text[b.start : b.end]) for b in read.blocks if b.excluded] == [
        ("page_header", "东岭市发展报告"), ("page_footer", "内部使用")
    ]  # fmt: skip
    assert (read.title, read.encoding) == ("东岭市轴承产业", "binary")


def test_tracked_deletions_hidden_words_and_field_codes_are_out() -> None:
    read = read_bytes(
        with_body(
            "<w:p><w:r><w:t>产值</w:t></w:r><w:del><w:r><w:delText>90</w:delText></w:r></w:del>"
            "<w:ins><w:r><w:t>100</w:t></w:r></w:ins><w:r><w:instrText>PAGE 7</w:instrText></w:r>"
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>密</w:t></w:r><w:r><w:t>亿元。</w:t></w:r></w:p>"
        ),
        "a.docx",
    )
    assert read.text == "产值100亿元。"


def test_notes_stand_at_the_end_of_their_section() -> None:
    note = (
        f'<w:footnotes {W}><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        '<w:footnote w:id="3"><w:p><w:r><w:t>不含外省企业。</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    document = docx.Document()
    document.add_heading("一、概况", 1)
    paragraph = document.add_paragraph("产值100亿元")
    paragraph._p.append(parse_xml(f'<w:r {W}><w:footnoteReference w:id="3"/></w:r>'))
    document.add_paragraph("企业600家。")
    document.add_heading("二、做法", 1)
    document.add_paragraph("建设平台。")
    read = read_bytes(saved(document, footnotes=note), "a.docx")
    assert [(anchor, words) for _, anchor, words in shape(read)] == [
        ("¶1", "一、概况"), ("¶2", "产值100亿元"), ("¶3", "企业600家。"), ("fn3", "不含外省企业。"),
        ("¶4", "二、做法"), ("¶5", "建设平台。"),
    ]  # fmt: skip


def test_text_boxes_are_read_once() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>框内文字。</w:t></w:r></w:p></w:txbxContent>"
    read = read_bytes(
        with_body(
            "<w:p><w:r><w:t>框外文字。</w:t></w:r><w:r>"
            '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
            f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
        ),
        "a.docx",
    )
    assert read.text == "框外文字。\n框内文字。"


def test_a_table_that_lays_out_a_page_gives_paragraphs() -> None:
    document = docx.Document()
    document.add_table(1, 2).cell(0, 0).text = "产业链条完整，从钢材到轴承都能生产。" * 15
    assert [kind for kind, _, _ in shape(read_bytes(saved(document), "a.docx"))] == ["paragraph"]


def test_entities_and_endless_nesting_are_refused() -> None:
    whole = saved(docx.Document())
    bomb = (
        '<!DOCTYPE a [<!ENTITY a "1"><!ENTITY b "&a;&a;">]>' + f"<w:document {W}><w:body><w:p/></w:body></w:document>"
    )
    deep = f"<w:document {W}><w:body>" + "<w:tbl><w:tr><w:tc>" * 40 + "</w:tc></w:tr></w:tbl>" * 40
    for body, said in ((bomb, "entities"), (deep + "</w:body></w:document>", "nests"), ("<w:p", "damaged")):
        with pytest.raises(ReadError, match=said):
            read_bytes(replaced(whole, body), "a.docx")


def replaced(whole: bytes, body: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(whole)) as old, zipfile.ZipFile(out, "w") as new:
        for item in old.infolist():
            new.writestr(item, body if item.filename == "word/document.xml" else old.read(item))
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        (
            "a.doc",
            OLE + "WordDocument".encode("utf-16-le"),
            r"old Word file: save it as \.docx",
        ),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "is encrypted"),
        ("a.docx", "不是Word".encode(), "no Word file, though its name says so"),
        ("a.docx", b"PK\x03\x04cut", "damaged"),
        ("a.rtf", b"{\\rtf1 a}", r"save it as \.docx"),
        ("a.docx", b"", "is empty"),
    ],
)
def test_what_is_no_word_file_says_what_to_do(name: str, data: bytes, said: str) -> None:
    with pytest.raises(ReadError, match=said):
        read_bytes(data, name)


def zipped(*parts: tuple[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts:
            archive.writestr(name, body)
    return out.getvalue()


def test_a_zip_bomb_is_counted_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = zipped(("word/document.xml", b"<a>" + b" " * 30_000_000))
    with pytest.raises(ReadError, match="200 times its size: it may be a zip bomb"):
        read_bytes(bomb, "a.docx")
    lying = bytearray(bomb)
    at = lying.rindex(b"PK\x01\x02") + 24  # the size that the directory states
    lying[at : at + 4] = (100).to_bytes(4, "little")
    with pytest.raises(ReadError):
        read_bytes(bytes(lying), "a.docx")
    monkeypatch.setitem(LIMITS, "parts", Limit(2, "parts", "a test"))
    from jiqun.read.archive import check_archive

    with pytest.raises(ReadError, match="holds 3 parts"):
        check_archive(zipped(*[(f"{n}.xml", b"a") for n in range(3)]), "a.docx")


def test_the_reader_itself_gives_the_same_as_its_process() -> None:
    document = docx.Document()
    document.add_paragraph("产值100亿元。")
    data = saved(document)
    assert read_docx(data, "a.docx").text == read_bytes(data, "a.docx").text == "产值100亿元。"


def test_zip_archives_of_other_kinds_are_told_apart() -> None:
    for parts, said in (((("ppt/a.xml", b""),), "a presentation"), ((("b.txt", b"1"),), "unpack it and add the files")):
        with pytest.raises(ReadError, match=said):
            read_bytes(zipped(*parts), "a.zip")
