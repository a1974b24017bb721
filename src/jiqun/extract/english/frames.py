"""What one English number says in its stretch: the indicator, and the subject when the words give another one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jiqun.extract.english import nouns
from jiqun.extract.english.subjects import Topic
from jiqun.extract.english.words import Verb, is_measure, is_person, tokens, verbs
from jiqun.extract.quantity import Quantity

_DOWN = re.compile(
    r"\b(?:down|fell|fall\w*|declin\w+|decreas\w+|dropp?\w*|shr[aiu]nk|slipp\w+|reduc\w+|cut\w*|lower\w*|contract(?:ed|ing)"
    r"|lost|plung\w+|less|below|drop)\b",
    re.IGNORECASE,
)
_GROWTH_BEFORE = re.compile(
    r"(?:\b(?:by|up|down|at an? (?:[\w-]+ ){0,3}(?:rate|pace) of|growth(?: rate)? of|increase of"
    r"|rise of|decrease of|decline of|fall of|drop of|gain of|jump of"
    r"|reduction of|cut of|change of|expansion of)|\b(?:gr[eo]w|rose|rise|rises|rising|fell|fall"
    r"|falls|increas(?:e|ed|es|ing)"
    r"|declin(?:e|ed|es|ing)|dropped|gained|climbed|jumped|surged|soared|expanded|shrank|decreas(?:ed|es|ing)|advanced|slipped"
    r"|contracted|plunged|lost|grown|growing|risen|fallen|up))(?: (?:further|again|slightly|sharply"
    r"|strongly|annually))?\s+(?:a|an)?\s*$",
    re.IGNORECASE,
)
_GROWTH_AFTER = re.compile(
    r"\s*(?:(?:year[- ]on[- ]year|annual|yearly)\s+)?(?:growth|increase|rise|decline|decrease|drop"
    r"|fall|reduction|jump|more|less|higher|lower"
    r"|year[- ]on[- ]year|on the (?:previous|prior) year|over the (?:previous|prior) year"
    r"|from a year (?:earlier|ago))\b",
    re.IGNORECASE,
)
_BY = re.compile(r"\bby\s+(?:a further\s+|another\s+)?$", re.IGNORECASE)
_LEVEL = re.compile(
    r"\b(?:to|at|from|of|was|were|is|are|reach(?:es|ed)?|hits?|totall?ed|stood at"
    r"|remained at)\s+(?:an?\s+|the\s+)?(?:record|all-time high of|new high of|total of"
    r"|record of)?\s*(?:an?\s+)?$",
    re.IGNORECASE,
)
_OF = re.compile(
    r"\b(?:of|at|worth|to)\s+(?:an?\s+)?(?:total(?:ling)? (?:of\s+)?|record\s+|around\s+)?$", re.IGNORECASE
)
_NO_NOUN = {"equal", "due", "up", "down", "according", "compared", "amounting", "close", "equivalent", "corresponding"}
_AREA = {"km2", "m2", "ha", "acre", "mu", "ping", "sq_ft", "sq_mi"}
_DEFAULT = {
    "km": "distance",
    "mile": "distance",
    "km/h": "speed",
    "hp": "power",
    "MW": "capacity",
    "kW": "power",
    "kWh": "energy",
    "h": "time",
    "min": "travel time",
    "m": "length",
    "t": "weight",
    "t/a": "capacity",
}
_NOMINAL = {
    "invest": "investment",
    "spend": "spending",
    "cost": "cost",
    "allocate": "allocation",
    "commit": "investment",
    "pay": "payment",
    "export": "exports",
    "import": "imports",
    "sell": "sales",
    "earn": "earnings",
    "raise": "funding raised",
    "attract": "funding attracted",
    "receive": "funding received",
    "secure": "funding secured",
    "generate": "revenue",
    "provide": "funding",
    "donate": "donation",
    "finance": "financing",
    "fund": "funding",
}


@dataclass(frozen=True, slots=True)
class Frame:
    """One reading of a number; ``noun`` spans the words of the indicator, ``subject`` overrides the topic."""

    indicator: str
    rule: str
    noun: tuple[int, int] | None = None
    subject: str | None = None
    negative: bool = False
    unit: str | None = None
    tier: str = "measure"


@dataclass(frozen=True, slots=True)
class Site:
    """Where a number stands: its stretch, what it is about, the number before it and what that said.

    ``limit`` is where nouns after the number must end, ``floor`` where nouns before it may begin.
    """

    view: str
    start: int
    end: int
    floor: int
    limit: int
    topic: Topic
    verb: Verb | None
    last: Frame | None

    def words(self, span: tuple[int, int]) -> str:
        """The words of a span, with single blanks."""
        return re.sub(r"\s+", " ", self.view[slice(*span)])


def frame(q: Quantity, at: Site) -> Frame | None:
    """The frame of a quantity; None when it says nothing that can be named."""
    left = at.view[at.start : q.start]
    right = at.view[q.end : at.limit]
    if q.unit in ("percent", "percentage_point", "per_1000"):
        return _share(q, at, left, right)
    if q.kind == "multiple":
        return _multiple(q, at, left)
    if q.kind == "money":
        return _money(q, at, left, right)
    if q.kind == "physical" or (q.kind == "duration" and q.unit in ("h", "min", "month", "d", "s")):
        return _physical(q, at, left, right)
    return _count(q, at, left, right)


def _measure_of(q: Quantity, at: Site, left: str) -> tuple[str, tuple[int, int], str | None] | None:
    """The noun that the number measures: *turnover of N*, *turnover reached N*, *raised revenue to N*.

    A thing *with a budget of N* is what the number is about.
    """
    link = _OF.search(left)
    if link:
        span = nouns.before(at.view, at.floor, at.start + link.start())
        if span and at.view[slice(*span)].split()[-1].lower() not in _NO_NOUN and not _verbal(at.view[slice(*span)]):
            what, owner = nouns.split_of(at.view, span)
            if owner and owner[0] < what[0]:
                return at.words(what), span, at.words(owner)
            return at.words(span), span, _holder(at, span[0])
    if at.topic.measure is not None:
        return at.words(at.topic.measure), at.topic.measure, None
    return None


def _holder(at: Site, measure: int) -> str | None:
    """The thing that has the measure: a joint laboratory with a budget of N and a staff of M."""
    lead = re.compile(r"\s(?P<with>with|and)\s+(?:an?|the|annual|total)?\s*$").search(at.view, at.start, measure)
    if lead is None:
        return None
    if lead["with"] == "and":
        return at.last.subject if at.last is not None else None
    span = nouns.before(at.view, at.start, lead.start())
    return at.words(nouns.bare(at.view, span)) if span and len(at.view[slice(*span)]) > 3 else None


def _verbal(words: str) -> bool:
    return words.lower() in verbs() and not is_measure(words)


def _growth(q: Quantity, at: Site, left: str, right: str) -> Frame | None:
    """Rose 5.2 %, up 6.3 % on the previous year, an increase of 18.5 percent."""
    before = _GROWTH_BEFORE.search(left)
    after = _GROWTH_AFTER.match(right)
    if not before and not after:
        return None
    words = left[max(0, len(left) - 60) :] + (after.group() if after else "")
    cue = left[before.start() :] if before and not _BY.search(left) else words
    negative = _DOWN.search(cue) is not None
    what, span = _grown(at, left, before)
    if what is None:
        return None
    if re.search(r"\b(?:growth|increase|change)$", what):
        return Frame(what, "english.growth", span, negative=negative)
    tail = " change" if q.unit == "percentage_point" else " growth"
    return Frame(what + tail, "english.growth", span, negative=negative)


def _grown(at: Site, left: str, before: re.Match[str] | None) -> tuple[str | None, tuple[int, int] | None]:
    """What grew: the measure that is the subject, the object of the verb (raised revenue by), or the figure before."""
    if before is not None and _BY.search(left):
        span = nouns.before(at.view, at.floor, at.start + _BY.search(left).start())  # type: ignore[union-attr]
        if (
            span
            and at.view[slice(*span)].lower() not in verbs()
            and (at.topic.measure is None or span[0] > at.topic.measure[1])
        ):
            return at.words(nouns.bare(at.view, span)), span
    if at.topic.measure is not None:
        return at.words(at.topic.measure), at.topic.measure
    if at.last is not None and at.last.noun is not None:
        return re.sub(r" growth$", "", at.last.indicator), at.last.noun
    if at.topic.words:
        return at.topic.words, at.topic.span
    return None, None


def _of_which(q: Quantity, at: Site) -> Frame | None:
    """Two thirds of which are small firms: the thing counted before is the subject."""
    m = re.compile(r"\s+of\s+(?:which|whom)\s+").match(at.view, q.end)
    if m is None or at.last is None or at.last.noun is None:
        return None
    whole = at.words(at.last.noun)
    rest = re.compile(r"(?:(?:are|is|were|was|will|come|comes|from|be|the)\s+)+").match(at.view, m.end())
    stop = re.compile(r"[.;]|, ").search(at.view, m.end())
    predicate = nouns.after(at.view, rest.end(), stop.start() if stop else len(at.view)) if rest else None
    tail = f" {at.words(predicate)}" if predicate else ""
    return Frame(f"share of {whole}{tail}", "english.share_of_which", at.last.noun, whole)


def _share(q: Quantity, at: Site, left: str, right: str) -> Frame | None:
    behind = _of_which(q, at)
    if behind is not None:
        return behind
    grown = _growth(q, at, left, right)
    if grown is not None and q.unit != "per_1000":
        return grown
    if q.unit == "percentage_point":
        return (
            Frame(f"{at.words(at.topic.measure)} change", "english.points", at.topic.measure)
            if at.topic.measure
            else None
        )
    of = re.match(r"\s+of\s+", right) or re.match(r"\s+(?:the|its|their|our)\s+", right)
    whole = nouns.after(at.view, q.end + (of.end() if of else 0), at.limit)
    if q.unit == "per_1000" and whole:
        return Frame(at.words(whole), "english.per_thousand", whole)
    heads = at.start >= q.start - 2 or (
        at.topic.span is not None and at.topic.span[0] <= q.end <= at.topic.span[0] + 40 and not left.strip()
    )
    if of and whole and at.verb is not None and heads:
        return _share_subject(q, at, whole)
    measured = _measure_of(q, at, left) if _LEVEL.search(left) else None
    if measured and not (of and whole and at.verb is not None and at.verb.role == "share"):
        return Frame(measured[0], "english.rate", measured[1], measured[2])
    if of and whole:
        name = f"share of {at.words(whole)}"
        if at.topic.measure is not None:
            name = f"{at.words(at.topic.measure)} share of {at.words(whole)}"
        elif re.match(r"\s*equal to\b|\s*or\b", left) and at.last and at.last.noun:
            name = f"{at.words(at.last.noun)} share of {at.words(whole)}"
        return Frame(name, "english.share", whole)
    if whole and at.verb is not None and heads:
        return _share_subject(q, at, whole)
    if whole:
        return Frame(at.words(whole), "english.rate_of", whole)
    done = re.match(r"\s+(?:was|were|is|are|being)\s+(\w+ed)\b", right)
    if done and at.last is not None and at.last.noun is not None:
        return Frame(f"share of {at.words(at.last.noun)} {done[1]}", "english.share", at.last.noun)
    if at.topic.measure is not None:
        return Frame(at.words(at.topic.measure), "english.rate", at.topic.measure)
    if at.last is not None:
        return Frame(at.last.indicator, "english.same", at.last.noun, at.last.subject)
    return Frame(f"share of {at.topic.words}", "english.share") if at.topic.words else None


def _share_subject(q: Quantity, at: Site, whole: tuple[int, int]) -> Frame:
    """45 % of our tenants are start-ups: the tenants are the subject, the share is of start-ups among them."""
    rest = re.compile(
        r"\s+(?:are|is|were|was|works? in|come from|comes from|goes to|go to|live in|have|has)\s+"
    ).search(at.view, whole[1], at.end)
    predicate = nouns.after(at.view, rest.end(), at.end) if rest else None
    subject = at.words(nouns.bare(at.view, whole))
    if predicate:
        return Frame(f"share of {subject} {at.words(predicate)}", "english.share_of_subject", whole, subject)
    return Frame(f"share of {subject}", "english.share_of_subject", whole, subject)


def _multiple(q: Quantity, at: Site, left: str) -> Frame | None:
    if q.text.lower().endswith(("doubled", "tripled", "trebled", "quadrupled", "quintupled", "ing")):
        span = nouns.after(at.view, q.end, at.limit)
        if span:
            return Frame(at.words(span), "english.times", span)
    if at.topic.measure is not None:
        return Frame(at.words(at.topic.measure), "english.times", at.topic.measure)
    span = nouns.after(at.view, q.end, at.limit)
    if (
        q.unit == "times"
        and re.match(r"\d|\w+ times", q.text)
        and not re.match(r"\s*(?:as|more|larger|higher|the|that|its|greater|faster)\b", at.view[q.end : at.limit])
        and "fold" not in q.text
    ):
        grows = re.search(r"\b(?:grew|rose|increased|multiplied|expanded)\b", left)
        return Frame(at.topic.words, "english.times") if grows and at.topic.words else None
    return (
        Frame(at.words(span) if span else at.topic.words or "", "english.times", span)
        if span or at.topic.words
        else None
    )


def _money(q: Quantity, at: Site, left: str, right: str) -> Frame | None:
    bracket = left.rstrip().endswith("(") or (
        at.last is not None
        and re.fullmatch(r"\s*(?:or|about|around)?\s*", left) is not None
        and at.view[at.start - 1 : at.start] == "("
    )
    if bracket and at.last is not None:
        return at.last
    _BY.search(left)
    measured = _measure_of(q, at, left)
    if measured and _OF.search(left):
        trades = (
            left.rstrip().endswith("worth") and at.verb is not None and at.verb.lemma in ("export", "import", "sell")
        )
        name = f"{_NOMINAL[at.verb.lemma]} of {measured[0]}" if trades and at.verb else measured[0]
        return Frame(name, "english.money_of", measured[1], measured[2])
    inside = re.match(r"\s+(?:in|of|worth of)\s+", right)
    noun = nouns.after(at.view, q.end + (inside.end() if inside else 0), at.limit)
    if noun and not inside and (right[:1] in ("-", " ")):
        return Frame(at.words(noun), "english.money_noun", noun)
    if at.verb is not None and at.verb.lemma in ("invest", "spend", "allocate", "commit"):
        target = nouns.after(at.view, q.end + inside.end(), at.limit) if inside else None
        name = _NOMINAL[at.verb.lemma] + (f" in {at.words(target)}" if target and at.verb.lemma == "invest" else "")
        return Frame(name, "english.invest", target)
    if inside and noun:
        return Frame(at.words(noun), "english.money_in", noun)
    if at.topic.measure is not None and not (False):
        return Frame(at.words(at.topic.measure), "english.money", at.topic.measure)
    if at.verb is not None and at.verb.lemma in _NOMINAL:
        return Frame(_NOMINAL[at.verb.lemma], "english.money_verb")
    span = nouns.before(
        at.view,
        at.floor,
        at.start + len(re.sub(r"\s+(?:to|by|for|from|worth|at)\s*$", "", left.rstrip() + " ").rstrip()),
    )
    if span and at.view[slice(*span)].lower() not in verbs():
        return Frame(at.words(nouns.bare(at.view, span)), "english.money_before", span)
    return at.last or (Frame("amount", "english.money_bare") if at.topic.words else None)


def _physical(q: Quantity, at: Site, left: str, right: str) -> Frame | None:
    measured = _measure_of(q, at, left)
    if measured and _OF.search(left):
        return Frame(measured[0], "english.measure_of", measured[1], measured[2])
    of = re.match(r"\s+of\s+", right)
    noun = nouns.after(at.view, q.end, at.limit) if of or right[:1] in (" ", "-") else None
    if of and noun:
        joined = re.compile(r"\s+and\s+(\w+)\s+(space|land|area|capacity)").match(at.view, noun[1], at.end)
        noun = (noun[0], joined.end()) if joined else noun
        return Frame(_made(at, at.words(noun)), "english.physical_of", noun)
    if measured:
        return Frame(measured[0], "english.measure", measured[1])
    place = re.match(
        r"\s+(?:\w+\s+)?(?:from|away from|to|off)\s+(?:the\s+)?([A-Z][\w' -]+?|[\w' -]{3,30})(?=[,.;]| and | by |$)",
        right,
    )
    if place and q.unit in ("km", "mile", "min", "h"):
        return Frame(
            f"distance from {place[1].strip()}" if q.unit in ("km", "mile") else f"travel time to {place[1].strip()}",
            "english.distance",
        )
    if q.unit in ("min", "h") and re.match(r"\s+by\s+\w+", right):
        return Frame("travel time " + right.strip()[:30].split(",")[0], "english.distance")
    if q.unit in ("month", "d", "h", "min", "s") and not noun:
        return None
    if noun and (q.unit or "") in _AREA and right[:1] != "-" and at.view[q.end - 5 : q.end].count("-"):
        return Frame(f"{at.words(noun)} area", "english.area", noun)
    if noun and not re.match(r"\s+(?:in|from|by|on|at)\b", right):
        return Frame(_made(at, at.words(noun)), "english.physical_noun", noun)
    if (q.unit or "").split("/")[0] in _AREA:
        return Frame("area", "english.area")
    name = _DEFAULT.get(q.unit or "")
    if at.last is not None and name is None:
        return at.last
    return Frame(name, "english.physical") if name else None


def _made(at: Site, words: str) -> str:
    return (
        f"{words} production"
        if at.verb is not None and at.verb.lemma in ("produce", "manufacture", "generate")
        else words
    )


def _count(q: Quantity, at: Site, left: str, right: str) -> Frame | None:
    measured = _measure_of(q, at, left) if _LEVEL.search(left) or _BY.search(left) else None
    noun = nouns.after(at.view, q.end, at.limit)
    name = at.words(noun) if noun else ""
    if (
        q.unit in ("person", "person/year") and q.text.lower().endswith(("people", "persons", "person"))
    ) or name.lower() in ("people", "persons"):
        if measured:
            return Frame(measured[0], "english.people", measured[1], measured[2], unit=q.unit or "person")
        employs = at.verb is not None and at.verb.role == "employ"
        working = re.match(
            r"\s+(?:\w+\s+)?(work|works|worked|live|lives|lived|employed|visited|attended|graduate)", right
        )
        tail = "employed" if employs else working[1] if working else ""
        return Frame(f"people {tail}".strip(), "english.people", noun, unit=q.unit or "person")
    if noun and not (measured and is_measure(nouns.head(at.view, measured[1])) and _weak(at, noun)):
        counts_people = is_person(nouns.head(at.view, noun))
        unit = q.unit if q.unit not in (None, "count") else "person" if counts_people else "count"
        follows = re.compile(r"\s+(granted|filed|registered|supported|created|trained|produced|sold|awarded)\b").match(
            at.view, noun[1]
        )
        return Frame(
            name + (f" {follows[1]}" if follows and follows[1] not in name else ""), "english.count", noun, unit=unit
        )
    if measured:
        person = re.search(
            r"\b(?:employ\w+|workforce|headcount|population|staff|jobs|inhabitants|residents|workers|people|students|graduates)\b",
            measured[0],
            re.IGNORECASE,
        )
        return Frame(
            measured[0],
            "english.count_measure",
            measured[1],
            measured[2],
            unit=q.unit if q.unit not in (None, "count") else "person" if person else "count",
        )
    working = re.match(
        r"\s+(?:were |was |are )?(work\w*|employed|live\w*|based|located)\s+(?:in|at|as)?\s*((?:[\w-]+\s?){1,4})", right
    )
    if working and at.last is not None:
        return Frame(
            f"{at.last.indicator} in {working[2].strip()}",
            "english.of_whom",
            at.last.noun,
            unit=at.last.unit or "count",
        )
    if at.last is not None and re.search(r"(?:\bfrom\b[^.]*\bto|\bthan|\bfrom|\bwith|\bto|,|\band)\s*$", left):
        return at.last
    if at.topic.measure is not None:
        person = re.search(
            r"\b(?:employ\w+|workforce|population|headcount)\b", at.words(at.topic.measure), re.IGNORECASE
        )
        return Frame(
            at.words(at.topic.measure), "english.count_measure", at.topic.measure, unit="person" if person else "count"
        )
    if at.topic.span is not None and at.verb is not None and at.verb.role in ("level", "up", "down"):
        return Frame(at.topic.words or "", "english.count_subject", at.topic.span)
    return None


def _weak(at: Site, noun: tuple[int, int]) -> bool:
    """Whether a noun behind the number only repeats the unit of a measure (production will reach 200,000 vehicles)."""
    return len(tokens(at.view, *noun)) <= 2
