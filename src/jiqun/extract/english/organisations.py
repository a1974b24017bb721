"""English names of organisations: capitalised runs with an organisation word, lists, and their later mentions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from jiqun.extract.english.firm_cues import first_words, named_firms, not_organisations
from jiqun.extract.english.names import Run, runs
from jiqun.extract.english.rows import told_by_company
from jiqun.extract.english.sections import Paragraph
from jiqun.model import Entity, Mention
from jiqun.vocab.guarded import guarded
from jiqun.vocab.tables import rows

_TRAIL = re.compile(
    r"\s+(?:Plan|Programme|Program|Project|Strategy|Report|Act|Policy|Initiative|Award|Prize|Survey|Index"
    r"|Conference|Fair|Expo|Summit|Forum|Week|Day)$"
)
_ARTICLES = ("The ", "This ", "Our ", "Your ", "Its ", "Their ", "A ", "An ", "Each ", "Every ", "Many ", "Several ")
_GENERIC = re.compile(
    r"^(?:(?:The|This|Our|Your|Its|Their|A|An|Each|Every|Many|Several|Supervisory|Executive|Managing|Annual|National"
    r"|State|Local|Central|Federal|Regional|Municipal|Provincial|"
    r"Public|Private|Chinese|European|American|German|Japanese|British|French|Swedish|Indian|Mexican|Industrial"
    r"|Science|Technology|Business|New|Free Trade|Economic|High-Tech|Research|Development|Innovation|Global"
    r"|World)\s+)*(?:Group|Company|Bank|Fund|Park|Zone|University|Institute|"
    r"Laboratory|Government|Ministry|Department|Council|Commission|Agency|Association|Alliance|Network|Board"
    r"|Technology|Energy|Power|Steel|Capital|Office|Campus|Corporation|Works|Union|Media|Software|Centre|Center"
    r"|Academy|College|Authority|Administration|Committee|Partners|Foundation|Trust|Bureau|Federation)$"
)
_LIST = re.compile(
    r"(?<![A-Za-z-])(?P<head>[A-Za-z-]+(?: [a-z-]+)?)(?:,)?"
    r"\s+(?:such as|including|include|includes|like|are|namely|among them"
    r"|among which are)\s*:?\s+(?=(?:the\s+)?[A-Z0-9])"
    r"|\b(?P<head2>companies|firms|manufacturers|makers|enterprises|suppliers|tenants|employers|universities"
    r"|institutes|brands)\s+(?:in|at|of|from|based in|located in|with|on"
    r"|headquartered in)\s[\w' -]{2,40}?\s(?:include|includes|are)\s+(?=(?:the\s+)?[A-Z0-9])"
    r"|(?P<home>\bhome to|\bheadquarters of|\bhosts|\bhouses|\bbase of|\bthe likes of|\bled by|\bdominated by"
    r"|\bfounded by|\bsubsidiar(?:y|ies) of)\s+(?=(?:the\s+)?[A-Z])"
)
_FIELD_AFTER = re.compile(
    r" (?:industry|industries|sector|sectors|market|markets|cluster|clusters|supply chain|value chain)\b"
)
_ROLE = guarded(
    r"\b(?:[Cc]hief [Ee]xecutive(?: [Oo]fficer)?|CEO|CFO|CTO|[Cc]hairman|[Pp]resident|[Mm]anaging [Dd]irector"
    r"|[Vv]ice [Pp]resident"
    r"|VP(?: of [A-Z][\w ]{2,40}?)?|[Aa]nalyst)(?:,| at| with) (?P<name>[A-Z][\w&’'-]+(?: (?:[A-Z][\w&-]+))*)"
)
_BOARD = re.compile(
    r"\b(?:Management|Supervisory|Executive|Advisory|Directing) Board\b|\bBoard of (?:Directors|Management)"
)
_BRANCH = (
    r"Motors?|Manufacturing|Industries|International|Automotive|Aerospace|Electronics?|Aviation|Chemicals?"
    r"|Semiconductors?|Energy|Foods|Logistics|Healthcare|Group|Holdings?|Technologies|Research|Digital|Engineering"
)
"""Words that make a known name into the name of one of its firms: Acme Motor Manufacturing Alabama."""
_LIST_LENGTH = 400
_ITEM_STOP = re.compile(
    r"[.;:()]|,?\s+(?:which|that|who|as well as|with|have|has|are|is|were|was|in|at|to|for|by|on|from|all)\b"
)
_ACRONYM = re.compile(
    r"\s*\((?:hereinafter|hereafter|the|known as|formerly|abbreviated as"
    r"|or)?[\s\"'“]*(?P<short>[A-Z][\w&-]{1,12}(?: [A-Z]\w+)?)[\"'”]*\)"
)


@cache
def _table() -> tuple[dict[str, str], dict[str, str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    table = rows("organisation_words_en.csv")
    ends = {row["word"]: row["type"] for row in table if row["place"] == "end"}
    starts = {row["word"]: row["type"] for row in table if row["place"] == "start"}
    legal = [row["word"] for row in table if row["place"] == "legal"]

    def words(items: Iterable[str]) -> str:
        return "|".join(re.escape(word) for word in sorted(items, key=lambda word: (-len(word), word)))

    return (
        ends,
        starts,
        re.compile(rf"(?:^|\s)(?P<word>{words(ends)})$"),
        re.compile(rf"(?:^|\s)(?P<word>{words(starts)})\s"),
        re.compile(rf",?\s(?:{words(legal)})$"),
    )


@cache
def _heads() -> dict[str, str]:
    return {row["head"]: row["type"] for row in rows("list_heads_en.csv")}


@cache
def _known() -> tuple[re.Pattern[str], dict[str, str]]:
    table = {row["name"]: row["type"] for row in rows("known_organisations_en.csv")}
    places = _any_of(name for name, kind in not_organisations().items() if kind == "place")
    branch = rf"(?: (?:{_BRANCH})(?![\w-])){{1,3}}(?: (?:{places})(?![\w.-]))?"
    return re.compile(rf"(?<![\w-])(?P<known>{_any_of(table)})(?:{branch}|(?![\w-]))"), table


def _longer(view: str, known: re.Match[str], end: int) -> str | None:
    """A known name that goes on up to its abbreviation in brackets: Acme Chemical Asia (ACA)."""
    m = re.compile(r"(?: [A-Z][\w&-]+){1,3}(?= \((?P<short>[A-Z]{2,6})\))").match(view, known.end(), end)
    if m is None:
        return None
    name = known.group() + m.group()
    return name if "".join(word[0] for word in name.split()).startswith(m["short"]) else None


def _any_of(names: Iterable[str]) -> str:
    """A pattern for any of many names, the longest first, branched at their first letter so that it is fast."""
    opened: dict[str, list[str]] = {}
    for name in sorted(names, key=lambda name: (-len(name), name)):
        opened.setdefault(name[:1], []).append(name[1:])
    return "|".join(
        f"{re.escape(first)}(?:{'|'.join(re.escape(rest) for rest in rests)})"
        for first, rests in sorted(opened.items())
    )


def type_of(name: str) -> str | None:
    """The type that the words of a name give, or None.

    >>> type_of("Storvik Institute for Wood Chemistry"), type_of("Halden Pellets AB"), type_of("The Group")
    ('research_institute', 'company', None)
    """
    ends, starts, end, start, legal = _table()
    if _TRAIL.search(name) or (_GENERIC.match(name) and (len(name.split()) < 4 or name.startswith(_ARTICLES))):
        return None
    if _BOARD.search(name):
        return None
    if legal.search(name):
        return "company" if len(legal.sub("", name)) > 2 else None
    opened = start.search(name)
    closed = end.search(name)
    leads = opened and (opened.start("word") == 0 or (closed and opened.end("word") + 1 == closed.start("word")))
    if closed and not leads:  # Arlen Department of Mills is no mill
        return ends[closed["word"]] if len(name) > len(closed["word"]) else None
    if opened:
        return starts[opened["word"]]
    return None


@cache
def _trades() -> frozenset[str]:
    return frozenset(word for row in rows("trade_words_en.csv") for word in row["words"].split("|"))


def only_trades(name: str) -> bool:
    """Whether a capitalised run is a row of trades and no name.

    >>> only_trades("Information Technology"), only_trades("Halden Technology")
    (True, False)
    """
    words = [word.strip(",.").lower() for word in name.split() if word not in ("&", "and", "of", "the")]
    return all(word in _trades() for word in words)


def organisations(text: str, view: str, parts: list[Paragraph], cluster: str | None) -> list[Entity]:
    """The organisations of a document with all their mentions, the longest name first."""
    found: dict[str, tuple[str, str]] = {}
    aliases: dict[str, str] = {}
    for part in parts:
        _add_by_words(view, part, found, aliases)
        for name, kind in _listed(view, part):
            found.setdefault(name, (type_of(name) or kind, "english.organisation.list"))
        for m in _ROLE.finditer(view, part.start, part.end):
            name = re.sub(r"['’]s$", "", m["name"])
            if _proper(name):
                found.setdefault(name, (type_of(name) or "company", "english.organisation.role"))
        pattern, table = _known()
        for m in pattern.finditer(view, part.start, part.end):
            if view.startswith(":", m.end()):
                continue  # LSE: ACM, the sign of a share
            longer = _longer(view, m, part.end)
            if longer is not None:
                found.setdefault(longer, (table[m["known"]], "english.organisation.known"))
                _alias(view, Run(m.start(), m.start() + len(longer), longer), aliases)
                continue
            if (
                m.group() in aliases
                or m.group() in found
                or any(m.group() != name and name.startswith(m.group() + " ") for name in found)
            ):
                continue
            found.setdefault(m.group(), (table[m["known"]], "english.organisation.known"))
            _alias(view, Run(m.start(), m.end(), m.group()), aliases)
    _add_cued(view, parts, found, aliases)
    legal = _table()[4]
    for name in list(found):
        short = legal.sub("", name)
        if short != name and len(short) > 3 and short not in found:
            aliases.setdefault(short, name)
    if cluster is not None and found.get(cluster, ("", ""))[0] != "park":
        found.pop(cluster, None)
    return _mentions(text, view, parts, found, aliases)


def _add_by_words(view: str, part: Paragraph, found: dict[str, tuple[str, str]], aliases: dict[str, str]) -> None:
    """Add the capitalised runs whose words make them names of organisations."""
    for run in runs(view, part.start, part.end, type_of):
        kind = type_of(run.name)
        if kind == "company" and _FIELD_AFTER.match(view, run.end) and not _table()[4].search(run.name):
            continue  # the Calder Automotive industry
        nation, _, rest = run.name.partition(" ")
        if rest in _known()[1] and run.name not in _known()[1] and not_organisations().get(nation) == "word":
            continue  # Japanese, before a known name
        if kind == "company" and only_trades(run.name):
            continue  # Information Technology, Engineering & Textiles
        if kind is not None:
            found.setdefault(run.name, (kind, "english.organisation.word"))
            _alias(view, run, aliases)


def _add_cued(view: str, parts: list[Paragraph], found: dict[str, tuple[str, str]], aliases: dict[str, str]) -> None:
    """Add the names that stand beside a cue, and the first words and initials that mean a name found before."""
    initials = {_initials(name): name for name in reversed(found)}
    for name, kind in named_firms(view, parts).items():
        full = initials.get(name)
        if full is not None:
            aliases.setdefault(name, full)
        elif name not in aliases and not any(name in other for other in found):
            found[name] = (type_of(name) or kind, "english.organisation.cue")
    for name, kind in told_by_company(view, parts, found, type_of):
        if name not in aliases and not any(name in other for other in found):
            found[name] = (type_of(name) or kind, "english.organisation.row")
    for name, first in first_words(view, [name for name, (kind, _) in found.items() if kind == "company"]):
        aliases.setdefault(first, name)


def _initials(name: str) -> str:
    """The capitals that the words of a name begin with (BRI); short names have none.

    >>> _initials("Brown Ridge of Ostrand Industries")
    'BROI'
    """
    words = [word for word in name.split() if word[0].isupper()]
    return "".join(word[0] for word in words) if len(words) > 2 else ""


def _alias(view: str, run: Run, aliases: dict[str, str]) -> None:
    """The short form that brackets behind a name declare: (MIT), (hereinafter "the Bank")."""
    m = _ACRONYM.match(view, run.end)
    if m and m["short"].lower() not in ("the", "group"):
        aliases.setdefault(m["short"], run.name)


def _listed(view: str, part: Paragraph) -> list[tuple[str, str]]:
    """The items of *companies such as A, B and C* and *home to A, B and C*."""
    found: list[tuple[str, str]] = []
    for m in _LIST.finditer(view, part.start, part.end):
        kind = _heads().get((m["head2"] or m["head"] or "").lower()) or _heads().get(
            (m["head"] or "").split(" ")[-1].lower()
        )
        if m["home"]:
            kind = "company"
        if kind is None:
            continue
        limit = min(part.end, m.end() + _LIST_LENGTH)
        stop = _ITEM_STOP.search(view, m.end(), limit)
        while (
            stop
            and stop.group() == "."
            and re.search(r"\b(?:Co|Inc|Ltd|Corp|St|Bros)$", view[stop.start() - 5 : stop.start()])
        ):
            stop = _ITEM_STOP.search(view, stop.end(), limit)
        items = re.split(r",\s+(?!Ltd|Inc)(?:and\s+)?|\s+and\s+", view[m.end() : stop.start() if stop else limit])
        names = [_leading(re.sub(r"^(?:the|The)\s+", "", item.strip())) for item in items]
        good = [name for name in names if _proper(name) and not name[:1].isdigit()]
        if m["home"] and (len(good) < 2 or len(good) < len(names)):
            continue
        found += [(name, kind) for name in good]
    return found


def _leading(item: str) -> str:
    """The capitalised words that an item opens with (Tessera in *Tessera grew*)."""
    m = re.match(r"[A-Z0-9][\w&'’.-]*(?:\s(?:(?:of|for|and|&|de)\s)?[A-Z0-9][\w&'’.-]*)*", item)
    return m.group() if m else item


def _proper(name: str) -> bool:
    words = name.split()
    return (
        0 < len(words) <= 6
        and (words[0][:1].isupper() or words[0][:1].isdigit())
        and all(word[:1].isupper() or word in ("of", "for", "and", "&", "de") or word[:1].isdigit() for word in words)
        and not _GENERIC.match(name)
    )


def _mentions(
    text: str, view: str, parts: list[Paragraph], found: dict[str, tuple[str, str]], aliases: dict[str, str]
) -> list[Entity]:
    """Every place where a name or its short form stands, the longest first, each character once."""
    forms = {
        **{name: name for name in found},
        **{short: full for short, full in aliases.items() if full in found and short not in found},
    }
    if not forms:
        return []
    words = "|".join(re.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form)))
    pattern = re.compile(rf"(?<![\w-])(?:{words})(?![\w-])")
    places: dict[str, list[Mention]] = {}
    for part in parts:
        for m in pattern.finditer(view, part.start, part.end):
            places.setdefault(forms[m.group()], []).append(Mention(m.start(), m.end()))
    return [
        Entity(
            quote=text[spots[0].start : spots[0].end],
            start=spots[0].start,
            end=spots[0].end,
            rule=found[name][1],
            type=found[name][0],
            name=name,
            mentions=tuple(spots),
        )
        for name, spots in places.items()
    ]
