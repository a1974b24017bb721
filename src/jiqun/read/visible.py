"""The visible text of a page in blocks, white space collapsed as a browser does, without recursion."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from jiqun.read.lines import strip_span


def tags(names: str) -> frozenset[str]:
    """Element names as a set."""
    return frozenset(names.split())


_DROPPED = tags(
    "head script style noscript template iframe object embed svg canvas audio video datalist rp rt textarea"
)
_BLOCK = tags(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p pre "
    "search section select summary table tbody td tfoot th thead tr ul"
)
_CONTAINERS = tags("nav header footer aside form main article search select menu")
_HEADINGS = {f"h{depth}": depth for depth in range(1, 7)}
_HIDDEN_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
# A line break in the source between two East Asian characters is no space (CSS Text 3 §4.1.3).
_WIDE = "[\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffee“”‘’…—]"
_SEGMENT_BREAK = re.compile(f"(?<={_WIDE})[ \\t\\f]*[\\n\\r]+[ \\t\\n\\r\\f]*(?={_WIDE})")
_LAYOUT_CELL = 200
"""A table with a longer cell than this many characters lays out a page; its cells are paragraphs."""


@dataclass(slots=True)
class Draft:
    """One block of visible text. ``path``: its ancestors from the outermost; ``linked``: characters in links."""

    text: str
    kind: str
    depth: int
    anchor: str | None
    path: tuple[etree._Element, ...]
    linked: int
    excluded: str | None = None


@dataclass(frozen=True, slots=True)
class _Context:
    kind: str = "paragraph"
    depth: int = 0
    anchor: str | None = None
    link: bool = False
    pre: bool = False
    path: tuple[etree._Element, ...] = ()


@dataclass(slots=True)
class _Table:
    """A table being read: its number, its row, and the columns that cells spanning rows still cover."""

    number: int
    layout: bool
    row: int = 0
    column: int = 0
    covered: dict[int, int] = field(default_factory=dict)

    def next_row(self) -> None:
        self.row += 1
        self.column = 0
        self.covered = {column: rows - 1 for column, rows in self.covered.items() if rows > 1}

    def next_cell(self, cell: etree._Element) -> str:
        self.row = self.row or 1
        self.column += 1
        while self.column in self.covered:
            self.column += 1
        anchor = f"t{self.number}r{self.row}c{self.column}"
        columns, rows = _span(cell, "colspan"), _span(cell, "rowspan")
        if rows > 1:
            self.covered.update(dict.fromkeys(range(self.column, self.column + columns), rows))
        self.column += columns - 1
        return anchor


def _span(cell: etree._Element, name: str) -> int:
    value = (cell.get(name) or "").strip()
    return min(max(int(value), 1), 1000) if value.isascii() and value.isdigit() and len(value) < 6 else 1


def drafts(root: etree._Element) -> list[Draft]:
    """The blocks of visible text of a page, in order."""
    layouts = _layout_tables(root)
    writer = _Writer()
    tables: list[_Table] = []
    count = 0
    for event, value in _walk(root):
        if isinstance(value, str):
            writer.write(value)
            continue
        tag = value.tag
        if event == "end":
            writer.leave(tag in _BLOCK)
            if tag == "table" and tables:
                tables.pop()
            continue
        if tag == "table":
            count += 1
            tables.append(_Table(count, value in layouts))
        elif tag == "tr" and tables:
            tables[-1].next_row()
        writer.enter(value, tables[-1] if tables else None)
    writer.flush()
    return writer.found


class _Writer:
    """Collects text until a block ends. Its contexts are the open elements."""

    def __init__(self) -> None:
        self.found: list[Draft] = []
        self._contexts = [_Context()]
        self._pieces: list[str] = []
        self._linked = 0

    def enter(self, element: etree._Element, table: _Table | None) -> None:
        tag = element.tag
        context = self._contexts[-1]
        if tag == "br":
            if context.depth:
                self.write(" ")
            else:
                self.flush()
        if tag in _BLOCK:
            self.flush()
            context = _block_context(context, element, table)
        elif tag == "a" and element.get("href") is not None:
            context = replace(context, link=True)
        self._contexts.append(context)

    def leave(self, block: bool) -> None:
        if block:
            self.flush()
        self._contexts.pop()

    def write(self, text: str) -> None:
        context = self._contexts[-1]
        if context.pre and not context.depth:
            first, *rest = re.split(r"\r\n|\r|\n", text)
            self._add(first, context.link)
            for line in rest:
                self.flush()
                self._add(line, context.link)
        else:
            self._add(text, context.link)

    def _add(self, text: str, link: bool) -> None:
        self._pieces.append(text)
        if link:
            self._linked += len(_BLANKS.sub("", text))

    def flush(self) -> None:
        text = _INVISIBLE.sub("", "".join(self._pieces))
        text = _BLANKS.sub(" ", _SEGMENT_BREAK.sub("", text))
        start, end = strip_span(text, 0, len(text))
        if start < end:
            context = self._contexts[-1]
            self.found.append(
                Draft(text[start:end], context.kind, context.depth, context.anchor, context.path, self._linked)
            )
        self._pieces, self._linked = [], 0


def _block_context(context: _Context, element: etree._Element, table: _Table | None) -> _Context:
    tag = str(element.tag)
    path = context.path
    if tag in _CONTAINERS or element.get("class") or element.get("id") or element.get("role"):
        path = (*path, element) if len(path) < 64 else path
    if tag in ("td", "th") and table is not None:
        anchor = table.next_cell(element)
        if not table.layout:
            return replace(context, kind="cell", anchor=anchor, depth=0, path=path)
        return replace(context, kind="paragraph", anchor=None, depth=0, path=path)
    if tag == "table" and table is not None and context.kind == "cell":
        return replace(context, path=path)
    if tag in _HEADINGS and context.kind != "cell":
        return replace(context, kind="heading", depth=_HEADINGS[tag], path=path)
    if tag in ("li", "dd", "dt") and context.kind != "cell":
        return replace(context, kind="list_item", depth=0, path=path)
    if tag == "pre":
        return replace(context, pre=True, path=path)
    return replace(context, path=path) if path is not context.path else context


def _walk(root: etree._Element) -> Iterator[tuple[str, etree._Element | str]]:
    """Elements as they start and end, and the text between, in document order; nothing of what is not shown."""
    yield "start", root
    if root.text:
        yield "text", root.text
    stack = [(root, iter(root))]
    while stack:
        element, children = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            yield "end", element
            if stack and element.tail:
                yield "text", element.tail
        elif not isinstance(child.tag, str) or _is_hidden(child):
            if child.tail:
                yield "text", child.tail
        else:
            yield "start", child
            if child.text:
                yield "text", child.text
            stack.append((child, iter(child)))


def _is_hidden(element: etree._Element) -> bool:
    if element.tag in _DROPPED or element.get("hidden") is not None:
        return True
    if element.tag == "dialog" and element.get("open") is None:
        return True
    style = element.get("style")
    return style is not None and _HIDDEN_STYLE.search(style[:2000]) is not None


def _layout_tables(root: etree._Element) -> set[etree._Element]:
    """Tables that lay out a page: marked so, or with a heading or a long text in a cell of their own."""
    layouts = {table for table in root.iter("table") if table.get("role") in ("presentation", "none")}
    open_tables: list[etree._Element] = []
    for event, element in etree.iterwalk(root, events=("start", "end"), tag=("td", "th", "table", *_HEADINGS)):
        if element.tag == "table":
            if event == "start":
                open_tables.append(element)
            else:
                open_tables.pop()
        elif event == "start" and open_tables and open_tables[-1] not in layouts:
            long = element.tag in ("td", "th") and sum(map(len, _own_text(element))) > _LAYOUT_CELL
            if long or element.tag in _HEADINGS:
                layouts.add(open_tables[-1])
    return layouts


def _own_text(cell: etree._Element) -> Iterator[str]:
    """The text of a cell without that of tables nested in it."""
    walker = etree.iterwalk(cell, events=("start", "end"))
    for event, element in walker:
        if event == "start" and element.tag == "table":
            walker.skip_subtree()
        elif event == "start" and element.text:
            yield element.text.strip()
        elif event == "end" and element is not cell and element.tail:
            yield element.tail.strip()
