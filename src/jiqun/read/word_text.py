"""The words of a Word paragraph as they are read: insertions in, deletions, field codes and hidden text out."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from jiqun.read.ooxml import child, is_on, name, value
from jiqun.read.parsed import clean

_SKIPPED = frozenset(
    [
        "w:del",
        "w:moveFrom",
        "w:instrText",
        "w:delText",
        "w:delInstrText",
        "w:pPr",
        "w:rPr",
        "w:sectPr",
        "w:commentReference",
        "w:tblPr",
        "w:trPr",
        "w:tcPr",
        "w:annotationRef",
        "w:footnoteRef",
        "w:endnoteRef",
        "w:ruby",
    ]
)
_BULLETS = frozenset(["F06C", "F06E", "F0A7", "F0B7", "F0D8", "F0FC"])


@dataclass(slots=True)
class Words:
    """The lines of a paragraph (a break begins a new one), the boxes anchored in it, and the notes it refers to."""

    lines: list[str] = field(default_factory=lambda: [""])
    boxes: list[etree._Element] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, text: str) -> None:
        """Append to the current line."""
        self.lines[-1] += clean(text)


def words_of(paragraph: etree._Element) -> Words:
    """Walk a paragraph without recursion."""
    found = Words()
    stack: list[etree._Element] = [paragraph]
    while stack:
        element = stack.pop()
        if not isinstance(element.tag, str):
            continue
        tag = name(element)
        if tag in _SKIPPED and tag != "w:ruby":
            continue
        if tag == "w:txbxContent":
            found.boxes.append(element)
            continue
        if tag == "w:r" and is_on(child(element, "w:rPr", "w:vanish")):
            continue
        if _leaf(element, tag, found):
            continue
        stack.extend(reversed(_inner(element, tag)))
    return found


def _inner(element: etree._Element, tag: str) -> list[etree._Element]:
    """The children that are read: of a choice of drawings the first, of a word with its reading above it the word."""
    if tag == "mc:AlternateContent":
        choices = [item for item in element if isinstance(item.tag, str)]
        first = next((item for item in choices if name(item) == "mc:Choice"), None)
        return [first] if first is not None else choices[:1]
    if tag == "w:ruby":
        return [item for item in element if isinstance(item.tag, str) and name(item) == "w:rubyBase"]
    return list(element)


def _leaf(element: etree._Element, tag: str, found: Words) -> bool:
    if tag == "w:t":
        found.add(element.text or "")
    elif tag == "w:tab":
        found.add("\t")
    elif tag in ("w:br", "w:cr"):
        if value(element, "w:type") not in ("page", "column"):
            found.lines.append("")
    elif tag == "w:noBreakHyphen":
        found.add("-")
    elif tag == "w:sym":
        code = (value(element, "w:char") or "").upper()
        found.add("•" if code in _BULLETS else "")
    elif tag in ("w:footnoteReference", "w:endnoteReference"):
        found.notes.append(("fn" if tag == "w:footnoteReference" else "en") + (value(element, "w:id") or ""))
    else:
        return False
    return True
