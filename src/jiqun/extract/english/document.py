"""Everything the English rules find in the English blocks of a document."""

from __future__ import annotations

import re

from jiqun.extract.english import period, quantity
from jiqun.extract.english.cells import table_figures
from jiqun.extract.english.figures import figures
from jiqun.extract.english.marks import Marks
from jiqun.extract.english.organisations import organisations
from jiqun.extract.english.practices import practices
from jiqun.extract.english.reading import masked_spans
from jiqun.extract.english.relations import relations
from jiqun.extract.english.sections import Paragraph, main_cluster, paragraphs
from jiqun.extract.english.standings import standings
from jiqun.extract.english.subjects import Subjects
from jiqun.extract.reading import Reading
from jiqun.model import Block, Claim

_ENDLESS = re.compile(r"\S{150,}|(?:\S{1,2}[ \n]){100,}")
"""No words of a language: such runs are blanked out, so that no pattern is tried at each of their characters."""
_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]")
_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DATELINE = re.compile(
    rf"^[^\n]{{0,60}}?\(?(?P<date>{_MONTH} \d{{1,2}}, \d{{4}}|\d{{1,2}} {_MONTH} \d{{4}})\)?\s*"
    r"(?:\([^)\n]{1,20}\)\s*)?(?:-|–|—|/|\n|$)"
)


def is_english(view: str) -> bool:
    """Whether a stretch of text is English: Latin letters, and hardly any Chinese character.

    >>> is_english("The park has 5 firms."), is_english("园区有5家IT企业"), is_english("2018")
    (True, False, False)
    """
    latin = len(_LATIN.findall(view))
    return latin >= 3 and len(_HAN.findall(view)) * 6 < latin


def english_blocks(reading: Reading) -> list[Block]:
    """The blocks that the English rules read; in a document that is English, those without letters (numbers) too."""
    blocks = [block for block in reading.document.blocks if block.excluded is None]
    whole = is_english("".join(reading.view[block.start : block.end] for block in blocks)[:200_000])
    han = {n for n, block in enumerate(blocks) if _HAN.search(reading.view, block.start, block.end)}
    if whole and not han:
        return blocks
    found = [
        b
        for n, b in enumerate(blocks)
        if is_english(reading.view[b.start : b.end]) and len(reading.view[b.start : b.end].split()) >= 4
    ]
    if whole:
        return [b for n, b in enumerate(blocks) if n not in han or b in found]
    return found if any(re.search(r"[a-z][.!?](?:\s|$)", reading.view[b.start : b.end]) for b in found) else []


def extract_english(reading: Reading, blocks: list[Block]) -> list[Claim]:
    """The claims of English blocks; the quotes are slices of the document's text."""
    text = reading.text
    view = _ENDLESS.sub(lambda m: " " * len(m.group()), reading.view)
    parts = paragraphs(view, [block for block in blocks if block.kind != "cell"])
    cluster = main_cluster(text, view, parts)
    claims: list[Claim] = [cluster] if cluster else []
    name = cluster.name if cluster else None
    date = reading.document.date or _dateline(view, parts)
    masks = sorted([*masked_spans(view), *_datelines(view, parts)])
    times = [p for p in period.scan(text, view, date) if not any(a <= p.start < b for a, b in _datelines(view, parts))]
    marks = Marks(quantity.scan(text, view), times, masks)
    subjects = Subjects(view, name or _titled(view, parts))
    names = organisations(text, view, parts, name)
    claims += names
    claims += relations(text, view, parts, cluster, names)
    claims += practices(text, view, parts, name)
    for part in parts:
        subjects.new_paragraph()
        if not part.heading:
            claims += figures(text, view, (part.start, part.end), marks, subjects, name)
            subjects.new_paragraph()
            claims += standings(text, view, part, subjects, name)
    claims += table_figures(text, view, blocks, subjects.main, name, date)
    return claims


def _titled(view: str, parts: list[Paragraph]) -> str | None:
    """What a document without a cluster is about: its title, up to a colon."""
    if not parts or not parts[0].heading:
        return None
    title = re.split(r"\s*[:(|–—]\s*|, (?=[a-z])", view[parts[0].start : parts[0].end])[0]
    cut = re.match(
        r"(.{3,60}?)\s+(?:posts|opens|grows|reports|sees|plans|hits|reaches|to|gets|wins|signs|launches|expands"
        r"|aims|exceeds|tops|rises|attracts|is|has)\b",
        title,
    )
    return cut[1] if cut else title


def _datelines(view: str, parts: list[Paragraph]) -> list[tuple[int, int]]:
    """The spans of the document's own dates: they date nothing in the sentence that they open."""
    found = [(part, _DATELINE.match(view[part.start : part.end])) for part in parts[:4]]
    return [(part.start + m.start("date"), part.start + m.end("date")) for part, m in found if m]


def _dateline(view: str, parts: list[Paragraph]) -> str | None:
    """The document's own date where its first paragraphs open with one (DONGJIANG, March 14, 2019 - …)."""
    for part in parts[:4]:
        m = _DATELINE.match(view[part.start : part.end])
        if m:
            found = period.periods(m["date"])
            return found[0].iso if found else None
    return None
