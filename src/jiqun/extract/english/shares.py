"""English shares, growth rates and multiples."""

from __future__ import annotations

import re

from jiqun.extract.english import nouns
from jiqun.extract.english.row_shares import again, in_brackets, in_row, row_goes
from jiqun.extract.english.site import BY, LEVEL, Frame, Site, measure_of
from jiqun.extract.english.words import verbs
from jiqun.extract.quantity import Quantity


def _forms(role: str) -> str:
    """The forms of the verbs of moving up or down that are sure to be verbs, as alternatives."""
    return "|".join(sorted(form for form, verb in verbs().items() if verb.role == role and verb.strength >= 2))


_DOWN = re.compile(
    rf"\b(?:{_forms('down')}|down|fell|fall\w*|declin\w+|decreas\w+|dropp?\w*|shr[aiu]nk|slipp\w+|reduc\w+|cut\w*|lower\w*"
    r"|contract(?:ed|ing)"
    r"|lost|plung\w+|less|below|drop)\b",
    re.IGNORECASE,
)
_GROWTH_BEFORE = re.compile(
    r"(?:\b(?:by|(?<!made )(?<!make )(?<!makes )(?<!making )up|down|at an? (?:[\w-]+ ){0,3}[\w-]*(?:rate|pace) of"
    r"|an?growth of|growth(?: rate)? of|increase of|rise of"
    r"|improvement of|decrease of|decline of|fall of|drop of|gain of|jump of"
    r"|(?:reduction|cut|change|expansion|surge|hike|spike|uptick|upturn|slump|plunge|dip|downturn|contraction|slowdown"
    r"|slide|tumble|upswing|uplift|recovery|rebound) of)|\b(?:gr[eo]w|growing|grown|grows|expand|rise|increase) at"
    r"|\b(?:gr[eo]w|rose|rise|rises|rising|fell|fall|falls"
    r"|increas(?:e|ed|es|ing)"
    r"|declin(?:e|ed|es|ing)|dropped|gained|climbed|jumped|surged|soared|expanded|shrank|decreas(?:ed|es|ing)"
    rf"|lost|grown|growing|risen|fallen|{_forms('up')}|{_forms('down')}"
    r"|(?<!made )(?<!make )(?<!makes )(?<!making )up))(?: (?:further|again|slightly|sharply|strongly"
    r"|annually))?\s+(?:a|an)?\s*$",
    re.IGNORECASE,
)
_GROWTH_AFTER = re.compile(
    r"\s*(?:(?:year[- ]on[- ]year|annual|yearly)\s+)?(?:growth|increase|rise|decline|decrease|drop|fall|reduction"
    r"|jump|more|less|higher|lower"
    r"|year[- ]on[- ]year|on the (?:previous|prior) year|over the (?:previous|prior) year|from a year (?:earlier"
    r"|ago))\b",
    re.IGNORECASE,
)

_LOOSE = re.compile(
    r"\s(?:up|down|increasing|rising|growing|climbing|expanding|surging|jumping|falling|declining|decreasing|dropping"
    r"|shrinking)(?: (?:further|again|slightly|sharply))?(?: by)?\s+(?:a |an )?$"
)
"""A cue of growth behind its noun that is no verb of the stretch."""
_SHARE_IN = re.compile(
    r"\bshare of (?:the )?(?P<who>[A-Za-z][\w -]{2,40}?) in (?:the |its |total )?(?P<what>[A-Za-z][\w -]{2,30}?)"
    r"(?: (?:rose|grew|increased|fell|rises|declined|dropped|has risen|climbed))?"
    r" (?:from|from [\d.,]+ ?(?:%|per ?cent) to|to|at) (?:about |over )?$"
)
_GROWN_IN = re.compile(r"\s+in\s+(?:the |its |their |our )?")


def _growth(q: Quantity, at: Site, left: str, right: str) -> Frame | None:
    """Rose 5.2 %, up 6.3 % on the previous year, an increase of 18.5 percent."""
    before = _GROWTH_BEFORE.search(left)
    after = _GROWTH_AFTER.match(right)
    if not before and not after:
        return None
    words = left[max(0, len(left) - 60) :] + (after.group() if after else "")
    cue = left[before.start() :] if before and not BY.search(left) else words
    negative = _DOWN.search(cue) is not None
    gapped = _gapped(at, left) if before and at.verb_here is False else None
    if gapped is not None:
        return gapped
    inside = _GROWN_IN.match(right) if before and before.group().rstrip().endswith((" of", " of a")) else None
    grown = nouns.after(at.view, q.end + inside.end(), at.end) if inside else None
    what, span = (at.words(grown), grown) if grown and nouns.is_measured(at.view, grown) else _grown(at, left, before)
    if what is None:
        return None
    if re.search(r"\b(?:growth|increase|change)$", what):
        return Frame(what, "english.growth", span, negative=negative)
    tail = " change" if q.unit == "percentage_point" else " growth"
    return Frame(what + tail, "english.growth", span, negative=negative)


def _grown(at: Site, left: str, before: re.Match[str] | None) -> tuple[str | None, tuple[int, int] | None]:
    """What grew: the measure that is the subject, the object of the verb (raised revenue by), or the figure before."""
    by = BY.search(left)
    beside = _beside(at, left) if before is not None else None
    if beside is not None:
        return at.words(nouns.bare(at.view, beside)), beside
    if before is not None and by is not None:
        span = nouns.before(at.view, at.floor, at.start + by.start())
        if (
            span
            and at.view[slice(*span)].lower() not in verbs()
            and (at.topic.measure is None or span[0] > at.topic.measure[1])
        ):
            return at.words(nouns.bare(at.view, span)), span
    if at.topic.measure is not None:
        return at.words(at.topic.measure), at.topic.measure
    if at.topic.head and at.topic.span is not None:
        return f"{at.topic.head} {at.words(nouns.bare(at.view, at.topic.span))}", at.topic.span
    if at.last is not None and at.last.noun is not None:
        return re.sub(r" growth$", "", at.last.indicator), at.last.noun
    if at.topic.words:
        return at.topic.words, at.topic.span
    return None, None


def _beside(at: Site, left: str) -> tuple[int, int] | None:
    """The measure right before a cue that is no verb of its stretch: output down by 3 %, with trade rising 10 %."""
    cue = _LOOSE.search(left)
    span = nouns.before(at.view, at.floor, at.start + cue.start()) if cue else None
    return span if span and nouns.is_measured(at.view, span) else None


def _gapped(at: Site, left: str) -> Frame | None:
    """What shares its verb with the rate before (output of steel fell by 5%, tin by 4% and zinc by 1%)."""
    by = BY.search(left)
    if by is None or at.last is None or at.last.rule != "english.growth":
        return None
    span = nouns.before(at.view, at.floor, at.start + by.start())
    if span is None or at.view[slice(*span)].lower() in verbs():
        return None
    said = re.match(r"(?P<head>[\w -]+? of) ", at.last.indicator)
    words = at.words(nouns.bare(at.view, span))
    name = f"{said['head']} {words}" if said and not nouns.is_measured(at.view, span) else words
    return Frame(f"{name} growth", "english.growth", span, negative=at.last.negative)


def _of_which(q: Quantity, at: Site) -> Frame | None:
    """Two thirds of which are small firms: the thing counted before is the subject."""
    m = re.compile(r"\s+of\s+(?:which|whom|them|these|those)\s+").match(at.view, q.end)
    if m is None or at.last is None or at.last.noun is None:
        return None
    whole = at.words(at.last.noun)
    rest = re.compile(r"(?:(?:are|is|were|was|will|come|comes|from|be|the)\s+)+").match(at.view, m.end())
    stop = re.compile(r"[.;]|, ").search(at.view, m.end())
    predicate = nouns.after(at.view, rest.end(), stop.start() if stop else len(at.view)) if rest else None
    tail = f" {at.words(predicate)}" if predicate else ""
    return Frame(f"share of {whole}{tail}", "english.share_of_which", at.last.noun, whole)


def share(q: Quantity, at: Site, left: str, right: str) -> Frame | None:
    """What a percentage is: a growth rate, a share of something named, or a rate that the clause names; else None."""
    alone = not left.strip() and not right.strip()  # profit of 5 million (24 % of sales), no (24 % less)
    repeated = again(q, at)
    if repeated is not None:
        return repeated
    behind = _of_which(q, at) or (in_brackets(at) if alone else None) or _moved(at, left)
    if behind is not None:
        return behind
    grown = _growth(q, at, left, right)
    if grown is not None and q.unit != "per_1000":
        return grown
    if q.unit == "percentage_point":
        return _points(at)
    of = re.match(r"\s+of\s+", right) or re.match(r"\s+(?:the|its|their|our)\s+", right)
    whole = nouns.after(at.view, q.end + (of.end() if of else 0), at.limit)
    if q.unit == "per_1000" and whole:
        return Frame(at.words(whole), "english.per_thousand", whole)
    heads = at.start >= q.start - 2 or (
        at.topic.span is not None and at.topic.span[0] <= q.end <= at.topic.span[0] + 40 and not left.strip()
    )
    if of and whole and at.verb is not None and heads:
        return _share_subject(q, at, whole)
    named = nouns.before(at.view, at.floor, at.start + len(left.rstrip())) if left.endswith(" ") else None
    near = named is not None and q.comparator != "eq" and nouns.is_measured(at.view, named)
    measured = measure_of(q, at, left) if LEVEL.search(left) or near else None
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
    if whole and row_goes(at, left, headed=of is not None):
        return in_row(at, whole)
    if whole:
        return _rate_of(at, whole)
    return _without_whole(at, right)


def _without_whole(at: Site, right: str) -> Frame | None:
    """What a share is of where no noun follows it: the thing counted before, the subject's measure or the subject."""
    done = re.match(r"\s+(?:was|were|is|are|being)\s+(\w+ed)\b", right)
    if done and at.last is not None and at.last.noun is not None:
        return Frame(f"share of {at.words(at.last.noun)} {done[1]}", "english.share", at.last.noun)
    if at.topic.measure is not None:
        return Frame(at.words(at.topic.measure), "english.rate", at.topic.measure)
    if at.last is not None:
        return Frame(at.last.indicator, "english.same", at.last.noun, at.last.subject)
    return Frame(f"share of {at.topic.words}", "english.share") if at.topic.words else None


def _rate_of(at: Site, whole: tuple[int, int]) -> Frame:
    """A rate that the noun behind it names: 5 percent capacity of the mills."""
    share_of = re.compile(r"\s+of\s+(?:the\s+|its\s+)?").match(at.view, whole[1])
    inner = nouns.after(at.view, share_of.end(), at.end) if share_of else None
    return Frame(at.words(whole) + (f" of {at.words(inner)}" if inner else ""), "english.rate_of", whole)


def _moved(at: Site, left: str) -> Frame | None:
    """Raise the share of new firms in exports from 3 percent to 5: a share in exports, of new firms."""
    said = _SHARE_IN.search(left)
    if said is None:
        return None
    span = at.start + said.start("what"), at.start + said.end("what")
    return Frame(f"share in {said['what']}", "english.share_in", span, said["who"])


def _points(at: Site) -> Frame | None:
    measure = at.topic.measure
    return Frame(f"{at.words(measure)} change", "english.points", measure) if measure else None


def _share_subject(q: Quantity, at: Site, whole: tuple[int, int]) -> Frame:
    """45 % of our tenants are start-ups: the tenants are the subject, the share is of start-ups among them."""
    rest = re.compile(
        r"\s+(?:are|is|were|was|works? in|come from|comes from|goes to|go to|live in|have|has|own|owns|hold|holds"
        r"|possess|use|uses)\s+"
    ).search(at.view, whole[1], at.end)
    predicate = nouns.after(at.view, rest.end(), at.end) if rest else None
    subject = at.words(nouns.bare(at.view, whole))
    if predicate:
        return Frame(f"share of {subject} {at.words(predicate)}", "english.share_of_subject", whole, subject)
    return Frame(f"share of {subject}", "english.share_of_subject", whole, subject)


def ratio(q: Quantity, at: Site, left: str) -> Frame | None:
    """What a ratio to one is of (debt equity ratio rose to 1.4:1); None when no measure is named."""
    measured = measure_of(q, at, left)
    if measured:
        return Frame(measured[0], "english.ratio", measured[1], measured[2])
    return at.last


def multiple(q: Quantity, at: Site, left: str) -> Frame | None:
    """What was multiplied (doubled its output, three times the size of …); None for 'five times' as a mere count."""
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
