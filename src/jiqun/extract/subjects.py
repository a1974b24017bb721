"""What a number is about: the subject of its clause, of its sentence, of the sentence before, or the cluster."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from functools import cached_property

from jiqun.extract.about import about, spoken_whole
from jiqun.extract.landmarks import landmarks, locality
from jiqun.extract.leading import Leading, Subject
from jiqun.extract.period import Period
from jiqun.extract.reading import Clause, Reading, Sentence
from jiqun.extract.sections import Section
from jiqun.extract.subject_words import (
    ACTS,
    BEARERS,
    CORE,
    FOUNDS,
    GROUPED,
    ITEM,
    PARTIAL,
    PLACE_LIKE,
    PREDICATE,
    PUBLISHES,
    TITLE,
    WHOLE,
    WORK,
    WORLD,
)
from jiqun.model import Entity
from jiqun.vocab.fold import fold
from jiqun.vocab.places import find_places

_SPEAKERS = ("government", "research_institute", "association")


class Subjects:
    """The subjects of one section, looked up clause by clause; it remembers the topic of the running paragraph."""

    def __init__(self, reading: Reading, section: Section, entities: list[Entity], periods: list[Period]) -> None:
        self.reading = reading
        self.section = section
        self._anchors = landmarks(reading, section, entities)
        self._bodies = {m.start for entity in entities if entity.type == "government" for m in entity.mentions}
        self._speakers = {m.start for entity in entities if entity.type in _SPEAKERS for m in entity.mentions}
        self._locality = locality(reading, section)
        times = {period.start: period.end for period in periods}
        self._leading = Leading(reading.view, self._anchors, self._bodies, times, self._locality)
        self._names = sorted((m.start, m.end) for entity in entities for m in entity.mentions)
        self._read: dict[int, dict[int, Subject | None]] = {}
        self.topic: Subject | None = None
        self._paragraph = section.start

    @cached_property
    def _about(self) -> tuple[str, str] | None:
        return about(self.reading, self._names, self._bodies)

    @cached_property
    def _spoken(self) -> str | None:
        """What a text about a place calls it from its first figures on: 全县, where these are told of 全县."""
        return spoken_whole(self.reading)

    def named_at(self, at: int) -> int | None:
        """Where the name that begins at ``at`` ends, or None."""
        return self._anchors.get(at)

    def is_place(self, subject: Subject) -> bool:
        """Whether a subject is a territory or its people, which have a gross product and a population."""
        words = self.reading.view[subject.start : subject.end]
        return bool(PLACE_LIKE.search(words)) or bool(find_places(words))

    def in_name(self, start: int, end: int) -> bool:
        """Whether ``[start, end)`` lies inside a longer name (the 三 of a firm)."""
        at = bisect_right(self._names, (start, len(self.reading.text)))
        near = self._names[max(0, at - 2) : at]
        return any(low <= start and end <= high and (low, high) != (start, end) for low, high in near)

    def head(self, clause: Clause) -> int:
        """Where a clause's own words begin: behind dates, conjunctions and opening marks."""
        return self._leading.head(clause)

    def new_paragraph(self, start: int) -> None:
        """Forget the topic: a paragraph starts anew."""
        self.topic, self._paragraph = None, start

    def read_clause(self, clause: Clause) -> Subject | None:
        """The clause's own subject, which becomes the topic of what follows.

        A clause that founds “X”, or says that X is the core area, hands the topic on to X.
        """
        subject = self._leading.phrase(clause)
        if subject is not None and subject.found == "class":
            subject = replace(subject, behind=self.topic)
        view = self.reading.view
        founded = FOUNDS.search(view, clause.start, clause.end)
        core = CORE.search(view, clause.start, clause.end)
        if subject is not None and subject.start in self._speakers and PUBLISHES.search(view, subject.end, clause.end):
            return subject  # a body that publishes is not what the figures are about
        carries = subject is not None and (subject.found != "class" or self.topic is None or self._carries(subject))
        if subject is not None and carries and view[subject.start : subject.end] not in WORLD:
            self.topic = subject
        grouped = GROUPED.search(view, clause.start, clause.end)
        if grouped:
            self.topic = Subject(*grouped.span("who"), "clause")
        if founded:
            self.topic = Subject(founded.start(1), founded.end(1), "clause")
        elif core and core.end() in self._anchors:
            self.topic = Subject(core.end(), self._anchors[core.end()], "clause")
        return subject

    def _title(self, clause: Clause) -> Subject | None:
        """A sentence that is only a name (1. 某某扩建项目。) heads its paragraph."""
        match = TITLE.fullmatch(self.reading.view, clause.start, clause.end)
        told = match is None or PREDICATE.search(match["name"]) is not None
        return None if match is None or told else Subject(*match.span("name"), "clause")

    def _carries(self, subject: Subject) -> bool:
        """Whether a class noun stays the topic of its sentence: 某某产业 does, 研发人员 and 产品 do not."""
        return BEARERS.search(self.reading.view, subject.start, subject.end) is not None

    def read_sentence(self, sentence: Sentence) -> dict[int, Subject | None]:
        """For each clause of a sentence: its own subject, or the topic at that place (None: the cluster)."""
        if sentence.start in self._read:
            return self._read[sentence.start]
        found = self._read[sentence.start] = {}
        if self.topic is not None and (self.topic.found in ("class", "located") or self.topic.start in self._bodies):
            self.topic = None  # a class noun (重点产品) and a body that publishes are topics of their own sentence only
        of_place = self.section.cluster is None and self._about is not None and self._about[1] == "place"
        if self.topic and of_place and WHOLE.fullmatch(self.reading.view, self.topic.start, self.topic.end):
            self.topic = None  # 全市 is the subject of its own sentence; the next one is about the place again
        if ITEM.match(self.reading.view, sentence.start, sentence.end):
            self.topic = None  # 二是…: an item of a list begins, and what the item before was about is over
        opens = sentence.clauses[0] if sentence.clauses else None
        if self.topic is not None and opens and self._acts(opens) and self._is_work(self.topic):
            self.topic = None  # 项目建设提速。签约项目50个: the office acts, not what it built
        if len(sentence.clauses) == 1 and (titled := self._title(sentence.clauses[0])):
            self.topic = titled
        whole = self.topic
        for n, clause in enumerate(sentence.clauses):
            own = self.read_clause(clause)
            found[n] = own or self._carried(clause)
        if PARTIAL.match(self.reading.view, sentence.start, sentence.end):
            self.topic = whole  # 其中,某县…: the next sentence is about the whole again
        return found

    def _is_work(self, topic: Subject) -> bool:
        """Whether a topic is what an office builds or holds, which does nothing by itself."""
        return self.is_of_a_place and WORK.search(self.reading.view, topic.start, topic.end) is not None

    def _acts(self, clause: Clause) -> bool:
        """Whether a clause begins with what a territory or its office does (建成…): no class of things does it."""
        return ACTS.match(self.reading.view, self._leading.head(clause), clause.end) is not None

    def _carried(self, clause: Clause) -> Subject | None:
        """The topic at a clause without a subject; ``theme`` where it is a class of things (规模以上制造业)."""
        if self.topic is None or (self.topic.found == "class" and self._acts(clause)):
            return None
        if self.topic.found == "class" and self.reading.view.find(";", self.topic.end, clause.start) >= 0:
            outer = (
                self.topic.behind
            )  # 稻谷产量5万吨,增长1%;棉花产量4千吨: a class is over with its part of the sentence
            return Subject(outer.start, outer.end, "topic") if outer else None
        return Subject(self.topic.start, self.topic.end, "theme" if self.topic.found == "class" else "topic")

    def text_of(self, subject: Subject | None, at: int = 0) -> str | None:
        """The subject's words as written; without one, what the section is about: its quarter, or its place.

        ``at`` is where the number stands: a text about many places goes on about the last one it named.
        """
        if subject is not None:
            return self.reading.text[subject.start : subject.end]
        if self._locality:
            at = self.reading.view.find(self._locality, self.section.start)
            return self.reading.text[at : at + len(self._locality)]
        whole = self.section.place or self.section.cluster
        if whole or self._about is None:
            return whole
        if self._about[1] == "place" and self._spoken is not None:
            return self._spoken
        if self._about[1] == "count" and (near := self._named_before(at)) is not None:
            return near
        return self._about[0]

    @property
    def is_of_a_place(self) -> bool:
        """Whether the document tells of one place or body, which then bears what its sentences leave open."""
        return self.section.cluster is not None or (self._about or ("", ""))[1] in ("name", "place", "wide")

    def _named_before(self, at: int) -> str | None:
        """The last name or place of the paragraph before ``at``: what a text about many places goes on about."""
        starts = [start for start in self._anchors if self._paragraph <= start < at and start not in self._bodies]
        return self.reading.text[max(starts) : self._anchors[max(starts)]] if starts else None

    @cached_property
    def _place(self) -> str:
        return fold(self.section.place or "")

    def resolve(self, words: str | None) -> str | None:
        """What the words stand for: the cluster where a city or 集群 is the subject of its industry, else the words."""
        if words is None or self.section.cluster is None:
            return words
        folded = fold(words)
        place = self._place
        bare = folded.removesuffix("市")
        if folded in ("集群", "本集群", "该集群") or bare in (place, self._locality or place):
            return self.section.cluster
        return words
