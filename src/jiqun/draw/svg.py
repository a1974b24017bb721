"""A rendered SVG made fit for a page: named, scalable, without inline styles, its ids its own."""

from __future__ import annotations

from typing import Any

from lxml import etree

_SVG = "{http://www.w3.org/2000/svg}"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_DROPPED = ("role", "aria-roledescription", "aria-label", "aria-hidden", "style", "class")


def tidy(svg: str, name: str, description: str, *, prefix: str, kind: str, base: str = "") -> str:
    """The SVG of vl-convert for a page that forbids inline styles.

    ``prefix`` begins every id, ``kind`` is its class; ``base`` is what vl-convert needs before the address of a link
    and what comes off again. With links it is a group, else an image: links in an image are hidden from readers.
    """
    root = etree.fromstring(svg.encode("utf-8"))
    width, height = root.get("width"), root.get("height")
    for attribute in list(root.attrib):
        del root.attrib[attribute]
    root.set("viewBox", f"0 0 {width} {height}")
    root.set("class", kind)
    root.set("role", "group" if root.find(f".//{_SVG}a") is not None else "img")
    root.set("aria-label", name)
    # vl-convert counts ids on from one render to the next: ours begin anew, so that the same figure is the same text.
    found = [str(element.get("id")) for element in root.iter() if "id" in element.attrib]
    names = {old: f"{prefix}-{number}" for number, old in enumerate(found, 1)}
    for element in list(root.iter()):
        _tidy_element(element, names, base, is_root=element is root)
    _drop_empty(root)
    title, desc = etree.Element(f"{_SVG}title"), etree.Element(f"{_SVG}desc")
    title.text, desc.text = name, description
    root.insert(0, title)
    root.insert(1, desc)
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="unicode")


def _tidy_element(element: Any, names: dict[str, str], base: str, *, is_root: bool) -> None:
    for attribute in _DROPPED:
        if not is_root and attribute in element.attrib:
            del element.attrib[attribute]
    if "id" in element.attrib:
        element.set("id", names[str(element.get("id"))])
    clip = element.get("clip-path")
    if clip:
        element.set("clip-path", f"url(#{names[clip[5:-1]]})")
    if element.tag == f"{_SVG}a":
        address = element.attrib.pop(_XLINK, "")
        element.set("href", str(address).removeprefix(base))
        if (
            element.find(f"{_SVG}text") is None
        ):  # the point: its label is the same link, once is enough for the keyboard
            element.set("tabindex", "-1")
            element.set("aria-hidden", "true")
    if element.tag == f"{_SVG}text":
        element.set("font-family", "inherit")
        element.set("paint-order", "stroke")
        element.set("stroke", "#ffffff")
        element.set("stroke-width", "2.5")
        element.set("stroke-linejoin", "round")


def _drop_empty(root: Any) -> None:
    """Paths that draw nothing, and groups that hold nothing: half of what vl-convert writes."""
    for element in reversed(list(root.iter(f"{_SVG}path", f"{_SVG}g"))):
        hollow = element.tag == f"{_SVG}g" and len(element) == 0
        if element is not root and (hollow or element.get("d") in ("", "M0,0h0v0h0Z")):
            element.getparent().remove(element)
