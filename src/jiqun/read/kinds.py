"""What kind of file it is: by its first bytes where the format has a signature, else by its suffix.

The bytes win over the name: a PDF called ``.txt`` is read as a PDF, a page called ``.xls`` as a page.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from io import BytesIO

from jiqun.errors import ReadError
from jiqun.read.refusals import damaged, encrypted


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: its name in errors, its media type, its suffixes, the limit on its bytes, whether it is text."""

    name: str
    media_type: str
    suffixes: tuple[str, ...]
    limit: str = "text_bytes"
    text: bool = True


_OFFICE = "application/vnd.openxmlformats-officedocument"
TEXT = Kind("text", "text/plain", (".txt",))
MARKDOWN = Kind("Markdown", "text/markdown", (".md", ".markdown"))
HTML = Kind("HTML", "text/html", (".html", ".htm", ".xhtml"))
CSV = Kind("CSV", "text/csv", (".csv",))
TSV = Kind("TSV", "text/tab-separated-values", (".tsv", ".tab"))
PDF = Kind("PDF", "application/pdf", (".pdf",), "pdf_bytes", text=False)
DOCX = Kind("Word", f"{_OFFICE}.wordprocessingml.document", (".docx", ".docm"), "office_bytes", text=False)
XLSX = Kind("Excel", f"{_OFFICE}.spreadsheetml.sheet", (".xlsx", ".xlsm"), "office_bytes", text=False)
XLS = Kind("old Excel", "application/vnd.ms-excel", (".xls",), "office_bytes", text=False)
ODS = Kind(
    "OpenDocument spreadsheet", "application/vnd.oasis.opendocument.spreadsheet", (".ods",), "office_bytes", text=False
)
KINDS = (TEXT, MARKDOWN, HTML, CSV, TSV, PDF, DOCX, XLSX, XLS, ODS)
SUFFIXES = {suffix: kind for kind in KINDS for suffix in kind.suffixes}
UNREADABLE = {
    ".doc": "an old Word file: save it as .docx",
    ".wps": "a WPS Writer file: save it as .docx",
    ".et": "a WPS spreadsheet: save it as .xlsx",
    ".xlsb": "a binary Excel file: save it as .xlsx",
    ".rtf": "a rich text file: save it as .docx",
    ".odt": "an OpenDocument text: save it as .docx",
    ".ppt": "a presentation: save it as .pdf",
    ".pptx": "a presentation: save it as .pdf",
}
"""Suffixes of documents that are told of, not passed over, when a folder is added."""

_MARKUP = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S
)
_TABLE_MARKUP = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:table|meta|head|body|style|div)\b", re.I)
_SHEET_XML = re.compile(rb"urn:schemas-microsoft-com:office:spreadsheet", re.I)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def kind_of(data: bytes, suffix: str, where: str) -> Kind:
    """The kind of a file by its bytes and its suffix (``.txt``); ReadError when it is of a kind that is not read.

    >>> kind_of(b"%PDF-1.7 ...", ".txt", "a.txt").name
    'PDF'
    """
    if data.startswith(b"%PDF-") or (suffix in PDF.suffixes and b"%PDF-" in data[:1024]):
        return PDF
    if data.startswith(b"PK\x03\x04"):
        return _packed(data, where)
    if data.startswith(_OLE):
        return _compound(data, where)
    if data.startswith(b"{\\rtf"):
        raise ReadError(f"{where} is {UNREADABLE['.rtf']}")
    markup = _MARKUP.match(data[:4096]) is not None
    named = SUFFIXES.get(suffix)
    if named is None:
        return HTML if markup else TEXT
    if named.text:
        return named
    if not data.strip(b"\0 \t\r\n"):
        raise ReadError(f"{where} is empty: give a file with something in it")
    return _misnamed(data, named, where, markup)


def _misnamed(data: bytes, named: Kind, where: str, markup: bool) -> Kind:
    """Statistics offices publish pages and tab-separated text under the name .xls; what is neither is damaged."""
    head = data[:4096]
    if named in (XLS, XLSX, DOCX) and (markup or _TABLE_MARKUP.match(head)):
        return HTML
    if _SHEET_XML.search(head):
        raise ReadError(f"{where} is an Excel 2003 XML file: save it as .xlsx")
    if named is XLS and b"\t" in head and b"\0" not in head:
        return TSV
    raise ReadError(
        f"{where} is no {named.name} file, though its name says so (it is damaged, or cut off at its beginning): "
        "get it again, or open it in its program and save it anew"
    )


def _packed(data: bytes, where: str) -> Kind:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
            mimetype = archive.open("mimetype").read(100) if "mimetype" in names else b""
    except Exception as error:  # zlib.error, LZMAError …: what a damaged member raises depends on how it is packed
        raise damaged(where, error) from None
    lower = {name.lower().replace("\\", "/") for name in names}
    if "word/document.xml" in lower or any(name.startswith("word/document") for name in lower):
        return DOCX
    if "xl/workbook.bin" in lower:
        raise ReadError(f"{where} is {UNREADABLE['.xlsb']}")
    if "xl/workbook.xml" in lower:
        return XLSX
    if b"opendocument.spreadsheet" in mimetype:
        return ODS
    if any(name.startswith("ppt/") for name in lower):
        raise ReadError(f"{where} is {UNREADABLE['.pptx']}")
    if b"opendocument.text" in mimetype:
        raise ReadError(f"{where} is {UNREADABLE['.odt']}")
    raise ReadError(f"{where} is a zip archive with no document that jiqun reads: unpack it and add the files in it")


def _compound(data: bytes, where: str) -> Kind:
    """What an OLE compound file holds, by the names in its directory."""

    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        raise encrypted(where)
    if holds("Workbook") or holds("Book"):
        return XLS
    if holds("WordDocument"):
        raise ReadError(f"{where} is {UNREADABLE['.doc']}")
    if holds("PowerPoint Document"):
        raise ReadError(f"{where} is {UNREADABLE['.ppt']}")
    raise ReadError(f"{where} is an old Office file of a kind that is not read: save it as .docx, .xlsx or .pdf")
