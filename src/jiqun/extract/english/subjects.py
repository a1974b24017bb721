"""What an English number is about: the subject of its stretch, its sentence, the sentence before, or the cluster."""

from __future__ import annotations

import re

from jiqun.extract.english import nouns
from jiqun.extract.english.phrases import COUNTED, DATED, OWN, PRONOUNS, SAYER, TIME, Phrases, Topic
from jiqun.extract.english.reading import Segment, Sentence
from jiqun.extract.english.words import is_measure, stops, tokens

__all__ = ["Subjects", "Topic"]

_CAUSES = ("lead", "result", "contribute")
"""Verbs that cause with *to* or *in* behind them."""
_INSERTIONS = 12  # stretches that may stand between a subject and its verb
_UNITS = ("percent", "per cent", "million", "billion", "trillion", "dollars", "euros", "yuan")
_MADE_BY = re.compile(
    r"\b(?:is|was|were|came) (?:made )?(?:by|from) (?:the )?(?P<who>[A-Z][\w&'-]*(?: [A-Z][\w&'-]*)*)$"
)
_RATED_IN = re.compile(r"\d[\d.,]*(?:\s?%| per ?cent| percent)?\s+in\s+(?:the\s+)?$")
"""What stands between a share and a place: of 31 percent in Arlen, which fell to 20."""
_NICKNAME = re.compile(r"\b(?:known as|called|dubbed|nicknamed|described as)\s+(?:the\s+)?$")
_ALSO = re.compile(
    r"\s*(?:[Ff]ollowing\b|[Aa]ccording to|[Bb]ased on|[Gg]iven\b|[Uu]sing\b|better known|also known|known"
    r"|[a-z]{3,}ed (?:by|in|at|as|on|from|with)\b|formerly|trading as|abbreviated|or\b|short for|now\b|then\b"
    r"|a subsidiary|part of|(?:mainly|mostly|including|especially|particularly|notably|primarily|chiefly|such as)\b)"
)


class Subjects(Phrases):
    """Subjects stretch by stretch; it remembers what the running paragraph is about."""

    def __init__(self, view: str, main: str | None, *, firm: bool = False) -> None:
        super().__init__(view, main)
        self.firm = firm

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
                and topic.words.lower() not in OWN
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
                return Topic(self.name(segment.subject), cut, owned=True)
            if _is_level(self.view, segment):
                return self.measuring(segment.subject, earlier)
            if _market(self.view, segment):
                return Topic(self.name(segment.subject), None, segment.subject)
            if _causes(self.view, segment):
                return Topic(self.topic)
            shared = self._shared(segment, earlier)
            if shared is not None:
                return shared
            return self.phrase(segment.subject, sentence, earlier)
        if segment.link == "who" and n:
            return self._relative(sentence, n, earlier)
        waiting = self._waiting(sentence, n) if n else None
        if waiting is not None:
            return self.phrase(waiting, sentence, earlier)
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
        return Topic(before.words, None, segment.subject, head=head) if words not in PRONOUNS else None

    def _said(self, sentence: Sentence, topic: Topic) -> bool:
        """Whether a stretch is about one who only says what follows: The minister said that 5 million would …"""
        speaks = any(s.form and s.form.role == "say" and s.subject == topic.span for s in sentence.segments)
        return speaks and topic.words is not None and SAYER.search(topic.words) is not None

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
            return self.phrase((before.start, before.end), sentence, earlier)  # Sales of Acme, which were
        if nouns.is_measured(self.view, span):
            return Topic(earlier[-1].words, nouns.bare(self.view, span))
        return Topic(self.name(span), None, span)

    def _where(self, sentence: Sentence, n: int, earlier: list[Topic]) -> Topic | None:
        """A clause with *where* is about the noun before it; *X as those where* is about X."""
        before, segment = sentence.segments[n - 1], sentence.segments[n]
        if before.link == "where":
            words = earlier[-1].words
        else:
            span = nouns.before(self.view, before.start, before.end)
            if span is None and before.verb is not None:
                span = nouns.after(self.view, before.verb.end + 1, before.end)
            words = self.name(span) if span else None
        if words is None or segment.subject is None:
            return Topic(words) if words else None
        if nouns.is_measured(self.view, segment.subject):
            measure, owner = nouns.split_of(self.view, segment.subject)
            return Topic(words, measure) if owner is None else None
        return Topic(words) if COUNTED.match(self.view, *segment.subject) else None

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
            cut = DATED.search(self.view, segment.start, segment.end)
            end = cut.start() if cut else segment.end
            timed = TIME.search(self.view, segment.start, segment.end) is not None
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
                return None if TIME.search(self.view, before.start, before.end) else _proper(self.view, before)
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


def _market(view: str, segment: Segment) -> bool:
    """Whether *market* does something here (ranks first, hosts 50 firms) and is no size (the market reached 5 bn)."""
    words = view[slice(*segment.subject)] if segment.subject else ""
    doing = segment.form is not None and segment.form.role not in ("level", "up", "down", "times", "aux", "cost", "be")
    return doing and words.lower().endswith("market")


_SUM = re.compile(
    r"\s+(?:(?:at|to|about|approximately|around|over|nearly|almost|only|just|some|a total of)\s+)*"
    r"(?:[A-Z]{0,3}[$€£¥₹₩] ?\d"
    r"|(?:[A-Z]{3,4}|Rs\.?|RM) ?[-–−]?\d[\d,.]*(?: ?(?:million|billion|bn|m|crore|lakh))?\b"
    r"|\d[\d.]*(?: ?%| per ?cent)(?=[,.;(]| in | at | for ))"
)


def _is_level(view: str, segment: Segment) -> bool:
    """Whether a subject is a measure by what it is said to be: Comparable EBITA was EUR 5 million, yield was 4.1%."""
    if segment.form is None or segment.verb is None or segment.subject is None:
        return False
    if segment.form.role != "level" and segment.form.lemma != "be":
        return False
    words = view[slice(*nouns.bare(view, segment.subject))]
    plain = any(word[0].islower() for word in words.split()) or words.isupper()
    counted = COUNTED.match(view, *segment.subject) is not None
    return (
        plain
        and not counted
        and words.lower() not in PRONOUNS
        and words.lower() not in OWN
        and _SUM.match(view, segment.verb.end) is not None
    )


def _causes(view: str, segment: Segment) -> bool:
    """Whether an abstract thing only brings about what is counted (Strong demand led to sales of N)."""
    if segment.form is None or segment.verb is None or segment.subject is None:
        return False
    words = view[slice(*nouns.bare(view, segment.subject))]
    joined = segment.form.lemma in _CAUSES and re.match(r"\s+(?:to|in)\b", view[segment.verb.end : segment.end])
    abstract = words[:1].islower() or (" " in words and words[1:].islower())
    return (segment.form.role == "cause" or bool(joined)) and abstract and words.lower() not in PRONOUNS


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
