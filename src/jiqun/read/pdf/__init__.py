"""PDF: the text layer in reading order, as paragraphs, headings, tables; scanned pages by the extra ``jiqun[ocr]``."""

from __future__ import annotations

from jiqun.read.pdf.document import read_pdf

__all__ = ["read_pdf"]
