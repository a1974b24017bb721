"""English figures: walk the sentences of a document and turn numbers, ranks and dates into claims."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiqun.extract.english import dating, moments, nouns
from jiqun.extract.english.bearers import beside, item_of
from jiqun.extract.english.frames import frame
from jiqun.extract.english.marks import Marks
from jiqun.extract.english.ranks import ranks
from jiqun.extract.english.reading import Segment, Sentence, read_sentence, sentence_spans
from jiqun.extract.english.regions import place_of
from jiqun.extract.english.site import Frame, Site
from jiqun.extract.english.status import status_at, status_of
from jiqun.extract.english.subjects import Subjects, Topic
from jiqun.extract.english.titles import named_before_verb
from jiqun.extract.english.words import Verb, is_measure, verbs
from jiqun.extract.period import Period
from jiqun.extract.quantity import Quantity
from jiqun.model import Figure

_THOSE = re.compile(
    r"(?P<those>Those (?:who|that)\s[^.;]{4,120}?)\s+(?:account|accounted|accounts|make up|made up|represent)\b"
)
_ACTING = re.compile(r"\w(?:ing|ed)\s|\bto\s")
_LEAD = re.compile(r"(?:[Ii]n|[Bb]y|[Oo]n)?\s*(?:the\s+)?")


def figures(
    text: str, view: str, span: tuple[int, int], marks: Marks, subjects: Subjects, cluster: str | None
) -> list[Figure]:
    """The figures of one paragraph, in order."""
    found: list[Figure] = []
    for low, high in sentence_spans(view, *span):
        quantities, periods = marks.within(low, high)
        sentence = read_sentence(view, (low, high), periods)
        found += _Sentence(text, view, sentence, quantities, periods, subjects, cluster).figures()
    return found


class _Sentence:
    """The figures of one sentence."""

    def __init__(
        self,
        text: str,
        view: str,
        sentence: Sentence,
        quantities: list[Quantity],
        periods: list[Period],
        subjects: Subjects,
        cluster: str | None,
    ) -> None:
        self.text, self.view, self.sentence, self.cluster = text, view, sentence, cluster
        self.quantities, self.periods = quantities, periods
        self.main, self.firm = subjects.main, subjects.firm
        self.running = subjects.topic
        self.topics = subjects.read(sentence)
        self.moments = moments.moments(view, sentence, periods, quantities)
        self.events = [moment.period for moment in self.moments]
        self.last: Frame | None = None
        self.last_subject: str | None = None

    def figures(self) -> Iterator[Figure]:
        """Measures and ages, then ranks, then dated events."""
        for n, q in enumerate(self.quantities):
            figure = self._measure(q, n)
            if figure is not None:
                yield figure
        yield from self._ranks()
        yield from self._dates()

    def _measure(self, q: Quantity, n: int) -> Figure | None:
        number = self.sentence.at(q.number_start)
        segment, topic = self.sentence.segments[number], self.topics[number]
        if q.unit == "year":
            if not moments.is_age(self.view, q):
                return None
            made: Frame | None = Frame(moments.age_of(self.view, q), "english.age", tier="time", unit="year")
        elif (
            (q.kind == "duration" and q.unit in ("week", "d", "s"))
            or self._class_of(q)
            or (q.chinese and q.value == 1 and not self._counts_one(q))
        ):
            return None
        else:
            made = frame(q, self._site(q, n, segment, topic))
        if made is None:
            return None
        subject = self._subject(q, made, segment, topic)
        if made.tier == "measure":
            self.last, self.last_subject = made, subject
        period, inherited = self._period(q.start, q.end)
        if made.tier == "time":
            period, inherited = None, False
        status = "historical" if made.tier == "time" else status_of(self.view, self.sentence, q, segment, period)
        return self._figure(
            (q.start, q.end),
            (-q.value if made.negative and q.value_max is None and q.value > 0 else q.value, q.value_max),
            (made.unit if q.unit in (None, "count", "person") else q.unit) or q.unit or "count",
            q.comparator,
            made,
            subject,
            (period, inherited),
            status,
            q.unit_text,
        )

    def _class_of(self, q: Quantity) -> bool:
        """Whether a number only bounds a class: 12 of the 20 largest towns."""
        behind = re.match(r" (?:most|largest|biggest|best|leading|top|fastest)\b", self.view[q.end : q.end + 12])
        return behind is not None and self.view.endswith((" of the ", " of its "), max(0, q.start - 8), q.start)

    def _counts_one(self, q: Quantity) -> bool:
        """Whether *one* counts (three universities and one hospital) and is no pronoun (one of the largest)."""
        return (
            len(self.quantities) > 1
            and re.match(r" (?!of\b|and\b|or\b|to\b|such\b|another\b)[a-z-]+", self.view[q.end : q.end + 12])
            is not None
        )

    def _site(self, q: Quantity, n: int, segment: Segment, topic: Topic) -> Site:
        following = self.quantities[n + 1].start if n + 1 < len(self.quantities) else self.sentence.end
        before = self.quantities[n - 1].end if n else segment.start
        return Site(
            view=self.view,
            start=segment.start,
            end=segment.end,
            floor=max(segment.start, before if before < q.start else segment.start),
            limit=min(following, max(segment.end, q.end)),
            topic=topic,
            verb=self._verb(q, segment),
            last=self.last,
            verb_here=self._verb_between(self.quantities[n - 1].end if n else segment.start, q.start),
        )

    def _verb_between(self, low: int, high: int) -> bool:
        """Whether a verb stands between two numbers."""
        return any(low <= token.start < high and token.word in verbs() for token in self.sentence.tokens)

    def _verb(self, q: Quantity, segment: Segment) -> Verb | None:
        """The verb form nearest before the number in its stretch, else the stretch's own."""
        near: Verb | None = None
        before = ""
        for token in self.sentence.tokens:
            if token.start >= q.start:
                break
            named, before = before in ("a", "an", "the"), token.word
            if token.start >= segment.start and token.word in verbs():
                form = verbs()[token.word]
                if named and form.strength < 2:
                    continue  # a total of
                near = form if form.role != "aux" or near is None else near
        return near or segment.form

    def _subject(self, q: Quantity, made: Frame, segment: Segment, topic: Topic) -> str | None:
        share = q.unit == "percent"
        bearer = beside(self.view, segment.start, (q.start, q.end), self.sentence.end, share=share)
        if bearer and (share or made.subject is None):
            return bearer
        own = None if made.rule == "english.share_of_subject" and segment.link == "where" else made.subject
        if own is not None:
            apposed = self._apposed(self.sentence.at(q.start), q.start) if made.rule == "english.area" else None
            return apposed or own
        if share and re.search(r"\baccounting for\s+$", self.view[max(0, q.start - 18) : q.start]) and self.last:
            thing = self.last.noun
            if thing and not is_measure(nouns.head(self.view, thing)):
                return self.view[slice(*thing)]
        whole = _THOSE.match(self.view, self.sentence.start, q.start)
        if whole:
            return whole["those"]
        if segment.link == "bracket" and (item := item_of(self.view, self.sentence, segment)):
            return item
        if made is self.last and self.last_subject is not None:
            return self.last_subject
        named = self._bracketed(q, segment) if not share and made is not self.last else None
        if named is not None:
            return named
        held = topic.span is not None and topic.span[0] <= q.start < topic.span[1]
        if held and topic.span is not None and not _ACTING.search(self.view, topic.span[0], q.start):
            return self.main if q.end <= topic.span[0] + 2 else self.running or self.main
        if topic.counted and segment.verb is not None and segment.verb.start < q.start:
            return topic.counted
        if not self.firm and not topic.owned and (topic.measure or topic.head) and made.rule == "english.growth":
            place = place_of(self.view, self.sentence.start, (q.start, q.end), self.sentence.end)
            if place is not None:
                return place
        by = re.compile(r"^\s*(?:the\s+)?([\w' -]{3,40}?)\s+(?:that|which|who)\b").match(topic.words or "")
        words = by[1] if by else topic.words
        if (
            words
            and made.noun
            and words.lower() == self.view[slice(*made.noun)].lower()
            and made.rule != "english.share_of_subject"
        ):
            return self.main or words  # Employees: 23,500
        return words or self.main

    def _bracketed(self, q: Quantity, segment: Segment) -> str | None:
        """The name before the bracket that a number opens: Ostrand Mills (820 employees)."""
        if segment.link != "bracket" or segment.verb is not None or q.start > segment.start + 6:
            return None
        span = nouns.before(self.view, max(self.sentence.start, segment.start - 80), segment.start - 2)
        named = (
            span is not None
            and not self.view[max(0, span[0] - 2) : span[0]].strip().isdigit()
            and all(w[0].isupper() or w in ("of", "and") for w in self.view[slice(*span)].split())
        )
        return self.view[slice(*span)] if span and named and not nouns.is_measured(self.view, span) else None

    def _period(self, start: int, end: int) -> tuple[Period | None, bool]:
        return dating.period_of(self.view, self.sentence, self.periods, self.quantities, (start, end), self.events)

    def _ranks(self) -> Iterator[Figure]:
        if self.sentence.end - self.sentence.start < 12:
            return
        for rank in ranks(self.view, self.sentence.start, self.sentence.end):
            number = self.sentence.at(rank.start)
            segment, topic = self.sentence.segments[number], self.topics[number]
            if any(q.start <= rank.start < q.end for q in self.quantities) or any(
                p.start <= rank.start < p.end for p in self.periods
            ):
                continue
            made = Frame(rank.name, "english.rank", rank.noun, tier="rank")
            period = self._period(rank.start, rank.end)
            apposed = self._apposed(number, rank.start)
            status = status_at(self.view, segment, rank.start)
            yield self._figure(
                (rank.start, rank.end),
                (rank.value, None),
                "rank",
                "eq",
                made,
                rank.subject or apposed or topic.words or self.main,
                period,
                status,
                None,
            )

    def _apposed(self, number: int, at: int) -> str | None:
        """Whom a rank that is set off belongs to: set up the Acme Park (AP), the first park of its kind."""
        segments = self.sentence.segments
        segment = segments[number]
        if segment.verb is not None or segment.link != "" or number == 0 or at - segment.start > 16:
            return None
        n = number - 2 if segments[number - 1].link == "bracket" and number > 1 else number - 1
        span = nouns.before(self.view, segments[n].start, segments[n].end)
        named = span is not None and self.view[span[0]].isupper()
        return self.view[slice(*span)] if span and named else None

    def _dates(self) -> Iterator[Figure]:
        for moment in self.moments:
            period = moment.period
            if self.marks_part(period):
                continue
            number = self.sentence.at(moment.verb[0])
            segment, topic = self.sentence.segments[number], self.topics[number]
            low, high, comparator = moments.value_of(period)
            made = Frame(moment.event, "english.moment", tier="time")
            status = (
                "target"
                if status_at(self.view, segment, max(moment.verb[0], period.start)) == "target"
                else "historical"
            )
            lead = _LEAD.match(period.text)
            start = period.start + (lead.end() if lead else 0)
            yield self._figure(
                (start, period.end),
                (low, high),
                "calendar_year",
                comparator,
                made,
                self.main if moment.subject == "" else moment.subject or topic.words or self.main,
                (period, False),
                status,
                None,
                cover=moment.verb,
            )

    def marks_part(self, period: Period) -> bool:
        """Whether a date stands in brackets of a name and tells no event."""
        return period.end - period.start < 4

    def _figure(
        self,
        span: tuple[int, int],
        values: tuple[float, float | None],
        unit: str,
        comparator: str,
        made: Frame,
        subject: str | None,
        when: tuple[Period | None, bool],
        status: str,
        unit_text: str | None,
        cover: tuple[int, int] | None = None,
    ) -> Figure:
        period, inherited = when
        low, high = span
        segment = self.sentence.segments[self.sentence.at(span[0])]
        for other in (made.noun, cover):
            if other is not None and segment.start <= other[0] and other[1] <= max(segment.end, high):
                low, high = min(low, other[0]), max(high, other[1])
        if (
            period is not None
            and not inherited
            and segment.start <= period.start
            and period.end <= segment.end
            and abs(period.start - high) < 30
        ):
            low, high = min(low, period.start), max(high, period.end)
        words = None if subject is None else re.sub(r"\s+", " ", subject)
        if words and len(words.split()) > 6 and re.search(r"\d", words):
            words = named_before_verb(words) or self.main or words  # a sentence is no subject
        return Figure(
            quote=self.text[low:high],
            start=low,
            end=high,
            rule=made.rule,
            cluster=self.cluster,
            value=values[0],
            value_max=values[1],
            unit=unit,
            unit_text=unit_text,
            comparator=comparator,
            value_text=self.text[span[0] : span[1]],
            value_start=span[0],
            value_end=span[1],
            subject=words,
            subject_text=words,
            indicator=re.sub(r"\s+", " ", made.indicator),
            period=period.iso if period else None,
            period_text=period.text if period else None,
            period_inherited=inherited and period is not None,
            status=status,
            tier=made.tier,
        )
