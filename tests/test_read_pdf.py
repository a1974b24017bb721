"""PDF: reading order, paragraphs, tables, heads and feet, scans; every span holds."""

from __future__ import annotations

import warnings

import pytest

from jiqun.errors import ReadError, ReadWarning
from jiqun.extract import extract
from jiqun.model import Document
from jiqun.read import read_bytes
from jiqun.read.limits import LIMITS, Limit
from jiqun.read.pdf import read_pdf, scan
from pdf_writer import Sheet, lines, pdf, prose

MEASURE = 441  # 42 characters of 10.5 points
ACTUAL = "2018年，东岭市轴承产业规模达到1250亿元，聚集了东岭轴承厂、南江钢铁公司等600家企业，从业人员3.2万人。"
TARGET = "到2025年，力争产业规模突破2000亿元，建成省级轴承产业创新中心，形成从钢材到轴承的完整链条。"
CHAIN = "产业链条完整，从钢材到轴承都能生产，骨干企业带动作用明显，配套能力不断提升，创新平台加快建设。"


def shape(document: Document) -> list[tuple[str, str]]:
    return [(b.kind, document.text[b.start : b.end]) for b in document.blocks if b.excluded is None]


def anchors(document: Document) -> dict[str | None, str]:
    return {b.anchor: document.text[b.start : b.end] for b in document.blocks if b.excluded is None}


def report() -> Sheet:
    sheet = Sheet().write(180, 90, "东岭市轴承产业报告", 22).write(80, 130, "一、总体情况", 14)
    y = prose(
        sheet,
        80,
        160,
        "2018年，东岭市轴承产业规模达到1250亿元，聚集了东岭轴承厂、南江钢铁公司等600家企业，从业人员3.2万人。",
        MEASURE,
    )
    y = prose(
        sheet,
        80,
        y,
        "到2025年，力争产业规模突破2000亿元，建成省级轴承产业创新中心，形成从钢材到轴承的完整链条。",
        MEASURE,
    )
    y += 12
    for row in (["指标", "2018年", "2019年"], ["产业规模（亿元）", "1250", "1400"], ["企业数（家）", "600", "640"]):
        for x, words in zip((90, 260, 400), row, strict=True):
            sheet.write(x, y, words)
        y += 18
    prose(sheet, 80, y + 10, "产业链条不断完善。", MEASURE)
    return sheet


def test_a_report_gives_title_heading_paragraphs_and_cells() -> None:
    document = read_bytes(pdf([report()], CreationDate="D:20190611093000+08'00'"), "report.pdf")
    assert shape(document) == [
        ("title", "东岭市轴承产业报告"),
        ("heading", "一、总体情况"),
        (
            "paragraph",
            "2018年，东岭市轴承产业规模达到1250亿元，聚集了东岭轴承厂、南江钢铁公司等600家企业，从业人员3.2万人。",
        ),
        ("paragraph", TARGET),
        *[("cell", words) for words in ("指标", "2018年", "2019年", "产业规模（亿元）", "1250", "1400")],
        *[("cell", words) for words in ("企业数（家）", "600", "640")],
        ("paragraph", "产业链条不断完善。"),
    ]
    assert (document.title, document.date, document.media_type) == (
        "东岭市轴承产业报告",
        "2019-06-11",
        "application/pdf",
    )
    found = anchors(document)
    assert found["p1¶3"].startswith("2018年") and found["p1t1r2c3"] == "1400"


def test_claims_of_a_pdf_quote_its_text() -> None:
    document = read_bytes(pdf([report()]), "report.pdf")
    claims = extract(document)
    assert claims and all(document.text[c.start : c.end] == c.quote for c in claims)
    values = {c.value for c in claims if c.kind == "figure"}  # type: ignore[attr-defined]
    assert {125e9, 200e9, 140e9} <= values, values


def test_two_columns_are_read_one_after_the_other_and_hyphens_go() -> None:
    left = ["Industrial clusters are geographic con-", "centrations of firms in related indus-", "tries and of high-"]
    left += ["technology suppliers near each other, as"]
    right = [
        "the example of bearings has shown since",
        "1998. Output reached 1.2 billion yuan in",
        "2019, up by 12.5 percent.",
    ]
    for offset in (0, 5):  # lines of both columns level, and not
        sheet = Sheet().write(150, 60, "Bearings in Dongling", 20)
        lines(sheet, 60, 100, left)
        lines(sheet, 320, 100 + offset, right)
        document = read_bytes(pdf([sheet]), "paper.pdf")
        assert shape(document) == [
            ("title", "Bearings in Dongling"),
            (
                "paragraph",
                "Industrial clusters are geographic concentrations of firms in related industries and of "
                "high-technology suppliers near each other, as the example of bearings has shown since 1998. "
                "Output reached 1.2 billion yuan in 2019, up by 12.5 percent.",
            ),
        ], offset


def test_contents_and_lists_are_no_table() -> None:
    sheet, y = Sheet(), 80.0
    for words, page in (("一、总体情况", 1), ("二、主要做法", 3), ("三、下一步打算", 12)):
        sheet.write(80, y, words).write(200, y, "." * 60).write(400, y, str(page))
        y += 18
    for words in ("建设平台，提升能力。", "引进人才，优化环境。", "扶持企业，带动配套。"):
        sheet.write(80, y, "●").write(110, y, words)
        y += 18
    document = read_bytes(pdf([sheet]), "a.pdf")
    found = [words for kind, words in shape(document) if kind != "cell"]
    assert len(found) == len(document.blocks) == 6, shape(document)
    assert found[0].startswith("一、总体情况 ....") and found[0].endswith("1")
    assert found[3].endswith("建设平台，提升能力。")


def test_a_table_in_one_of_two_columns_stays_in_its_column() -> None:
    sheet = Sheet()
    y = prose(sheet, 60, 100, CHAIN, 225) + 6
    for row in (["年份", "产值", "企业"], ["2017年", "1100", "580"], ["2018年", "1250", "600"]):
        for x, words in zip((60, 130, 220), row, strict=True):
            sheet.write(x, y, words, 9)
        y += 14
    prose(sheet, 60, y + 8, CHAIN, 225)
    prose(sheet, 320, 100, CHAIN * 2, 225)
    document = read_bytes(pdf([sheet]), "a.pdf")
    cells = ["年份", "产值", "企业", "2017年", "1100", "580", "2018年", "1250", "600"]
    assert [words for _, words in shape(document)] == [CHAIN, *cells, CHAIN, CHAIN * 2]


def four_pages() -> list[Sheet]:
    pages = []
    for number in range(1, 5):
        sheet = Sheet().write(80, 40, "东岭市发展报告", 9).write(290, 810, f"- {number} -", 9)
        y = 90.0
        for _ in range(3):
            y = prose(sheet, 80, y, CHAIN, MEASURE)
        if number == 1:
            sheet.write(101, y, "南江市的产业规模达到了三百亿元以上并且还在不断地增长之中预计明年将会再增加百分")
        if number == 2:
            sheet.operators.clear()
            sheet.write(80, 40, "东岭市发展报告", 9).write(290, 810, "- 2 -", 9)
            sheet.write(80, 90, "之十左右。").write(101, 107, "全市企业共六百家。")
        sheet.write(200, 500, "内部资料", 40, angle=True)
        pages.append(sheet)
    return pages


def test_heads_feet_and_page_numbers_are_set_aside_and_kept_in_the_text() -> None:
    document = read_bytes(pdf(four_pages()), "report.pdf")
    excluded = [(b.excluded, b.anchor, document.text[b.start : b.end]) for b in document.blocks if b.excluded]
    for number in range(1, 5):
        assert ("page_header", f"p{number}", "东岭市发展报告") in excluded
        assert ("page_number", f"p{number}", f"- {number} -") in excluded
        assert ("turned_text", f"p{number}", "内部资料") in excluded
    assert len(excluded) == 12


def test_a_paragraph_goes_on_over_the_end_of_a_page() -> None:
    found = anchors(read_bytes(pdf(four_pages()), "report.pdf"))
    assert found["p1¶4"].endswith("再增加百分之十左右。"), found["p1¶4"]
    assert "全市企业共六百家。" in found.values()


def test_a_page_turned_on_its_side_is_read_as_it_is_seen() -> None:
    sheet = Sheet(rotate=90)
    for place, words in enumerate(("产业规模达到1250亿元。", "企业共有600家。")):
        sheet.operators.append(
            f"BT /F2 10 Tf 0 1 -1 0 {100 + 30 * place} 80 Tm <{words.encode('utf-16-be').hex()}> Tj ET"
        )
    assert [words for _, words in shape(read_bytes(pdf([sheet]), "a.pdf"))] == [
        "产业规模达到1250亿元。",
        "企业共有600家。",
    ]


def test_the_mark_of_a_note_is_no_digit_of_a_number() -> None:
    sheet = (
        Sheet().write(80, 100, "产业规模达到1250").write(80 + 63 + 24, 96, "3", 6).write(80 + 63 + 28, 100, "亿元。")
    )
    [(_, words)] = shape(read_bytes(pdf([sheet]), "a.pdf"))
    assert words == "产业规模达到1250亿元。"


def test_a_pdf_is_a_pdf_whatever_its_name() -> None:
    assert read_bytes(pdf([report()]), "report.txt").media_type == "application/pdf"


def test_a_damaged_pdf_is_one_clear_error() -> None:
    whole = pdf([report()])
    for data in (b"%PDF-1.7\n", whole[:300], b"%PDF-1.7\n" + bytes(range(256)) * 20):
        with pytest.raises(ReadError, match=r"a\.pdf"):
            read_bytes(data, "a.pdf")


def test_a_pdf_whose_objects_go_in_circles_ends() -> None:
    loops = (
        "1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
        "2 0 obj\n<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 /Parent 2 0 R >>\nendobj\n"
        "3 0 obj\n<< /Type /Page /Parent 3 0 R /Contents 4 0 R /MediaBox [0 0 9 9] /Resources 3 0 R >>\nendobj\n"
        "4 0 obj\n4 0 R\nendobj\ntrailer\n<< /Root 1 0 R /Prev 0 >>\nstartxref\n0\n%%EOF"
    )
    with pytest.raises(ReadError):
        read_bytes(b"%PDF-1.7\n" + loops.encode(), "a.pdf")


def test_an_encrypted_pdf_says_so() -> None:
    body = pdf([report()])
    locked = body.replace(b"/Root 1 0 R", b"/Encrypt << /Filter /Standard /V 1 /R 2 /O <" + b"00" * 32 + b"> /U <"
                          + b"11" * 32 + b"> /P -4 >> /ID [<00><00>] /Root 1 0 R")  # fmt: skip
    with pytest.raises(ReadError, match="is encrypted: open it with its password"):
        read_bytes(locked, "a.pdf")


def test_a_scan_without_the_extra_names_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "available", lambda: False)
    with pytest.raises(ReadError, match=r"pip install 'jiqun\[ocr\]'"):
        read_pdf(pdf([Sheet().picture()]), "a.pdf")
    parsed = read_pdf(pdf([report(), Sheet().picture(), Sheet()]), "a.pdf")
    assert len(parsed.notices) == 1 and "1 of 3 pages (2)" in parsed.notices[0], parsed.notices


def test_what_was_not_read_is_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    if scan.available():
        pytest.skip("the extra is installed: the page is read")
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        read_bytes(pdf([report(), Sheet().picture()]), "a.pdf")
    assert [w.category for w in caught] == [ReadWarning]


def test_read_pages_are_marked_as_read_by_the_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    from jiqun.read.pdf.segments import Segment

    monkeypatch.setattr(scan, "available", lambda: True)
    monkeypatch.setattr(scan, "read_picture", lambda page: [Segment("产业规模达到1250亿元。", 80, 200, 90, 102, 11)])
    parsed = read_pdf(pdf([Sheet().picture()]), "a.pdf")
    assert (parsed.encoding, [b.anchor for b in parsed.blocks]) == ("ocr", ["p1 ocr ¶1"])
    assert read_pdf(pdf([report(), Sheet().picture()]), "a.pdf").encoding == "binary+ocr"


def test_a_scan_is_read_by_the_real_engine() -> None:
    if not scan.available():
        pytest.skip("jiqun[ocr] is not installed")
    import pypdfium2
    from PIL import Image  # of the extra

    printed = pypdfium2.PdfDocument(pdf([report()]))[0].render(scale=2.5).to_pil()
    assert isinstance(printed, Image.Image)
    from io import BytesIO

    out = BytesIO()
    printed.save(out, "PDF")
    document = read_bytes(out.getvalue(), "scan.pdf")
    assert document.encoding == "ocr" and "1250" in document.text


@pytest.mark.parametrize("name", ["pages", "page_characters", "pdf_characters"])
def test_more_than_the_limit_is_refused(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LIMITS, name, Limit(1, "", "a test"))
    with pytest.raises(ReadError, match="split it"):
        read_pdf(pdf([report(), report()]), "a.pdf")


def test_a_title_of_broken_characters_is_no_title_and_costs_nothing_else() -> None:
    """Found by fuzzing: half a surrogate pair in the title made the parser fail."""
    data = pdf([Sheet().write(80, 100, "产业规模达到1250亿元。")], Title="轴承\ue000").replace(b"e000", b"d800")
    document = read_bytes(data, "a.pdf")
    assert "1250亿元" in document.text
    assert document.title is None
