"""Figures: walk the sentences of a section and turn numbers, ranks and dates into claims."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from jiqun.extract import moments
from jiqun.extract.counting import counts
from jiqun.extract.dating import origin, period_of
from jiqun.extract.frame import Frame, Site
from jiqun.extract.frames import frame
from jiqun.extract.period import Period
from jiqun.extract.quantity import Quantity
from jiqun.extract.rank import Rank
from jiqun.extract.ranking import rank_frame, spread_share
from jiqun.extract.reading import Reading, Sentence, sentences
from jiqun.extract.sections import Section
from jiqun.extract.subjects import Subject, Subjects
from jiqun.model import Figure

_TARGET = re.compile(
    r"将(?:会|要|力争|努力)?(?:达|超|突破|实现|形成|建成|新增|增|提高|提升|培育|打造|突|集聚|引进|完成|投)|力争|争取(?!到)|预计|计划(?=到|于|在|建|投|新|实|引|达|总|完|用|\d)|规划(?:建设|到|总|用地)|拟(?!人|合)|目标(?:是|为)?|确保|有望|预期|到20[2-9]\d年"
)
_FROM = re.compile(r"[从由自][^,。;]{0,12}$")
_FORMER = re.compile(
    r"(?:稳步|快速|迅速|大幅)?(?:增长|增加|提高|提升|上升|发展|扩大|攀升|跃升|增至|升至|下降|降低|减少|降至)"
)
T = TypeVar("T", Quantity, Period, Rank)


@dataclass(frozen=True, slots=True)
class Lattice:
    """All numbers, times and ranks of a document, in order, with the starts for bisection."""

    quantities: list[Quantity]
    periods: list[Period]
    ranks: list[Rank]

    def within(self, start: int, end: int) -> tuple[list[Quantity], list[Period], list[Rank]]:
        """What starts in ``[start, end)``."""
        return (
            _slice(self.quantities, start, end),
            _slice(self.periods, start, end),
            _slice(self.ranks, start, end),
        )


def _slice(items: list[T], start: int, end: int) -> list[T]:
    low = bisect_left(items, start, key=lambda item: item.start)
    return items[low : bisect_left(items, end, lo=low, key=lambda item: item.start)]


def figures(reading: Reading, section: Section, subjects: Subjects, lattice: Lattice) -> list[Figure]:
    """The figures of a section's paragraphs, in order."""
    found: list[Figure] = []
    for block in section.blocks:
        if block.kind in ("heading", "title", "cell"):
            continue
        subjects.new_paragraph()
        for sentence in sentences(reading.view, block):
            found += _Walk(
                reading, section, subjects, sentence, *lattice.within(sentence.start, sentence.end)
            ).figures()
    return found


class _Walk:
    """One sentence with its numbers, times and ranks."""

    def __init__(
        self,
        reading: Reading,
        section: Section,
        subjects: Subjects,
        sentence: Sentence,
        quantities: list[Quantity],
        periods: list[Period],
        ranks: list[Rank],
    ) -> None:
        self.reading, self.section, self.subjects, self.sentence = reading, section, subjects, sentence
        self.view = reading.view
        self.periods = [p for p in periods if not reading.masked(p.start, p.end) or p.kind != "date"]
        self.ranks = [r for r in ranks if not reading.masked(r.start, r.end)]
        self.topics = subjects.read_sentence(sentence)
        self.last: Frame | None = None
        self.quantities = [q for q in quantities if counts(reading, q, self.periods, self.ranks)]

    def figures(self) -> Iterator[Figure]:
        """Measures and ages, then ranks, then dates that are figures themselves."""
        measured: list[int] = []
        for n, q in enumerate(self.quantities):
            for figure in self._measure(q, n):
                measured.append(q.start)
                yield figure
        yield from self._ranked()
        yield from self._moments(measured)

    def _measure(self, q: Quantity, n: int) -> Iterator[Figure]:
        """The figure of a quantity, or one for each item where one share spreads over a list (A、B和C均占…)."""
        number = self.sentence.clause_at(q.number_start)
        clause = self.sentence.clauses[number]
        made: Frame | None
        if q.kind == "duration":
            if not moments.is_age(self.view, q):
                return
            made = Frame("发展历程年数", tier="time", unit="year", rule="figure.age", status="historical")
        else:
            made = frame(q, self._site(q, n, number))
        if made is None:
            return
        if made.tier == "measure":
            self.last = made
        spread = spread_share(self.view, made, clause.start)
        subject = self._subject(number, q, made)
        period = None if made.tier == "time" else self._period(q.start)
        value = -q.value if made.negative else q.value
        unit = made.unit or q.unit or "count"
        shared: list[tuple[Frame, Subject | None]] = [*spread] or [(made, subject)]
        for one, who in shared:
            yield self._figure(
                q.start, q.end, value, q.value_max, unit, q.comparator, one, who, period, number, q.unit_text
            )

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
            last=self.last,
        )

    def _subject(self, number: int, q: Quantity, made: Frame) -> Subject | None:
        """The frame's own subject, a noun phrase right before the number, the founder behind it, or the topic."""
        if made.subject is not None:
            return Subject(*made.subject, "frame")
        owner = self._owner_after(q, made)
        if owner is not None:
            return owner
        beside = self._beside(number, q, made)
        return beside or self.topics[number]

    def _owner_after(self, q: Quantity, made: Frame) -> Subject | None:
        """12家股东单位…成立了“某某公司”: the owner follows its members."""
        if made.noun is None or not re.search(r"(?:单位|股东|成员|发起人)$", self.view[slice(*made.noun)]):
            return None
        founded = re.compile(r"(?:成立|组建|设立|发起)了?“?([^,。;”]{4,24})").search(
            self.view, q.end, self.sentence.end
        )
        return Subject(founded.start(1), founded.end(1), "owner") if founded else None

    def _beside(self, number: int, q: Quantity, made: Frame) -> Subject | None:
        """利用某市相关专业每年2万毕业生: the place's noun phrase that ends right at the number."""
        topic = self.topics[number]
        clause = self.sentence.clauses[number]
        if (topic is not None and topic.found in ("clause", "class")) or made.noun is None or made.noun[0] < q.start:
            return None
        phrase = re.compile(r"(?:利用|依托|发挥|凭借)了?(?P<who>[^,。;的]{3,16})$").search(
            self.view, clause.start, q.start
        )
        return Subject(*phrase.span("who"), "beside") if phrase else None

    def _period(self, at: int) -> tuple[Period | None, bool]:
        return period_of(self.view, self.sentence, self.periods, at)

    def _ranked(self) -> Iterator[Figure]:
        for rank in self.ranks:
            number = self.sentence.clause_at(rank.start)
            clause = self.sentence.clauses[number]
            made, spread = rank_frame(self.view, rank, (clause.start, clause.end))
            period = self._period(rank.start)
            if period[0] is not None and period[0].kind in ("decade",):
                period = (None, False)
            subjects: list[Subject | None] = [Subject(*span, "frame") for span in spread]
            subjects = subjects or [self.topics[number]]
            for named in subjects:
                yield self._figure(
                    rank.start, rank.end, rank.value, None, "rank", rank.comparator, made, named, period, number
                )

    def _moments(self, measured: list[int]) -> Iterator[Figure]:
        """Dates with an event before any measure: 2009年得到批准正式挂牌成立."""
        for n, period in enumerate(self.periods):
            value = moments.moment_value(period)
            if value is None or self.reading.masked(period.start, period.end):
                continue
            number = self.sentence.clause_at(period.start)
            clause = self.sentence.clauses[number]
            stop = self.periods[n + 1].start if n + 1 < len(self.periods) else self.sentence.end
            stop = min([stop, *(at for at in measured if at > period.end)])
            last = min(number + 3, len(self.sentence.clauses)) - 1
            found = moments.event(self.view, period.end, min(stop, self.sentence.clauses[last].end))
            if found is None:
                found = origin(self.view, period, clause.start)
            elif stop in measured and self.sentence.clause_at(stop) == self.sentence.clause_at(found[1]):
                continue  # the event is what was counted: 2018年成立了3个联盟
            if found is None:
                continue
            made = Frame(found[0], tier="time", rule="figure.moment", status="historical")
            at = self.sentence.clause_at(max(found[1], clause.start))
            subject = self.topics[at]
            if subject is None or subject.found == "topic":
                following = [t for n, t in self.topics.items() if n > at and t and t.found == "clause"]
                subject = subject if subject or not following else following[0]
            low, high, comparator = value
            yield self._figure(
                period.start,
                period.end,
                low,
                high,
                "calendar_year",
                comparator,
                made,
                subject,
                (period, False),
                number,
                quote_end=found[2],
            )

    def _figure(
        self,
        start: int,
        end: int,
        value: float,
        value_max: float | None,
        unit: str,
        comparator: str,
        made: Frame,
        subject: Subject | None,
        period: tuple[Period | None, bool] | None,
        number: int,
        unit_text: str | None = None,
        quote_end: int | None = None,
    ) -> Figure:
        text = self.reading.text
        when, inherited = period or (None, False)
        low, high = self._quote(start, max(end, quote_end or 0), made, when, inherited, number)
        words = self.subjects.text_of(subject)
        tier = made.tier if made.tier != "measure" or unit != "rank" else "rank"
        return Figure(
            quote=text[low:high],
            start=low,
            end=high,
            rule=made.rule,
            cluster=self.section.cluster,
            value=value,
            value_max=value_max,
            unit=unit,
            unit_text=unit_text,
            comparator=comparator,
            value_text=text[start:end],
            value_start=start,
            value_end=end,
            subject=self.subjects.resolve(words),
            subject_text=words,
            indicator=made.indicator,
            indicator_id=made.entry.id if made.entry else None,
            basis=made.entry.basis if made.entry else None,
            period=when.iso if when else None,
            period_text=when.text if when else None,
            period_inherited=inherited and when is not None,
            status=made.status or self._status(start, end, number),
            tier=tier,
        )

    def _quote(
        self, start: int, end: int, made: Frame, when: Period | None, inherited: bool, number: int
    ) -> tuple[int, int]:
        """The shortest span that lets a reader check the figure: the number, its noun, its date when it stands near."""
        clause = self.sentence.clauses[number]
        low = clause.start
        for q in self.quantities:
            if clause.start <= q.start < start:
                mark = max(self.view.rfind("、", q.end, start), self.view.rfind("和", q.end, start))
                low = mark + 1 if mark >= 0 else low
        for span in (made.noun, made.subject):
            if span is not None and self.sentence.start <= span[0]:
                low, end = min(low, span[0]), max(end, span[1])
        if (when is not None and not inherited) or (
            when is not None and number > 0 and when.end == self.sentence.clauses[number - 1].end
        ):
            low = min(low, when.start)
        while self.view[low : low + 1] in (" ", "\u3000", "”", "、"):
            low += 1
        if self.view[end : end + 1] == "”" and "“" in self.view[low:end]:
            end += 1
        return low, end

    def _status(self, at: int, end: int, number: int) -> str:
        """``target`` in a plan, ``historical`` for the first of 从…增长到…, else ``actual``."""
        if _FORMER.match(self.view, end) and _FROM.search(self.view, self.sentence.clauses[number].start, at):
            return "historical"
        start = self.sentence.clauses[max(0, number - 1)].start
        return "target" if _TARGET.search(self.view, start, at) else "actual"
