"""What an English number is about: the subject of its stretch, its sentence, the sentence before, or the cluster."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jiqun.extract.english import nouns
from jiqun.extract.english.reading import Sentence
from jiqun.extract.english.words import stops, tokens

_PLACE = re.compile(
    r"\b(?:in|at|within|across)\s+((?:the\s+)?[\w' -]{3,40}?)(?=[,.;]|\s(?:with|and|by|which|that|of whom)\b|$)"
)
_INSIDE = re.compile(r"\s+(?:in|at|by|within)\s+((?:the\s+)?[\w' -]{3,40})$")
_TIME = re.compile(
    r"\b(?:half|quarters?|years?|months?|decades?|century|period|past|future|total|process|time)\b|\d{4}"
)
_PRONOUNS = ("it", "they", "he", "she", "this", "these", "that", "those", "both", "all", "each", "some", "many", "most")
_OWN = ("we", "our", "us", "i")
_TRIM = re.compile(
    r"\s+(?:such as|including|like|in|at|on|from|with|by|during|across|within|(?:for(?!\s[A-Z])))\s.*$", re.DOTALL
)
_COUNTED = re.compile(
    r"(?:(?:more than|over|some|about|around|nearly|almost|at least|up to|approximately|roughly|fewer than"
    r"|less than|only|than)\s+)*"
    r"(?:an? (?:further|total of) )?(?:\d|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|one)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Topic:
    """The words that a stretch is about, and the measure that its grammatical subject names (revenue), if it does."""

    words: str | None
    measure: tuple[int, int] | None = None
    span: tuple[int, int] | None = None


class Subjects:
    """Subjects stretch by stretch; it remembers what the running paragraph is about."""

    def __init__(self, view: str, main: str | None) -> None:
        self.view = view
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
                and topic.span
                and (segment.form is None or segment.form.role != "say")
            ):
                self.topic = topic.words
                break
        return found

    def _of(self, sentence: Sentence, n: int, earlier: list[Topic]) -> Topic:
        segment = sentence.segments[n]
        if segment.subject is not None:
            return self._phrase(segment.subject, sentence, earlier)
        if segment.link == "who" and n:
            low, high = sentence.segments[n - 1].start, sentence.segments[n - 1].end
            span = nouns.before(self.view, low, high)
            if span and nouns.is_measured(self.view, span):
                return Topic(earlier[-1].words, nouns.bare(self.view, span))
            return Topic(self._name(span), None, span) if span else earlier[-1]
        if segment.verb is not None and segment.link == "" and n:
            waiting = self._waiting(sentence, n)
            if waiting is not None:
                return self._phrase(waiting, sentence, earlier)
        if segment.link == "participle" and n:
            waiting = self._waiting(sentence, n)
            if waiting is not None:
                return self._phrase(waiting, sentence, earlier)
        waiting = self._waiting(sentence, n) if n else None
        if waiting is not None:
            return self._phrase(waiting, sentence, earlier)
        carried = next((t for t in reversed(earlier) if t.span or t.measure), None)
        if carried is not None:
            return Topic(carried.words, carried.measure if segment.verb is None or segment.link == "and" else None)
        return Topic(self.topic)

    def _waiting(self, sentence: Sentence, n: int) -> tuple[int, int] | None:
        """The noun phrase that an insertion cuts from its verb: Its pilot plant, opened in 2012, can …"""
        if any(segment.verb is not None and segment.link != "participle" for segment in sentence.segments[:n]):
            return None
        for segment in sentence.segments[:n]:
            if _TIME.search(self.view, segment.start, segment.end):
                continue
            words = tokens(self.view, segment.start, segment.end)
            if segment.verb is None and segment.link == "" and words and stops().get(words[0].word) != "preposition":
                return segment.start, segment.end
        return None

    def _phrase(self, span: tuple[int, int], sentence: Sentence, earlier: list[Topic]) -> Topic:
        words = self.view[slice(*span)]
        lowered = words.lower()
        if lowered == "there":
            place = _PLACE.search(self.view, span[1], sentence.end)
            if place:
                at = nouns.bare(self.view, place.span(1))
                return Topic(self._name(at), None, at)
            return Topic(self.topic)
        if lowered in _OWN:
            return Topic(self.main or self.topic)
        if lowered.split(" ")[0] in _PRONOUNS and (
            " " not in words or lowered.startswith(("all of", "most of", "both of"))
        ):
            return Topic(self.topic)
        if _COUNTED.match(self.view, *span):  # some 340 firms have settled in the park
            place = _PLACE.search(self.view, span[1], min(sentence.end, span[1] + 80))
            if place and place[1].startswith("the ") and not earlier and not _TIME.search(place[1]):
                at = nouns.bare(self.view, place.span(1))
                return Topic(self._name(at), None, at)
            held = next((topic for topic in reversed(earlier) if topic.words), None)
            return Topic(held.words if held else self.topic)
        if nouns.is_measured(self.view, span):
            measure, owner = nouns.split_of(self.view, span)
            inside = _INSIDE.search(self.view, *measure) if owner is None else None
            if inside:  # total employment in the region
                return Topic(self._name(inside.span(1)), (nouns.bare(self.view, measure)[0], inside.start()))
            return Topic(self._owner(owner, measure), self._measure(measure, owner))
        _possessed, owner = nouns.split_of(self.view, span)
        low, high = nouns.bare(self.view, span)
        return Topic(self._name((low, high)), None, (low, high))

    def _owner(self, owner: tuple[int, int] | None, measure: tuple[int, int]) -> str | None:
        if owner is None:
            return self.topic
        words = self.view[slice(*owner)]
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
        words = self.view[slice(*nouns.bare(self.view, span))]
        short = _TRIM.sub("", words)
        return short if len(short) >= 3 else words
