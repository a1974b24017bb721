"""Capitalised runs of English words: the candidates for names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_CAP = r"(?:[A-ZÀ-Ž][\w&'’/]*(?:[-.][\w&]+)*|\d+[A-Z]\w*)"
_RUN = re.compile(
    rf"{_CAP}(?:(?:,? (?:Co\., Ltd|Ltd|Inc|Corp|Co)\.?(?!\w))|"
    rf" \([A-Z][\w.]{{1,15}}\)(?= (?:Pte|Pvt|Private|Ltd|Limited|Co|Inc)\b)|"
    rf" (?:Sp\. z o\.o\.|S\.A\.(?:B\.)? de C\.V\.|S\. de R\.L\. de C\.V\.|d\.o\.o\.|s\.r\.o\.|a\.s\.)|"
    rf"(?: (?:of|for|and|&|the|de|du|der|für|on|of the|di|degli|della|dell'|da|do|dos|del|de la|des|van|von|och|og"
    r"|und|zu|am|an der|y|e|et"
    rf"|for the|and the|of and) (?={_CAP}))?[ -]?(?<=[ -]){_CAP}|(?:\s(?:of|for|and|&|de|du|on|of\sthe"
    rf"|for\sthe))?\s{_CAP}| (?:plc|e\.V\.))*\.?"
)
_LEAD = re.compile(
    r"^(?:The|A|An|In|At|On|By|For|With|From|Of|And|As|Since|During|After|Before|Under|Its|Their|Our|This|That"
    r"|These|Those|It|They|We|When|While|Where|Both|Some|Many|Most|Several"
    r"|Other|Current|Notable|Major|Leading|Between|According|Founded|Established|Together|Today|Among|Including"
    r"|Companies|Firms|About|Over|More|Each|All|Members|Tenants|Near|Around|Also"
    r"|Headquartered|Based|Like|Through|To|Then|However|Later|Only|One|Two|Three|Local|Regional|Welcome|What"
    r"|Rival|Chipmaker|Carmaker|Automaker|Manufacturer|Supplier|Developer|Startup|Subsidiary|Partner|Chairman"
    r"|President|Professor|Director|Minister|Mayor|Dr|Mr|Ms|Mrs"
    r"|January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday"
    r"|Wednesday|Thursday|Friday|Saturday|Sunday"
    r"|[A-Z][\w.]*-(?:based|headquartered|listed|owned))\b\.?\s+"
)
_STATE_UNIVERSITY = re.compile(r"University of [A-Z][\w ]+$")
_CAMPUS = re.compile(r" at [A-Z][\w-]+(?: [A-Z][\w-]+){0,2}")
_LEGAL_END = re.compile(
    r"^(.{3,}?\s(?:Limited|Ltd\.?|Inc\.?|Corporation|GmbH|PLC|plc|LLC))\s+(?!Limited|Ltd|Inc|Co\b|Corp|Company|Group|Bank|Public|Plc|Berhad)[A-Z].*$",
    re.DOTALL,
)
_LEGAL = re.compile(r"\b(?:Ltd|Inc|Corp|Co|Limited|GmbH|AG|PLC|plc|LLC|Group|Corporation|Company)\b")
_NATION = re.compile(
    r"(?:China|Japan|Germany|India|Korea|South Korea|Taiwan|France|Britain|America|Europe|Italy|Spain|Sweden"
    r"|Malaysia|Thailand"
    r"|Vietnam|Brazil|Mexico|Canada|Switzerland|Denmark|Norway|Finland|Poland|Turkey|Israel|Singapore)['’]s\s+(?=[A-Z])"
)
_DATED = re.compile(
    r" (?:on|in|of|for) (?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August"
    r"|September|October|November|December)\b.*$",
    re.DOTALL,
)
"""The day of a piece of news, drawn into a name before it: the Ministry of Industry on Wednesday."""
_OWNING = re.compile(r"['’]s?$")
_ABBREVIATED = re.compile(r"\b(?:Inc|Ltd|Corp|Co|e\.V|S\.A|S\.p\.A|N\.V|B\.V|L\.P)\.$")
_AND = re.compile(r"\s(?:and the|and|&)\s")
_OF = re.compile(r"\s(?:of the|for the|of|for|on|the)\s")
_WRAPPED = 55
"""Characters of a line that may have been wrapped inside a name."""
_LONGEST = 240
"""Characters; longer runs are lists in capitals and no names."""
_OFFICE = re.compile(
    r"\b(?:Ministry|Department|Bureau|Directorate|Directorate-General|Secretariat|Administration|Committee|Commission"
    r"|Agency|Council|Office|Chamber|Bank|Institute|Academy|Corporation|Board|Cent(?:re|er)|College|School)"
    r"(?: of| for) (?P<field>[^,]*)$"
)
"""An office whose field goes on behind *and*: the Ministry of New and Renewable Energy."""
_HEADED = re.compile(
    r"\b(?:Administration|Inspectorate|Institution|Service|Congress|Assembly|Museum|Conference|Corporation|Institutes"
    r"|University|Institutes?|Ministry|Department|Bank|Bureau|Office|Academy|Association|Federation|Society"
    r"|Chamber|Council|Centre|Center|Laboratory|College|School|Region"
    r"|Government|Municipality|City|Agency|Board|Union|Organi[sz]ation|Commission|Confederation|Alliance"
    r"|Consortium|Partnership|Foundation|Fund|Authority|Directorate|Secretariat|Province|County"
    r"|Polytechnic)(?: of| for)\b"
)
_FIELD = re.compile(
    r"\b(?:Science|Technology|Research|Trade|Commerce|Development|Industry|Economic|Economy|Education|Health"
    r"|Engineering|Innovation|Information|Arts|Design|Manufacturing|Food|Energy|Transport|Labour|Labor"
    r"|Agriculture|Planning|Investment|Import|Food|Oil|Iron|Standards|Technical|Economics|Social|Reform|Business"
    r"|Tourism|Enterprise|Natural|Mechanical)$"
)


@dataclass(frozen=True, slots=True)
class Run:
    """A capitalised run that may be a name."""

    start: int
    end: int
    name: str


def runs(view: str, start: int, end: int, type_of: Callable[[str], str | None]) -> Iterator[Run]:
    """The capitalised runs of a stretch, leading common words cut, split where *and* joins two names.

    >>> view = "The Fjallbruk Group and the Storvik Institute for Wood Chemistry grew."
    >>> [r.name for r in runs(view, 0, len(view), lambda name: "x" if name.endswith("Group") else None)]
    ['Fjallbruk Group', 'Storvik Institute for Wood Chemistry']
    """
    for whole, begin in _unbroken(view, start, end):
        if len(whole) > _LONGEST:
            continue
        low = begin
        for part in _parts(whole, type_of):
            at = view.index(part, low)
            low = at + len(part)
            part = _LEGAL_END.sub(r"\1", part)
            lead = _LEAD.match(part)
            while lead:
                at, part = at + lead.end(), part[lead.end() :]
                lead = _LEAD.match(part)
            at, part = _possessed(at, part, type_of)
            owner = _NATION.match(part)
            if owner:
                at, part = at + owner.end(), part[owner.end() :]
            part = _DATED.sub("", _OWNING.sub("", part))
            if part.endswith(".") and not _ABBREVIATED.search(part):
                part = part[:-1]
            campus = _CAMPUS.match(view, at + len(part), end) if _STATE_UNIVERSITY.match(part) else None
            part += campus.group() if campus else ""
            if len(part) > 2:
                yield Run(at, at + len(part), part)


def _unbroken(view: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    """The runs, cut at the end of a short line, which was not wrapped."""
    for m in _RUN.finditer(view, start, end):
        at = m.start()
        for n in [*(n for n in range(m.start(), m.end()) if view[n] == "\n"), m.end()]:
            if n < m.end() and n - view.rfind("\n", 0, n) > _WRAPPED:
                continue
            piece = view[at:n].strip()
            if piece:
                yield piece, view.index(piece, at)
            at = n + 1


def _possessed(at: int, part: str, type_of: Callable[[str], str | None]) -> tuple[int, str]:
    """The owner of what a run names where that is an organisation, else what is owned (Governor Doe's Office of X)."""
    m = re.search(r"['’]s\s", part)
    if m is None or m.start() < 3:
        return at, part
    if type_of(part[: m.start()]) is not None:
        return at, part[: m.start()]
    if " " in part[: m.start()] and type_of(part[m.end() :]) is not None:
        return at + m.end(), part[m.end() :]
    return at, part


def _parts(run: str, type_of: Callable[[str], str | None]) -> list[str]:
    """A run cut at *and* between two names, and at *of* or *for* behind a word that heads none."""
    pieces: list[str] = []
    rest = run
    for m in _AND.finditer(run):
        left, right = run[: m.start()], run[m.end() :]
        if m.group().strip() == "&" or _one_field(left, right, m.group(), type_of):
            continue
        field = _FIELD.search(left) is not None and type_of(left.split(" and ")[-1]) is None
        if (_HEADED.search(left) and field and type_of(right) is None) or (field and "the" not in m.group()):
            continue
        if (
            _HEADED.search(left)
            and type_of(right) is None
            and "the" not in m.group()
            and len(right.split(" of ")[0].split()) <= 3
        ):
            continue
        done = len(run) - len(rest)
        pieces.append(run[done : m.start()])
        rest = right
    pieces.append(rest)
    return [cut for piece in pieces for cut in _at_of(piece)]


def _one_field(left: str, right: str, link: str, type_of: Callable[[str], str | None]) -> bool:
    """Whether *and* joins two halves of an office's field (of Trade and Industry) and not two offices."""
    office = _OFFICE.search(left)
    if office is None or "the" in link or _HEADED.search(right) or _LEGAL.search(right):
        return False
    kind = type_of(right)
    return kind in (None, "company") and len(right.split()) <= 3 and len(office["field"].split()) <= 4


def _at_of(piece: str) -> list[str]:
    m = _OF.search(piece)
    if m is None or _HEADED.search(piece[: m.end()]):
        return [piece]
    return [piece[: m.start()], *_at_of(piece[m.end() :])]
