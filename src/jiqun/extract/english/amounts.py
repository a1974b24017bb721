"""English amounts of money and physical quantities."""

from __future__ import annotations

import re

from jiqun.extract.english import nouns
from jiqun.extract.english.site import OF, Frame, Site, measure_of
from jiqun.extract.english.words import verbs
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


def money(q: Quantity, at: Site, left: str, right: str) -> Frame | None:
    bracket = left.rstrip().endswith("(") or (
        at.last is not None
        and re.fullmatch(r"\s*(?:or|about|around)?\s*", left) is not None
        and at.view[at.start - 1 : at.start] == "("
    )
    if bracket and at.last is not None:
        return at.last
    measured = measure_of(q, at, left)
    if measured and OF.search(left):
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
    return at.last or (Frame("amount", "english.money_bare") if at.topic.words else None)


def physical(q: Quantity, at: Site, left: str, right: str) -> Frame | None:
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
        r"\s+(?:[\w-]+\s+)?(?:from|away from|to|off|of(?=\s+the\s|\s+[A-Z]))\s+(?:the\s+)?"
        r"([A-Z][\w' -]+?|[\w' -]{3,30})(?=[,.;]| and | by |$)",
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
    return Frame(name or q.unit_text or "amount", "english.physical")


def _made(at: Site, words: str) -> str:
    return (
        f"{words} production"
        if at.verb is not None and at.verb.lemma in ("produce", "manufacture", "generate")
        else words
    )
