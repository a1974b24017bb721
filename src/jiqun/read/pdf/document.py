"""One PDF: pages to segments, heads and feet taken out, then regions, paragraphs and tables in reading order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from jiqun.errors import ReadError
from jiqun.read.blocks import finish
from jiqun.read.limits import most
from jiqun.read.lines import width
from jiqun.read.parsed import Composer, Parsed, Tick
from jiqun.read.pdf import scan
from jiqun.read.pdf.furniture import Furniture, take_out
from jiqun.read.pdf.grid import Prose, Table, regions
from jiqun.read.pdf.metadata import sane_date, sane_title, stated
from jiqun.read.pdf.paragraphs import Paragraph, continues, join_lines, paragraphs
from jiqun.read.pdf.segments import Page, read_glyphs, rows, segments
from jiqun.read.refusals import damaged, encrypted
from jiqun.read.text import stated_date

_HEADING_LINES, _HEADING_WIDTH = 3, 60
_GARBLED = 0.3
"""Share of characters without a meaning (fonts without a map to Unicode) above which a page's text is worthless."""
_FEW = 8
"""A page with fewer characters than this under a picture is a scan with a stamp or a number on it."""


@dataclass(slots=True)
class _Piece:
    """One block to be: a paragraph or the cells of a table row."""

    anchor: str
    paragraph: Paragraph | None = None
    cells: list[tuple[str, str]] | None = None


def read_pdf(data: bytes, where: str, tick: Tick = lambda: None) -> Parsed:
    """Text, blocks, title, date and notices of a PDF; ReadError when it is encrypted, damaged, or only pictures."""
    import pypdfium2
    from pypdfium2 import raw

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise encrypted(where) from None
        raise damaged(where, error) from None
    try:
        count = len(document)
        if count > most("pages"):
            raise ReadError(f"{where} has {count:,} pages, more than {most('pages'):,}: split it into several files")
        title, stamp = (stated(document, name) for name in ("Title", "CreationDate"))
        pages = list(_pages(document, count, where, tick))
    except pypdfium2.PdfiumError as error:
        raise damaged(where, error) from None
    finally:
        document.close()
    notices = _notices(pages, where)
    parsed = _compose(pages, tick)
    return parsed._replace(
        title=parsed.title or sane_title(title),
        date=parsed.date or sane_date(stamp),
        encoding=_encoding(pages),
        notices=notices,
    )


def _pages(document: Any, count: int, where: str, tick: Tick) -> Iterator[Page]:
    import pypdfium2

    characters = scanned = broken = 0
    for number in range(1, count + 1):
        try:
            page = document[number - 1]
        except pypdfium2.PdfiumError:
            broken += 1
            continue
        try:
            read = _page(page, number, where, scanned)
        finally:
            page.close()
        scanned += read.ocr
        characters += sum(len(segment.text) for segment in read.segments)
        if characters > most("pdf_characters"):
            raise ReadError(f"{where} has more than {most('pdf_characters'):,} characters: split it into several files")
        tick()
        yield read
    if broken == count:
        raise damaged(where, "none of its pages can be opened")


def _page(page: Any, number: int, where: str, scanned: int) -> Page:
    wide, high = page.get_size()
    read = Page(number, max(wide, 1.0), max(high, 1.0))
    glyphs, turned, unknown = read_glyphs(page, where)
    read.turned = ["".join(turned)] if turned else []
    garbled = unknown > _GARBLED * max(1, len(glyphs) + unknown)
    if not garbled and (len(glyphs) >= _FEW or not scan.is_picture(page)):
        read.segments = segments(glyphs)
    elif scan.available() and scanned < most("ocr_pages"):
        read.segments, read.ocr = scan.read_picture(page), True
    else:
        read.unread = True
    return read


def _notices(pages: Sequence[Page], where: str) -> tuple[str, ...]:
    unread = [page.number for page in pages if page.unread]
    if not unread:
        return ()
    named = ", ".join(map(str, unread[:8])) + (" …" if len(unread) > 8 else "")
    if scan.available():
        cure = f"more than {most('ocr_pages')} scanned pages: split it into several files"
    else:
        cure = f"install the reader of scanned pages ({scan.EXTRA}), or give a file with text in it"
    if not any(page.segments for page in pages):
        raise ReadError(f"{where} is a picture of text (a scan), or its fonts do not say what they print: {cure}")
    return (f"{where}: no text can be read on {len(unread)} of {len(pages)} pages ({named}): {cure}",)


def _encoding(pages: Sequence[Page]) -> str:
    read = [page for page in pages if page.segments]
    by_ocr = sum(page.ocr for page in read)
    return "binary" if not by_ocr else "ocr" if by_ocr == len(read) else "binary+ocr"


def _compose(pages: Sequence[Page], tick: Tick) -> Parsed:
    taken = take_out(pages)
    body = _body_size(pages)
    words = _hyphenated(pages)
    composer = _PdfComposer(pages, body)
    for page in pages:
        composer.add_page(page, taken.get(page.number, []), list(_pieces(page, body, words)), words)
        tick()
    composer.flush()
    composer.mark_title()
    text = composer.out.text()
    lines = composer.out.lines
    blocks = finish(text, lines)
    title = next((text[block.start : block.end] for block in blocks if block.kind == "title"), None)
    return Parsed(text, blocks, title, stated_date(lines))


def _body_size(pages: Sequence[Page]) -> float:
    sizes: Counter[float] = Counter()
    for page in pages:
        for segment in page.segments:
            sizes[round(segment.size, 1)] += len(segment.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def _hyphenated(pages: Sequence[Page]) -> frozenset[str]:
    """The words with a hyphen inside a line anywhere in the document."""
    found: set[str] = set()
    for page in pages:
        for segment in page.segments:
            if "-" in segment.text[1:-1]:
                found.update(word.strip("(),.;:\"'").lower() for word in segment.text.split() if "-" in word[1:-1])
    return frozenset(found)


def _pieces(page: Page, body: float, words: frozenset[str]) -> Iterator[_Piece]:
    """The paragraphs and rows of cells of a page in reading order."""
    mark = f"p{page.number}" + (" ocr " if page.ocr else "")
    paragraph = table = 0
    for region in regions(rows(page.segments)):
        if isinstance(region, Table):
            table += 1
            for number, row in enumerate(region.rows, start=1):
                cells = [(f"{mark}t{table}r{number}c{column}", text) for column, text in sorted(row.items())]
                yield _Piece(mark, cells=cells)
            continue
        assert isinstance(region, Prose)
        for found in paragraphs(region.rows, body, words):
            paragraph += 1
            yield _Piece(f"{mark}¶{paragraph}", paragraph=found)


class _PdfComposer:
    """Writes pages; what stands at their edges waits until a paragraph that runs over the edge is complete."""

    def __init__(self, pages: Sequence[Page], body: float) -> None:
        self.out = Composer()
        self._depths = _depths(pages, body)
        self._open: _Piece | None = None
        self._waiting: list[tuple[str, str, str]] = []

    def add_page(self, page: Page, taken: Sequence[Furniture], pieces: Sequence[_Piece], words: frozenset[str]) -> None:
        """Write one page: heads, body, feet, then words printed at an angle."""
        self._furniture(page, [item for item in taken if item.top])
        for piece in pieces:
            last = self._open
            if last and last.paragraph and piece.paragraph and continues(last.paragraph, piece.paragraph):
                last.paragraph.text = join_lines(last.paragraph.text, piece.paragraph.text, words)
                last.paragraph.lines += piece.paragraph.lines
                last.paragraph.open_end = piece.paragraph.open_end
                continue
            self.flush()
            self._open = piece
            if piece.paragraph is None:
                self.flush()
        self._furniture(page, [item for item in taken if not item.top])
        for words_ in page.turned:
            self._waiting.append((words_, "turned_text", f"p{page.number}"))

    def _furniture(self, page: Page, items: Sequence[Furniture]) -> None:
        self._waiting += [(item.segment.text, item.reason, f"p{page.number}") for item in items]

    def flush(self) -> None:
        """Write the open paragraph or row, then what waited for it."""
        piece, self._open = self._open, None
        if piece is not None and piece.paragraph is not None:
            self._write(piece.paragraph, piece.anchor)
        elif piece is not None and piece.cells:
            separator = "\n"
            for anchor, text in piece.cells:
                if self.out.add(text, separator, kind="cell", anchor=anchor):
                    separator = "\t"
        for text, reason, anchor in self._waiting:
            self.out.add(text, excluded=reason, anchor=anchor)
        self._waiting = []

    def _write(self, paragraph: Paragraph, anchor: str) -> None:
        depth = self._depths.get(round(paragraph.size, 1), 0)
        short = paragraph.lines <= _HEADING_LINES and width(paragraph.text) <= _HEADING_WIDTH
        heading = depth > 0 and short and not paragraph.text.endswith(("。", ";", ";", ",", ","))
        kind = "heading" if heading else "paragraph"
        self.out.add(paragraph.text, kind=kind, depth=depth if heading else 0, anchor=anchor)

    def mark_title(self) -> None:
        """The largest heading, alone of its size and before the running text, is the title."""
        content = [line for line in self.out.lines if line.excluded is None]
        heads = [line for line in content if line.depth]
        if not heads or heads[0].depth != 1 or sum(line.depth == 1 for line in heads) > 1:
            return
        before = content[: content.index(heads[0])]
        if sum(line.end - line.start for line in before) < 200:
            heads[0].kind, heads[0].depth = "title", 0


def _depths(pages: Sequence[Page], body: float) -> dict[float, int]:
    """The depth of headings by their size: sizes well above the body's, the largest first, near ones together."""
    sizes = sorted(
        {
            round(segment.size, 1)
            for page in pages
            if not page.ocr  # the heights of read lines vary by a tenth, and say nothing
            for segment in page.segments
            if segment.size > 1.15 * body
        },
        reverse=True,
    )
    depths: dict[float, int] = {}
    depth = 0
    for number, size in enumerate(sizes):
        if number == 0 or size < 0.94 * sizes[number - 1]:
            depth += 1
        depths[size] = min(depth, 6)
    return depths
