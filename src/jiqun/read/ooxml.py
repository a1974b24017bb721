"""The XML of Office files: parsed without entities, networks or endless nesting; names and small questions."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from jiqun.errors import ReadError
from jiqun.read.refusals import damaged

_STRICT = {
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
}
_NAMES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    **_STRICT,
}


def parse_xml(data: bytes, where: str) -> etree._Element:
    """The tree of one part. ReadError for a document type (entities are never needed), deep nesting, broken XML."""
    if b"<!DOCTYPE" in data[:2000] or b"<!ENTITY" in data:
        raise ReadError(f"{where} declares XML entities, which Office files never do: save it anew")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged(where, error, "open it in its program and save it anew") from None
    return root


def name(element: etree._Element) -> str:
    """A tag or attribute name with its usual prefix (``w:p``), whichever edition of the standard it is written in."""
    return short(str(element.tag))


def short(tag: str) -> str:
    """The same for a name as lxml gives it.

    >>> short("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p")
    'w:p'
    """
    space, brace, local = tag.rpartition("}")
    return f"{_NAMES.get(space[1:], '?')}:{local}" if brace else local


def value(element: etree._Element | None, attribute: str = "w:val") -> str | None:
    """An attribute by its short name; None when the element or the attribute is missing."""
    if element is None:
        return None
    for key, found in element.attrib.items():
        if short(str(key)) == attribute:
            return str(found)
    return None


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first child of that name, and of that its first child of the next name; None when there is none."""
    for step in path:
        if element is None:
            return None
        element = next((item for item in element if isinstance(item.tag, str) and name(item) == step), None)
    return element


def children(element: etree._Element, wanted: str) -> Iterator[etree._Element]:
    """All children of a name."""
    return (item for item in element if isinstance(item.tag, str) and name(item) == wanted)


def is_on(element: etree._Element | None) -> bool:
    """Whether a switch such as ``w:vanish`` is there and not switched off."""
    return element is not None and value(element) not in ("0", "false", "off")
