"""What a grammatical subject of an English stretch means: its owner, what a pronoun stands for, what it measures."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jiqun.extract.english import nouns
from jiqun.extract.english.firm_cues import not_organisations, without_class
from jiqun.extract.english.reading import Sentence
from jiqun.extract.english.words import is_measure

_PLACE = re.compile(
    r"\b(?:in|at|within|across)\s+((?:the\s+)?[\w' -]{3,40}?)(?=[,.;]|\s(?:with|and|by|which|that|of whom)\b|$)"
)
_INSIDE = re.compile(r"\s+(?:in|at|by|within)\s+((?:the\s+)?[\w' -]{3,40})$")
TIME = re.compile(r"\b(?:half|quarters?|years?|months?|decades?|century|period|past|future|total|process|time)\b|\d{4}")
_ONLY_TIME = re.compile(
    r"(?:(?:the|this|that|last|next|past|previous|current|first|second|third|fourth|fiscal|financial|calendar|same)\s)*"
    r"(?:half|quarter|year|month|decade|century|period|week)s?(?:\s(?:of\s)?[\d/–-]+)?"
)
PRONOUNS = ("it", "they", "he", "she", "this", "these", "that", "those", "both", "all", "each", "some", "many", "most")
OWN = ("we", "our", "us")
SAYER = re.compile(
    r"^I$|\b(?:[Mm]inisters?|[Pp]resident|[Gg]overnor|[Ss]ecretary|[Aa]nalysts?|[Oo]fficials?|[Dd]irector|[Cc]hairman|[Cc]hief"
    r"|CEO|[Rr]eports?|[Ss]tud(?:y|ies)|[Ss]urveys?|[Dd]ata|[Ff]igures|[Ss]tatistics|[Ee]xperts?|[Aa]uthors?|[Mm]ayor|[Ss]pokes\w+"
    r"|[Ss]ources?|[Rr]esearchers?|[Ee]conomists?|Mr|Ms|Mrs|Dr)\b"
)
"""Who only tells of what the document is about."""
_TRIM = re.compile(
    r"\s+(?:covering \S*\d|spanning \S*\d|such as"
    r"|including|like|in|at|on|from|with|by|during|across|within|(?:for(?!\s[A-Z])))\s.*$",
    re.DOTALL,
)
COUNTED = re.compile(
    r"(?:(?:more than|over|some|about|around|nearly|almost|(?:at )?least|up to|approximately|roughly|fewer than"
    r"|less than|only|than)\s+)*(?:(?:[A-Z]{0,3}[$€£¥₩₹]|Rs\.?|[A-Z]{2,3}) ?(?=\d))?"
    r"(?:an? (?:further|total of) )?(?:\d|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|one)\b)",
    re.IGNORECASE,
)
DATED = re.compile(
    r"\s(?:for|in|during|at)\s+(?:the\s+)?(?=[^,]*\b(?:years?|quarter|half|months?|period|end|decade|\d{4})\b)"
)
_MEASURED = re.compile(
    r"^(?:US|A|S|C|HK)?[$€£¥][\d,.]+[ -]?(?:million|billion|m|bn)\s+(?=\S)|"
    r"^\d[\d,.]*[ -][\w ]{0,14}?[- ]?(?:kilomet\w+|met\w+|acre|hectare|mile|foot|square-\w+)\s+(?=\S)"
)
_PRICED = re.compile(
    r"\s+(?:[a-z]+[ -]){0,3}(?:US|[A-Z]{1,2})?[$€£¥]? ?\d[\d.,]*[ -]?(?:[a-z]+ ){0,2}"
    r"(?P<name>(?:[A-Z][\w-]+)(?: [A-Z][\w-]+){1,4})"
)
_SECTOR = re.compile(
    r"(?P<who>(?:[a-z-]+ ){1,3}(?:industry|sector|cluster|zone|park|region|province|city)) (?P<what>[a-z]+)"
)
"""A measure behind its owner without *of*: the car industry exports."""
_CLASS = re.compile(
    r"(?:company|firm|group|corporation|manufacturer|organi[sz]ation|society|institute|university|agency)"
)
_LEGAL = re.compile(r"(?:(?:Pte|Pvt|Private|Ltd|Limited|Co|Company|Inc)\.?,? ?)+")
_BEFORE_LEGAL = re.compile(r"(?:[A-Z][\w&-]+ ){1,4}\([A-Z][\w.]{1,15}\) $")
_VALUE_ADDED = re.compile(r"\badded value$|\bvalue added$")


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


class Phrases:
    """The meanings of subjects; it knows what the document and the running text are about."""

    def __init__(self, view: str, main: str | None) -> None:
        self.view = view
        self.main = main
        self.topic = main

    def phrase(self, span: tuple[int, int], sentence: Sentence, earlier: list[Topic]) -> Topic:
        """What a grammatical subject means: ``earlier`` are the topics of the stretches before it."""
        dated = DATED.search(self.view, *span)
        if dated and nouns.is_measured(self.view, (span[0], dated.start())):
            span = span[0], dated.start()  # exports at the end of the plan period
        words = self.view[slice(*span)]
        if _LEGAL.fullmatch(words):  # Acme (Northern) Pte Ltd
            cut = _BEFORE_LEGAL.search(self.view, sentence.start, span[0])
            span = (cut.start(), span[1]) if cut else span
        pointed = self._pointing(span, words, sentence, earlier)
        if pointed is not None:
            return pointed
        if COUNTED.match(self.view, *span):  # some 340 firms have settled in the park
            return self._counting(span, sentence, earlier)
        if nouns.is_measured(self.view, span):
            return self.measuring(span, earlier)
        possessed, owner = nouns.split_of(self.view, span)
        low, high = nouns.bare(self.view, span)
        placed = owner is not None and not_organisations().get(self.view[slice(*owner)]) == "place"
        if placed and owner and owner[0] < possessed[0] and self.view[possessed[0]].isupper():
            low = possessed[0]  # the United Kingdom's Acme
        return Topic(self.name((low, high)), None, (low, high))

    def _pointing(self, span: tuple[int, int], words: str, sentence: Sentence, earlier: list[Topic]) -> Topic | None:
        """A subject that only points: there, it, we, the year, according to."""
        lowered = words.lower()
        if lowered in ("the", "a", "an"):  # the new US$250m Acme Park
            named = _PRICED.match(self.view, span[1], sentence.end)
            return Topic(named["name"] if named else self.topic)
        if lowered == "there":
            place = _PLACE.search(self.view, span[1], sentence.end)
            if place is None or not (place[1][0].isupper() or place[1].startswith("the ")):
                return Topic(self.topic)
            at = nouns.bare(self.view, place.span(1))
            return Topic(self.name(at), None, at)
        if words == "I" or (lowered.startswith("to ") and sentence.start <= span[0] <= sentence.start + 12):
            return Topic(self.main or self.topic)  # According to the Acme report
        if lowered in OWN:
            return Topic(words, None, span)
        if _ONLY_TIME.fullmatch(lowered):  # The year witnessed a growth of
            return Topic(self.topic)
        alone = " " not in words or lowered.startswith(("all of", "most of", "both of"))
        if lowered.split(" ")[0] not in PRONOUNS or not alone:
            return None
        told = zip(reversed(sentence.segments[: len(earlier)]), reversed(earlier), strict=True)
        spoken = next((t.words for s, t in told if t.words and t.span and s.verb is not None), None)
        if spoken is None and lowered == "it" and self.main and _CLASS.fullmatch(self.topic or ""):
            return Topic(self.main)  # The company makes cars. It is
        return Topic(spoken or self.topic)

    def _counting(self, span: tuple[int, int], sentence: Sentence, earlier: list[Topic]) -> Topic:
        """A subject that counts: it is about where the things are, or what the sentence told of before."""
        place = _PLACE.search(self.view, span[1], min(sentence.end, span[1] + 80))
        if place and place[1].startswith("the ") and not earlier and not TIME.search(place[1]):
            at = nouns.bare(self.view, place.span(1))
            return Topic(self.name(at), None, at)
        held = next((topic for topic in reversed(earlier) if topic.words and not SAYER.search(topic.words)), None)
        return Topic(held.words if held else self.topic, counted=self._counted(span))

    def measuring(self, span: tuple[int, int], earlier: list[Topic]) -> Topic:
        """A subject that names a measure: it is about the measure's owner, else what the text runs on."""
        measure, owner = nouns.split_of(self.view, span)
        inside = _INSIDE.search(self.view, *measure) if owner is None else None
        if inside:  # total employment in the region
            return Topic(self.name(inside.span(1)), (nouns.bare(self.view, measure)[0], inside.start()))
        if owner is not None and nouns.is_product_of(self.view, measure, owner):
            return Topic(self.topic, (measure[0], owner[1]))
        sector = _SECTOR.fullmatch(self.view, *nouns.bare(self.view, measure)) if owner is None else None
        if sector and is_measure(sector["what"]):
            return Topic(self.name(sector.span("who")), sector.span("what"), owned=True)
        holder = self._holder(span, earlier) if owner is None else None
        if holder is not None:
            return Topic(holder, self._measure(measure, owner), owned=True)
        return Topic(self._owner(owner, measure), self._measure(measure, owner), owned=owner is not None)

    def _holder(self, span: tuple[int, int], earlier: list[Topic]) -> str | None:
        """Whose *its output* is: of what the sentence told of before."""
        if not re.match(r"(?:its|their)\s", self.view[slice(*span)]):
            return None
        return next((topic.words for topic in reversed(earlier) if topic.words and (topic.span or topic.owned)), None)

    def _counted(self, span: tuple[int, int]) -> str | None:
        """The thing counted in a subject: *tenant companies* in More than 520 tenant companies."""
        number = re.compile(
            r"(?:[\w,.'-]+\s+){0,4}?[\d,.]*\d\+?(?:\s?%|\s+per\s?cent)?\s+(?:of\s+(?:the|its|our)\s+)?"
        ).match(self.view, *span)
        noun = nouns.after(self.view, number.end(), span[1]) if number else None
        return self.name(noun) if noun and self.view[slice(*noun)] not in ("them", "these", "those", "us") else None

    def _owner(self, owner: tuple[int, int] | None, measure: tuple[int, int]) -> str | None:
        if owner is None:
            return self.topic
        words = self.view[slice(*owner)]
        if words.lower() in ("the", "a", "an") or TIME.search(words):
            return self.topic
        if (
            self.view[measure[0] : measure[1]]
            .lower()
            .endswith(("number", "share", "proportion", "value", "volume", "ratio"))
        ) and not _VALUE_ADDED.search(self.view, *measure):
            return self.topic
        return self.name(owner) if words.lower() not in PRONOUNS else self.topic

    def _measure(self, measure: tuple[int, int], owner: tuple[int, int] | None) -> tuple[int, int]:
        """*Number of patents* measures patents; *value of exports* measures exports too: keep both words."""
        if owner is not None and owner[0] > measure[1]:
            word = self.view[measure[0] : measure[1]].lower()
            if word.endswith("number"):
                stop = re.compile(r"\s+(?:to|in|at|by|from|for|with)\s").search(self.view, owner[0], owner[1])
                return owner[0], stop.start() if stop else owner[1]
            if not _VALUE_ADDED.search(word) and word.endswith(
                ("value", "volume", "cost", "price", "share", "proportion", "expenditure", "spending", "ratio")
            ):
                return measure[0], owner[1]
        return measure

    def name(self, span: tuple[int, int]) -> str:
        """A noun phrase as a subject: without article, class words and what is hung on."""
        words = _MEASURED.sub("", self.view[slice(*nouns.bare(self.view, span))])
        words = without_class(words)
        short = _TRIM.sub("", words)
        return short if len(short) >= 3 else words
