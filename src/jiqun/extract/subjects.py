"""What a number is about: the subject of its clause, of its sentence, of the sentence before, or the cluster."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, replace

from jiqun.extract.period import Period
from jiqun.extract.reading import Clause, Reading, Sentence
from jiqun.extract.sections import Section
from jiqun.extract.subject_words import (
    AIMED,
    APPOSITION,
    BEARERS,
    BEFORE_NUMBER,
    BRAND,
    CLASS,
    CLUSTER_WORD,
    CONTINUES,
    CORE,
    FOUNDS,
    GROUP,
    LEAD,
    LEADER,
    LINKED,
    LISTED,
    MARKET,
    MAX,
    NO_SUBJECT,
    NUMBERED,
    STOP,
    TITLE,
    WIDE,
)
from jiqun.model import Entity
from jiqun.vocab.indicators import by_surface, find_indicators
from jiqun.vocab.places import find_places


@dataclass(frozen=True, slots=True)
class Subject:
    """The words that a number is about, with their place; ``found`` says where they were looked up.

    ``behind`` is the topic behind a class noun: of 受惠企业达300家 the firms are counted, and the topic owns the count.
    """

    start: int
    end: int
    found: str
    behind: Subject | None = None


class Subjects:
    """The subjects of one section, looked up clause by clause; it remembers the topic of the running paragraph."""

    def __init__(self, reading: Reading, section: Section, entities: list[Entity], periods: list[Period]) -> None:
        self.reading = reading
        self.section = section
        self._anchors = {m.start: m.end for entity in entities for m in entity.mentions}
        view = reading.view[section.start : section.end]
        names = {reading.view[entity.start : entity.end] for entity in entities}
        for short in {name[2:] for name in names if BRAND.fullmatch(name)}:  # 中国某谷 is also called 某谷
            for match in re.finditer(re.escape(short), view):
                self._anchors.setdefault(section.start + match.start(), section.start + match.end())
        for start, end, _ in find_places(view):
            self._anchors.setdefault(section.start + start, section.start + end)
        for match in CLUSTER_WORD.finditer(reading.view, section.start, section.end):
            self._anchors.setdefault(match.start(), match.end())
        self._anchors = {a: b for a, b in self._anchors.items() if reading.view[a:b] not in by_surface()}
        self._bodies = {m.start for entity in entities if entity.type == "government" for m in entity.mentions}
        self._locality = self._find_locality(view)
        self._periods = {period.start: period.end for period in periods}
        self._names = sorted((m.start, m.end) for entity in entities for m in entity.mentions)
        self._read: dict[int, dict[int, Subject | None]] = {}
        self.topic: Subject | None = None

    def _find_locality(self, view: str) -> str | None:
        """The quarter that a cluster is known by: 张江 in 上海张江…, when the text goes on to use it alone."""
        if not self.section.cluster or not self.section.heading:
            return None
        places = find_places(self.reading.view[self.section.heading.start : self.section.heading.end])
        if not places:
            return None
        after = self.section.heading.start + places[-1][1]
        word = self.reading.view[after : after + 2]
        starts = re.findall(rf"[,。\n年月]{re.escape(word)}(?![电产业])", view)
        return word if len(word) == 2 and len(starts) >= 2 else None

    def in_name(self, start: int, end: int) -> bool:
        """Whether ``[start, end)`` lies inside a longer name (the 三 of a firm)."""
        at = bisect_right(self._names, (start, len(self.reading.text)))
        near = self._names[max(0, at - 2) : at]
        return any(low <= start and end <= high and (low, high) != (start, end) for low, high in near)

    def new_paragraph(self) -> None:
        """Forget the topic: a paragraph starts anew."""
        self.topic = None

    def leading(self, clause: Clause) -> Subject | None:
        """The noun phrase at the head of a clause, when it is one that numbers can be about."""
        view, at = self.reading.view, self._head(clause)
        if at >= clause.end or CONTINUES.search(view, clause.start, at):
            return None
        anchor = self._anchors.get(at)
        if anchor is None and self._locality and view.startswith(self._locality, at):
            anchor = at + 2
        formed = self._by_form(at, clause.end, anchor)
        if formed is not None or NO_SUBJECT.match(view, at):
            return formed
        if anchor and view[anchor : anchor + 1] == "、":
            return None  # a list of names: which of them the numbers are about the clause does not say
        return self._by_head(at, clause.end, anchor)

    def _by_form(self, at: int, end: int, anchor: int | None) -> Subject | None:
        """Subjects that a form of words gives: 龙头企业某某, 对某某企业,…, 甲、乙、丙三大主导产业."""
        view = self.reading.view
        apposition = APPOSITION.match(view[at:end])
        if apposition and at + apposition.end() in self._anchors:
            low = at + apposition.end()
            return Subject(low, self._anchors[low], "clause")
        leader = LEADER.match(view, at, end)
        if leader:
            return Subject(*leader.span("who"), "clause")
        aimed = AIMED.match(view, at, end)
        if aimed and aimed.end() == end:
            return Subject(*aimed.span("who"), "clause")
        listed = LISTED.match(view, at, end) if anchor is None and not NO_SUBJECT.match(view, at) else None
        return Subject(at, listed.end(), "class") if listed else None

    def _by_head(self, at: int, end: int, anchor: int | None) -> Subject | None:
        """A known name, a group word (全市, 公司) or a class noun, up to the first verb behind it."""
        view, group = self.reading.view, GROUP.match(self.reading.view, at)
        known = anchor if anchor and anchor <= end else group.end() if group else None
        if anchor and view[anchor : anchor + 1] in "与和" and {at, anchor + 1} <= self._bodies:
            known = self._anchors[anchor + 1]  # 甲部与乙省政府
        stop = self._stop(view, known or at, end)
        if stop - at > MAX:
            return None
        phrase = view[at:stop].rstrip("的”》 ").removesuffix("发展").rstrip("的")
        dated = stop in self._periods
        counted = not dated and (view[stop : stop + 1].isdigit() or view[stop : stop + 1] in BEFORE_NUMBER)
        if known is None:
            return (
                None if "“" in view[at:stop] or "”" in view[at:stop] else self._by_class(at, stop, end, phrase, counted)
            )
        if anchor and counted and at + len(phrase) > anchor and not LINKED.search(view, anchor, stop):
            return None  # 某某公司首席科学家8名: the name is part of what is counted
        wide = group is None or WIDE.match(view, at) is not None
        keep = wide and not counted and CLASS.search(phrase) is not None
        return Subject(at, max(known, at + len(phrase)) if keep else known, "clause")

    def _by_class(self, at: int, stop: int, end: int, phrase: str, counted: bool) -> Subject | None:
        """A phrase that ends in a class noun (重点产品), or the product before its market share."""
        if self._market_share(stop):
            product = MARKET.sub("", phrase)
            return Subject(at, at + len(product), "class") if 2 <= len(product) <= 14 else None
        if counted or len(phrase) < 2 or not CLASS.search(phrase):
            return None
        whole = stop == end and (len(phrase) < 4 or "、" in phrase)
        return None if whole else Subject(at, at + len(phrase), "class")

    def _market_share(self, at: int) -> bool:
        """Whether the words at ``at`` are a market share: what stands before them is the product."""
        found = find_indicators(self.reading.view, at, at + 5)
        return bool(found) and found[0][0] == at and found[0][2].id == "market_share"

    def _head(self, clause: Clause) -> int:
        """Where a clause's own words begin: behind dates, conjunctions and opening marks."""
        at = clause.start
        while at < clause.end:
            if at in self._periods:
                at = min(self._periods[at], clause.end)
                continue
            lead = LEAD.match(self.reading.view, at, clause.end) or NUMBERED.match(self.reading.view, at, clause.end)
            if lead is None or at in self._anchors:
                break
            at = lead.end()
        return at

    def _stop(self, view: str, at: int, end: int) -> int:
        """Where the leading noun phrase ends: at the first verb, adverb, date or indicator word."""
        match = STOP.search(view, at, end)
        stop = match.start() if match else end
        for low, _, _ in find_indicators(view, at, stop):
            stop = min(stop, low)
        for period in self._periods:
            if at <= period < stop:
                stop = period
        return stop

    def read_clause(self, clause: Clause) -> Subject | None:
        """The clause's own subject, which becomes the topic of what follows.

        A clause that founds “X”, or says that X is the core area, hands the topic on to X.
        """
        subject = self.leading(clause)
        if subject is not None and subject.found == "class":
            subject = replace(subject, behind=self.topic)
        view = self.reading.view
        founded = FOUNDS.search(view, clause.start, clause.end)
        core = CORE.search(view, clause.start, clause.end)
        if subject is not None and (subject.found != "class" or self.topic is None or self._carries(subject)):
            self.topic = subject
        if founded:
            self.topic = Subject(founded.start(1), founded.end(1), "clause")
        elif core and core.end() in self._anchors:
            self.topic = Subject(core.end(), self._anchors[core.end()], "clause")
        return subject

    def _title(self, clause: Clause) -> Subject | None:
        """A sentence that is only a name (1. 某某扩建项目。) heads its paragraph."""
        match = TITLE.fullmatch(self.reading.view, clause.start, clause.end)
        return Subject(*match.span("name"), "clause") if match else None

    def _carries(self, subject: Subject) -> bool:
        """Whether a class noun stays the topic of its sentence: 某某产业 does, 研发人员 and 产品 do not."""
        return BEARERS.search(self.reading.view, subject.start, subject.end) is not None

    def read_sentence(self, sentence: Sentence) -> dict[int, Subject | None]:
        """For each clause of a sentence: its own subject, or the topic at that place (None: the cluster)."""
        if sentence.start in self._read:
            return self._read[sentence.start]
        found = self._read[sentence.start] = {}
        if self.topic is not None and self.topic.found == "class":
            self.topic = None  # a class noun (重点产品) is the topic of its own sentence only
        if len(sentence.clauses) == 1 and (titled := self._title(sentence.clauses[0])):
            self.topic = titled
        for n, clause in enumerate(sentence.clauses):
            own = self.read_clause(clause)
            found[n] = own or (Subject(self.topic.start, self.topic.end, "topic") if self.topic else None)
        return found

    def text_of(self, subject: Subject | None) -> str | None:
        """The subject's words as written; without one, what the section is about: its quarter, or its place."""
        if subject is not None:
            return self.reading.text[subject.start : subject.end]
        if self._locality:
            at = self.reading.view.find(self._locality, self.section.start)
            return self.reading.text[at : at + len(self._locality)]
        return self.section.place or self.section.cluster or self._about()

    def _about(self) -> str | None:
        """What a document without a cluster is about: the first place of its title, else the place it names most."""
        view, text = self.reading.view, self.reading.text
        wide = WIDE.search(view)
        if wide and wide.group() not in ("全国", "全球"):
            return text[wide.start() : wide.end()]
        first = next((b for b in self.reading.document.blocks if b.kind in ("title", "heading")), None)
        for low, high in [(first.start, first.end)] if first else []:
            named = [(start, end) for start, end in self._names if low <= start < high and start not in self._bodies]
            for start, end in named:
                return text[start:end]
            for start, end, _ in find_places(view[low:high]):
                return text[low + start : low + end]
        counted = Counter(view[start:end] for start, end, _ in find_places(view))
        return counted.most_common(1)[0][0] if counted else None

    def resolve(self, words: str | None) -> str | None:
        """What the words stand for: the cluster where a city or 集群 is the subject of its industry, else the words."""
        if words is None or self.section.cluster is None:
            return words
        view = self.reading.view
        folded = words if self.reading.text is view else _folded(words)
        place = _folded(self.section.place or "")
        bare = folded.removesuffix("市")
        if folded in ("集群", "本集群", "该集群") or bare in (place, self._locality or place):
            return self.section.cluster
        return words


def _folded(words: str) -> str:
    from jiqun.vocab.fold import fold

    return fold(words)
