"""English names without an organisation word, told by what stands beside them: *the toy company Acme*, *a stake in*."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from jiqun.extract.english.listed import lead_of
from jiqun.extract.english.sections import Paragraph
from jiqun.vocab.guarded import guarded
from jiqun.vocab.tables import rows

Named = tuple[str, str]
"""A name and its type."""

_WORD = r"(?:(?:[A-Z]\.){2,}|[A-Z][\w&-]*(?:['’](?!s\b)\w+)?|[A-Z]\.|\d{1,2}[A-Z]\w*|[a-z]{1,2}[A-Z][\w-]*)"
_NAME = rf"(?P<name>{_WORD}(?: (?:& |of (?=[A-Z]))?{_WORD}){{0,4}})"
_SITED = guarded(
    r"(?<!\bshare )(?<!\bshares )(?<!\bstake )(?<!\binvest )\b(?:in|near|around|throughout|across|outside"
    rf"|city of|state of|town of|province of|region of)\s+{_NAME}(?! (?:shares|stock|plant|factory))"
)
_LOW = re.compile(r"(?<![\w-])[a-z]{4,}(?![\w-])")
_CAPITAL = re.compile(r"(?<![\w-])[A-Z][a-z]{3,}(?![\w-])")
_BASED = r"(?:[A-Z][\w.]*[ -])?[A-Z][\w.]*-(?:based|headquartered|listed|owned)"
_PERSONAL = (
    r"of|(?:co-?)?founders?|chair\w*|chief|who|whose|head|owner|at|for|executive|engineer|born|director|president"
    r"|manager|part|in|that|which|from|to|by|with|as|member|analyst|professor|partner at"
)
"""Words that do not stand between a name and what kind of firm it is."""
_HOLDERS = re.compile(r"\b(?:share|stake|stock)?holders\b[^\n]{0,60}:\s*$|\b(?:owned|held) by\s*:?\s*$", re.IGNORECASE)
_HOLDER = re.compile(rf"^[ \t]*[-•*–]?\s*{_NAME}(?: \([^)\n]*\))?\s*[:–-]\s*\d[\d.,]*\s?(?:%|per ?cent)", re.M)
_TITLED = re.compile(rf"{_NAME} \((?:company|manufacturer|corporation|carmaker|automaker|brand|firm|conglomerate)\)")
_SHORT = re.compile(r"(?<![\w'’&.-])(?P<name>[A-Z][A-Z0-9&]{2,5})(?![\w&-])")
_ACTS = re.compile(
    r"['’]s\b|\s+(?:(?:also|now|currently|recently)\s+)?(?:has|had|is|was|will|plays|plans|aims|offers|operates|opened"
    r"|announced|finished|expects|reported|achieved|recorded|produced|provides|manages|hosts|runs|works|supports"
    r"|supported|launched|added|continues|remains|said|employs|signed|set|became|began|won)\b"
)
_INTERVIEW = re.compile(
    r"\b(?:interview with|told|according to|(?:reported|rated|certified|audited|commissioned|published"
    r"|conducted|awarded|developed)(?: by)?) (?P<name>[A-Z]{1,4}\d{1,3}|[A-Z]{3,5})\b"
    r"|\b(?:by|with) (?P<by>[A-Z]{4,6})(?=[.,;])"
)
_OWNING = re.compile(r"(?<![\w'’-])(?P<name>[a-z]{1,2}[A-Z][A-Za-z]+|[A-Z]{3,6})['’]s\b")


def named_firms(view: str, parts: list[Paragraph]) -> dict[str, str]:
    """The names that cues tell, with their types; places, people, months and common abbreviations are none.

    >>> from jiqun.model import Block
    >>> view = "It hosts the toy company Varnholt, UK-based Delmora and Ostrand, a pump maker."
    >>> part = Paragraph(0, len(view), False, Block("paragraph", 0, len(view)))
    >>> named_firms(view, [part])
    {'Varnholt': 'company', 'Delmora': 'company', 'Ostrand': 'company'}
    """
    found: dict[str, str] = {}
    sited = places_in(view)
    for part in parts:
        for name, kind in _cued(view, part):
            if name not in found and _is_name(name, sited):
                found[name] = kind
    for name, kind in _own_short(view, parts):
        found.setdefault(name, kind)
    return found


@cache
def _cues() -> tuple[dict[str, str], dict[str, re.Pattern[str]]]:
    table = rows("organisation_cues_en.csv")
    kinds = {row["cue"]: row["type"] for row in table if row["kind"] == "noun"}

    def words(kind: str) -> str:
        cues = (row["cue"] for row in table if row["kind"] == kind)
        return "|".join(re.escape(cue) for cue in sorted(cues, key=lambda cue: (-len(cue), cue)))

    noun = words("noun")
    return kinds, {
        "noun": re.compile(rf"(?<![\w-])(?P<cue>{noun}) {_NAME}"),
        "based": re.compile(rf"\b{_BASED} (?:(?:[a-z][\w-]*,? ){{0,7}}(?P<cue>{noun}) )?{_NAME}"),
        "apposed": re.compile(
            rf"{_NAME}(?: \([A-Z][\w ]*\))?(?:,| is| was| are) (?:an?|the|one of) "
            rf"(?:(?:(?!(?:{_PERSONAL})\b)[A-Za-z][\w’'&-]*,? ){{0,9}}?)"
            rf"(?P<cue>{noun})s?\b(?! (?:town|city|hub|park|region|state|centre|center|cluster|country|of Parliament))"
        ),
        "which": re.compile(rf"{_NAME}, (?:which (?:also )?(?:{words('which')})|{words('set')})\b"),
        "verb": re.compile(
            rf"(?:(?<=[.;:,\n”\"] )|(?<=\n)|(?<=\band )|(?<=\bthat )|^){_NAME} (?:{words('verb')})\b", re.M
        ),
        "after": re.compile(rf"\b(?:{words('after')}) (?:the )?{_NAME}"),
        "owned": re.compile(
            r"\b(?:owns?|owned|holds?|held|has|had|acquired?|bought|purchased|sold|buys|taking|takes|took) "
            r"(?:an? |about |nearly )?"
            rf"\d[\d.]*(?:%| ?per ?cent)(?: (?:stake|share|interest|holding))? (?:of|in) (?:the )?{_NAME}(?!['’]s? )"
        ),
        "bought": re.compile(rf"\b(?:acquired|bought|purchased|acquisition of)\b[^.;,]{{3,60}}? from {_NAME}"),
    }


@cache
def _class_lead() -> re.Pattern[str]:
    nouns = "|".join(re.escape(noun) for noun in sorted(_cues()[0], key=lambda noun: (-len(noun), noun)))
    return re.compile(
        rf"^(?:{_BASED} (?:(?:[a-z][\w-]*,? ){{0,6}}(?:{nouns}) )?"
        rf"|(?:[A-Z]?[a-z][\w-]* ){{1,3}}(?:{nouns}) )(?=[A-Z])"
    )


def without_class(words: str) -> str:
    """A name without the words before it that only tell its class.

    >>> without_class("Arlen-based pump maker Ostrand Mills"), without_class("Ostrand Mills")
    ('Ostrand Mills', 'Ostrand Mills')
    """
    return _class_lead().sub("", words)


@cache
def not_organisations() -> dict[str, str]:
    """Places, titles, common words and abbreviations that name no organisation, each with its kind."""
    return {row["name"]: row["kind"] for row in rows("not_organisations_en.csv")}


def _cued(view: str, part: Paragraph) -> Iterator[Named]:
    kinds, patterns = _cues()
    for rule, pattern in patterns.items():
        for m in pattern.finditer(view, part.start, part.end):
            name = _cut(m["name"])
            cue = m["cue"] if rule in ("noun", "based", "apposed") else None
            if rule == "apposed" and (m.start() > part.start and _inside_name(view, m.start())):
                continue
            yield name, kinds[cue] if cue else "company"
    for m in _INTERVIEW.finditer(view, part.start, part.end):
        yield m["name"] or m["by"], "company"
    for pattern in (_TITLED, _OWNING):
        for m in pattern.finditer(view, part.start, part.end):
            yield m["name"], "company"
    for m in _HOLDER.finditer(view, part.start, part.end):
        lead = lead_of(view, m.start())
        if lead and _HOLDERS.search(view, *lead):
            yield m["name"], "company"


def _inside_name(view: str, at: int) -> bool:
    """Whether the words before belong to the name, or make it a place or person: in Detroit, Mr Doe."""
    return (
        re.search(
            r"(?:\b(?:in|at|near|from|of|Mr|Ms|Mrs|Dr|President|Minister|Professor)\.? |[\w&.-]['’]s )$",
            view[max(0, at - 14) : at],
        )
        is not None
    )


def _cut(name: str) -> str:
    """A name without the common words that open a sentence before it (In Acme)."""
    words = name.split(" ")
    while len(words) > 1 and words[0].endswith(("-based", "-headquartered", "-listed", "-owned")):
        words = words[1:]
    while words and not_organisations().get(words[0]) == "word" and len(words) > 1:
        words = words[1:]
    head, of, tail = " ".join(words).partition(" of ")
    return head if of and not_organisations().get(tail) == "place" else head + of + tail


def places_in(view: str) -> frozenset[str]:
    """The names that stand behind *in*, *near* and the like, and their first words: places, and no firms.

    >>> sorted(places_in("Firms in Arlen Bay own a stake in Ostrand."))
    ['Arlen', 'Arlen Bay']
    """
    names = {m["name"] for m in _SITED.finditer(view)}
    return frozenset(names | {name.split(" ")[0] for name in names})


def _is_name(name: str, sited: frozenset[str]) -> bool:
    """Whether a cued run can be a name: no place, title, month or common abbreviation, and nowhere a place *in*."""
    table = not_organisations()
    words = name.split(" ")
    if len(name) < 2 or name in table or (name[0].isupper() and name.upper() in table):
        return False
    if table.get(words[0]) in ("word", "person") or any(table.get(word) == "person" for word in words):
        return False
    if len(words) in (2, 3) and words[0] in _given() and words[-1].isalpha():
        return False
    return not (len(words) == 1 and words[0].lower() in _class_words()) and name not in sited


@cache
def _given() -> frozenset[str]:
    return frozenset(name for name, kind in not_organisations().items() if kind == "given")


@cache
def _class_words() -> frozenset[str]:
    nouns = {row["cue"] for row in rows("organisation_cues_en.csv") if row["kind"] == "noun"}
    return frozenset(nouns | {f"{noun}s" for noun in nouns})


def first_words(view: str, names: Iterable[str]) -> Iterator[Named]:
    """Names of firms whose first word stands alone in the text and acts there: Varnholt Pumps, later *Varnholt said*.

    >>> list(first_words("Varnholt Pumps grew. Varnholt said it hired.", ["Varnholt Pumps"]))
    [('Varnholt Pumps', 'Varnholt')]
    """
    common = {m.group() for m in _LOW.finditer(view)}  # General, Advanced
    acting = {m.group() for m in _CAPITAL.finditer(view) if _ACTS.match(view, m.end())}
    sited = places_in(view) if acting else frozenset()
    for name in names:
        first = name.split(" ")[0]
        if " " not in name or first not in acting or first.lower() in common or first in _given():
            continue
        if _is_name(first, sited):
            yield name, first


def _own_short(view: str, parts: Iterable[Paragraph]) -> Iterator[Named]:
    """Letters that act at least twice in a text (Acme as AME): the one that a text in letters is about."""
    acts: dict[str, int] = {}
    for part in parts:
        for m in _SHORT.finditer(view, part.start, part.end):
            if m["name"] not in not_organisations() and _ACTS.match(view, m.end()):
                before = view[max(0, m.start() - 9) : m.start()]
                acts[m["name"]] = acts.get(m["name"], 0) + (not re.search(r"\b(?:an?|in) $|\d $", before))
    for name, times in acts.items():
        if times >= 2:
            zone = len(re.findall(r"\b[Tt]he (?:zone|park|free zone)\b", view))
            yield name, "park" if zone > 1 else "company"
