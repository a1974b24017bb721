"""One sentence with its numbers, times and ranks, turned into figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from jiqun.extract import moments
from jiqun.extract.counting import counts
from jiqun.extract.dating import base_of, bound_elsewhere, origin, period_of
from jiqun.extract.distribution import assign
from jiqun.extract.facets import facets
from jiqun.extract.frame import Frame, Site
from jiqun.extract.frames import frame
from jiqun.extract.period import Period
from jiqun.extract.quantity import Quantity
from jiqun.extract.quoting import quote_span
from jiqun.extract.rank import Rank
from jiqun.extract.ranking import rank_frame, spread_share
from jiqun.extract.reading import Reading, Sentence
from jiqun.extract.sections import Section
from jiqun.extract.status import by_horizon, status
from jiqun.extract.subjects import Subject, Subjects
from jiqun.model import Figure


@dataclass(frozen=True, slots=True)
class Background:
    """What stands over a sentence: headings that announce plans, the year a reader would carry into it, and the
    period of the sentence before, which only 其中 and the like bind to it.
    """

    planned: bool
    context: str | None
    before: Period | None = None


@dataclass(frozen=True, slots=True)
class _Amount:
    """A value with the span of its words."""

    start: int
    end: int
    value: float
    value_max: float | None
    unit: str
    comparator: str
    unit_text: str | None = None


class Walk:
    """A sentence on the way to its figures; it remembers the frame before, which later numbers may lean on."""

    def __init__(
        self, reading: Reading, section: Section, subjects: Subjects, sentence: Sentence, background: Background
    ) -> None:
        self.reading, self.section, self.subjects, self.sentence = reading, section, subjects, sentence
        self.view, self.background = reading.view, background
        self.topics = subjects.read_sentence(sentence)
        self.quantities: list[Quantity] = []
        self.periods: list[Period] = []
        self.frames: list[tuple[int, Frame]] = []

    def figures(self, quantities: list[Quantity], periods: list[Period], ranks: list[Rank]) -> Iterator[Figure]:
        """Measures and ages, then ranks, then dates that are figures themselves."""
        masked = self.reading.masked
        self.periods = [p for p in periods if not masked(p.start, p.end) or p.kind != "date"]
        ranks = [r for r in ranks if not masked(r.start, r.end)]
        self.quantities = [
            q
            for q in quantities
            if counts(self.reading, q, self.periods, ranks) and not self.subjects.in_name(q.number_start, q.number_end)
        ]
        owners, orphans = assign(self.view, self.quantities, self.sentence.start, self.sentence.end)
        for n, q in enumerate(self.quantities):
            if q.start not in orphans:
                yield from self._measure(q, n, owners.get(q.start))
        for rank in ranks:
            yield from self._ranked(rank)
        for n, period in enumerate(self.periods):
            yield from self._moment(period, n)

    def _measure(self, q: Quantity, n: int, owner: tuple[int, int] | None) -> Iterator[Figure]:
        """The figure of a quantity, or one for each item where one share spreads over a list (A、B和C均占…)."""
        number = self.sentence.clause_at(q.number_start)
        made = moments.age_frame(self.view, q) or frame(self._leaning(q), self._site(q, n, number))
        if made is None:
            return
        if made.tier != "time":
            self.frames.append((q.start, made))
        spread = spread_share(self.view, made, self.sentence.clauses[number].start)
        subject = Subject(*owner, "frame") if owner else self._subject(number, q, made)
        shared: list[tuple[Frame, Subject | None]] = [*spread] or [(made, subject)]
        value = -q.value if made.negative else q.value
        unit = made.unit or q.unit or "count"
        amount = _Amount(q.start, q.end, value, q.value_max, unit, q.comparator, q.unit_text)
        dated = (None, False) if made.rule == "figure.age" else self._period(q.start)
        for one, who in shared:
            yield self._figure(amount, one, who, dated, number)

    def _leaning(self, q: Quantity) -> Quantity:
        """The quantity as if no blank stood before it (营业收入 21.3 亿元), so that rules see the word it leans on."""
        start = q.start
        while start > self.sentence.start and self.view[start - 1] in " \u3000":
            start -= 1
        return q if start == q.start else replace(q, start=start)

    def _site(self, q: Quantity, n: int, number: int) -> Site:
        clause, topic = self.sentence.clauses[number], self.topics[number]
        own = topic if topic and topic.found in ("clause", "class") else None
        heads = own is not None and clause.start <= own.start and own.end <= q.start
        following = self.quantities[n + 1].start if n + 1 < len(self.quantities) else clause.end
        return Site(
            view=self.view,
            start=clause.start,
            end=clause.end,
            floor=own.end if own and heads else clause.start,
            limit=min(following, clause.end),
            sentence=self.sentence.start,
            own=own,
            last=self._frame_before(q.start),
            level=self._frame_before(q.start, level=True),
            after=self.quantities[n - 1].end if n else None,
            kind=self.quantities[n - 1].kind if n else None,
        )

    def _frame_before(self, at: int, level: bool = False) -> Frame | None:
        """The frame of the number before; with ``level``, of the last that is no growth rate and no share."""
        for start, made in reversed(self.frames):
            if start < at and not (level and made.rule in _CHANGES):
                return made
        return None

    def _subject(self, number: int, q: Quantity, made: Frame) -> Subject | None:
        """The frame's own subject, the founder behind the number, a noun phrase right before it, or the topic."""
        if made.subject is not None:
            return Subject(*made.subject, "frame")
        noun = self.view[slice(*made.noun)] if made.noun else ""
        if re.search(
            r"(?:单位|股东|成员|发起人)$", noun
        ):  # 12家股东单位…成立了“某某公司”: the owner follows its members
            founded = _FOUNDED.search(self.view, q.end, self.sentence.end)
            if founded:
                return Subject(*founded.span("what"), "owner")
        topic = self.topics[number]
        measured = _MEASURED.match(self.view, *made.noun) if made.noun and made.noun[1] <= q.start else None
        if measured and not (topic and topic.found == "clause"):
            return Subject(*measured.span("who"), "measured")
        if topic and topic.found == "class" and made.noun and topic.start <= made.noun[0] < topic.end:
            topic = topic.behind
        after = made.noun is not None and made.noun[0] >= q.start
        if after and not (topic is not None and topic.found in ("clause", "class")):
            beside = _BESIDE.search(self.view, self.sentence.clauses[number].start, q.start)
            if beside:  # 利用某市相关专业每年2万毕业生
                return Subject(*beside.span("who"), "beside")
        return topic

    def _period(self, at: int) -> tuple[Period | None, bool]:
        free = [p for p in self.periods if not bound_elsewhere(self.view, p, self.quantities, at)]
        found = period_of(self.view, self.sentence, free, at)
        if found[0] is None and self.background.before and _BINDS.match(self.view, self.sentence.start):
            return self.background.before, True
        return found

    def _ranked(self, rank: Rank) -> Iterator[Figure]:
        number = self.sentence.clause_at(rank.start)
        clause = self.sentence.clauses[number]
        made, spread = rank_frame(self.view, rank, (clause.start, clause.end), self._frame_before(rank.start))
        dated = self._period(rank.start)
        if dated[0] is not None and dated[0].kind == "decade":
            dated = (None, False)
        amount = _Amount(rank.start, rank.end, rank.value, None, "rank", rank.comparator)
        subjects: list[Subject | None] = [Subject(*span, "frame") for span in spread]
        for named in subjects or [self.topics[number]]:
            yield self._figure(amount, made, named, dated, number)

    def _moment(self, period: Period, n: int) -> Iterator[Figure]:
        """A date with an event before any measure: 2009年得到批准正式挂牌成立."""
        value = moments.moment_value(period)
        if value is None or self.reading.masked(period.start, period.end):
            return
        number = self.sentence.clause_at(period.start)
        last = min(number + 3, len(self.sentence.clauses)) - 1
        later = self.periods[n + 1].start if n + 1 < len(self.periods) else self.sentence.end
        measures = [start for start, _ in self.frames if start > period.end]
        stop = min([later, self.sentence.clauses[last].end, *measures])
        found = moments.event(self.view, period.end, stop)
        if found is None:
            found = origin(self.view, period, self.sentence.clauses[number].start)
        elif stop in measures and self.sentence.clause_at(stop) == self.sentence.clause_at(found[1]):
            return  # the event is what was counted: 2018年成立了3个联盟
        if found is None:
            return
        low, high, comparator = value
        planned = status(self.view, number, self.sentence.start, found[2], found[2], self.background.planned)
        ahead = by_horizon("actual", period, self.reading.document.date)
        told = "target" if "target" in (planned, ahead) else "historical"
        made = Frame(found[0], tier="time", rule="figure.moment", status=told)
        amount = _Amount(period.start, period.end, low, high, "calendar_year", comparator)
        subject = self._subject_of_event(self.sentence.clause_at(max(found[1], period.start)))
        yield self._figure(amount, made, subject, (period, False), number, quote_end=found[2])

    def _subject_of_event(self, at: int) -> Subject | None:
        """The event's subject; where only an older topic is known, the subject that the next clause names."""
        subject = self.topics[at]
        if subject is None:
            later = [topic for n, topic in self.topics.items() if n > at and topic and topic.found == "clause"]
            return later[0] if later else None
        return subject

    def _figure(
        self,
        amount: _Amount,
        made: Frame,
        subject: Subject | None,
        dated: tuple[Period | None, bool],
        number: int,
        quote_end: int = 0,
    ) -> Figure:
        text, clause = self.reading.text, self.sentence.clauses[number]
        when, inherited = dated
        span = (amount.start, max(amount.end, quote_end))
        low, high = quote_span(self.view, self.sentence, number, span, made, when, inherited, self.quantities)
        words = self.subjects.text_of(subject)
        named = [(subject.start, subject.end)] if subject else []
        sides = facets(self.view, [*named, (clause.start, amount.start)])
        by_name = {side.name: side.value for side in sides}
        told = made.status or status(
            self.view, clause.start, self.sentence.start, amount.start, amount.end, self.background.planned
        )
        if made.status is None and when is not None:
            told = by_horizon(told, when, self.reading.document.date)
        return Figure(
            quote=text[low:high],
            start=low,
            end=high,
            rule=f"{made.rule}/{subject.found if subject else 'section'}",
            cluster=self.section.cluster,
            value=amount.value,
            value_max=amount.value_max,
            unit=amount.unit,
            unit_text=amount.unit_text,
            comparator=amount.comparator,
            value_text=text[amount.start : amount.end],
            value_start=amount.start,
            value_end=amount.end,
            subject=self.subjects.resolve(words),
            subject_text=words,
            indicator=made.indicator,
            indicator_id=made.entry.id if made.entry else None,
            basis=made.entry.basis if made.entry else None,
            coverage=by_name.get("coverage"),
            territory=by_name.get("territory"),
            unit_of_account=by_name.get("unit_of_account"),
            price_basis=by_name.get("price_basis"),
            facets=sides,
            period=when.iso if when else None,
            period_text=when.text if when else None,
            period_inherited=inherited and when is not None,
            period_context=None if when and when.iso else self.background.context,
            base_period=base_of(self.view, clause.start, amount.start, self.periods) if made.base else None,
            status=told,
            tier="rank" if amount.unit == "rank" else made.tier,
        )


_CHANGES = ("figure.growth", "figure.grown", "figure.share", "figure.share_last", "figure.compared", "figure.multiple")
_BINDS = re.compile(r"\s*(?:其中|同期|同年|该年|当年)")  # these words bind a sentence to the one before
_MEASURED = re.compile(  # 日用瓷年产能12亿件, 干线全长276公里: what is measured is the subject
    r"(?P<who>(?!全|年|总|累计)[^,。;的]{2,12}?)"
    r"(?:的)?(?:年?产能|年?产量|销量|全长|落差|总装机|装机容量|最高时速|时速|市场占有率|市占率|国内市场占有率)$"
)
_FOUNDED = re.compile(r"(?:成立|组建|设立|发起)了?“?(?P<what>[^,。;”]{4,24})")
_BESIDE = re.compile(r"(?:利用|依托|发挥|凭借)了?(?P<who>[^,。;的]{3,16})$")
