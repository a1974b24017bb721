"""English amounts of money and physical quantities."""

from __future__ import annotations

import re
from dataclasses import replace

from jiqun.extract.english import nouns
from jiqun.extract.english.purposes import TOWARDS, purpose
from jiqun.extract.english.site import CHANGED, OF, Frame, Site, measure_of
from jiqun.extract.english.words import is_measure, tokens, verbs
from jiqun.extract.quantity import Quantity

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
    "borrow": "loan",
    "contribute": "contribution",
    "export": "exports",
    "import": "imports",
    "sell": "sales",
    "earn": "earnings",
    "lose": "loss",
    "put": "investment",
    "inject": "investment",
    "pour": "investment",
    "earmark": "allocation",
    "disburse": "disbursement",
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


_AGAINST = re.compile(
    r"\b(?:(?:as )?against|(?:as )?compared (?:with|to)|versus|vs\.?|up from|from|than)\s*$", re.IGNORECASE
)
_MONEY = ("english.money", "english.invest")
_BARE_LEADS = ("", "only", "some", "a total of", "another", "a further", "just")
_BEHIND = re.compile(r"\s?\([^()\n]{1,40}\)\s+(?=[a-z])")
_ADJECTIVAL = re.compile(r"\b(?:an?|its|the|their|new|this)\s+$", re.IGNORECASE)
_PAID = {"build": "investment", "construct": "investment", "acquire": "acquisition price", "buy": "acquisition price",
         "purchase": "acquisition price", "sell": "sale price"}  # fmt: skip
_SUMS = re.compile(r"(?:\b|(?<=\d))(?:amounting|equal|equivalent|corresponding) to\s*$")
_DONE = re.compile(r"\s+(?:(?:has|have|had|will|was|were|is|are|to)\s+)*(?:(?:been|being|be)\s+)?(?P<verb>[a-z]+)\b")
_INVESTED = re.compile(r"\binvestments?\b")
_TIMED = re.compile(r"\b(?:period|quarters?|years?|half|months?|\d{4})$", re.IGNORECASE)
_GROUND = re.compile(r"(?:site|plot|parcel|tract|land|piece of land)$")
_NAMED_WORKS = re.compile(
    r"(?:[A-Z][\w-]+ ){1,4}(?:Park|Plant|Factory|Facility|Mill|Complex|Cent(?:re|er)|Campus|Zone|Refinery|Hub)"
)
_BUILT = re.compile(
    r"^(?:new |giant |large |modern )?(?:[\w-]+ ){0,3}(?:plant|factory|facility|complex|campus|cent(?:re|er)|park"
    r"|project|mill|refinery"
    r"|building|headquarters|fab|smelter|hub|expansion)$"
)


def money(q: Quantity, at: Site, left: str, right: str) -> Frame | None:
    """What an amount of money is: the measure of its clause, the noun or verb it belongs to; None when none is named.

    ``left`` and ``right`` are the words of the clause before and behind the amount.
    """
    bracket = left.rstrip().endswith("(") or (
        at.last is not None
        and re.fullmatch(r"\s*(?:or|about|around)?\s*", left) is not None
        and at.view[at.start - 1 : at.start] == "("
    )
    if at.last is not None and (bracket or (_AGAINST.search(left) and at.last.rule.startswith(_MONEY))):
        return at.last
    sums = _SUMS.search(left)
    if sums and at.last is not None:
        words = tokens(at.view, at.start, q.start)
        first = next((word for word in words if is_measure(word.word)), None)
        return (
            Frame(at.view[first.start : first.end], "english.money_sum", (first.start, first.end)) if first else at.last
        )
    spent = purpose(q, at, left)
    if spent is not None:
        return spent
    measured = measure_of(q, at, left)
    if measured and (OF.search(left) or CHANGED.search(left)):
        trades = (
            left.rstrip().endswith("worth") and at.verb is not None and at.verb.lemma in ("export", "import", "sell")
        )
        name = f"{_NOMINAL[at.verb.lemma]} of {measured[0]}" if trades and at.verb else measured[0]
        return Frame(name, "english.money_of", measured[1], measured[2])
    if measured and (measured[1][1] < at.start or 0 <= q.start - measured[1][1] <= 2):
        return Frame(measured[0], "english.money_of", measured[1], measured[2])
    inside = re.match(r"\s+(?:in|of|worth of)\s+", right)
    noun = nouns.after(at.view, q.end + (inside.end() if inside else 0), at.limit)
    done = _DONE.match(right)
    past = verbs().get(done["verb"]) if done and left.strip().lower() in _BARE_LEADS else None
    if past is not None and past.lemma in _NOMINAL and past.strength >= 2:
        return Frame(_NOMINAL[past.lemma], "english.money_done")
    if noun and not inside and (right[:1] in ("-", " ")):
        return _priced(at, noun)
    behind = _BEHIND.match(at.view, q.end) if _ADJECTIVAL.search(left) else None
    thing = nouns.after(at.view, behind.end(), min(len(at.view), behind.end() + 60)) if behind else None
    if thing and _BUILT.match(at.words(thing)):  # its 4.5 billion-euro (4.9 billion dollars) plant
        return Frame(f"{at.words(thing)} investment", "english.money_noun", thing)
    return _by_verb(q, at, left, inside, noun)


def _by_verb(
    q: Quantity, at: Site, left: str, inside: re.Match[str] | None, noun: tuple[int, int] | None
) -> Frame | None:
    """What the verb, the noun behind, the subject or the words before a sum say that it is."""
    if at.verb is not None and at.verb.lemma in _PAID and re.search(r"\bfor\s+$", left):
        return Frame(_PAID[at.verb.lemma], "english.money_for")
    if at.verb is not None and at.verb.lemma in ("invest", "spend", "allocate", "commit", "earmark", "disburse"):
        target = nouns.after(at.view, q.end + inside.end(), at.limit) if inside else None
        name = _NOMINAL[at.verb.lemma] + (f" in {at.words(target)}" if target and at.verb.lemma == "invest" else "")
        aim = TOWARDS.match(at.view, q.end, at.limit)
        use = nouns.after(at.view, aim.end(), at.limit) if aim and at.verb.lemma != "invest" else None
        if use is not None:
            return Frame(f"{at.words(use)} {name}", "english.invest", use)
        return Frame(name, "english.invest", target)
    if inside and noun and not _TIMED.search(at.words(noun)):
        return Frame(at.words(noun), "english.money_in", noun)
    return _by_subject(at, left)


def _by_subject(at: Site, left: str) -> Frame | None:
    """What the subject, the verb or the words before a sum say that it is, else what the number before said."""
    if at.topic.measure is not None:
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
    if at.last is None and _INVESTED.search(at.view[max(0, at.start - 160) : at.start].rpartition(". ")[2]):
        return Frame("investment", "english.money_invested")
    spoken = at.verb is not None and at.verb.role in ("level", "cost", "up", "down")
    if at.topic.span is not None and spoken and at.last is None:
        return Frame(at.words(nouns.bare(at.view, at.topic.span)), "english.money_subject", at.topic.span)
    return _level(at.last) or (Frame("amount", "english.money_bare") if at.topic.words else None)


def _level(last: Frame | None) -> Frame | None:
    """What the number before says, as a level where that was a rate: trade rose by 5 percent, reaching 3 billion."""
    if last is None or last.rule != "english.growth":
        return last
    return replace(
        last, indicator=re.sub(r" (?:growth|change)$", "", last.indicator), rule="english.money", negative=False
    )


def _priced(at: Site, noun: tuple[int, int]) -> Frame:
    """What stands behind a sum: a $174-million plant, the US$250m Acme Park, USD 3 million sales."""
    words = at.words(noun)
    if _NAMED_WORKS.fullmatch(words):
        return Frame("investment", "english.money_noun", noun, words)
    return Frame(words + (" investment" if _BUILT.match(words) else ""), "english.money_noun", noun)


def physical(q: Quantity, at: Site, left: str, right: str) -> Frame | None:
    """What a physical quantity measures: a named measure, the noun behind it, a shape or a distance; None for durations
    without a noun.
    """
    measured = measure_of(q, at, left)
    if measured and OF.search(left):
        return Frame(measured[0], "english.measure_of", measured[1], measured[2])
    of = re.match(r"\s+of\s+", right)
    noun = nouns.after(at.view, q.end, at.limit) if of or right[:1] in (" ", "-") else None
    if of and noun:
        joined = re.compile(r"\s+and\s+(\w+)\s+(space|land|area|capacity)").match(at.view, noun[1], at.end)
        noun = (noun[0], joined.end()) if joined else noun
        return Frame(_made(at, at.words(noun)), "english.physical_of", noun)
    if measured:
        return Frame(measured[0], "english.measure", measured[1])
    shape = re.match(r"\s+(long|wide|high|tall|deep)\b", right)
    if shape:
        names = {"long": "length", "wide": "width", "high": "height", "tall": "height", "deep": "depth"}
        return Frame(names[shape[1]], "english.shape")
    place = re.match(
        r"\s+(?:[\w-]+\s+)?(?:from|away from|to (?:arrive in|reach|get to)|to|off|of(?=\s+the\s|\s+[A-Z]))"
        r"\s+(?:the\s+)?"
        r"([A-Z][\w' -]+?|[\w' -]{3,30})(?=[,.;]| and | by |$)",
        right,
    )
    if place and q.unit in ("km", "mile", "min", "h"):
        return Frame(
            f"distance from {place[1].strip()}" if q.unit in ("km", "mile") else f"travel time to {place[1].strip()}",
            "english.distance",
        )
    if q.unit in ("min", "h") and re.match(r"\s+by\s+\w+", right):
        return Frame("travel time " + re.split(r"[,.;]", right.strip()[:30])[0], "english.distance")
    takes = at.verb is not None and at.verb.lemma == "take"
    if q.unit in ("h", "min") and takes:
        goal = re.compile(r"\bto ([A-Z][\w-]+(?: [A-Z][\w-]+)*) (?:will )?(?:take|takes|took) ").search(left)
        return Frame("travel time" + (f" to {goal[1]}" if goal else ""), "english.distance")
    if q.unit in ("month", "d", "h", "min", "s") and not noun:
        return None
    hyphened = "-" in at.view[q.number_end : q.end] or right[:1] == "-"
    if noun and (q.unit or "") in _AREA and hyphened:
        ground = _GROUND.search(at.words(noun)) and re.search(r"\w\s+\w+\s*$", left) is not None
        return Frame("area", "english.area", noun, at.topic.words if ground and at.topic.words else at.words(noun))
    if noun and q.unit in ("kWh", "MW", "t", "t/a", "barrel/d") and _BUILT.match(at.words(noun)):
        return Frame("capacity", "english.capacity", noun, at.words(noun))
    if noun and not re.match(r"\s+(?:in|from|by|on|at)\b", right):
        return Frame(_made(at, at.words(noun)), "english.physical_noun", noun)
    if (q.unit or "").split("/")[0] in _AREA:
        return Frame("area", "english.area")
    name = _DEFAULT.get(q.unit or "")
    if at.last is not None and name is None:
        return at.last
    return Frame(name or q.unit_text or "amount", "english.physical")


def _made(at: Site, words: str) -> str:
    return (
        f"{words} production"
        if at.verb is not None and at.verb.lemma in ("produce", "manufacture", "generate")
        else words
    )
