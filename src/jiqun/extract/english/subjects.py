"""What an English number is about: the subject of its stretch, its sentence, the sentence before, or the cluster."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jiqun.extract.english import nouns
from jiqun.extract.english.firm_cues import not_organisations, without_class
from jiqun.extract.english.reading import Segment, Sentence
from jiqun.extract.english.words import is_measure, stops, tokens

_PLACE = re.compile(
    r"\b(?:in|at|within|across)\s+((?:the\s+)?[\w' -]{3,40}?)(?=[,.;]|\s(?:with|and|by|which|that|of whom)\b|$)"
)
_INSIDE = re.compile(r"\s+(?:in|at|by|within)\s+((?:the\s+)?[\w' -]{3,40})$")
_TIME = re.compile(
    r"\b(?:half|quarters?|years?|months?|decades?|century|period|past|future|total|process|time)\b|\d{4}"
)
_ONLY_TIME = re.compile(
    r"(?:(?:the|this|that|last|next|past|previous|current|first|second|third|fourth|fiscal|financial|calendar|same)\s)*"
    r"(?:half|quarter|year|month|decade|century|period|week)s?(?:\s(?:of\s)?[\d/–-]+)?"
)
_CAUSES = ("lead", "result", "contribute")
"""Verbs that cause with *to* or *in* behind them."""
_INSERTIONS = 12  # stretches that may stand between a subject and its verb
_UNITS = ("percent", "per cent", "million", "billion", "trillion", "dollars", "euros", "yuan")
_PRONOUNS = ("it", "they", "he", "she", "this", "these", "that", "those", "both", "all", "each", "some", "many", "most")
_OWN = ("we", "our", "us")
_SAYER = re.compile(
    r"^I$|\b(?:[Mm]inisters?|[Pp]resident|[Gg]overnor|[Ss]ecretary|[Aa]nalysts?|[Oo]fficials?|[Dd]irector|[Cc]hairman|[Cc]hief"
    r"|CEO|[Rr]eports?|[Ss]tud(?:y|ies)|[Ss]urveys?|[Dd]ata|[Ff]igures|[Ss]tatistics|[Ee]xperts?|[Aa]uthors?|[Mm]ayor|[Ss]pokes\w+"
    r"|[Ss]ources?|[Rr]esearchers?|[Ee]conomists?|Mr|Ms|Mrs|Dr)\b"
)
"""Who only tells of what the document is about."""
_TRIM = re.compile(
    r"\s+(?:covering \S*\d|spanning \S*\d|such as|including|like|in|at|on|from|with|by|during|across|within|(?:for(?!\s[A-Z])))\s.*$", re.DOTALL
)
_COUNTED = re.compile(
    r"(?:(?:more than|over|some|about|around|nearly|almost|(?:at )?least|up to|approximately|roughly|fewer than"
    r"|less than|only|than)\s+)*(?:(?:[A-Z]{0,3}[$€£¥₩₹]|Rs\.?|[A-Z]{2,3}) ?(?=\d))?"
    r"(?:an? (?:further|total of) )?(?:\d|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|one)\b)",
    re.IGNORECASE,
)
_MADE_BY = re.compile(
    r"\b(?:is|was|were|came) (?:made )?(?:by|from) (?:the )?(?P<who>[A-Z][\w&'-]*(?: [A-Z][\w&'-]*)*)$"
)
_RATED_IN = re.compile(r"\d[\d.,]*(?:\s?%| per ?cent| percent)?\s+in\s+(?:the\s+)?$")
"""What stands between a share and a place: of 31 percent in Arlen, which fell to 20."""
_DATED = re.compile(r"\s(?:for|in|during|at)\s+(?:the\s+)?(?=[^,]*\b(?:years?|quarter|half|months?|period|end|decade|\d{4})\b)")
_NICKNAME = re.compile(r"\b(?:known as|called|dubbed|nicknamed|described as)\s+(?:the\s+)?$")
_MEASURED = re.compile(
    r"^(?:US|A|S|C|HK)?[$€£¥][\d,.]+[ -]?(?:million|billion|m|bn)\s+(?=\S)|"
    r"^\d[\d,.]*[ -][\w ]{0,14}?[- ]?(?:kilomet\w+|met\w+|acre|hectare|mile|foot|square-\w+)\s+(?=\S)"
)
_PRICED = re.compile(
    r"\s+(?:[a-z]+[ -]){0,3}(?:US|[A-Z]{1,2})?[$€£¥]? ?\d[\d.,]*[ -]?(?:[a-z]+ ){0,2}"
    r"(?P<name>(?:[A-Z][\w-]+)(?: [A-Z][\w-]+){1,4})"
)
_LEGAL = re.compile(r"(?:(?:Pte|Pvt|Private|Ltd|Limited|Co|Company|Inc)\.?,? ?)+")
_BEFORE_LEGAL = re.compile(r"(?:[A-Z][\w&-]+ ){1,4}\([A-Z][\w.]{1,15}\) $")
_ALSO = re.compile(
    r"\s*(?:[Ff]ollowing\b|[Aa]ccording to|[Bb]ased on|[Gg]iven\b|[Uu]sing\b|better known|also known|known"
    r"|[a-z]{3,}ed (?:by|in|at|as|on|from|with)\b|formerly|trading as|abbreviated|or\b|short for|now\b|then\b"
    r"|a subsidiary|part of|(?:mainly|mostly|including|especially|particularly|notably|primarily|chiefly|such as)\b)"
)


@dataclass(frozen=True, slots=True)
class Topic:
    """The words that a stretch is about, and the measure that its grammatical subject names (revenue), if it does.

    ``counted`` is the thing counted in the subject (some 340 firms), which the verb and what follows it are about;
    ``head`` the measure that the subject shares with the one before (output of steel fell and tin rose).
    """

    words: str | None
    measure: tuple[int, int] | None = None
    span: tuple[int, int] | None = None
    counted: str | None = None
    owned: bool = False
    head: str | None = None


class Subjects:
    """Subjects stretch by stretch; it remembers what the running paragraph is about."""

    def __init__(self, view: str, main: str | None, *, firm: bool = False) -> None:
        self.view = view
        self.firm = firm
        self.main = main
        self.topic = main

    def new_paragraph(self) -> None:
        """A new paragraph is about the document's cluster until it says otherwise."""
        self.topic = self.main

    def read(self, sentence: Sentence) -> list[Topic]:
        """The topic of each segment of a sentence, and the running topic moved on."""
        found: list[Topic] = []
        for n in range(len(sentence.segments)):
            found.append(self._of(sentence, n, found))
        for n, segment in enumerate(
            sentence.segments
        ):  # Founded in 2004, it employs: the participle waits for its noun
            if segment.link == "participle" and n == 0:
                later = next((t for t, s in zip(found, sentence.segments, strict=True) if s.subject), None)
                found[n] = Topic(later.words if later else self.topic)
        for topic, segment in zip(found, sentence.segments, strict=True):
            if (
                segment.verb is not None
                and topic.words
                and (topic.span or (topic.measure and topic.owned))
                and (segment.form is None or segment.form.role != "say")
                and topic.words.lower() not in _OWN
                and not self._said(sentence, topic)
            ):
                self.topic = topic.words
                if self.main is None and topic.words[0].isupper():
                    self.main = topic.words  # a text without a title is about what it first names
                break
        return found

    def _of(self, sentence: Sentence, n: int, earlier: list[Topic]) -> Topic:
        segment = sentence.segments[n]
        if segment.link == "where" and n:
            where = self._where(sentence, n, earlier)
            if where is not None:
                return where
        if segment.subject is not None:
            cut = self._split_measure(sentence, n)
            if cut is not None:
                return Topic(self._name(segment.subject), cut, owned=True)
            if _market(self.view, segment):
                return Topic(self._name(segment.subject), None, segment.subject)
            if _causes(self.view, segment):
                return Topic(self.topic)
            shared = self._shared(segment, earlier)
            if shared is not None:
                return shared
            return self._phrase(segment.subject, sentence, earlier)
        if segment.link == "who" and n:
            return self._relative(sentence, n, earlier)
        waiting = self._waiting(sentence, n) if n else None
        if waiting is not None:
            return self._phrase(waiting, sentence, earlier)
        agent = self._agent(sentence, n)
        if agent is not None:
            return Topic(agent)
        carried = next((t for t in reversed(earlier) if (t.span or t.measure) and not self._said(sentence, t)), None)
        if carried is not None:
            return Topic(carried.words, carried.measure if segment.verb is None or segment.link == "and" else None)
        return Topic(self.topic)

    def _shared(self, segment: Segment, earlier: list[Topic]) -> Topic | None:
        """A bare product that shares the measure before it: output of steel fell by 2% and tin rose by 1%."""
        moves = segment.form is not None and segment.form.role in ("up", "down")
        before = next((t for t in reversed(earlier) if t.measure or t.head), None)
        if not moves or before is None or segment.subject is None:
            return None
        head = before.head
        if before.measure is not None:
            said = re.match(r"([\w -]+? of) ", self.view[slice(*before.measure)])
            head = said[1] if said else None
        words = self.view[slice(*segment.subject)]
        if head is None or not words.islower() or nouns.is_measured(self.view, segment.subject):
            return None
        return Topic(before.words, None, segment.subject, head=head) if words not in _PRONOUNS else None

    def _said(self, sentence: Sentence, topic: Topic) -> bool:
        """Whether a stretch is about one who only says what follows: The minister said that 5 million would …"""
        speaks = any(s.form and s.form.role == "say" and s.subject == topic.span for s in sentence.segments)
        return speaks and topic.words is not None and _SAYER.search(topic.words) is not None

    def _agent(self, sentence: Sentence, n: int) -> str | None:
        """Whom the stretches behind *the largest was by Acme, for 5 million* are about."""
        for segment in reversed(sentence.segments[:n]):
            made = _MADE_BY.search(self.view, segment.start, segment.end)
            if made:
                return made["who"]
            if segment.verb is not None:
                return None
        return None

    def _relative(self, sentence: Sentence, n: int, earlier: list[Topic]) -> Topic:
        """A clause with *which* is about the noun before it; 300 firms *that employ* are the park's that has them."""
        before, segment = sentence.segments[n - 1], sentence.segments[n]
        span = nouns.before(self.view, before.start, before.end)
        if span is None or self.view[slice(*span)].lower() in _UNITS:
            return earlier[-1]
        if _RATED_IN.search(self.view, before.start, span[0]) and earlier[-1].words:
            return earlier[-1]
        if _NICKNAME.search(self.view, before.start, span[0]):
            named = next((t for s, t in zip(sentence.segments, earlier, strict=False) if s.link == ""), None)
            opens = nouns.bare(self.view, (sentence.segments[0].start, sentence.segments[0].end))
            if self.view[opens[0]].isupper() and sentence.segments[0].verb is None:
                return Topic(self.view[slice(*opens)], None, opens)
            return named or earlier[-1]
        counted = re.search(r"\d\+?\s+$", self.view[max(before.start, span[0] - 8) : span[0]])
        if counted and before.verb is not None and self.view.startswith("employ", segment.start):
            return Topic(earlier[-1].words)
        if before.verb is None and before.link == "" and nouns.is_measured(self.view, (before.start, before.end)):
            return self._phrase((before.start, before.end), sentence, earlier)  # Sales of Acme, which were
        if nouns.is_measured(self.view, span):
            return Topic(earlier[-1].words, nouns.bare(self.view, span))
        return Topic(self._name(span), None, span)

    def _where(self, sentence: Sentence, n: int, earlier: list[Topic]) -> Topic | None:
        """A clause with *where* is about the noun before it; *X as those where* is about X."""
        before, segment = sentence.segments[n - 1], sentence.segments[n]
        if before.link == "where":
            words = earlier[-1].words
        else:
            span = nouns.before(self.view, before.start, before.end)
            if span is None and before.verb is not None:
                span = nouns.after(self.view, before.verb.end + 1, before.end)
            words = self._name(span) if span else None
        if words is None or segment.subject is None:
            return Topic(words) if words else None
        if nouns.is_measured(self.view, segment.subject):
            measure, owner = nouns.split_of(self.view, segment.subject)
            return Topic(words, measure) if owner is None else None
        return Topic(words) if _COUNTED.match(self.view, *segment.subject) else None

    def _waiting(self, sentence: Sentence, n: int) -> tuple[int, int] | None:
        """The noun phrase that an insertion cuts from its verb: Its pilot plant, opened in 2012, can …"""
        segments = sentence.segments
        bracketed = self._bracketed(sentence, n)
        if bracketed is not None:
            return bracketed
        if n > _INSERTIONS or any(s.verb is not None and s.link != "participle" for s in segments[:n]):
            return None
        waiting: list[tuple[int, int]] = []
        for segment in segments[:n]:
            if _ALSO.match(self.view, segment.start):
                continue
            cut = _DATED.search(self.view, segment.start, segment.end)
            end = cut.start() if cut else segment.end
            timed = _TIME.search(self.view, segment.start, segment.end) is not None
            if timed and not (cut and nouns.is_measured(self.view, (segment.start, end))):
                continue
            words = tokens(self.view, segment.start, segment.end)
            if segment.verb is None and segment.link == "" and words and stops().get(words[0].word) != "preposition":
                waiting.append((segment.start, end if timed else segment.end))
        return _named(self.view, waiting)

    def _bracketed(self, sentence: Sentence, n: int) -> tuple[int, int] | None:
        """The noun phrase before a bracket that stands between it and its verb: and profit after tax (PAT) stood at."""
        segments = sentence.segments
        if n < 2 or segments[n - 1].link != "bracket" or segments[n].verb is None or segments[n].link != "":
            return None
        if segments[0].verb is None and any(_ALSO.match(self.view, s.start) for s in segments[1:n]):
            return segments[0].start, segments[0].end  # Acme, short for Acme Mills (Northern Mills), is
        if re.match(r"(?:and|but|or)\b", self.view[segments[n].start :]):
            return None
        inside, before = segments[n - 1], segments[n - 2]
        last = re.compile(r".*\band\s+(?P<last>[^,;]+)$", re.DOTALL).match(self.view, before.start, before.end)
        if before.verb is not None and last and nouns.is_measured(self.view, last.span("last")):
            return last.span("last")
        if is_measure(self.view[inside.start : inside.end]) and not nouns.is_measured(
            self.view, (before.start, before.end)
        ):
            return inside.start, inside.end  # earnings before interest, tax and amortisation (EBITA) stood at
        if before.verb is None and before.link == "":
            if n > 2 and before.subject is None:
                return None if _TIME.search(self.view, before.start, before.end) else _proper(self.view, before)
            return before.start, before.end
        return nouns.before(self.view, before.start, before.end) if before.form and before.form.role == "say" else None

    def _split_measure(self, sentence: Sentence, n: int) -> tuple[int, int] | None:
        """The measure that a bracket cuts from its *of*: The gross revenue (net of duties) of the firm was."""
        segment = sentence.segments[n]
        if n < 2 or sentence.segments[n - 1].link != "bracket" or not self.view.startswith("of ", segment.start):
            return None
        before = sentence.segments[n - 2]
        span = before.start, before.end
        return nouns.bare(self.view, span) if before.verb is None and nouns.is_measured(self.view, span) else None

    def _phrase(self, span: tuple[int, int], sentence: Sentence, earlier: list[Topic]) -> Topic:
        dated = _DATED.search(self.view, *span)
        if dated and nouns.is_measured(self.view, (span[0], dated.start())):
            span = span[0], dated.start()  # exports at the end of the plan period
        words = self.view[slice(*span)]
        lowered = words.lower()
        if lowered in ("the", "a", "an"):  # the new US$250m Acme Park
            named = _PRICED.match(self.view, span[1], sentence.end)
            return Topic(named["name"] if named else self.topic)
        if _LEGAL.fullmatch(words):  # Acme (Northern) Pte Ltd
            cut = _BEFORE_LEGAL.search(self.view, sentence.start, span[0])
            span = (cut.start(), span[1]) if cut else span
        if lowered == "there":
            place = _PLACE.search(self.view, span[1], sentence.end)
            if place:
                at = nouns.bare(self.view, place.span(1))
                return Topic(self._name(at), None, at)
            return Topic(self.topic)
        if lowered.startswith("to ") and sentence.start <= span[0] <= sentence.start + 12:
            return Topic(self.main or self.topic)  # According to the Acme report
        if lowered in _OWN:
            return Topic(words, None, span)
        if words == "I":
            return Topic(self.main or self.topic)
        if _ONLY_TIME.fullmatch(lowered):  # The year witnessed a growth of
            return Topic(self.topic)
        if lowered.split(" ")[0] in _PRONOUNS and (
            " " not in words or lowered.startswith(("all of", "most of", "both of"))
        ):
            told = zip(reversed(sentence.segments[: len(earlier)]), reversed(earlier), strict=True)
            spoken = next((t.words for s, t in told if t.words and t.span and s.verb is not None), None)
            return Topic(spoken or self.topic)
        if _COUNTED.match(self.view, *span):  # some 340 firms have settled in the park
            place = _PLACE.search(self.view, span[1], min(sentence.end, span[1] + 80))
            if place and place[1].startswith("the ") and not earlier and not _TIME.search(place[1]):
                at = nouns.bare(self.view, place.span(1))
                return Topic(self._name(at), None, at)
            held = next((topic for topic in reversed(earlier) if topic.words and not _SAYER.search(topic.words)), None)
            return Topic(held.words if held else self.topic, counted=self._counted(span))
        if nouns.is_measured(self.view, span):
            measure, owner = nouns.split_of(self.view, span)
            inside = _INSIDE.search(self.view, *measure) if owner is None else None
            if inside:  # total employment in the region
                return Topic(self._name(inside.span(1)), (nouns.bare(self.view, measure)[0], inside.start()))
            if owner is not None and nouns.is_product_of(self.view, measure, owner):
                return Topic(self.topic, (measure[0], owner[1]))
            holder = self._holder(span, earlier) if owner is None else None
            if holder is not None:
                return Topic(holder, self._measure(measure, owner), owned=True)
            return Topic(self._owner(owner, measure), self._measure(measure, owner), owned=owner is not None)
        possessed, owner = nouns.split_of(self.view, span)
        low, high = nouns.bare(self.view, span)
        placed = owner is not None and not_organisations().get(self.view[slice(*owner)]) == "place"
        if placed and owner and owner[0] < possessed[0] and self.view[possessed[0]].isupper():
            low = possessed[0]  # the United Kingdom's Acme
        return Topic(self._name((low, high)), None, (low, high))

    def _holder(self, span: tuple[int, int], earlier: list[Topic]) -> str | None:
        """Whose *its output* is: of what the sentence told of before."""
        if not re.match(r"(?:its|their)\s", self.view[slice(*span)]):
            return None
        return next((topic.words for topic in reversed(earlier) if topic.words and topic.span), None)

    def _counted(self, span: tuple[int, int]) -> str | None:
        """The thing counted in a subject: *tenant companies* in More than 520 tenant companies."""
        number = re.compile(
            r"(?:[\w,.'-]+\s+){0,4}?[\d,.]*\d\+?(?:\s?%|\s+per\s?cent)?\s+(?:of\s+(?:the|its|our)\s+)?"
        ).match(self.view, *span)
        noun = nouns.after(self.view, number.end(), span[1]) if number else None
        return self._name(noun) if noun and self.view[slice(*noun)] not in ("them", "these", "those", "us") else None

    def _owner(self, owner: tuple[int, int] | None, measure: tuple[int, int]) -> str | None:
        if owner is None:
            return self.topic
        words = self.view[slice(*owner)]
        if words.lower() in ("the", "a", "an") or _TIME.search(words):
            return self.topic
        if self.view[measure[0] : measure[1]].lower().endswith(("number", "share", "proportion", "value", "volume")):
            return self.topic
        return self._name(owner) if words.lower() not in _PRONOUNS else self.topic

    def _measure(self, measure: tuple[int, int], owner: tuple[int, int] | None) -> tuple[int, int]:
        """*Number of patents* measures patents; *value of exports* measures exports too: keep both words."""
        if owner is not None and owner[0] > measure[1]:
            word = self.view[measure[0] : measure[1]].lower()
            if word.endswith("number"):
                stop = re.compile(r"\s+(?:to|in|at|by|from|for|with)\s").search(self.view, owner[0], owner[1])
                return owner[0], stop.start() if stop else owner[1]
            if word.endswith(("value", "volume", "cost", "price", "share", "proportion", "expenditure", "spending")):
                return measure[0], owner[1]
        return measure

    def _name(self, span: tuple[int, int]) -> str:
        words = _MEASURED.sub("", self.view[slice(*nouns.bare(self.view, span))])
        words = without_class(words)
        short = _TRIM.sub("", words)
        return short if len(short) >= 3 else words


def _market(view: str, segment: Segment) -> bool:
    """Whether *market* does something here (ranks first, hosts 50 firms) and is no size (the market reached 5 bn)."""
    words = view[slice(*segment.subject)] if segment.subject else ""
    doing = segment.form is not None and segment.form.role not in ("level", "up", "down", "times", "aux", "cost", "be")
    return doing and words.lower().endswith("market")


def _causes(view: str, segment: Segment) -> bool:
    """Whether an abstract thing only brings about what is counted (Strong demand led to sales of N)."""
    if segment.form is None or segment.verb is None or segment.subject is None:
        return False
    words = view[slice(*nouns.bare(view, segment.subject))]
    joined = segment.form.lemma in _CAUSES and re.match(r"\s+(?:to|in)\b", view[segment.verb.end : segment.end])
    abstract = words[:1].islower() or (" " in words and words[1:].islower())
    return (segment.form.role == "cause" or bool(joined)) and abstract and words.lower() not in _PRONOUNS


def _proper(view: str, segment: Segment) -> tuple[int, int] | None:
    """A stretch that is one name or a measure, else None."""
    span = segment.start, segment.end
    named = view[span[0]].isupper() and view[span[0] : span[1]].split()[-1][:1].isupper()
    return span if named or nouns.is_measured(view, span) else None


def _named(view: str, waiting: list[tuple[int, int]]) -> tuple[int, int] | None:
    """The first of some appositions, or the name among them where the first only describes (A maker of pumps, Acme)."""
    if not waiting:
        return None
    head = view[slice(*waiting[0])].split()
    if len(head) > 2 and head[-1].islower():
        for low, high in waiting[1:2]:
            words = view[low:high].split()
            if all(word[0].isupper() or word in ("of", "and", "&", "for") for word in words) and words:
                return low, high
    return waiting[0]
