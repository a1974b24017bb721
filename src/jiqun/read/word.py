"""Word (.docx): paragraphs, headings by style and outline level, lists, tables, notes after their section.

Running heads and feet stand in the text as excluded lines. Numbers that Word itself counts (一、 before a heading) are
not in the file, and so not in the text. ``¶12`` is the twelfth paragraph, ``t1r2c3`` a cell, ``fn3`` a footnote.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from jiqun.errors import ReadError
from jiqun.read.archive import opened, part
from jiqun.read.blocks import finish
from jiqun.read.limits import most
from jiqun.read.ooxml import child, name, parse_xml, value
from jiqun.read.parsed import Composer, Parsed, Tick, joined
from jiqun.read.pdf.metadata import sane_title
from jiqun.read.refusals import damaged, too_many_cells
from jiqun.read.text import iso_date, stated_date
from jiqun.read.word_styles import Style, is_deleted, paragraph_style, styles
from jiqun.read.word_text import words_of

_LAYOUT_CELL = 200
"""A table with a longer cell than this many characters lays out a page; its cells are paragraphs."""
_TEMPLATE_DATE = "2013-12-23"
"""When the template of python-docx was made, which every document written by it carries unless told otherwise."""
_TRANSPARENT = frozenset(
    [
        "w:sdt",
        "w:sdtContent",
        "w:customXml",
        "w:smartTag",
        "w:ins",
        "w:moveTo",
        "w:body",
        "w:txbxContent",
        "w:hdr",
        "w:ftr",
        "mc:AlternateContent",
        "mc:Choice",
        "w:footnote",
        "w:endnote",
    ]
)


def read_docx(data: bytes, where: str, tick: Tick = lambda: None) -> Parsed:
    """Text, blocks, title and date of a Word file; ReadError when it is damaged or too large."""
    with opened(data, where) as archive:
        try:
            main = _main_part(archive, where)
            reader = _Reader(archive, main, where, tick)
            reader.read()
            properties = _properties(archive, where)
        except (zipfile.BadZipFile, KeyError, EOFError, OSError, NotImplementedError, RuntimeError) as error:
            raise damaged(where, error) from None
    text, lines = reader.out.text(), reader.out.lines
    blocks = finish(text, lines)
    title = next((text[block.start : block.end] for block in blocks if block.kind == "title"), None)
    return Parsed(text, blocks, title or properties[0], stated_date(lines) or properties[1])


def _main_part(archive: zipfile.ZipFile, where: str) -> str:
    names = archive.namelist()
    if "word/document.xml" in names:
        return "word/document.xml"
    found = next((item for item in names if item.lower().startswith("word/document") and item.endswith(".xml")), None)
    if found is None:
        raise damaged(where, "it holds no text part", "open it in Word and save it anew")
    return found


def _properties(archive: zipfile.ZipFile, where: str) -> tuple[str | None, str | None]:
    """Title and day of making, as far as they are sane."""
    data = part(archive, "docProps/core.xml", where)
    if data is None:
        return None, None
    root = parse_xml(data, where)
    found = {str(item.tag).rpartition("}")[2]: (item.text or "").strip() for item in root if isinstance(item.tag, str)}
    date = iso_date(found.get("created", ""))
    sane = date is not None and date >= "1993" and date != _TEMPLATE_DATE
    return sane_title(found.get("title", "")), date if sane else None


@dataclass(slots=True)
class _Table:
    """A table on its way: its number and its cells as (row, column, lines)."""

    number: int
    cells: list[tuple[int, int, list[str]]] = field(default_factory=list)


class _Reader:
    """Walks the parts of a document and writes its blocks."""

    def __init__(self, archive: zipfile.ZipFile, main: str, where: str, tick: Tick) -> None:
        self.out = Composer()
        self._archive, self._main, self._where, self._tick = archive, main, where, tick
        self._folder = posixpath.dirname(main)
        self._styles = styles(self._part("styles.xml"))
        self._notes = {**self._note_part("footnotes.xml", "fn"), **self._note_part("endnotes.xml", "en")}
        self._due: list[str] = []
        self._paragraphs = self._tables = self._cells = 0

    def _part(self, file: str) -> etree._Element | None:
        data = part(self._archive, posixpath.join(self._folder, file), self._where)
        return parse_xml(data, self._where) if data is not None else None

    def _note_part(self, file: str, prefix: str) -> dict[str, etree._Element]:
        root = self._part(file)
        if root is None:
            return {}
        notes = (item for item in root if isinstance(item.tag, str) and value(item, "w:type") in (None, "normal"))
        return {f"{prefix}{value(item, 'w:id')}": item for item in notes}

    def read(self) -> None:
        """Heads, body with footnotes after each section, endnotes, feet."""
        data = part(self._archive, self._main, self._where)
        if data is None:
            raise damaged(self._where, "it holds no text part", "open it in Word and save it anew")
        body = child(parse_xml(data, self._where), "w:body")
        self._edges("header", "page_header")
        if body is not None:
            self._container(body, 0)
        self._flush_notes(endnotes=True)
        self._edges("footer", "page_footer")

    def _edges(self, kind: str, reason: str) -> None:
        """Running heads or feet, each wording once."""
        seen: set[str] = set()
        parts = [n for n in self._archive.namelist() if n.startswith(f"{self._folder}/{kind}") and n.endswith(".xml")]
        for file in sorted(parts)[:100]:
            data = part(self._archive, file, self._where)
            root = parse_xml(data, self._where) if data else None
            for paragraph in _descendants(root, "w:p") if root is not None else ():
                words = " ".join(" ".join(words_of(paragraph).lines).split())
                if words and words not in seen:
                    seen.add(words)
                    self.out.add(words, excluded=reason, anchor=kind)

    def _container(self, container: etree._Element, depth: int) -> None:
        if depth > most("depth"):
            raise ReadError(f"{self._where} nests tables or boxes more than {most('depth')} deep: take some apart")
        for item in _blocks(container):
            if name(item) == "w:p":
                self._paragraph(item, depth)
            else:
                self._table(item, depth)

    def _paragraph(self, paragraph: etree._Element, depth: int) -> None:
        self._paragraphs += 1
        if self._paragraphs % 2_000 == 0:
            self._tick()
        style = paragraph_style(paragraph, self._styles)
        words = words_of(paragraph)
        if not style.hidden and any(line.strip() for line in words.lines):
            if style.depth:
                self._flush_notes(endnotes=False)
            self._write(words.lines, style, f"¶{self._paragraphs}")
        self._due += words.notes
        for box in words.boxes:
            self._container(box, depth + 1)

    def _write(self, lines: list[str], style: Style, anchor: str) -> None:
        if style.depth or style.title:
            heading = ""
            for line in lines:
                heading = joined(heading, " ".join(line.split()))
            kind = "title" if style.title else "heading"
            self.out.add(heading, kind=kind, depth=style.depth, anchor=anchor)
            return
        for line in lines:
            self.out.add(line, kind="list_item" if style.listed else "paragraph", anchor=anchor)

    def _flush_notes(self, endnotes: bool) -> None:
        kept = []
        for note in self._due:
            element = self._notes.pop(note, None) if endnotes or note.startswith("fn") else None
            if element is None:
                if note in self._notes:
                    kept.append(note)
                continue
            words = ""
            for paragraph in _descendants(element, "w:p"):
                for line in words_of(paragraph).lines:
                    words = joined(words, " ".join(line.split()))
            self.out.add(words, anchor=note)
        self._due = kept

    def _table(self, element: etree._Element, depth: int) -> None:
        self._tables += 1
        table = _Table(self._tables)
        nested: list[etree._Element] = []  # tables and text boxes inside cells come after the table
        for number, row in enumerate(_rows(element), start=1):
            self._row(row, number, table, nested)
        long = any(sum(map(len, lines)) > _LAYOUT_CELL for _, _, lines in table.cells)
        last = 0
        for number, column, lines in table.cells:
            anchor = f"t{table.number}r{number}c{column}"
            if long:
                for line in lines:
                    self.out.add(line, anchor=anchor)
                continue
            words = ""
            for line in lines:
                words = joined(words, " ".join(line.split()))
            if self.out.add(words, "\t" if number == last else "\n", kind="cell", anchor=anchor):
                last = number
        for inner in nested:
            if depth >= most("depth"):
                raise ReadError(f"{self._where} nests tables more than {most('depth')} deep: take some apart")
            if name(inner) == "w:tbl":
                self._table(inner, depth + 1)
            else:
                self._container(inner, depth + 1)

    def _row(self, row: etree._Element, number: int, table: _Table, nested: list[etree._Element]) -> None:
        """The cells of a row; what a cell above or before covers has no cell of its own."""
        column = 1 + _whole(value(child(row, "w:trPr", "w:gridBefore")), 0)
        for cell in _descendants(row, "w:tc", into=_TRANSPARENT):
            properties = child(cell, "w:tcPr")
            merge = child(properties, "w:vMerge")
            if merge is None or value(merge) == "restart":
                self._cells += 1
                if self._cells > most("cells"):
                    raise too_many_cells(self._where)
                lines: list[str] = []
                for item in _blocks(cell):
                    if name(item) == "w:tbl":
                        nested.append(item)
                        continue
                    words = words_of(item)
                    lines += [line for line in words.lines if line.strip()]
                    nested += words.boxes
                    self._due += words.notes
                if lines:
                    table.cells.append((number, column, lines))
            column += max(1, min(1_000, _whole(value(child(properties, "w:gridSpan")), 1)))


def _whole(number: str | None, otherwise: int) -> int:
    return (
        int(number) if number is not None and number.isascii() and number.isdigit() and len(number) < 6 else otherwise
    )


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """The rows that no tracked change deleted."""
    for row in _descendants(table, "w:tr", into=_TRANSPARENT):
        if child(row, "w:trPr", "w:del") is None:
            yield row


def _blocks(container: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs and tables of a container, through content controls and insertions, in order."""
    stack = list(reversed(container))
    while stack:
        item = stack.pop()
        if not isinstance(item.tag, str) or is_deleted(item):
            continue
        tag = name(item)
        if tag in ("w:p", "w:tbl"):
            yield item
        elif tag in _TRANSPARENT:
            stack.extend(reversed(item))


def _descendants(root: etree._Element, wanted: str, into: frozenset[str] | None = None) -> Iterator[etree._Element]:
    """Elements of a name below ``root``, not those inside each other; ``into`` limits what is looked into."""
    stack = list(reversed(root))
    while stack:
        item = stack.pop()
        if not isinstance(item.tag, str) or is_deleted(item):
            continue
        tag = name(item)
        if tag == wanted:
            yield item
        elif into is None or tag in into:
            stack.extend(reversed(item))
