"""Paragraphs, headings and the cluster of an English document."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from jiqun.model import Block, ClusterClaim

_PROPER = r"(?:[A-Z][\w&'’-]*|of|and|the|for|in|de|la)"
_CLUSTER = re.compile(
    rf"\b(?:[A-Z][\w&'’-]*\s+)(?:{_PROPER}\s+){{0,6}}?(?:[Cc]luster|[Cc]orridor|Valley|Hub"
    rf"|[Ii]ndustrial [Dd]istrict)\b|\b(?:Silicon|Medicon|Biotech|Optics|Cyber|Chip|Solar|Health|Food"
    rf"|Tech) (?!Valley)[A-Z]\w+\b"
)
_LEAD = re.compile(
    r"^(?:The|A|An|This|That|In|Our|Action Plan for the|Plan for the|Strategy for the|Profile of the"
    r"|Report on the|About the)\s+"
)
_GENERIC = re.compile(
    r"\b(?:the|a|an|in|of|for|and) [Cc]luster$"
    r"|^(?:(?:Global|World|Regional|International|National|Leading|Major|Manufacturing|Innovation|Industrial) )+[Hh]ub$"
)
"""What names no cluster: Productivity in the cluster, a Global Hub."""
_SCHEME = re.compile(r" (?:Scheme|Project|Programme|Program|Policy|Plan|Fund|Authority|Act|Initiative|Mission)\b")
_TERMINAL = re.compile(r"[.!?:;,]\s*$")
_PLACE = re.compile(r"^[A-Z][\w'’-]+(?:\s(?:[A-Z][\w'’-]+))?(?=\s+[a-z])|^[A-Z][\w'’-]+")


DATED = re.compile(
    r"(?P<what>Founded|Established|Opened|Created|Incorporated|Formed|Inaugurated|Launched|Commissioned|Completed|Foundation)"
    r"(?: \(?(?:in|date|year)\)?)?:? +(?=[^\n]{0,24}\b(?:1[5-9]|20)\d\d\b)"
)
"""A line of a box of facts that tells a date, with or without a colon: Founded 1969."""
_LABELLED = re.compile(r"[A-Z][a-z]+(?: [a-z]+){0,3}: +[^\s\d]{0,3}\d")
STATED = re.compile(
    r"(?P<what>[A-Z][a-z]+(?: [a-z]+){0,3})(?: \([a-z ]+\))?:? +"
    r"(?:(?:[A-Z]{0,3}[$€£¥] ?|[A-Z]{3} )\d[\d,.]*(?: (?:million|billion|thousand))?|\d{1,3}(?:,\d{3})+"
    r"|\d[\d,.]*[ -](?:million|billion|thousand|km²?|ha|hectares|acres))"
    r"(?P<rest>(?: ?\([^()\n]{3,20}\))?(?: ?\[[\w ]+\])*)"
    r"[ \t]*(?=\n|$)"
)
"""A line of a box of facts, with or without a colon: Employees 15,305 (2007)."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of text read as one: a block, or lines of one paragraph joined. ``heading`` is set for headings."""

    start: int
    end: int
    heading: bool
    block: Block


def paragraphs(view: str, blocks: list[Block]) -> list[Paragraph]:
    """The blocks as paragraphs: lines that were wrapped hard are joined, short lines without a stop are headings."""
    found: list[Paragraph] = []
    for block in blocks:
        line = view[block.start : block.end]
        lines = list(re.finditer(r"[^\n]+", line))
        if len(lines) > 1 and block.kind == "paragraph" and _is_box([one.group() for one in lines]):
            found += [Paragraph(block.start + one.start(), block.start + one.end(), False, block) for one in lines]
            continue
        pieces = _stated_lines(view, block) if len(lines) > 1 and block.kind == "paragraph" else []
        if pieces:
            found += pieces
            continue
        last = found[-1] if found else None
        if (
            last is not None
            and not last.heading
            and block.kind == last.block.kind == "paragraph"
            and not re.search(r"[.!?:]\s*$", view[last.start : last.end])
            and (view[last.end : block.start].count("\n") == 1 or _broken(view, last, line))
            and (line[:1].islower() or line[:1].isdigit() or len(view[last.start : last.end].split("\n")[-1]) >= 55)
        ):
            found[-1] = Paragraph(last.start, block.end, False, last.block)
            continue
        found.append(Paragraph(block.start, block.end, _is_heading(line, block), block))
    return found


def _stated_lines(view: str, block: Block) -> list[Paragraph]:
    """A paragraph cut at the lines of it that state a fact alone; none where there is no such line."""
    found: list[Paragraph] = []
    alone = False
    for line in re.compile(r"[^\n]+").finditer(view, block.start, block.end):
        states = STATED.match(line.group()) or (DATED.match(line.group()) and len(line.group()) < 50)
        if found and not states and not alone:
            found[-1] = Paragraph(found[-1].start, line.end(), False, block)
        else:
            found.append(Paragraph(line.start(), line.end(), False, block))
        alone = bool(states)
    return found if any(STATED.match(view, part.start, part.end) for part in found) else []


def _is_box(lines: list[str]) -> bool:
    """Whether the lines of a paragraph are a box of facts: all state one, or most are short and one in four does."""
    stated = sum(bool(STATED.match(line) or _LABELLED.match(line) or DATED.match(line)) for line in lines)
    if stated == len(lines):
        return True
    short = sum(len(line) < 75 and not line.rstrip().endswith((".", ",", ";")) for line in lines)
    capital = sum(line[:1].isupper() for line in lines)
    enough = 7 if len(lines) > 3 else 10
    return stated * 5 >= len(lines) and stated > 0 and min(short, capital) * 10 >= len(lines) * enough


def _broken(view: str, last: Paragraph, line: str) -> bool:
    """Whether a sentence goes on behind an empty line, as in text taken from pages."""
    return line[:1].islower() and len(view[last.start : last.end].split("\n")[-1]) >= 40 and line[1:2] not in ".)"


def _is_heading(line: str, block: Block) -> bool:
    if block.kind == "paragraph" and (STATED.match(line) or _LABELLED.match(line) or DATED.match(line)):
        return False
    if block.kind in ("heading", "title"):
        return True
    words = line.split()
    return (
        block.kind == "paragraph"
        and len(words) <= 10
        and len(line) <= 80
        and not _TERMINAL.search(line)
        and line[:1].isalpha()
    )


def main_cluster(text: str, view: str, parts: list[Paragraph]) -> ClusterClaim | None:
    """The cluster the document is about: named in its title or a heading, else most often in its text."""
    seen: Counter[str] = Counter()
    first: dict[str, tuple[int, int]] = {}
    for n, part in enumerate(parts):
        for m in _CLUSTER.finditer(view, part.start, part.end):
            if _SCHEME.match(view, m.end()):
                continue
            lead = _LEAD.match(m.group())
            start = m.start() + (lead.end() if lead else 0)
            name = view[start : m.end()]
            if len(name.split()) < 2 or _GENERIC.search(name):
                continue
            seen[name] += 6 if n == 0 else 4 if part.heading else 1
            first.setdefault(name, (start, m.end()))
    if not seen:
        return None
    name = max(seen, key=lambda key: (seen[key], -first[key][0]))
    if seen[name] == 1 and parts[0].heading and len(parts) > 2 and first[name][0] > parts[2].start:
        return None  # named once in passing
    start, end = first[name]
    written = text[start:end]
    place = _PLACE.match(written)
    return ClusterClaim(
        quote=written,
        start=start,
        end=end,
        rule="english.cluster",
        cluster=written,
        name=written,
        place=place.group() if place and not written.startswith(("Silicon", "Medicon")) else None,
    )
