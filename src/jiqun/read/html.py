"""HTML: all visible text in blocks joined by line feeds, with headings, list items and table cells; chrome set aside.

lxml gives the text; trafilatura only votes which blocks are content (its own output loses headings and the shape of
tables on short pages).
"""

from __future__ import annotations

import re

from lxml import etree

from jiqun.errors import ReadError
from jiqun.model import Block
from jiqun.read.blocks import finish
from jiqun.read.content import exclude
from jiqun.read.lines import Line
from jiqun.read.page import page_date, page_titles
from jiqun.read.visible import Draft, drafts, tags

_DECLARATION = re.compile(r"^\ufeff?\s*<\?xml[^>]*\?>")
_SELF_CLOSED = re.compile(r"<(script|style|iframe|textarea|title|template|div|span|p|a|td|li|em|b|i)(\b[^<>]*)/>", re.I)
_TAG = re.compile(r"<(/?)([A-Za-z][\w:-]*)[^<>]*>")
_KEPT = tags("html head body title meta script style template noscript h1 h2 h3 h4 h5 h6 p br")
_INLINE = tags("a abbr b big cite code em font i label mark s small span strong sub sup tt u")


def read_html(text: str) -> tuple[str, tuple[Block, ...], str | None, str | None]:
    """Canonical text, blocks, title and stated date of a page; ReadError when it is nested beyond any reading."""
    root = parse(text)
    if root is None:
        return "", (), None, None
    found = drafts(root)
    titles = page_titles(root)
    exclude(found, text, root)
    _mark_title(found, titles)
    canonical = "\n".join(draft.text for draft in found)
    lines, start = [], 0
    for draft in found:
        end = start + len(draft.text)
        lines.append(Line(start, end, draft.kind, draft.depth, excluded=draft.excluded, anchor=draft.anchor))
        start = end + 1
    blocks = finish(canonical, lines)
    marked = next((draft.text for draft in found if draft.kind == "title"), None)
    heading = next((canonical[block.start : block.end] for block in blocks if block.kind == "title"), None)
    return canonical, blocks, marked or (titles[0] if titles else heading), page_date(root)


def parse(text: str) -> etree._Element | None:
    """The tree of a page, however broken; None when it holds nothing.

    libxml2 stops at 2,048 levels and drops the rest; such a page is parsed again with its wrappers taken out.
    """
    xml = _DECLARATION.match(text)
    if xml:  # in XHTML `<script/>` is closed; an HTML parser would swallow the page after it
        text = _SELF_CLOSED.sub(r"<\1\2></\1>", text[xml.end() :])
    root, whole = _tree(text)
    if not whole:
        root, whole = _tree(_TAG.sub(_flat, text))
    if not whole:
        raise ReadError("the page nests its elements more than 2,000 levels deep: save its text as .txt")
    return root


def _tree(text: str) -> tuple[etree._Element | None, bool]:
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except etree.XMLSyntaxError:
        return None, not _cut(parser)
    return root, not _cut(parser)


def _cut(parser: etree.HTMLParser) -> bool:
    return any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)


def _flat(tag: re.Match[str]) -> str:
    name = tag[2].lower()
    if name in _KEPT:
        return tag[0]
    return "" if name in _INLINE else "<br>"


def _mark_title(found: list[Draft], titles: list[str]) -> None:
    """The only h1 among the content is the title; of several, the one that the page's own metadata repeats."""
    tops = [draft for draft in found if draft.depth == 1 and draft.excluded is None]
    if len(tops) != 1:
        tops = [draft for draft in tops if any(title.startswith(draft.text) for title in titles)]
    if tops:
        tops[0].kind, tops[0].depth = "title", 0
