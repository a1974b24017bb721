"""Which paragraph styles of a Word file are headings, a title, or lists, through all that they are based on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from jiqun.read.ooxml import child, children, is_on, name, value

_HEADING = re.compile(r"(?:heading|标题|標題|überschrift|titre)\s*([1-9])", re.I)
_TITLE = re.compile(r"(?:title|文档标题|大标题|标题|公文标题)", re.I)
_LIST = re.compile(r"(?:list (?:bullet|number|paragraph)|列表|列出段落)", re.I)


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph style says: a heading's depth (0 for none), a title, a list, hidden text."""

    depth: int = 0
    title: bool = False
    listed: bool = False
    hidden: bool = False


def styles(root: etree._Element | None) -> dict[str, Style]:
    """The styles of ``styles.xml`` by id."""
    raw = {value(item, "w:styleId") or "": item for item in children(root, "w:style")} if root is not None else {}
    return {id_: _resolved(id_, raw) for id_ in raw}


def _resolved(id_: str, raw: dict[str, etree._Element]) -> Style:
    depth, title, listed, hidden = 0, False, False, False
    seen: set[str] = set()
    while id_ in raw and id_ not in seen and len(seen) < 20:
        seen.add(id_)
        item = raw[id_]
        named = value(child(item, "w:name")) or ""
        heading = _HEADING.fullmatch(named.strip())
        outline = outline_depth(child(item, "w:pPr"))
        if not depth and (heading or outline):
            depth = int(heading[1]) if heading else outline
        title = title or (len(seen) == 1 and _TITLE.fullmatch(named.strip()) is not None)
        listed = listed or _LIST.match(named) is not None or child(item, "w:pPr", "w:numPr") is not None
        hidden = hidden or is_on(child(item, "w:rPr", "w:vanish"))
        id_ = value(child(item, "w:basedOn")) or ""
    return Style(depth, title, listed and not depth, hidden)


def outline_depth(properties: etree._Element | None) -> int:
    """The depth that an outline level gives (1 to 9), or 0: level 9 is body text."""
    level = value(child(properties, "w:outlineLvl"))
    return int(level) + 1 if level is not None and level.isdigit() and int(level) < 9 else 0


def paragraph_style(paragraph: etree._Element, known: dict[str, Style]) -> Style:
    """What the style of a paragraph, its own outline level and its numbering make of it."""
    properties = child(paragraph, "w:pPr")
    style = known.get(value(child(properties, "w:pStyle")) or "", Style())
    depth = outline_depth(properties) or style.depth
    if properties is not None and value(child(properties, "w:outlineLvl")) == "9":
        depth = 0
    numbered = value(child(properties, "w:numPr", "w:numId"))
    listed = (style.listed and numbered != "0") or numbered not in (None, "0")
    return Style(depth, style.title and not depth, listed and not depth, style.hidden)


def is_deleted(element: etree._Element) -> bool:
    """Whether an element holds what a tracked change took out."""
    return name(element) in ("w:del", "w:moveFrom")
