"""The report: real footnotes, exact quotes, Chinese styles, the same bytes, no half-written file."""

from __future__ import annotations

import os
import re
import subprocess
import zipfile

import docx
import html5lib
import pytest
from lxml import etree

import web_atlas
from jiqun.errors import NotFoundError, StoreError, UsageError
from jiqun.report import write_report
from jiqun.report.sheet import sheet

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def atlas(tmp_path_factory):
    return web_atlas.write(tmp_path_factory.mktemp("atlas") / "atlas.sqlite")


def notes_of(path):
    with zipfile.ZipFile(path) as package:
        root = etree.fromstring(package.read("word/footnotes.xml"))
    return {note.get(f"{W}id"): "".join(note.itertext()).strip() for note in root if note.get(f"{W}type") is None}


def test_every_figure_has_a_footnote_with_document_date_and_exact_quote(atlas, tmp_path):
    write_report(atlas, "c-one", tmp_path / "one.docx")
    notes = notes_of(tmp_path / "one.docx")
    figures = atlas.records(cluster="c-one", kind="figure")
    assert len(figures) == 2
    assert len(notes) == len(figures)
    for record in figures:
        [note] = [text for text in notes.values() if f"「{record.claim.quote}」" in text]
        assert web_atlas.TEXT[record.claim.start : record.claim.end] == record.claim.quote
        assert "两个示例集群" in note and "2019年3月1日" in note
    with zipfile.ZipFile(tmp_path / "one.docx") as package:
        body = package.read("word/document.xml").decode()
        settings = package.read("word/settings.xml").decode()
        types = package.read("[Content_Types].xml").decode()
        relations = package.read("word/_rels/document.xml.rels").decode()
    assert re.findall(r'<w:footnoteReference w:id="(\d+)"', body) == sorted(notes, key=int)
    assert 'w:footnote w:id="-1"' in settings and 'w:footnote w:id="0"' in settings
    assert "footnotes+xml" in types and "footnotes.xml" in relations


def test_python_docx_opens_it_with_chinese_language_and_fonts(atlas, tmp_path):
    write_report(atlas, "甲市", tmp_path / "one.docx")
    document = docx.Document(str(tmp_path / "one.docx"))
    assert document.paragraphs[0].text == web_atlas.ONE.name
    styles = etree.tostring(document.styles.element).decode()
    assert 'w:val="zh-CN"' in styles and 'w:eastAsia="zh-CN"' in styles
    assert 'w:eastAsia="宋体"' in etree.tostring(document.styles.element, encoding="unicode")
    section = document.sections[0]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)
    rows = document.tables[0]
    assert rows._tbl.findall(f".//{W}tblHeader")
    assert "PAGE" in etree.tostring(section.footer._element, encoding="unicode")


def test_a_figure_shows_comparator_period_status_and_basis(atlas, tmp_path):
    write_report(atlas, "c-one", tmp_path / "one.docx")
    rows = [
        [cell.text for cell in row.cells]
        for table in docx.Document(str(tmp_path / "one.docx")).tables
        for row in table.rows
    ]
    assert ["总产值", "甲市轴承产业集群", "> 超过300亿元", "2018年", "总产值", "实际"] in rows
    assert ["平台数", "文中未载明", "= 20个", "2025年", "口径未载明", "目标"] in rows


def test_what_is_not_stated_is_said_and_never_zero(atlas):
    report = sheet(atlas, atlas.cluster("c-three"), "zh")
    words = "\n".join(run.text for run in report.runs())
    assert "规模、数字、成员企业（文中点名）" in words
    assert not re.search(r"(?<!\d)0(?!\d)", words.replace(web_atlas.HOSTILE, ""))


def test_the_same_atlas_gives_the_same_bytes(atlas, tmp_path):
    for suffix in ("docx", "html"):
        for name in ("a", "b"):
            write_report(atlas, "c-one", tmp_path / f"{name}.{suffix}")
        assert (tmp_path / f"a.{suffix}").read_bytes() == (tmp_path / f"b.{suffix}").read_bytes()


def test_hostile_text_is_inert_in_both_forms(atlas, tmp_path):
    write_report(atlas, "c-two", tmp_path / "two.docx")
    docx.Document(str(tmp_path / "two.docx"))
    write_report(atlas, "c-two", tmp_path / "two.html")
    page = (tmp_path / "two.html").read_text(encoding="utf-8")
    html5lib.HTMLParser(strict=True).parse(page)
    assert "<script" not in page and "\u202e" not in page and "⟨U+202E⟩" in page


def test_html_carries_the_same_notes_as_word(atlas, tmp_path):
    write_report(atlas, "c-one", tmp_path / "one.docx")
    write_report(atlas, "c-one", tmp_path / "one.html")
    tree = html5lib.parse((tmp_path / "one.html").read_text(encoding="utf-8"), namespaceHTMLElements=False)
    listed = ["".join(item.itertext()).replace(" ↑", "") for item in tree.findall(".//section/ol/li")]
    assert listed == list(notes_of(tmp_path / "one.docx").values())


def test_a_digest_is_called_a_digest_in_every_note(tmp_path):
    atlas = web_atlas.write(tmp_path / "digest.sqlite", digest=True)
    report = sheet(atlas, atlas.cluster("c-one"), "zh")
    assert report.notes() and all("我们对《某报告》的摘述，非原文" in note for note in report.notes())


def test_errors_say_what_to_do_and_leave_nothing_behind(atlas, tmp_path):
    with pytest.raises(UsageError, match=r"\.docx or \.html"):
        write_report(atlas, "c-one", tmp_path / "one.pdf")
    with pytest.raises(NotFoundError):
        write_report(atlas, "不存在的集群", tmp_path / "one.docx")
    with pytest.raises(StoreError, match="cannot write the report"):
        write_report(atlas, "c-one", tmp_path / "missing" / "one.docx")
    (tmp_path / "taken.docx").mkdir()
    with pytest.raises(StoreError, match="cannot write the report"):
        write_report(atlas, "c-one", tmp_path / "taken.docx")
    assert [path.name for path in tmp_path.iterdir()] == ["taken.docx"]


@pytest.mark.web
def test_every_report_of_the_demo_has_at_most_two_pages(tmp_path):
    import shutil

    office = shutil.which("soffice")
    if office is None:
        if os.environ.get("CI"):
            pytest.fail("CI must have LibreOffice: .ci/run installs it")
        pytest.skip("needs LibreOffice (apt-get install libreoffice-writer-nogui)")
    from jiqun.demo import make_demo

    workspace = make_demo(tmp_path / "demo")
    workspace.build()
    reports = tmp_path / "reports"
    reports.mkdir()
    for cluster in workspace.atlas.clusters():
        write_report(workspace.atlas, cluster.id, reports / f"{cluster.id}.docx")
    profile = f"-env:UserInstallation=file://{tmp_path}/office"
    files = [str(path) for path in sorted(reports.glob("*.docx"))]
    assert len(files) == 10
    subprocess.run(
        [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(reports), *files],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    for path in reports.glob("*.pdf"):
        pages = len(re.findall(rb"/Type\s*/Page(?!s)", path.read_bytes()))
        assert 1 <= pages <= 2, f"{path.name} has {pages} pages"
