"""Everything the English rules find in the English blocks of a document."""

from __future__ import annotations

import re

from jiqun.extract.english import period, quantity
from jiqun.extract.english.cells import table_figures
from jiqun.extract.english.figures import figures
from jiqun.extract.english.links import phrase_relations
from jiqun.extract.english.listed import with_lead
from jiqun.extract.english.marks import Marks
from jiqun.extract.english.organisations import organisations
from jiqun.extract.english.practices import practices
from jiqun.extract.english.reading import masked_spans
from jiqun.extract.english.regions import is_firm
from jiqun.extract.english.relations import relations
from jiqun.extract.english.sections import Paragraph, main_cluster, paragraphs
from jiqun.extract.english.standings import standings
from jiqun.extract.english.subjects import Subjects
from jiqun.extract.english.things import things
from jiqun.extract.english.titles import reporter, titled
from jiqun.extract.reading import Reading
from jiqun.model import Block, Claim

_ENDLESS = re.compile(r"\S{150,}|(?:\S{1,2}[ \n]){100,}")
"""No words of a language: such runs are blanked out, so that no pattern is tried at each of their characters."""
_FIGURE = re.compile(r"\d[\d.,]*(?: ?%| per ?cent\b)|[$€£¥₹] ?\d[\d.,]* ?(?:m|bn|tn|million|billion|trillion|crore)\b")
_COUNT = re.compile(
    r"(?<![\w.,])\d[\d,.]*\d?\+? (?:[a-z-]+ ){0,2}[a-z]{3,}s\b"
    r"|(?<![\w.,])\d[\d,.]* ?(?:km2|km²|sq|ha\b|MW|GW|acres|hectares)"
)
"""A count or a measure in a short line that stands alone."""
_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]")
_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_MONTHS = re.compile(_MONTH)
_DATE_WITHIN = 90  # characters
_DATELINE = re.compile(
    rf"^(?:[A-Z][^\n.;]{{0,60}}?[,(]?\s?)?\(?(?P<date>{_MONTH} \d{{1,2}}, \d{{4}}|\d{{1,2}} {_MONTH} \d{{4}})\)?\s*"
    r"(?:\([^)\n]{1,20}\)\s*)?(?:-|–|—|/|:|\n|$)"
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
    main = reporter(view) or name or titled(view, parts)
    names = organisations(text, view, parts, name)
    subjects = Subjects(view, main, firm=name is not None or is_firm(main, names))
    claims += names
    others = things(text, view, parts, names)
    claims += others
    stated = phrase_relations(text, view, parts, name, [*names, *others])
    told = {(one.head, one.relation, one.tail) for one in stated}
    known = relations(text, view, parts, cluster, names)
    claims += [*stated, *(one for one in known if (one.head, one.relation, one.tail) not in told)]
    claims += practices(text, view, parts, name)
    opened = dict(_openings(view, parts))
    for part in parts:
        subjects.new_paragraph()
        if not part.heading or _told(view, part):
            span = opened.get(part.start, part.start), part.end
            claims += with_lead(view, figures(text, view, span, marks, subjects, name), times)
            subjects.new_paragraph()
            claims += standings(text, view, part, subjects, name)
    claims += table_figures(text, view, blocks, subjects.main, name, date)
    return claims


def _dated(view: str, part: Paragraph) -> re.Match[str] | None:
    """The place and date that a paragraph opens with; its month stands among the first words."""
    if _MONTHS.search(view, part.start, min(part.end, part.start + _DATE_WITHIN)) is None:
        return None
    return _DATELINE.match(view[part.start : part.end])


def _told(view: str, part: Paragraph) -> bool:
    """Whether a title tells a rate or a sum (Output down by 3% in Arlen), or a short line a count (640 firms)."""
    if _FIGURE.search(view, part.start, part.end):
        return True
    return part.block.kind == "paragraph" and _COUNT.search(view, part.start, part.end) is not None


def _openings(view: str, parts: list[Paragraph]) -> list[tuple[int, int]]:
    """Where a paragraph that opens with place and date goes on behind them (DONGJIANG, 14 March 2019: …)."""
    found = [(part, _dated(view, part)) for part in parts[:4]]
    return [(part.start, part.start + m.end()) for part, m in found if m and part.start + m.end() < part.end]


def _datelines(view: str, parts: list[Paragraph]) -> list[tuple[int, int]]:
    """The spans of the document's own dates: they date nothing in the sentence that they open."""
    found = [(part, _dated(view, part)) for part in parts[:4]]
    return [(part.start + m.start("date"), part.start + m.end("date")) for part, m in found if m]


def _dateline(view: str, parts: list[Paragraph]) -> str | None:
    """The document's own date where its first paragraphs open with one (DONGJIANG, March 14, 2019 - …)."""
    for part in parts[:4]:
        m = _dated(view, part)
        if m:
            found = period.periods(m["date"])
            return found[0].iso if found else None
    return None
