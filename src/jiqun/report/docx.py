"""A report as a Word file: A4, Chinese styles, real footnotes. The same report gives the same bytes."""

from __future__ import annotations

import datetime
import io
import zipfile
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from jiqun.report import tree
from jiqun.report.footnotes import REFERENCE_STYLE, TEXT_STYLE, Footnotes

_SERIF, _SANS = ("Times New Roman", "宋体"), ("Arial", "黑体")
_INK, _SOFT = RGBColor(0x1D, 0x27, 0x33), RGBColor(0x55, 0x61, 0x6E)
_MARGIN = Cm(2.0)
_TEXT_WIDTH = Cm(21.0 - 2 * 2.0)


def to_docx(report: tree.Report) -> bytes:
    """The bytes of the Word file."""
    document = docx.Document()
    _page(document, report)
    _styles(document, report.lang)
    notes = Footnotes(document)
    for block in report.blocks:
        if isinstance(block, tree.Heading):
            document.add_heading(block.text, 0 if block.level == 1 else block.level - 1)
        elif isinstance(block, tree.Table):
            _table(document, block, notes)
        else:
            style = {"item": "List Number", "small": "Small"}.get(block.kind, "Normal")
            _runs(document.add_paragraph(style=style), block.runs, notes)
    notes.write()
    _properties(document, report)
    raw = io.BytesIO()
    document.save(raw)
    return _same_bytes(raw.getvalue())


def _runs(paragraph: WordParagraph, runs: tuple[tree.Run, ...], notes: Footnotes) -> None:
    for run in runs:
        made = paragraph.add_run(run.text)
        made.bold = run.bold or None
        if run.soft:
            made.font.color.rgb = _SOFT
        if run.note is not None:
            notes.refer(paragraph, run.note)


def _page(document: Any, report: tree.Report) -> None:
    """A4 with margins of 2 cm and the page number in the footer."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
    section.footer_distance = Cm(1.0)
    footer = section.footer.paragraphs[0]
    before, after = report.page.split("{page}")
    footer.add_run(f"{report.title}    {before}")
    for kind, words in (("begin", ""), ("", " PAGE "), ("separate", ""), ("text", "1"), ("end", "")):
        run = footer.add_run()
        if kind in ("begin", "separate", "end"):
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        elif kind == "text":
            run.text = words
        else:
            code = OxmlElement("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = words
            run._r.append(code)
    footer.add_run(after)
    footer.style = document.styles["Footer"]


def _styles(document: Any, lang: str) -> None:
    """Chinese and Latin fonts for every style, the document's language, and the styles that notes need."""
    styles = document.styles
    defaults = styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    language = defaults.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        defaults.append(language)
    language.set(qn("w:val"), "zh-CN" if lang == "zh" else "en-GB")
    language.set(qn("w:eastAsia"), "zh-CN")
    _font(defaults, _SERIF)
    small = styles.add_style("Small", WD_STYLE_TYPE.PARAGRAPH)
    small.base_style = styles["Normal"]
    reference = styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER)
    reference.element.set(qn("w:styleId"), REFERENCE_STYLE)
    reference.font.superscript = True
    text = styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH)
    text.element.set(qn("w:styleId"), TEXT_STYLE)
    text.base_style = styles["Normal"]
    for name, size, fonts, before, after in (
        ("Normal", 10, _SERIF, 0, 2), ("Title", 18, _SANS, 0, 3), ("Heading 1", 11.5, _SANS, 7, 2),
        ("List Number", 10, _SERIF, 0, 1), ("Small", 8.5, _SERIF, 0, 2), ("Footer", 8, _SERIF, 0, 0),
        ("footnote text", 7.5, _SERIF, 0, 0),
    ):  # fmt: skip
        style = styles[name]
        style.font.size = Pt(size)
        style.font.color.rgb = _SOFT if name in ("Small", "Footer") else _INK
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.line_spacing = 1.0 if name == "footnote text" else 1.1
        _font(style.element.get_or_add_rPr(), fonts)
    borders = styles["Title"].element.pPr.find(qn("w:pBdr"))
    if borders is not None:
        styles["Title"].element.pPr.remove(borders)


def _font(properties: Any, fonts: tuple[str, str]) -> None:
    """Latin and East Asian font by name; theme fonts would win over names, so they go."""
    found = properties.find(qn("w:rFonts"))
    if found is not None:
        properties.remove(found)
    made = OxmlElement("w:rFonts")
    for slot, font in (("ascii", fonts[0]), ("hAnsi", fonts[0]), ("eastAsia", fonts[1]), ("cs", fonts[0])):
        made.set(qn(f"w:{slot}"), font)
    properties.insert(0, made)


def _table(document: Any, block: tree.Table, notes: Footnotes) -> None:
    """Rules above, under the head and below; the head repeats; a row never breaks over pages."""
    table = document.add_table(rows=1, cols=len(block.head))
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    table._tbl.tblPr.append(_borders())
    for cell, words in zip(table.rows[0].cells, block.head, strict=True):
        _cell(cell, (tree.Run(words, bold=True),), notes)
    repeat = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeat)
    for row in block.rows:
        made = table.add_row()
        made._tr.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))
        for cell, runs in zip(made.cells, row, strict=True):
            _cell(cell, runs, notes)
    for column, share in zip(table.columns, block.widths, strict=True):
        column.width = int(_TEXT_WIDTH * share)
        for cell in column.cells:
            cell.width = int(_TEXT_WIDTH * share)
    spacer = document.add_paragraph(style="Small")
    spacer.paragraph_format.line_spacing = Pt(4)
    spacer.paragraph_format.space_after = Pt(0)


def _borders() -> Any:
    made = OxmlElement("w:tblBorders")
    for side, size in (("top", "8"), ("bottom", "8"), ("insideH", "2")):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", size), ("space", "0"), ("color", "9AA5AF")):
            line.set(qn(f"w:{name}"), value)
        made.append(line)
    return made


def _cell(cell: _Cell, runs: tuple[tree.Run, ...], notes: Footnotes) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.line_spacing = 1.0
    _runs(paragraph, runs, notes)
    for run in paragraph.runs:
        run.font.size = Pt(8.5)


def _properties(document: Any, report: tree.Report) -> None:
    when = datetime.datetime.fromisoformat(report.dated)
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = report.title, "Jiqun", "Jiqun"
    properties.comments, properties.language = "", "zh-CN" if report.lang == "zh" else "en-GB"
    properties.created = properties.modified = when
    properties.revision = 1


def _same_bytes(data: bytes) -> bytes:
    """The package with all its times set to one day, so that the same report is the same file."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            after.writestr(entry, before.read(name))
    return made.getvalue()
