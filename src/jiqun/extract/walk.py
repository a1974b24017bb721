"""One sentence with its numbers, times and ranks, turned into figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from jiqun.extract import moments
from jiqun.extract.bearers import Bearers
from jiqun.extract.counting import counts
from jiqun.extract.dating import base_of, bound_elsewhere, origin, period_of
from jiqun.extract.distribution import assign, handed_years, leaned_on, runs
from jiqun.extract.facets import facets
from jiqun.extract.frame import Frame, Site
from jiqun.extract.frames import frame
from jiqun.extract.leading import Subject
from jiqun.extract.period import Period
from jiqun.extract.quantity import Quantity
from jiqun.extract.quoting import quote_span
from jiqun.extract.rank import Rank
from jiqun.extract.ranking import rank_frame, spread_share
from jiqun.extract.reading import Reading, Sentence
from jiqun.extract.record import record
from jiqun.extract.run import Run
from jiqun.extract.sections import Section
from jiqun.extract.status import by_horizon, status
from jiqun.extract.subjects import Subjects
from jiqun.model import Figure


@record
class Background:
    """What stands over a sentence: headings that announce plans, the year a reader would carry into it, the period of
    the sentence before, which only 其中 and the like bind to it, the currency of a sum without one, and whether the
    document reports on a year that is over.
    """

    planned: bool
    context: str | None
    before: Period | None = None
    currency: str = "CNY"
    told: bool = False


@record
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
    """A sentence on the way to its figures; its run remembers the frames that later numbers may lean on."""

    def __init__(
        self, reading: Reading, section: Section, subjects: Subjects, sentence: Sentence, background: Background
    ) -> None:
        self.reading, self.section, self.subjects, self.sentence = reading, section, subjects, sentence
        self.view, self.background = reading.view, background
        self.bearers = Bearers(reading.view, sentence, subjects)
        self.topics = self.bearers.topics
        self.quantities: list[Quantity] = []
        self.periods: list[Period] = []
        self.run = Run(reading.view, sentence.start)
        self.years: dict[int, Period] = {}

    def figures(self, quantities: list[Quantity], periods: list[Period], ranks: list[Rank]) -> Iterator[Figure]:
        """Measures and ages, then ranks, then dates that are figures themselves."""
        masked = self.reading.masked
        self.periods = [p for p in periods if not masked(p.start, p.end) or p.kind != "date"]
        ranks = [r for r in ranks if not masked(r.start, r.end)]
        taken = [(p.start, p.end) for p in self.periods if p.kind not in ("now", "recurrent")]
        taken += [(r.start, r.end) for r in ranks]
        self.quantities = [
            q
            for q in quantities
            if counts(self.reading, q, taken) and not self.subjects.in_name(q.number_start, q.number_end)
        ]
        owners, orphans = self._handed_out() if len(self.quantities) > 1 else ({}, set())
        for n, q in enumerate(self.quantities):
            if q.start not in orphans:
                yield from self._measure(q, n, owners.get(q.start))
        for rank in ranks:
            yield from self._ranked(rank)
        for n, period in enumerate(self.periods):
            yield from self._moment(period, n)

    def _handed_out(self) -> tuple[dict[int, tuple[int, int]], set[int]]:
        """What 分别 hands to the numbers behind it: owners, levels, years; and the numbers that it leaves without."""
        start = self.sentence.start
        given = runs(self.view, self.quantities, start, self.sentence.end)
        owners, orphans = assign(self.view, given, start)
        self.run.levels = leaned_on(self.view, given, self.quantities, start)
        self.years = handed_years(given, self.periods, start)
        return owners, orphans - self.run.levels.keys() - self.years.keys()

    def _measure(self, q: Quantity, n: int, owner: tuple[int, int] | None) -> Iterator[Figure]:
        """The figure of a quantity, or one for each item where one share spreads over a list (A、B和C均占…)."""
        number = self.sentence.clause_at(q.number_start)
        made = moments.age_frame(self.view, q) or self.run.grown(q) or frame(self._leaning(q), self._site(q, n, number))
        if made is None:
            return
        made = self._made_or_sold(made, q, number)
        if made.tier != "time":
            self.run.frames.append((q.start, made))
        spread = spread_share(self.view, made, self.sentence.clauses[number].start)
        subject = Subject(*owner, "frame") if owner else self.bearers.of(number, q, made)
        shared: list[tuple[Frame, Subject | None]] = [*spread] or [(made, subject)]
        value = -q.value if made.negative else q.value
        unit = made.unit or q.unit or "count"
        unit = self.background.currency if unit == "CNY" and q.unit is None else unit
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
        item = self.bearers.listed(q)
        following = self.quantities[n + 1].start if n + 1 < len(self.quantities) else clause.end
        return Site(
            view=self.view,
            start=clause.start,
            end=clause.end,
            floor=max(own.end if own and heads else clause.start, item.end if item else 0),
            limit=min(following, clause.end),
            sentence=self.sentence.start,
            own=None if item else own,
            last=self.run.level_of(q) or self.run.before(q.start),
            level=self.run.before(q.start, level=True),
            after=self.quantities[n - 1].end if n else None,
            kind=self.quantities[n - 1].kind if n else None,
        )

    def _made_or_sold(self, made: Frame, q: Quantity, number: int) -> Frame:
        """产销分别完成2500万辆和2600万辆: the first number is what was made, the second what was sold."""
        clause = self.sentence.clauses[number]
        handed = self.view.find("分别", clause.start, q.start)
        if handed < 0 or not _MADE_AND_SOLD.search(self.view, clause.start, handed):
            return made
        before = sum(handed < other.start < q.start for other in self.quantities)
        word = "产量" if before == 0 else "销量"
        return replace(made, indicator=re.sub(r"产销数?|产量", word, made.indicator)) if before < 2 else made

    def _period(self, at: int) -> tuple[Period | None, bool]:
        own = self.years.get(at)
        if own is not None:
            return own, False
        free = [p for p in self.periods if not bound_elsewhere(self.view, p, self.quantities, at)]
        found = period_of(self.view, self.sentence, free, at)
        if found[0] is None and self.background.before and BINDS.match(self.view, self.sentence.start):
            return self.background.before, True
        return found

    def _ranked(self, rank: Rank) -> Iterator[Figure]:
        number = self.sentence.clause_at(rank.start)
        clause = self.sentence.clauses[number]
        own = self.topics[number]
        heads = own is not None and own.found in ("clause", "class") and clause.start <= own.start < rank.start
        floor = own.end if own and heads and own.end <= rank.start else clause.start
        last = self.run.before(rank.start)
        if last is not None and last.rule == "figure.share_last":
            last = self.run.before(rank.start, level=True) or last  # 产值5亿元,占全省三成,居第二位
        made, spread = rank_frame(self.view, rank, (clause.start, clause.end), last, floor)
        dated = self._period(rank.start)
        if dated[0] is not None and dated[0].kind == "decade":
            dated = (None, False)
        amount = _Amount(rank.start, rank.end, rank.value, None, "rank", rank.comparator)
        subjects: list[Subject | None] = [Subject(*span, "frame") for span in spread]
        if not subjects and (headed := self.bearers.ranked(rank, clause)):
            subjects = [headed]
        for named in subjects or [self.bearers.of_rank(number)]:
            yield self._figure(amount, made, named, dated, number)

    def _moment(self, period: Period, n: int) -> Iterator[Figure]:
        """A date with an event before any measure: 2009年得到批准正式挂牌成立."""
        value = moments.moment_value(period)
        if self.view[period.end : period.end + 2].lstrip(",").startswith("是"):
            return  # 2019年是新中国成立70周年: the year is what is told of, not when it was founded
        if value is None or self.reading.masked(period.start, period.end):
            return
        number = self.sentence.clause_at(period.start)
        last = min(number + 3, len(self.sentence.clauses)) - 1
        later = self.periods[n + 1].start if n + 1 < len(self.periods) else self.sentence.end
        measures = [start for start, _ in self.run.frames if start > period.end]
        stop = min([later, self.sentence.clauses[last].end, *measures])
        from_then = self.view[period.start - 1 : period.start] in ("于", "至", "自")
        began = origin(self.view, period, self.sentence.clauses[number].start) if from_then else None
        found = began or moments.event(self.view, period.end, stop)
        if found is None:
            found = origin(self.view, period, self.sentence.clauses[number].start)
            if found is None and self._alone(period, later):
                near = min(later, self.sentence.clauses[min(number + 1, last)].end)
                found = moments.event(self.view, period.end, near, weak=True)
                found = found if found and self._does(period.end, found[1]) else None
        elif not began and stop in measures and self.sentence.clause_at(stop) == self.sentence.clause_at(found[1]):
            return  # the event is what was counted: 2018年成立了3个联盟
        if found is None or self.view[found[1] - 1] == "次":
            return  # 2011年以来十二次上榜: the times are counted
        if found[0].startswith(_ANNOUNCED) and "年" not in period.text and "民国" not in period.text:
            return  # 4月16日,…出台…: the day of the news
        low, high, comparator = value
        planned = status(self.view, number, self.sentence.start, found[2], found[2], self.background.planned)
        ahead = by_horizon("actual", period, self.reading.document.date)
        told = "target" if "target" in (planned, ahead) else "historical"
        made = Frame(found[0], tier="time", rule="figure.moment", status=told)
        amount = _Amount(period.start, period.end, low, high, "calendar_year", comparator)
        subject = self._subject_of_event(self.sentence.clause_at(max(found[1], period.start)))
        yield self._figure(amount, made, subject, (period, False), number, quote_end=found[2])

    def _does(self, start: int, verb: int) -> bool:
        """Whether nothing but a comma, or the name of who acts, stands between a date and a verb."""
        at = start + (self.view[start : start + 1] == ",")
        return verb <= at or self.subjects.named_at(at) == verb

    def _alone(self, period: Period, until: int) -> bool:
        """Whether nothing is measured from a date up to the next one: its verb is what the date is for."""
        told = any(period.end <= start < until for start, _ in self.run.frames)
        return not told and period.kind in ("date", "decade") and len(period.iso or "") < 10

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
        words = self.subjects.text_of(subject, amount.start)
        named = [(subject.start, subject.end)] if subject else []
        sides = facets(self.view, [*named, (clause.start, amount.start)])
        by_name = {side.name: side.value for side in sides}
        told = made.status or status(
            self.view,
            clause.start,
            self.sentence.start,
            amount.start,
            amount.end,
            self.background.planned,
            self.background.told,
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


_MADE_AND_SOLD = re.compile("产销(?!量)")
_ANNOUNCED = ("发布", "出台", "召开", "颁布", "提出")
BINDS = re.compile(r"\s*(?:其中|同期|同年|该年|当年|第[一二三]产业中)")  # these words bind a sentence to the one before
