"""Word footnotes, which python-docx cannot write: their part, its relationship, the separators, and the references.

The shape is that of ECMA-376 Part 1, §17.11: notes −1 and 0 are the separators, named again in the settings; every
reference in the text has the id of its note.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from lxml import etree

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

TEXT_STYLE, REFERENCE_STYLE = "FootnoteText", "FootnoteReference"
_SEPARATORS = ((-1, "separator"), (0, "continuationSeparator"))


class Footnotes:
    """The footnotes of one document; `write` adds their part once all references are made."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._root = etree.fromstring(f"<w:footnotes {nsdecls('w')}/>")
        for number, kind in _SEPARATORS:
            note = self._add(number)
            note.set(qn("w:type"), kind)
            self._run(self._paragraph(note, None)).append(OxmlElement(f"w:{kind}"))
        self._count = 0

    def refer(self, paragraph: Paragraph, text: str) -> None:
        """Put a reference at the end of the paragraph to a new note with this text."""
        self._count += 1
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(self._count))
        run = self._run(paragraph._p, REFERENCE_STYLE)
        run.append(reference)
        body = self._paragraph(self._add(self._count), TEXT_STYLE)
        self._run(body, REFERENCE_STYLE).append(OxmlElement("w:footnoteRef"))
        words = OxmlElement("w:t")
        words.text = f" {text}"
        words.set(qn("xml:space"), "preserve")
        self._run(body).append(words)

    def write(self) -> None:
        """Add the part of the notes to the document, and name the separators in its settings."""
        blob = etree.tostring(self._root, xml_declaration=True, encoding="UTF-8", standalone=True)
        package = self._document.part.package
        part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, blob, package)
        self._document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        properties = OxmlElement("w:footnotePr")
        for number, _ in _SEPARATORS:
            separator = OxmlElement("w:footnote")
            separator.set(qn("w:id"), str(number))
            properties.append(separator)
        _insert_setting(self._document.settings.element, properties)

    def _add(self, number: int) -> etree._Element:
        note = etree.SubElement(self._root, qn("w:footnote"))
        note.set(qn("w:id"), str(number))
        return note

    @staticmethod
    def _paragraph(parent: etree._Element, style: str | None) -> etree._Element:
        paragraph = etree.SubElement(parent, qn("w:p"))
        properties = etree.SubElement(paragraph, qn("w:pPr"))
        if style:
            etree.SubElement(properties, qn("w:pStyle")).set(qn("w:val"), style)
        else:
            spacing = etree.SubElement(properties, qn("w:spacing"))
            for name, value in (("after", "0"), ("line", "240"), ("lineRule", "auto")):
                spacing.set(qn(f"w:{name}"), value)
        return paragraph

    @staticmethod
    def _run(parent: etree._Element, style: str | None = None) -> etree._Element:
        run = etree.SubElement(parent, qn("w:r"))
        if style:
            etree.SubElement(etree.SubElement(run, qn("w:rPr")), qn("w:rStyle")).set(qn("w:val"), style)
        return run


# The schema fixes the order of settings; footnotePr stands before these.
_AFTER = ("endnotePr", "compat", "docVars", "rsids", "mathPr", "attachedSchema", "themeFontLang", "clrSchemeMapping")


def _insert_setting(settings: etree._Element, setting: etree._Element) -> None:
    for child in settings:
        if etree.QName(child).localname in _AFTER:
            child.addprevious(setting)
            return
    settings.append(setting)
